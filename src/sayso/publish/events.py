"""Events in a terminal and as lines of JSON: a list of them, and one with all that is behind it."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TextIO

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.publish.words import Words, safe
from sayso.reconcile.account import GRADES, Event, Graded, Range
from sayso.reconcile.consult import Listed
from sayso.reconcile.item import Spot

Record = dict[str, Any]

PIPE_WIDTH = 120
"""Columns of a table that is not shown on a terminal."""
SHORT = 8
"""Characters of an event's id that a list shows; `sayso event` takes them."""
_ESCAPED = str.maketrans({break_: f"\\u{ord(break_):04x}" for break_ in "\x85\u2028\u2029"})
UNCOUNTED = "other"
"""What is counted besides people (arms, money, kilometres), which a list leaves out."""
_WIDE_FROM, _WORDS_FROM, _ROOMY_FROM = 100, 80, 120
_COLUMNS = (("kind", 3, 10), ("place", 4, None), ("by", 4, None), ("toll", 3, 9))
"""Each column's share of what is left beside id, day and grade, and where that is little, what its words need."""
GRADE_STYLES = ("dim", "dim", "", "cyan", "green", "bold green")


class _Console(Console):
    """A console that says when whoever read its output has gone, where rich itself would end the process."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_of(out: TextIO) -> Console:
    """A console for the stream, as wide as its terminal."""
    return _Console(file=out, highlight=False, width=None if out.isatty() else PIPE_WIDTH)


def write_events(events: Iterable[Listed], out: Console | TextIO) -> None:
    """Print the events, a row each: id, day, kind, place, who did it, how many, and how well it stands."""
    console = out if isinstance(out, Console) else console_of(out)
    wide = console.width >= _WIDE_FROM
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column("id", no_wrap=True)
    table.add_column("day", no_wrap=True)
    tight = _WORDS_FROM <= console.width < _ROOMY_FROM
    for name, share, least in _COLUMNS:
        fixed = least if tight else None
        table.add_column(name, ratio=None if fixed else share, width=fixed, overflow="fold")
    table.add_column("grade", no_wrap=True)
    table.expand = True
    for one in events:
        table.add_row(*_row(one.event, one.spot, wide))
    console.print(table)


def _row(event: Event, spot: Spot | None, wide: bool) -> list[RenderableType]:
    occurred = event.fields["occurred"]
    grade = Text(GRADES[occurred.grade], GRADE_STYLES[occurred.grade])
    if any(graded.contested for graded in event.fields.values()):
        grade.append(" contested" if wide else " ≠", "red")
    return [
        Text(event.id if wide else event.id[:SHORT]),
        Text(_day(event)),
        Text(kind_of(event)),
        Words(Text(_place(event, spot))),
        Words(Text(first_of(event.fields["actor"]))),
        Text("\n".join(toll_of(toll) for toll in event.tolls if toll.what != UNCOUNTED)),
        grade,
    ]


def kind_of(event: Event) -> str:
    """The kind in words, "denied: ..." where its denial stands better than its telling."""
    denied = event.fields["occurred"].values[:1]
    words = event.kind.replace("_", " ")
    return f"denied: {words}" if denied and denied[0].value == "no" else words


def first_of(graded: Graded) -> str:
    """The value given for a field, and how many others were claimed."""
    if not graded.values:
        return ""
    others = len(graded.values) - 1
    return safe(graded.values[0].shown) + (f" (+{others})" if others else "")


def toll_of(toll: Range) -> str:
    """A toll in words: "3 to 8 killed, best 5"."""
    if toll.high is None:
        return f"{toll.best:,}+ {safe(toll.what)}"
    if toll.low == toll.high:
        return f"{toll.best:,} {safe(toll.what)}"
    return f"{toll.low:,} to {toll.high:,} {safe(toll.what)}, best {toll.best:,}"


def _day(event: Event) -> str:
    """The day, or the first and the last as ISO 8601 shortens them: "2031-03-02/05", "2031-03-30/04-02"."""
    values = event.fields["day"].values
    first, _, last = (values[0].value if values else "").partition("/")
    year, month = first[:5], first[:8]
    short = last.removeprefix(month) if last.startswith(month) else last.removeprefix(year)
    return f"{first}/{short}" if last else first


def _place(event: Event, spot: Spot | None) -> str:
    if spot is None:
        return first_of(event.fields["place"])
    return ", ".join(dict.fromkeys(safe(name) for name in (spot.name, spot.admin1) if name))


def write_events_jsonl(events: Iterable[Listed], out: TextIO) -> None:
    """The events as lines of JSON, one each."""
    for one in events:
        write_line(event_record(one.event, one.spot), out)


def event_record(event: Event, spot: Spot | None) -> Record:
    """The event for programs: what the account holds of it, and `spot`, where it is taken to have happened."""
    record = asdict(event)
    return {**record, "fields": list(record["fields"].values()), "spot": None if spot is None else asdict(spot)}


def write_line(record: Record, out: TextIO) -> None:
    """A record as a line of JSON, letters of all scripts as they are."""
    line = json.dumps(record, ensure_ascii=False).translate(_ESCAPED)
    out.write(line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
