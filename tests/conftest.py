"""The real encoder, loaded once; and a ledger of each kind: a file, and a database of a server started for tests."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

import sayso.claims
from sayso.claims import Reader
from sayso.ledger import Ledger
from sayso.reading.network import Network, default_network

NUMBERS = count(1)
SETTINGS = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c shared_buffers=16MB"


@pytest.fixture(scope="session")
def network() -> Network:
    """The network with the weights that ship."""
    return default_network()


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader that `sayso read` uses."""
    return sayso.claims.default_reader()


@pytest.fixture
def one_reader(reader: Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command finds the reader loaded already, and relative paths lead to a folder of the test's own."""
    monkeypatch.setattr(sayso.claims, "default_reader", lambda: reader)
    monkeypatch.chdir(tmp_path)


def version(initdb: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in initdb.parts[-3].split(".") if part.isdigit())


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL server of Debian's packages, run by no one special, on no network."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=version)
    if not found:
        pytest.skip("no PostgreSQL server here (Debian: apt-get install postgresql)")
    tools = found[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-", dir="/tmp"))
    account = {}
    if os.geteuid() == 0:  # the server refuses to be run by root
        someone = pwd.getpwnam("nobody")
        shutil.chown(folder, someone.pw_uid, someone.pw_gid)
        account = {"user": someone.pw_uid, "group": someone.pw_gid, "extra_groups": []}

    def run(tool: str, *arguments: str) -> None:
        command = [str(tools / tool), "-D", str(folder / "data"), *arguments]
        with (folder / f"{tool}.log").open("ab") as log:  # not a pipe: the server would keep it open
            done = subprocess.run(command, stdout=log, stderr=log, cwd=folder, check=False, **account)
        assert done.returncode == 0, (folder / f"{tool}.log").read_text("utf-8")

    try:
        run("initdb", "-A", "trust", "-U", "sayso", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "-w", "-o", f"-k {folder} {SETTINGS}", "-l", str(folder / "server.log"), "start")
        yield str(folder)
        run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def database(server: str) -> str:
    """The address of a new database."""
    name = f"ledger{next(NUMBERS)}"
    engine = create_engine(f"postgresql+psycopg://sayso@/postgres?host={server}", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"postgresql://sayso@/{name}?host={server}"


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "war.ledger")
    return str(request.getfixturevalue("database"))


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger.open(where, create=True) as ledger:
        yield ledger
