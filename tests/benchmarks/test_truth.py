from collections import Counter
from dataclasses import replace

import pytest

from benchmarks import truth
from benchmarks.contests import Judge, parents_of
from benchmarks.simulate import Knobs, simulate
from sayso.reconcile.item import Toll


@pytest.fixture(scope="module")
def war():
    return simulate(Knobs(claims=800, seed=9))


@pytest.fixture(scope="module")
def judge(war):
    return Judge(war.truth, parents_of(war.truth))


@pytest.fixture
def told(war):
    """A claim that tells place, day, doer and toll of an event that killed, and the event."""
    return next(
        (item, war.truth.events[number])
        for item, number in zip(war.items, war.truth.event.tolist(), strict=True)
        if number >= 0
        and war.truth.events[number].killed
        and item.first == item.last
        and item.actors[:1] == (war.truth.events[number].actor,)
        and item.stance == "asserts"
        and item.spots
        and item.spots[0].precision == 1
        and not item.inherited
    )


def test_what_all_say_alike_is_not_contested(judge, told):
    item, event = told
    for field in ("place", "day", "actor"):
        assert judge.contest(field, event, [item, replace(item, document="other")]) is None


def test_a_force_and_its_side_do_not_contradict_each_other(judge, told):
    item, event = told
    side = parents_of(judge.truth)[event.actor]
    assert judge.contest("actor", event, [item, replace(item, document="other", actors=(side,))]) is None
    assert judge.right("actor", event, side)


def test_one_document_has_one_ballot_for_a_value(judge, told):
    item, event = told
    day = event.first
    items = [replace(item, first=day, last=day)] * 3 + [replace(item, document="other", first=day + 1, last=day + 1)]
    contest = judge.contest("day", event, items)
    assert Counter(ballot.value for ballot in contest.ballots) == {day: 1, day + 1: 1}
    assert judge.right("day", event, day)
    assert not judge.right("day", event, day + 1)


def test_a_toll_is_right_within_a_tenth(judge, told):
    _, event = told
    event = replace(event, killed=50)
    assert judge.right("toll", event, 54)
    assert not judge.right("toll", event, 56)
    assert not judge.right("toll", event, None)


def test_a_denial_says_nothing_of_the_toll(judge, told):
    item, event = told
    denial = replace(item, document="other", stance="denies", tolls=(Toll("killed", 1, 1),))
    items = [replace(item, tolls=(Toll("killed", 9, 9),)), denial]
    assert judge.contest("toll", event, items) is None


def test_pairs_of_one_origin_are_counted_by_how_they_came_apart():
    count = Counter({(True, True, "cited"): 8, (False, True, "hidden"): 2, (True, False, "carried"): 2})
    shares = truth._shares(count)
    assert shares["roots.precision"] == shares["roots.recall"] == 0.8
    assert shares["roots.recall.cited"] == 1
    assert shares["roots.recall.hidden"] == 0


def test_figures_of_a_small_war():
    found = truth.figures(claims=1200, seed=3)
    assert found["values.count"] == sum(value for key, value in found.items() if key.startswith("values.count."))
    for method in ("sayso", "vote", "best", "truthfinder"):
        assert 0.2 < found[f"values.{method}"] < 1
    assert found["ladder.single.count"] > 50
    assert 0.5 < found["roots.precision"] <= 1
