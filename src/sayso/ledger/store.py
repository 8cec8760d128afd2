"""What a ledger is kept in, a file of SQLite or a database of PostgreSQL: what differs between the two, and no more."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from sayso.errors import BrokenLedger, LedgerError, ReadOnlyLedger

MAY_NOT_WRITE = "may be read here, not written; copy it to where you may write, or ask for the right to"
RESTORE = "restore it from a backup"


class Store(ABC):
    """Connections to one ledger, whose failures come as a `LedgerError` that names it.

    Writers take turns on either database, so that rows are numbered in the order in which they become visible.
    """

    def __init__(self, name: str, engine: Engine, *, read_only: bool = False) -> None:
        """
        Args:
            name: the ledger as messages call it.
            engine: where connections come from.
            read_only: whether it may not be written to.
        """
        self.name = name
        self.engine = engine
        self.read_only = read_only

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it is at its first question, whatever others add meanwhile."""
        with self._telling(), self._snapshot() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept when the block ends, nothing when it raises. One writer at a time.

        Raises:
            ReadOnlyLedger, LockedLedger, FullLedger, BrokenLedger: as they say.
        """
        self.must_write()
        with self._telling(), self._alone() as connection:
            yield connection

    def must_write(self) -> None:
        """
        Raises:
            ReadOnlyLedger: it may not be written to, as far as can be told without trying.
        """
        if self.read_only:
            raise ReadOnlyLedger(self.name, MAY_NOT_WRITE)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    @abstractmethod
    def backup(self, revision: str) -> str:
        """Keep a copy of the ledger as it is, of version `revision`, while the caller holds the only write
        transaction. Returns a sentence that says where it is.
        """

    @abstractmethod
    def settle(self) -> None:
        """What is to be done once, before the tables are made."""

    @abstractmethod
    def is_foreign(self, tables: Collection[str]) -> bool:
        """Whether these tables, in which no version of a ledger is found, leave no place for one."""

    @abstractmethod
    def explain(self, error: DBAPIError) -> LedgerError:
        """The failure in words that a person can act on."""

    @abstractmethod
    def _snapshot(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _alone(self) -> AbstractContextManager[Connection]: ...

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self.explain(error) from error
        except UnicodeDecodeError as error:  # SQLite quotes a damaged table in its message
            raise BrokenLedger(self.name, f"damaged; {RESTORE}") from error


def first_line(error: DBAPIError) -> str:
    """What the database itself says, on one line."""
    lines = str(error.orig).strip().splitlines()
    return lines[0].strip() if lines else type(error.orig).__name__
