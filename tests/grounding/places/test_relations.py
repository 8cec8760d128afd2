import pytest

from sayso.claims.claim import Location
from sayso.grounding.places.geometry import bearing, distance
from sayso.grounding.places.relations import Relation, derive

TOWN = Location("g:1", "Kutum", 14.2, 24.667, 1, 1.0, "North Darfur", "SD")
OTHER = Location("g:2", "Tina", 15.05, 22.8, 1, 1.0, "North Darfur", "SD")
DIVISION = Location("iso:SD-DN", "North Darfur", 15.6, 25.5, 4, 250.0, "North Darfur", "SD")
COUNTRY = Location("iso:SD", "Sudan", 15.5, 30.0, 6, 770.0, None, "SD")
NEIGHBOUR = Location("iso:TD", "Chad", 15.0, 19.0, 6, 630.0, None, "TD")


def way(start: Location, end: Location) -> tuple[float, float]:
    one, other = (start.lat, start.lon), (end.lat, end.lon)
    return bearing(one, other), distance(one, other)


def make(relation: Relation, base: Location, other: Location | None = None) -> Location:
    found = derive(relation, base, other)
    assert found is not None
    return found


def test_so_many_kilometres_in_a_direction():
    found = make(Relation("from", 180, 20, "south"), TOWN)
    assert way(TOWN, found) == (pytest.approx(180), pytest.approx(20))
    assert (found.precision, found.id, found.country) == (2, "g:1/20km-south", "SD")
    assert 5 < found.radius < 10


def test_far_off_is_a_fuzzy_area():
    assert make(Relation("from", 180, 90, "south"), TOWN).precision == 5


def test_so_many_kilometres_in_any_direction():
    found = make(Relation("from", None, 7.5), TOWN)
    assert (found.lat, found.lon, found.precision, found.radius) == (TOWN.lat, TOWN.lon, 2, 8.5)


def test_north_of_a_town_lies_beyond_its_edge():
    found = make(Relation("from", 0, None, "north"), TOWN)
    assert way(TOWN, found)[1] == pytest.approx(11)
    assert found.precision == 2


def test_the_part_of_a_division():
    found = make(Relation("part", 45, None, "northeast"), DIVISION)
    assert way(DIVISION, found) == (pytest.approx(45), pytest.approx(125))
    assert (found.id, found.precision, found.admin1) == ("iso:SD-DN/northeast", 5, "North Darfur")
    assert found.radius > 125


def test_the_part_of_a_town_is_in_the_town():
    assert make(Relation("side", 90, None, "east"), TOWN).precision == 1


def test_between_two_towns():
    found = make(Relation("between"), TOWN, OTHER)
    assert way(found, TOWN)[1] == pytest.approx(way(found, OTHER)[1])
    assert found.radius == pytest.approx(way(TOWN, OTHER)[1] / 2)
    assert (found.precision, found.admin1, found.country) == (5, "North Darfur", "SD")


def test_a_border_lies_between_two_countries():
    found = make(Relation("border"), COUNTRY, NEIGHBOUR)
    assert NEIGHBOUR.lon < found.lon < COUNTRY.lon
    assert (found.precision, found.country) == (5, None)


def test_near_a_town_and_near_a_division():
    assert (make(Relation("near"), TOWN).precision, make(Relation("near"), TOWN).radius) == (2, 16)
    assert make(Relation("near"), DIVISION).precision == 5


def test_the_countryside():
    assert make(Relation("countryside"), DIVISION) == DIVISION
    assert make(Relation("countryside"), TOWN).precision == 2
    assert make(Relation("countryside", 0, None, "north"), TOWN).precision == 5


def test_outside_a_country_is_nowhere():
    assert derive(Relation("outside"), COUNTRY) is None
    assert make(Relation("outside"), TOWN).precision == 2


@pytest.mark.parametrize(
    ("name", "precision"), [("offshore", 7), ("border", 6), ("within", 6), ("site", 6), ("airspace", 6)]
)
def test_relations_to_a_country(name: str, precision: int):
    assert make(Relation(name), COUNTRY).precision == precision
