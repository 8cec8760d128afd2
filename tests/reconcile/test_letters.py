from copy import deepcopy

import pytest

from sayso.errors import LexiconError
from sayso.grounding.theatres import general, load_theatre, theatres_named
from sayso.reading.lexicon import load
from sayso.reconcile.letters import LETTERS, digit, letter_of, letters, read_letters


def test_a_source_has_the_letter_of_its_kind(war):
    assert letter_of("reuters", {}).letter == "B"
    assert letter_of("xx-state-media", {}).letter == "D"
    assert letter_of("watch", {}, camp="neutral", setting=war.setting).letter == "C"
    assert letter_of("red-army", {}, camp="reds", setting=war.setting).letter == "D"
    assert letter_of("blue-press", {}, camp="blues", setting=war.setting).group == "outlet of one side"
    assert letter_of(None, {}, "local activists").letter == "D"
    assert letter_of(None, {}, "Witnesses").group == "anonymous"
    assert letter_of(None, {}, "residents (Aster Gazette)").group == "anonymous"


def test_who_is_not_known_cannot_be_judged(war):
    assert letter_of(None, {}, "Aster Gazette").letter == "F"
    assert letter_of("nobody-knows", {}, setting=war.setting).letter == "F"
    assert letter_of("red-radio", {}, setting=war.setting).letter == "F"


def test_what_a_desk_decided_goes_first():
    assert letter_of("reuters", {"reuters": "E"}).letter == "E"
    assert letter_of(None, {"aster gazette": "B"}, "Aster Gazette").letter == "B"


def test_every_letter_has_a_reason_and_no_one_is_completely_reliable_by_default():
    for group in letters().groups:
        assert group.letter.reason
        assert group.letter.letter in LETTERS.replace("A", "")


def test_the_sources_it_names_are_actors_of_a_theatre():
    known = set(general().actors).union(*(load_theatre(name).actors for name in theatres_named()))
    assert sorted(set(letters().by_actor) - known) == []


@pytest.mark.parametrize(
    ("grade", "contested", "denied", "expected"),
    [(4, False, False, 1), (3, False, False, 1), (2, False, False, 2), (1, False, False, 3), (0, False, False, 6),
     (4, True, False, 2), (1, True, False, 4), (3, True, True, 5), (5, True, False, 1)],
)  # fmt: skip
def test_the_digit_follows_the_grade(grade, contested, denied, expected):
    assert digit(grade, contested, denied) == expected


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda t: t.pop("digit"), "nothing else"),
        (lambda t: t["digit"].update(denied=7), "from 1 to 6"),
        (lambda t: t["digit"].update(agreed=[1]), "a digit for each grade"),
        (lambda t: t["digit"].pop("agreed"), "agreed"),
        (lambda t: t["group"][0].pop("name"), "no name"),
        (lambda t: t["group"][0].update(letter="G"), "letter from A to F"),
        (lambda t: t["group"][0].update(reason=""), "reason"),
        (lambda t: t["group"][0].update(colour="red"), "colour"),
        (lambda t: t["group"][0].update(kinds=["wizard"]), "wizard"),
        (lambda t: t["group"][0].update(words=["x", "x"]), "twice"),
        (lambda t: t["group"][1].update(actors=[t["group"][0]["actors"][0]]), "already"),
    ],
)
def test_a_file_that_does_not_fit_is_told(spoil, message):
    table = deepcopy(load("sayso.reconcile", "data/letters.toml"))
    spoil(table)
    with pytest.raises(LexiconError, match=rf"letters\.toml.*{message}"):
        read_letters(table)
