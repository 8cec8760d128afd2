import sys
from pathlib import Path

import pytest

from benchmarks.add_speed import add_speed
from benchmarks.speed import MeasurementError

# It takes three times as long to read as to add, and notes what it was given.
STUB = """
import pathlib, sys, time
with pathlib.Path("runs").open("a") as runs:
    runs.write(" ".join(sys.argv[1:]) + "\\n")
time.sleep(0.6 if sys.argv[1] == "read" else 0.2)
"""


def test_all_are_given_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    speeds = add_speed([sys.executable, "-c", STUB], ["fine words", "fine words"], tmp_path)
    assert speeds["read"] < 2 / 0.6
    assert speeds["share"] == pytest.approx(100 * speeds["add"] / speeds["read"])
    assert speeds["share"] > 130
    runs = [line.split() for line in (tmp_path / "runs").read_text().splitlines()]
    assert [words[0] for words in runs] == ["read", "add", "add"] * 3
    assert {tuple(words[1:3]) for words in runs} == {tuple(str(tmp_path / f"report-000{n}.txt") for n in range(2))}
    ledgers = [words[words.index("--ledger") + 1] for words in runs if words[0] == "add"]
    assert len(set(ledgers)) == 6


def test_texts_that_are_alike_are_documents_of_their_own(tmp_path: Path):
    add_speed([sys.executable, "-c", "pass"], ["fine words"] * 3, tmp_path)
    assert len({path.read_text() for path in tmp_path.glob("report-*.txt")}) == 3


def test_a_command_that_fails_is_told(tmp_path: Path):
    with pytest.raises(MeasurementError, match="ended with 3"):
        add_speed([sys.executable, "-c", "import sys; sys.exit(3)"], ["fine words"], tmp_path)
