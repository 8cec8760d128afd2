"""`sayso decide`: what people decide about claims, events and sources."""

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.add import LEDGER
from sayso.cli.events import Kept, Shape
from sayso.cli.outcome import outcome
from sayso.cli.output import Output

if TYPE_CHECKING:
    from sayso.ledger.decision import Verb

app = typer.Typer(
    name="decide",
    help="Decide about claims, events and sources: rows in the ledger, superseded at will, never changed.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="For which reason, or on which evidence.")]
Supersedes = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="The number of the decision that this one takes the place of.")
]
Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or enough of its beginning.")]
Either = Annotated[str, typer.Argument(metavar="CLAIM|EVENT", help="An id of either, or enough of its beginning.")]
Other = Annotated[str, typer.Argument(metavar="CLAIM|EVENT", help="An id of either, or enough of its beginning.")]


@app.command(short_help="Two claims speak of one event.")
def same(one: Either, other: Other, who: Who, why: Why, ledger: Kept = LEDGER, supersedes: Supersedes = None) -> None:
    """Two claims, or events, are one event. Of an event its most specific claim is meant."""
    _decide("same", ledger, who, why, supersedes, (one, other))


@app.command(short_help="Two claims do not speak of one event.")
def different(
    one: Either, other: Other, who: Who, why: Why, ledger: Kept = LEDGER, supersedes: Supersedes = None
) -> None:
    """Two claims are of different events."""
    _decide("different", ledger, who, why, supersedes, (one, other))


@app.command(short_help="A claim is read rightly.")
def accept(claim: Claim, who: Who, why: Why, ledger: Kept = LEDGER, supersedes: Supersedes = None) -> None:
    """A claim is read rightly, and is to be used."""
    _decide("accept", ledger, who, why, supersedes, (claim,))


@app.command(short_help="A claim is not to be used.")
def reject(claim: Claim, who: Who, why: Why, ledger: Kept = LEDGER, supersedes: Supersedes = None) -> None:
    """A claim is read wrongly, and is not to be used."""
    _decide("reject", ledger, who, why, supersedes, (claim,))


@app.command(short_help="A claim says something else than was read.")
def correct(
    claim: Claim,
    field: Annotated[str, typer.Argument(help="kind, stance, modality, day, place, actor, target or toll.")],
    value: Annotated[
        str, typer.Argument(help="As 2031-03-02, '41.5,44.25 Tosk', sy-army or 'killed 13+'; the message says what.")
    ],
    who: Who,
    why: Why,
    ledger: Kept = LEDGER,
    supersedes: Supersedes = None,
) -> None:
    """A field of a claim is another than was read."""
    _decide("correct", ledger, who, why, supersedes, (claim,), field, value)


@app.command(short_help="A source has this Admiralty letter.")
def letter(
    source: Annotated[str, typer.Argument(help="A source's id, or its name as `sayso sources` gives it.")],
    value: Annotated[str, typer.Argument(metavar="LETTER", help="From A (reliable) to E, or F (can't be judged).")],
    who: Who,
    why: Why,
    ledger: Kept = LEDGER,
    supersedes: Supersedes = None,
) -> None:
    """A source has this Admiralty letter, before anything that it says is looked at."""
    from sayso.cli.deciding import Wish, decide

    with outcome():
        decide(ledger, Wish("letter", (source,), who, why, None, value.strip().upper(), supersedes))


@app.command(short_help="A field of an event is verified.")
def verify(
    event: Either,
    field: Annotated[str, typer.Argument(help="occurred, kind, place, day, actor or toll.")],
    value: Annotated[str, typer.Argument(help="What it is, as the event shows it: yes, a place, a day, 'killed 13'.")],
    who: Who,
    why: Why,
    ledger: Kept = LEDGER,
    supersedes: Supersedes = None,
) -> None:
    """A person confirms a field of an event, on physical or visual evidence that --why names."""
    _decide("verify", ledger, who, why, supersedes, (event,), field, value)


@app.command("list", short_help="List decisions.")
def list_(
    ledger: Kept = LEDGER,
    shape: Annotated[
        Shape | None, typer.Option("--format", help="What to write. By default: table on a terminal, jsonl in a pipe.")
    ] = None,
) -> None:
    """List all decisions in the order in which they were taken, superseded ones with the number of the later one."""
    from sayso.cli.deciding import list_decisions

    with outcome(), Output(None) as out:
        as_jsonl = shape is Shape.JSONL or (shape is None and not out.stream.isatty())
        list_decisions(ledger, out.stream, as_jsonl=as_jsonl)


def _decide(
    verb: "Verb",
    ledger: str,
    who: str,
    why: str,
    supersedes: int | None,
    subjects: tuple[str, ...],
    field: str | None = None,
    value: str | None = None,
) -> None:
    from sayso.cli.deciding import Wish, decide

    with outcome():
        decide(ledger, Wish(verb, subjects, who, why, field, value, supersedes))
