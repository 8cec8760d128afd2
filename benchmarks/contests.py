"""The questions that the claims of an event answer differently, and what the right answers are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp

from benchmarks.baselines import Ballot, Contest, Value
from benchmarks.simulate import Truth
from benchmarks.simulated.war import Happening
from sayso.reconcile.account import Event
from sayso.reconcile.item import Item
from sayso.reconcile.kinds import kinds

FIELDS = ("kind", "place", "day", "actor", "toll")
EXACT = 2
"""The where_prec up to which a claim names a place."""
SLACK = 0.1
"""A toll is right within this share of the true one."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Knows what is true, and asks. `parents` are what each force is part of."""

    truth: Truth
    parents: Mapping[str, str]

    def contest(self, field: str, event: Happening, items: Sequence[Item]) -> Contest | None:
        """What the claims say of a field of the event, one ballot a document; None if nothing is contested, or the
        question has no one answer: the day of what lasted, the toll of what harmed nobody."""
        if (field == "day" and event.first != event.last) or (field == "toll" and not event.killed):
            return None
        told: dict[tuple[str, Value], Ballot] = {}
        for item in items:
            for value in _told(field, item):
                told[item.document, value] = Ballot(_name(item, -1), _name(item, 0), value)
        values = {ballot.value for ballot in told.values()}
        if field == "actor":
            values = {value for value in values if not any(self.parents.get(str(o)) == value for o in values)}
        if len(values) < 2:
            return None
        return Contest(tuple(told[key] for key in sorted(told, key=repr)), _LIKE[field])

    def right(self, field: str, event: Happening, value: Value) -> bool:
        """Whether the value is true of the event. Of who did it, the force and the side it is part of are both true."""
        if field == "kind":
            return value == event.kind.name
        if field == "place":
            return value == self.truth.sites[event.site].spot.id
        if field == "day":
            return value == event.first
        if field == "actor":
            return value in (event.actor, self.parents[event.actor])
        return isinstance(value, int) and abs(value - event.killed) <= SLACK * event.killed


def parents_of(truth: Truth) -> dict[str, str]:
    """The side of each force."""
    return {unit: side.actor for side in truth.sides.all for unit in side.units}


def given(field: str, event: Event) -> Value:
    """The value that an account gives for the field, in the form of a ballot; None if it gives none."""
    if field == "toll":
        return next((toll.best for toll in event.tolls if toll.what == "killed"), None)
    graded = event.fields[field]
    if not graded.values:
        return None
    value = graded.values[0].value
    if field == "day":
        return date.fromisoformat(value).toordinal() if "/" not in value else value
    return value


def _told(field: str, item: Item) -> Iterable[Value]:
    if item.stance == "denies":
        return []
    if field == "kind":
        return [] if kinds().of(item.kind).effect_of else [item.kind]
    if field == "place":
        exact = bool(item.spots) and item.spots[0].precision <= EXACT and "place" not in item.inherited
        return [item.spots[0].id] if exact else []
    if field == "day":
        return [item.first] if item.first == item.last and "day" not in item.inherited else []
    if field == "actor":
        return [actor for actor in item.actors[:1] if not actor.startswith("~")]
    return [toll.low for toll in item.tolls if toll.what == "killed"]


def _name(item: Item, place: int) -> str:
    voice = item.voices[place]
    return voice.actor or voice.words


def _near(one: Value, other: Value) -> float:
    """Of days and tolls: 1 if equal, the less the further apart."""
    assert isinstance(one, int)
    assert isinstance(other, int)
    return exp(-abs(one - other)) if max(one, other) > 10**5 else min(one, other) / max(one, other)


def _equal(one: Value, other: Value) -> float:
    return float(one == other)


_LIKE = {"kind": _equal, "place": _equal, "day": _near, "actor": _equal, "toll": _near}
