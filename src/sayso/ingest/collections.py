"""Reports by the hundred: files, addresses, folders, tables with a report a row, and what comes on standard input."""

import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit

from sayso.errors import FetchError, InputError, MissingInput, NotAReport, TooLarge
from sayso.ingest.csvtable import CsvTable, looks_like_a_table
from sayso.ingest.datecolumn import DateColumn
from sayso.ingest.document import Document
from sayso.ingest.folders import reports_in
from sayso.ingest.inputs import SCHEME, STDIN, ReadOptions, printable_name, read_inputs, read_stream
from sayso.ingest.jsonlines import JsonTable, looks_like_json_lines
from sayso.ingest.languages import tag
from sayso.ingest.limits import MAX_BYTES, MAX_CHARACTERS, TOO_LARGE
from sayso.ingest.metadata import Metadata
from sayso.ingest.page import is_html, read_page
from sayso.ingest.tables import HEAD, Row, Table, opening

Found = Document | InputError
_OpenTable = Callable[[BinaryIO, str, Mapping[str, str]], Table]

_FORMS: dict[str, _OpenTable] = {
    ".csv": CsvTable,
    ".tsv": CsvTable,
    ".tab": CsvTable,
    ".jsonl": JsonTable,
    ".ndjson": JsonTable,
}
_JSON = "JSON as a whole; write one report a line, as `jq -c '.[]'` does, into a file that ends in .jsonl"
_LONGEST_ID = 80
_ARTICLE = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(p|div|article|section|h[1-6]|figure|ul|blockquote)\b.*</\1\s*>", re.I | re.S
)


class Listener(Protocol):
    """Who is told of what comes, while it comes."""

    def say(self, text: str) -> None:
        """Something that a person should know, in a line."""
        ...

    def expect(self, number: int) -> None:
        """So many reports more are going to come."""
        ...


class Nobody:
    """A listener that does not listen."""

    def say(self, text: str) -> None:
        pass

    def expect(self, number: int) -> None:
        pass


@dataclass(frozen=True, slots=True)
class CollectOptions(ReadOptions):
    """What holds for every input of a run: as for one report, and fields by column, where the user tells them."""

    columns: Mapping[str, str] = field(default_factory=dict)


def read_collections(
    names: Iterable[str], options: CollectOptions | None = None, listener: Listener | None = None
) -> Iterator[Found]:
    """The documents of all inputs in their order; in the place of one that could not be read, the error that says why.

    A document of a folder is named by its path below the folder, one of a table by the table's name and, behind a "#",
    what its `id` column holds, or the number of its row. Tables are read as they come, never whole.

    Args:
        names: files, folders, http and https addresses, tables of a report a row (their names end in .csv, .tsv, .tab,
            .jsonl or .ndjson), and `-` for standard input: a report, or a table, if its first line is that of one.
        options: what holds for all of them.
        listener: who is told how many there are, and what was made of a table.
    """
    collecting = _Collecting(options or CollectOptions(), listener or Nobody())
    for name in names:
        try:
            yield from collecting.read(name)
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(name, f"cannot be read: {error.strerror or error}")
        except Exception as error:
            yield InputError(name, f"could not be read: {type(error).__name__}: {error}")


