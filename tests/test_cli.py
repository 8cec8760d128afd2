"""`sayso read` in this process, with the reader that it ships with."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import sayso.claims
from sayso import __version__
from sayso.claims import Claim, Reader, Span
from sayso.cli import app
from sayso.errors import WeightsError
from sayso.ingest import Document

REPORT = (
    "DAMASCUS - The army said on Sunday that its forces seized the village of Tel Asfar from the rebels. "
    "A rebel spokesman denied that the village had fallen. Residents said that air strikes killed at least 13 people.\n"
)


pytestmark = pytest.mark.usefixtures("one_reader")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(app, ["read", *map(str, arguments)], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def listed() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_in_a_pipe_claims_are_lines_of_json(report: Path) -> None:
    result = run(report)
    assert (result.exit_code, result.stderr) == (0, "")
    assert records(result.stdout)
    for record in records(result.stdout):
        trigger = record["trigger"]
        assert isinstance(trigger, dict)
        assert REPORT[trigger["start"] : trigger["end"]] == trigger["text"]


def test_standard_input_is_read() -> None:
    result = run("-", stdin=REPORT.encode())
    assert result.exit_code == 0
    assert {record["document"]["name"] for record in records(result.stdout)} == {"stdin"}  # type: ignore[index]


def test_what_the_options_tell_holds_for_every_report(report: Path) -> None:
    other = report.with_name("other.md")
    other.write_text(f"---\ntitle: Front\nurl: https://example.org/\n---\n{REPORT}")
    told = ("--published", "2017-12-11T10:00", "--publisher", "VOA", "--title", "T", "--language", "en")
    documents = [record["document"] for record in records(run(report, other, *told).stdout)]
    expected = {"published": "2017-12-11", "publisher": "VOA", "title": "T", "language": "en"}
    assert {str(document["name"]) for document in documents} == {"report.txt", "other.md"}  # type: ignore[index]
    assert all(expected.items() <= document.items() for document in documents)  # type: ignore[attr-defined]
    assert {document["url"] for document in documents} == {None, "https://example.org/"}  # type: ignore[index]


def test_reports_come_out_in_the_order_they_are_named(report: Path) -> None:
    names = ["c.txt", "a.txt", "b.txt"]
    for name in names:
        report.with_name(name).write_text(f"{name}: {REPORT}")
    found = [record["document"]["name"] for record in records(run(*names).stdout)]  # type: ignore[index]
    assert list(dict.fromkeys(found)) == names


def test_a_table_and_a_page_are_written_when_asked_for(report: Path) -> None:
    table = run(report, "--format", "table")
    page = run(report, "--format", "html")
    assert (table.exit_code, page.exit_code) == (0, 0)
    assert "takeover" in table.stdout
    assert not table.stdout.lstrip().startswith("{")
    assert page.stdout.lower().startswith("<!doctype html>")


@pytest.mark.parametrize(("name", "start"), [("out.html", "<!"), ("out.HTM", "<!"), ("out.jsonl", "{"), ("out", "{")])
def test_the_form_fits_the_output_file(report: Path, name: str, start: str) -> None:
    result = run(report, "-o", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert report.with_name(name).read_text("utf-8").startswith(start)
    assert listed() == sorted([name, "report.txt"])


def test_a_file_gets_the_rights_that_a_new_or_the_old_file_has(report: Path) -> None:
    mask = os.umask(0o027)
    try:
        run(report, "-o", "new.jsonl")
    finally:
        os.umask(mask)
    old = report.with_name("old.jsonl")
    old.touch()
    old.chmod(0o604)
    run(report, "-o", old)
    assert [path.stat().st_mode & 0o777 for path in (report.with_name("new.jsonl"), old)] == [0o640, 0o604]


def test_an_output_that_is_a_link_stays_one(report: Path) -> None:
    link = report.with_name("link.jsonl")
    link.symlink_to("real.jsonl")
    run(report, "-o", link)
    assert link.is_symlink()
    assert records(link.read_text("utf-8"))


def test_a_device_is_written_to_as_it_is(report: Path) -> None:
    assert run(report, "-o", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("place", ["none/out.jsonl", "folder", "report.txt/out.jsonl"])
def test_an_output_that_cannot_be_written_is_told(report: Path, place: str) -> None:
    report.with_name("folder").mkdir()
    result = run(report, "-o", place)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"sayso: {place}: cannot be written: ")
    assert result.stderr.count("\n") == 1
    assert listed() == ["folder", "report.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full to stand for a full disk")
def test_a_full_disk_is_told(report: Path) -> None:
    result = run(report, "-o", "/dev/full")
    assert result.exit_code == 1
    assert result.stderr == "sayso: /dev/full: cannot be written: No space left on device\n"


def test_without_a_good_report_nothing_is_written(report: Path) -> None:
    kept = report.with_name("kept.jsonl")
    kept.write_text("as it was")
    result = run("none.txt", "-o", kept)
    assert (result.exit_code, result.stderr) == (1, "sayso: none.txt: no such file\n")
    assert kept.read_text() == "as it was"
    assert listed() == ["kept.jsonl", "report.txt"]


def test_bad_reports_are_told_and_good_ones_come_out(report: Path) -> None:
    report.with_name("empty.txt").touch()
    result = run("none.txt", report, "empty.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert result.stderr == "sayso: none.txt: no such file\nsayso: empty.txt: empty\n"
    assert records(result.stdout) == records(run(report).stdout)


def test_a_name_with_control_characters_is_told_on_one_line() -> None:
    assert run("a\n\x1b[31mb.txt").stderr == "sayso: a \N{REPLACEMENT CHARACTER}[31mb.txt: no such file\n"


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ([], "Missing argument"),
        (["report.txt", "--published", "Sunday"], "'Sunday' is not a date such as 2017-12-11"),
        (["report.txt", "--format", "pdf"], "'pdf' is not one of"),
        (["report.txt", "--no-such-option"], "No such option"),
        (["report.txt", "-o", "report.txt"], "report.txt is one of the reports to read"),
    ],
)
def test_a_wrong_command_line_is_told(report: Path, arguments: list[str], what: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert what in result.stderr
    assert report.read_text() == REPORT


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"sayso {__version__}\n")


@pytest.mark.parametrize("language", ["ar", "fr-CA"])
def test_a_report_in_another_language_is_read_with_a_note(report: Path, language: str) -> None:
    result = run(report, "--language", language)
    note = f"sayso: {report}: the language is '{language}', and the reader is trained on English alone\n"
    assert (result.exit_code, result.stderr) == (0, note)
    assert records(result.stdout)


@pytest.mark.parametrize("language", ["en", "en-GB", "EN", "und"])
def test_a_report_in_english_is_read_without_a_note(report: Path, language: str) -> None:
    assert run(report, "--language", language).stderr == ""


class _Broken:
    """A reader that fails on some documents, as a fault in the real one would."""

    def __init__(self, reader: Reader, failure: Exception) -> None:
        self.reader, self.failure, self.label = reader, failure, reader.label

    def read(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        for document in documents:
            if "FAIL" in document.text:
                raise self.failure
            yield from self.reader.read([document])


def test_a_fault_of_the_reader_costs_one_report(report: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    report.with_name("bad.txt").write_text("FAIL")
    whole = run(report).stdout
    monkeypatch.setattr(sayso.claims, "default_reader", lambda: _Broken(reader, IndexError("list\nindex")))
    result = run("bad.txt", report)
    assert (result.exit_code, result.stdout) == (1, whole)
    assert result.stderr == "sayso: bad.txt: could not be read: IndexError: list index\n"


@pytest.mark.parametrize(
    "failure", [WeightsError("encoder.onnx: broken"), KeyboardInterrupt()], ids=["weights", "ctrl-c"]
)
def test_what_ends_the_run_leaves_nothing_half_written(
    report: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    report.with_name("bad.txt").write_text("FAIL")
    monkeypatch.setattr(sayso.claims, "default_reader", lambda: _Broken(reader, failure))
    result = run(report, "bad.txt", "-o", "out.jsonl")
    interrupted = isinstance(failure, KeyboardInterrupt)
    assert result.exit_code == (130 if interrupted else 1)
    assert result.stderr == ("sayso: interrupted\n" if interrupted else "sayso: encoder.onnx: broken\n")
    assert listed() == ["bad.txt", "report.txt"]


class _Inventing:
    """A reader that proposes, beside each claim, one whose words stand nowhere."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.label = reader, reader.label

    def read(self, documents: Iterable[Document]) -> Iterator[list[Claim]]:
        for claims in self.reader.read(documents):
            yield [*claims, *(replace(claim, framing=(Span(0, 4, "!!!!"),)) for claim in claims)]


def test_claims_that_do_not_pass_the_gate_are_counted(
    report: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run(report).stdout
    monkeypatch.setattr(sayso.claims, "default_reader", lambda: _Inventing(reader))
    result = run(report)
    number = len(records(whole))
    assert (result.exit_code, result.stdout) == (0, whole)
    assert result.stderr == f"sayso: {number} proposed claims rejected at the gate (not verbatim: {number})\n"


def test_a_run_of_bad_inputs_does_not_load_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Reader:
        raise AssertionError("loaded")

    monkeypatch.setattr(sayso.claims, "default_reader", refuse)
    assert run("none.txt").stderr == "sayso: none.txt: no such file\n"
