import csv
import io
import tracemalloc
from collections.abc import Sequence
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import BadEncoding, InputError, NotAReport, TooLarge
from sayso.ingest.csvtable import CsvTable, looks_like_a_table
from sayso.ingest.tables import MAX_ROW, Row, opening

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t"), max_size=30)

UNQUOTED = "cells with separators or line breaks need quotation marks around them"


def table(data: str | bytes, told: dict[str, str] | None = None) -> CsvTable:
    return CsvTable(io.BytesIO(data.encode() if isinstance(data, str) else data), "t.csv", told or {})


def rows(data: str | bytes) -> list[dict[str, str] | str]:
    """Cells of each row; of a bad one, what is said."""
    return [row.cells if isinstance(row, Row) else str(row) for row in table(data).rows()]


def test_rows_are_numbered_and_can_be_read_again():
    read = table("id,text,colour\n7,one,red\n\n8,two,blue\n")
    assert list(read.rows()) == [Row(1, {"id": "7", "text": "one"}), Row(2, {"id": "8", "text": "two"})]
    assert list(read.rows()) == list(read.rows())
    assert (read.fields, read.unused) == ({"text": "text", "id": "id"}, ["colour"])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_parts_cells_is_seen(delimiter: str, end: str):
    lines = [f"title{delimiter}text", f'"A, b; c| d"{delimiter}"x{delimiter}""y""{end}z"']
    assert rows(end.join(lines)) == [{"title": "A, b; c| d", "text": f'x{delimiter}"y"\nz'}]


def test_a_first_line_that_names_what_parts_cells():
    assert rows("sep=;\ndate,a;text\nx;y\n") == [{"text": "y"}]


def test_quotation_marks_of_a_table_by_tabs_may_be_words():
    assert rows('title\ttext\n"Free" town\t"We hold it," he said\n') == [
        {"title": '"Free" town', "text": '"We hold it," he said'}
    ]


def test_quotation_marks_behind_backslashes():
    assert rows('title,text\n"a","He said \\"yes, we do\\" twice"\n') == [
        {"title": "a", "text": 'He said "yes, we do" twice'}
    ]


def test_line_breaks_within_cells():
    assert rows('text,id\n"One.\r\n\r\nTwo, three.",1\n"Four",2') == [
        {"text": "One.\n\nTwo, three.", "id": "1"},
        {"text": "Four", "id": "2"},
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_of_more_than_a_byte(encoding: str):
    text = "Tosk — «взят», قال الجيش 🏚"
    assert rows(f'title,text\nA,"{text}"\nB,plain\n'.encode(encoding)) == [
        {"title": "A", "text": text},
        {"title": "B", "text": "plain"},
    ]


def test_several_encodings_in_one_table():
    lines = [
        b"title,text",
        "Zürich,Über dem Ort stand Rauch".encode(),
        "Café,The café was hit".encode("cp1252"),
    ]
    assert rows(b"\n".join(lines)) == [
        {"title": "Zürich", "text": "Über dem Ort stand Rauch"},
        {"title": "Café", "text": "The café was hit"},
    ]


def test_a_row_in_an_encoding_that_cannot_be_told_costs_no_other():
    first, second = rows(b"text,id\n" + "Тоск".encode("cp866") + b",1\nfine,2\n")
    assert str(first).startswith("t.csv#1: not UTF-8")
    assert second == {"text": "fine", "id": "2"}


def test_half_of_a_pair_costs_its_row_alone():
    data = "text,id\nfine,1\n".encode("utf-16") + b"\x00\xd8" + "\nfine,3\n".encode("utf-16-le")
    assert rows(data) == [
        {"text": "fine", "id": "1"},
        f"t.csv#2: cells: 1, columns: 2; {UNQUOTED}",
        {"text": "fine", "id": "3"},
    ]


def test_utf_16_that_breaks_off():
    found = list(table("text,id\nfine,1\nfine,2\n".encode("utf-16") + b"x").rows())
    assert found[0] == Row(1, {"text": "fine", "id": "1"})
    assert isinstance(found[-1], BadEncoding)
    assert str(found[-1]) == "t.csv: opens as UTF-16-LE, but is not from about line 4 on; save it as UTF-8"


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("a, b, and c,1", f"t.csv#1: cells: 4, columns: 2; {UNQUOTED}"),
        ("cut off", f"t.csv#1: cells: 1, columns: 2; {UNQUOTED}"),
        ('"said "yes" to it",1', "t.csv: line 2: a quotation mark inside a cell"),
        ('"One.\nTwo" three,1', "t.csv: lines 2 to 3: a quotation mark inside a cell"),
    ],
)
def test_a_bad_row_costs_no_other(row: str, what: str):
    first, second = rows(f"text,id\n{row}\nfine,2\n")
    assert str(first).startswith(what)
    assert second == {"text": "fine", "id": "2"}


