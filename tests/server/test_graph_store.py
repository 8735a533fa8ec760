"""The reading half of the Graph Store Protocol."""

from urllib.parse import quote

import httpx
import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat
from pyoxigraph import parse as parse_rdf

from server.negotiation import GRAPH_OFFERS
from tests.server.generation import GRAPH, NUMBERS
from tests.server.serving import serving
from tests.server.small_graph import BASE

ORGANISATIONS = f"{BASE}/id/graaf/organisaties"
DEFAULT = "/graph-store?default"


def at(graph: str) -> str:
    return f"/graph-store?graph={quote(graph)}"


def triples(text: bytes | str, media_type: str) -> set[tuple[object, ...]]:
    """Return the triples of an answer, and make sure that it names no graph."""
    quads = list(parse_rdf(text, format=RdfFormat.from_media_type(media_type)))
    assert {quad.graph_name for quad in quads} <= {DefaultGraph()}
    return {tuple(quad.triple) for quad in quads}


def stored(dataset, graph: str | None) -> set[tuple[object, ...]]:
    node = NamedNode(graph) if graph else DefaultGraph()
    return {tuple(q.triple) for q in dataset.store.quads_for_pattern(None, None, None, node)}


@pytest.mark.parametrize("offer", GRAPH_OFFERS, ids=lambda offer: offer.extension)
def test_a_named_graph_is_answered_whole(client, dataset, offer):
    answer = client.get(at(ORGANISATIONS), headers={"Accept": offer.media_type})

    assert answer.status_code == 200
    assert answer.content_type == offer.content_type
    assert triples(answer.data, offer.format) == stored(dataset, ORGANISATIONS)


def test_the_default_graph_holds_every_triple_once(client, dataset):
    answer = client.get(DEFAULT, headers={"Accept": "application/n-triples"})

    lines = answer.text.removesuffix("\n").split("\n")
    assert len(lines) == len(set(lines)) == dataset.manifest["counts"]["triples"]
    assert triples(answer.data, "application/n-triples") == stored(dataset, None)


def test_turtle_is_for_who_has_no_wish(client):
    answer = client.get(at(ORGANISATIONS))

    assert answer.content_type == "text/turtle; charset=utf-8"
    assert answer.text.startswith("@prefix ")


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        pytest.param("", 400, "names no graph", id="none"),
        pytest.param("?graph=", 400, "relative", id="empty"),
        pytest.param("?graph=organisaties", 400, "relative", id="relative"),
        pytest.param("?graph=/id/graaf/organisaties", 400, "relative", id="relative path"),
        pytest.param("?graph=//b.example/g", 400, "relative", id="relative to a scheme"),
        pytest.param("?graph=urn:a%20b", 400, "no IRI", id="no IRI"),
        pytest.param("?graph=urn:a&graph=urn:a", 400, "several", id="two"),
        pytest.param("?graph=urn:a&default", 400, "several", id="both"),
        pytest.param("?graph=urn:a", 404, "no graph urn:a", id="unknown"),
        pytest.param(f"?graph={BASE}/id/rol/caf%C3%A9", 404, "no graph", id="no graph's IRI"),
    ],
)
def test_a_wrong_address_says_what_would_be_right(client, query, status, says):
    answer = client.get(f"/graph-store{query}")

    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert says in answer.json["detail"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_unknown_parameters_are_ignored(client):
    assert client.get(f"{DEFAULT}&lang=nl").status_code == 200
    assert client.get("/graph-store?default=yes").status_code == 200


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_written(client, method):
    answer = client.open(at(ORGANISATIONS), method=method, data="<a:a> <a:b> <a:c> .")

    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))
    assert method not in answer.headers["Allow"]


def test_what_we_do_not_have_is_refused_with_the_list(client):
    answer = client.get(DEFAULT, headers={"Accept": "text/csv"})

    assert answer.status_code == 406
    assert "application/n-quads" in answer.json["offers"]


def test_head_equals_get_and_a_tag_is_confirmed(client):
    got, head = client.get(at(ORGANISATIONS)), client.head(at(ORGANISATIONS))

    again = client.get(at(ORGANISATIONS), headers={"If-None-Match": got.headers["ETag"]})

    assert (head.status_code, head.data) == (200, b"")
    same = ("ETag", "Content-Type", "Content-Length", "Vary", "Cache-Control")
    assert [head.headers[name] for name in same] == [got.headers[name] for name in same]
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == got.headers["ETag"]


def test_another_graph_or_format_has_another_tag(client):
    asked = [
        (at(ORGANISATIONS), "text/turtle"),
        (at(ORGANISATIONS), "application/n-triples"),
        (at(GRAPH), "text/turtle"),
        (DEFAULT, "text/turtle"),
    ]

    tags = {client.get(path, headers={"Accept": accept}).headers["ETag"] for path, accept in asked}

    assert len(tags) == len(asked)


@pytest.mark.slow
def test_a_large_graph_comes_through_a_worker_and_waits_on_disk(generation_dir, tmp_path):
    with serving(generation_dir, tmp_path / "log", ANSWER_BUFFER=0, WORKERS=1) as server:
        answer = httpx.get(
            f"{server.address}{at(GRAPH)}",
            headers={"Accept": "application/n-triples", "Accept-Encoding": "identity"},
        )

        assert answer.status_code == 200
        assert answer.text.count("\n") == NUMBERS
        assert int(answer.headers["Content-Length"]) == len(answer.content)
        tag = answer.headers["ETag"]
        again = httpx.get(
            f"{server.address}{at(GRAPH)}",
            headers={
                "Accept": "application/n-triples",
                "Accept-Encoding": "identity",
                "If-None-Match": tag,
            },
        )
        assert again.status_code == 304


@pytest.mark.slow
def test_a_graph_beyond_the_limit_is_an_error_and_never_cut(tmp_path):
    from tests.server.generation import write_generation

    write_generation(tmp_path / "data", count=20_000)
    with serving(tmp_path / "data", tmp_path / "log", ANSWER_LIMIT=1, WORKERS=1) as server:
        answer = httpx.get(f"{server.address}{DEFAULT}", headers={"Accept": "text/turtle"})

        assert answer.status_code == 503
        assert answer.json()["type"].endswith("answer-too-large")
