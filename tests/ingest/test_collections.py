import io
import json
import os
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import FetchError, InputError, MissingInput, NotAReport, TooLarge
from sayso.ingest import Document, Metadata
from sayso.ingest.collections import CollectOptions, Listener, read_collections
from sayso.ingest.limits import MAX_CHARACTERS

WORDS = "Gunboats shelled the port of Tosk on Sunday, the harbour master said."


class Ear:
    """Hears what it is told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.expected = 0

    def say(self, text: str) -> None:
        self.said.append(text)

    def expect(self, number: int) -> None:
        self.expected += number


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(*names: str, listener: Listener | None = None, **options: Any) -> list[Document | InputError]:
    return list(read_collections(names, CollectOptions(**options), listener))


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_row_is_a_document():
    Path("week.csv").write_text(
        "Headline,Body,Outlet,Published,Link,Language,Key\n"
        f'Port  shelled,"{WORDS}",Norrel Monitor,21/8/2031,https://a.example/1,English,x\n'
        f'"","{WORDS}!","",3/4/2031,,,x\n'
    )
    ear = Ear()
    assert read("week.csv", listener=ear) == [
        Document(WORDS, "week.csv#1", "Port shelled", "Norrel Monitor", date(2031, 8, 21), "https://a.example/1", "en"),
        Document(f"{WORDS}!", "week.csv#2", published=date(2031, 4, 3)),
    ]
    assert ear.expected == 2
    assert ear.said == [
        "week.csv: text is 'Body', title is 'Headline', published is 'Published', publisher is 'Outlet', "
        "url is 'Link', language is 'Language'; not used: 'Key'"
    ]


@pytest.mark.parametrize("name", ["a.csv", "a.TSV", "a.tab", "a.jsonl", "a.ndjson"])
def test_a_table_is_told_by_its_name(name: str):
    row = {"id": "n-7", "text": WORDS}
    data = json.dumps(row) if "n" in name[2:].lower() else '"id"\t"text"\n"n-7"\t"' + WORDS + '"\n'
    Path(name).write_text(data)
    assert read(name) == [Document(WORDS, f"{name}#n-7")]


def test_a_row_is_named_by_its_number_where_its_id_is_none():
    Path("a.csv").write_text(f"id,text\n,{WORDS!r}\n{'9' * 81},words\n a  b ,words\n".replace("'", '"'))
    assert [item.name for item in read("a.csv") if isinstance(item, Document)] == ["a.csv#1", "a.csv#2", "a.csv#a b"]


def test_what_the_user_tells_goes_first():
    Path("a.csv").write_text("text,source,when,title\nfine words,A,soon,T\n")
    options = {"metadata": Metadata(publisher="B", published=date(2031, 3, 4)), "columns": {"title": "ignored"}}
    ear = Ear()
    assert read("a.csv", listener=ear, **options) == [
        Document("fine words", "a.csv#1", publisher="B", published=date(2031, 3, 4))
    ]
    assert len(ear.said) == 1


def test_dates_that_are_left_empty_are_told():
    Path("a.csv").write_text("text,date\nfine words,3/4/2031\nfine words,soon\n")
    ear = Ear()
    assert [item.published for item in read("a.csv", listener=ear) if isinstance(item, Document)] == [None, None]
    assert [words.partition(":")[2] for words in ear.said[1:]] == [
        " 1 date was left empty: '3/4/2031' may be day or month first, and no other date there tells",
        " 1 date was left empty: 'soon' is not known as a date; write 2017-12-11",
    ]


def test_each_bad_row_costs_only_itself():
    long = "a" * (MAX_CHARACTERS + 1)
    Path("a.csv").write_text(
        f'id,text\n1,fine words\n2,...\n3,{long}\n4,"fine" words\n5,{"b" * 10_000_000}\n6,fine words\n'
    )
    found = read("a.csv")
    assert [item.name for item in found if isinstance(item, Document)] == ["a.csv#1", "a.csv#6"]
    assert [type(item) for item in found[1:-1]] == [NotAReport, TooLarge, NotAReport, TooLarge]
    assert [str(item).partition(": ")[0] for item in found[1:-1]] == ["a.csv#2", "a.csv#3", "a.csv", "a.csv#5"]


def test_a_cell_may_hold_a_page():
    page = f"<html lang=en><head><title>Head</title></head><body><p>{WORDS}</p><script>bad()</script></body></html>"
    Path("a.jsonl").write_text(json.dumps({"content": page, "title": "T"}) + '\n{"content": "<html></html>"}\n')
    document, error = read("a.jsonl")
    assert document == Document(WORDS, "a.jsonl#1", "T", language="en")
    assert isinstance(error, NotAReport)
    assert str(error).startswith("a.jsonl#2: no running text")


def test_a_cell_may_hold_the_article_of_a_page():
    cells = [f"<!-- wp:paragraph -->\n<p class=x>{WORDS}</p>", "<p without an end", "a <p>fine</p> word"]
    Path("a.jsonl").write_text("\n".join(json.dumps({"content": cell}) for cell in cells))
    assert [item.text for item in read("a.jsonl") if isinstance(item, Document)] == [WORDS, *cells[1:]]


def test_documents_of_a_folder_are_named_by_their_paths(tmp_path: Path):
    Path("in/week 1").mkdir(parents=True)
    Path("in/b.txt").write_text(WORDS)
    Path("in/week 1/a.md").write_text("---\npublisher: Norrel Monitor\n---\nfine words")
    Path("in/week 1/c.txt").touch()
    ear = Ear()
    first, second, error = read(str(tmp_path / "in"), listener=ear)
    assert first == Document(WORDS, "b.txt")
    assert second == Document("fine words", "week 1/a.md", publisher="Norrel Monitor")
    assert isinstance(error, NotAReport)
    assert str(error).endswith("c.txt: empty")
    assert ear.expected == 3


def test_a_single_report_is_read_as_ever():
    Path("a.log").write_text(WORDS)
    Path("a.meta.json").write_text('{"title": "T"}')
    assert read("a.log") == [Document(WORDS, "a.log", "T")]


@pytest.mark.parametrize(
    "data",
    [
        f'date,content\n2031-03-04,"{WORDS}"\n'.encode(),
        f'date;content\n2031-03-04;"{WORDS}"\n'.encode("utf-16"),
        f'{{"date": "2031-03-04", "content": "{WORDS}"}}\n'.encode(),
        f'\n{{"date": "2031-03-04", "content": "{WORDS}"}}\n'.encode("utf-8-sig"),
    ],
)
def test_standard_input_may_be_a_table(monkeypatch: pytest.MonkeyPatch, data: bytes):
    stdin(monkeypatch, data)
    assert read("-") == [Document(WORDS, "stdin#1", published=date(2031, 3, 4))]


def test_a_long_table_on_standard_input(monkeypatch: pytest.MonkeyPatch):
    stdin(monkeypatch, b"id,text\n" + b"".join(b"%d,fine words\n" % number for number in range(20_000)))
    assert [item.name for item in read("-") if isinstance(item, Document)] == [f"stdin#{n}" for n in range(20_000)]


@pytest.mark.parametrize("text", [WORDS, "Text, and no title.", '{"when": 1}', f"{WORDS}\n" * 2_000])
def test_standard_input_may_be_a_report(monkeypatch: pytest.MonkeyPatch, text: str):
    stdin(monkeypatch, text.encode())
    assert read("-") == [Document(text, "stdin")]


def test_standard_input_may_be_empty(monkeypatch: pytest.MonkeyPatch):
    stdin(monkeypatch, b"")
    assert [str(item) for item in read("-")] == ["stdin: empty"]


def test_a_column_that_is_told_makes_a_table_of_standard_input(monkeypatch: pytest.MonkeyPatch):
    stdin(monkeypatch, b"when,what\n2031-03-04,fine words\n")
    assert read("-", columns={"what": "text", "when": "published"}) == [
        Document("fine words", "stdin#1", published=date(2031, 3, 4))
    ]


class _Endless(io.RawIOBase):
    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        buffer[:] = b"a" * len(buffer)
        return len(buffer)


def test_an_endless_report_is_left_at_the_limit(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(_Endless())))
    [error] = read("-")
    assert isinstance(error, TooLarge)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_table_may_come_through_a_named_pipe(tmp_path: Path):
    os.mkfifo("a.csv")
    writer = threading.Thread(target=lambda: (tmp_path / "a.csv").write_text("id,text\n1,fine words\n"))
    writer.start()
    assert read("a.csv") == [Document("fine words", "a.csv#1")]
    writer.join()


def test_each_bad_input_costs_only_itself():
    Path("columns.csv").write_text("when,what\n1,2\n")
    Path("empty.jsonl").touch()
    Path("whole.json").write_text("[]")
    Path("sheet.csv").write_bytes(b"PK\x03\x04")
    Path("none").mkdir()
    Path("good.txt").write_text(WORDS)
    names = [
        "columns.csv",
        "empty.jsonl",
        "whole.json",
        "sheet.csv",
        "none",
        "gone.csv",
        "gone.txt",
        "https://a.example/b.csv",
    ]
    found = read(*names, "ftp://a.example/", "a\0b", "good.txt")
    assert [type(item) for item in found] == [
        *[NotAReport] * 5,
        *[MissingInput] * 2,
        *[FetchError] * 2,
        InputError,
        Document,
    ]
    assert all(str(item).startswith(f"{name}: ") for name, item in zip(names, found, strict=False))
    assert all("\n" not in str(item) for item in found[:-1])


def test_a_folder_may_be_called_like_a_table():
    Path("a.csv").mkdir()
    Path("a.csv/b.txt").write_text(WORDS)
    assert read("a.csv") == [Document(WORDS, "b.txt")]


def test_a_table_is_read_as_it_comes(monkeypatch: pytest.MonkeyPatch):
    rows = 5_000

    class Counting(io.BytesIO):
        taken = 0

        def read1(self, size: int | None = -1) -> bytes:
            data = super().read1(size)
            Counting.taken += len(data)
            return data

    data = b"id,text\n" + b"1,fine words\n" * rows

    def opened(*_: object) -> Counting:
        return Counting(data)

    monkeypatch.setattr(Path, "open", opened)
    found: Iterator[Document | InputError] = read_collections(["a.csv"])
    assert next(found) == Document("fine words", "a.csv#1")
    assert len(data) < Counting.taken < 1.5 * len(data)