def test_a_table_that_is_cut_off_within_a_cell():
    first, second = rows('text,id\nfine,1\n"One. \nTwo')
    assert first == {"text": "fine", "id": "1"}
    assert second == "t.csv: lines 3 to 4: a quotation mark opens a cell, and none closes it"


def test_rows_may_leave_out_what_stands_behind_the_text():
    assert rows("id,text,url,lang\n1,fine\n2,fine,http://a/\n3,fine,,,,\n") == [
        f"t.csv#1: cells: 2, columns: 4; {UNQUOTED}",
        {"id": "2", "text": "fine", "url": "http://a/"},
        {"id": "3", "text": "fine", "url": "", "language": ""},
    ]


class _Written(io.RawIOBase):
    """A table that is written while it is read, so that it takes no memory: a head, filling, and a tail."""

    def __init__(self, head: bytes, filling: bytes, times: int, tail: bytes) -> None:
        self._parts = (head, filling * 1_000, tail)
        self._ends = (len(head), len(head) + len(filling) * times, len(head) + len(filling) * times + len(tail))
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        assert whence == io.SEEK_SET
        self._at = offset
        return offset

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = next((number for number, end in enumerate(self._ends) if self._at < end), None)
        if part is None:
            return 0
        start = self._ends[part - 1] if part else 0
        period = len(self._parts[part])
        data = self._parts[part][(self._at - start) % period :][: min(len(buffer), self._ends[part] - self._at)]
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def written(head: bytes, filling: bytes, times: int, tail: bytes) -> BinaryIO:
    return io.BufferedReader(_Written(head, filling, times, tail))


@pytest.mark.parametrize("filling", [b"One, two; three.\n" * 10, b'"" x, ' * 20, b"a" * 100])
def test_a_cell_of_40_mb_is_passed_over(filling: bytes):
    stream = written(b'text,id\nfine,1\n"', filling, 40_000_000 // len(filling), b'",2\nfine,3\n')
    tracemalloc.start()
    first, second, third = CsvTable(stream, "t.csv", {}).rows()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (first, third) == (Row(1, {"text": "fine", "id": "1"}), Row(3, {"text": "fine", "id": "3"}))
    assert isinstance(second, TooLarge)
    assert str(second).startswith("t.csv#2: larger than a report can be")
    assert peak < 8 * MAX_ROW


def test_rows_come_before_the_table_is_read_whole():
    stream = written(b"text,id\n", b"fine words,12\n", 10_000_000, b"")
    assert next(CsvTable(stream, "t.csv", {}).rows()) == Row(1, {"text": "fine words", "id": "12"})
    assert stream.tell() < 1_000_000


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\n\n", "empty"),
        (b"PK\x03\x04 and more", "binary data"),
        (b"\0\1\2\3" * 400, "binary data"),
        (b"when,who\n1,2\n", "no column is known to hold the text; its columns are when, who; say which with --map"),
    ],
)
def test_what_is_no_table(data: bytes, what: str):
    with pytest.raises(NotAReport, match=f"^t\\.csv: {what}"):
        table(data)


def test_columns_that_the_user_tells():
    read = table("when;what\n2031-03-04;fine\n", {"what": "text"})
    assert list(read.rows()) == [Row(1, {"text": "fine"})]


def test_a_head_alone_has_no_rows():
    assert rows("text,id\n") == []


@pytest.mark.parametrize(
    ("line", "is_table"),
    [
        ("title,text", True),
        ("date;content;x", True),
        ("Text, the army said on Sunday, was found.", False),
        ("text", False),
        ("The army said that it seized the title, date and body.", False),
    ],
)
def test_a_table_is_told_by_its_first_line(line: str, is_table: bool):
    opened = opening(io.BytesIO(f"{line}\nmore, and more\n".encode()), "stdin")
    assert looks_like_a_table(opened, {}) is is_table


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8),
    st.sampled_from(",;|"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(deadline=None)
def test_what_csv_writes_is_read(written: Sequence[tuple[str, ...]], delimiter: str, quoting: int, encoding: str):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, quoting=quoting)
    writer.writerows([("title", "text", "id"), *written])
    found = list(table(stream.getvalue().encode(encoding)).rows())
    wanted = [dict(zip(("title", "text", "id"), row, strict=True)) for row in written if any(row)]
    if any(cell.startswith("\ufeff") for row in written for cell in row):
        assert len(found) == len(wanted)
    else:
        assert [row.cells for row in found if isinstance(row, Row)] == wanted


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_whatever_stands_below_the_head_ends_in_rows_or_words(data: bytes):
    for row in table(b"text,id\n" + b"fine,1\n" * 3_000 + data).rows():
        assert isinstance(row, Row) or (isinstance(row, InputError) and "\n" not in str(row))
