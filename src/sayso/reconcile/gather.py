"""Claims gathered into events: a claim is held against the whole of an event, never against its nearest neighbour.

The score of a claim and an event is the sum over the fields of the mean weight over the event's claims that tell the
field (average linkage, Sokal & Michener 1958, field by field), so that a row of neighbours, each like the next, does
not run together, and what few tell is not lost among those that leave it out. Claims that have no edge count as the
floor.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple, TypeAlias

from sayso.reconcile.weights import LATE, Bounds

ROUNDS = 4
"""How often each claim is held against all events anew."""
Told: TypeAlias = tuple[tuple[int, float], ...]
"""The fields of LATE that both claims of a pair tell, by number, and what each weighs."""
Apart: TypeAlias = Mapping[int, frozenset[int]]


class Edge(NamedTuple):
    """What a unit's edge says of another unit: `early`, the weight of the fields that all claims tell, and `told`."""

    other: int
    early: float
    told: Told


Row: TypeAlias = list[float]
"""How many pairs, the sum of `early`, then for each field of LATE the sum and the number of the pairs that tell it."""
EMPTY = (0.0,) * (2 + 2 * len(LATE))


class Gathering:
    """The units of one group on their way into events.

    A unit is a claim, or several that are bound together and count as one. Units are numbered from the most specific to
    the least. The result depends on the units and their edges alone.
    """

    def __init__(self, near: Sequence[Sequence[Edge]], apart: Apart, bounds: Bounds) -> None:
        """
        Args:
            near: for each unit its edges.
            apart: units that must not be in one event.
            bounds: the bounds of linking.
        """
        self._near = near
        self._apart = apart
        self._bounds = bounds
        self._event = [-1] * len(near)
        self._members: list[set[int]] = []

    def run(self) -> list[int]:
        """The event of each unit; events are numbered by their most specific unit."""
        for unit in range(len(self._near)):
            self._settle(unit)
        self._rounds()
        if self._merge():
            self._rounds()
        names: dict[int, int] = {}
        return [names.setdefault(event, len(names)) for event in self._event]

    def _rounds(self) -> None:
        for _ in range(ROUNDS):
            if not sum(self._settle(unit) for unit in range(len(self._near))):
                return

    def _settle(self, unit: int) -> bool:
        """Put the unit where it fits best, or by itself; whether that is another place than before."""
        old = self._event[unit]
        best = self._best(unit)
        if old >= 0 and (best == old or (best < 0 and len(self._members[old]) == 1)):
            return False
        self._move(unit, old, self._open() if best < 0 else best)
        return True

    def _best(self, unit: int) -> int:
        """The event that the unit fits best, -1 where it fits none. Of equals its own, then the one opened first."""
        own = self._event[unit]
        best, highest = -1, (self._bounds.join, False, -len(self._members))
        for event, row in self._rows(unit).items():
            claims = len(self._members[event]) - (event == own)
            fit = (self._score(row, claims), event == own, -event)
            if fit > highest and not self._forbidden(unit, event):
                best, highest = event, fit
        return best

    def _rows(self, unit: int) -> dict[int, Row]:
        """The unit's edges, summed by event."""
        rows: dict[int, Row] = {}
        for other, early, told in self._near[unit]:
            event = self._event[other]
            if event < 0:
                continue
            if event not in rows:
                rows[event] = list(EMPTY)
            row = rows[event]
            row[0] += 1
            row[1] += early
            for field, weight in told:
                row[2 + 2 * field] += weight
                row[3 + 2 * field] += 1
        return rows

    def _score(self, row: Row, pairs: int) -> float:
        """The weight of pairs of claims, `row` being the sums over those that have an edge."""
        seen = row[0]
        score = row[1] / seen
        for field in range(2, len(row), 2):
            if row[field + 1]:
                score += row[field] / row[field + 1]
        return score if seen == pairs else (score * seen + self._bounds.floor * (pairs - seen)) / pairs

    def _forbidden(self, unit: int, event: int) -> bool:
        return bool(self._apart) and not self._apart.get(unit, frozenset()).isdisjoint(self._members[event])

    def _open(self) -> int:
        self._members.append(set())
        return len(self._members) - 1

    def _move(self, unit: int, old: int, new: int) -> None:
        if old >= 0:
            self._members[old].remove(unit)
        self._members[new].add(unit)
        self._event[unit] = new

    def _merge(self) -> bool:
        """Make one of any two events that are one by all pairs of their claims. Were there any?"""
        near = self._between()
        heap = [(-self._fit(one, other, row), one, other) for one in near for other, row in near[one].items()]
        heap = [entry for entry in heap if entry[1] < entry[2] and -entry[0] >= self._bounds.merge]
        heapify(heap)
        merged = False
        while heap:
            score, one, other = heappop(heap)
            row = near.get(one, {}).get(other)
            if row is None or -score != self._fit(one, other, row) or self._kept_apart(one, other):
                continue
            merged = True
            self._join(one, other, near)
            for third, row in near[one].items():
                if (fit := self._fit(one, third, row)) >= self._bounds.merge:
                    heappush(heap, (-fit, min(one, third), max(one, third)))
        return merged

    def _between(self) -> dict[int, dict[int, Row]]:
        """For each event the events it has edges with, and these summed."""
        near: dict[int, dict[int, Row]] = {event: {} for event, units in enumerate(self._members) if units}
        for unit in range(len(self._near)):
            here = near[self._event[unit]]
            for event, row in self._rows(unit).items():
                if event != self._event[unit]:
                    here[event] = _added(here.get(event), row)
        return near

    def _fit(self, one: int, other: int, row: Row) -> float:
        return self._score(row, len(self._members[one]) * len(self._members[other]))

    def _kept_apart(self, one: int, other: int) -> bool:
        return bool(self._apart) and any(self._forbidden(unit, other) for unit in self._members[one])

    def _join(self, one: int, other: int, near: dict[int, dict[int, Row]]) -> None:
        for unit in sorted(self._members[other]):
            self._move(unit, other, one)
        for third, row in near.pop(other).items():
            del near[third][other]
            if third != one:
                near[one][third] = near[third][one] = _added(near[one].get(third), row)


