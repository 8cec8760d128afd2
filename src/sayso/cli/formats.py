"""What claims can be written as, and which of these where none is named."""

import sys
from enum import StrEnum
from pathlib import Path

_PAGES = (".html", ".htm")


class Format(StrEnum):
    """A form that claims are written in."""

    TABLE = "table"
    JSONL = "jsonl"
    HTML = "html"


def chosen(named: Format | None, output: Path | None) -> Format:
    """The form that is named; else the one that fits the output file, the terminal or the pipe."""
    if named is not None:
        return named
    if output is not None:
        return Format.HTML if output.suffix.lower() in _PAGES else Format.JSONL
    return Format.TABLE if sys.stdout.isatty() else Format.JSONL
