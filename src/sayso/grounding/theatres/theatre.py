"""A theatre: a conflict's actors, their camps and their words, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sayso.grounding.theatres.actor import Actor, Dated


@dataclass(frozen=True, slots=True)
class Opposition(Dated):
    """Two camps that fight each other."""

    camps: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded word ("regime"), the camp that uses it, and the camp it is used of."""

    word: str
    used_by: str
    used_of: str | None


@dataclass(frozen=True, slots=True)
class Theatre:
    """One conflict. `countries` are ISO 3166-1 codes; `camps` map an id to a name; `sources` a key to a reference.

    The general theatre, which covers every country, has no camps and no countries of its own.
    """

    id: str
    name: str
    countries: tuple[str, ...]
    first: date | None
    last: date | None
    camps: Mapping[str, str]
    opposed: tuple[Opposition, ...]
    loaded: tuple[Loaded, ...]
    actors: Mapping[str, Actor]
    sources: Mapping[str, str]

    def camp(self, actor: str, day: date | None) -> str | None:
        """The camp of the actor on that day: its own, or that of what it is part of; None where none is told."""
        seen: set[str] = set()
        waiting = [actor]
        while waiting:
            here = waiting.pop(0)
            if here in seen or here not in self.actors:
                continue
            seen.add(here)
            if camp := self.actors[here].camp(day):
                return camp
            waiting.extend(tie.actor for tie in self.actors[here].parents(day))
        return None

    def at_war(self, one: str, other: str, day: date | None) -> bool:
        """Whether two camps stand against each other on that day."""
        return any({one, other} == set(pair.camps) and pair.holds(day) for pair in self.opposed)
