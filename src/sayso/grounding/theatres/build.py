"""From a theatre file's values to a `Theatre`. A source that is told once is put with each statement it holds for."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from sayso.errors import TheatreError
from sayso.grounding.theatres import rows
from sayso.grounding.theatres.actor import KINDS, Actor, Camp, Kind, Name, Tie
from sayso.grounding.theatres.spans import Row, interval
from sayso.grounding.theatres.theatre import Loaded, Opposition, Theatre


def build(data: Row, where: str) -> Theatre:
    """The theatre that a file's values tell.

    Only what is needed to build it is looked at; `sayso.grounding.theatres.check` looks at the rest.

    Args:
        data: the values, as `parse` gives them.
        where: the file's name, for messages.

    Raises:
        TheatreError: something is missing or of the wrong form; the message names the file and the entry.
    """
    at = "theatre"
    try:
        actors: dict[str, Actor] = {}
        for (_, position), row in rows.actors(data):
            at = f"actor no. {int(position) + 1}"
            actors[row["id"]] = _actor(row)
        at = "theatre"
        return _theatre(data, actors)
    except KeyError as error:
        raise TheatreError(f"{where}: {at}: lacks {error}") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise TheatreError(f"{where}: {at}: {error}") from error


def _theatre(data: Row, actors: Mapping[str, Actor]) -> Theatre:
    first, last = interval(data)
    return Theatre(
        id=data["id"],
        name=data["name"],
        countries=tuple(data.get("countries") or ()),
        first=first,
        last=last,
        camps=dict(data.get("camps") or {}),
        opposed=tuple(_opposition(row) for _, row in rows.opposed(data)),
        loaded=tuple(Loaded(row["word"], row["used_by"], row.get("used_of")) for row in data.get("loaded") or ()),
        actors=actors,
        sources=dict(data["sources"]),
    )


def _opposition(row: Row) -> Opposition:
    one, other = row["camps"]
    return Opposition(*interval(row), row["source"], (one, other))


def _actor(row: Row) -> Actor:
    if row["kind"] not in KINDS:
        raise ValueError(f"{row['kind']!r} is no kind of actor")
    first, last = interval(row)
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=cast(Kind, row["kind"]),
        inter=row["inter"],
        first=first,
        last=last,
        countries=tuple(row.get("countries") or ()),
        names=tuple(_name(row, language, told) for _, language, told in rows.names(row)),
        ties=tuple(Tie(*_dated(row, tie), tie["relation"], tie["actor"]) for tie in row.get("ties") or ()),
        camps=tuple(Camp(*_dated(row, camp), camp["camp"]) for camp in row.get("camps") or ()),
    )


def _name(actor: Row, language: str, told: Row) -> Name:
    return Name(
        *_dated(actor, told), told["text"], language, loose=bool(told.get("loose")), acronym=bool(told.get("acronym"))
    )


def _dated(actor: Row, told: Row) -> tuple[date | None, date | None, str]:
    """When a statement of an actor holds, and its source: its own, or else the actor's."""
    return *interval(told), told.get("source") or actor["source"]
