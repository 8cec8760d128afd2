"""`sayso theatre` in this process, over a small theatre and over those of the package."""

import json
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from sayso.cli import theatre as command
from sayso.cli.standing import Tables
from sayso.grounding.theatres import load_theatre, theatres_named
from sayso.grounding.theatres.standing import who_stood_where
from tests.grounding.theatres.small import SMALL


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of the test's own, with the small theatre in it."""
    monkeypatch.chdir(tmp_path)
    Path("small.yaml").write_text(SMALL, "utf-8")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(command.app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def rows(*arguments: str) -> list[list[str]]:
    """What was printed, as the cells of each line."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in result.stdout.splitlines() if line]


def record(*arguments: str) -> Any:
    result = run(*arguments, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_a_sound_file_is_counted() -> None:
    result = run("check", "small.yaml")
    assert (result.exit_code, result.stdout) == (0, "small.yaml: 6 actors, 14 names, no problems\n")


def test_problems_are_printed_one_a_line_and_no_file_hides_another() -> None:
    Path("bad.yaml").write_text(SMALL.replace("camp: league", "camp: rebels"), "utf-8")
    result = run("check", "bad.yaml", "gone.yaml", "small.yaml")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        "bad.yaml:54: actor free-company: camp 'rebels' is not among the camps",
        "bad.yaml:68: actor northern-front: camp 'rebels' is not among the camps",
        "gone.yaml: cannot be read: No such file or directory",
        "small.yaml: 6 actors, 14 names, no problems",
    ]


def test_who_stood_where_on_a_day() -> None:
    assert rows("show", "small.yaml", "--on", "2014-03-01") == [
        ["War in Valland, 2014-03-01"],
        ["The Crown and its allies (crown), against league"],
        ["name", "kind", "id", "allies"],
        ["Army of Valland", "جيش فالاند", "force", "va-army"],
        ["Royal Guard", "گارد سلطنتی", "force", "va-guard", "Coast Militia"],
        ["The League (league), against crown"],
        ["name", "kind", "id", "allies"],
        ["Front of the North", "group", "northern-front"],
        ["no camp told"],
        ["name", "kind", "id", "allies"],
        ["Coast Militia", "group", "coast-militia", "Royal Guard"],
        ["Evening Post", "media", "evening-post"],
    ]


def test_what_is_part_of_another_is_indented_under_it() -> None:
    lines = run("show", "small.yaml", "--on", "2014-03-01").stdout.splitlines()
    assert [len(line) - len(line.lstrip()) for line in lines if " Guard " in line or "Army" in line] == [0, 2]


def test_the_day_is_the_theatre_s_last_where_none_is_named() -> None:
    assert rows("show", "small.yaml")[0] == ["War in Valland, 2019-12-31"]
    assert rows("show", "small.yaml", "--camp", "crown") == [["War in Valland, 2019-12-31"], ["nobody"]]


def test_one_camp_alone() -> None:
    [camp] = record("show", "small.yaml", "--on", "2014-03-01", "--camp", "league")["camps"]
    assert camp["against"] == ["crown"]
    assert [actor["id"] for actor in camp["actors"]] == ["northern-front"]


def test_standing_as_json() -> None:
    told = record("show", "small.yaml", "--on", "2014-03-01")
    assert (told["theatre"], told["on"], [camp["id"] for camp in told["camps"]]) == (
        "valland",
        "2014-03-01",
        ["crown", "league", None],
    )
    assert told["camps"][0]["actors"][1] == {
        "id": "va-guard",
        "name": "Royal Guard",
        "local": "گارد سلطنتی",
        "kind": "force",
        "inter": 1,
        "part_of": ["Army of Valland"],
        "allies": ["Coast Militia"],
    }


def test_an_actor_s_record_has_dates_and_sources() -> None:
    gazette, atlas = "Valland Gazette, 'Who is who'", "Atlas of Valland"
    assert rows("show", "small.yaml", "--actor", "northern-front") == [
        ["Northern Front (northern-front)"],
        ["group · ACLED 2 · from 2014-03-01"],
        ["days", "source"],
        ["camp", "The League", "2014-03-01 to 2016-05-31", atlas],
        ["camp", "Coast Republic", "from 2016-06-01", atlas],
        ["successor_of", "Free Company (free-company)", atlas],
        ["en", "Northern Front", "from 2015-01-01", atlas],
        ["en", "Front of the North", "2014-03-01 to 2014-12-31", gazette],
    ]


def test_an_actor_s_record_on_a_day_is_what_held_then() -> None:
    told = record("show", "small.yaml", "--actor", "northern-front", "--on", "2014-12-31")
    assert [name["text"] for name in told["names"]] == ["Front of the North"]
    assert told["camps"] == [{"camp": "league", "from": "2014-03-01", "to": "2016-05-31", "source": "Atlas of Valland"}]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "small.yaml", "--camp", "hills"], "'hills' is no camp of valland; there are crown, league, coast"),
        (
            ["show", "small.yaml", "--actor", "va-armi"],
            "'va-armi' is no actor of valland; did you mean va-army, va-guard?",
        ),
        (["show", "small.yaml", "--actor", "zzz"], "'zzz' is no actor of valland"),
        (["show", "gone.yaml"], "gone.yaml: cannot be read: No such file or directory"),
        (["show", "."], "'.' is no theatre; there are "),
    ],
)
def test_what_can_not_be_shown_is_told_in_one_line(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"sayso: {said}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "options", [["--on", "10 Dec"], ["--camp", "crown", "--actor", "va-army"], ["--format", "xml"]]
)
def test_a_wrong_option_is_a_wrong_command_line(options: list[str]) -> None:
    assert run("show", "small.yaml", *options).exit_code == 2


def test_a_terminal_gets_names_from_right_to_left_apart_and_a_pipe_as_they_are() -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    theatre, day = load_theatre("small.yaml"), date(2014, 3, 1)
    shown = []
    for out in (Terminal(), StringIO()):
        Tables(out).sides(theatre, day, who_stood_where(theatre, day, theatre.actors))
        shown.append(out.getvalue())
    assert "\u2068جيش فالاند\u2069" in shown[0]
    assert "\u2068Army" not in shown[0]
    assert "جيش فالاند" in shown[1]
    assert "\u2068" not in shown[1]


def test_the_reader_of_a_pipe_may_leave() -> None:
    code = "from sayso.cli.theatre import app; app()"
    arguments = [sys.executable, "-c", code, "show", "world", "--on", "2020-01-01"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_the_list_names_the_theatres_of_the_package() -> None:
    assert [row[0] for row in rows("list")][1:] == theatres_named()
    assert [one["id"] for one in record("list")] == theatres_named()


def test_every_command_has_a_help_that_fits() -> None:
    group = typer.main.get_group(command.app)
    for name in group.commands:
        assert all(len(line) <= 100 for line in run(name, "--help").stdout.splitlines())


@pytest.mark.parametrize("name", theatres_named())
def test_the_theatres_of_the_package_are_shown(name: str) -> None:
    told = record("show", name, "--on", "2017-12-10")
    assert told["theatre"] == name
    assert all(camp["actors"] for camp in told["camps"])
    assert run("show", name, "--on", "2017-12-10").exit_code == 0
