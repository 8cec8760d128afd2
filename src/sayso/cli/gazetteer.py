"""`sayso gazetteer`: make the index of places, add countries to it, and ask it."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sayso.cli.messages import Messages
from sayso.cli.outcome import outcome
from sayso.cli.output import Output
from sayso.errors import GazetteerError

if TYPE_CHECKING:
    from sayso.grounding.gazetteer import Index, Match

app = typer.Typer(
    name="gazetteer",
    help="Places by name: make the index, add countries to it, and ask it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

NEARBY = 50
"""Matches that are looked at when those near a place are wanted."""
_PIPE_WIDTH = 200


class Shape(StrEnum):
    """A form that matches are shown in."""

    TABLE = "table"
    JSON = "json"


Shown = Annotated[Shape, typer.Option("--format", help="What to write.")]
Country = Annotated[str, typer.Argument(metavar="COUNTRY", help="An ISO 3166-1 code, as SY, or all.")]


class Candidate(NamedTuple):
    """A match, and how far it is from the place that was named, in km, if one was."""

    match: "Match"
    km: float | None


@app.command(short_help="Make the index of places.")
def build(
    anew: Annotated[bool, typer.Option("--anew", help="Make it even if it is there already.")] = False,
) -> None:
    """Make the index of places that comes with sayso: GeoNames' towns, countries, divisions, and our own tables.

    It is made once, on first use, if this was not run before. It lies in $SAYSO_DATA, or in the user's cache folder.
    """
    from sayso.grounding.gazetteer import build_gazetteer

    with outcome(), bar("Building the index of places") as progress:
        path = build_gazetteer(progress, anew=anew)
    typer.echo(f"{path} ({path.stat().st_size / 1e6:.0f} MB)")


@app.command(short_help="Add a country's places from GeoNames.")
def add(
    countries: Annotated[list[str], typer.Argument(metavar="COUNTRY", help="ISO 3166-1 codes, as SY, or all.")],
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="URL|FOLDER",
            help="Where GeoNames' files are; by default $SAYSO_GEONAMES, or else GeoNames' own address.",
        ),
    ] = None,
    sha256: Annotated[
        str | None, typer.Option(metavar="DIGITS", help="What the file of places must have; for one country.")
    ] = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Also fetch from addresses that are not on the public internet."),
    ] = False,
) -> None:
    """Add all places that GeoNames has of a country: villages, hills, bases, rivers, with their names in any language.

    COUNTRY.zip and alternatenames/COUNTRY.zip are downloaded, checked and written to a file of their own, each country
    whole or not at all. A download that is cut off goes on where it ended when the command is run again. All countries
    are some 12 million places, and take a few gigabytes and the best part of an hour.
    """
    from sayso.grounding.gazetteer import geonames

    if sha256 is not None and len(countries) > 1:
        raise typer.BadParameter("one digest is of one country's file.", param_hint="--sha256")
    taken = geonames.Source(source or geonames.default_source(), sha256, allow_private)
    for code in countries:
        with outcome():
            with bar(f"Adding {code}") as progress:
                count, named = geonames.add(code, taken, progress)
            if not named:
                Messages().say(f"{code}: no table of further names there, so only those of the file of places")
            typer.echo(f"{code}: {count:,} places")


@app.command("list", short_help="List the countries that were added.")
def list_() -> None:
    """List what was added: code, day, and where it came from."""
    from sayso.grounding.gazetteer.build import added
    from sayso.grounding.gazetteer.store import read_meta

    with outcome():
        for code, path in added().items():
            meta = read_meta(path)
            typer.echo(f"{code}\t{meta.get('day', '')}\t{meta.get('source', '')}\t{path.stat().st_size / 1e6:.1f} MB")


@app.command(short_help="Remove a country that was added.")
def remove(country: Country) -> None:
    """Remove a country that was added. What comes with sayso stays."""
    from sayso.grounding.gazetteer import geonames

    with outcome():
        geonames.remove(country)


@app.command(short_help="Find places by name.")
def find(
    name: Annotated[str, typer.Argument(help="A name in any spelling and script.")],
    near: Annotated[
        str | None,
        typer.Option(metavar="PLACE", help="A place that it is near: of like matches, the nearest go first."),
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only places there, as SY; may be given more than once.")
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="The most matches to show.")] = 10,
    shape: Shown = Shape.TABLE,
) -> None:
    """Find the places that a name may mean, best first, with how like the name is (1 is the same) and where they are.

    The exit code is 0 when there are any, and 1 when there is none.
    """
    with outcome(), Output(None) as out:
        gazetteer = ready()
        found = candidates(gazetteer, name, near, country or [], limit)
        if shape is Shape.JSON:
            json.dump([record(one) for one in found], out.stream, ensure_ascii=False, indent=2)
            out.stream.write("\n")
        elif found:
            _table(found, out)
        if not found:
            raise GazetteerError(f"{name[:80]}: no place of a like name is known")


def ready() -> "Index":
    """The gazetteer, made first if need be, with a bar on a terminal meanwhile.

    Raises:
        GazetteerError: it can't be made or opened.
    """
    from sayso.grounding.gazetteer import build_gazetteer, default_gazetteer
    from sayso.grounding.gazetteer.build import embedded
    from sayso.grounding.gazetteer.store import is_whole

    if not is_whole(embedded()):
        with bar("Building the index of places, once") as progress:
            build_gazetteer(progress)
    return default_gazetteer()


@contextmanager
def bar(title: str) -> Iterator[Callable[[float], None]]:
    """A progress bar on standard error, if that is a terminal; what it gives is told how much is done, from 0 to 1."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(title, total=1.0)
        yield lambda share: shown.update(task, completed=share)


