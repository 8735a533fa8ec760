from collections.abc import Iterator

import pytest

from tests.server.generation import write_generation
from tests.server.serving import Server, serving

OTHER = "https://other.example"
"""The base of a second endpoint, which knows other things."""


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the small graph and 150,000 numbers, of which all is more than one buffer."""
    data = tmp_path_factory.mktemp("data")
    write_generation(data, count=150_000)
    with serving(data, data / "server.log", WORKERS=2, ANSWER_BUFFER=1) as server:
        yield server


@pytest.fixture(scope="package")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A second server, with a graph of its own."""
    data = tmp_path_factory.mktemp("other")
    write_generation(data, count=10, base=OTHER)
    with serving(data, data / "server.log", WORKERS=1) as server:
        yield server


@pytest.fixture
def endpoint(server: Server) -> str:
    """Where the server answers queries."""
    return f"{server.address}/sparql"
