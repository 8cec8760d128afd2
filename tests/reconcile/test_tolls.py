import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reconcile.grades import grade
from sayso.reconcile.item import Toll, Voice
from sayso.reconcile.tolls import key, told


def killed(event):
    [toll] = [toll for toll in event.tolls if toll.what == "killed"]
    return toll.low, toll.best, toll.high


def test_a_toll_is_low_best_and_high_and_never_a_sum(war):
    event = war.event(
        *(war.said(voice, tolls=war.killed(n)) for voice, n in [("watch", 13), ("wire", 13), ("red-radio", 8)])
    )
    assert killed(event) == (8, 13, 13)


def test_an_open_bound_stays_open_where_nothing_above_it_is_told(war):
    open_ = war.said("watch", tolls=war.killed(13, None))
    assert killed(war.event(open_)) == (13, 13, None)
    assert killed(war.event(open_, war.said("wire", tolls=war.killed(20))))[2] == 20
    assert killed(war.event(open_, war.said("wire", tolls=war.killed(9))))[2] is None


def test_each_thing_that_is_counted_has_its_own(war):
    event = war.event(war.said("watch", tolls=(Toll("wounded", 30, 30), *war.killed(2))))
    assert {toll.what: toll.best for toll in event.tolls} == {"killed": 2, "wounded": 30}
    assert event.fields["toll"].values[0].value == "killed 2"


def test_several_numbers_in_one_claim_are_parts_or_a_part_and_its_whole(war):
    assert killed(war.event(war.said("watch", tolls=(*war.killed(13), *war.killed(4)))))[::2] == (13, 17)


def test_a_toll_of_some_of_the_people_leaves_the_others_open(war):
    women = war.said("red-radio", targets=("~children",), tolls=war.killed(4))
    event = war.event(women, war.said("watch", tolls=war.killed(11)))
    assert not event.fields["toll"].contested
    assert killed(event)[1:] == (11, 11)


def test_a_later_number_of_the_same_source_takes_the_place_of_the_earlier(war):
    claims = [war.said("watch", tolls=war.killed(n), published=war.day + n) for n in (3, 9, 5)]
    event = grade(war.cluster(*claims), [war.root(*claims)], war.at_war)
    assert killed(event) == (9, 9, 9)


def test_a_copy_that_strays_does_not_outvote_its_origin(war):
    said = [("watch", 7), ("wire", 7), ("red-radio", 70)]
    claims = [
        war.item(voices=(Voice("watch"), Voice(by)), tolls=war.killed(n), published=war.day + i)
        for i, (by, n) in enumerate(said)
    ]
    event = grade(war.cluster(*claims), [war.root(*claims)], war.at_war)
    assert killed(event) == (7, 7, 7)


def test_the_whole_of_a_report_goes_before_its_part(war):
    claims = [
        war.said("watch", document="d", start=0, tolls=war.killed(12)),
        war.said("watch", document="d", start=9, tolls=war.killed(3)),
    ]
    event = grade(war.cluster(*claims), [war.root(*claims)], war.at_war)
    assert killed(event) == (12, 12, 12)


def test_what_is_denied_or_doubted_is_no_bound(war):
    told_ = war.said("watch", tolls=war.killed(5))
    doubted = war.said("wire", stance="doubts", tolls=war.killed(50))
    denied = war.said("red-army", stance="denies", modality="negated", tolls=war.killed(500))
    assert killed(war.event(told_, doubted, denied)) == (5, 5, 5)


@pytest.mark.parametrize(
    ("toll", "shown", "value"),
    [
        (Toll("killed", 13, 13), "13", "killed 13"),
        (Toll("killed", 13, 15), "13 to 15", "killed 13..15"),
        (Toll("killed", 13, None), "at least 13", "killed 13.."),
        (Toll("killed", None, 15), "up to 15", "killed ..15"),
    ],
)
def test_how_a_toll_is_shown(toll, shown, value):
    assert told(toll) == shown
    assert key(toll) == value


@settings(deadline=None)
@given(numbers=st.lists(st.integers(1, 500), min_size=1, max_size=6))
def test_no_bound_goes_beyond_what_was_claimed(numbers, war_of):
    war = war_of()
    event = war.event(*(war.said(f"Paper {i}", tolls=war.killed(n)) for i, n in enumerate(numbers)))
    low, best, high = killed(event)
    assert (low, high) == (min(numbers), max(numbers))
    assert best in numbers
