"""Sources in a terminal and as lines of JSON: their letters, their camps, and what has become of their word."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.publish.events import console_of, write_line
from sayso.publish.words import Words, safe
from sayso.reconcile.sources import SourceRecord

_COUNTS = ("events", "alone", "across", "contradicted", "first")
_HEADS = ("events", "alone", "across camps", "contra- dicted", "first")


def write_sources(sources: Iterable[SourceRecord], out: Console | TextIO) -> None:
    """Print the sources, a row each; `borne out` is the estimated share of a source's word that is true."""
    console = out if isinstance(out, Console) else console_of(out)
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim", width=console.width)
    table.add_column("", no_wrap=True)
    table.add_column("source", ratio=3, overflow="fold")
    table.add_column("camp", ratio=2, overflow="fold")
    for head in _HEADS:
        table.add_column(head, justify="right", max_width=7)
    table.add_column("borne out", justify="right", no_wrap=True)
    for source in sources:
        counts = (Text(f"{getattr(source, name):,}") for name in _COUNTS)
        share = f"{source.reliability:.0%} of {source.told:,}" if source.told else ""
        camps = ", ".join(source.camps) or "not known"
        table.add_row(
            Text(source.letter, "bold"), Words(Text(safe(source.name))), Text(safe(camps), "dim"), *counts, Text(share)
        )
    console.print(table)


def write_sources_jsonl(sources: Iterable[SourceRecord], out: TextIO) -> None:
    """The sources as lines of JSON, one each."""
    for source in sources:
        write_line(asdict(source), out)
