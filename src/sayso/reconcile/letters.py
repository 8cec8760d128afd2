"""Admiralty letters of sources, set before a claim is read, and the digit of an event (NATO AJP-2.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from sayso.errors import LexiconError
from sayso.grounding.theatres.actor import KINDS as ACTOR_KINDS
from sayso.reading.lexicon import load
from sayso.reconcile.setting import Setting, partisan

FILE = "reconcile/data/letters.toml"
LETTERS = "ABCDEF"
_CAMPS = ("party", "neutral", "unknown")
_TELLS = ("name", "letter", "reason")
_LISTS = ("actors", "endings", "kinds", "camps", "words")


@dataclass(frozen=True, slots=True)
class Letter:
    """A source's letter, the kind of source that it was taken for, and the reason for the letter."""

    letter: str
    group: str
    reason: str


UNJUDGED = Letter("F", "unknown", "nothing is known of it that its reliability could be judged by")


@dataclass(frozen=True, slots=True)
class Group:
    """Sources of one kind; what each list means is told at the head of letters.toml."""

    letter: Letter
    actors: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    camps: frozenset[str] = frozenset(_CAMPS)
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Digits:
    """The digit by the grade of the occurrence, 0 to 5."""

    agreed: tuple[int, ...]
    contested: tuple[int, ...]
    denied: int


@dataclass(frozen=True, slots=True)
class Letters:
    """Who has which letter, and the digits."""

    groups: tuple[Group, ...]
    digits: Digits
    by_actor: Mapping[str, Letter]
    by_words: Mapping[str, Letter]


@lru_cache(maxsize=1)
def letters() -> Letters:
    """The letters of data/letters.toml.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    return read_letters(load("sayso.reconcile", "data/letters.toml"))


def letter_of(
    actor: str | None,
    given: Mapping[str, str],
    words: str = "",
    camp: str | None = None,
    setting: Setting | None = None,
) -> Letter:
    """The letter of a source.

    Args:
        actor: its identity, None where it has none.
        given: letters that people decided, by identity or by words folded to lower case.
        words: what it is called, for one that has no identity.
        camp: the camp it stands in.
        setting: what kind of actor it is.
    """
    folded = words.casefold()
    if decided := given.get(actor or folded) or given.get(folded):
        return Letter(decided, "decided", "a person decided so")
    known = letters()
    if actor is None or actor.startswith("~"):
        return _by_words(folded, known)
    if found := known.by_actor.get(actor):
        return found
    kind = setting.kind(actor) if setting else None
    standing = "unknown" if camp is None else "party" if partisan(camp) else "neutral"
    for group in known.groups:
        if any(actor.endswith(ending) for ending in group.endings):
            return group.letter
    return next((g.letter for g in known.groups if kind in g.kinds and standing in g.camps), UNJUDGED)


def digit(grade: int, contested: bool, denied: bool) -> int:
    """The Admiralty digit of an event.

    Args:
        grade: the grade of its occurrence, or of its denial where that stands better.
        contested: whether it is denied by some and told by others.
        denied: whether its denial stands better than its telling.
    """
    digits = letters().digits
    if denied:
        return digits.denied
    return (digits.contested if contested else digits.agreed)[grade]


def read_letters(table: Mapping[str, Any]) -> Letters:
    """Letters from the TOML table.

    Raises:
        LexiconError: a key is missing, unknown or of the wrong form, or a source stands in two groups.
    """
    rows, row = table.get("group"), table.get("digit")
    if set(table) != {"group", "digit"} or not isinstance(rows, list) or not isinstance(row, dict):
        raise LexiconError(f"{FILE}: it must hold [digit], [[group]] entries and nothing else")
    groups = tuple(_group(entry) for entry in rows)
    actors, words = _index(groups, "actors"), _index(groups, "words")
    return Letters(groups, _digits(row), actors, words)


def _group(row: Mapping[str, Any]) -> Group:
    name = row.get("name")
    if not isinstance(name, str) or not name:
        raise LexiconError(f"{FILE}: a group has no name")
    if unknown := sorted(set(row) - {*_TELLS, *_LISTS}):
        raise LexiconError(f"{FILE}: {name}: unknown key {unknown[0]!r}")
    letter, reason = row.get("letter"), row.get("reason")
    if letter not in tuple(LETTERS) or not isinstance(reason, str) or not reason:
        raise LexiconError(f"{FILE}: {name}: it needs a letter from A to F and a reason")
    lists = {key: _entries(name, key, row[key]) for key in _LISTS if key in row}
    for key, allowed in (("kinds", ACTOR_KINDS), ("camps", _CAMPS)):
        if wrong := sorted(lists.get(key, frozenset()) - set(allowed)):
            raise LexiconError(f"{FILE}: {name}: {key}: {wrong[0]!r} is none of {', '.join(allowed)}")
    return Group(Letter(letter, name, reason), **lists)


def _entries(name: str, key: str, listed: Any) -> frozenset[str]:
    if not isinstance(listed, list) or not all(isinstance(one, str) and one and one == one.lower() for one in listed):
        raise LexiconError(f"{FILE}: {name}: {key} must be a list of lower-case words")
    if len(set(listed)) != len(listed):
        raise LexiconError(f"{FILE}: {name}: {key} names one twice")
    return frozenset(listed)


def _index(groups: tuple[Group, ...], key: str) -> dict[str, Letter]:
    found: dict[str, Letter] = {}
    for group in groups:
        for one in sorted(getattr(group, key)):
            if one in found:
                raise LexiconError(f"{FILE}: {group.letter.group}: {one} is in {found[one].group} already")
            found[one] = group.letter
    return found


def _digits(row: Mapping[str, Any]) -> Digits:
    if set(row) != {one.name for one in fields(Digits)}:
        raise LexiconError(f"{FILE}: [digit] must hold agreed, contested and denied")
    by_grade = (row["agreed"], row["contested"])
    whole = all(isinstance(listed, list) and len(listed) == 6 for listed in by_grade)
    if not whole or not all(_is_digit(one) for one in [*by_grade[0], *by_grade[1], row["denied"]]):
        raise LexiconError(f"{FILE}: [digit] a digit for each grade from 0 to 5, from 1 to 6")
    return Digits(tuple(row["agreed"]), tuple(row["contested"]), row["denied"])


def _is_digit(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 6


def _by_words(folded: str, known: Letters) -> Letter:
    """By all its words, else the last; "residents (Aster Gazette)" are residents, whoever carries their word."""
    bare = folded.partition(" (")[0]
    return known.by_words.get(bare) or known.by_words.get(bare.rpartition(" ")[2], UNJUDGED)