@dataclass(frozen=True, slots=True)
class _Collecting:
    """One run over several inputs."""

    options: CollectOptions
    listener: Listener

    def read(self, name: str) -> Iterator[Found]:
        """The documents of one input.

        Raises:
            InputError, OSError: it can't be read, or not to its end.
        """
        if name == STDIN:
            return self._stdin()
        path = Path(name)
        if SCHEME.match(name):
            _refuse_table(name)
        elif path.is_dir():
            return self._folder(name)
        elif form := _FORMS.get(path.suffix.lower()):
            return self._file(name, form)
        elif path.suffix.lower() == ".json":
            raise NotAReport(name, _JSON)
        return self._reports([name])

    def _reports(self, names: list[str]) -> Iterator[Found]:
        self.listener.expect(len(names))
        return read_inputs(names, self.options)

    def _folder(self, name: str) -> Iterator[Found]:
        found = reports_in(name)
        self.listener.expect(len(found))
        for item in found:
            if isinstance(item, InputError):
                yield item
            else:
                for read in read_inputs([str(item)], self.options):
                    below = printable_name(item.relative_to(name))
                    yield replace(read, name=below) if isinstance(read, Document) else read

    def _file(self, name: str, form: _OpenTable) -> Iterator[Found]:
        try:
            with Path(name).open("rb") as file, _sought(file) as stream:
                yield from self._table(form(stream, name, self.options.columns), name, Path(name))
        except FileNotFoundError as error:
            raise MissingInput(name, "no such file") from error

    def _stdin(self) -> Iterator[Found]:
        head = sys.stdin.buffer.read(HEAD)
        form = _form_of(head, self.options.columns)
        if form is None:
            self.listener.expect(1)
            rest = sys.stdin.buffer.read(max(0, MAX_BYTES + 1 - len(head)))
            yield read_stream(BytesIO(head + rest), self.options)
            return
        with _sought(sys.stdin.buffer, head) as stream:
            yield from self._table(form(stream, "stdin", self.options.columns), "stdin", Path("stdin"))

    def _table(self, table: Table, where: str, path: Path) -> Iterator[Found]:
        """The documents of a table. It is read once through first, to count the rows and to see all of its dates."""
        dates = DateColumn()
        number = 0
        for number, row in enumerate(table.rows(), 1):  # noqa: B007 - the last number counts
            if isinstance(row, Row) and (day := row.cells.get("published", "").strip()):
                dates.see(day)
        self.listener.expect(number)
        self._tell(table, dates, where)
        name = printable_name(Path(path.name))
        for row in table.rows():
            yield row if isinstance(row, InputError) else self._document(row, dates, where, name)

    def _tell(self, table: Table, dates: DateColumn, where: str) -> None:
        held = ", ".join(f"{field} is {column!r}" for field, column in table.fields.items())
        unused = f"; not used: {', '.join(map(repr, table.unused))}" if table.unused else ""
        if held:
            self.listener.say(f"{where}: {held}{unused}")
        if self.options.metadata.published is None:
            for words in dates.words():
                self.listener.say(f"{where}: {words}")

    def _document(self, row: Row, dates: DateColumn, where: str, name: str) -> Found:
        id_ = _line(row.cells.get("id"))
        mark = id_ if id_ is not None and len(id_) <= _LONGEST_ID else str(row.number)
        at = f"{where}#{mark}"
        try:
            metadata, text = _read_as(row.cells.get("text", ""), _metadata(row, dates), at)
        except InputError as error:
            return error
        except Exception as error:
            return InputError(at, f"could not be read: {type(error).__name__}: {error}")
        if not any(map(str.isalnum, text)):
            return NotAReport(at, "no words in it")
        if len(text) > MAX_CHARACTERS:
            return TooLarge(at, TOO_LARGE)
        return Document(text, f"{name}#{mark}", **asdict(self.options.metadata.over(metadata)))


def _metadata(row: Row, dates: DateColumn) -> Metadata:
    cells = row.cells
    return Metadata(
        title=_line(cells.get("title")),
        publisher=_line(cells.get("publisher")),
        published=dates.day(cells.get("published", "")),
        url=_line(cells.get("url")),
        language=tag(cells.get("language", "")),
    )


def _line(cell: str | None) -> str | None:
    """The cell on one line; None where it is empty."""
    return " ".join((cell or "").split()) or None


def _read_as(text: str, metadata: Metadata, where: str) -> tuple[Metadata, str]:
    """The text, and what is told of it: a cell may hold a whole page, or the part of one that is the article."""
    if len(text) > MAX_BYTES:
        raise TooLarge(where, TOO_LARGE)
    if _ARTICLE.match(text):
        text = f"<html><body><article>{text}</article></body></html>"
    if not is_html(text):
        return metadata, text
    head, words = read_page(text, where, metadata.url)
    return metadata.over(head), words


def _refuse_table(url: str) -> None:
    """
    Raises:
        FetchError: the address is that of a table.
    """
    if Path(urlsplit(url).path).suffix.lower() in _FORMS:
        raise FetchError(url, "a table of reports is not fetched; download it, and name the file")


def _form_of(head: bytes, told: Mapping[str, str]) -> _OpenTable | None:
    """The form of the table that a stream opens as; None where it opens as a report."""
    try:
        opened = opening(BytesIO(head), "stdin")
    except InputError:
        return None
    if looks_like_json_lines(opened, told):
        return JsonTable
    return CsvTable if looks_like_a_table(opened, told) else None


@contextmanager
def _sought(stream: BinaryIO, head: bytes = b"") -> Iterator[BinaryIO]:
    """The stream, if it can be sought in; else its copy in a file without a name.

    Args:
        stream: the stream.
        head: what was taken from it already.
    """
    if not head and stream.seekable():
        yield stream
        return
    with TemporaryFile() as copy:
        copy.write(head)
        shutil.copyfileobj(stream, copy)
        yield copy
