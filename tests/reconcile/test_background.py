"""What sums up a war and what tells a day's happening, by invented sentences of no war in particular."""

import copy
import re

import pytest

from sayso.errors import LexiconError
from sayso.reading.lexicon import load
from sayso.reconcile.background import background, read_background


def record(text: str, trigger: str, kind: str = "harm", count: int = 0, **slots: object) -> dict[str, object]:
    at = text.index(trigger)
    counts = [{"text": str(count), "low": count, "high": count, "what": "killed"}] if count else []
    return {
        "kind": kind,
        "trigger": {"start": at + 500, "end": at + 500 + len(trigger), "text": trigger},
        "evidence": {"start": 500, "end": 500 + len(text), "text": text},
        "counts": counts,
        "actors": [],
        "times": [],
    } | slots


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The war in Varn has killed 4,000 people.", "killed"),
        ("The twelve-year-old insurgency, now in its last phase, has left 900 dead.", "dead"),
        ("Some 900 teachers have been killed in Varn's civil war.", "killed"),
        ("The UN puts the death toll of the conflict at 900.", "death toll"),
        ("Some 900 have died since the mutiny of the garrisons.", "died"),
        ("Since then 900 people have been killed.", "killed"),
        ("The rising began with strikes and has since killed 900.", "killed"),
        ("Shells killed 90 people over the past few weeks.", "killed"),
        ("Nine days of shelling left 90 dead.", "dead"),
    ],
)
def test_what_sums_up(text: str, trigger: str) -> None:
    assert background().sums_up(record(text, trigger))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Shells on the market of Tosk killed 12 people.", "killed"),
        ("A war monitor said 12 people were killed in Tosk.", "killed"),
        ("The raid killed 12 people in the deadliest attack since the truce.", "killed"),
        ("It was the worst day since the siege began, with 12 killed in Tosk.", "killed"),
        ("Shelling has killed 12 people since dawn.", "killed"),
        ("Shells killed 12 in one of the bloodiest days in the war.", "killed"),
        ("After three years of siege, a raid killed 12 people in Tosk.", "killed"),
        ("The news desk of the Revolution Council said 12 were killed.", "killed"),
    ],
)
def test_what_tells_a_day(text: str, trigger: str) -> None:
    assert not background().sums_up(record(text, trigger))


def test_whose_doer_is_a_war_sums_up() -> None:
    text = "The conflict also drove 40 families from Dorn."
    told = record(text, "drove", "displacement", actors=[{"text": "civil conflict"}])
    assert background().sums_up(told)
    assert not background().sums_up(told | {"actors": [{"text": "conflict brigade"}]})


def test_a_war_is_no_happening_of_a_day_but_its_fighting_is() -> None:
    text = "The war in Varn began with fighting in Tosk."
    assert background().sums_up(record(text, "war", "clash"))
    assert not background().sums_up(record(text, "fighting", "clash"))


def test_so_many_dead_are_a_war_s() -> None:
    text = "They say that so many were killed."
    assert background().sums_up(record(text, "killed", count=250_000))
    assert not background().sums_up(record(text, "killed", count=250))


def test_a_raid_without_victims_is_not_asked_for_its_sentence() -> None:
    assert not background().sums_up(record("Since May jets have raided Tosk.", "raided", "air_strike"))


@pytest.mark.parametrize(("time", "undated"), [("two years ago", True), ("recent weeks", True), ("that day", False)])
def test_a_time_that_is_not_settled(time: str, undated: bool) -> None:
    told = record("Shells fell.", "fell", "shelling")
    assert background().undated(told | {"times": [{"text": time, "from": None, "to": None}]}) is undated
    assert not background().undated(told | {"times": [{"text": time, "from": "2031-03-03", "to": "2031-03-03"}]})


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("wars", "nouns"), ["War"], "[wars] nouns must be a list of lower-case words"),
        (("since", "compare"), None, "it must hold [wars], [since], [stretch], [undated], [least]"),
        (("least", "killed"), 0, "[least] must give a whole number for captured, displaced, killed"),
    ],
)
def test_a_wrong_file_is_named(path: tuple[str, str], value: object, said: str) -> None:
    table = copy.deepcopy(load("sayso.reconcile", "data/background.toml"))
    if value is None:
        del table[path[0]][path[1]]
    else:
        table[path[0]][path[1]] = value
    with pytest.raises(LexiconError, match=re.escape(f"reconcile/data/background.toml: {said}")):
        read_background(table)
