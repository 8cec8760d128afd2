"""Actors that would be part of themselves, over others, on some day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from sayso.grounding.theatres import rows
from sayso.grounding.theatres.actor import Actor
from sayso.grounding.theatres.parse import Where
from sayso.grounding.theatres.spans import Row, Span, held, since

_PARENTS = ("part_of", "member_of")
_LONGEST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class _Edge:
    """A tie from a child to a parent, when it holds, and where it stands (nowhere, if in another theatre)."""

    child: str
    parent: str
    held: Span
    where: Where


def cycles(data: Row, elsewhere: Mapping[str, Actor]) -> Iterator[tuple[Where, str]]:
    """Cycles of parents among a file's actors and those of other theatres, each told once.

    Ties change only on the first day of one, so it is enough to look at these days.
    """
    edges = [*_own(data), *_abroad(data, elsewhere)]
    if not _cycle(edges, None):
        return
    told: set[frozenset[str]] = set()
    for day in sorted({edge.held[0] for edge in edges}):
        cycle = _cycle(edges, day)
        if cycle and frozenset(cycle) not in told:
            told.add(frozenset(cycle))
            yield _where(edges, cycle), f"actor {cycle[0]}: part of itself{since(day)}: {_shown(cycle)}"


def _own(data: Row) -> Iterator[_Edge]:
    for where, actor, row in rows.stated(data, "ties"):
        if row["relation"] in _PARENTS and row["actor"] != actor["id"] and (span := held(row)):
            yield _Edge(actor["id"], row["actor"], span, where)


def _abroad(data: Row, elsewhere: Mapping[str, Actor]) -> Iterator[_Edge]:
    own = {actor["id"] for _, actor in rows.actors(data)}
    for actor in elsewhere.values():
        for tie in actor.ties:
            if actor.id not in own and tie.relation in _PARENTS:
                yield _Edge(actor.id, tie.actor, (tie.first or date.min, tie.last or date.max), ())


def _cycle(edges: Iterable[_Edge], day: date | None) -> list[str]:
    """A cycle, child before parent, among the ties that hold on the day or, for None, at any time; empty if none."""
    parents: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in edges:
        if day is None or edge.held[0] <= day <= edge.held[1]:
            parents[edge.child][edge.parent] = None
    try:
        TopologicalSorter(parents).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _shown(cycle: list[str]) -> str:
    """The cycle in words, without its middle where it is long."""
    if len(cycle) > _LONGEST_SHOWN:
        cycle = [*cycle[: _LONGEST_SHOWN - 2], "...", *cycle[-2:]]
    return " > ".join(cycle)


def _where(edges: Iterable[_Edge], cycle: list[str]) -> Where:
    steps = set(pairwise(cycle))
    return next((edge.where for edge in edges if edge.where and (edge.child, edge.parent) in steps), ())
