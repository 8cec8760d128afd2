"""Taking decisions: each is looked at before it is written, and none is changed afterwards."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC

from sqlalchemy import Connection, insert, select

from sayso.errors import BadDecision
from sayso.ledger import tables
from sayso.ledger.adding import next_number
from sayso.ledger.decision import VERBS, Decision
from sayso.ledger.rows import is_kept

LETTERS = "ABCDEF"
FIELDS = ("occurred", "kind", "place", "day", "actor", "toll")
"""What can be verified of an event."""
# What each verb takes besides its subject; it takes nothing else.
_TAKES: dict[str, tuple[str, ...]] = {
    "same": ("object",),
    "different": ("object",),
    "accept": (),
    "reject": (),
    "correct": ("field", "value"),
    "letter": ("value",),
    "verify": ("field", "value"),
}


def check(decision: Decision, where: str) -> None:
    """Look at what can be seen without the ledger.

    Args:
        decision: what is to be decided.
        where: the ledger, as messages name it.

    Raises:
        BadDecision: it lacks something, has something that its verb does not take, or a value that can't be.
    """
    if what := next(_objections(decision), None):
        raise BadDecision(where, f"not decided: {what}")


def _objections(decision: Decision) -> Iterator[str]:
    if decision.verb not in VERBS:
        yield f"{decision.verb!r} is none of {', '.join(VERBS)}"
        return
    takes = _TAKES[decision.verb]
    for name in ("subject", "who", "why", *takes):
        if not (getattr(decision, name) or "").strip():
            yield f"{decision.verb} needs {name}"
    for name in ("object", "field", "value"):
        if name not in takes and getattr(decision, name) is not None:
            yield f"{decision.verb} takes no {name}"
    if decision.when.tzinfo is None:
        yield "when needs a time zone"
    yield from _bad_values(decision)


def _bad_values(decision: Decision) -> Iterator[str]:
    if decision.verb == "letter" and decision.value not in tuple(LETTERS):
        yield f"{decision.value!r} is no letter from A to F"
    if decision.verb == "verify" and decision.field not in FIELDS:
        yield f"{decision.field!r} is none of {', '.join(FIELDS)}"
    if decision.object is not None and decision.object == decision.subject:
        yield "a claim is always of one event with itself"
    words = (decision.subject, decision.object, decision.field, decision.value, decision.who, decision.why)
    if not all(is_kept(text) for text in words if text):
        yield "it holds characters that no database keeps"


def decide(connection: Connection, decision: Decision, where: str) -> Decision:
    """Write the decision, in the connection's transaction. Returns it with its number.

    Raises:
        BadDecision: a claim that it names, or the decision that it supersedes, is not there or superseded already.
    """
    if what := _missing(connection, decision):
        raise BadDecision(where, f"not decided: {what}")
    number = next_number(connection, tables.decision.c.number)
    kept = replace(decision, number=number, when=decision.when.astimezone(UTC))
    names = ("number", "verb", "subject", "object", "field", "value", "who", "why", "supersedes")
    values = {name: getattr(kept, name) for name in names}
    connection.execute(insert(tables.decision).values(**values, decided_at=kept.when))
    return kept


def _missing(connection: Connection, decision: Decision) -> str | None:
    """What the decision speaks of and the ledger has not. A source may be graded before it is heard of."""
    claims = () if decision.verb == "letter" else (decision.subject, decision.object)
    for claim in claims:
        if claim is not None and not _has(connection, claim):
            return f"there is no claim {claim}"
    older, table = decision.supersedes, tables.decision
    if older is None:
        return None
    if connection.scalar(select(table.c.number).where(table.c.number == older)) is None:
        return f"there is no decision {older} to supersede"
    newer = connection.scalar(select(table.c.number).where(table.c.supersedes == older))
    return f"decision {older} is superseded already, by {newer}; supersede that one" if newer else None


def _has(connection: Connection, claim: str) -> bool:
    return connection.scalar(select(tables.claim.c.id).where(tables.claim.c.id == claim).limit(1)) is not None


def decisions(connection: Connection) -> tuple[Decision, ...]:
    """All decisions, in the order of the ledger."""
    table = tables.decision
    found = connection.execute(select(table).order_by(table.c.number)).mappings()
    return tuple(Decision(**{("when" if key == "decided_at" else key): row[key] for key in row}) for row in found)


def standing(every: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those that no other supersedes, in their order."""
    every = tuple(every)
    superseded = {decision.supersedes for decision in every}
    return tuple(decision for decision in every if decision.number not in superseded)
