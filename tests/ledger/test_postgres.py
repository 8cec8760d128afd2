import sys

import pytest
from sqlalchemy import text

from sayso.errors import LedgerError, MissingLedger, NotALedger, ReadOnlyLedger
from sayso.ledger import Ledger
from sayso.ledger.postgres import PostgresStore
from tests.ledger.reports import entry


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("mysql://ana:secret@db.test/war", "mysql://ana:***@db.test/war: not a ledger's address; name a file, or a"),
        ("https://db.test/war", "https://db.test/war: not a ledger's address; name a file, or a database as"),
        ("postgresql://ana:secret@db.test:port/war", "db.test:port/war: not an address of a database"),
    ],
)
def test_another_address_is_refused_and_no_password_is_said(address: str, what: str):
    with pytest.raises(LedgerError) as caught:
        Ledger.open(address)
    assert str(caught.value).startswith(what)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_the_usual_schemes_are_known(scheme: str):
    store = PostgresStore(f"{scheme}://ana:secret@db.test/war", patience=1.0)
    assert store.name == "postgresql://ana:***@db.test/war"
    store.close()


def test_without_its_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match="PostgreSQL needs psycopg, which is missing: `pip install psycopg`"):
        Ledger.open("postgresql://db.test/war")


def test_a_server_that_is_not_there_is_one_line(tmp_path):
    with pytest.raises(LedgerError, match="the server cannot be reached: ") as caught:
        Ledger.open(f"postgresql://ana:secret@/war?host={tmp_path}")
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_database_that_is_not_there(server: str):
    with pytest.raises(MissingLedger, match="no such database; make one with createdb"):
        Ledger.open(f"postgresql://sayso@/nowhere?host={server}", create=True)


def test_a_role_that_is_not_there(server: str):
    with pytest.raises(ReadOnlyLedger, match="the server does not let this role in; look at its name and password"):
        Ledger.open(f"postgresql://stranger@/postgres?host={server}", create=True)


def test_a_role_without_the_right_to_write(database: str):
    with Ledger.open(database, create=True) as ledger:
        ledger.add(*entry(1))
        with ledger.writing() as connection:
            connection.execute(text("DROP ROLE IF EXISTS guest"))
            connection.execute(text("CREATE ROLE guest LOGIN"))
            connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest"))
    with Ledger.open(database.replace("sayso@", "guest@")) as ledger:
        assert len(list(ledger.claims())) == 3
        with pytest.raises(ReadOnlyLedger, match="this role may not do that; its owner can GRANT it the right"):
            ledger.add(*entry(2))


def test_a_role_that_may_make_no_tables(server: str, database: str):
    with Ledger.open(database, create=True) as ledger, ledger.writing() as connection:
        connection.execute(text("DROP ROLE IF EXISTS visitor"))
        connection.execute(text("CREATE ROLE visitor LOGIN"))
        connection.execute(text("CREATE SCHEMA visitor"))
        connection.execute(text("GRANT USAGE ON SCHEMA visitor TO visitor"))
        connection.execute(text("ALTER ROLE visitor SET search_path = visitor"))
    with pytest.raises(ReadOnlyLedger, match="this role may not do that"):
        Ledger.open(database.replace("sayso@", "visitor@"), create=True)


def test_a_server_that_takes_no_writing(database: str):
    with Ledger.open(database, create=True) as ledger, ledger.writing() as connection:
        connection.execute(text("DROP ROLE IF EXISTS standby"))
        connection.execute(text("CREATE ROLE standby LOGIN SUPERUSER"))
        connection.execute(text("ALTER ROLE standby SET default_transaction_read_only = on"))
    with Ledger.open(database.replace("sayso@", "standby@")) as ledger:
        with pytest.raises(ReadOnlyLedger, match="the server takes no writing here"):
            ledger.add(*entry(1))
        assert list(ledger.documents()) == []


def test_other_tables_of_other_names_are_no_hindrance(database: str):
    store = PostgresStore(database, patience=1.0)
    with store.writing() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
    with Ledger.open(database, create=True) as ledger:
        ledger.add(*entry(1))
    with store.writing() as connection:
        connection.execute(text("DROP TABLE ledger_version"))
    store.close()
    with pytest.raises(NotALedger, match="a database with other tables"):
        Ledger.open(database, create=True)


def test_a_connection_that_broke_is_made_anew(database: str):
    with Ledger.open(database, create=True) as ledger, Ledger.open(database) as other:
        ledger.add(*entry(1))
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = "
        with other.writing() as connection:
            connection.execute(text(f"{end} current_database()"))
        assert ledger.add(*entry(2)).documents == 1


def test_a_connection_that_breaks_midway_is_one_line(database: str):
    with Ledger.open(database, create=True) as ledger:
        with pytest.raises(LedgerError, match=r"broke; try|is stopping") as caught, ledger.writing() as connection:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        assert "\n" not in str(caught.value)
        assert ledger.add(*entry(1)).documents == 1
