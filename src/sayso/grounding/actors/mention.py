"""What is asked about: the words of a document that stand for an actor."""

from dataclasses import dataclass
from typing import Literal

from sayso.claims.claim import Alternative, Grounds

Role = Literal["source", "actor", "target"]
Resolution = tuple[str | None, Grounds]
"""The id of the actor that is meant, None where it is left empty, and why."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Code points `start` to `end` (exclusive) of a document, which a claim gives the role of source, actor or target.

    `evidence` is where the sentence or sentences of that claim begin and end.
    """

    start: int
    end: int
    role: Role
    evidence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """An actor that was chosen, or None; why, how surely (0 to 1), and the runners-up."""

    actor: str | None
    why: str
    score: float
    others: tuple[Alternative, ...] = ()
