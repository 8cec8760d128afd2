"""What `sayso theatre` does: theatres checked, listed and shown."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import TextIO

from sayso.cli.standing import Tables, actor_record, names_of, sides_record, theatre_record, write_json
from sayso.errors import TheatreError
from sayso.grounding.theatres import Actor, Theatre, general, load_theatre, merged, theatres_named
from sayso.grounding.theatres.load import examine
from sayso.grounding.theatres.standing import who_stood_where


def check_files(files: Sequence[str], out: TextIO) -> bool:
    """Write the problems of each theatre file, one a line, or that it has none; whether none has any."""
    sound = True
    for name in files:
        theatre, problems = examine(name)
        sound = sound and theatre is not None
        if theatre is not None:
            problems = [f"{name}: {len(theatre.actors)} actors, {names_of(theatre)} names, no problems"]
        out.writelines(f"{line}\n" for line in problems)
    return sound


def list_theatres(out: TextIO, *, as_json: bool) -> None:
    """Write what theatres come with the package."""
    theatres = [load_theatre(name) for name in theatres_named()]
    if as_json:
        write_json([theatre_record(theatre) for theatre in theatres], out)
    else:
        Tables(out).theatres(theatres)


def show_sides(name: str, camp: str | None, day: date | None, out: TextIO, *, as_json: bool) -> None:
    """Write who stood where on a day, by default the theatre's last or today; of one camp, where it is given.

    Raises:
        TheatreError: the theatre can't be used, or has no such camp.
    """
    theatre = load_theatre(name)
    day = day or theatre.last or datetime.now(UTC).date()
    if camp is not None and camp not in theatre.camps:
        camps = ", ".join(theatre.camps) or "none"
        raise TheatreError(f"{camp!r} is no camp of {theatre.id}; there are {camps}")
    sides = [s for s in who_stood_where(theatre, day, _everyone(theatre)) if camp is None or s.camp == camp]
    if as_json:
        write_json(sides_record(theatre, day, sides), out)
    else:
        Tables(out).sides(theatre, day, sides)


def show_actor(name: str, id_: str, day: date | None, out: TextIO, *, as_json: bool) -> None:
    """Write an actor's record; with a day, what of it held.

    Raises:
        TheatreError: the theatre can't be used, or has no such actor.
    """
    theatre = load_theatre(name)
    actor = _found(theatre, id_)
    if as_json:
        write_json(actor_record(theatre, actor, day), out)
    else:
        Tables(out).record(theatre, actor, day, _everyone(theatre))


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
