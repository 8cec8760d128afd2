"""A file that is no ledger, that may not be written, that is damaged, that finds no room."""

import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sayso.errors import (
    BrokenLedger,
    LedgerError,
    LockedLedger,
    MissingLedger,
    NotALedger,
)
from sayso.ledger import Ledger
from sayso.ledger.sqlite import beside
from tests.ledger.reports import entry

ROOT = Path(__file__).parents[2]

# Becomes someone to whom the rights of files apply, once all is loaded; opens the ledger, adds, says how that went.
TRY = """
import os, resource, sys, tempfile
from sayso.errors import LedgerError
from sayso.ledger import Ledger
from tests.ledger.reports import entry
with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/first.ledger", create=True) as first:
    first.add(*entry(1))
    list(first.claims())
limit = int(sys.argv[4])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
if os.geteuid() == 0 and sys.argv[5] == "anyone":
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with Ledger.open(sys.argv[1], create=sys.argv[2] == "create", patience=1.0) as ledger:
        print(len(list(ledger.claims())), "claims")
        for number in range(100, 100 + int(sys.argv[3])):
            ledger.add(*entry(number))
            print("kept", number)
except LedgerError as error:
    print(f"{type(error).__name__}: {error}")
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that anyone may enter, which those of pytest are not."""
    path = Path(tempfile.mkdtemp(prefix="sayso-ledger-", dir="/tmp"))
    path.chmod(0o755)
    yield path
    path.chmod(0o755)
    shutil.rmtree(path)


@pytest.fixture
def filled(folder: Path) -> Path:
    """A ledger with forty reports."""
    with Ledger.open(folder / "war.ledger", create=True) as ledger:
        ledger.add_many(entry(number) for number in range(40))
    return folder / "war.ledger"


def attempt(where: Path, how: str = "open", adds: int = 1, limit: int = 0, prefix: tuple[str, ...] = ()) -> list[str]:
    """The lines that `TRY` writes.

    Args:
        where: the ledger.
        how: "create" to make it if need be.
        adds: how many reports to add.
        limit: the largest size of a file, in bytes; 0 for none.
        prefix: a command to run it under, as whoever that makes of it.
    """
    who = "same" if prefix else "anyone"
    command = [*prefix, sys.executable, "-c", TRY, str(where), how, str(adds), str(limit), who]
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_missing_one_is_not_made_unasked(tmp_path: Path):
    with pytest.raises(MissingLedger, match=r"war\.ledger: no such ledger; `sayso add` makes one$"):
        Ledger.open(tmp_path / "war.ledger")
    assert names(tmp_path) == set()


def test_a_missing_folder_is_not_made(tmp_path: Path):
    with pytest.raises(MissingLedger, match=r"there is no folder .*/nowhere to make it in$"):
        Ledger.open(tmp_path / "nowhere" / "war.ledger", create=True)


def test_an_empty_file_becomes_one_only_if_asked_for(tmp_path: Path):
    where = tmp_path / "war.ledger"
    where.touch()
    with pytest.raises(MissingLedger, match="holds no ledger; `sayso add` makes one"):
        Ledger.open(where)
    assert where.read_bytes() == b""
    with Ledger.open(where, create=True) as ledger:
        assert ledger.mark() == (0, 0, 0)


@pytest.mark.parametrize("content", [b"A report, not a ledger.\n", b"\0" * 5000, b"SQLite format 2\0", b"PK\x03\x04"])
@pytest.mark.parametrize("create", [False, True])
def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path, content: bytes, create: bool):
    where = tmp_path / "war.ledger"
    where.write_bytes(content)
    with pytest.raises(NotALedger, match=r"war\.ledger: not a ledger but another kind of file; it was left as it is$"):
        Ledger.open(where, create=create)
    assert where.read_bytes() == content


def test_a_folder_is_not_a_ledger(tmp_path: Path):
    with pytest.raises(NotALedger, match="a folder, not a ledger; name a file"):
        Ledger.open(tmp_path, create=True)


