import pytest

from benchmarks.baselines import Ballot, Contest, best_source, truthfinder, vote


def equal(one, other):
    return float(one == other)


def contest(*ballots):
    return Contest(tuple(Ballot(publisher, source, value) for publisher, source, value in ballots), equal)


def test_a_vote_goes_by_the_number_of_ballots():
    assert vote(contest(("a", "a", 3), ("b", "b", 5), ("c", "c", 5))) == 5


def test_a_tie_is_broken_by_content_not_by_order():
    ballots = [("a", "a", 7), ("b", "b", 5)]
    assert vote(contest(*ballots)) == vote(contest(*reversed(ballots))) == 5


def test_the_best_source_is_believed_against_all_others():
    asked = contest(("a", "army", 40), ("b", "army", 40), ("c", "monitor", 9))
    assert best_source(asked, {"army": "C", "monitor": "A"}) == 9
    assert best_source(asked, {"army": "A", "monitor": "C"}) == 40


def test_a_source_without_a_letter_is_the_last_to_be_believed():
    assert best_source(contest(("a", "someone", 1), ("b", "gazette", 2)), {"gazette": "E"}) == 2


def test_among_equally_good_sources_most_ballots_win():
    asked = contest(("a", "a", 1), ("b", "b", 2), ("c", "c", 2))
    assert best_source(asked, dict.fromkeys("abc", "B")) == 2


def test_truthfinder_learns_who_is_worth_believing():
    known = [contest(("good", "", i), ("fair", "", i), ("bad", "", -i)) for i in range(1, 30)]
    asked = contest(("good", "", 100), ("bad", "", 200))
    assert truthfinder([*known, asked])[-1] == 100
    turned = [contest(("bad", "", i), ("fair", "", i), ("good", "", -i)) for i in range(1, 30)]
    assert truthfinder([*turned, asked])[-1] == 200


def test_truthfinder_lets_values_that_are_alike_support_each_other():
    near = Contest(
        tuple(Ballot(site, site, value) for site, value in (("a", 10), ("b", 11), ("c", 30))),
        lambda one, other: 0.95 if abs(one - other) < 2 else 0.0,
    )
    assert truthfinder([near])[0] in (10, 11)
    assert truthfinder([Contest(near.ballots, equal)])[0] == 10


def test_a_site_that_says_the_same_twice_counts_once():
    twice = contest(*[("a", "", 5)] * 3, ("b", "", 2), ("c", "", 2))
    assert vote(twice) == 5
    assert truthfinder([twice])[0] == 2


@pytest.mark.parametrize("method", [lambda c: vote(c), lambda c: truthfinder([c])[0]])
def test_what_all_say_is_given(method):
    assert method(contest(("a", "", "x"), ("b", "", "x"))) == "x"
