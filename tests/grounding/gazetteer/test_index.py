"""Asking the index."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import GazetteerError
from sayso.grounding.gazetteer.entry import Entry, Gazetteer
from sayso.grounding.gazetteer.index import Index
from sayso.grounding.gazetteer.store import Place, write


def place(id_: str, name: str, *names: str, country: str = "SD", population: int = 0) -> Place:
    return Place(Entry(id_, name, 13.0, 25.0, "settlement", country, None, population), names)


PLACES = [
    place("t:1", "Kuttum", "كتم", population=9),
    place("t:2", "Ed Daein", "الضعين", population=5),
    place("t:3", "Nyala", "نيالا", "Ньяла", population=7),
    place("t:4", "Nyala", country="KE", population=8),
    place("t:5", "Mellit", "مليط"),
    place("t:6", "Umm Kaddadah", "أم كدادة"),
    place("t:7", "Svitlodarsk", "Світлодарськ", country="UA"),
    place("t:8", "Zalingei", population=3),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("index") / "a.sqlite"
    write(path, PLACES, {})
    index = Index([path])
    yield index
    index.close()


def ids(index: Index, name: str, **options: object) -> list[str]:
    return [match.entry.id for match in index.find(name, **options)]  # type: ignore[arg-type]


def test_it_is_a_gazetteer(index: Index):
    gazetteer: Gazetteer = index
    assert gazetteer.entry("t:5") == PLACES[4].entry
    assert gazetteer.entry("t:99") is None


def test_the_same_name_is_found_with_score_one_and_the_most_people_first(index: Index):
    matches = index.find("NYALA")
    assert [(m.entry.id, m.score, m.name) for m in matches[:2]] == [("t:4", 1.0, "Nyala"), ("t:3", 1.0, "Nyala")]


def test_a_match_names_the_spelling_that_is_nearest(index: Index):
    [match] = index.exact("نيالا")
    assert (match.entry.id, match.name) == ("t:3", "نيالا")
    assert index.exact("niyala") == []


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Kutum", "t:1"),
        ("Ad-Du'ayn", "t:2"),
        ("Malit", "t:5"),
        ("Um Kadada", "t:6"),
        ("Umkeddada", "t:6"),
        ("Светлодарск", "t:7"),
        ("Zalingi", "t:8"),
        ("زالنجي", "t:8"),
        ("Zalingeii town", "t:8"),
        ("Zalinjay", "t:8"),
    ],
)
def test_other_spellings_are_found(index: Index, name: str, id_: str):
    best = index.find(name)[0]
    assert best.entry.id == id_
    assert 0.5 < best.score < 1


def test_countries_limit_what_is_meant(index: Index):
    assert ids(index, "Nyala", countries=["KE"]) == ["t:4"]
    assert ids(index, "Nyala", countries=("sd", "sd")) == ["t:3"]
    assert index.find("Nyala", countries=["FR"]) == []
    assert ids(index, "Zalingee", countries={"SD"})[0] == "t:8"
    assert [m.entry.id for m in index.exact("nyala", countries=["SD", "KE"])] == ["t:4", "t:3"]


def test_the_limit_holds(index: Index):
    assert ids(index, "Nyala", limit=1) == ["t:4"]
    assert len(index.exact("Nyala", limit=1)) == 1


@pytest.mark.parametrize("name", ["", " ", "—", "\u0301", "a" * 10_000, "ب" * 10_000, "Qwrtplkj"])
def test_what_is_no_name_finds_nothing(index: Index, name: str):
    assert index.find(name) == index.exact(name) == []


@given(name=st.text(max_size=30))
def test_any_text_can_be_asked_for(index: Index, name: str):
    matches = index.find(name)
    assert all(0 <= match.score <= 1 for match in matches)
    assert matches == sorted(matches, key=lambda match: (-match.score, -match.entry.population))
    assert {m.entry.id for m in index.exact(name)} <= {m.entry.id for m in matches}


def test_several_files_are_one_gazetteer_and_the_first_goes_before(tmp_path: Path):
    write(tmp_path / "a", [place("t:1", "Kutum", population=90)], {})
    write(tmp_path / "b", PLACES, {})
    index = Index([tmp_path / "a", tmp_path / "b"])
    assert index.entry("t:1") == Entry("t:1", "Kutum", 13.0, 25.0, "settlement", "SD", None, 90)
    assert index.entry("t:2") is not None
    [match] = index.exact("كتم")
    assert (match.entry.population, match.name) == (90, "كتم")
    assert [m.score for m in index.find("Kutum") if m.entry.id == "t:1"] == [1.0]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def scramble(path: Path) -> None:
    path.write_bytes(b"no index at all " * 1000)


@pytest.mark.parametrize("break_", [Path.unlink, cut, scramble])
def test_a_broken_file_is_one_clear_line(tmp_path: Path, break_: Callable[[Path], None]):
    path = tmp_path / "a.sqlite"
    write(path, PLACES, {})
    break_(path)
    with pytest.raises(GazetteerError, match=r"a\.sqlite.*sayso gazetteer build") as told:
        Index([path]).find("Nyala")
    assert "\n" not in str(told.value)
