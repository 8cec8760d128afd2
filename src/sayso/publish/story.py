"""One event in a terminal and as JSON: its account in a sentence, who said what in which words, and how it stands."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict
from typing import Any, TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.claims.record import Record
from sayso.publish.events import GRADE_STYLES, console_of, event_record, kind_of, write_line
from sayso.publish.words import Words, safe
from sayso.reconcile.account import GRADES, Event, Graded, Link, Root
from sayso.reconcile.consult import Story
from sayso.reconcile.telling import Matrix, Row, agreed, matrix, sentence

ASKED = {"occurred": "it happened", "kind": "what", "place": "where", "day": "when", "actor": "by whom", "toll": "toll"}
"""What each field is called beside its values."""
MOST_VALUES = 6
"""Values of a field that are shown; JSON has them all."""
FEW = 3
"""Voices behind a value that are all named, also where they were named above."""
MOST_REPORTS = 4
"""Reports that are named beside a root; JSON has them all."""
_TABLE_FROM = 150
_BELOW = (0, 0, 1, 0)
_INDENT = (0, 0, 0, 2)


def write_story(story: Story, out: Console | TextIO, *, why: bool = False) -> None:
    """Print one event: the account of it, who said what, what agrees, what is contested, and how each field stands.

    Args:
        story: the event and all that is behind it.
        out: a console, or a text stream to make one for.
        why: whether to print the case of each link, and why claims count as one origin, too.
    """
    console = out if isinstance(out, Console) else console_of(out)
    event = story.event
    console.print(Text.assemble((kind_of(event), "bold"), "  ", (event.id, "dim")))
    console.print(Padding(Words(Text(safe(sentence(event, story.roots)))), _BELOW))
    _print(console, "How it stands", _standing(event, story.roots, console.width))
    told = matrix(story.roots, story.records)
    reports = {root.id: _named_reports(reports_of(root, story.records)) for root in story.roots}
    _print(console, "Who says what, in their words", _matrix(told, reports, console.width))
    if same := agreed(event):
        console.print(_line("agreed", ", ".join(ASKED[name] for name in same)))
    if split := [name for name, graded in event.fields.items() if graded.contested]:
        console.print(_line("contested", ", ".join(ASKED[name] for name in split), "red"))
    if story.campaign is not None:
        console.print(_line("campaign", f"{story.campaign.name} ({story.campaign.id}): {story.campaign.why}"))
    if why:
        _print(console, "Why these claims are one event", _cases(story))
        _print(console, "Why claims count as one origin", _collapses(story))


def _print(console: Console, head: str, body: RenderableType) -> None:
    console.print(Text(head, "bold dim"))
    console.print(Padding(body, _BELOW))


def _line(name: str, words: str, style: str = "dim") -> RenderableType:
    return Words(Text.assemble((f"{name}: ", style), safe(words)))


def _standing(event: Event, roots: Sequence[Root], width: int) -> RenderableType:
    """A row for each field: the values and who stands behind each, the grade, the reasons, and what would raise it."""
    voices = {root.id: root.voice for root in roots}
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim", width=width)
    table.add_column("", no_wrap=True)
    table.add_column("values, best supported first", ratio=4, overflow="fold")
    table.add_column("grade", no_wrap=True)
    table.add_column("why, and what would raise it", ratio=5, overflow="fold")
    for name, graded in event.fields.items():
        table.add_row(Text(ASKED[name], "dim"), _values(graded, voices), _grade(graded), _reasons(graded))
    return table


def _values(graded: Graded, voices: dict[str, str]) -> RenderableType:
    if not graded.values:
        return Text("not told", "dim")
    grid = Table.grid()
    alike = Counter(value.shown for value in graded.values)
    named: set[str] = set()
    for number, value in enumerate(graded.values[:MOST_VALUES]):
        words = f"{value.shown} [{value.value}]" if alike[value.shown] > 1 else value.shown
        told = dict.fromkeys(voices[root] for root in value.roots if root in voices)
        grid.add_row(Words(_value(words, list(told), named, "bold" if not number else "")))
        named.update(told)
    if len(graded.values) > MOST_VALUES:
        grid.add_row(Text(f"and {len(graded.values) - MOST_VALUES} more", "dim"))
    return grid


def _value(words: str, voices: Sequence[str], named: Set[str], style: str) -> Text:
    """The value and who is behind it; those of many voices that were named above are only counted."""
    new = [safe(voice) for voice in voices if voice not in named]
    known = len(voices) - len(new)
    if len(voices) <= FEW:
        new, known = [safe(voice) for voice in voices], 0
    again = (f"{known} of these",) if known else ()
    names = ", ".join(new) + (" and " if new and again else "") + "".join(again)
    return Text.assemble((safe(words), style), (f" ({names})" if names else "", "dim"))


def _grade(graded: Graded) -> Text:
    text = Text(GRADES[graded.grade], GRADE_STYLES[graded.grade])
    return text.append("\ncontested", "red") if graded.contested else text


def _reasons(graded: Graded) -> RenderableType:
    grid = Table.grid()
    grid.add_row(Words(Text(safe(graded.why))))
    if graded.more:
        grid.add_row(Words(Text(f"+ {safe(graded.more)}", "dim")))
    return grid


def reports_of(root: Root, records: Mapping[str, Record]) -> list[Record]:
    """The documents, as records have them, that carry the claims of a root, each once, the earliest first."""
    found = {records[claim]["document"]["id"]: records[claim]["document"] for claim in root.claims if claim in records}
    return sorted(found.values(), key=lambda about: (about["published"] or "~", about["name"], about["id"]))


def _named_reports(reports: Sequence[Record]) -> str:
    """By whom and when they were published: "Norrel Monitor of 2031-03-02"; by their names where that is not told."""
    names = [" of ".join(filter(None, (one["publisher"] or one["name"], one["published"]))) for one in reports]
    names = list(dict.fromkeys(map(safe, names)))
    more = len(names) - MOST_REPORTS
    return ", ".join(names[:MOST_REPORTS]) + (f" and {more} more" if more > 0 else "")


def _matrix(told: Matrix, reports: Mapping[str, str], width: int) -> RenderableType:
    columns = [column for column in told.columns if any(row.cells[column] for row in told.rows)]
    return _as_table(told, columns, reports, width) if width >= _TABLE_FROM else _as_list(told, columns, reports)


def _as_table(told: Matrix, columns: Sequence[str], reports: Mapping[str, str], width: int) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim", width=width)
    table.add_column("root", ratio=2, overflow="fold")
    for column in columns:
        table.add_column(_named(column), ratio=1 if column in ("occurred", "day") else 2, overflow="fold")
    for row in told.rows:
        table.add_row(Words(_voice(row.root, reports)), *(_cell(row, column) for column in columns))
    return table


def _as_list(told: Matrix, columns: Sequence[str], reports: Mapping[str, str]) -> RenderableType:
    """For narrow terminals: each root with its words below it, a line for each field."""
    grid = Table.grid()
    for row in told.rows:
        grid.add_row(Words(_voice(row.root, reports)))
        cells = Table.grid(padding=(0, 1, 0, 0))
        cells.add_column(no_wrap=True)
        cells.add_column(overflow="fold")
        for column in columns:
            if row.cells[column]:
                cells.add_row(Text(_named(column), "dim"), _cell(row, column))
        grid.add_row(Padding(cells, _INDENT))
    return grid


def _named(column: str) -> str:
    return ASKED.get(column, column) if column != "occurred" else "said"


def _cell(row: Row, column: str) -> RenderableType:
    return Words(Text(" · ".join(safe(words) for words in row.cells[column])))


def _voice(root: Root, reports: Mapping[str, str]) -> Text:
    """The voice, what is known of it, and which reports carry its word."""
    about = ", ".join((root.letter, safe(root.camp or "camp not known")))
    number = len(root.claims)
    claims = "" if number == 1 else f", {number} claims"
    told = f" in {reports[root.id]}" if reports[root.id] else ""
    return Text.assemble((safe(root.voice) or "a voice with no name", "bold"), (f" ({about}{claims}){told}", "dim"))


def _cases(story: Story) -> RenderableType:
    """Each claim with its words, its weight in bits, and what speaks for it and against it."""
    grid = Table.grid()
    for link in story.links:
        record = story.records.get(link.claim)
        words = safe(record["evidence"]["text"]) if record else "no longer read so"
        grid.add_row(Text.assemble((link.claim, "bold"), f" {link.role} {link.weight:+.1f} bits"))
        grid.add_row(Padding(Words(Text(words, "dim")), _INDENT))
        grid.add_row(Padding(_terms(link), _INDENT))
    return grid


def _terms(link: Link) -> RenderableType:
    if not link.terms:
        return Text("alone: there is no other claim that it is held against", "dim")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    for term in sorted(link.terms, key=lambda term: (-term.weight, term.field)):
        style = "green" if term.weight > 0 else "red" if term.weight < 0 else "dim"
        table.add_row(Text(f"{term.weight:+.1f}", style), Text(term.field), Text(safe(term.level)))
    return table


def _collapses(story: Story) -> RenderableType:
    if not story.collapses:
        return Text("no two of them do", "dim")
    table = Table.grid(padding=(0, 2, 0, 0))
    for one in story.collapses:
        table.add_row(Text(f"{one.one} {one.other}"), Words(Text(safe(f"{one.reason}: {one.detail}".rstrip(": ")))))
    return table


def write_story_jsonl(story: Story, out: TextIO) -> None:
    """The event and all that is behind it as one line of JSON."""
    write_line(story_record(story), out)


def story_record(story: Story) -> dict[str, Any]:
    """The event for programs, with its sentence, roots and their documents, matrix, links, collapses and campaign."""
    told = matrix(story.roots, story.records)
    return {
        **event_record(story.event, story.spot),
        "sentence": sentence(story.event, story.roots),
        "roots": [{**asdict(root), "documents": reports_of(root, story.records)} for root in story.roots],
        "matrix": [
            {"root": row.root.id, **{column: list(row.cells[column]) for column in told.columns}} for row in told.rows
        ],
        "links": [asdict(link) for link in story.links],
        "collapses": [asdict(one) for one in story.collapses],
        "campaign": None if story.campaign is None else asdict(story.campaign),
    }
