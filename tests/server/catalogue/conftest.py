import pytest

from tests.server.published import client_over, publish_world


@pytest.fixture(scope="package")
def data(tmp_path_factory):
    """Three registries, one of them hostile, that are published."""
    return publish_world(tmp_path_factory.mktemp("catalogue"), "a", "b")


@pytest.fixture(scope="package")
def client(data):
    return client_over(data, CONTACT="mailto:data@example.org")
