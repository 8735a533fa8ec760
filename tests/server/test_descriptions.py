"""The endpoint and the graph describe themselves, in every format and by what is true."""

import json

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from server.app import create_app
from server.dataset import Dataset
from server.negotiation import GRAPH_OFFERS, RESULT_OFFERS
from server.service import EXTENSION_FUNCTIONS, GEOSPARQL, describe_service
from server.settings import Settings
from server.void import FORMAT_NAMES, describe_dataset, vocabularies
from tests.server.small_graph import BASE

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
WELL_KNOWN = "/.well-known/void"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
ADDRESSES = pytest.mark.parametrize("address", ["/sparql", WELL_KNOWN])
SERVICE = URIRef(f"{BASE}/sparql#service")
DATASET = URIRef(f"{BASE}{WELL_KNOWN}#dataset")

SQUARE, OTHER = (
    f'"POLYGON(({x} {x},{x + 2} {x},{x + 2} {x + 2},{x} {x + 2},{x} {x}))"^^'
    "<http://www.opengis.net/ont/geosparql#wktLiteral>"
    for x in (0, 1)
)
POINT = SQUARE.replace("POLYGON((0 0,2 0,2 2,0 2,0 0))", "POINT(0 0)")
METRE = "<http://www.opengis.net/def/uom/OGC/1.0/metre>"
ARGUMENTS = (
    SQUARE, f"{SQUARE}, {METRE}", f"{SQUARE}, {OTHER}", f"{POINT}, {POINT}, {METRE}",
    f'{SQUARE}, {OTHER}, "T*F**F***"',
)  # fmt: skip

STATISTICS = {
    "triples": 9, "subjects": 4, "objects": 5, "entities": 3,
    "predicates": {"https://x.example/ns#p": {"triples": 9, "subjects": 4, "objects": 5}},
    "classes": {
        "https://x.example/ns#C": {
            "entities": 2,
            "predicates": {
                "https://x.example/ns#p": {
                    "triples": 6, "subjects": 2, "objects": 3,
                    "classes": {"https://x.example/ns#D": 4},
                }
            },
        }
    },
    "links": [
        {"predicate": "https://x.example/ns#p", "target": "https://y.example/", "triples": 2}
    ],
    "graphs": {},
}  # fmt: skip
MANIFEST = {
    "base": BASE,
    "made": "2026-11-24T00:00:00Z",
    "counts": {"triples": 9},
    "registries": [
        {
            "name": "rollen", "graph": f"{BASE}/id/graaf/rollen",
            "title": {"nl": "Rollen", "en": "Roles"}, "description": {"nl": "Wie wat doet."},
            "remark": {}, "licence_note": {"nl": "Met dank."},
            "licence": "https://data.vlaanderen.be/id/licentie/x", "attribution": "Bron: x",
            "publisher": "https://data.vlaanderen.be/id/organisatie/OVO002949",
            "source_page": "https://x.example/", "access": "PUBLIC",
            "loaded": "2026-11-23T00:00:00Z",
        }
    ],
}  # fmt: skip


def parse(answer) -> Graph:
    """Return what rdflib reads in an answer, whichever format it has."""
    media_type = answer.content_type.partition(";")[0]
    if media_type in {"application/n-quads", "application/trig"}:
        from rdflib import Dataset as Quads

        quads = Quads()
        quads.parse(data=answer.text, format=media_type)
        graph = Graph()
        for subject, predicate, value, _ in quads.quads():
            graph.add((subject, predicate, value))
        return graph
    return Graph().parse(data=answer.text, format=media_type)


def described(quads) -> Graph:
    text = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return Graph().parse(data=text.decode(), format="nt")


@ADDRESSES
@pytest.mark.parametrize("offer", GRAPH_OFFERS, ids=lambda offer: offer.extension)
def test_every_format_says_the_same(client, address, offer):
    turtle = parse(client.get(address, headers={"Accept": "text/turtle"}))

    answer = client.get(address, headers={"Accept": offer.media_type})

    assert answer.status_code == 200
    assert answer.content_type == offer.content_type
    assert set(parse(answer)) == set(turtle)
    assert len(turtle) > 20


@ADDRESSES
@pytest.mark.parametrize("accept", [None, "*/*", "text/*", "text/turtle;q=0.5, text/html;q=0.1"])
def test_turtle_is_for_who_has_no_wish(client, address, accept):
    answer = client.get(address, headers={"Accept": accept} if accept else {})

    assert answer.content_type == "text/turtle; charset=utf-8"
    assert answer.headers["Vary"] == "Accept"


