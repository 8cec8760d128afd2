import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import app

TEXT = (
    "BAMAKO - Fighters of the Dune Falcon Brigade seized the town of Tessit on Monday, the army said. "
    "The Dune Falcon Brigade also shelled Gao. Al-Shabaab fighters shelled Mogadishu."
)


@pytest.fixture
def listed(one_reader, tmp_path: Path):
    def run(*arguments: str):
        return CliRunner().invoke(app, ["theatre", "unknown", *arguments])

    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    return run


def test_groups_that_no_theatre_knows_are_listed_and_known_ones_are_not(listed):
    result = listed("a.txt", "--format", "json")
    assert result.exit_code == 0
    [group] = json.loads(result.stdout)
    assert (group["name"], group["reports"]) == ("Dune Falcon Brigade", ["a.txt"])
    assert group["id"].startswith("local:")
    assert group["mentions"] >= 1
    assert "Dune Falcon Brigade" in group["words"]


def test_the_table_shows_the_same(listed):
    assert "local:" in listed("a.txt").stdout


def test_a_report_that_cannot_be_read_costs_no_other(listed):
    result = listed("none.txt", "a.txt", "--format", "json")
    assert result.exit_code == 1
    assert "none.txt" in result.stderr
    assert len(json.loads(result.stdout)) == 1
