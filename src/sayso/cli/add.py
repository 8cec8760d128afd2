"""`sayso add`: what can be typed after it."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

LEDGER = "sayso.ledger"


def add(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH|URL|-",
            help="Reports, as `sayso read` takes them; folders of reports; tables with a report a row, whose names end "
            "in .csv, .tsv, .jsonl or .ndjson; or - for standard input, a report or a table.",
            show_default=False,
        ),
    ] = None,
    ledger: Annotated[
        str,
        typer.Option(
            metavar="FILE|URL",
            help="The ledger: a file, which is made if there is none, or a database as postgresql://ROLE@HOST/NAME.",
        ),
    ] = LEDGER,
    jobs: Annotated[
        int, typer.Option(metavar="N", min=1, max=256, help="How many processes read, of half a gigabyte each.")
    ] = 1,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="COLUMN=FIELD",
            help="What a column of a table holds, where its name does not tell: text, title, published, publisher, "
            "url, language, id or ignored. May be given more than once.",
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication, as 2017-12-11, of all reports.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published them.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Their title.")] = None,
    language: Annotated[
        str | None, typer.Option(metavar="TAG", help="Their language, as en or ar. The reader knows English.")
    ] = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Also fetch from addresses that are not on the public internet."),
    ] = False,
    reread: Annotated[
        bool,
        typer.Option(
            "--reread",
            help="Also read the reports that the ledger holds already and that were read with another reader, or with "
            "other data on actors and places. No PATH is needed then.",
        ),
    ] = False,
) -> None:
    """Read reports into claims, and keep both in a ledger, which only grows.

    A report whose text the ledger has already is not read again; where it was seen is added. It is read again when the
    reader, or what is known of actors and places, has changed since: the new claims are used from then on, and the old
    ones stay in the ledger. Each report is kept by itself, whole: after an interruption, the same command goes on where
    it ended. Of a folder, the files that `sayso read` knows by their endings are read, those of the folders in it too,
    hidden ones not.

    The order of day and month in dates such as 3/4/2013 is told by the other dates of the column; where none tells, the
    day is left empty.

    A report that can't be read costs no other: it is named on standard error, and the exit code is 1. It is 0 when
    all are kept, and 2 when the command line itself is wrong.
    """
    from sayso.cli.adding import add_all
    from sayso.cli.outcome import outcome
    from sayso.ingest import Metadata
    from sayso.ingest.collections import CollectOptions

    if not inputs and not reread:
        raise typer.BadParameter("Name a report, a folder, a table, or - for standard input.", param_hint="PATH|URL|-")
    described = Metadata(title=title, publisher=publisher, published=_day(published), language=language)
    options = CollectOptions(described, allow_private, _columns(columns or []))
    with outcome():
        code = add_all(inputs or [], options, ledger, jobs, reread=reread)
    raise typer.Exit(code)


def _columns(words: list[str]) -> dict[str, str]:
    from sayso.ingest.columns import asked

    try:
        return asked(words)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint="--map") from error


def _day(text: str | None) -> "date | None":
    from sayso.ingest.metadata import iso_day

    try:
        return None if text is None else iso_day(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date such as 2017-12-11.", param_hint="--published") from error