def test_a_browser_gets_a_page(client):
    endpoint, well_known = (client.get(p, headers=BROWSER) for p in ("/sparql", WELL_KNOWN))

    assert endpoint.content_type == well_known.content_type == "text/html; charset=utf-8"
    assert {"Accept", "Accept-Language"} <= set(well_known.headers["Vary"].split(", "))


@pytest.mark.parametrize(("language", "title"), [("nl", "Rollen"), ("en", "Roles")])
def test_the_page_shows_each_graph_with_its_licence(tmp_path, language, title):
    (tmp_path / "statistics.json").write_text(json.dumps(STATISTICS), encoding="utf-8")
    dataset = Dataset(ox.Store(), BASE, "0123456789abcdef", MANIFEST, tmp_path)
    client = create_app(Settings.from_mapping({}), dataset).test_client()

    page = client.get(f"{WELL_KNOWN}?lang={language}", headers=BROWSER)

    assert page.status_code == 200
    [entry] = MANIFEST["registries"]
    for text in (title, entry["licence"], entry["attribution"], "https://x.example/ns#C"):
        assert text in page.text
    assert f'lang="nl" dir="auto">{entry["attribution"]}</span>' in page.text
    assert ('<span class="tag">nl</span>' in page.text) is (language != "nl")
    assert f'href="/graph-store?graph={entry["graph"]}"' in page.text
    again = client.get(
        f"{WELL_KNOWN}?lang={language}",
        headers={**BROWSER, "If-None-Match": page.headers["ETag"]},
    )
    assert again.status_code == 304


@ADDRESSES
def test_what_we_do_not_have_is_refused_with_the_list(client, address):
    answer = client.get(address, headers={"Accept": "image/png"})

    assert answer.status_code == 406
    assert "text/turtle" in answer.json["offers"]


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv"])
def test_who_wants_an_answer_hears_that_the_query_is_missing(client, accept):
    answer = client.get("/sparql", headers={"Accept": accept})

    assert answer.status_code == 400
    assert "query is missing" in answer.json["detail"]


@ADDRESSES
def test_a_description_is_confirmed_and_headed(client, address):
    got = client.get(address)

    again = client.get(address, headers={"If-None-Match": got.headers["ETag"]})
    head = client.head(address)

    assert (again.status_code, again.data) == (304, b"")
    assert (head.status_code, head.data) == (200, b"")
    same = ("ETag", "Content-Type", "Content-Length", "Vary", "Link")
    assert [head.headers[name] for name in same] == [got.headers[name] for name in same]
    assert got.headers["Cache-Control"] == "no-cache"
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert not got.headers["ETag"].startswith("W/")


@ADDRESSES
def test_another_site_may_ask(client, address):
    answer = client.options(address, headers={"Access-Control-Request-Method": "GET"})

    assert answer.status_code in {200, 204}
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]


def test_the_description_names_the_endpoint(client):
    graph = parse(client.get("/sparql"))

    assert set(graph.subjects(RDF.type, SD.Service)) == {SERVICE}
    assert set(graph.objects(SERVICE, SD.endpoint)) == {URIRef(f"{BASE}/sparql")}


def test_only_what_is_true_is_claimed(client):
    graph = parse(client.get("/sparql"))

    assert set(graph.objects(SERVICE, SD.feature)) == {SD.UnionDefaultGraph}
    assert set(graph.objects(SERVICE, SD.supportedLanguage)) == {SD.SPARQL11Query}
    formats = {FORMATS[FORMAT_NAMES[o.media_type]] for o in (*GRAPH_OFFERS, *RESULT_OFFERS)}
    assert set(graph.objects(SERVICE, SD.resultFormat)) == formats
    assert len(formats) == 10


def test_the_default_graph_and_every_named_graph_are_there(client, dataset: Dataset):
    graph = parse(client.get("/sparql"))

    [default] = graph.objects(DATASET, SD.defaultGraph)
    assert graph.value(default, VOID.triples) == Literal(dataset.manifest["counts"]["triples"])
    named = set(graph.objects(DATASET, SD.namedGraph))
    assert {graph.value(node, SD.name) for node in named} == {
        URIRef(entry["graph"]) for entry in dataset.manifest["registries"]
    }
    assert set(graph.objects(DATASET, VOID.subset)) >= named
    assert set(graph.objects(SERVICE, SD.defaultDataset)) == {DATASET}
    assert set(graph.objects(SERVICE, SD.availableGraphs)) == {DATASET}


