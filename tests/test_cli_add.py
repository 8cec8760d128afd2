"""`sayso add` in this process, with the reader that it ships with."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import sayso.claims
from sayso.claims import Claim, Reader
from sayso.cli import adding, app, readers
from sayso.errors import FullLedger, WeightsError
from sayso.ingest import Document
from sayso.ledger import Ledger

REPORT = (
    "The army said on Sunday that its forces seized the village of Tel Asfar from the rebels. "
    "A rebel spokesman denied that the village had fallen."
)
NEXT = "Residents said that air strikes killed at least 13 people in the port of Latakia on Monday."

pytestmark = pytest.mark.usefixtures("one_reader")


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(app, ["add", *map(str, arguments)], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.stderr
    return result


def kept(where: str = "sayso.ledger") -> dict[str, Document]:
    with Ledger.open(where) as ledger:
        return {document.name: document for document in ledger.documents()}


def records(where: str = "sayso.ledger") -> list[dict[str, object]]:
    with Ledger.open(where) as ledger:
        return [row.record for row in ledger.claims()]


@pytest.fixture
def week(one_reader: None) -> None:
    Path("week.csv").write_text(
        "title,text,date,source\n"
        f"One,{REPORT},8/21/2021,Norrel Monitor\n"
        f'Two,"{NEXT}",3/4/2021,Varn Today\n'
        f"Three,{REPORT},8/22/2021,Varn Today\n"
    )


def test_a_report_is_read_and_kept():
    Path("a.txt").write_text(REPORT)
    result = run("a.txt", "--publisher", "Norrel Monitor", "--published", "2021-03-04", "--title", "T")
    assert (result.exit_code, result.stderr) == (0, "")
    assert kept()["a.txt"] == Document(REPORT, "a.txt", "T", "Norrel Monitor", date(2021, 3, 4))
    assert result.stdout == f"1 report: 1 new, 0 known, 0 refused; {len(records())} claims\n"


def test_what_is_kept_is_what_read_writes():
    Path("a.txt").write_text(f"{REPORT} {NEXT}")
    options = ["--publisher", "Norrel Monitor", "--published", "2021-03-04"]
    assert run("a.txt", *options).exit_code == 0
    written = CliRunner().invoke(app, ["read", "a.txt", *options, "--format", "jsonl"]).stdout
    assert records() == [json.loads(line) for line in written.splitlines()]
    assert any(place["place"] for record in records() for place in record["places"])


@pytest.mark.usefixtures("week")
def test_a_table_is_kept_with_what_its_columns_tell():
    result = run("week.csv")
    assert result.exit_code == 0
    assert (
        result.stderr
        == "sayso: week.csv: text is 'text', title is 'title', published is 'date', publisher is 'source'\n"
    )
    assert result.stdout.startswith("3 reports: 2 new, 1 known, 0 refused; ")
    assert kept()["week.csv#2"] == Document(NEXT, "week.csv#2", "Two", "Varn Today", date(2021, 3, 4))


@pytest.mark.usefixtures("week")
def test_the_same_text_under_two_names_is_one_document_and_two_sightings():
    run("week.csv")
    with Ledger.open("sayso.ledger") as ledger:
        seen = ledger.sightings(Document(REPORT, "any").id)
    assert [(one.name, one.publisher) for one in seen] == [
        ("week.csv#1", "Norrel Monitor"),
        ("week.csv#3", "Varn Today"),
    ]


class Unwilling:
    """A reader that must not be asked to read."""

    def __init__(self, label: str) -> None:
        self.label = label

    def read(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        raise AssertionError([document.name for document in documents])


@pytest.mark.usefixtures("week")
def test_what_is_known_is_not_read_again(monkeypatch: pytest.MonkeyPatch, reader: Reader):
    run("week.csv")
    before = records()
    Path("copy.txt").write_text(REPORT)
    monkeypatch.setattr(sayso.claims, "default_reader", lambda: Unwilling(reader.label))
    assert run("week.csv", "copy.txt").stdout == "4 reports: 0 new, 4 known, 0 refused; 0 claims\n"
    assert records() == before
    with Ledger.open("sayso.ledger") as ledger:
        assert len(ledger.sightings(Document(REPORT, "any").id)) == 3


class Other:
    """A reader of another version, which finds nothing."""

    label = "other 2"

    def read(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        return ([] for _ in documents)


def test_what_another_reader_has_read_is_read_anew(monkeypatch: pytest.MonkeyPatch):
    Path("a.txt").write_text(REPORT)
    run("a.txt")
    monkeypatch.setattr(sayso.claims, "default_reader", Other)
    assert run("a.txt").stdout == "1 report: 0 new, 1 read anew, 0 known, 0 refused; 0 claims\n"


def test_what_was_grounded_with_other_data_is_read_anew(monkeypatch: pytest.MonkeyPatch):
    Path("a.txt").write_text(REPORT)
    run("a.txt")
    before = records()
    monkeypatch.setattr(readers, "label_of", lambda label: f"{label} of other data")
    result = run("a.txt")
    assert result.stdout == f"1 report: 0 new, 1 read anew, 0 known, 0 refused; {len(before)} claims\n"
    assert records() == before
    assert run("a.txt").stdout == "1 report: 0 new, 1 known, 0 refused; 0 claims\n"
    with Ledger.open("sayso.ledger") as ledger:
        assert len(ledger.sightings(Document(REPORT, "any").id)) == 1


@pytest.mark.usefixtures("week")
def test_all_that_the_ledger_holds_can_be_read_anew(monkeypatch: pytest.MonkeyPatch):
    run("week.csv")
    Path("week.csv").unlink()
    before = records()
    assert run("--reread").stdout == "0 reports: 0 new, 0 known, 0 refused; 0 claims\n"
    monkeypatch.setattr(readers, "label_of", lambda label: f"{label} of other data")
    Path("b.txt").write_text("Two soldiers were killed by a mine near Varn on Friday.")
    result = run("b.txt", "--reread")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("3 reports: 1 new, 2 read anew, 0 known, 0 refused; ")
    assert [record for record in records() if record["document"]["name"] != "b.txt"] == before
    assert run("--reread").stdout == "0 reports: 0 new, 0 known, 0 refused; 0 claims\n"


@pytest.mark.usefixtures("week")
def test_a_file_and_a_server_keep_the_same(where: str, monkeypatch: pytest.MonkeyPatch):
    run("week.csv", "--ledger", "other.ledger")
    assert run("week.csv", "--ledger", where).stdout.startswith("3 reports: 2 new, 1 known, 0 refused; ")
    assert run("week.csv", "--ledger", where).stdout == "3 reports: 0 new, 3 known, 0 refused; 0 claims\n"
    assert (kept(where), records(where)) == (kept("other.ledger"), records("other.ledger"))
    monkeypatch.setattr(readers, "label_of", lambda label: f"{label} of other data")
    assert run("--reread", "--ledger", where).stdout.startswith("2 reports: 0 new, 2 read anew, 0 known, 0 refused; ")
    assert records(where) == records("other.ledger")


def test_without_a_ledger_nothing_can_be_read_anew():
    result = run("--reread")
    assert (result.exit_code, result.stderr) == (1, "sayso: sayso.ledger: no such ledger; `sayso add` makes one\n")
    assert list(Path().iterdir()) == []


def test_something_has_to_be_named():
    result = run()
    assert result.exit_code == 2
    assert "Name a report" in result.stderr


def test_each_bad_input_costs_only_itself():
    Path("good.txt").write_text(REPORT)
    Path("empty.txt").touch()
    Path("half.jsonl").write_text(f'{json.dumps({"text": NEXT})}\n{{"text": "cut o')
    Path("columns.csv").write_text("when,what\n1,2\n")
    result = run("empty.txt", "none.txt", "half.jsonl", "columns.csv", "good.txt")
    assert result.exit_code == 1
    assert result.stdout.startswith("6 reports: 2 new, 0 known, 4 refused; ")
    told = [line.split(": ")[1:3] for line in result.stderr.splitlines()]
    assert told == [
        ["empty.txt", "empty"],
        ["none.txt", "no such file"],
        ["half.jsonl", "text is 'text'"],
        ["half.jsonl", "line 2"],
        [
            "columns.csv",
            "no column is known to hold the text; its columns are when, what; say which with --map COLUMN=text",
        ],
    ]


def test_bad_inputs_alone_make_no_ledger():
    assert run("none.txt").exit_code == 1
    assert list(Path().iterdir()) == []


class Frail:
    """A reader that fails over some texts."""

    label = "frail 1"

    def read(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        for document in documents:
            if "thorn" in document.text:
                raise RecursionError("too deep")
            yield []


def test_a_report_that_fails_is_not_kept_and_costs_no_other(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sayso.claims, "default_reader", Frail)
    Path("a.csv").write_text("text,id\na rose,1\na thorn,2\na thorn,3\na leaf,4\n")
    result = run("a.csv")
    assert (result.exit_code, result.stdout) == (1, "4 reports: 2 new, 0 known, 2 refused; 0 claims\n")
    assert sorted(kept()) == ["a.csv#1", "a.csv#4"]
    assert result.stderr.splitlines()[1:] == [
        "sayso: a.csv#2: could not be read: RecursionError: too deep",
        "sayso: a.csv#3: the same text could not be read",
    ]


def test_a_text_that_no_database_keeps_is_refused():
    Path("a.jsonl").write_text('{"text": "a\\u0000b"}\n{"text": "fine words"}\n')
    result = run("a.jsonl")
    assert (result.exit_code, list(kept())) == (1, ["a.jsonl#2"])
    assert "a.jsonl#1: holds NUL" in result.stderr


def test_standard_input(monkeypatch: pytest.MonkeyPatch):
    assert run("-", stdin=REPORT.encode()).exit_code == 0
    assert run("-", stdin=json.dumps({"id": "n7", "body": NEXT}).encode()).exit_code == 0
    assert sorted(kept()) == ["stdin", "stdin#n7"]


def test_a_folder():
    Path("in/deep").mkdir(parents=True)
    Path("in/a.txt").write_text(REPORT)
    Path("in/deep/b.md").write_text(NEXT)
    assert run("in", "--ledger", "war.ledger").exit_code == 0
    assert sorted(kept("war.ledger")) == ["a.txt", "deep/b.md"]


def test_columns_are_told_by_name():
    Path("a.csv").write_text(f"what,who\n{REPORT},Varn Today\n")
    assert run("a.csv", "--map", "what=text", "--map", "who=source").exit_code == 0
    assert kept()["a.csv#1"].publisher == "Varn Today"


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (["--map", "what"], "is not COLUMN=FIELD"),
        (["--map", "what=colour"], "is not COLUMN=FIELD"),
        (["--published", "soon"], "is not a date such as 2017-12-11"),
        (["--jobs", "0"], "--jobs"),
    ],
)
def test_a_wrong_command_line(options: list[str], what: str):
    result = run("a.txt", *options)
    assert result.exit_code == 2
    assert what in result.stderr


def test_a_day_that_has_not_come_is_kept_with_a_word():
    Path("a.txt").write_text(REPORT)
    result = run("a.txt", "--published", "2999-01-01")
    assert result.exit_code == 0
    assert "a.txt: published 2999-01-01, but seen on " in result.stderr


def test_days_that_have_not_come_are_told_in_one_line():
    rows = "".join(f"{REPORT} {number},2999-01-0{number}\n" for number in range(1, 5))
    Path("a.csv").write_text(f"text,published\n{rows}")
    [_, line] = run("a.csv").stderr.splitlines()
    assert line.startswith("sayso: a.csv#1: published 2999-01-01, but seen on ")
    assert line.endswith(" already; kept as given; 3 more such reports")


def test_reports_in_other_languages_are_told_once():
    rows = "".join(f"{REPORT} {number},{language}\n" for number, language in enumerate(["ar", "Arabic", "en", "fr"]))
    Path("a.csv").write_text(f"text,language\n{rows}")
    assert run("a.csv").stderr.splitlines()[1:] == [
        "sayso: 2 reports are in 'ar', and the reader is trained on English alone",
        "sayso: 1 report is in 'fr', and the reader is trained on English alone",
    ]


@pytest.mark.parametrize("name", ["folder", "other.ledger"])
def test_what_is_no_ledger_is_left_as_it_is(name: str):
    Path("folder").mkdir()
    Path("other.ledger").write_text("something else")
    Path("a.txt").write_text(REPORT)
    result = run("a.txt", "--ledger", name)
    assert (result.exit_code, result.stdout) == (1, "0 reports: 0 new, 0 known, 0 refused; 0 claims\n")
    assert result.stderr.startswith(f"sayso: {name}: ")
    assert result.stderr.count("\n") == 1
    assert Path("other.ledger").read_text() == "something else"


def test_broken_weights_are_told_in_a_line(monkeypatch: pytest.MonkeyPatch):
    def broken() -> Reader:
        raise WeightsError("/weights: cannot be loaded")

    monkeypatch.setattr(sayso.claims, "default_reader", broken)
    Path("a.txt").write_text(REPORT)
    result = run("a.txt")
    assert (result.exit_code, result.stderr) == (1, "sayso: /weights: cannot be loaded\n")


def test_a_ledger_that_is_full_ends_the_run_and_keeps_what_it_has(monkeypatch: pytest.MonkeyPatch):
    add = Ledger.add

    def full(ledger: Ledger, document: Document, *rest: object) -> object:
        if document.name == "a.csv#3":
            raise FullLedger("sayso.ledger", "no room")
        return add(ledger, document, *rest)

    monkeypatch.setattr(Ledger, "add", full)
    Path("a.csv").write_text("text\n" + "".join(f"Fine words {number}.\n" for number in range(5)))
    result = run("a.csv")
    assert (result.exit_code, result.stderr.splitlines()[1:]) == (1, ["sayso: sayso.ledger: no room"])
    assert result.stdout.startswith("2 reports: 2 new, ")
    assert sorted(kept()) == ["a.csv#1", "a.csv#2"]


def test_an_interruption_keeps_what_is_there(monkeypatch: pytest.MonkeyPatch):
    add = Ledger.add

    def interrupted(ledger: Ledger, document: Document, *rest: object) -> object:
        if document.name == "a.csv#3":
            raise KeyboardInterrupt
        return add(ledger, document, *rest)

    monkeypatch.setattr(Ledger, "add", interrupted)
    Path("a.csv").write_text("text\n" + "".join(f"Fine words {number}.\n" for number in range(5)))
    result = run("a.csv")
    assert result.exit_code == 130
    assert result.stderr.endswith("sayso: interrupted; the same command goes on from here\n")
    assert sorted(kept()) == ["a.csv#1", "a.csv#2"]


def test_reports_are_read_in_batches_that_end():
    items = (adding._Item(Document(f"{number} " * 100, "a"), is_new=number % 2 == 0) for number in range(100))
    sizes = [sum(item.is_new for item in batch) for batch in adding._batches(items)]
    assert sum(sizes) == 50
    assert max(sizes) == adding.BATCH
