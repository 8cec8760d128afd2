from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.__main__ import app, report
from benchmarks.parts import Results
from benchmarks.reliability import bins
from benchmarks.table import Value


def test_one_part_can_be_run_and_leaves_the_folder_alone(tmp_path: Path):
    result = CliRunner().invoke(app, ["--only", "wheel", "--folder", str(tmp_path / "docs")])
    assert result.exit_code == 0, result.output
    assert "wheel" in result.output
    assert not (tmp_path / "docs").exists()


def test_a_part_that_is_none_is_refused():
    result = CliRunner().invoke(app, ["--only", "nothing"])
    assert result.exit_code == 2
    assert "the parts are claims, grounding, parsing, speed" in " ".join(result.output.split())


def test_a_complete_run_writes_the_page_and_the_diagram(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    results = Results(
        values={"dev.kind": Value(76.0, (70.0, 80.0)), "wheel.megabytes": Value(31.25)},
        details=["## Dev texts"],
        diagrams={"dev texts": bins([(0.9, True)])},
        left_out=["treebank ewt: not there"],
    )
    report(results, complete=True, folder=tmp_path / "docs")
    page = (tmp_path / "docs" / "figures.md").read_text("utf-8")
    assert "| dev texts: kind, F1 | 76.0 (70.0 to 80.0) | ≥ 75 | yes |" in page
    assert "left out: treebank ewt: not there" in page
    assert "(reliability.svg)" in page
    assert (tmp_path / "docs" / "reliability.svg").read_text("utf-8").startswith("<svg")
    assert "left out: treebank ewt: not there" in capsys.readouterr().out


def test_a_part_that_fails_leaves_the_page_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    results = Results(values={"wheel.megabytes": Value(31.25)}, failed=["start: sayso ended with 1: no weights"])
    report(results, complete=True, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert "failed: start: sayso ended with 1: no weights" in capsys.readouterr().out
