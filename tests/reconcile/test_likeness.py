from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claims.kinds import KINDS
from sayso.reconcile.item import Toll
from sayso.reconcile.likeness import (
    NOTHING,
    SAME,
    apart,
    best_of,
    disjoint,
    kilometres,
    of_actor,
    of_days,
    of_kind,
    of_place,
    of_toll,
    same_hands,
    same_manner,
)

bounds = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)
tolls = bounds.map(lambda pair: Toll("killed", *pair))
days = bounds.map(tuple)


def test_what_is_told_wider_leaves_the_narrower_open():
    assert of_kind("air_strike", "air_strike") == SAME
    assert of_kind("attack", "air_strike").share > of_kind("air_strike", "attack").share
    assert of_kind("air_strike", "attack").backs
    assert not of_kind("attack", "air_strike").backs
    assert of_kind("harm", "shelling").share > of_kind("shelling", "harm").share > 0
    assert of_kind("clash", "takeover").share > of_kind("takeover", "clash").share > 0
    assert of_kind("talks", "air_strike") == NOTHING


def test_a_raid_may_have_brought_gas():
    assert same_manner("chemical_attack", "shelling")
    assert same_manner("chemical_attack", "attack")
    assert not same_manner("air_strike", "shelling")
    assert of_kind("air_strike", "chemical_attack").share > of_kind("chemical_attack", "air_strike").share > 0


@settings(deadline=None)
@given(one=st.sampled_from(list(KINDS)), other=st.sampled_from(list(KINDS)))
def test_manners_are_told_apart_both_ways(one, other):
    assert same_manner(one, other) == same_manner(other, one)
    assert of_kind(one, other).share <= 1


def test_places(war):
    near = replace(war.aster, id="p3", lat=36.02)
    assert of_place(war.aster, war.aster) == SAME
    assert of_place(war.aster, near).backs
    assert of_place(war.aster, war.beacon) == NOTHING
    assert of_place(war.region, war.aster).share > 0
    assert not of_place(war.region, war.aster).backs
    assert of_place(war.aster, war.region).backs
    assert apart(war.aster, war.beacon)
    assert not apart(war.aster, war.region)


def test_distances_are_those_of_the_globe(war):
    berlin, paris = replace(war.aster, lat=52.52, lon=13.405), replace(war.aster, lat=48.8566, lon=2.3522)
    assert kilometres(berlin, paris) == pytest.approx(878, abs=3)
    assert kilometres(berlin, berlin) == 0.0


def test_days():
    assert of_days((5, 5), (5, 5)) == SAME
    assert of_days((5, 5), (4, 6)).backs
    assert not of_days((4, 6), (5, 5)).backs
    assert of_days((4, 6), (5, 5)).share > of_days((1, 9), (5, 5)).share
    assert of_days((1, 2), (3, 4)) == NOTHING


@settings(deadline=None)
@given(one=days, other=days)
def test_a_share_is_a_share(one, other):
    assert 0 <= of_days(one, other).share <= 1


def test_actors(war):
    def of(one, other):
        return of_actor(one, other, war.day, war.setting)

    assert of("red-army", "red-army") == SAME
    assert of("red-guard", "red-army").backs
    assert not of("red-army", "red-guard").backs
    assert of("red-radio", "red-guard").share > 0
    assert of("watch", "wire") == NOTHING
    assert of("red-army", "blue-front") == NOTHING
    assert of("~gunmen", "red-army") == NOTHING
    assert same_hands("~gunmen", "red-army", war.day, war.setting)
    assert not same_hands("watch", "wire", war.day, war.setting)


def test_tolls():
    thirteen = Toll("killed", 13, 13)
    assert of_toll(thirteen, thirteen) == SAME
    assert of_toll(Toll("killed", 10, None), thirteen).backs
    assert not of_toll(Toll("killed", 14, 14), thirteen).backs
    assert of_toll(Toll("killed", 14, 14), thirteen).share > 0
    assert of_toll(Toll("killed", 40, 40), thirteen) == NOTHING
    dozens, many = Toll("killed", 24, None), Toll("killed", 72, None)
    assert of_toll(dozens, many).share > of_toll(many, dozens).share > 0
    assert of_toll(Toll("killed", 70, None), many).share > of_toll(dozens, many).share


@settings(deadline=None)
@given(one=tolls, other=tolls)
def test_ranges_are_disjoint_if_no_number_is_in_both(one, other):
    both = set(range(one.low, one.high + 1)) & set(range(other.low, other.high + 1))
    assert disjoint(one, other) == disjoint(other, one) == (not both)
    assert one.low <= best_of(one) <= one.high


@pytest.mark.parametrize(
    ("toll", "expected"), [(Toll("killed", 5, None), 5), (Toll("killed", None, 9), 9), (Toll("killed", 5, 9), 7)]
)
def test_the_number_that_stands_for_a_toll(toll, expected):
    assert best_of(toll) == expected
