"""Invented reports of real wars, resolved with the gazetteer that ships. Coordinates are GeoNames'."""

from collections.abc import Mapping

import pytest

from sayso.claims.claim import Location
from sayso.grounding.places import Places
from sayso.grounding.places.geometry import distance
from sayso.ingest.document import Document

DARFUR = (
    "The Rapid Support Forces shelled a market in El-Fasher on Tuesday, killing at least 12, residents said. In Nyala, "
    "the capital of South Darfur, drones struck the airport. Fighting was also reported near Kutum and in Omdurman, "
    "across the Nile from Khartoum. Thousands have fled to Tawila and to Adre in eastern Chad."
)
MYANMAR = (
    "Myanmar's air force bombed a village in Sagaing Region on Monday, the shadow government said. The Kachin "
    "Independence Army attacked junta bases near Myitkyina and seized the town of Bhamo. In Rakhine State, the Arakan "
    "Army holds most of Sittwe township. Displaced people crossed from Loikaw in Kayah State to Thailand."
)
DONBAS = (
    "Russian forces advanced towards Pokrovsk in Donetsk Oblast, the General Staff said. A missile hit an apartment "
    "block in Kharkiv. Shelling was reported in Avdeevka, Chasiv Yar and the outskirts of Toretsk. "
    "Troops crossed the river at a place 30 km northeast of Kherson city."
)
YEMEN = (
    "Houthi fighters attacked government positions west of Marib city, Yemen's state news agency reported. In Taiz, a "
    "mortar killed three children. A ship was struck 60 nautical miles off the coast of Al-Mukha. The front between "
    "Marib and Taiz was quiet."
)


def locate(places: Places, text: str, *mentions: str) -> dict[str, Location | None]:
    spans = {mention: (text.index(mention), text.index(mention) + len(mention)) for mention in mentions}
    found = places.resolve(Document(text, "test"), list(spans.values()))
    return {mention: found[span][0] for mention, span in spans.items()}


def off(location: Location | None, point: tuple[float, float]) -> float:
    return float("inf") if location is None else distance((location.lat, location.lon), point)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (
            DARFUR,
            {
                "market in El-Fasher": (13.628, 25.349),
                "Nyala": (12.049, 24.881),
                "airport": (12.049, 24.881),
                "Kutum": (14.2, 24.667),
                "Omdurman": (15.645, 32.478),
                "Khartoum": (15.552, 32.532),
                "Adre": (13.466, 22.199),
            },
        ),
        (MYANMAR, {"Myitkyina": (25.383, 97.396), "Bhamo": (24.253, 97.234), "Loikaw": (19.678, 97.210)}),
        (
            DONBAS,
            {
                "Pokrovsk": (48.280, 37.177),
                "Kharkiv": (49.982, 36.255),
                "Avdeevka": (48.140, 37.750),
                "Chasiv Yar": (48.588, 37.834),
                "outskirts of Toretsk": (48.395, 37.848),
            },
        ),
        (YEMEN, {"Taiz": (13.580, 44.021)}),
    ],
    ids=["Darfur", "Myanmar", "Donbas", "Yemen"],
)
def test_towns(places: Places, text: str, points: Mapping[str, tuple[float, float]]):
    found = locate(places, text, *points)
    assert {mention: off(found[mention], point) < 3 for mention, point in points.items()} == dict.fromkeys(points, True)


@pytest.mark.parametrize(
    ("text", "mention", "id_"),
    [
        (DARFUR, "South Darfur", "iso:SD-DS"),
        (DARFUR, "eastern Chad", "iso:TD/east"),
        (MYANMAR, "village in Sagaing Region", "iso:MM-01"),
        (MYANMAR, "Rakhine State", "iso:MM-16"),
        (MYANMAR, "Thailand", "iso:TH"),
        (DONBAS, "Donetsk Oblast", "iso:UA-14"),
    ],
)
def test_divisions_and_countries(places: Places, text: str, mention: str, id_: str):
    location = locate(places, text, mention)[mention]
    assert location is not None
    assert location.id == id_


