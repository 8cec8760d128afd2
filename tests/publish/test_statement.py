from dataclasses import replace

import pytest

from sayso.claims.claim import Count, Source, Time
from sayso.publish.statement import statement
from tests.publish.reports import grounded, hostile, lesk


def told(number: int):
    return statement(number, lesk()[1][number - 1])


def test_who_says_it_runs_from_the_innermost_outwards():
    assert told(4).who == ("Witnesses", "Norrel Monitor")


def test_without_a_source_it_is_the_report_itself():
    assert (told(5).who, told(5).cited, told(5).cue) == (("the report itself",), False, None)
    assert told(1).cited


def test_every_slot_is_told():
    assert (told(1).kind, told(1).trigger, told(1).family.name) == ("takeover", "seized", "ground")
    assert (told(1).actors, told(1).places, told(1).times) == (("troops",), ("port of Lesk",), ("Sunday (2031-03-02)",))
    assert (told(2).targets, told(2).counts, told(2).framing) == (("bandits",), ("at least 13 (killed)",), ("bandits",))


@pytest.mark.parametrize(
    ("number", "verb", "cue", "standing", "hedges"),
    [
        (1, "said", None, "firm", ()),
        (3, "denied", None, "denied", ("denied",)),
        (4, "said it may be", "told", "doubted", ("doubted", "possible")),
        (5, "said", None, "planned", ("planned",)),
        (6, "said", None, "firm", ("ongoing",)),
    ],
)
def test_how_firmly_it_is_told_is_said_in_words(number, verb, cue, standing, hedges):
    claim = told(number)
    assert (claim.verb, claim.cue, claim.standing, claim.hedges) == (verb, cue, standing, hedges)


def test_an_asserted_absence_is_told_as_one():
    claim = statement(1, replace(lesk()[1][0], modality="negated"))
    assert (claim.verb, claim.standing, claim.hedges) == ("said", "denied", ("did not happen",))


def test_a_doubted_plan_is_drawn_as_doubted_and_told_as_both():
    claim = statement(1, replace(lesk()[1][0], stance="doubts", modality="planned"))
    assert (claim.standing, claim.hedges) == ("doubted", ("doubted", "planned"))


def test_behind_a_bare_cue_no_one_is_named():
    claim = statement(1, replace(lesk()[1][0], sources=(Source(0, 10, "Reportedly", cue="reportedly"),)))
    assert (claim.who, claim.verb, claim.cue) == (("Reportedly",), "no one named", None)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (Time(0, 1, "Monday"), "Monday"),
        (Time(0, 1, "2031-03-02", "2031-03-02", "2031-03-02"), "2031-03-02"),
        (Time(0, 1, "last\nweek", "2031-02-23", "2031-03-01"), "last week (2031-02-23 to 2031-03-01)"),
        (Time(0, 1, "since May", "2030-05-01", None), "since May (2030-05-01)"),
    ],
)
def test_a_time_is_told_with_its_days_where_they_are_known(time, expected):
    assert statement(1, replace(lesk()[1][0], times=(time,))).times == (expected,)


def test_what_is_counted_is_told_unless_it_is_other():
    counts = (Count(0, 1, "40 tanks", 40, 40, "other"), Count(0, 1, "9", 9, 9))
    assert statement(1, replace(lesk()[1][0], counts=counts)).counts == ("40 tanks", "9")


def test_no_word_of_it_can_break_a_line_or_an_encoding():
    claim = statement(1, hostile()[1][0])
    for words in (*claim.who, claim.cue, claim.trigger, *claim.actors, *claim.places, *claim.times):
        words.encode("utf-8")
        assert words.isprintable() or "\u202e" in words


def test_what_mentions_mean_is_told_with_the_reason():
    claim = statement(1, grounded()[1][0])
    assert [(m.role, m.words, m.what) for m in claim.meanings] == [
        ("source", "army", "vn-army"),
        ("actor", "rebels", "rebels"),
        ("place", "Dorn", "Dorn, North Varn, VN (12.500, 33.250 ± 2 km)"),
        ("time", "Sunday", "2031-03-02"),
    ]
    dorn = claim.meanings[2]
    assert (dorn.why, dorn.sure, dorn.others) == ("the only Dorn in North Varn", 0.9, ("Dorne",))
    assert (claim.meaning("source", "army"), claim.meaning("actor", "army")) == ("vn-army", None)


def test_what_was_not_grounded_has_no_meaning():
    assert told(5).meanings == ()
