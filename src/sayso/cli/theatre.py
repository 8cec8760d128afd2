"""`sayso theatre`: look at the data on who is who, and check it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated

import typer

from sayso.cli.outcome import outcome
from sayso.cli.output import Output
from sayso.cli.standing import Tables, actor_record, names_of, sides_record, theatre_record, write_json
from sayso.errors import TheatreError
from sayso.grounding.theatres import Actor, Theatre, general, load_theatre, merged, theatres_named
from sayso.grounding.theatres.load import examine
from sayso.grounding.theatres.standing import who_stood_where
from sayso.ingest.metadata import iso_day

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
    failed = False
    with outcome(), Output(None) as out:
        for name in files:
            theatre, problems = examine(name)
            failed = failed or theatre is None
            if theatre is not None:
                found = f"{len(theatre.actors)} actors, {names_of(theatre)} names"
                problems = [f"{name}: {found}, no problems"]
            out.stream.writelines(f"{line}\n" for line in problems)
    raise typer.Exit(int(failed))


@app.command("list", short_help="List the theatres there are.")
def list_(shape: Shown = Shape.TABLE) -> None:
    """List the theatres that come with sayso."""
    with outcome(), Output(None) as out:
        theatres = [load_theatre(name) for name in theatres_named()]
        if shape is Shape.JSON:
            write_json([theatre_record(theatre) for theatre in theatres], out.stream)
        else:
            Tables(out.stream).theatres(theatres)


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
    day = _day(on)
    with outcome(), Output(None) as out:
        shown = load_theatre(theatre)
        if actor is not None:
            _show_actor(shown, _found(shown, actor), day, shape, out)
        else:
            _show_sides(shown, camp, day or shown.last or datetime.now(UTC).date(), shape, out)


def _show_sides(theatre: Theatre, camp: str | None, day: date, shape: Shape, out: Output) -> None:
    if camp is not None and camp not in theatre.camps:
        camps = ", ".join(theatre.camps) or "none"
        raise TheatreError(f"{camp!r} is no camp of {theatre.id}; there are {camps}")
    sides = [s for s in who_stood_where(theatre, day, _everyone(theatre)) if camp is None or s.camp == camp]
    if shape is Shape.JSON:
        write_json(sides_record(theatre, day, sides), out.stream)
    else:
        Tables(out.stream).sides(theatre, day, sides)


def _show_actor(theatre: Theatre, actor: Actor, day: date | None, shape: Shape, out: Output) -> None:
    if shape is Shape.JSON:
        write_json(actor_record(theatre, actor, day), out.stream)
    else:
        Tables(out.stream).record(theatre, actor, day, _everyone(theatre))


def _found(theatre: Theatre, id_: str) -> Actor:
    """An actor of the theatre by its id.

    Raises:
        TheatreError: there is none; the message names ids that are like it.
    """
    if id_ in theatre.actors:
        return theatre.actors[id_]
    near = get_close_matches(id_, theatre.actors, n=3)
    raise TheatreError(f"{id_!r} is no actor of {theatre.id}" + (f"; did you mean {', '.join(near)}?" if near else ""))


def _everyone(theatre: Theatre) -> Mapping[str, Actor]:
    """The theatre's actors and all that they can be tied to: those of the package's other theatres, and by rule."""
    others = [load_theatre(name) for name in theatres_named() if name != theatre.id]
    return merged(theatre, *others, general()).actors


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else iso_day(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date such as 2017-12-10.", param_hint="--on") from error
