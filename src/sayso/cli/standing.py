"""A theatre's actors as tables and as JSON: who stood where on a day, and the record of one of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.grounding.theatres import Actor, Theatre
from sayso.grounding.theatres.actor import Dated, standing
from sayso.grounding.theatres.standing import Side, Stood, called
from sayso.publish.layout import is_rtl, printable

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_NARROWEST_IN_PIPE = 160
_INDENT = 2


class _Console(Console):
    """A console that says when whoever read its output has gone, where rich itself would end the process."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Tables:
    """Writes tables to a stream. On a terminal, text that runs from right to left can't turn what stands beside it."""

    def __init__(self, out: TextIO) -> None:
        self._terminal = out.isatty()
        self._console = _Console(file=out, highlight=False, width=None if self._terminal else _NARROWEST_IN_PIPE)

    def sides(self, theatre: Theatre, day: date, sides: Sequence[Side]) -> None:
        """Who stood where: a table for each camp."""
        self._line(f"{theatre.name}, {day}", "bold")
        if not sides:
            self._line("nobody")
        for side in sides:
            against = f", against {', '.join(side.against)}" if side.against else ""
            self._line("")
            if theatre.camps:
                self._line((f"{side.name} ({side.camp})" if side.camp else "no camp told") + against, "bold")
            self._table(("name", "", "kind", "id", "allies"), map(self._stood, side.actors))

    def record(self, theatre: Theatre, actor: Actor, day: date | None, known: Mapping[str, Actor]) -> None:
        """All that is stated of an actor, or what of it held on a day, with sources."""
        about = [actor.kind, f"ACLED {actor.inter}", _days(actor.first, actor.last), ", ".join(actor.countries)]
        self._line(f"{actor.name} ({actor.id})", "bold")
        self._line(" · ".join(filter(None, about)))
        names = [
            (name.language, name.text, " ".join(w for w in ("loose", "acronym") if getattr(name, w)), name)
            for name in standing(actor.names, day)
        ]
        ties = [(tie.relation, _named(tie.actor, known, day), "", tie) for tie in standing(actor.ties, day)]
        camps = [("camp", theatre.camps.get(camp.camp, camp.camp), "", camp) for camp in standing(actor.camps, day)]
        self._line("")
        self._table(
            ("", "", "", "days", "source"),
            (
                (self._text(what), self._text(text), self._text(how), self._text(_days(told.first, told.last)), source)
                for what, text, how, told in (*camps, *ties, *names)
                for source in [self._text(theatre.sources.get(told.source, told.source))]
            ),
        )

    def theatres(self, theatres: Iterable[Theatre]) -> None:
        """A line for each theatre."""
        rows = (
            (
                self._text(theatre.id),
                self._text(theatre.name),
                self._text(_days(theatre.first, theatre.last)),
                self._text(", ".join(theatre.countries)),
                self._text(_counted(len(theatre.actors), "actor")),
                self._text(_counted(names_of(theatre), "name")),
            )
            for theatre in theatres
        )
        self._table(("id", "name", "days", "countries", "", ""), rows)

    def _stood(self, stood: Stood) -> tuple[RenderableType, ...]:
        actor = stood.actor
        return (
            Padding(self._text(stood.name), (0, 0, 0, stood.depth * _INDENT)),
            *(self._text(text) for text in (stood.local or "", actor.kind, actor.id, ", ".join(stood.allies))),
        )

    def _table(self, columns: Sequence[str], rows: Iterable[Sequence[RenderableType]]) -> None:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for column in columns:
            table.add_column(column, overflow="fold", no_wrap=column in ("kind", "id", "days"))
        for row in rows:
            table.add_row(*row)
        self._console.print(table)

    def _line(self, text: str, style: str = "") -> None:
        self._console.print(self._text(text, style))

    def _text(self, text: str, style: str = "") -> Text:
        shown = printable(text).replace("\n", " ")
        if self._terminal and any(map(is_rtl, shown)):
            shown = f"{_FIRST_STRONG_ISOLATE}{shown}{_POP_ISOLATE}"
        return Text(shown, style)


def sides_record(theatre: Theatre, day: date, sides: Iterable[Side]) -> dict[str, Any]:
    """Who stood where, for JSON."""
    return {
        "theatre": theatre.id,
        "name": theatre.name,
        "on": day.isoformat(),
        "camps": [
            {
                "id": side.camp,
                "name": side.name or None,
                "against": list(side.against),
                "actors": [
                    {
                        "id": stood.actor.id,
                        "name": stood.name,
                        "local": stood.local,
                        "kind": stood.actor.kind,
                        "inter": stood.actor.inter,
                        "part_of": list(stood.parents),
                        "allies": list(stood.allies),
                    }
                    for stood in side.actors
                ],
            }
            for side in sides
        ],
    }


def actor_record(theatre: Theatre, actor: Actor, day: date | None) -> dict[str, Any]:
    """All that is stated of an actor, or what of it held on a day, for JSON."""

    def told(statement: Dated, **what: object) -> dict[str, Any]:
        source = theatre.sources.get(statement.source, statement.source)
        return {**what, "from": _iso(statement.first), "to": _iso(statement.last), "source": source}

    return {
        "theatre": theatre.id,
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "inter": actor.inter,
        "from": _iso(actor.first),
        "to": _iso(actor.last),
        "countries": list(actor.countries),
        "names": [
            told(name, text=name.text, language=name.language, loose=name.loose, acronym=name.acronym)
            for name in standing(actor.names, day)
        ],
        "ties": [told(tie, relation=tie.relation, actor=tie.actor) for tie in standing(actor.ties, day)],
        "camps": [told(camp, camp=camp.camp) for camp in standing(actor.camps, day)],
    }


def theatre_record(theatre: Theatre) -> dict[str, Any]:
    """What there is to say of a theatre in a list, for JSON."""
    return {
        "id": theatre.id,
        "name": theatre.name,
        "from": _iso(theatre.first),
        "to": _iso(theatre.last),
        "countries": list(theatre.countries),
        "camps": dict(theatre.camps),
        "actors": len(theatre.actors),
        "names": names_of(theatre),
    }


def write_json(record: object, out: TextIO) -> None:
    """A record as indented JSON, letters of all scripts as they are."""
    out.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")


def names_of(theatre: Theatre) -> int:
    """How many names the theatre's actors have."""
    return sum(len(actor.names) for actor in theatre.actors.values())


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _named(id_: str, known: Mapping[str, Actor], day: date | None) -> str:
    return f"{called(known[id_], day)} ({id_})" if id_ in known else id_


def _days(first: date | None, last: date | None) -> str:
    """A span in words; nothing where it is open on both sides."""
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"to {last}" if last else ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
