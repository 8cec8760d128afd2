"""`sayso gazetteer` in this process, over a few places instead of all."""

import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso.cli.gazetteer import app, bar
from sayso.grounding.gazetteer import build as module
from sayso.grounding.gazetteer.build import default_gazetteer
from sayso.grounding.gazetteer.entry import Entry
from sayso.grounding.gazetteer.sources import Progress
from sayso.grounding.gazetteer.store import Place

PLACES = [
    Place(Entry("t:1", "Tazirbu", 25.8, 21.1, "settlement", "LY", "iso:LY-KF", 7000), ("تازربو",)),
    Place(Entry("t:2", "Awjilah", 29.1, 21.3, "settlement", "LY", None, 9000)),
    Place(Entry("t:3", "Awjilah", 32.0, 20.0, "settlement", "LY")),
    Place(Entry("t:4", "Awjila", 33.0, 20.5, "settlement", "TN")),
]


@pytest.fixture(autouse=True)
def _few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def few(_: Progress) -> Iterator[Place]:
        yield from PLACES

    monkeypatch.setenv("SAYSO_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("SAYSO_GEONAMES", raising=False)
    monkeypatch.setattr(module, "places", few)
    default_gazetteer.cache_clear()
    yield
    default_gazetteer.cache_clear()


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def found(*arguments: str) -> list[dict[str, object]]:
    result = run("find", *arguments, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    matches: list[dict[str, object]] = json.loads(result.stdout)
    return matches


def dump(folder: Path) -> Path:
    """GeoNames' file of one country, with a village and a dam."""
    rows = [
        ("71", "Wadi Kaam", "32.4", "14.4", "P", "PPL"),
        ("72", "Wadi Kaam Dam", "32.39", "14.3", "S", "DAM"),
    ]
    with zipfile.ZipFile(folder / "LY.zip", "w") as archive:
        lines = (
            "\t".join((id_, name, name, "", lat, lon, group, code, "LY", *[""] * 9, "2020-01-01"))
            for id_, name, lat, lon, group, code in rows
        )
        archive.writestr("LY.txt", "\n".join(lines))
    return folder


def test_build_says_where_it_is() -> None:
    result = run("build")
    assert (result.exit_code, result.stderr) == (0, "")
    assert Path(result.stdout.rpartition(" (")[0]).is_file()


def test_a_place_is_found_with_all_there_is_to_say() -> None:
    assert found("Tazirbou") == [
        {
            "id": "t:1",
            "name": "Tazirbu",
            "matched": "Tazirbu",
            "feature": "settlement",
            "country": "LY",
            "admin1": "iso:LY-KF",
            "lat": 25.8,
            "lon": 21.1,
            "population": 7000,
            "score": pytest.approx(0.8, abs=0.2),
            "km": None,
        }
    ]


def test_the_table_shows_the_same_and_distances_where_asked_for() -> None:
    result = run("find", "تازربو", "--near", "Awjilah")
    assert result.exit_code == 0
    head, line = result.stdout.splitlines()
    assert head.split() == list(found("تازربو")[0])
    assert line.split()[:3] == ["t:1", "Tazirbu", "تازربو"]
    assert float(line.split()[-1]) == pytest.approx(367.5, abs=1)
    assert "km" not in run("find", "تازربو").stdout


def test_near_puts_the_nearest_of_one_name_first() -> None:
    assert [match["id"] for match in found("Awjilah", "--country", "LY")] == ["t:2", "t:3"]
    nearest = found("Awjilah", "--near", "Awjila", "--limit", "2")
    assert [match["id"] for match in nearest] == ["t:3", "t:2"]


def test_country_and_limit() -> None:
    assert [match["id"] for match in found("Awjila", "--country", "TN")] == ["t:4"]
    assert len(found("Awjila", "--limit", "1")) == 1
    assert run("find", "Awjila", "--limit", "0").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["find", "Xqwpt"], "Xqwpt: no place of a like name is known"),
        (["find", "x" * 10_000], f"{'x' * 80}: no place of a like name is known"),
        (["find", ""], ": no place of a like name is known"),
        (["find", "Awjila", "--near", "Xqwpt"], "--near Xqwpt: no place of a like name is known"),
        (["remove", "LY"], "LY: was not added; `sayso gazetteer list` shows what was"),
        (["add", "Libya", "--from", "."], "'Libya' is no ISO code of a country, such as SY, and not 'all'"),
    ],
)
def test_what_can_t_be_done_is_one_line(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (1, f"sayso: {said}\n")


def test_nothing_found_is_an_empty_list_in_json() -> None:
    assert json.loads(run("find", "Xqwpt", "--format", "json").stdout) == []


def test_a_country_is_added_listed_found_and_removed(tmp_path: Path) -> None:
    result = run("add", "ly", "--from", str(dump(tmp_path)))
    assert (result.exit_code, result.stdout) == (0, "ly: 2 places\n")
    assert result.stderr == "sayso: ly: no table of further names there, so only those of the file of places\n"
    assert run("list").stdout.split("\t")[0::2][:2] == ["LY", str(tmp_path)]
    assert [match["feature"] for match in found("Wadi Kaam Dam", "--limit", "1")] == ["dam"]
    assert found("Awjila")[0]["id"] == "t:4"
    assert run("remove", "LY").exit_code == 0
    assert run("list").stdout == ""
    assert run("find", "Wadi Kaam Dam").exit_code == 1


def test_where_the_files_are_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_GEONAMES", str(dump(tmp_path)))
    digest = sha256((tmp_path / "LY.zip").read_bytes()).hexdigest()
    assert run("add", "LY", "--sha256", digest).exit_code == 0
    wrong = run("add", "LY", "--sha256", "0" * 64)
    assert wrong.exit_code == 1
    assert wrong.stderr.count("\n") == 1
    assert "nothing was added" in wrong.stderr
    assert run("add", "LY", "EG", "--sha256", digest).exit_code == 2


def test_a_bar_is_silent_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with bar("Building") as progress:
        progress(0.5)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("command", [[], ["build"], ["add"], ["find"], ["list"], ["remove"]])
def test_each_command_has_help(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 3
