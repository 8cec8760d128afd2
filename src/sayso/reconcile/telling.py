"""An event told: in one sentence with who says so, and as a matrix of who said what in which words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sayso.claims.kinds import KINDS
from sayso.claims.record import Record
from sayso.errors import LexiconError
from sayso.reading.lexicon import load
from sayso.reconcile.account import FIELDS, Event, Graded, Range, Root, Value
from sayso.reconcile.likeness import meet, same_manner
from sayso.reconcile.opinions import NO, Days
from sayso.reconcile.standing import listed

FILE = "reconcile/data/telling.toml"
LEADS = ("none", "single", "same_side", "independent", "cross_camp", "verified", "as_one", "denied")
"""How a sentence begins: by the grade of the occurrence from 0 to 5, and in two cases that no grade tells."""
COLUMNS = (*FIELDS, "framing")
"""What the columns of a matrix are about."""
UNTOLD = "other"
"""What a number counts that is no toll; a sentence that can't say what it is leaves it out."""
ASKED = {"place": "the place", "day": "the day", "actor": "who did it", "toll": "how many", "kind": "what it was"}
_SLOTS = {"place": "places", "day": "times", "actor": "actors", "toll": "counts", "framing": "framing"}


@dataclass(frozen=True, slots=True)
class Phrases:
    """What each means is told at the head of telling.toml."""

    nowhere: str
    lead: Mapping[str, str]
    by: Mapping[str, str]
    bare: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A root and its words on each column, each phrase once, in the order of its claims."""

    root: Root
    cells: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Roots by columns."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The phrases of data/telling.toml.

    Raises:
        LexiconError: the file does not fit its schema.
    """
    return read_phrases(load("sayso.reconcile", "data/telling.toml"))


def read_phrases(table: Mapping[str, Any]) -> Phrases:
    """Phrases from the TOML table.

    Raises:
        LexiconError: a phrase is missing or unknown, or names something that it is not given.
    """
    if set(table) != {"nowhere", "lead", "kind"} or not isinstance(table["nowhere"], str):
        raise LexiconError(f"{FILE}: it must hold nowhere, [lead] and [kind] and nothing else")
    _same("[lead]", table["lead"], LEADS)
    _same("[kind]", table["kind"], tuple(KINDS))
    for name, phrase in table["lead"].items():
        _fits(f"[lead] {name}", phrase, "who", "says", "what")
    for kind, row in table["kind"].items():
        _same(f"[kind.{kind}]", row, ("by", "bare"))
        _fits(f"[kind.{kind}] by", row["by"], "actor", "place", "at")
        _fits(f"[kind.{kind}] bare", row["bare"], "place", "at")
    by, bare = ({kind: row[key] for kind, row in table["kind"].items()} for key in ("by", "bare"))
    return Phrases(table["nowhere"], table["lead"], by, bare)


def sentence(event: Event, roots: Iterable[Root]) -> str:
    """The account of the event: who says so and how well that stands, what is contested, the tolls, the loaded words.

    Args:
        event: the event.
        roots: its roots; those of other events are passed over.
    """
    voices = {root.id: root.voice for root in roots}
    parts = [_lead(event, voices), *_disputes(event, voices)]
    if tolls := [_toll(toll) for toll in event.tolls if toll.what != UNTOLD]:
        parts.append(", ".join(tolls))
    if framing := _framing(event):
        parts.append(framing)
    whole = "; ".join(parts)
    return f"{whole[0].upper()}{whole[1:]}."


def matrix(roots: Sequence[Root], records: Mapping[str, Record]) -> Matrix:
    """What each root says in its own words, the best letters first.

    Args:
        roots: those of one event.
        records: the records of their claims, by id; a claim that is not there is passed over.
    """
    rows = []
    for root in sorted(roots, key=lambda root: (root.letter, root.voice, root.id)):
        told = [records[claim] for claim in root.claims if claim in records]
        told.sort(key=lambda record: (record["document"]["published"] or "~", record["claim_id"]))
        cells = {
            column: tuple(dict.fromkeys(w for record in told for w in _words(record, column))) for column in COLUMNS
        }
        rows.append(Row(root, cells))
    return Matrix(COLUMNS, tuple(rows))


def agreed(event: Event) -> tuple[str, ...]:
    """The fields that two or more roots agree on and none contests."""
    return tuple(name for name, field in event.fields.items() if field.grade >= 2 and not field.contested)


