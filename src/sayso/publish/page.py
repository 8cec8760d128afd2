"""Claims as one page that needs nothing but itself: no network, no other file."""

import hashlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TextIO

from sayso.claims.claim import MODALITIES, STANCES, Claim
from sayso.ingest.document import Document
from sayso.publish.display import Family, display
from sayso.publish.layout import Segment, marks_of, paragraphs, printable, segments
from sayso.publish.statement import Statement, statement

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a report's words as the page shows it.

    `family` and `standing` decide its colour and line, and are empty where nothing is marked. `refs` names each claim
    that touches it, as number:role, with a "+" where the mention begins. Triggers that begin here are in `anchors`.
    """

    text: str
    family: str
    standing: str
    part: str
    refs: str
    anchors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A document as the page shows it: its header, its paragraphs in pieces, and its claims in words."""

    number: int
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    paragraphs: tuple[tuple[Piece, ...], ...]
    told: tuple[Statement, ...]

    @property
    def uncited(self) -> int:
        """How many of its claims rest on the report's own word."""
        return sum(not claim.cited for claim in self.told)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that the list of claims can be narrowed to, and how many claims have it."""

    value: str
    label: str
    number: int
    family: str = ""
    standing: str = ""


def write_page(readings: Iterable[tuple[Document, Sequence[Claim]]], out: TextIO) -> None:
    """Write one HTML page with every document, its claims marked in the words, and a list of them to filter and search.

    The page fetches nothing and may fetch nothing: its policy allows only its own style and script, by their hashes.
    Whatever a document holds is shown as text.

    Args:
        readings: documents with their claims, in text order.
        out: a text stream, UTF-8.
    """
    reports = _reports(readings)
    told = [claim for report in reports for claim in report.told]
    style, script = _style(display().families), _file("page.js")
    page = _template().render(
        reports=reports,
        told=told,
        sources=_source_ids(told),
        cited=len({who.casefold() for claim in told if claim.cited for who in claim.who}),
        facets=_facets(told, reports),
        readers=sorted({printable(claim.claim.reader) for claim in told if claim.claim.reader}),
        display=display(),
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    out.write(page)


def _reports(readings: Iterable[tuple[Document, Sequence[Claim]]]) -> list[Report]:
    reports, numbered = [], 0
    for number, (document, claims) in enumerate(readings, 1):
        told = [statement(place, claim) for place, claim in enumerate(claims, numbered + 1)]
        numbered += len(told)
        reports.append(_report(number, document, told))
    return reports


def _report(number: int, document: Document, told: Sequence[Statement]) -> Report:
    return Report(
        number=number,
        title=printable(document.title or document.name),
        publisher=printable(document.publisher) if document.publisher else None,
        published=_day(document.published) if document.published else None,
        url=printable(document.url) if document.url and document.url.startswith(("https://", "http://")) else None,
        language=printable(document.language) if document.language else None,
        paragraphs=tuple(_pieces(document.text, told)),
        told=tuple(told),
    )


def _pieces(words: str, told: Sequence[Statement]) -> Iterable[tuple[Piece, ...]]:
    text = printable(words)
    numbered = {claim.number: claim for claim in told}
    marks = [mark for claim in told for mark in marks_of(claim.number, claim.claim)]
    for paragraph in segments(text, paragraphs(text), marks):
        yield tuple(_piece(segment, numbered) for segment in paragraph)


def _piece(segment: Segment, told: dict[int, Statement]) -> Piece:
    shown = [mark for mark in segment.marks if mark.role != "evidence"]
    triggers = [mark for mark in shown if mark.role == "trigger"]
    first = told[(triggers or shown)[0].claim] if shown else None
    begins = {mark: "+" if mark.start == segment.start else "" for mark in segment.marks}
    return Piece(
        text=segment.text,
        family=first.family.name if first else "",
        standing=first.standing if first else "",
        part=("trigger" if triggers else "part") if shown else "",
        refs=" ".join(f"{mark.claim}:{mark.role}{begins[mark]}" for mark in segment.marks),
        anchors=tuple(mark.claim for mark in triggers if begins[mark]),
    )


def _source_ids(told: Iterable[Statement]) -> dict[str, int]:
    """A number for each source, in order of appearance, by its name in lower case: names are not fit for attributes."""
    names = dict.fromkeys(who.casefold() for claim in told for who in claim.who)
    return {name: number for number, name in enumerate(names)}


def _facets(told: Sequence[Statement], reports: Sequence[Report]) -> dict[str, list[Choice]]:
    facets = {
        "source": _source_choices(told),
        "kind": _kind_choices(told),
        "modality": _manner_choices(Counter(claim.claim.modality for claim in told), MODALITIES, display().modalities),
        "stance": _manner_choices(Counter(claim.claim.stance for claim in told), STANCES, display().stances),
    }
    if len(reports) > 1:
        facets["report"] = [Choice(str(r.number), r.title, len(r.told)) for r in reports if r.told]
    return facets


def _kind_choices(told: Sequence[Statement]) -> list[Choice]:
    counted = Counter(claim.claim.kind for claim in told)
    families = ((family, kind) for family in display().families for kind in family.kinds)
    return [Choice(k, k.replace("_", " "), counted[k], family=f.name) for f, k in families if counted[k]]


def _source_choices(told: Sequence[Statement]) -> list[Choice]:
    labels = {who.casefold(): who for claim in reversed(told) for who in claim.who}
    counted = Counter(name for claim in told for name in {who.casefold() for who in claim.who})
    ids = _source_ids(told)
    return [Choice(str(ids[name]), labels[name], number) for name, number in counted.most_common()]


def _manner_choices(counted: Counter[Any], names: Sequence[str], manners: dict[str, Any]) -> list[Choice]:
    return [Choice(n, n, counted[n], standing=manners[n].standing) for n in names if counted[n]]


def _style(families: Iterable[Family]) -> str:
    """The page's style sheet, with a class for each family that sets its colour in the light and in the dark."""
    light = "\n".join(f".family-{family.name} {{ --family: {family.light}; }}" for family in families)
    dark = "\n".join(f"  .family-{family.name} {{ --family: {family.dark}; }}" for family in families)
    return f"{_file('page.css')}\n{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _hash(words: str) -> str:
    """The words' hash as a Content-Security-Policy names it."""
    return f"'sha256-{b64encode(hashlib.sha256(words.encode()).digest()).decode()}'"


def _file(name: str) -> str:
    return files("sayso.publish.templates").joinpath(name).read_text("utf-8")


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sayso.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.jinja")
