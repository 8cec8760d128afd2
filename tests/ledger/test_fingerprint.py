"""A change of any file is told by the fingerprint, and nothing else is."""

from pathlib import Path

import pytest

from sayso.ledger import fingerprint as module
from sayso.ledger.fingerprint import fingerprint, libraries


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of two parts, in the place of sayso itself."""
    for name, text in {"one/a.py": "a", "one/data/b.toml": "b", "one/weights/w": "w", "two/c.py": "c"}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    return tmp_path


def of(*packages: str, without: tuple[str, ...] = ()) -> str:
    fingerprint.cache_clear()
    try:
        return fingerprint(packages, without=without)
    finally:
        fingerprint.cache_clear()


@pytest.mark.parametrize("name", ["one/a.py", "one/data/b.toml", "one/weights/w", "one/new.csv", "one/data/deep/x"])
def test_any_file_changes_it(root: Path, name: str):
    before = of("one", "two")
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("changed")
    assert of("one", "two") != before


def test_a_file_renamed_or_taken_away_changes_it(root: Path):
    before = of("one")
    (root / "one/a.py").rename(root / "one/z.py")
    renamed = of("one")
    (root / "one/z.py").unlink()
    assert len({before, renamed, of("one")}) == 3


def test_what_moves_from_one_file_to_the_next_changes_it(root: Path):
    (root / "one/x").write_text("ab")
    (root / "one/y").write_text("c")
    before = of("one")
    (root / "one/x").write_text("a")
    (root / "one/y").write_text("bc")
    assert of("one") != before


@pytest.mark.parametrize("name", ["one/__pycache__/a.pyc", "one/data/__pycache__/a.pyc", "one/weights/w", "two/c.py"])
def test_what_is_left_out_does_not(root: Path, name: str):
    before = of("one", without=("weights",))
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("changed")
    assert of("one", without=("weights",)) == before


def test_the_version_changes_it(root: Path, monkeypatch: pytest.MonkeyPatch):
    before = of("one")
    monkeypatch.setattr(module, "__version__", "9.9")
    assert of("one") != before


def test_the_package_has_one():
    assert len(fingerprint(("claims", "ledger"))) == 64
    assert fingerprint(("claims",)) != fingerprint(("ledger",))


def test_libraries_are_told_with_their_versions():
    told = libraries().split()
    assert told[0] == "python"
    assert "numpy" in told
    assert "pytest" not in told


def test_where_sayso_is_not_installed_python_alone_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "ROOT", "no-such-distribution")
    assert module._required() == []
