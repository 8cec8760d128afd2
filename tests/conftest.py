"""The real encoder, loaded once."""

from pathlib import Path

import pytest

import sayso.claims
from sayso.claims import Reader
from sayso.reading.network import Network, default_network


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
