"""The way in: what a user names (files, addresses, `-`) becomes documents, or errors that cost only themselves."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, Literal
from urllib.parse import unquote, urlsplit

from sayso.errors import FetchError, InputError, MissingInput, NotAReport, TooLarge
from sayso.ingest.document import Document
from sayso.ingest.encoding import decode
from sayso.ingest.limits import MAX_BYTES, MAX_CHARACTERS, TOO_LARGE
from sayso.ingest.markdown import running_text, split_front_matter
from sayso.ingest.metadata import Metadata, read_sidecar
from sayso.ingest.page import declared_encoding, is_html, read_page

STDIN = "-"

Form = Literal["text", "markdown", "html"]

_FORMS: dict[str, Form] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
SUFFIXES = (".txt", *_FORMS)
"""Endings of the names of reports. A file that is named is read whatever it is called."""

_FORMS_SERVED: dict[str, Form] = {"text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown"}
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=://)")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What holds for every input of a run: metadata that goes before all other, and what may be fetched."""

    metadata: Metadata = field(default_factory=Metadata)
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class _Arrival:
    """An input as it arrived: its bytes, what the user called it, and what is known of it from outside."""

    data: bytes
    where: str
    name: str
    form: Form = "text"
    charset: str | None = None
    metadata: Metadata = field(default_factory=Metadata)


def read_inputs(names: Iterable[str], options: ReadOptions | None = None) -> Iterator[Document | InputError]:
    """The documents in the order of their names; in the place of one that could not be read, the error that says why.

    Args:
        names: paths, http and https addresses, and `-` for standard input.
        options: what holds for all of them.
    """
    for name in names:
        try:
            yield read_input(name, options)
        except InputError as error:
            yield error
        except Exception as error:
            yield InputError(name, f"could not be read: {type(error).__name__}: {error}")


def read_input(name: str, options: ReadOptions | None = None) -> Document:
    """The one document that is named.

    Metadata is taken from the options first, then a sidecar, front matter, and the HTML head. For a page that was
    fetched, the address that answered goes before the one that its head tells.

    Raises:
        InputError: it can't be read; each reason is a class of its own in `sayso.errors`.
    """
    options = options or ReadOptions()
    if name == STDIN:
        return read_stream(sys.stdin.buffer, options)
    if scheme := SCHEME.match(name):
        return _document(_from_address(name, scheme.group().lower(), options), options.metadata)
    return _document(_from_file(name), options.metadata)


def read_stream(stream: BinaryIO, options: ReadOptions | None = None) -> Document:
    """The one document that the stream holds, as `read_input` reads standard input.

    Raises:
        InputError: it can't be read.
    """
    return _document(_from_stream(stream), (options or ReadOptions()).metadata)


def _from_stream(stream: BinaryIO) -> _Arrival:
    return _Arrival(_at_most(stream, "stdin"), "stdin", "stdin")


def _from_address(url: str, scheme: str, options: ReadOptions) -> _Arrival:
    if scheme not in ("http", "https"):
        raise FetchError(url, f"{scheme}: is not fetched, only http and https are")
    from sayso.ingest.fetch import fetch  # httpx takes a tenth of a second to load

    page = fetch(url, allow_private=options.allow_private)
    address = urlsplit(page.url)
    name = unquote(address.path.rstrip("/").rpartition("/")[2], errors="replace") or address.hostname or url
    form = _FORMS_SERVED.get(page.content_type) or _FORMS.get(Path(name).suffix.lower(), "text")
    return _Arrival(page.data, url, name, form, page.charset, Metadata(url=page.url))


def _from_file(name: str) -> _Arrival:
    path = Path(name)
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if S_ISREG(status.st_mode) and status.st_size > MAX_BYTES:
                raise TooLarge(name, TOO_LARGE)
            data = _at_most(file, name)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingInput(name, "no such file") from error
    except IsADirectoryError as error:
        raise NotAReport(name, f"a directory; name the files in it, as in {path / '*.txt'}") from error
    except OSError as error:
        raise InputError(name, f"cannot be read: {error.strerror}") from error
    form = _FORMS.get(path.suffix.lower(), "text")
    return _Arrival(data, name, printable_name(Path(path.name)), form, metadata=read_sidecar(path, name))


def _at_most(stream: BinaryIO, where: str) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLarge(where, TOO_LARGE)
    return data


def printable_name(path: Path) -> str:
    """The path; bytes of it that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _document(arrival: _Arrival, told: Metadata) -> Document:
    if not arrival.data:
        raise NotAReport(arrival.where, "empty")
    text = decode(arrival.data, arrival.where, arrival.charset or declared_encoding(arrival.data))
    metadata, text = _read_as(arrival, text)
    if not any(map(str.isalnum, text)):
        raise NotAReport(arrival.where, "no words in it")
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(arrival.where, TOO_LARGE)
    return Document(text, arrival.name, **asdict(told.over(arrival.metadata).over(metadata)))


def _read_as(arrival: _Arrival, text: str) -> tuple[Metadata, str]:
    if arrival.form == "markdown":
        metadata, body = split_front_matter(text, arrival.where)
        return metadata, running_text(body)
    if arrival.form == "html" or is_html(text):
        return read_page(text, arrival.where, arrival.metadata.url)
    return Metadata(), text
