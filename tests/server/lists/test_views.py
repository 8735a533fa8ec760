"""A list answers programs in every format, page by page, with what its members are called."""

import csv
import io
from datetime import datetime

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import ORG, SKOS

from server.negotiation import GRAPH_OFFERS
from server.serialization import DOCUMENT_OFFERS
from tests.server.published import BASE, client_over, publish_world
from tests.server.small_graph import BASE as SMALL
from tests.server.test_documents import client_at

HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
PARSERS = {
    "nt": "nt",
    "nq": "nt",
    "jsonld": "json-ld",
    "rdf": "xml",
    "ttl": "turtle",
    "trig": "turtle",
}
"""How each is read; what is in no named graph is written alike with and without graphs."""

LISTS = ["/lijst.ttl", "/lijst/orgaan.ttl", "/lijst/dataset.ttl"]
CHANGED = LISTS[:2]
ROLES = "/lijst/rol"
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.fixture(scope="module")
def client():
    return client_at(SMALL)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Two hundred and thirty bodies, and what else a published world has."""
    folder = tmp_path_factory.mktemp("lists")
    return publish_world(folder, *(f"orgaan-{number:03}" for number in range(230)))


def read(response, extension="ttl"):
    return Graph().parse(data=response.data, format=PARSERS[extension])


@pytest.mark.parametrize(
    "address", ["/lijst", "/lijst/organisatie", "/lijst/organisatie?q=vlaamse"]
)
@pytest.mark.parametrize("offer", GRAPH_OFFERS, ids=lambda offer: offer.extension)
def test_suffix_and_accept_agree_in_every_format(client, address, offer):
    path, mark, query = address.partition("?")
    named = client.get(f"{path}.{offer.extension}{mark}{query}")
    asked = client.get(address, headers={"Accept": offer.media_type})
    turtle = read(client.get(f"{path}.ttl{mark}{query}"))

    assert named.data == asked.data
    assert asked.headers["Content-Type"].startswith(offer.media_type)
    assert asked.headers["Content-Location"] == f"{path}.{offer.extension}{mark}{query}"
    assert {"Accept", "Accept-Language"} <= set(asked.headers["Vary"].split(", "))
    assert isomorphic(read(named, offer.extension), turtle)


def test_members_have_their_classes_and_their_names_in_all_languages(client):
    graph = read(client.get("/lijst/organisatie", headers={"Accept": "text/turtle"}))
    collection = URIRef(f"{SMALL}/lijst/organisatie")
    government = URIRef("https://data.vlaanderen.be/id/organisatie/OVO000001")

    assert government in set(graph.objects(collection, HYDRA.member))
    assert (government, RDF.type, ORG.Organization) in graph
    assert set(graph.objects(government, SKOS.prefLabel)) == {
        Literal("Vlaamse overheid", lang="nl"),
        Literal("Flemish public administration", lang="en"),
    }
    assert graph.value(collection, HYDRA.totalItems).value == 2


def test_a_list_says_of_which_class_its_members_are(client):
    graph = read(client.get(f"{ROLES}.ttl"))
    asserted = graph.value(URIRef(f"{SMALL}{ROLES}"), HYDRA.memberAssertion)

    assert graph.value(asserted, HYDRA.property) == RDF.type
    assert graph.value(asserted, HYDRA.object) == ORG.Role


def test_a_text_narrows_a_list_down(client):
    graph = read(client.get("/lijst/organisatie.ttl?q=DIGITAAL"))
    collection = URIRef(f"{SMALL}/lijst/organisatie?q=DIGITAAL")

    assert [str(each) for each in graph.objects(collection, HYDRA.member)] == [
        "https://data.vlaanderen.be/id/organisatie/OVO002949"
    ]


def test_the_table_has_a_row_for_each_member(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/lijst/organisatie.csv").text)))

    assert [(row["iri"][-9:], row["name_nl"], row["name_en"]) for row in rows] == [
        ("OVO002949", "Digitaal Vlaanderen", ""),
        ("OVO000001", "Vlaamse overheid", "Flemish public administration"),
    ]
    assert {row["name"] for row in rows} == {"Digitaal Vlaanderen", "Vlaamse overheid"}
    assert "http://www.w3.org/ns/org#Organization" in rows[0]["classes"].split()


def test_the_list_of_lists_leads_to_each_list(client):
    graph = read(client.get("/lijst", headers={"Accept": "text/turtle"}))
    members = {str(each) for each in graph.objects(URIRef(f"{SMALL}/lijst"), HYDRA.member)}
    rows = list(csv.DictReader(io.StringIO(client.get("/lijst.csv").text)))

    assert {row["list"] for row in rows} == members
    for member in members:
        counted = graph.value(URIRef(member), HYDRA.totalItems)
        told = read(client.get(f"{member.removeprefix(SMALL)}.ttl"))
        assert told.value(URIRef(member), HYDRA.totalItems) == counted


@pytest.mark.parametrize("address", ["/lijst", ROLES])
def test_links_lead_to_every_other_format(client, address):
    response = client.get(address, headers={"Accept": "application/ld+json"})
    told = response.headers["Link"].split(", ")

    for extension in ("ttl", "nt", "rdf", "trig", "nq", "csv", "json", "html"):
        [link] = [each for each in told if each.startswith(f"<{address}.{extension}>")]
        assert 'rel="alternate"' in link
        assert client.get(f"{address}.{extension}").status_code == (
            406 if (address, extension) == (ROLES, "rdf") else 200
        )


@pytest.mark.parametrize("address", ["/lijst", ROLES])
def test_a_browser_gets_the_page_and_who_has_no_wish_gets_turtle(client, address):
    assert client.get(address, headers={"Accept": BROWSER}).mimetype == "text/html"
    assert client.get(address).mimetype == "text/turtle"
    page = client.get(f"{address}.html", headers={"Accept": "text/turtle"})
    assert page.mimetype == "text/html"
    for offer in DOCUMENT_OFFERS:
        assert f'href="{address}.{offer.extension}"' in page.text


@pytest.mark.parametrize("address", ["/lijst.ttl", f"{ROLES}.jsonld", f"{ROLES}.csv"])
def test_who_has_it_is_told_so_and_head_is_get_without_a_body(client, address):
    got, head = client.get(address), client.head(address)

    assert client.get(address, headers={"If-None-Match": got.headers["ETag"]}).status_code == 304
    assert head.data == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Link"):
        assert head.headers[name] == got.headers[name]


def test_a_format_that_is_not_there_is_refused_with_those_that_are(client):
    refused = client.get(ROLES, headers={"Accept": "image/png"})

    assert refused.status_code == 406
    assert {"text/turtle", "text/csv", "text/html"} <= set(refused.json["offers"])


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/lijst.docx", 404),
        ("/lijst/rol.docx", 404),
        ("/lijst/planeet.ttl", 404),
        ("/lijst/rol.ttl?p=2", 404),
        ("/lijst.ttl?p=2", 404),
        ("/lijst/rol.ttl?p=0", 400),
        ("/lijst/rol.ttl?p=x", 400),
    ],
)
def test_what_is_not_there_is_not_answered(client, address, status):
    assert client.get(address).status_code == status


@pytest.mark.slow
def test_who_follows_the_pages_finds_each_member_once(published):
    client, address, found = client_over(published), "/lijst/orgaan.ttl?lang=en", []
    pages = 0
    while address:
        response = client.get(address)
        graph = read(response)
        found += [str(each) for each in graph.objects(None, HYDRA.member)]
        [view] = graph.subjects(RDF.type, HYDRA.PartialCollectionView)
        following = graph.value(view, HYDRA.next)
        links = [each for each in response.headers["Link"].split(", ") if 'rel="next"' in each]
        assert bool(following) is bool(links)
        whole = links[0].partition(">")[0] if links else ""
        query = whole.removeprefix(f"<{BASE}/lijst/orgaan.ttl")
        assert not links or str(following).endswith(query)
        address = f"/lijst/orgaan.ttl{query}" if query else ""
        pages += 1

    assert pages == 3
    assert len(found) == len(set(found)) == 230


@pytest.mark.slow
def test_a_page_has_its_neighbours_in_its_links_too(published):
    links = client_over(published).get("/lijst/orgaan.html?p=2").headers["Link"]

    assert f'<{BASE}/lijst/orgaan.html?p=1>; rel="prev"' in links
    assert f'<{BASE}/lijst/orgaan.html?p=3>; rel="next"' in links


@pytest.mark.slow
def test_it_changed_when_its_registry_did_and_no_sooner(tmp_path):
    made, told = [], []
    for names in (("a",), ("a", "b")):
        data = publish_world(tmp_path, *names)
        client = client_over(data)
        made.append(data.read_manifest(str(data.current_id()))["made"])
        told.append({path: client.get(path) for path in LISTS})
    first, second = (datetime.fromisoformat(moment) for moment in made)

    for path in LISTS:
        changed = path in CHANGED
        assert (told[0][path].headers["ETag"] != told[1][path].headers["ETag"]) is changed
        assert told[0][path].last_modified == first
        assert told[1][path].last_modified == (second if changed else first)


@pytest.mark.slow
def test_it_asks_a_worker_once_however_many_members(published, monkeypatch):
    client = client_over(published)
    client.get("/lijst/orgaan.ttl")
    dataset, asked = client.application.extensions["dataset"], []
    monkeypatch.setitem(client.application.extensions, "dataset", Counting(dataset, asked))
    client.get("/lijst/orgaan.ttl")

    assert asked == ["list_document"]


class Counting:
    """A dataset that remembers which of its methods were called."""

    def __init__(self, dataset, asked):
        self._dataset, self._asked = dataset, asked

    def __getattr__(self, name):
        found = getattr(self._dataset, name)
        if callable(found):
            self._asked.append(name)
        return found