def candidates(
    gazetteer: "Index", name: str, near: str | None, countries: Sequence[str], limit: int
) -> list[Candidate]:
    """The matches of a name; with `near`, those of like score by their distance from that place.

    Raises:
        GazetteerError: the place that it is to be near is not known.
    """
    if near is None:
        return [Candidate(match, None) for match in gazetteer.find(name, countries=countries, limit=limit)]
    from sayso.grounding.places.geometry import distance

    around = gazetteer.find(near, limit=1)
    if not around:
        raise GazetteerError(f"--near {near[:80]}: no place of a like name is known")
    middle = (around[0].entry.lat, around[0].entry.lon)
    found = [
        Candidate(match, distance(middle, (match.entry.lat, match.entry.lon)))
        for match in gazetteer.find(name, countries=countries, limit=max(limit, NEARBY))
    ]
    return sorted(found, key=lambda one: (-round(one.match.score, 2), one.km or 0.0))[:limit]


def record(one: Candidate) -> dict[str, object]:
    """A candidate as it stands in JSON; degrees of WGS 84, kilometres."""
    entry = one.match.entry
    return {
        "id": entry.id,
        "name": entry.name,
        "matched": one.match.name,
        "feature": entry.feature,
        "country": entry.country,
        "admin1": entry.admin1,
        "lat": entry.lat,
        "lon": entry.lon,
        "population": entry.population,
        "score": round(one.match.score, 3),
        "km": None if one.km is None else round(one.km, 1),
    }


def _table(found: list[Candidate], out: Output) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sayso.publish.layout import printable

    records = [record(one) for one in found]
    columns = [key for key in records[0] if key != "km" or found[0].km is not None]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in columns:
        number = isinstance(records[0][column], int | float)
        table.add_column(column, justify="right" if number else "left", overflow="fold")
    for row in records:
        table.add_row(*(Text(printable("" if row[column] is None else str(row[column]))) for column in columns))
    width = None if out.stream.isatty() else _PIPE_WIDTH
    Console(file=out.stream, highlight=False, width=width).print(table)
