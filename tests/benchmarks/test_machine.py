import re
import subprocess
from pathlib import Path

from benchmarks.machine import about, commit, processor


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True)


def test_the_commit_says_whether_files_differ_from_it(tmp_path: Path):
    assert commit(tmp_path) == "unknown"
    git(tmp_path, "init", "--quiet")
    (tmp_path / "a.txt").write_text("a", "utf-8")
    git(tmp_path, "add", "a.txt")
    git(tmp_path, "commit", "--quiet", "-m", "a")
    assert re.fullmatch(r"[0-9a-f]{7,}", commit(tmp_path))
    (tmp_path / "a.txt").write_text("b", "utf-8")
    assert commit(tmp_path).endswith(", with changes since")


def test_what_it_ran_on_is_told(tmp_path: Path):
    lines = about(tmp_path, "make bench")
    assert [line.partition(":")[0] for line in lines] == ["date", "machine", "commit", "command"]
    assert processor() in lines[1]
