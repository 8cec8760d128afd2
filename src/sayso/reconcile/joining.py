"""The claims of an event, joined step by step into groups of one origin, each step with its reason."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from sayso.reconcile.account import Collapse
from sayso.reconcile.origins import Origin

Opposed: TypeAlias = Callable[[str | None, str | None, int | None], bool]
"""Whether two camps are at war with each other on a day (a proleptic ordinal)."""


class Joined:
    """Groups of the rows of `origins`. `collapses` are the steps that made them: one for each row that has joined.

    Two groups that both go back to sources that are named, and to none in common, are only joined where one source is
    known to have it from the other.
    """

    def __init__(self, origins: Sequence[Origin], opposed: Opposed) -> None:
        self.origins = origins
        self.collapses: list[Collapse] = []
        self._opposed = opposed
        self._up = list(range(len(origins)))
        self._sources = [{origin.source} if origin.source else set() for origin in origins]

    def of(self, row: int) -> int:
        """The first row of the group that a row is in."""
        while self._up[row] != row:
            self._up[row] = self._up[self._up[row]]
            row = self._up[row]
        return row

    def join(self, one: int, other: int, reason: str, detail: str) -> None:
        """Count two rows as of one origin, if they may be."""
        if not self.differ(one, other):
            self.lead_back(one, other, reason, detail)

    def lead_back(self, one: int, other: int, reason: str, detail: str) -> None:
        """Count two rows as of one origin, whatever sources they name: what one names goes back to the other's."""
        first, second = sorted((self.of(one), self.of(other)))
        if first != second:
            self._up[second] = first
            self._sources[first] |= self._sources[second]
            claims = [self.origins[row].item.id for row in sorted((one, other))]
            self.collapses.append(Collapse(claims[0], claims[1], reason, detail))

    def join_all(self, rows: Sequence[int], reason: str, detail: str) -> None:
        """Count each of the rows as of one origin with the first."""
        for row in rows[1:]:
            self.join(rows[0], row, reason, detail)

    def differ(self, one: int, other: int) -> bool:
        """Whether the groups of two rows go back to sources that are named, and to none in common."""
        mine, others = self._sources[self.of(one)], self._sources[self.of(other)]
        return bool(mine and others and mine.isdisjoint(others))

    def at_war(self, one: int, other: int) -> bool:
        """Whether the voices behind two rows stand in camps that fight each other."""
        first, second = self.origins[one], self.origins[other]
        return self._opposed(first.voice.camp, second.voice.camp, first.item.first)

    def groups(self) -> list[list[int]]:
        """The groups, and the rows of each, in order."""
        found: dict[int, list[int]] = {}
        for row in range(len(self.origins)):
            found.setdefault(self.of(row), []).append(row)
        return list(found.values())

    def by(self, key: Callable[[Origin], object], least: int = 2) -> Iterator[list[int]]:
        """Rows that have the same key, where there are `least` or more; None is no key."""
        found: dict[object, list[int]] = {}
        for row, origin in enumerate(self.origins):
            if (value := key(origin)) is not None:
                found.setdefault(value, []).append(row)
        return (rows for rows in found.values() if len(rows) >= least)
