"""`sayso` as a process of its own: signals, pipes, terminals, what it loads, and weights that are broken."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from tests.ledger.reports import entry

COMMAND = [sys.executable, "-m", "sayso.cli"]
REPORT = "The army said on Sunday that its forces seized the village of Tel Asfar from the rebels.\n"
PATIENCE = 60.0


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        env={**os.environ, **environment},
        check=False,
    )


def loaded(*arguments: str | Path) -> set[str]:
    """The packages that a run loads."""
    told = subprocess.run(
        [sys.executable, "-X", "importtime", *COMMAND[1:], *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    ).stderr
    lines = [line for line in told.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing_half_written(tmp_path: Path, number: signal.Signals) -> None:
    kept = tmp_path / "out.jsonl"
    kept.write_text("as it was")
    with subprocess.Popen(
        [*COMMAND, "read", "-", "-o", str(kept)], stdin=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        _until(lambda: len(list(tmp_path.iterdir())) == 2)  # the file beside is open, and standard input waited for
        process.send_signal(number)
        _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + number
    assert told == ("sayso: interrupted\n" if number is signal.SIGINT else "")
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
    assert kept.read_text() == "as it was"


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("form", ["jsonl", "html"])
def test_a_closed_pipe_is_silent(report: Path, form: str) -> None:
    with subprocess.Popen(
        [*COMMAND, "read", str(report), "--format", form], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
        process.wait(PATIENCE)
    assert (process.returncode, told) == (141, b"")


def test_output_is_utf_8_in_any_locale(report: Path) -> None:
    report.write_text("The army said that it seized “Tel Asfar” – تل أصفر.\n", "utf-8")
    result = run("read", report, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (result.returncode, result.stderr) == (0, "")
    assert "تل أصفر" in result.stdout


def on_terminal(arguments: Sequence[str | Path], *, columns: int = 200) -> tuple[int, str, str]:
    """Exit code, and what is printed on standard output and on standard error, each a terminal of its own."""
    own, theirs = zip(pty.openpty(), pty.openpty(), strict=True)
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns)}
    process = subprocess.Popen([*COMMAND, *map(str, arguments)], stdout=theirs[0], stderr=theirs[1], env=environment)
    for number in theirs:
        os.close(number)
    printed = dict.fromkeys(own, b"")
    open_ones = set(own)
    while open_ones:
        for number in select.select(open_ones, [], [], PATIENCE)[0]:
            try:
                data = os.read(number, 65_536)
            except OSError:  # Linux tells the end of a terminal by an error
                data = b""
            printed[number] += data
            if not data:
                open_ones.discard(number)
                os.close(number)
    out, told = (printed[number].decode() for number in own)
    return process.wait(PATIENCE), out, told


def test_on_a_terminal_claims_are_a_table(report: Path) -> None:
    code, out, told = on_terminal(["read", report])
    assert (code, told) == (0, "")
    assert "seized" in out
    assert "\x1b[" in out
    assert not out.lstrip().startswith("{")


def test_on_a_terminal_several_reports_show_how_far_it_is(report: Path) -> None:
    missing = report.with_name("missing-report-with-a-long-name-that-would-not-fit-on-one-short-line.txt")
    code, _, told = on_terminal(["read", report, missing, report, "-o", report.with_name("out")], columns=40)
    assert code == 1
    assert "Reading" in told
    assert f"sayso: {missing}: no such file" in told


def test_on_a_terminal_that_shows_the_claims_there_is_no_bar(report: Path) -> None:
    code, out, told = on_terminal(["read", report, report])
    assert (code, told) == (0, "")
    assert out.count(report.name) == 2


@pytest.mark.parametrize(
    "page", ["", "<html>", "<html></html>", "<html><body>\x01</body>", "<a" * 50_000, "</html>words"]
)
def test_libraries_say_nothing_themselves(report: Path, page: str) -> None:
    path = report.with_name("a.html")
    path.write_text(page)
    told = run("read", path, report).stderr
    assert told == "" or (told.startswith(f"sayso: {path}: ") and told.count("\n") == 1)


@pytest.mark.parametrize("closed", [1, 2])
def test_a_closed_output_is_no_traceback(report: Path, closed: int) -> None:
    line = f'exec "$@" {closed}>&-'
    result = subprocess.run(
        ["sh", "-c", line, "sh", *COMMAND, "read", str(report)], capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 1
    assert "Traceback" not in result.stderr


HEAVY = {"spacy", "numpy", "onnxruntime", "httpx", "trafilatura", "lxml", "frontmatter"}


def test_help_loads_little() -> None:
    assert not loaded("--help") & {*HEAVY, "rich"}


def test_a_run_loads_what_its_inputs_need(report: Path) -> None:
    page = report.with_name("page.html")
    page.write_text("<html><body><script>bad()</script></body></html>")
    assert not loaded("read", "none.txt") & HEAVY
    assert {"trafilatura", "lxml"} == loaded("read", page) & {"trafilatura", "lxml", "spacy", "frontmatter"}
    assert not loaded("read", report) & {"trafilatura", "lxml", "frontmatter"}


@pytest.mark.parametrize("command", ["reconcile", "events", "sources"])
def test_an_account_is_made_and_shown_without_what_reads_reports(tmp_path: Path, command: str) -> None:
    kept = tmp_path / "war.ledger"
    with Ledger.open(kept, create=True) as ledger:
        ledger.add_many(map(entry, range(2)))
    packages = loaded(command, "--ledger", kept)
    assert {"sqlalchemy", "numpy"} <= packages
    assert not packages & {"spacy", "thinc", "onnxruntime", "httpx", "trafilatura", "lxml"}


@pytest.mark.parametrize("files", [{}, {"encoder.onnx": b"", "labels.json": b"{"}, {"encoder.onnx": b"\0" * 1_000}])
def test_broken_weights_are_told_in_a_line(report: Path, files: dict[str, bytes]) -> None:
    folder = report.with_name("weights")
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    result = run("read", "none.txt", report, "-o", report.with_name("out"), SAYSO_WEIGHTS=str(folder))
    assert result.returncode == 1
    missing, broken = result.stderr.splitlines()
    assert missing == "sayso: none.txt: no such file"
    assert broken.startswith("sayso: ")
    assert "weights" in broken
    assert not report.with_name("out").exists()
