import os
from pathlib import Path

import pytest

from sayso.errors import InputError, NotAReport
from sayso.ingest.folders import reports_in


def names(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in reports_in(str(folder)) if isinstance(path, Path)]


def make(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("words")


def test_reports_are_found_in_order_in_all_folders(tmp_path: Path):
    make(tmp_path, "b.txt", "a.HTML", "c/z.md", "c/a/x.htm", "a/y.markdown", "a.meta.json", "t.csv", "p.pdf", "noend")
    assert names(tmp_path) == ["a.HTML", "b.txt", "a/y.markdown", "c/z.md", "c/a/x.htm"]


def test_hidden_ones_are_left_out(tmp_path: Path):
    make(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "d/.e/f.txt")
    assert names(tmp_path) == ["a.txt"]


def test_links_are_followed_but_not_in_circles(tmp_path: Path):
    make(tmp_path, "in/a.txt", "elsewhere/b.txt")
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "in" / "one").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in" / "two").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in" / "c.txt").symlink_to(tmp_path / "in" / "a.txt")
    assert names(tmp_path / "in") == ["a.txt", "c.txt", "one/b.txt"]


def test_a_link_that_leads_nowhere_is_left_for_who_reads_it(tmp_path: Path):
    (tmp_path / "a.txt").symlink_to("none.txt")
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_and_folders_are_no_reports(tmp_path: Path):
    os.mkfifo(tmp_path / "a.txt")
    make(tmp_path, "b.txt/c.txt")
    assert names(tmp_path) == ["b.txt/c.txt"]


def test_a_folder_without_reports_is_told(tmp_path: Path):
    make(tmp_path, "a.csv")
    [error] = reports_in(str(tmp_path))
    assert isinstance(error, NotAReport)
    assert str(error).startswith(f"{tmp_path}: no report in this folder, no file that ends in .txt, .md, ")


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    make(tmp_path, "a.txt", "shut/b.txt")
    scan = os.scandir

    def shut(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", shut)
    first, error = reports_in(str(tmp_path))
    assert first == tmp_path / "a.txt"
    assert isinstance(error, InputError)
    assert str(error) == f"{tmp_path / 'shut'}: cannot be read: Permission denied"
