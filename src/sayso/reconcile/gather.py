"""Claims gathered into events: a claim is held against the whole of an event, never against its nearest neighbour.

The score of a claim and an event is the mean weight over the event's claims (average linkage; Sokal & Michener 1958),
so that a row of neighbours, each like the next, does not run together. Pairs with no edge count as the floor.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from sayso.reconcile.weights import Bounds

ROUNDS = 4
"""How often each claim is held against all events anew."""
Near = Sequence[Sequence[tuple[int, float]]]
Apart = Mapping[int, frozenset[int]]


class Gathering:
    """The units of one group on their way into events.

    A unit is a claim, or several that are bound together. Units are numbered from the most specific to the least. The
    result depends on the units and their edges alone.
    """

    def __init__(self, sizes: Sequence[int], near: Near, apart: Apart, bounds: Bounds) -> None:
        """
        Args:
            sizes: how many claims each unit holds.
            near: for each unit the units that it has edges with, and by how much the weight of their claims lies above
                the floor, times the number of their pairs.
            apart: units that must not be in one event.
            bounds: the bounds of linking.
        """
        self._sizes = sizes
        self._near = near
        self._apart = apart
        self._bounds = bounds
        self._event = [-1] * len(sizes)
        self._members: list[set[int]] = []
        self._weight: list[int] = []

    def run(self) -> list[int]:
        """The event of each unit; events are numbered by their most specific unit."""
        for unit in range(len(self._sizes)):
            self._settle(unit)
        self._rounds()
        if self._merge():
            self._rounds()
        return self._named()

    def _rounds(self) -> None:
        for _ in range(ROUNDS):
            if not sum(self._settle(unit) for unit in range(len(self._sizes))):
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
        excess: dict[int, float] = {}
        for other, more in self._near[unit]:
            event = self._event[other]
            if event >= 0:
                excess[event] = excess.get(event, 0.0) + more
        size, own = self._sizes[unit], self._event[unit]
        best, highest = -1, (self._bounds.join, False, -len(self._members))
        for event, more in excess.items():
            claims = self._weight[event] - (size if event == own else 0)
            fit = (self._bounds.floor + more / (size * claims), event == own, -event)
            if fit > highest and not self._forbidden(unit, event):
                best, highest = event, fit
        return best

    def _forbidden(self, unit: int, event: int) -> bool:
        return bool(self._apart) and not self._apart.get(unit, frozenset()).isdisjoint(self._members[event])

    def _open(self) -> int:
        self._members.append(set())
        self._weight.append(0)
        return len(self._members) - 1

    def _move(self, unit: int, old: int, new: int) -> None:
        if old >= 0:
            self._members[old].remove(unit)
            self._weight[old] -= self._sizes[unit]
        self._members[new].add(unit)
        self._weight[new] += self._sizes[unit]
        self._event[unit] = new

    def _merge(self) -> bool:
        """Make one of any two events that are one by the mean over all pairs of their claims. Were there any?"""
        near = self._between()
        heap = [(-self._score(one, other, more), one, other) for one in near for other, more in near[one].items()]
        heap = [entry for entry in heap if entry[1] < entry[2] and -entry[0] >= self._bounds.merge]
        heapify(heap)
        merged = False
        while heap:
            score, one, other = heappop(heap)
            more = near.get(one, {}).get(other)
            if more is None or -score != self._score(one, other, more) or self._kept_apart(one, other):
                continue
            merged = True
            self._join(one, other, near)
            for third, excess in near[one].items():
                if (score := self._score(one, third, excess)) >= self._bounds.merge:
                    heappush(heap, (-score, min(one, third), max(one, third)))
        return merged

    def _between(self) -> dict[int, dict[int, float]]:
        """For each event the events it has edges with, and by how much these lie above the floor, summed."""
        near: dict[int, dict[int, float]] = {event: {} for event, units in enumerate(self._members) if units}
        for unit, others in enumerate(self._near):
            row = near[self._event[unit]]
            for other, more in others:
                if self._event[other] != self._event[unit]:
                    row[self._event[other]] = row.get(self._event[other], 0.0) + more
        return near

    def _score(self, one: int, other: int, more: float) -> float:
        return self._bounds.floor + more / (self._weight[one] * self._weight[other])

    def _kept_apart(self, one: int, other: int) -> bool:
        return bool(self._apart) and any(self._forbidden(unit, other) for unit in self._members[one])

    def _join(self, one: int, other: int, near: dict[int, dict[int, float]]) -> None:
        for unit in sorted(self._members[other]):
            self._move(unit, other, one)
        for third, more in near.pop(other).items():
            del near[third][other]
            if third != one:
                near[one][third] = near[third][one] = near[one].get(third, 0.0) + more

    def _named(self) -> list[int]:
        names: dict[int, int] = {}
        return [names.setdefault(event, len(names)) for event in self._event]


def gather(units: Sequence[int], pairs: Iterable[tuple[int, int, float]], apart: Apart, bounds: Bounds) -> list[int]:
    """The events of the claims of one group.

    Args:
        units: for each claim, the most specific first, the number of the unit it is bound into.
        pairs: each pair of claims that has an edge, both ways round, and by how much its weight lies above the floor.
        apart: units that must not be in one event.
        bounds: the bounds of linking.

    Returns:
        The number of the event of each claim; the events are numbered by their most specific claim.
    """
    if len(units) == 2 and not apart:
        return [0, 0]
    if len(set(units)) == len(units):
        near: list[list[tuple[int, float]]] = [[] for _ in units]
        for one, other, more in pairs:
            near[one].append((other, more))
        return Gathering([1] * len(units), near, apart, bounds).run()
    events = Gathering(*_bound(units, pairs), apart, bounds).run()
    return [events[unit] for unit in units]


def _bound(units: Sequence[int], pairs: Iterable[tuple[int, int, float]]) -> tuple[list[int], Near]:
    """The sizes of the units, and their edges with other units.

    Two units are as near as their nearest claims: what is bound together may differ in every respect, and a third claim
    need not be like all of it.
    """
    sizes = [0] * (max(units) + 1)
    best: list[dict[int, float]] = [{} for _ in sizes]
    for unit in units:
        sizes[unit] += 1
    for one, other, more in pairs:
        row = best[units[one]]
        if units[one] != units[other]:
            row[units[other]] = max(row.get(units[other], 0.0), more)
    near = [
        [(other, more * sizes[unit] * sizes[other]) for other, more in sorted(row.items())]
        for unit, row in enumerate(best)
    ]
    return sizes, near
