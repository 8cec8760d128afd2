"""Claims in a terminal: the text with its claims marked, and a table of them beside it."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TextIO

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from sayso.claims.claim import Claim
from sayso.ingest.document import Document
from sayso.publish.layout import Segment, marks_of, paragraphs, printable, segments
from sayso.publish.statement import Statement, statement
from sayso.publish.words import Words, isolated, safe

_BESIDE_FROM = 120
_FULL_FROM = 112
_TEXT_SHARE, _TEXT_WIDEST = 0.36, 72
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STANDING = {"firm": "", "planned": "italic", "doubted": "italic", "denied": "strike"}
_BELOW = (0, 0, 1, 0)

_FULL = ("source", "stance, modality", "actor", "kind (trigger)", "target", "place", "time", "count")
_FULL_SHARES = (16, 10, 15, 14, 15, 14, 12, 11)
_SHORT = ("source", "actor", "kind (trigger)", "target", "where, when, how many")
_SHORT_SHARES = (15, 14, 13, 14, 16)
_NUMBER_WIDTH = 3


def write_table(readings: Iterable[tuple[Document, Sequence[Claim]]], out: Console | TextIO) -> None:
    """Print each document as a section: its text with the claims marked by kind, and their table.

    The table stands beside the text, paragraph by paragraph, where there are 120 columns; below it where there are not.
    In a pipe, and where NO_COLOR is set, there is no colour; the small number after a trigger still leads to its row.

    Args:
        readings: documents with their claims, in text order.
        out: a console, or a text stream to make one for.
    """
    console = out if isinstance(out, Console) else Console(file=out, highlight=False)
    for document, claims in readings:
        told = [statement(number, claim) for number, claim in enumerate(claims, 1)]
        console.print(_Section(document, told))


class _Section:
    """Of one document, its header, its text and its claims, laid out for however wide the console is."""

    def __init__(self, document: Document, told: Sequence[Statement]) -> None:
        self.document = document
        self.told = told

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from _header(self.document, len(self.told))
        if self.told and options.max_width >= _BESIDE_FROM:
            yield _beside(self.document, self.told, options.max_width)
        else:
            yield from (Padding(text, _BELOW) for text, _ in _marked(self.document, self.told))
            if self.told:
                yield _claims_table(self.told, options.max_width)
        yield Text()


def _header(document: Document, number: int) -> list[RenderableType]:
    title = safe(document.title or document.name)
    where_from = [document.publisher, document.published.isoformat() if document.published else None]
    claims = "1 claim" if number == 1 else f"{number or 'no'} claims"
    facts = " · ".join(isolated(safe(fact)) for fact in (*where_from, claims) if fact)
    return [Rule(style="dim"), Words(Text(title, "bold"), aligned=True), Text(facts, "dim"), Text()]


def _beside(document: Document, told: Sequence[Statement], width: int) -> Table:
    """A row for each paragraph: its words, and the claims whose trigger begins in it."""
    text_width = min(_TEXT_WIDEST, int(width * _TEXT_SHARE))
    claims_width = width - text_width - 3
    grid = Table.grid(padding=(0, 3, 0, 0))
    grid.add_column(width=text_width, overflow="fold")
    grid.add_column(width=claims_width)
    grid.add_row("", _claims_table([], claims_width))
    for text, here in _marked(document, told):
        claims = Padding(_claims_table(here, claims_width, header=False), _BELOW) if here else ""
        grid.add_row(Padding(text, _BELOW), claims)
    return grid


def _claims_table(told: Sequence[Statement], width: int, *, header: bool = True) -> Table:
    full = width >= _FULL_FROM
    names, shares = (_FULL, _FULL_SHARES) if full else (_SHORT, _SHORT_SHARES)
    table = Table(box=None, width=width, padding=(0, 1, 0, 0), header_style="dim", show_header=header, pad_edge=False)
    table.add_column("", width=_NUMBER_WIDTH)
    spare = width - _NUMBER_WIDTH - len(names) - 1
    for name, share in zip(names, shares, strict=True):
        table.add_column(name, width=max(4, spare * share // sum(shares)), overflow="fold")
    for claim in told:
        table.add_row(Text(str(claim.number), "dim"), *(_full_row(claim) if full else _short_row(claim)))
    return table


def _full_row(claim: Statement) -> list[RenderableType]:
    return [
        _source(claim),
        Text("\n".join(claim.hedges) or claim.verb, "italic" if claim.hedges else "dim"),
        _mentions(claim, "actor", claim.actors),
        _what(claim),
        _mentions(claim, "target", claim.targets),
        _mentions(claim, "place", claim.places),
        _mentions(claim, "time", claim.times),
        _mentions(claim, "count", claim.counts),
    ]


def _short_row(claim: Statement) -> list[RenderableType]:
    return [
        Group(_source(claim), *(Text(hedge, "italic") for hedge in claim.hedges)),
        _mentions(claim, "actor", claim.actors),
        _what(claim),
        _mentions(claim, "target", claim.targets),
        Group(
            _mentions(claim, "place", claim.places),
            _mentions(claim, "time", claim.times),
            _mentions(claim, "count", claim.counts),
        ),
    ]


def _source(claim: Statement) -> RenderableType:
    innermost, *others = claim.who
    style = "bold" if claim.cited else "dim italic"
    lines = [Words(Text(safe(innermost), style)), *_meant(claim, "source", innermost)]
    for who in others:
        lines += [Words(Text(f"via {safe(who)}", "dim")), *_meant(claim, "source", who)]
    return Group(*lines)


def _what(claim: Statement) -> RenderableType:
    kind = Text(claim.kind, f"bold {claim.family.terminal}")
    trigger = Text.assemble("(", (safe(claim.trigger), _STANDING[claim.standing]), ")")
    return Group(kind, Words(trigger))


def _mentions(claim: Statement, role: str, told: Sequence[str]) -> RenderableType:
    return Group(*(line for words in told for line in (Words(Text(safe(words))), *_meant(claim, role, words))))


def _meant(claim: Statement, role: str, words: str) -> list[Words]:
    """What the words were grounded to, as a line below them; a day stands beside its words already."""
    what = claim.meaning(role, words)
    return [Words(Text(f"→ {safe(what)}", "dim cyan"))] if what else []


def _marked(document: Document, told: Sequence[Statement]) -> list[tuple[Words, list[Statement]]]:
    """Each paragraph with its claims marked, and the claims whose trigger begins in it or before the next."""
    text = printable(document.text)
    places = paragraphs(text) or [(0, len(text))]
    marks = [mark for claim in told for mark in marks_of(claim.number, claim.claim) if mark.role != "evidence"]
    numbered = {claim.number: claim for claim in told}
    here: list[list[Statement]] = [[] for _ in places]
    starts = [start for start, _ in places]
    for claim in told:
        here[max(0, bisect_right(starts, claim.claim.trigger.start) - 1)].append(claim)
    cut = segments(text, places, marks)
    return [(Words(_marked_paragraph(p, numbered), aligned=True), h) for p, h in zip(cut, here, strict=True)]


def _marked_paragraph(pieces: list[Segment], told: dict[int, Statement]) -> Text:
    paragraph = Text(overflow="fold")
    for piece, following in pairwise([*pieces, Segment(-1, "", ())]):
        paragraph.append(safe(piece.text), _style(piece, told))
        ending = [m.claim for m in piece.marks if m.role == "trigger" and m not in following.marks]
        paragraph.append(" ".join(map(str, ending)).translate(_SUPERSCRIPT), "dim")
    return paragraph


def _style(piece: Segment, told: dict[int, Statement]) -> str:
    """A trigger is set in reverse in its family's colour, a source in bold, every other mention underlined."""
    roles = {mark.role: told[mark.claim] for mark in reversed(piece.marks)}
    if "trigger" in roles:
        return f"bold reverse {roles['trigger'].family.terminal} {_STANDING[roles['trigger'].standing]}"
    if "source" in roles:
        return "bold underline"
    return f"underline {told[piece.marks[0].claim].family.terminal}" if roles else ""
