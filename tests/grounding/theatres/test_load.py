from pathlib import Path

import pytest

from sayso.errors import TheatreError
from sayso.grounding.theatres import check_file, load_theatre, theatres_named
from tests.grounding.theatres.small import SMALL


@pytest.mark.parametrize("name", ["small.yaml", "small.yml", "./small"])
def test_a_theatre_is_loaded_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(SMALL, "utf-8")
    assert load_theatre(name).id == load_theatre(tmp_path / name).id == "valland"


@pytest.mark.parametrize("name", ["atlantis", "", "..", "Small.YAML.txt"])
def test_what_there_is_is_told_where_a_name_is_none(name: str) -> None:
    with pytest.raises(TheatreError, match=r"is no theatre; there are .*, or name a file that ends in \.yaml"):
        load_theatre(name)
    [problem] = check_file(name)
    assert "is no theatre" in problem


def test_a_file_with_problems_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL.replace("camp: league", "camp: rebels"), "utf-8")
    with pytest.raises(TheatreError) as refused:
        load_theatre(path)
    first, more = str(refused.value).split(" (and ")
    assert first == f"{path}:54: actor free-company: camp 'rebels' is not among the camps"
    assert more == "1 more: `sayso theatre check` tells them)"


def test_one_problem_is_told_alone(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL.replace("used_by: league", "used_by: rebels"), "utf-8")
    with pytest.raises(TheatreError, match=r"is not among the camps$"):
        load_theatre(path)


@pytest.mark.parametrize("name", theatres_named())
def test_the_theatres_of_the_package_are_found_by_name(name: str) -> None:
    assert load_theatre(name).id == name
    assert load_theatre(name) is load_theatre(name)


def test_the_example_of_the_documentation_is_sound(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "theatres.md").read_text("utf-8")
    path = tmp_path / "valland.yaml"
    path.write_text(page.partition("```yaml\n")[2].partition("```")[0], "utf-8")
    assert check_file(path) == []
    assert len(load_theatre(path).actors) == 2