def test_relations(places: Places):
    kherson = locate(places, DONBAS, "30 km northeast of Kherson city")["30 km northeast of Kherson city"]
    assert off(kherson, (46.656, 32.618)) == pytest.approx(30, abs=4)
    found = locate(places, YEMEN, "positions west of Marib city", "60 nautical miles off the coast of Al-Mukha")
    west, ship = found.values()
    assert west is not None
    assert west.lon < 45.32
    assert (west.precision, west.country) == (2, "YE")
    assert ship is not None
    assert ship.precision == 7
    assert ship.radius > 100


def test_two_villages_of_one_name(places: Places):
    """Abu Dali: one beside Balil, the other 64 km off, east of Salamiyah (Wikipedia's map module)."""
    near_balil = "The army took Abu Dali, Umm Turaykiyah and Balil in northeast Hama province, Syria."
    near_salamiyah = "Militants took Abu Dali and Rasm al-Dabah, east of Salamiyah in Hama province, Syria."
    assert off(locate(places, near_balil, "Abu Dali")["Abu Dali"], (35.451, 36.903)) < 3
    assert off(locate(places, near_salamiyah, "Abu Dali")["Abu Dali"], (35.033, 37.39)) < 3


def test_the_division_that_the_text_tells(places: Places):
    text = "The army took Umm Turaykiyah and Balil in northeast Hama province, Syria."
    location = locate(places, text, "Balil")["Balil"]
    assert location is not None
    assert (location.admin1, location.country) == ("Hama", "SY")


def test_a_town_and_its_airbase(places: Places):
    text = "Rebels took the town of Abu al-Duhur in Idlib province, Syria; the army kept Abu al-Duhur military airport."
    town, base = locate(places, text, "town of Abu al-Duhur", "Abu al-Duhur military airport").values()
    assert off(town, (35.737, 37.048)) < 3
    assert off(base, (35.734, 37.105)) < 3


@pytest.mark.parametrize(
    ("text", "mention", "country"),
    [
        ("Clans clashed in Georgia. Officials in Tbilisi said troops went to Zugdidi.", "Georgia", "GE"),
        ("Officials in Georgia said a gunman killed four in Atlanta and fled to Macon.", "Georgia", "US"),
        ("Gunmen killed 30 villagers near Gusau in Zamfara state, Nigeria.", "Gusau", "NG"),
        ("Aid reached Madaya, officials in Syria said; a second convoy left Damascus.", "Madaya", "SY"),
        ("Troops left Madaya, north of Mandalay in Myanmar.", "Madaya", "MM"),
        ("قصفت قوات الدعم السريع مدينة الفاشر في ولاية شمال دارفور في السودان", "الفاشر", "SD"),
        ("Обстрелян Харьков, Украина.", "Харьков", "UA"),
    ],
)
def test_which_country(places: Places, text: str, mention: str, country: str):
    location = locate(places, text, mention)[mention]
    assert location is not None
    assert location.country == country


def test_a_bare_name_that_is_a_small_city_and_a_province(places: Places):
    bare, said = "Rebels held Idlib, Syria.", "Rebels held the city of Idlib, Syria."
    province, city = locate(places, bare, "Idlib")["Idlib"], locate(places, said, "Idlib")["Idlib"]
    assert province is not None
    assert (province.id, province.precision) == ("iso:SY-ID", 4)
    assert off(city, (35.931, 36.634)) < 3


def test_a_city_that_two_countries_have_as_theirs(places: Places):
    location = locate(places, "Police in Jerusalem clashed with Palestinians.", "Jerusalem")["Jerusalem"]
    assert off(location, (31.769, 35.216)) < 3
    assert location is not None
    assert location.precision == 1


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The Aleppo Media Center in Syria said so.", "Aleppo"),
        ("Ash Carter spoke in Syria.", "Ash Carter"),
        ("In Syria, Davis said it was over. Navy Capt. Jeff Davis spoke.", "Davis"),
        ("Islamic State lost land. Syria welcomed it.", "land"),
        ("They left Europe for Syria.", "Europe"),
    ],
)
def test_what_is_no_place(places: Places, text: str, mention: str):
    assert locate(places, text, mention)[mention] is None
