"""A ledger in a database of PostgreSQL, for a team."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from sayso.errors import BrokenLedger, FullLedger, LedgerError, LockedLedger, MissingLedger, ReadOnlyLedger
from sayso.ledger.store import Store, first_line
from sayso.ledger.tables import metadata

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
WRITERS = 0x5A59534F
"""The number of the lock that writers take turns by; no other program is likely to use it."""

# By SQLSTATE, or the class of it that its first two characters are.
_KINDS: dict[str, tuple[type[LedgerError], str]] = {
    "25006": (ReadOnlyLedger, "the server takes no writing here (a standby, or set to be read only)"),
    "28": (ReadOnlyLedger, "the server does not let this role in; look at its name and password"),
    "3D000": (MissingLedger, "no such database; make one with createdb"),
    "42501": (ReadOnlyLedger, "this role may not do that; its owner can GRANT it the right"),
    "53100": (FullLedger, "the server's disk is full; make room and try again: what was kept is kept"),
    "53": (FullLedger, "the server is at its limit; try again later"),
    "55P03": (LockedLedger, "another program writes to it; try again when that is done"),
    "57P": (LedgerError, "the server is stopping or starting; try again"),
    "08": (LedgerError, "the connection to the server broke; try again"),
    "XX001": (BrokenLedger, "the server finds its data damaged; restore it from a dump"),
    "XX002": (BrokenLedger, "the server finds an index damaged; REINDEX may mend it"),
}
# What libpq says of the same while there is no connection that a SQLSTATE could come over.
_SAID = {
    r'role ".*" does not exist|authentication failed|no password supplied|no pg_hba\.conf entry': "28",
    r'database ".*" does not exist': "3D000",
}


class PostgresStore(Store):
    """A database of its own, or a schema that the role's `search_path` names first. Backups are the operator's."""

    def __init__(self, address: str, *, patience: float) -> None:
        """
        Args:
            address: a URL, `postgresql://ROLE@HOST/DATABASE`.
            patience: for how many seconds to wait for another writer.

        Raises:
            LedgerError: the address is of another form, or the driver is not installed.
        """
        url = _url(address)
        name = url.set(drivername="postgresql").render_as_string(hide_password=True)
        arguments = {"application_name": "sayso"}
        try:
            engine = create_engine(url, connect_args=arguments, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise LedgerError(name, "PostgreSQL needs psycopg, which is missing: `pip install psycopg`") from error
        self._patience = round(patience * 1000)
        super().__init__(name, engine)

    def backup(self, revision: str) -> str:
        """None is made: a dump is for whoever runs the server, and the change is one transaction."""
        return f"no copy of version {revision} was made: dumps (pg_dump) are for whoever runs the server"

    def settle(self) -> None:
        """There is nothing to be done."""

    def is_foreign(self, tables: Collection[str]) -> bool:
        return not metadata.tables.keys().isdisjoint(tables)

    def explain(self, error: DBAPIError) -> LedgerError:
        state = getattr(error.orig, "sqlstate", None) or ""
        for beginning, (kind, what) in _KINDS.items():
            if state.startswith(beginning):
                return kind(self.name, what)
        if not state:
            return _unreachable(self.name, first_line(error))
        return LedgerError(self.name, f"failed: {first_line(error)}")

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
            yield connection

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = {self._patience}"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS})"))
            yield connection


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise LedgerError(address.partition("@")[2] or address, "not an address of a database") from error
    if url.drivername not in SCHEMES:
        where = url.render_as_string(hide_password=True)
        raise LedgerError(where, "not a ledger's address; name a file, or a database as postgresql://ROLE@HOST/NAME")
    return url.set(drivername="postgresql+psycopg")


def _unreachable(name: str, said: str) -> LedgerError:
    """A failure without an SQLSTATE: the server was not reached, or turned the caller away before there was one."""
    for words, state in _SAID.items():
        if re.search(words, said):
            kind, what = _KINDS[state]
            return kind(name, what)
    return LedgerError(name, f"the server cannot be reached: {said}")
