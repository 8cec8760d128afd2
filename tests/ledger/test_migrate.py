import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from sayso.errors import FullLedger, LedgerError, MissingLedger, NewerLedger, NotALedger, ReadOnlyLedger
from sayso.ledger import Ledger, migrate
from sayso.ledger.adding import add
from sayso.ledger.ledger import _store
from sayso.ledger.migrate import NEWEST, upgrade, version
from sayso.ledger.sqlite import SqliteStore
from sayso.ledger.tables import REVISIONS, VERSION_TABLE, Instant, metadata
from tests.ledger.reports import entry


def make(where: str, revision: str) -> None:
    """A ledger of this version with one report in it."""
    if "://" not in where:
        Path(where).touch()
    store = _store(where, False, 5.0)
    store.settle()
    with store.writing() as connection:
        upgrade(connection, revision)
        add(connection, [entry(1)])
    store.close()


def set_version(where: str, revision: str) -> None:
    store = _store(where, False, 5.0)
    with store.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '{revision}'"))
    store.close()


def indexes(ledger: Ledger) -> set[str | None]:
    with ledger.reading() as connection:
        return {index["name"] for index in inspect(connection).get_indexes("claim")}


def test_the_versions_are_those_of_the_migrations():
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    script = ScriptDirectory.from_config(config)
    assert tuple(sorted(revision.revision for revision in script.walk_revisions())) == REVISIONS
    assert script.get_current_head() == NEWEST


def test_the_migrations_make_what_the_tables_are(ledger: Ledger):
    def same(_context, _column, _metadata_column, found, wanted) -> bool | None:
        return False if isinstance(wanted, Instant) and found.length == wanted.impl.length else None

    options = {"compare_type": same, "version_table": VERSION_TABLE}
    with ledger.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_older_one_is_brought_up_to_date_with_all_it_holds(where: str, revision: str):
    make(where, revision)
    with Ledger.open(where) as ledger:
        assert f"brought from version {revision} to {NEWEST}" in ledger.notes[0]
        assert list(ledger.documents()) == [entry(1).document]
        assert "ix_claim_id" in indexes(ledger)
        with ledger.reading() as connection:
            assert version(connection) == NEWEST
    with Ledger.open(where) as ledger:
        assert ledger.notes == ()


def test_the_one_before_is_kept_beside_it_and_never_written_over(tmp_path: Path):
    where = tmp_path / "war.ledger"
    for kept in ("war.ledger.backup-0001", "war.ledger.backup-0001-2"):
        where.unlink(missing_ok=True)
        make(str(where), "0001")
        (tmp_path / "war.ledger.backup-0001.part").write_bytes(b"left by a run that was killed")
        with Ledger.open(where) as ledger:
            assert ledger.notes[0].endswith(f"as it was before, it is kept in {tmp_path / kept}")
        with closing(sqlite3.connect(tmp_path / kept)) as backup:
            assert backup.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall() == [("0001",)]
            assert backup.execute("SELECT count(*) FROM claim").fetchall() == [(3,)]
            assert backup.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert {path.name for path in tmp_path.iterdir()} == {
        "war.ledger",
        "war.ledger.backup-0001",
        "war.ledger.backup-0001-2",
    }


def test_a_backup_can_be_opened_as_a_ledger(tmp_path: Path):
    make(str(tmp_path / "war.ledger"), "0001")
    Ledger.open(tmp_path / "war.ledger").close()
    with Ledger.open(tmp_path / "war.ledger.backup-0001") as old:
        assert list(old.documents()) == [entry(1).document]


def test_of_a_database_a_dump_is_the_operator_s(database: str):
    make(database, "0001")
    with Ledger.open(database) as ledger:
        assert "no copy of version 0001 was made: dumps (pg_dump) are for whoever runs the server" in ledger.notes[0]


def test_without_a_backup_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    where = tmp_path / "war.ledger"
    make(str(where), "0001")

    def fail(store: SqliteStore, _revision: str) -> str:
        raise FullLedger(store.name, "no room")

    monkeypatch.setattr(SqliteStore, "backup", fail)
    before = where.read_bytes()
    with pytest.raises(FullLedger):
        Ledger.open(where)
    assert where.read_bytes() == before


def test_a_backup_that_cannot_be_written_is_one_line_and_leaves_nothing(tmp_path: Path):
    where = tmp_path / "war.ledger"
    make(str(where), "0001")
    (tmp_path / "war.ledger.backup-0001.part").mkdir()
    with pytest.raises(LedgerError, match=r"war\.ledger: cannot be backed up, so it was left as it is: .*directory"):
        Ledger.open(where)
    with closing(sqlite3.connect(where)) as left:
        assert left.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall() == [("0001",)]


def test_a_migration_that_fails_midway_leaves_the_ledger_as_it_was(where: str):
    make(where, "0001")
    store = _store(where, False, 5.0)
    with store.writing() as connection:
        connection.execute(text("CREATE INDEX ix_claim_id ON claim (kind)"))  # in the way of the next version
    with pytest.raises(LedgerError, match="ix_claim_id"):
        Ledger.open(where)
    with store.reading() as connection:
        assert version(connection) == "0001"
    store.close()


def test_several_that_open_an_old_one_at_once_bring_it_up_to_date_once(where: str):
    make(where, "0001")
    with ThreadPoolExecutor(4) as pool:
        ledgers = list(pool.map(lambda _: Ledger.open(where), range(4)))
    assert sum(bool(ledger.notes) for ledger in ledgers) == 1
    for ledger in ledgers:
        assert len(list(ledger.claims())) == 3
        ledger.close()


@pytest.mark.parametrize("create", [False, True])
def test_a_newer_one_is_left_as_it_is(where: str, create: bool):
    make(where, NEWEST)
    set_version(where, "0999")
    path = Path(where)
    before = path.read_bytes() if path.exists() else b""
    with pytest.raises(NewerLedger, match=r"by a newer sayso: its version is 0999, .* upgrade sayso"):
        Ledger.open(where, create=create)
    assert (path.read_bytes() if path.exists() else b"") == before
    assert not list(path.parent.glob("*backup*"))


def test_where_there_is_none_one_is_made_only_if_asked_for(where: str):
    with pytest.raises(MissingLedger, match="`sayso add` makes one"):
        Ledger.open(where)
    Ledger.open(where, create=True).close()
    with Ledger.open(where) as ledger:
        assert ledger.mark() == (0, 0, 0)


def test_tables_of_another_program_are_left_as_they_are(where: str):
    if "://" not in where:
        Path(where).touch()
    store = _store(where, False, 5.0)
    with store.writing() as connection:
        connection.execute(text("CREATE TABLE document (id INTEGER)"))
    store.close()
    for create in (False, True):
        with pytest.raises(NotALedger, match="a database with other tables; it was left as it is"):
            Ledger.open(where, create=create)


def test_an_older_one_that_may_only_be_read_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    make(str(tmp_path / "war.ledger"), "0001")
    monkeypatch.setattr("sayso.ledger.sqlite._mode", lambda _path: "ro")
    with pytest.raises(ReadOnlyLedger, match="may be read here, not written"):
        Ledger.open(tmp_path / "war.ledger")
