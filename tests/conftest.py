"""The real encoder, loaded once."""

import pytest

from sayso.reading.network import Network, default_network


@pytest.fixture(scope="session")
def network() -> Network:
    """The network with the weights that ship."""
    return default_network()