def test_a_schema_of_the_vocabulary_is_kept():
    graph = described(describe_service(MANIFEST, STATISTICS, BASE))

    domains = {
        SD.endpoint: SD.Service, SD.feature: SD.Service, SD.resultFormat: SD.Service,
        SD.supportedLanguage: SD.Service, SD.extensionFunction: SD.Service,
        SD.languageExtension: SD.Service, SD.availableGraphs: SD.Service,
        SD.defaultDataset: SD.Service, SD.defaultGraph: SD.Dataset,
        SD.namedGraph: SD.GraphCollection, SD.name: SD.NamedGraph, SD.graph: SD.NamedGraph,
    }  # fmt: skip
    ranges = {
        SD.availableGraphs: SD.GraphCollection, SD.defaultDataset: SD.Dataset,
        SD.defaultGraph: SD.Graph, SD.namedGraph: SD.NamedGraph, SD.graph: SD.Graph,
    }  # fmt: skip
    used = {p for p in graph.predicates() if p in SD}
    assert used == set(domains)
    for predicate, kind in domains.items():
        assert all((s, RDF.type, kind) in graph for s in graph.subjects(predicate)), predicate
    for predicate, kind in ranges.items():
        assert all((o, RDF.type, kind) in graph for o in graph.objects(None, predicate)), predicate
    assert not [term for triple in graph for term in triple if term.__class__.__name__ == "BNode"]


def test_a_named_graph_says_whose_it_is():
    graph = described(describe_service(MANIFEST, STATISTICS, BASE))

    [entry] = MANIFEST["registries"]
    node = URIRef(entry["graph"])
    text = graph.serialize(format="nt")
    for value in (entry["licence"], entry["publisher"], entry["source_page"], "authority/access-"):
        assert value in text
    dct = Namespace("http://purl.org/dc/terms/")
    odrs = Namespace("http://schema.theodi.org/odrs#")
    assert set(graph.objects(node, dct.title)) == {Literal("Rollen", "nl"), Literal("Roles", "en")}
    assert set(graph.objects(node, odrs.attributionText)) == {Literal("Bron: x")}
    assert set(graph.objects(node, dct.rights)) == {Literal("Met dank.", "nl")}
    assert str(graph.value(node, dct.modified)).startswith("2026-11-23")
    contents = URIRef(f"{BASE}/graph-store?graph={BASE}/id/graaf/rollen")
    assert set(graph.objects(node, VOID.dataDump)) == {contents}


def test_partitions_and_links_have_their_counts():
    graph = described(describe_dataset(MANIFEST, STATISTICS, BASE))

    ns = Namespace("https://x.example/ns#")
    [by_class] = graph.objects(DATASET, VOID.classPartition)
    assert graph.value(by_class, VOID["class"]) == ns.C
    assert graph.value(by_class, VOID.entities) == Literal(2)
    [within] = graph.objects(by_class, VOID.propertyPartition)
    assert graph.value(within, VOID.property) == ns.p
    assert graph.value(within, VOID.triples) == Literal(6)
    [leads_to] = graph.objects(within, VOID.classPartition)
    assert graph.value(leads_to, VOID["class"]) == ns.D
    assert graph.value(leads_to, VOID.triples) == Literal(4)
    [whole] = graph.objects(DATASET, VOID.propertyPartition)
    assert graph.value(whole, VOID.distinctSubjects) == Literal(4)
    [linkset] = graph.subjects(RDF.type, VOID.Linkset)
    assert (DATASET, VOID.subset, linkset) in graph
    assert graph.value(linkset, VOID.linkPredicate) == ns.p
    assert graph.value(linkset, VOID.triples) == Literal(2)
    target = graph.value(linkset, VOID.objectsTarget)
    assert graph.value(target, VOID.uriSpace) == Literal("https://y.example/")
    assert graph.value(DATASET, VOID.classes) == Literal(1)
    assert vocabularies(STATISTICS) == [str(ns)]


@pytest.mark.parametrize("name", EXTENSION_FUNCTIONS)
def test_every_function_that_is_claimed_is_evaluated(name):
    store = ox.Store()
    found = [
        solution[0]
        for arguments in ARGUMENTS
        for solution in store.query(f"SELECT (<{GEOSPARQL}{name}>({arguments}) AS ?v) {{}}")
    ]

    assert any(term is not None for term in found)
