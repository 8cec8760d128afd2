import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reconcile.where import LIKE, NOT, YES, Around, where

SARAQIB = ("Saraqib", "Idlib", "SY")


@pytest.mark.parametrize(("text", "km"), [("35.9,36.6,20", 20.0), (" 35.9 , 36.6 , 20 km ", 20.0), ("35.9,36.6", 5.0)])
def test_a_point_and_how_far_around_it(text: str, km: float):
    assert where(text) == Around(35.9, 36.6, km)


def test_what_lies_within_the_distance_is_there():
    place = where("35.9,36.6,20")
    assert place.means(36.0, 36.65, None)
    assert not place.means(36.2, 36.6, None)
    assert not place.means(None, None, SARAQIB)


@pytest.mark.parametrize("name", ["Saraqib", "SARAQIB", "Idlib", "idlib", "Syria", "SY"])
def test_a_name_is_a_place_a_division_or_a_country(name: str):
    assert where(name).means(35.86, 36.8, SARAQIB) == YES


@pytest.mark.parametrize("name", ["saraqeb", "سراقب", "Idleb", "إدلب"])
def test_another_spelling_may_be_meant(name: str):
    assert where(name).means(35.86, 36.8, SARAQIB) == LIKE


@pytest.mark.parametrize("name", ["Aleppo", "Iraq", "Sarmin"])
def test_another_name_is_another_place(name: str):
    assert where(name).means(35.86, 36.8, SARAQIB) == NOT


def test_what_lies_nowhere_has_no_name():
    assert not where("Saraqib").means(None, None, None)


@pytest.mark.parametrize("text", ["", "  ", "91,0,3", "0,181", "..."])
def test_what_is_neither_a_point_nor_a_name_is_refused(text: str):
    with pytest.raises(ValueError, match=r"LAT"):
        where(text)


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 500))
def test_a_point_is_around_itself(lat: float, lon: float, km: float):
    assert where(f"{lat:.6f},{lon:.6f},{km:.3f}").means(round(lat, 6), round(lon, 6), None)
