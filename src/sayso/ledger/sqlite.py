"""A ledger in one file of SQLite."""

import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, suppress
from errno import ENOSPC
from functools import partial
from pathlib import Path
from secrets import token_hex

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from sayso.errors import (
    BrokenLedger,
    FullLedger,
    LedgerError,
    LockedLedger,
    MissingLedger,
    NotALedger,
    ReadOnlyLedger,
)
from sayso.ledger.store import MAY_NOT_WRITE, RESTORE, Store, first_line

MAGIC = b"SQLite format 3\0"
DAMAGED = f"damaged; {RESTORE}, or save what can be saved with `sqlite3 FILE .recover`"
ELSEWHERE = "another program writes to it; try again when that is done"
NO_ROOM = "no room to write more (disk full, or a limit); make room and try again: what was kept is kept"
# By the beginning of SQLite's own name of the error.
_KINDS: dict[str, tuple[type[LedgerError], str]] = {
    "SQLITE_BUSY": (LockedLedger, ELSEWHERE),
    "SQLITE_LOCKED": (LockedLedger, ELSEWHERE),
    "SQLITE_READONLY": (ReadOnlyLedger, MAY_NOT_WRITE),
    "SQLITE_PERM": (ReadOnlyLedger, MAY_NOT_WRITE),
    "SQLITE_CANTOPEN": (ReadOnlyLedger, "cannot be opened; look at the rights on it and on its folder"),
    "SQLITE_FULL": (FullLedger, NO_ROOM),
    "SQLITE_IOERR_WRITE": (FullLedger, NO_ROOM),
    "SQLITE_IOERR_SHMSIZE": (FullLedger, NO_ROOM),
    "SQLITE_IOERR_SHORT_READ": (BrokenLedger, DAMAGED),
    "SQLITE_IOERR": (LedgerError, "the disk fails to read or write it; copy the ledger to another"),
    "SQLITE_CORRUPT": (BrokenLedger, DAMAGED),
    "SQLITE_NOTADB": (BrokenLedger, DAMAGED),
}
# Writing is durable when a transaction ends, even if the power fails; REPLACE is caught by the triggers as well.
_SETTINGS = ("foreign_keys = ON", "recursive_triggers = ON", "synchronous = FULL", "cache_size = -32768")


class SqliteStore(Store):
    """One file, and while it is in use its `-wal` and `-shm` beside it. Not for a folder that computers share."""

    def __init__(self, path: Path, name: str, *, patience: float) -> None:
        """
        Args:
            path: the file itself, not a link to it.
            name: what messages call it.
            patience: for how many seconds to wait for another writer.

        Raises:
            MissingLedger: there is no such file.
            NotALedger: it is a folder, or a file of another kind.
            ReadOnlyLedger: it may not even be read.
        """
        self.path = path
        _look(path, name)
        mode = _mode(path)
        super().__init__(name, _engine(path, mode, patience), read_only=mode.startswith("ro"))

    def backup(self, revision: str) -> str:
        unfinished = self.path.with_name(f"{self.path.name}.backup-{revision}.part")
        try:
            unfinished.unlink(missing_ok=True)
            with closing(_connect(self.path, "rw", 0)) as old, closing(sqlite3.connect(unfinished)) as new:
                old.backup(new)
            kept = _keep(unfinished, self.path.with_name(f"{self.path.name}.backup-{revision}"))
        except (sqlite3.Error, OSError) as error:
            raise LedgerError(self.name, f"cannot be backed up, so it was left as it is: {error}") from error
        finally:
            with suppress(OSError):
                unfinished.unlink()
        return f"as it was before, it is kept in {kept}"

    def settle(self) -> None:
        """Keep what is written in a log beside the file, so that one who reads never waits for one who writes."""
        self.must_write()
        with self._telling(), self.engine.connect() as connection:
            connection.execution_options(outside=True).exec_driver_sql("PRAGMA journal_mode = WAL")

    def is_foreign(self, tables: Collection[str]) -> bool:
        return bool(tables)

    def explain(self, error: DBAPIError) -> LedgerError:
        name = getattr(error.orig, "sqlite_errorname", "")
        for beginning, (kind, what) in _KINDS.items():
            if name.startswith(beginning):
                return kind(self.name, what)
        if "decode to UTF-8" in str(error.orig):
            return BrokenLedger(self.name, DAMAGED)
        return LedgerError(self.name, f"failed: {first_line(error)}")

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        with self.engine.execution_options(writes=True).begin() as connection:
            yield connection


@contextmanager
def beside(path: Path, name: str) -> Iterator[Path]:
    """A new empty file beside `path`, which takes its name at the end, unless another has it by then; else it is gone.

    Args:
        path: the name it is to have.
        name: what messages call it.

    Raises:
        MissingLedger: there is no folder to make it in.
        ReadOnlyLedger, FullLedger: it can't be made there.
    """
    new = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        new.touch(exist_ok=False)
        yield new
        with suppress(FileExistsError):
            _give_name(new, path)
    except FileNotFoundError as error:
        raise MissingLedger(name, f"there is no folder {path.parent} to make it in") from error
    except OSError as error:
        kind = FullLedger if error.errno == ENOSPC else ReadOnlyLedger
        raise kind(name, f"cannot be made: {error.strerror or error}") from error
    finally:
        for left in (new, new.with_name(f"{new.name}-wal"), new.with_name(f"{new.name}-shm")):
            left.unlink(missing_ok=True)


def _look(path: Path, name: str) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except FileNotFoundError as error:
        raise MissingLedger(name, "no such ledger; `sayso add` makes one") from error
    except IsADirectoryError as error:
        raise NotALedger(name, "a folder, not a ledger; name a file") from error
    except OSError as error:
        raise ReadOnlyLedger(name, f"cannot be opened: {error.strerror or error}") from error
    if head and head != MAGIC:
        raise NotALedger(name, "not a ledger but another kind of file; it was left as it is")


def _mode(path: Path) -> str:
    """How SQLite is to open the file. Where not even a log can lie beside it, it is taken as one that never changes."""
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "rw"
    log = path.with_name(f"{path.name}-wal")
    return "ro" if log.exists() or os.access(path.parent, os.W_OK) else "ro&immutable=1"


def _keep(unfinished: Path, wanted: Path) -> Path:
    """Give the file the name wanted, or the first free one after it. Returns the name."""
    name, number = wanted, 1
    while True:
        try:
            _give_name(unfinished, name)
        except FileExistsError:
            number += 1
            name = wanted.with_name(f"{wanted.name}-{number}")
        else:
            return name


def _give_name(file: Path, name: Path) -> None:
    """Rename the file, but never over another.

    Raises:
        FileExistsError: there is another of that name.
    """
    try:
        name.hardlink_to(file)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if name.exists():
            raise FileExistsError(str(name)) from None
        file.rename(name)
    else:
        file.unlink()


def _connect(path: Path, mode: str, patience: float) -> sqlite3.Connection:
    """A connection that leaves transactions to SQLAlchemy."""
    uri = f"{path.as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    return connection


def _engine(path: Path, mode: str, patience: float) -> Engine:
    creator = partial(_connect, path, mode, patience)
    engine = create_engine("sqlite+pysqlite://", creator=creator, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Who is going to write says so at once: one who has read already could be refused when he starts to."""
    options = connection.get_execution_options()
    if not options.get("outside", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes", False) else "BEGIN")
