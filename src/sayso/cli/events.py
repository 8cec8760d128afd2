"""`sayso reconcile`, `events`, `event` and `sources`: what the reports of a ledger come to, taken together."""

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.add import LEDGER
from sayso.cli.outcome import outcome
from sayso.cli.output import Output

if TYPE_CHECKING:
    from datetime import date

    from sayso.reconcile.consult import Wanted


class Shape(StrEnum):
    """A form that events are shown in."""

    TABLE = "table"
    JSONL = "jsonl"


Kept = Annotated[
    str,
    typer.Option("--ledger", metavar="FILE|URL", help="The ledger: a file, or postgresql://ROLE@HOST/NAME."),
]
Shown = Annotated[
    Shape | None,
    typer.Option("--format", help="What to write. By default: table on a terminal, jsonl in a pipe."),
]


def reconcile(
    ledger: Kept = LEDGER,
    from_scratch: Annotated[
        bool, typer.Option("--from-scratch", help="Look at all claims anew, also where nothing has changed.")
    ] = False,
) -> None:
    """Link the claims of all reports into events, count their independent origins, and grade each field.

    What comes of it is a view: it can be made again from the ledger at any time, with the same result. It takes the
    place of the view there was in one step, or not at all. Claims among which nothing has changed since are not looked
    at again; --from-scratch does, and gives the same.
    """
    from sayso.cli.consulting import reconcile_and_tell

    with outcome():
        reconcile_and_tell(ledger, from_scratch=from_scratch)


def events(
    ledger: Kept = LEDGER,
    where: Annotated[
        str | None,
        typer.Option(
            metavar="PLACE|LAT,LON,KM",
            help="Only events at a place, or in a division or country, of that name in any spelling; or within KM "
            "kilometres of a point.",
        ),
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only events of this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only events of this day or earlier.")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="Only events of this kind, or of one that is a case of it.")
    ] = None,
    grade: Annotated[
        str | None,
        typer.Option(
            metavar="GRADE",
            help="Only events whose occurrence is graded so or better: single, same-side, independent, cross-camp, "
            "verified, or 1 to 5.",
        ),
    ] = None,
    contested: Annotated[bool, typer.Option("--contested", help="Only events with a contested field.")] = False,
    every: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Also what is no news of a day: who holds a place (which --kind holds shows too), and what spans more "
            "than a month, such as the toll of a war.",
        ),
    ] = False,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="The most events to show, 0 for all.")] = 50,
    shape: Shown = None,
) -> None:
    """List events, the latest first: when, what, where, by whom, how many, and how well it stands that it happened.

    The exit code is 0 when there are any, and 1 when there is none.
    """
    wanted = replace(_wanted(where, since, until, kind, grade, contested=contested), all=every)
    from sayso.cli.consulting import list_events

    with outcome(), Output(None) as out:
        found = list_events(ledger, wanted, limit, out.stream, as_jsonl=_is_jsonl(shape, out))
    raise typer.Exit(0 if found else 1)


def event(
    id_: Annotated[str, typer.Argument(metavar="ID", help="An event's id, or enough of its beginning.")],
    ledger: Kept = LEDGER,
    why: Annotated[
        bool, typer.Option("--why", help="Also show the case of each link, and why claims count as one origin.")
    ] = False,
    shape: Shown = None,
) -> None:
    """Show one event: the account of it in a sentence, who says what in which words, what agrees, what is contested,
    why each field is graded as it is, and what one more piece of evidence would raise it.
    """
    from sayso.cli.consulting import show_event

    with outcome(), Output(None) as out:
        show_event(ledger, id_, out.stream, why=why, as_jsonl=_is_jsonl(shape, out))


def sources(
    ledger: Kept = LEDGER,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="The most sources to show, 0 for all.")] = 50,
    shape: Shown = None,
) -> None:
    """List sources, those of the most events first: letter, camp, how often each was alone, borne out across camps,
    contradicted and first, and the share of its word that others bear out.
    """
    from sayso.cli.consulting import list_sources

    with outcome(), Output(None) as out:
        list_sources(ledger, limit, out.stream, as_jsonl=_is_jsonl(shape, out))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command(short_help="Make one account of all reports in the ledger.")(reconcile)
    app.command(short_help="List events.")(events)
    app.command(short_help="Show one event, and who says what of it.")(event)
    app.command(short_help="List sources, and what has become of their word.")(sources)


def _is_jsonl(shape: Shape | None, out: Output) -> bool:
    return shape is Shape.JSONL or (shape is None and not out.stream.isatty())


def _wanted(
    where: str | None, since: str | None, until: str | None, kind: str | None, grade: str | None, *, contested: bool
) -> "Wanted":
    from sayso.claims.kinds import KINDS
    from sayso.reconcile.consult import Wanted
    from sayso.reconcile.where import where as place_of

    if kind is not None and kind.replace(" ", "_") not in KINDS:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(KINDS)}.", param_hint="--kind")
    try:
        place = None if where is None else place_of(where)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint="--where") from error
    first, last = _day(since, "--since"), _day(until, "--until")
    return Wanted(place, first, last, kind and kind.replace(" ", "_"), _grade(grade), contested)


def _day(text: str | None, option: str) -> "date | None":
    from sayso.ingest.metadata import iso_day

    try:
        return None if text is None else iso_day(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date such as 2017-12-10.", param_hint=option) from error


def _grade(text: str | None) -> int | None:
    from sayso.reconcile.account import GRADES

    if text is None:
        return None
    names = {name.replace(" ", "-"): number for number, name in enumerate(GRADES) if number}
    known = {**names, **{str(number): number for number in names.values()}}
    plain = text.strip().lower().replace(" ", "-").replace("_", "-")
    if plain not in known:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(names)}, nor 1 to 5.", param_hint="--grade")
    return known[plain]