def test_names_of_files_may_hold_anything(tmp_path: Path):
    where = tmp_path / "دفتر %20?mode=ro#x's.ledger"
    with Ledger.open(str(where), create=True) as ledger:
        ledger.add(*entry(1))
    with Ledger.open(where) as ledger:
        assert len(list(ledger.claims())) == 3
    assert names(tmp_path) == {where.name}


def test_a_link_leads_to_the_ledger(filled: Path):
    link = filled.with_name("link.ledger")
    link.symlink_to(filled.name)
    with Ledger.open(link, create=True) as ledger:
        assert len(list(ledger.claims())) == 120
    elsewhere = filled.with_name("later.ledger")
    link.unlink()
    link.symlink_to(elsewhere)
    with Ledger.open(link, create=True) as ledger:
        assert ledger.name == str(link)
    assert elsewhere.is_file()


def test_links_that_lead_in_a_circle_are_one_line(tmp_path: Path):
    where = tmp_path / "war.ledger"
    where.symlink_to(where.name)
    with pytest.raises(LedgerError, match=r"war\.ledger: cannot be opened: Too many levels of symbolic links"):
        Ledger.open(where)


def test_closed_it_is_one_file(filled: Path):
    assert names(filled.parent) == {"war.ledger"}


def test_a_file_that_may_not_be_written_can_be_read(filled: Path):
    filled.chmod(0o444)
    assert attempt(filled) == [
        "120 claims",
        f"ReadOnlyLedger: {filled}: may be read here, not written; copy it to where you may write, "
        "or ask for the right to",
    ]
    assert attempt(filled, "create")[0].startswith(f"ReadOnlyLedger: {filled}: may be read here, not written")


def test_a_file_in_a_folder_that_may_not_be_written_can_be_read(filled: Path):
    filled.chmod(0o666)
    filled.parent.chmod(0o555)
    lines = attempt(filled)
    assert lines[0] == "120 claims"
    assert lines[1].startswith("ReadOnlyLedger: ")
    assert names(filled.parent) == {"war.ledger"}


def test_a_file_that_another_writes_to_can_be_read_by_who_may_only_read(filled: Path):
    filled.chmod(0o644)
    with Ledger.open(filled) as ledger:
        ledger.add(*entry(50))
        lines = attempt(filled)
    assert lines[0] == "123 claims"
    assert lines[1].startswith("ReadOnlyLedger: ")


def test_a_file_that_may_not_even_be_read(filled: Path):
    filled.chmod(0o000)
    assert attempt(filled) == [f"ReadOnlyLedger: {filled}: cannot be opened: Permission denied"]


def test_in_a_folder_that_may_not_be_written_none_is_made(folder: Path):
    folder.chmod(0o555)
    where = folder / "war.ledger"
    assert attempt(where, "create") == [f"ReadOnlyLedger: {where}: cannot be made: Permission denied"]
    assert names(folder) == set()


def test_one_that_another_program_holds_is_told_to_be_locked(filled: Path):
    with closing(sqlite3.connect(filled, isolation_level=None)) as other, Ledger.open(filled, patience=0.1) as ledger:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedLedger, match="another program writes to it; try again when that is done"):
            ledger.add(*entry(99))
        other.execute("ROLLBACK")
        ledger.add(*entry(99))


def test_two_that_make_it_at_once_make_one(tmp_path: Path):
    where = tmp_path / "war.ledger"
    with beside(where, "it") as slow:
        slow.write_bytes(b"made too late")
        with Ledger.open(where, create=True) as ledger:
            ledger.add(*entry(1))
    with Ledger.open(where) as ledger:
        assert len(list(ledger.claims())) == 3
    assert names(tmp_path) == {"war.ledger"}


