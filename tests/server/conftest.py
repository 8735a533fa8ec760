from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.dataset import Dataset
from server.generations import load_into_memory, require_current
from server.settings import Settings
from tests.server.generation import write_generation
from tests.server.serving import Server, serving


@pytest.fixture(scope="session")
def generation_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory in which one small generation is published; not to be changed."""
    data = tmp_path_factory.mktemp("data")
    write_generation(data)
    return data


@pytest.fixture(scope="session")
def dataset(generation_dir: Path) -> Dataset:
    """The small generation, in this process."""
    generation = require_current(generation_dir)
    store = load_into_memory(generation)
    return Dataset(store, generation.base, generation.id, generation.manifest, generation.path)


@pytest.fixture
def client(dataset: Dataset) -> Iterator[FlaskClient]:
    """A client of the application over the small generation, without processes."""
    with create_app(Settings.from_mapping({}), dataset).test_client() as client:
        yield client


@pytest.fixture(scope="module")
def server(generation_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server over the small generation, with a deadline of two seconds."""
    log = tmp_path_factory.mktemp("log") / "server.log"
    with serving(generation_dir, log, QUERY_DEADLINE=2, QUERY_MEMORY=256, WORKERS=2) as server:
        yield server
