"""What reconciling gives: events graded field by field, with every link and every collapse explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Grade = Literal[0, 1, 2, 3, 4, 5]
GRADES = ("none", "single", "same side", "independent", "cross-camp", "verified")
"""What each grade is called: 1 one root; 2 roots of one side; 3 two roots, one of them non-aligned; 4 opposed camps
agree, or a party concedes it against its interest and another root says it; 5 a person verified it."""

FIELDS = ("occurred", "kind", "place", "day", "actor", "toll")


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the case for or against a link: a field, how the two compare in it, and its weight in bits."""

    field: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Link:
    """Claim C speaks of event E. As `identity` it is one of the claims that make the event; as `context` it is too
    vague, or only planned or feared, and adds nothing to its identity. `weight` is the sum of the terms, in bits."""

    claim: str
    event: str
    role: Literal["identity", "context"]
    weight: float
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Collapse:
    """Two claims count as one origin, and why ("both cite sohr", "same words", "declared wire")."""

    one: str
    other: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Root:
    """An independent origin of what is said of one event: all the claims that go back to it.

    `voice` names it, `camp` is the camp it stands in (None: not known), `letter` its Admiralty letter (A to F).
    """

    id: str
    event: str
    voice: str
    actor: str | None
    camp: str | None
    letter: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value that was claimed for a field, and the roots and camps that stand behind it."""

    value: str
    shown: str
    roots: tuple[str, ...]
    camps: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Graded:
    """A field of an event: its values, the best supported first, the grade of that one, and whether it is contested.

    `why` says how the grade came about, `more` what one more piece of evidence would raise it.
    """

    field: str
    values: tuple[Value, ...]
    grade: Grade
    contested: bool
    why: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A toll: the lowest, the best supported and the highest number that was claimed of `what`."""

    what: str
    low: int
    best: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Event:
    """A set of claims judged to speak of one happening. Days are ISO; `digit` is the Admiralty digit, 1 to 6."""

    id: str
    kind: str
    claims: tuple[str, ...]
    context: tuple[str, ...]
    fields: Mapping[str, Graded]
    tolls: tuple[Range, ...]
    framing: Mapping[str, tuple[str, ...]]
    digit: int
    campaign: str | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """Events that belong to one offensive: the same sides, contiguous in space and time, or named as one."""

    id: str
    name: str
    events: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Account:
    """The one account of a ledger: a pure function of its claims and decisions."""

    events: tuple[Event, ...]
    links: tuple[Link, ...]
    roots: tuple[Root, ...]
    collapses: tuple[Collapse, ...]
    campaigns: tuple[Campaign, ...]
