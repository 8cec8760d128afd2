"""Lexicons fit their schemas, and the forms of words are right."""

import tomllib
from importlib.resources import files

import pytest

from sayso.claims.kinds import KINDS
from sayso.errors import LexiconError
from sayso.reading.lexicon import inflect, load, plural, words


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("attack", ("attack", "attacks", "attacked", "attacking")),
        ("seize", ("seize", "seizes", "seized", "seizing")),
        ("deny", ("deny", "denies", "denied", "denying")),
        ("deploy", ("deploy", "deploys", "deployed", "deploying")),
        ("clash", ("clash", "clashes", "clashed", "clashing")),
    ],
)
def test_inflect(verb: str, forms: tuple[str, ...]) -> None:
    assert inflect(verb) == forms


def test_plural() -> None:
    assert [plural(noun) for noun in ("raid", "atrocity", "ambush", "convoy")] == [
        "raids",
        "atrocities",
        "ambushes",
        "convoys",
    ]


def test_hints_name_the_kinds_in_their_order() -> None:
    table = tomllib.loads(files("sayso.reading.lexicons").joinpath("triggers.toml").read_text("utf-8"))
    assert list(table) == list(KINDS)


@pytest.mark.parametrize("entries", [["Upper"], [""], [1], ["twice", "twice"], "no list"])
def test_a_bad_list_is_named(entries: object) -> None:
    with pytest.raises(LexiconError, match=r"bad\.toml: \[verbs\] regular"):
        words({"verbs": {"regular": entries}}, "verbs", "regular", "bad.toml")


def test_a_missing_lexicon_is_named() -> None:
    with pytest.raises(LexiconError, match=r"absent\.toml"):
        load("sayso.reading.lexicons", "absent.toml")
