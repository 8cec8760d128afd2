"""The sides: who fights whom, as a theatre with camps, forces and known sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from benchmarks.simulated.settings import SideOf
from sayso.grounding.theatres import Actor, Camp, Theatre, Tie
from sayso.grounding.theatres.theatre import Opposition

NEUTRAL = "neutral"
SOURCE = "simulated"


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the war: its camp, its own identity, its forces by id, and what they are called."""

    camp: str
    actor: str
    units: tuple[str, ...]
    about: SideOf

    def has(self, arm: str) -> bool:
        """Whether it has that arm; every side has what needs none."""
        return not arm or arm in self.about.arms

    def name(self, actor: str) -> str:
        """What one of its actors is called."""
        return self.about.name if actor == self.actor else self.about.units[self.units.index(actor)]


@dataclass(frozen=True, slots=True)
class Sides:
    """All sides, and which of them fight each other, by their places in the list."""

    all: tuple[Side, ...]
    opposed: frozenset[tuple[int, int]]

    def enemies(self, side: int) -> tuple[int, ...]:
        """Those who fight that side."""
        return tuple(other for other in range(len(self.all)) if (min(side, other), max(side, other)) in self.opposed)


def sides_of(about: Sequence[SideOf], rng: Random) -> Sides:
    """The sides. Every two fight each other, but for one pair in five, at truce; nobody is at peace with all."""
    sides = tuple(_side(one) for one in about)
    pairs = list(combinations(range(len(sides)), 2))
    opposed = {pair for pair in pairs if pair == (0, 1) or rng.random() < 0.8}
    alone = set(range(len(sides))).difference(*opposed)
    return Sides(sides, frozenset(opposed | {(0, side) for side in alone}))


def _side(about: SideOf) -> Side:
    actor = f"sim-{about.camp}"
    return Side(about.camp, actor, tuple(f"{actor}-{number}" for number in range(1, len(about.units) + 1)), about)


def theatre_of(sides: Sides, sources: Sequence[Actor]) -> Theatre:
    """The theatre that a desk would have of this war: its sides, their forces, and the sources that are known."""
    actors = {actor.id: actor for side in sides.all for actor in _forces(side)} | {one.id: one for one in sources}
    camps = {side.camp: side.about.name for side in sides.all} | {NEUTRAL: "not aligned with a party"}
    opposed = tuple(
        Opposition(None, None, SOURCE, (sides.all[one].camp, sides.all[other].camp))
        for one, other in sorted(sides.opposed)
    )
    sourced = {SOURCE: "invented"}
    return Theatre("simulated", "A simulated war", ("SY",), None, None, camps, opposed, (), actors, sourced)


def _forces(side: Side) -> list[Actor]:
    camp = (Camp(None, None, SOURCE, side.camp),)
    above = (Tie(None, None, SOURCE, "part_of", side.actor),)
    units = [Actor(unit, side.name(unit), "force", 2, ties=above, camps=camp) for unit in side.units]
    return [Actor(side.actor, side.about.name, "group", 2, camps=camp), *units]
