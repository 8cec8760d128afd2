"""Processes that are killed, that write at once, that hold each other up."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from sayso.errors import LedgerError
from sayso.ledger import Ledger, tables
from tests.ledger.reports import claims, decision, document, entry

ROOT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}


def writer(where: str, first: int, last: int) -> subprocess.Popen[str]:
    """A process that adds these reports, and says the number of each once it is kept."""
    command = [sys.executable, "-m", "tests.ledger.reports", where, str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)


def kill(process: subprocess.Popen[str]) -> list[int]:
    """Kill it at once, wherever it is. Returns the numbers that it had said."""
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL
    return [int(line) for line in said.splitlines() if line.strip()]


def numbers(ledger: Ledger) -> list[int]:
    return sorted(int(of.name.removesuffix(".txt")) for of in ledger.documents())


def test_a_writer_killed_at_any_moment_loses_nothing_that_was_kept(where: str):
    dice = random.Random(7)
    kept: list[int] = []
    for _ in range(10):
        process = writer(where, len(kept), 100_000)
        assert process.stdout is not None
        kept += [int(process.stdout.readline()) for _ in range(dice.randrange(1, 30))]
        time.sleep(dice.uniform(0, 0.02))
        kept += kill(process)
        with Ledger.open(where) as ledger:
            there = numbers(ledger)
            assert there[: len(kept)] == kept
            assert len(there) <= len(kept) + 1  # the last may be kept without having been said
            assert len(list(ledger.claims())) == 3 * len(there)
        kept = there
    assert len(kept) > 50


def test_a_file_survives_it_whole(tmp_path: Path):
    where = tmp_path / "war.ledger"
    process = writer(str(where), 0, 100_000)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.1)
    kill(process)
    with closing(sqlite3.connect(where)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_process_killed_while_it_makes_a_ledger_leaves_none_or_a_whole_one(where: str):
    dice = random.Random(3)
    for _ in range(6):
        process = writer(where, 0, 1)
        time.sleep(dice.uniform(0.3, 1.2))
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        process.communicate()
        with suppress(LedgerError), Ledger.open(where) as ledger:
            assert numbers(ledger) in ([], [0])
    with Ledger.open(where, create=True) as ledger:
        ledger.add(*entry(0))
        assert numbers(ledger) == [0]


def test_writers_at_once_all_succeed_and_what_both_bring_is_kept_once(where: str):
    processes = [writer(where, first, first + 60) for first in (0, 30, 60)]
    for process in processes:
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        assert len(said.splitlines()) == 60
    with Ledger.open(where) as ledger:
        assert numbers(ledger) == list(range(120))
        assert len(list(ledger.claims())) == 3 * 120
        assert ledger.mark() == (120, 120, 0)


def test_a_killed_writer_holds_no_one_up(where: str):
    code = (
        "import sys, time\nfrom sayso.ledger import Ledger\n"
        "with Ledger.open(sys.argv[1], create=True).writing() as connection:\n    print('now', flush=True)\n"
        "    time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, where], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
    assert process.stdout is not None
    process.stdout.readline()
    kill_time = time.monotonic()
    process.kill()
    process.communicate()
    with Ledger.open(where) as ledger:
        ledger.add(*entry(1))
    assert time.monotonic() - kill_time < 20


def test_numbers_of_rows_are_those_of_their_order(where: str):
    """Writers take turns, so no row appears later under a number that is lower than one seen already."""
    with Ledger.open(where, create=True) as one, Ledger.open(where) as other:
        for number in range(6):
            (one, other)[number % 2].add(*entry(number))
        made = [(one, other)[n % 2].decide(decision("accept", claims(document(n))[0].id)).number for n in range(6)]
        assert made == [1, 2, 3, 4, 5, 6]
        with one.reading() as connection:
            found = connection.execute(select(tables.reading.c.number).order_by(tables.reading.c.number)).scalars()
            assert list(found) == [1, 2, 3, 4, 5, 6]


def test_views_can_be_written_beside_the_ledger_and_dropped(ledger: Ledger):
    with ledger.writing() as connection:
        connection.execute(text("CREATE TABLE view_of_mine (number INTEGER)"))
        connection.execute(text("INSERT INTO view_of_mine VALUES (1)"))
    with ledger.writing() as connection:
        connection.execute(text("DELETE FROM view_of_mine"))
        connection.execute(text("DROP TABLE view_of_mine"))
    with ledger.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(tables.document)) == 0


def test_a_reading_connection_does_not_write_what_it_reads_beside_a_writer(ledger: Ledger):
    ledger.add(*entry(1))
    with ledger.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(tables.document)) == 1
        ledger.add(*entry(2))
        assert connection.scalar(select(func.count()).select_from(tables.document)) == 1


def test_what_the_database_says_comes_on_one_line(ledger: Ledger):
    with pytest.raises(LedgerError, match=r"failed: .*nowhere") as caught, ledger.reading() as connection:
        connection.execute(text("SELECT 1\nFROM nowhere"))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(ledger.name)
