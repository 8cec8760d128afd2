"""What people have decided of single claims, put to use: rejected ones are left out, corrected ones changed.

A correction changes the claim's record as if the text had said so: what is corrected is not inherited.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.claims.claim import MODALITIES, STANCES
from sayso.claims.kinds import KINDS
from sayso.claims.record import Record
from sayso.errors import BadDecision
from sayso.ledger.decision import Decision

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?),\s?(-?\d{1,3}(?:\.\d+)?)(?:\s+(\S.*))?")
_TOLL = re.compile(r"([a-z]+) (\d+)(?:-(\d+)|(\+))?")
FORMS = {
    "kind": "one of the codebook's kinds",
    "stance": ", ".join(STANCES),
    "modality": ", ".join(MODALITIES),
    "day": "2031-03-02 or 2031-03-02/2031-03-04",
    "place": "latitude,longitude and a name: 41.5,44.25 Tosk",
    "actor": "ids of actors, with commas between them",
    "target": "ids of actors, with commas between them",
    "toll": "killed 13, killed 10-13 or killed 13+",
}
"""The fields of a claim that can be corrected, and what each takes."""


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those that no other supersedes, by number."""
    every = sorted(decisions, key=lambda decision: decision.number)
    gone = {decision.supersedes for decision in every}
    return tuple(decision for decision in every if decision.number not in gone)


def check_correction(field: str | None, value: str | None) -> None:
    """See whether a claim's field can be corrected to this value.

    Raises:
        ValueError: there is no such field, or it takes no such value; the message says what it takes.
    """
    if field not in FORMS:
        raise ValueError(f"{field!r} is none of {', '.join(FORMS)}")
    try:
        _READ[field](value or "")
    except ValueError:
        raise ValueError(f"{field} takes {FORMS[field]}, not {value!r}") from None


@dataclass(frozen=True, slots=True)
class Corrections:
    """Claims that are not to be used, and by claim the slots of the record that are to be put in place."""

    rejected: frozenset[str]
    changes: Mapping[str, Record]

    def apply(self, record: Record) -> Record | None:
        """The record as decided, None where the claim was rejected."""
        claim = record["claim_id"]
        if claim in self.rejected:
            return None
        return {**record, **self.changes[claim]} if claim in self.changes else record


def corrections(decisions: Iterable[Decision]) -> Corrections:
    """What the standing decisions say of single claims; of two on one field the later one holds.

    Raises:
        BadDecision: a correction that stands can't be carried out.
    """
    verdicts: dict[str, bool] = {}
    changes: dict[str, Record] = {}
    for decision in standing(decisions):
        if decision.verb in ("accept", "reject"):
            verdicts[decision.subject] = decision.verb == "reject"
        elif decision.verb == "correct":
            changes.setdefault(decision.subject, {}).update(_change(decision))
    return Corrections(frozenset(claim for claim, out in verdicts.items() if out), changes)


def _change(decision: Decision) -> Record:
    try:
        check_correction(decision.field, decision.value)
    except ValueError as error:
        raise BadDecision(f"decision {decision.number}", f"{error}; supersede it with one that can be used") from error
    return _READ[str(decision.field)](str(decision.value))


def _one_of(field: str, known: Iterable[str]) -> Callable[[str], Record]:
    def read(value: str) -> Record:
        if value not in tuple(known):
            raise ValueError(value)
        return {field: value}

    return read


def _days(value: str) -> Record:
    match = _matched(_DAYS, value)
    first, last = date.fromisoformat(match[1]), date.fromisoformat(match[2] or match[1])
    if last < first:
        raise ValueError(value)
    return {"times": [{"from": first.isoformat(), "to": last.isoformat()}]}


def _place(value: str) -> Record:
    match = _matched(_POINT, value)
    lat, lon, name = float(match[1]), float(match[2]), match[3] or value
    if abs(lat) > 90 or abs(lon) > 180:
        raise ValueError(value)
    where = {"id": f"point:{lat:g},{lon:g}", "name": name, "lat": lat, "lon": lon, "precision": 1, "radius": 1.0}
    return {"places": [{"start": 0, "text": name, "place": where}]}


def _parties(slot: str) -> Callable[[str], Record]:
    def read(value: str) -> Record:
        ids = [id_.strip() for id_ in value.split(",")]
        if not all(ids) or any(" " in id_ for id_ in ids):
            raise ValueError(value)
        return {slot: [{"text": id_, "actor": id_} for id_ in ids]}

    return read


def _toll(value: str) -> Record:
    match = _matched(_TOLL, value)
    low = int(match[2])
    high = None if match[4] else int(match[3] or low)
    if high is not None and high < low:
        raise ValueError(value)
    return {"counts": [{"what": match[1], "low": low, "high": high}]}


def _matched(pattern: re.Pattern[str], value: str) -> re.Match[str]:
    match = pattern.fullmatch(value.strip())
    if match is None:
        raise ValueError(value)
    return match


_READ: dict[str, Callable[[str], dict[str, Any]]] = {
    "kind": _one_of("kind", KINDS),
    "stance": _one_of("stance", STANCES),
    "modality": _one_of("modality", MODALITIES),
    "day": _days,
    "place": _place,
    "actor": _parties("actors"),
    "target": _parties("targets"),
    "toll": _toll,
}
