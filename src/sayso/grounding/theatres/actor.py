"""An actor of a theatre: its names, its ties and its camps, each with dates and a source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar, get_args

Kind = Literal["state", "force", "group", "alliance", "body", "person", "media", "monitor", "organisation", "side"]
"""What an actor is: a state or its government; a state's force; an armed group; an alliance or coalition; a political
body; a person; an outlet; a monitor; an international or relief organisation; a typed, unnamed side ("rebels")."""

KINDS: tuple[Kind, ...] = get_args(Kind)

Relation = Literal["part_of", "member_of", "ally_of", "successor_of"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A statement that holds from `first` to `last`, both days included; None leaves that end open."""

    first: date | None
    last: date | None
    source: str

    def holds(self, day: date | None) -> bool:
        """Whether it holds on that day; with no day given, every statement may hold."""
        return day is None or not ((self.first and day < self.first) or (self.last and day > self.last))


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Name(Dated):
    """What an actor is called, in a language (BCP 47). A `loose` name means the actor only where its theatre is meant
    ("the army", "rebels"); `acronym` is matched in its own case only."""

    text: str
    language: str
    loose: bool = False
    acronym: bool = False


@dataclass(frozen=True, slots=True)
class Tie(Dated):
    """A relation to another actor, by its id."""

    relation: Relation
    actor: str


@dataclass(frozen=True, slots=True)
class Camp(Dated):
    """Which camp the actor stands in."""

    camp: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A party to a conflict, or a voice on it, with an identity over time.

    `inter` is ACLED's interaction code: 1 state forces, 2 rebel groups, 3 political militias, 4 identity militias,
    5 rioters, 6 protesters, 7 civilians (monitors, journalists and aid workers with them), 8 external and other forces.
    """

    id: str
    name: str
    kind: Kind
    inter: int
    first: date | None = None
    last: date | None = None
    countries: tuple[str, ...] = ()
    names: tuple[Name, ...] = field(default=(), repr=False)
    ties: tuple[Tie, ...] = field(default=(), repr=False)
    camps: tuple[Camp, ...] = field(default=(), repr=False)

    def exists(self, day: date | None) -> bool:
        """Whether it was there on that day; with no day given, yes."""
        return Dated(self.first, self.last, "").holds(day)

    def parents(self, day: date | None) -> Iterator[Tie]:
        """What it is part of, or a member of, on that day."""
        return (tie for tie in standing(self.ties, day) if tie.relation in ("part_of", "member_of"))

    def camp(self, day: date | None) -> str | None:
        """The camp it stands in on that day by its own statements, None where none is told."""
        return next((statement.camp for statement in standing(self.camps, day)), None)


def standing(statements: Iterable[D], day: date | None) -> Iterator[D]:
    """Those statements that hold on the day."""
    return (statement for statement in statements if statement.holds(day))
