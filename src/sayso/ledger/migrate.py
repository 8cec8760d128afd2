"""Opening a ledger: making its tables where there are none, and bringing an older one up to date after a backup."""

from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from sayso.errors import MissingLedger, NewerLedger, NotALedger
from sayso.ledger.store import Store
from sayso.ledger.tables import REVISIONS, VERSION_TABLE

NEWEST = REVISIONS[-1]


def prepare(store: Store, *, create: bool) -> tuple[str, ...]:
    """Make sure that the ledger is of this version.

    Returns:
        What was done that a person should know of, in sentences.

    Raises:
        MissingLedger: nothing is there, and it is not to be made.
        NotALedger: there are tables, and they are not a ledger's.
        NewerLedger: a newer sayso wrote it; it is left as it is.
    """
    with store.reading() as connection:
        found = _checked(store, connection, create=create)
    return () if found == NEWEST else _bring(store, create=create)


def _checked(store: Store, connection: Connection, *, create: bool) -> str | None:
    """The ledger's version, None where it is to be made."""
    found = version(connection)
    if found is None:
        tables = inspect(connection).get_table_names()
        if store.is_foreign(tables):
            raise NotALedger(store.name, "not a ledger: a database with other tables; it was left as it is")
        if not create:
            raise MissingLedger(store.name, "holds no ledger; `sayso add` makes one")
    elif found not in REVISIONS:
        what = f"written by a newer sayso: its version is {found}, and this one knows up to {NEWEST}"
        raise NewerLedger(store.name, f"{what}; upgrade sayso; the ledger was left as it is")
    return found


def version(connection: Connection) -> str | None:
    """The version that the ledger says it has; None where there is none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()


def _bring(store: Store, *, create: bool) -> tuple[str, ...]:
    """To the newest version. Whoever else was waiting to do the same finds it done."""
    notes: tuple[str, ...] = ()
    store.settle()
    with store.writing() as connection:
        found = _checked(store, connection, create=create)
        if found is not None and found != NEWEST:
            kept = store.backup(found)
            notes = (f"{store.name}: brought from version {found} to {NEWEST}; {kept}",)
        upgrade(connection)
    return notes


def upgrade(connection: Connection, revision: str = NEWEST) -> None:
    """Run the migrations up to `revision`, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files(__package__) / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