def test_it_is_made_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(_path: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with Ledger.open(tmp_path / "war.ledger", create=True) as ledger:
        ledger.add(*entry(1))
    with pytest.raises(ZeroDivisionError), beside(tmp_path / "other.ledger", "it") as new:
        new.write_bytes(bytes(1 // 0))
    with beside(tmp_path / "war.ledger", "it") as new:
        new.write_bytes(b"made too late")
    with Ledger.open(tmp_path / "war.ledger") as ledger:
        assert len(list(ledger.claims())) == 3
    assert names(tmp_path) == {"war.ledger"}


def read_all(where: Path) -> str | None:
    """What was said of the ledger, None where it was read as it was written."""
    try:
        with Ledger.open(where) as ledger:
            ledger.decisions()
            whole = (len(list(ledger.claims())), len(list(ledger.documents()))) == (120, 40)
            return None if whole else "rows are missing"
    except BrokenLedger as error:
        return str(error)


def test_one_cut_short_is_broken(filled: Path):
    whole = filled.read_bytes()
    assert read_all(filled) is None
    for length in (100, 4096, len(whole) // 2, len(whole) - 4096):
        filled.write_bytes(whole[:length])
        assert str(read_all(filled)).startswith(f"{filled}: damaged; restore it from a backup, or save what can be")


def test_pages_of_rubbish_are_a_broken_ledger(filled: Path):
    whole = filled.read_bytes()
    rubbish = random.Random(1).randbytes(4096)
    filled.write_bytes(whole[:4096] + rubbish * (len(whole) // 4096 - 1))
    assert str(read_all(filled)).startswith(f"{filled}: damaged; ")


def test_a_row_that_was_tampered_with_is_a_broken_ledger(filled: Path):
    filled.write_bytes(filled.read_bytes().replace(b'"trigger":{', b'"trigger":['))
    assert read_all(filled) == f"{filled}: damaged: a row is not as it was written; restore it from a backup"


def test_however_it_is_damaged_there_is_no_traceback(filled: Path):
    whole = filled.read_bytes()
    dice = random.Random(20)
    said = []
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(dice.choice((1, 20, 200))):
            damaged[dice.randrange(16, len(damaged))] = dice.randrange(256)
        filled.write_bytes(damaged)
        for left in ("-wal", "-shm"):
            filled.with_name(filled.name + left).unlink(missing_ok=True)
        said.append(read_all(filled))
    told = [what for what in said if what]
    assert len(told) > 30
    assert not any("\n" in what for what in told)


def test_a_limit_on_the_size_of_files_loses_nothing_kept(folder: Path):
    folder.chmod(0o777)
    where = folder / "war.ledger"
    *kept, last = attempt(where, "create", 2000, limit=2_000_000)
    what = "no room to write more (disk full, or a limit); make room and try again: what was kept is kept"
    assert last == f"FullLedger: {where}: {what}"
    assert_kept(where, kept)


def test_a_full_disk_loses_nothing_kept(folder: Path):
    disk = folder / "disk"
    disk.mkdir()
    apart = ("unshare", "--mount", *(["--map-root-user"] if os.geteuid() else []))
    mount = f"mount -t tmpfs -o size=3m none {disk}"
    if shutil.which("unshare") is None or subprocess.run([*apart, *mount.split()], check=False).returncode:
        pytest.skip("no disk of a chosen size can be mounted here")
    prefix = (*apart, "sh", "-c", f'{mount} && "$@" && cp {disk}/war.ledger* {folder}', "sh")
    *kept, last = attempt(disk / "war.ledger", "create", 2000, prefix=prefix)
    assert last.startswith(f"FullLedger: {disk / 'war.ledger'}: no room to write more")
    assert_kept(folder / "war.ledger", kept)


def assert_kept(where: Path, lines: list[str]) -> None:
    assert lines[0] == "0 claims"
    numbers = [int(line.removeprefix("kept ")) for line in lines[1:]]
    assert len(numbers) > 20
    with Ledger.open(where) as ledger:
        assert sorted(document.name for document in ledger.documents()) == [f"{number:04}.txt" for number in numbers]
        assert len(list(ledger.claims())) == 3 * len(numbers)
        ledger.add(*entry(9))


def test_on_a_full_disk_none_is_made_and_nothing_is_left(folder: Path):
    folder.chmod(0o777)
    where = folder / "war.ledger"
    [line] = attempt(where, "create", limit=20_000)
    assert line.startswith(f"FullLedger: {where}: no room to write more")
    assert names(folder) == set()
