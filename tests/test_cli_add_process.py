"""`sayso add` as a process of its own: killed, interrupted, with several processes, on a terminal."""

import os
import pty
import random
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.ledger import Ledger

COMMAND = [sys.executable, "-m", "sayso.cli", "add"]
REPORTS = 60
KILLS = 10
PATIENCE = 240.0


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "week.csv"
    rows = (
        f"{number},The army said on Sunday that its forces shelled the town of Idlib for the {number}th time and killed"
        f" {number + 2} people. Residents denied that rebels had fled from the village of Saraqib."
        for number in range(REPORTS)
    )
    path.write_text("id,text\n" + "\n".join(rows) + "\n")
    return path


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """The command in a session of its own, so that a signal can be sent to all of its processes, as a terminal does."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def run(*arguments: str | Path) -> str:
    """What it prints when all goes well."""
    process = start(*arguments)
    out, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, told
    return out


def kept(ledger: Path) -> int:
    """How many reports were read into the ledger, whoever is writing to it."""
    try:
        with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM reading").fetchone()[0])
    except sqlite3.OperationalError:  # there is none yet
        return 0


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def contents(ledger: Path) -> list[object]:
    """All that is in the ledger but the times at which it was added."""
    then = datetime(2000, 1, 1, tzinfo=UTC)
    with Ledger.open(ledger) as opened:
        documents = list(opened.documents())
        seen = [replace(one, seen_at=then) for document in documents for one in opened.sightings(document.id)]
        return [documents, seen, [row.record for row in opened.claims()], opened.mark()]


def test_killed_at_ten_points_it_ends_as_if_it_had_not_been(reports: Path):
    chance = random.Random(4)
    ledger, whole = reports.with_name("killed.ledger"), reports.with_name("whole.ledger")
    points = sorted(chance.sample(range(REPORTS - 5), KILLS))
    for number, point in enumerate(points):
        process = start(reports, "--ledger", ledger, "--jobs", 1 + number % 2)
        until(lambda point=point: kept(ledger) >= point)  # type: ignore[misc]
        time.sleep(chance.random() / 20)
        assert process.poll() is None
        process.kill()
        process.communicate(timeout=PATIENCE)
    before = kept(ledger)
    assert points[-1] <= before < REPORTS
    assert run(reports, "--ledger", ledger).startswith(f"{REPORTS} reports: {REPORTS - before} new, {before} known, 0")
    run(reports, "--ledger", whole)
    assert contents(ledger) == contents(whole)


@pytest.mark.parametrize("moment", [0.0, 0.3, 0.8, 1.5])
def test_killed_before_the_first_report_it_leaves_nothing_in_the_way(reports: Path, moment: float):
    ledger = reports.with_name("war.ledger")
    process = start(reports, "--ledger", ledger)
    time.sleep(moment)
    process.kill()
    process.communicate(timeout=PATIENCE)
    assert run(reports, "--ledger", ledger).startswith(f"{REPORTS} reports: ")
    assert kept(ledger) == REPORTS


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_all_processes_and_keeps_what_is_there(reports: Path, jobs: int, number: signal.Signals):
    ledger = reports.with_name("war.ledger")
    process = start(reports, "--ledger", ledger, "--jobs", jobs)
    until(lambda: kept(ledger) > 0)
    os.killpg(process.pid, number) if number is signal.SIGINT else process.send_signal(number)
    out, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + number
    assert told.splitlines()[1:] == (
        ["sayso: interrupted; the same command goes on from here"] if number is signal.SIGINT else []
    )
    counted = int(out.partition(" ")[0])
    assert kept(ledger) - counted in (0, 1)  # it may come when a report is kept, and before it is counted
    assert 0 < kept(ledger) < REPORTS
    until(lambda: not is_there(process.pid))


def is_there(group: int) -> bool:
    """Whether any process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_two_at_once_end_as_one(reports: Path):
    ledger, whole = reports.with_name("war.ledger"), reports.with_name("whole.ledger")
    both = [start(reports, "--ledger", ledger) for _ in range(2)]
    for process in both:
        _, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, told
    run(reports, "--ledger", whole)
    assert contents(ledger) == contents(whole)


def on_terminal(arguments: Sequence[str | Path]) -> str:
    """What is printed on standard error, which is a terminal."""
    own, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=theirs, env=environment
    )
    os.close(theirs)
    printed = b""
    while select.select([own], [], [], PATIENCE)[0]:
        try:
            data = os.read(own, 65_536)
        except OSError:  # Linux tells the end of a terminal by an error
            break
        if not data:
            break
        printed += data
    os.close(own)
    assert process.wait(PATIENCE) == 1
    return printed.decode()


def test_on_a_terminal_it_shows_how_far_and_how_fast_it_is(reports: Path):
    told = on_terminal([reports, "none.txt", "--ledger", reports.with_name("war.ledger")])
    assert "Adding" in told
    assert f"/{REPORTS}" in told
    assert "/s" in told
    assert "sayso: none.txt: no such file" in told


def test_in_a_pipe_there_is_no_bar(reports: Path):
    process = start(reports, "--ledger", reports.with_name("war.ledger"))
    out, told = process.communicate(timeout=PATIENCE)
    assert told == f"sayso: {reports}: text is 'text', id is 'id'\n"
    assert out.count("\n") == 1


def test_help_loads_little():
    told = subprocess.run([sys.executable, "-X", "importtime", *COMMAND[1:], "--help"], capture_output=True, check=True)
    lines = [line.rpartition(b"|")[2].strip() for line in told.stderr.splitlines()]
    loaded = {line.decode().partition(".")[0] for line in lines}
    assert not loaded & {"numpy", "spacy", "onnxruntime", "sqlalchemy", "httpx", "rich", "multiprocessing"}
