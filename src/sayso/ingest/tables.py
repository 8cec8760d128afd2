"""What a table of reports gives, in whatever form it is written."""

from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO, NamedTuple, Protocol

from sayso.errors import InputError, NotAReport
from sayso.ingest.cells import AS_BYTES
from sayso.ingest.encoding import of_stream
from sayso.ingest.limits import MAX_BYTES

MAX_ROW = 2 * MAX_BYTES
"""Characters of one row, or bytes where each cell is decoded by itself, that are held at most."""

HEAD = 1 << 16
PIECE = 1 << 20
LINE_ENDS = ("\n", "\r")


class Row(NamedTuple):
    """A row's number, from 1, blank rows not counted, and its cells by field. A cell may be empty, or not there."""

    number: int
    cells: dict[str, str]


class Table(Protocol):
    """A table that can be read more than once. A row is lost by itself; what is wrong with it comes in its place."""

    @property
    def fields(self) -> dict[str, str]:
        """The table's columns by the field that each holds; `text` is one of them."""
        ...

    @property
    def unused(self) -> list[str]:
        """The columns that hold no field."""
        ...

    def rows(self) -> Iterator[Row | InputError]:
        """The rows, from the first on."""
        ...


class Opening(NamedTuple):
    """How a table opens: its encoding, the length in bytes of its mark, and its first characters."""

    encoding: str
    start: int
    text: str

    def characters(self, stream: BinaryIO) -> TextIOWrapper:
        """The stream's characters, line ends and halves of surrogate pairs as they are. To be detached at the end.

        It raises UnicodeDecodeError where the stream is no longer in the encoding in which it opens.
        """
        stream.seek(self.start)
        return TextIOWrapper(stream, self.encoding, "surrogatepass", newline="")


def opening(stream: BinaryIO, where: str) -> Opening:
    """How the table opens.

    Raises:
        NotAReport: it is empty, or binary data.
    """
    stream.seek(0)
    head = stream.read(HEAD)
    encoding, start = of_stream(head, where)
    if not head[start:].strip(b"\0 \t\r\n"):
        raise NotAReport(where, "empty")
    encoding = encoding or AS_BYTES
    return Opening(encoding, start, head[start:].decode(encoding, "ignore"))


def broken(opened: Opening, lines: int) -> str:
    """What is wrong with a table whose encoding breaks off after so many lines, more or less."""
    return f"opens as {opened.encoding.upper()}, but is not from about line {lines + 1} on; save it as UTF-8"