def _added(one: Row | None, other: Row) -> Row:
    return other if one is None else [a + b for a, b in zip(one, other, strict=True)]


def gather(units: Sequence[int], near: Sequence[Sequence[Edge]], apart: Apart, bounds: Bounds) -> list[int]:
    """The events of the claims of one group.

    Args:
        units: for each claim, the most specific first, the number of the unit it is bound into.
        near: for each claim its edges, whose `other` is a claim.
        apart: units that must not be in one event.
        bounds: the bounds of linking.

    Returns:
        The number of the event of each claim; the events are numbered by their most specific claim.
    """
    if len(units) == 2 and not apart:
        return [0, 0]
    if len(set(units)) < len(units):
        near = _bound(units, near)
    events = Gathering(near, apart, bounds).run()
    return [events[unit] for unit in units]


def _bound(units: Sequence[int], near: Sequence[Iterable[Edge]]) -> list[list[Edge]]:
    """The edges of the units.

    Two units are as near as their nearest claims: what is bound together may differ in every respect, and a third claim
    need not be like all of it.
    """
    best: list[dict[int, Edge]] = [{} for _ in set(units)]
    for claim, edges in enumerate(near):
        row = best[units[claim]]
        for edge in edges:
            other = units[edge.other]
            if other != units[claim] and (other not in row or _weight(row[other]) < _weight(edge)):
                row[other] = Edge(other, edge.early, edge.told)
    return [[row[other] for other in sorted(row)] for row in best]


def _weight(edge: Edge) -> float:
    return edge.early + sum(weight for _, weight in edge.told)
