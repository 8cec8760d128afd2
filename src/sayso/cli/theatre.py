"""`sayso theatre`: look at the data on who is who, and check it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.outcome import outcome
from sayso.cli.output import Output

if TYPE_CHECKING:
    from datetime import date

app = typer.Typer(
    name="theatre",
    help="Look at theatres: who is who in a conflict, with names, ties and camps over time.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Shape(StrEnum):
    """A form that a theatre is shown in."""

    TABLE = "table"
    JSON = "json"


Shown = Annotated[Shape, typer.Option("--format", help="What to write.")]
Named = Annotated[str, typer.Argument(metavar="THEATRE", help="A theatre's name, as syria, or a file ending in .yaml.")]


@app.command(short_help="Check theatre files.")
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Theatre files, or names of theatres.")],
) -> None:
    """Check theatre files against the schema, and for what a schema can't say: unknown camps, actors and sources,
    cycles of parents, camps that overlap, names that mean two actors on one day.

    Problems are printed one a line, as FILE:LINE: WHAT. The exit code is 1 when there are any.
    """
    from sayso.cli.theatres import check_files

    with outcome(), Output(None) as out:
        sound = check_files(files, out.stream)
    raise typer.Exit(0 if sound else 1)


@app.command("list", short_help="List the theatres there are.")
def list_(shape: Shown = Shape.TABLE) -> None:
    """List the theatres that come with sayso."""
    from sayso.cli.theatres import list_theatres

    with outcome(), Output(None) as out:
        list_theatres(out.stream, as_json=shape is Shape.JSON)


@app.command(short_help="Show who stood where on a day.")
def show(
    theatre: Named,
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day, as 2017-12-10. By default the theatre's last day, or today."),
    ] = None,
    camp: Annotated[str | None, typer.Option(metavar="ID", help="Show this camp only.")] = None,
    actor: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Show one actor's whole record, with sources; with --on, what of it held."),
    ] = None,
    shape: Shown = Shape.TABLE,
) -> None:
    """Show who stood where on a day: the camps, whom each is opposed to, and its actors with the names they then had,
    those that are part of others under them.
    """
    if camp is not None and actor is not None:
        raise typer.BadParameter("an actor's record is not shown by camp.", param_hint="--camp")
    from sayso.cli.theatres import show_actor, show_sides

    day = _day(on)
    with outcome(), Output(None) as out:
        if actor is not None:
            show_actor(theatre, actor, day, out.stream, as_json=shape is Shape.JSON)
        else:
            show_sides(theatre, camp, day, out.stream, as_json=shape is Shape.JSON)


@app.command(short_help="List groups that reports name and no theatre knows.")
def unknown(
    reports: Annotated[list[str], typer.Argument(metavar="PATH|URL|-", help="Reports, as `sayso read` takes them.")],
    shape: Shown = Shape.TABLE,
) -> None:
    """List the armed groups that reports name and no theatre knows, for the keeper of a theatre: the id each has been
    given, its name, how often it is meant, and a sentence that names it.

    A report that can't be read is named on standard error, costs no other, and makes the exit code 1.
    """
    from sayso.cli.unknown import list_unknown

    with outcome(), Output(None) as out:
        sound = list_unknown(reports, out.stream, as_json=shape is Shape.JSON)
    raise typer.Exit(0 if sound else 1)


def _day(text: str | None) -> "date | None":
    from sayso.ingest.metadata import iso_day

    try:
        return None if text is None else iso_day(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date such as 2017-12-10.", param_hint="--on") from error
