"""The ledger itself: what can be added to it and asked of it."""

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select

from sayso.claims.claim import Claim
from sayso.errors import BrokenLedger
from sayso.ingest.document import Document
from sayso.ledger import adding, deciding, streams, tables
from sayso.ledger.adding import Added
from sayso.ledger.decision import Decision
from sayso.ledger.migrate import prepare
from sayso.ledger.postgres import PostgresStore
from sayso.ledger.rows import Entry, Row
from sayso.ledger.sighting import Sighting
from sayso.ledger.sqlite import SqliteStore, beside
from sayso.ledger.store import RESTORE, Store
from sayso.ledger.streams import Mark

DEFAULT = "sayso.ledger"
PATIENCE = 30.0
START = Mark()


class Ledger:
    """Every report and claim that was read, and what people decided of them. It only grows.

    What is added is there for good when the call returns, even if the machine stops at that moment. Threads may share
    one; a process that is forked must open its own. Any call may raise the `LedgerError` that tells what is wrong.
    """

    def __init__(self, store: Store, notes: tuple[str, ...] = ()) -> None:
        """
        Args:
            store: where it is kept, of this version; `Ledger.open` sees to that.
            notes: what was done to open it that a person should be told.
        """
        self.notes = notes
        self._store = store

    @classmethod
    def open(cls, where: str | Path = DEFAULT, *, create: bool = False, patience: float = PATIENCE) -> Self:
        """Open a ledger. One of an older version is brought up to date first, after a backup.

        Args:
            where: a file, or a database as `postgresql://ROLE@HOST/NAME`.
            create: whether to make it where there is none, to add to it. Without it, one that may only be read opens.
            patience: for how many seconds to wait while others write.

        Raises:
            MissingLedger, NotALedger, NewerLedger, ReadOnlyLedger, LockedLedger, FullLedger, BrokenLedger: as they say.
            LedgerError: a server that can't be reached, an address of another kind.
        """
        store = _store(where, create, patience)
        try:
            return cls(store, prepare(store, create=create))
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Give everything back."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def name(self) -> str:
        """What messages call it: the file, or the address without its password."""
        return self._store.name

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection for views: it sees the ledger as it is at its first question."""
        return self._store.reading()

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction for views, kept when the block ends without an error. Others wait, so keep it short."""
        return self._store.writing()

    def add(self, document: Document, claims: Iterable[Claim], sighting: Sighting, reader: str) -> Added:
        """Add a document as it was read, whole or not at all; nothing of it that is there already is added again.

        Args:
            document: the document. The same text is the same document, whatever it is called.
            claims: what the reader found in it.
            sighting: where it was seen, and when it was added.
            reader: name and version of all that it was read with. What was found with another stays, and is no longer
                given.

        Raises:
            BadEncoding: it holds characters that no database keeps.
            ValueError: claims or sighting are of another document, or `seen_at` has no time zone.
        """
        return self.add_many([Entry(document, tuple(claims), sighting, reader)])

    def add_many(self, entries: Iterable[Entry]) -> Added:
        """Add many as `add` does, some hundred in a transaction. What is kept when one raises, is kept for good."""
        total = Added()
        for batch in adding.batches(entries):
            with self.writing() as connection:
                total += adding.add(connection, batch)
        return total

    def has(self, document_id: str, reader: str) -> bool:
        """Whether this reader has read the document."""
        table = tables.reading
        asked = select(table.c.number).where(table.c.document_id == document_id, table.c.reader == reader)
        with self.reading() as connection:
            return connection.scalar(asked) is not None

    def documents(self) -> Iterator[Document]:
        """All documents in the order of their ids, each described as in its first sighting by `Sighting.rank`."""
        with self._whole() as connection:
            yield from streams.documents(connection)

    def unread(self, reader: str) -> Iterator[Document]:
        """The documents that this reader has not read, as `documents` gives them. They may be added while it lasts."""
        after = ""
        while found := self._unread(reader, after):
            yield from found
            after = found[-1].id

    def unread_number(self, reader: str) -> int:
        """How many documents this reader has not read."""
        with self.reading() as connection:
            return streams.unread_number(connection, reader)

    def _unread(self, reader: str, after: str) -> list[Document]:
        with self._whole() as connection:
            return streams.unread(connection, reader, after)

    def claims(self, since: Mark = START) -> Iterator[Row]:
        """The claims of all documents, by the document's id and in text order, as the last reader found them.

        Args:
            since: give only documents that were read or seen anew after this mark, with all of their claims.
        """
        with self._whole() as connection:
            yield from streams.claims(connection, since)

    def mark(self) -> Mark:
        """How far the ledger reaches."""
        with self.reading() as connection:
            return streams.mark(connection)

    def sightings(self, document_id: str) -> tuple[Sighting, ...]:
        """Where the document was seen, by `Sighting.rank`; empty where there is no such document."""
        with self._whole() as connection:
            return streams.sightings(connection, [document_id]).get(document_id, ())

    def decide(self, decision: Decision) -> Decision:
        """Add a decision. Returns it with its number, `when` in UTC.

        Raises:
            BadDecision: it can't be, or speaks of what the ledger does not hold.
        """
        deciding.check(decision, self.name)
        with self.writing() as connection:
            return deciding.decide(connection, decision, self.name)

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in the order in which they were taken."""
        with self._whole() as connection:
            return deciding.decisions(connection)

    def standing(self) -> tuple[Decision, ...]:
        """The decisions that no later one supersedes, in the order in which they were taken."""
        return deciding.standing(self.decisions())

    @contextmanager
    def _whole(self) -> Iterator[Connection]:
        """As `reading`, for rows that are as they were written."""
        try:
            with self.reading() as connection:
                yield connection
        except (KeyError, TypeError, ValueError) as error:
            raise BrokenLedger(self.name, f"damaged: a row is not as it was written; {RESTORE}") from error


def _store(where: str | Path, create: bool, patience: float) -> Store:
    if isinstance(where, str) and "://" in where:
        return PostgresStore(where, patience=patience)
    path = Path(os.path.realpath(where))  # where links lead, as SQLite puts its log beside the file itself
    if create and not path.exists():
        _make(path, str(where), patience)
    store = SqliteStore(path, str(where), patience=patience)
    if create:
        store.must_write()
    return store


def _make(path: Path, name: str, patience: float) -> None:
    """Make an empty ledger. It is whole when it gets its name; if another process was quicker, that one stands."""
    with beside(path, name) as new:
        store = SqliteStore(new, name, patience=patience)
        try:
            prepare(store, create=True)
        finally:
            store.close()
