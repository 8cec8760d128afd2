"""What `sayso decide` does."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TextIO

from rich.table import Table
from rich.text import Text

from sayso.cli.messages import Messages
from sayso.errors import BadDecision
from sayso.ledger import Decision, Ledger
from sayso.ledger.decision import Verb
from sayso.publish.events import console_of, write_line
from sayso.publish.words import Words, safe
from sayso.reconcile import consult
from sayso.reconcile.corrections import check_correction

OF_EVENTS = ("same", "different", "verify")
"""What can be decided of an event as well as of a claim."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision as it was typed. `subjects` are one or two ids, or enough of the beginning of each, or a source."""

    verb: Verb
    subjects: tuple[str, ...]
    who: str
    why: str
    field: str | None
    value: str | None
    supersedes: int | None


def decide(where: str, wish: Wish) -> None:
    """Take the decision, and say its number.

    Raises:
        AccountError: there is no such claim or event, or there are several.
        BadDecision: it can't be, or speaks of what the ledger does not hold.
        LedgerError: the ledger can't be read or written.
    """
    messages = Messages()
    with Ledger.open(where) as ledger:
        if wish.verb == "correct":
            _check(ledger.name, wish)
        subject, object_ = (*_subjects(ledger, wish), None)[:2]
        taken = ledger.decide(
            Decision(
                verb=wish.verb,
                subject=subject or "",
                who=wish.who,
                when=datetime.now(UTC),
                why=wish.why,
                object=object_,
                field=wish.field,
                value=wish.value,
                supersedes=wish.supersedes,
            )
        )
    about = " ".join(part for part in (taken.subject, taken.object, taken.field, taken.value) if part)
    messages.say(f"decision {taken.number}: {taken.verb} {about}")


def _check(name: str, wish: Wish) -> None:
    try:
        check_correction(wish.field, wish.value)
    except ValueError as error:
        raise BadDecision(name, f"not decided: {error}") from error


def _subjects(ledger: Ledger, wish: Wish) -> tuple[str, ...]:
    if wish.verb == "letter":
        return wish.subjects
    with ledger.reading() as connection:
        return tuple(consult.claim_of(connection, id_, events=wish.verb in OF_EVENTS) for id_ in wish.subjects)


def list_decisions(where: str, out: TextIO, *, as_jsonl: bool) -> None:
    """Write all decisions.

    Raises:
        LedgerError: the ledger can't be read.
    """
    with Ledger.open(where) as ledger:
        found = ledger.decisions()
    later = {decision.supersedes: decision.number for decision in found if decision.supersedes is not None}
    if as_jsonl:
        for decision in found:
            record = asdict(decision)
            superseded = later.get(decision.number)
            write_line({**record, "when": decision.when.isoformat(), "superseded_by": superseded}, out)
    else:
        _table(found, later, out)


def _table(found: tuple[Decision, ...], later: dict[int, int], out: TextIO) -> None:
    console = console_of(out)
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim", width=console.width)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("day", no_wrap=True)
    for head, share in (("who", 2), ("what", 5), ("why", 5)):
        table.add_column(head, ratio=share, overflow="fold")
    for decision in found:
        what = (decision.verb, decision.subject, decision.object, decision.field, decision.value)
        style = "dim strike" if decision.number in later else ""
        why = f"{decision.why} (superseded by {later[decision.number]})" if style else decision.why
        cells = (decision.who, " ".join(part for part in what if part), why)
        table.add_row(
            Text(str(decision.number)),
            Text(decision.when.date().isoformat()),
            *(Words(Text(safe(cell), style)) for cell in cells),
        )
    console.print(table)
