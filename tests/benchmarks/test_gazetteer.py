"""What the gazetteer's benchmark asks, and how it counts."""

import random
from pathlib import Path

import pytest

from benchmarks import gazetteer as bench
from benchmarks.gazetteer import asked, is_latin, is_test, made_name, made_places, one_each, share, spellings
from sayso.grounding.gazetteer import Entry, Index
from sayso.grounding.gazetteer.store import Place, write

PLACES = [
    Place(Entry("g:1", "Atbara", 17.7, 34.0, "settlement", "SD", None, 9), ("Atbarah", "Atbarà", "ATB City", "عطبرة")),
    Place(Entry("g:2", "Berber", 18.0, 34.0, "settlement", "SD"), ("Barbar",)),
    Place(Entry("g:3", "Lamu", -2.3, 40.9, "settlement", "KE"), ("Lamou",)),
]


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "all_cities", lambda: PLACES)
    bench.plain_names.cache_clear()


def test_spellings_are_latin_differ_and_are_of_the_eight_countries():
    assert spellings() == [("atbarah", "g:1"), ("barbar", "g:2")]
    assert spellings(0.0) == [("atb city", "g:1"), ("atbarah", "g:1"), ("barbar", "g:2")]


def test_a_query_is_in_one_half():
    halves = [is_test((f"name {i}", "g:1")) for i in range(400)]
    assert 120 < sum(halves) < 280
    assert is_test(("name 1", "g:1")) == is_test(("name 1", "g:2"))


def test_letters_decide_what_is_latin():
    assert is_latin("Al-‘Aqabah 2")
    assert not is_latin("Аtbara")


def test_shares_are_of_first_and_of_five():
    found = [(["a", "b"], "a"), (["b", "a"], "a"), ([], "a"), (["b", "c", "d", "e", "f", "a"], "a")]
    assert share(found) == {"top1": 25.0, "top5": 50.0}


def test_made_places_are_the_real_ones_and_as_many_more_as_asked_for():
    made = list(made_places(3))
    assert made[:3] == PLACES
    assert len({place.entry.id for place in made}) == 9
    assert {place.entry.country for place in made[3:]} == {"SD", "KE"}


def test_a_made_name_is_of_the_same_script():
    chance = random.Random(1)
    names = {made_name("عطبرة", PLACES[0], chance) for _ in range(20)}
    assert names
    assert all(not is_latin(name) for name in names)


def test_one_spelling_stands_for_each_normal_form():
    assert one_each(Place(PLACES[0].entry, ("ATBARA", "Atbarah", "Atbarāh"))) == ["Atbarāh"]


def test_what_is_asked_for_is_there_or_not_by_its_kind(tmp_path: Path):
    write(tmp_path / "a", PLACES, {})
    index = Index([tmp_path / "a"])
    assert all(index.exact(name) for name in asked(PLACES, "exact", 20))
    assert not any(index.exact(name) for name in asked(PLACES, "absent", 20))
    assert asked(PLACES, "misspelt", 5) == asked(PLACES, "misspelt", 5)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_the_figures_of_a_file_have_all_kinds(tmp_path: Path):
    write(tmp_path / "a", PLACES, {})
    figures = bench.speed_figures(tmp_path / "a", {kind: asked(PLACES, kind, 250) for kind in bench.KINDS})
    assert {"median", "p99", "exact_median", "absent_p99", "word_median", "megabytes"} <= set(figures)
    assert all(value > 0 for key, value in figures.items() if key != "megabytes")
