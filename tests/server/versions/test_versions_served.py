"""A real server answers for every version, beside a graph that says nothing of them."""

import httpx
import pytest

from linkml_schemas.releasing.records import read_releases
from tests.server.serving import Server

pytestmark = pytest.mark.slow

RELEASED = [str(each.version) for each in read_releases()]
PARTS = (
    *(f".{extension}" for extension in ("ttl", "nt", "jsonld", "rdf", "trig", "nq", "csv", "html")),
    "/verschil.html",
    "/verschil.json",
    "/verschil.md",
)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", ["datastrategie", "datastrategie/profiel"])
@pytest.mark.parametrize("version", RELEASED)
def test_every_version_and_format_is_served(
    server: Server, version: str, name: str, part: str
) -> None:
    address = f"{server.address}/ns/{name}/{version}{part}"

    with httpx.Client() as client:
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
        head = client.head(address)

    assert (first.status_code, again.status_code, head.status_code) == (200, 304, 200)
    assert first.content
    assert head.content == again.content == b""
    assert head.headers["etag"] == first.headers["etag"]
    assert first.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("version", RELEASED)
def test_files_are_served_for_a_year(server: Server, version: str) -> None:
    for part in ("shapes", "context.jsonld", "schema.json", "codelijsten", "bron/begrip.yaml"):
        response = httpx.get(f"{server.address}/ns/datastrategie/{version}/{part}")

        assert response.status_code == 200
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_the_links_of_a_version_all_answer(server: Server) -> None:
    response = httpx.get(f"{server.address}/ns/datastrategie/{RELEASED[0]}.ttl")
    paths = [link["url"] for link in response.links.values() if link["url"].startswith("/")]

    assert len(paths) >= 5
    for path in paths:
        assert httpx.get(f"{server.address}{path}").status_code == 200


def test_a_version_that_never_was_is_not_found(server: Server) -> None:
    response = httpx.get(f"{server.address}/ns/datastrategie/99.0.0")

    assert response.status_code == 404
    assert "There is no version 99.0.0" in response.json()["detail"]
