import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.places.geometry import bearing, destination, distance, mean_bearing, midpoint, turn

PARIS, LONDON, KYIV = (48.8566, 2.3522), (51.5074, -0.1278), (50.4501, 30.5234)
points = st.tuples(st.floats(-80, 80), st.floats(-180, 180))


def test_distances_that_are_known():
    assert distance(PARIS, LONDON) == pytest.approx(343.6, abs=1)
    assert distance((0, 0), (0, 90)) == pytest.approx(10007.6, abs=1)
    assert distance(KYIV, KYIV) == 0


def test_bearings():
    assert bearing((0, 0), (10, 0)) == pytest.approx(0)
    assert bearing((0, 0), (0, 10)) == pytest.approx(90)
    assert bearing(PARIS, LONDON) == pytest.approx(330, abs=1)


def test_a_degree_of_latitude_southwards():
    lat, lon = destination((35.0, 44.0), 180, 111.195)
    assert (lat, lon) == (pytest.approx(34.0, abs=0.001), pytest.approx(44.0))


def test_across_the_date_line():
    lat, lon = destination((0.0, 179.9), 90, 50)
    assert lat == pytest.approx(0)
    assert -180 < lon < -179


@given(points, st.floats(0, 360), st.floats(0.1, 3000))
def test_going_somewhere_is_as_far_as_told(start: tuple[float, float], course: float, km: float):
    end = destination(start, course, km)
    assert distance(start, end) == pytest.approx(km, abs=0.01)
    assert -180 <= end[1] <= 180


@given(points, points)
def test_the_middle_is_equally_far_from_both(one: tuple[float, float], other: tuple[float, float]):
    middle = midpoint(one, other)
    assert distance(one, middle) == pytest.approx(distance(middle, other), abs=0.1)


def test_the_mean_of_north_and_west_is_north_west():
    assert mean_bearing([0, 270]) == pytest.approx(315)
    assert mean_bearing([350, 10]) % 360 == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("one", "other", "angle"), [(10, 350, 20), (0, 180, 180), (90, 45, 45)])
def test_turns(one: float, other: float, angle: float):
    assert turn(one, other) == turn(other, one) == angle
