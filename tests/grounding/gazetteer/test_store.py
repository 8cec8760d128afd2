"""The file of the index: written whole or not at all, and read back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import GazetteerError
from sayso.grounding.gazetteer.entry import FEATURES, Entry
from sayso.grounding.gazetteer.names import normalise
from sayso.grounding.gazetteer.store import Place, fingerprint, is_whole, read, read_meta, write

PLACE = Place(Entry("t:1", "Ténès", 36.5, 1.3, "port", "DZ", "iso:DZ-02", 65000, 2.5), ("Tenes", "تنس"))
NAMES = st.text(min_size=1, max_size=12).filter(normalise)
ENTRIES = st.builds(
    Entry,
    id=st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
    name=NAMES,
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    feature=st.sampled_from(FEATURES),
    country=st.sampled_from([None, "SY", "UA"]),
    admin1=st.sampled_from([None, "iso:SY-ID"]),
    population=st.integers(0, 10**7),
    radius=st.floats(0.1, 3000),
)


def test_what_was_written_is_read_back(tmp_path: Path):
    path = tmp_path / "a.sqlite"
    write(path, [PLACE], {"source": "here"})
    assert read_meta(path) == {"source": "here", "letters": fingerprint()}
    [place] = read(path)
    assert place.entry == PLACE.entry
    assert set(map(normalise, place.names)) == {"tenes", "تنس"}


@given(st.lists(st.builds(Place, ENTRIES, st.lists(NAMES, max_size=3).map(tuple)), max_size=6))
def test_places_survive_a_round_trip(tmp_path_factory: pytest.TempPathFactory, places: list[Place]):
    path = tmp_path_factory.mktemp("round") / "a.sqlite"
    write(path, places, {})
    found = {place.entry.id: place for place in read(path)}
    assert set(found) == {place.entry.id for place in places}
    for place in reversed(places):
        assert {normalise(place.entry.name), *map(normalise, place.names)} <= names_of(found[place.entry.id], places)
    assert [p.entry.population for p in found.values()] == sorted(p.entry.population for p in found.values())[::-1]


def names_of(place: Place, given: list[Place]) -> set[str]:
    """The names of a place as read, and those that it was given under: the form of its own name is among them."""
    read_back = set(map(normalise, place.names))
    assert normalise(place.entry.name) in read_back
    assert read_back <= {normalise(n) for p in given if p.entry.id == place.entry.id for n in (p.entry.name, *p.names)}
    return read_back


def test_an_id_that_comes_twice_is_one_place_with_the_names_of_both(tmp_path: Path):
    write(tmp_path / "a", [PLACE, Place(Entry("t:1", "Cartennae", 0, 0, "site"))], {})
    [place] = read(tmp_path / "a")
    assert place.entry == PLACE.entry
    assert "Cartennae" in place.names


def test_too_long_a_name_is_left_out(tmp_path: Path):
    write(tmp_path / "a", [Place(PLACE.entry, ("x" * 10_000,))], {})
    [place] = read(tmp_path / "a")
    assert list(map(normalise, place.names)) == ["tenes"]


def test_nothing_is_left_when_writing_fails_and_what_was_there_stays(tmp_path: Path):
    def broken() -> Iterator[Place]:
        yield PLACE
        raise GazetteerError("cut off")

    path = tmp_path / "a.sqlite"
    write(path, [PLACE], {})
    before = path.read_bytes()
    with pytest.raises(GazetteerError, match="cut off"):
        write(path, broken(), {})
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_where_nothing_can_be_written_is_one_line(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(GazetteerError, match="cannot be written") as told:
        write(tmp_path / "file" / "a.sqlite", [PLACE], {})
    assert "\n" not in str(told.value)


def test_a_file_is_whole_only_if_all_of_it_is_there(tmp_path: Path):
    path = tmp_path / "a.sqlite"
    assert not is_whole(path)
    write(path, [PLACE], {})
    assert is_whole(path)
    data = path.read_bytes()
    for broken in (data[:-1], data + b"x", data[:50], b"", b"x" * len(data)):
        path.write_bytes(broken)
        assert not is_whole(path)


def test_a_file_of_another_version_s_names_is_not_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path / "a", [PLACE], {})
    monkeypatch.setattr("sayso.grounding.gazetteer.store.fingerprint", lambda: "another")
    assert not is_whole(tmp_path / "a")


def test_meta_of_what_is_no_index(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"nothing of the kind" * 100)
    for name in ("a", "absent"):
        with pytest.raises(GazetteerError, match="is no gazetteer, or a broken one"):
            read_meta(tmp_path / name)
