"""Tables of reports as CSV, with whatever parts the cells, read a row at a time."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from typing import BinaryIO

from sayso.errors import BadEncoding, InputError, NotAReport, TooLarge
from sayso.ingest import columns
from sayso.ingest.cells import AS_BYTES, decoded, kept
from sayso.ingest.limits import TOO_LARGE
from sayso.ingest.tables import LINE_ENDS, MAX_ROW, PIECE, Opening, Row, broken, opening

_DELIMITERS = ",;\t|"
_NAMED_DELIMITER = re.compile(r'"?sep=(.)"?\r?\n', re.I)
# A backslash before a quotation mark that ends no cell: the mark is escaped so, not doubled.
_ESCAPED = re.compile(r'\\"(?![,;\t|\r\n"])')
_QUOTED_BY_TABS = re.compile(r'(?:^|[\t\r\n])"[^"]*(?:""[^"]*)*"(?:[\t\r\n]|$)')


@dataclass(frozen=True, slots=True)
class Dialect:
    """What parts the cells, whether quotation marks may stand around them, and whether a backslash stands before those
    that are part of the text.
    """

    delimiter: str
    quoted: bool = True
    escaped: bool = False

    def reader(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """The rows of these lines. It raises `csv.Error` for one that is malformed, and then goes on."""
        csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW))
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
            doublequote=not self.escaped,
            escapechar="\\" if self.escaped else None,
            strict=True,
        )

    def marks(self, line: str) -> int:
        """How many quotation marks there are that open or close a cell; those that are doubled count as two."""
        return line.count('"') - (line.count('\\"') if self.escaped else 0) if self.quoted else 0


class CsvTable:
    """A table whose first row names the columns."""

    def __init__(self, stream: BinaryIO, where: str, told: Mapping[str, str]) -> None:
        """
        Args:
            stream: the table; it can be sought in.
            where: the table as the user named it.
            told: fields by column, where the user says so.

        Raises:
            NotAReport: it is empty or binary data, or no column holds the text.
            BadEncoding: the encoding of the columns' names can't be told.
        """
        self._stream = stream
        self._where = where
        self._opening = opening(stream, where)
        self._dialect, self._above = _laid_out(self._opening, told)
        self._names = _names(self._opening, self._dialect, self._above)
        self.fields = columns.check(self._names, told, where)
        self._at = {field: self._names.index(column) for field, column in self.fields.items()}

    @property
    def unused(self) -> list[str]:
        return [name for name in self._names if name and name not in self.fields.values()]

    def rows(self) -> Iterator[Row | InputError]:
        characters = self._opening.characters(self._stream)
        lines = _Lines(characters, self._dialect)
        try:
            yield from self._rows(lines)
        except UnicodeDecodeError:
            yield BadEncoding(self._where, broken(self._opening, lines.last))
        finally:
            characters.detach()

    def _rows(self, lines: "_Lines") -> Iterator[Row | InputError]:
        reader = self._dialect.reader(lines)
        for _ in range(self._above + 1):
            next(reader)
        number = 0
        while True:
            lines.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                number += 1
                yield NotAReport(self._where, f"{lines.span()}: {_in_words(error)}")
            except _TooLong:
                number += 1
                lines.skip()
                reader = self._dialect.reader(lines)
                yield TooLarge(f"{self._where}#{number}", TOO_LARGE)
            else:
                if any(cells):
                    number += 1
                    yield self._row(number, cells)

    def _row(self, number: int, cells: list[str]) -> Row | InputError:
        """The row, or what is wrong with it: one whose cells can't be counted off against the names is no row."""
        where = f"{self._where}#{number}"
        while len(cells) > len(self._names) and not cells[-1]:
            cells.pop()
        if len(cells) > len(self._names) or len(cells) < min(self._at["text"] + 2, len(self._names)):
            count = f"cells: {len(cells)}, columns: {len(self._names)}"
            return NotAReport(where, f"{count}; cells with separators or line breaks need quotation marks around them")
        own = {field: cells[at] for field, at in self._at.items() if at < len(cells)}
        try:
            return Row(number, decoded(own, where) if self._opening.encoding == AS_BYTES else kept(own, where))
        except InputError as error:
            return error


class _TooLong(Exception):  # noqa: N818 - it never leaves this module
    """The row is longer than a row can be."""


class _Lines:
    """The lines of a table, counted, for a reader of rows: it takes as many as a row goes over."""

    def __init__(self, characters: TextIOWrapper, dialect: Dialect) -> None:
        self.first = self.last = 0
        self._characters = characters
        self._dialect = dialect
        self._taken = self._marks = 0
        self._ended = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._characters.readline(MAX_ROW + 1 - self._taken)
        if not line:
            raise StopIteration
        self._take(line)
        if self._taken > MAX_ROW:
            raise _TooLong
        return line

    def begin(self) -> None:
        """A row begins with the next line."""
        self.first = self.last + 1
        self._taken = self._marks = 0

    def skip(self) -> None:
        """Pass over what is left of a row that is too long: to the end of a line with all quotation marks closed."""
        while not self._ended or self._marks % 2:
            piece = self._characters.readline(PIECE)
            if not piece:
                return
            self._take(piece)

    def span(self) -> str:
        """Which lines the row takes."""
        return f"line {self.first}" if self.last <= self.first else f"lines {self.first} to {self.last}"

    def _take(self, line: str) -> None:
        self.last += self._ended
        self._ended = line.endswith(LINE_ENDS)
        self._taken += len(line)
        self._marks += self._dialect.marks(line)


def looks_like_a_table(opened: Opening, told: Mapping[str, str]) -> bool:
    """Whether the first line names columns: one for the text, and one for something else that is known of reports."""
    fields = columns.assign(_names(opened, *_laid_out(opened, told)), told)
    return "text" in fields and len(fields) > 1


def _laid_out(opened: Opening, told: Mapping[str, str]) -> tuple[Dialect, int]:
    """The table's dialect, and how many rows stand above the columns' names: 1 where the first says what parts cells.

    Else cells are parted by what makes most columns known by their names; of such, by what makes most columns.
    """
    named = _NAMED_DELIMITER.match(opened.text)
    above = 1 if named else 0

    def standing(dialect: Dialect) -> tuple[int, int]:
        names = _names(opened, dialect, above)
        return len(columns.assign(names, told)), len(names)

    dialects = [_dialect(opened.text, delimiter) for delimiter in (named[1] if named else _DELIMITERS)]
    return max(dialects, key=standing), above


def _dialect(text: str, delimiter: str) -> Dialect:
    if delimiter == "\t" and not _QUOTED_BY_TABS.search(text):
        return Dialect(delimiter, quoted=False)
    return Dialect(delimiter, escaped=_ESCAPED.search(text) is not None)


def _names(opened: Opening, dialect: Dialect, above: int) -> list[str]:
    """The columns' names; a name in an encoding that can't be told stays as its bytes."""
    rows = dialect.reader(StringIO(opened.text, newline=""))
    try:
        names = [next(rows, []) for _ in range(above + 1)][-1]
    except csv.Error:
        return []
    return [_name(name) if opened.encoding == AS_BYTES else name for name in names]


def _name(name: str) -> str:
    try:
        return decoded({"": name}, "")[""]
    except InputError:
        return name


def _in_words(error: csv.Error) -> str:
    """What is wrong with a row, as csv says it."""
    said = str(error)
    if "expected after" in said:
        return "a quotation mark inside a cell; in a cell within quotation marks, each is to stand twice"
    if "unexpected end" in said:
        return "a quotation mark opens a cell, and none closes it"
    return f"not a row of CSV ({said})"
