"""Groups that reports name and no theatre knows, over all the reports of a run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.claims.claim import Claim, Grounds, Participant, Source
from sayso.cli.messages import Messages
from sayso.cli.reading import Run
from sayso.cli.standing import write_json
from sayso.grounding.actors import unknown
from sayso.ingest import Document, ReadOptions
from sayso.publish.layout import printable


@dataclass(slots=True)
class Found:
    """A group: its id, its name as first written, how many mentions mean it, in which reports, words of one."""

    id: str
    name: str
    mentions: int
    reports: list[str]
    words: str


def list_unknown(names: Sequence[str], out: TextIO, *, as_json: bool) -> bool:
    """Read the reports and write the groups that no theatre knows, the most mentioned first.

    Returns:
        Whether every report could be read.

    Raises:
        SaysoError: nothing can be read or grounded on this installation.
    """
    messages = Messages()
    run = Run(list(names), ReadOptions(), messages)
    found: dict[str, Found] = {}
    with messages.progress(len(names), output_shown=False):
        for document, claims in run.readings():
            _gather(document, claims, found)
    groups = sorted(found.values(), key=lambda group: (-group.mentions, group.id))
    if as_json:
        write_json([_record(group) for group in groups], out)
    else:
        Console(file=out, highlight=False).print(_table(groups))
    return run.failed == 0


def _gather(document: Document, claims: Sequence[Claim], found: dict[str, Found]) -> None:
    voices: Iterator[Source | Participant] = chain.from_iterable((*c.sources, *c.actors, *c.targets) for c in claims)
    resolved = {(v.start, v.end): (v.actor, v.grounds or Grounds("")) for v in voices}
    for group in unknown(document, resolved):
        words = _around(document.text, group.example.start, group.example.end)
        known = found.setdefault(group.id, Found(group.id, group.name, 0, [], words))
        known.mentions += group.mentions
        known.reports.append(document.name)


def _around(text: str, start: int, end: int, width: int = 60) -> str:
    """The words with some of those around them, on one line."""
    return " ".join(printable(text[max(0, start - width) : end + width]).split())


def _record(group: Found) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "mentions": group.mentions,
        "reports": group.reports,
        "words": group.words,
    }


def _table(groups: Sequence[Found]) -> Table:
    table = Table(box=None, header_style="dim", pad_edge=False)
    for name in ("id", "name", "mentions", "reports", "words"):
        table.add_column(name, overflow="fold")
    for group in groups:
        cells = (group.id, printable(group.name), str(group.mentions), str(len(group.reports)), f"… {group.words} …")
        table.add_row(*(Text(cell) for cell in cells))
    return table