def _lead(event: Event, voices: Mapping[str, str]) -> str:
    occurred, known = event.fields["occurred"], phrases()
    who = _names(occurred.values[0], voices) if occurred.values else []
    name = LEADS[occurred.grade]
    if occurred.values and occurred.values[0].value == NO:
        name = "denied"
    elif occurred.grade == 1 and len(who) > 1:
        name = "as_one"
    return known.lead[name].format(who=listed(who), says="say" if len(who) > 1 else "says", what=_what(event))


def _what(event: Event) -> str:
    """What happened, where and when, by the values that are given."""
    known = phrases()
    place, day, actor = (_given(event.fields[name]) for name in ("place", "day", "actor"))
    phrase = known.by[event.kind] if actor else known.bare[event.kind]
    told = phrase.format(actor=actor, place=place or known.nowhere, at=f" at {place}" if place else "")
    return f"{told} on {day}" if day and " to " not in day else f"{told}, {day}" if day else told


def _given(graded: Graded) -> str:
    """The value that is given, and those that the same roots tell with it."""
    first = graded.values[0] if graded.values else None
    together = [one.shown for one in graded.values if first and (one.roots, one.weight) == (first.roots, first.weight)]
    return listed(dict.fromkeys(together))


def _disputes(event: Event, voices: Mapping[str, str]) -> list[str]:
    """Who contradicts whom, field by field."""
    found = []
    occurred = event.fields["occurred"]
    if occurred.contested:
        against = [name for value in occurred.values[1:] for name in _names(value, voices)]
        does = "denies it" if occurred.values[0].value != NO else "says that it did"
        if len(against) > 1:
            does = does.replace("denies", "deny").replace("says", "say")
        found.append(f"{listed(against)} {does}")
    for name, asked in ASKED.items():
        if event.fields[name].contested:
            told = (f"{value.shown} by {listed(_names(value, voices))}" for value in _sides(event.fields[name]))
            found.append(f"{asked} is contested: {', '.join(told)}")
    return found


def _sides(graded: Graded) -> list[Value]:
    """The values in dispute, each with the roots that back it but none that is better supported.

    What only says more or less than the others (a raid, an attack; a day, the days around it) is in dispute with none.
    """
    found: list[Value] = []
    heard: set[str] = set()
    for value in graded.values:
        own = tuple(root for root in value.roots if root not in heard)
        if own and any(not _goes_with(graded.field, value, other) for other in graded.values if other is not value):
            found.append(replace(value, roots=own))
            heard.update(own)
    return found


def _goes_with(field: str, value: Value, other: Value) -> bool:
    """Whether both can be true, by the words of the values alone."""
    if field == "kind":
        return same_manner(value.value, other.value)
    return field == "day" and meet(_days(value), _days(other))


def _days(value: Value) -> tuple[Days, ...]:
    first, _, last = value.value.partition("/")
    return ((date.fromisoformat(first).toordinal(), date.fromisoformat(last or first).toordinal()),)


def _toll(toll: Range) -> str:
    what = toll.what.replace("_", " ")
    if toll.low == toll.high:
        return f"{toll.low} {what}"
    if toll.high is None:
        return f"at least {toll.low} {what}" + (f", {toll.best} best supported" if toll.best != toll.low else "")
    return f"{toll.low} to {toll.high} {what}, {toll.best} best supported"


def _framing(event: Event) -> str:
    told = [f"{', '.join(f'“{word}”' for word in words)} ({voice})" for voice, words in event.framing.items()]
    return f"in their words: {' / '.join(told)}" if told else ""


def _names(value: Value, voices: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(voices[root] or "a voice with no name" for root in value.roots if root in voices))


def _words(record: Record, column: str) -> list[str]:
    """A claim's own words on a column; for whether it happened, the word that attributes it and how it is meant."""
    if column == "occurred":
        innermost = record["sources"][0] if record["sources"] else None
        cue = (innermost or {}).get("cue") or record["stance"]
        meant = "" if record["modality"] == "happened" else f" ({record['modality']})"
        return [f"{cue}{meant}"]
    if column == "kind":
        return [record["trigger"]["text"]]
    return [mention["text"] for mention in record[_SLOTS[column]]]


def _same(where: str, row: Any, names: Sequence[str]) -> None:
    if not isinstance(row, dict) or set(row) != set(names):
        odd = sorted(set(names) ^ set(row)) if isinstance(row, dict) else names
        raise LexiconError(f"{FILE}: {where} must hold {', '.join(names)}, and nothing else: {odd[0]!r}")


def _fits(where: str, phrase: Any, *slots: str) -> None:
    try:
        phrase.format(**dict.fromkeys(slots, ""))
    except (AttributeError, KeyError, IndexError, ValueError) as error:
        raise LexiconError(f"{FILE}: {where}: {phrase!r} can't be filled with {', '.join(slots)}") from error
