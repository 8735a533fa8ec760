"""A crawler visits every IRI that the graph mints, as a linked-data client would."""

import gzip
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import httpx
import pytest
import rdflib
from pyld import jsonld
from rdflib.compare import isomorphic

from ontology.namespaces import PLACEHOLDER_BASE
from tests.running import Copy

pytestmark = pytest.mark.slow

TRIPLES = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}
QUADS = {"application/trig": "trig", "application/n-quads": "nquads"}


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    limits = httpx.Limits(max_connections=8, max_keepalive_connections=8)
    with httpx.Client(base_url=address, limits=limits, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def minted(copy: Copy, address: str) -> list[str]:
    """Every IRI of ours that is a term anywhere in a dump of the graph, not part of a text."""
    text = re.compile(rb'"(?:[^"\\]|\\.)*"')
    ours = re.compile(rf"<({re.escape(address)}/[^>]+)>".encode())
    found: set[bytes] = set()
    for dump in (copy.path / "var" / "current" / "dumps").glob("*.nq.gz"):
        found.update(ours.findall(text.sub(b'""', gzip.decompress(dump.read_bytes()))))
    return sorted(iri.decode() for iri in found)


def promised(copy: Copy) -> list[str]:
    packed = (copy.path / "var" / "current" / "promises.txt.gz").read_bytes()
    return [line.split("\t")[0] for line in gzip.decompress(packed).decode().splitlines()]


def visit(client: httpx.Client, address: str, iri: str) -> str | None:
    """Return what is wrong with an IRI for a client that asks for Turtle, None if nothing is."""
    accept = {"Accept": "text/turtle"}
    first = client.get(iri.partition("#")[0], headers=accept)
    expected = 303 if iri.startswith(f"{address}/id/") else 200
    if first.status_code != expected:
        return f"{iri}: {first.status_code}, expected {expected}"
    second = client.get(first.headers["Location"], headers=accept) if expected == 303 else first
    if second.status_code != 200:
        return f"{iri}: {first.headers['Location']} answers {second.status_code}"
    if not second.headers["Content-Type"].startswith("text/turtle"):
        return f"{iri}: {second.headers['Content-Type']}, expected text/turtle"
    for name in ("ETag", "Last-Modified", "Link", "Vary", "Access-Control-Allow-Origin"):
        if name not in second.headers:
            return f"{iri}: its document has no {name}"
    body = second.content
    if iri.startswith(f"{address}/id/graaf/"):  # a graph is sent itself, and says who describes it
        body = client.get(second.links["describedby"]["url"], headers=accept).content
    graph = rdflib.Graph().parse(data=body, format="turtle")
    if (rdflib.URIRef(iri), None, None) not in graph:
        return f"{iri}: its document does not describe it"
    return None


def test_every_promised_iri_leads_to_its_description(copy, client, address):
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda path: visit(client, address, address + path), promised(copy))
        wrong = [answer for answer in answers if answer]

    assert wrong == []


def test_every_iri_of_ours_in_the_graph_is_promised_but_for_invented_examples(
    copy, address, minted
):
    ours = (f"{address}/id/", f"{address}/ns/")
    things = {iri.removeprefix(address) for iri in minted if iri.startswith(ours)}
    manifest = json.loads((copy.path / "var" / "current" / "manifest.json").read_text())
    examples = [entry for entry in manifest["registries"] if entry.get("example")]
    invented = {entry["graph"].removeprefix(address) for entry in examples}
    for entry in examples:
        dump = gzip.decompress((copy.path / "var" / "current" / entry["dump"]["path"]).read_bytes())
        subjects = re.findall(rf"^<{re.escape(address)}(/id/[^>]+)>".encode(), dump, re.MULTILINE)
        invented |= {subject.decode() for subject in subjects}

    assert invented
    assert sorted(things - invented - set(promised(copy))) == []


def test_the_placeholder_base_is_nowhere_in_the_graph(copy):
    dumps = sorted((copy.path / "var" / "current" / "dumps").glob("*.nq.gz"))
    holding = [
        d.name for d in dumps if PLACEHOLDER_BASE in gzip.decompress(d.read_bytes()).decode()
    ]

    assert dumps
    assert holding == []


def test_no_other_kind_of_iri_is_minted_and_named_queries_say_where_they_answer(address, minted):
    kinds = {iri.removeprefix(address).split("/")[1] for iri in minted}

    assert kinds <= {"id", "ns", "doc", ".well-known", "sparql", "api"}


def test_every_format_of_a_document_says_the_same(client, address):
    wrong = [
        f"{iri} as {media_type}"
        for iri in samples(client)
        for media_type, same in compared(client, address, iri)
        if not same
    ]

    assert wrong == []


