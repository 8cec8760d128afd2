"""The document: a report's text, and where it came from."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Document:
    """Of a report, its text and where it came from. Nothing downstream changes a document.

    Every offset in a claim counts Unicode code points of `text`, from 0, end exclusive.
    """

    text: str
    name: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None

    @property
    def id(self) -> str:
        """SHA-256 of the text in UTF-8, as 64 hexadecimal digits: the same text is the same document."""
        return _digest(self.text)


@lru_cache(maxsize=64)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