def samples(client: httpx.Client) -> list[str]:
    """Return two things of each class."""
    query = """
        SELECT ?class (MIN(STR(?thing)) AS ?first) (MAX(STR(?thing)) AS ?last)
        WHERE { ?thing a ?class . FILTER (!CONTAINS(STR(?thing), "/.well-known/genid/")) }
        GROUP BY ?class
    """
    accept = {"Accept": "application/sparql-results+json"}
    answer = client.get("/sparql", params={"query": query}, headers=accept)
    bindings = answer.json()["results"]["bindings"]
    found = {row[name]["value"] for row in bindings for name in ("first", "last")}
    assert len(bindings) > 20
    return sorted(found)


def compared(client: httpx.Client, address: str, iri: str) -> Iterator[tuple[str, bool]]:
    """Yield each media type with whether its document says what the Turtle says."""
    turtle = rdflib.Graph().parse(data=document(client, address, iri, "text/turtle"))
    assert (rdflib.URIRef(iri), None, None) in turtle
    for media_type, name in TRIPLES.items():
        graph = rdflib.Graph().parse(data=document(client, address, iri, media_type), format=name)
        yield media_type, isomorphic(turtle, graph)
    yield "application/json", isomorphic(turtle, framed(client, address, iri))
    for media_type, name in QUADS.items():
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=document(client, address, iri, media_type), format=name)
        union = rdflib.Graph()
        for subject, predicate, value, _ in dataset.quads():
            union.add((subject, predicate, value))
        yield media_type, isomorphic(turtle, union)


def framed(client: httpx.Client, address: str, iri: str) -> rdflib.Graph:
    """Return what another processor reads in the JSON of a document, with our own context."""
    given = json.loads(document(client, address, iri, "application/json"))

    def load(url: str, _: object) -> dict[str, object]:
        assert url == given["@context"]
        return {"contextUrl": None, "documentUrl": url, "document": context(client, url)}

    options = {"documentLoader": load, "format": "application/n-quads"}
    return rdflib.Graph().parse(data=jsonld.to_rdf(given, options), format="nquads")


@lru_cache(maxsize=1)
def context(client: httpx.Client, url: str) -> dict[str, object]:
    found: dict[str, object] = client.get(url).json()
    return found


def test_every_kind_of_thing_answers(copy, client, address):
    """Kinds that no registry holds: generations, queries, graphs, vocabularies and shapes."""
    generation = (copy.path / "var" / "current").readlink().name
    query = next(iri for iri in promised(copy) if iri.startswith("/id/zoekvraag/"))
    things = [f"/id/generatie/{generation}", query, "/id/graaf/herkomst", "/id/graaf/rollen"]
    terms = ["/ns/datastrategie", "/ns/datastrategie#Goal", "/ns/datastrategie/profiel"]

    wrong = [visit(client, address, address + iri) for iri in (*things, *terms)]
    shape = f"{address}/ns/datastrategie/shapes#RoleShape"
    assert [answer for answer in wrong if answer] == []
    assert (
        rdflib.URIRef(shape),
        rdflib.RDF.type,
        rdflib.URIRef("http://www.w3.org/ns/shacl#NodeShape"),
    ) in rdflib.Graph().parse(data=client.get("/ns/datastrategie/shapes.ttl").content)


def test_the_iri_of_every_graph_gives_exactly_its_triples(copy, client):
    current = copy.path / "var" / "current"
    entries = json.loads((current / "manifest.json").read_text())["registries"]

    for entry in entries:
        graph = entry["graph"]
        answer = client.get(
            graph, headers={"Accept": "application/n-triples"}, follow_redirects=True
        )
        dump = gzip.decompress((current / entry["dump"]["path"]).read_bytes()).decode()
        expected = {line.removesuffix(f" <{graph}> .") for line in dump.splitlines()}
        assert (graph, {line.removesuffix(" .") for line in answer.text.splitlines()}) == (
            graph,
            expected,
        )
        assert len(answer.history) == 1

    assert len(rdflib.Graph().parse(graph)) == len(expected)


def test_the_rules_hold_and_every_iri_answers_to_the_command(copy, address):
    checked = copy.run(f"begrip check iris --server {address} --json")

    answer = json.loads(checked.stdout)
    faults = {rule["rule"]: rule["faults"] for rule in answer["rules"] if not rule["advice"]}
    assert checked.returncode == 0
    assert {rule: found for rule, found in faults.items() if found} == {}
    assert "resolves" in faults


def document(client: httpx.Client, address: str, iri: str, media_type: str) -> bytes:
    """Return the document about an IRI, ours or another's, in one media type."""
    ours = iri.startswith(f"{address}/")
    url = iri.partition("#")[0].replace("/id/graaf/", "/doc/graaf/") if ours else "/doc"
    answer = client.get(
        url,
        params=None if ours else {"iri": iri},
        headers={"Accept": media_type},
        follow_redirects=True,
    )
    assert answer.status_code == 200, f"{iri}: {answer.status_code}"
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    return answer.content
