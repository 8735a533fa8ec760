"""The catalogue is DCAT-AP in every format, and a harvester finds each data set once."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pyld import jsonld
from pyshacl import validate
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF

from linkml_schemas.conformance import check_conformance
from linkml_schemas.conformance_values import ShapesSource
from server.catalogue import describing, holdings
from server.contacts import require_contact
from server.negotiation import GRAPH_OFFERS
from server.settings import SettingError, Settings
from tests.running import CHECKOUT
from tests.server.published import BASE, client_over, publish_world, write_registry

SHAPES = Path(__file__).parent / "shapes.ttl"
SEMIC = CHECKOUT.parent / "shared/data/semic-profiles/dcat-ap/3.0.1_shacl_dcat-ap-SHACL.ttl"
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
CATALOGUE = URIRef(f"{BASE}/catalogus")


@pytest.fixture(scope="module")
def graph(client):
    return Graph().parse(data=client.get("/catalogus.ttl").data, format="turtle")


@pytest.mark.parametrize("offer", GRAPH_OFFERS, ids=lambda offer: offer.extension)
def test_suffix_and_accept_agree_in_every_format(client, graph, offer):
    named = client.get(f"/catalogus.{offer.extension}")
    asked = client.get("/catalogus", headers={"Accept": offer.media_type})
    names = {"nt": "nt", "jsonld": "json-ld", "rdf": "xml", "ttl": "turtle", "nq": "nquads"}
    form = names.get(offer.extension, offer.extension)

    assert named.data == asked.data
    assert asked.headers["Content-Type"].startswith(offer.media_type)
    if form in {"nquads", "trig"}:
        parsed = Graph()
        parsed.parse(data=named.data, format="turtle" if form == "trig" else "nt")
    else:
        parsed = Graph().parse(data=named.data, format=form)
    assert isomorphic(parsed, graph)


def test_it_keeps_to_our_own_shapes(graph):
    conforms, _, text = validate(graph, shacl_graph=Graph().parse(SHAPES))

    assert conforms, text


@pytest.mark.shared
def test_it_keeps_to_the_shapes_of_the_profile(client):
    """Two properties of its shape of a service are not in the file; they are left out, by name."""
    found = check_conformance(
        client.get("/catalogus.nt").data, ShapesSource(SEMIC.name, SEMIC.read_bytes())
    )

    assert [result for result in found.results if result.severity == "Violation"] == []
    assert {fault.kind for fault in found.faulty} == {"dangling"}
    assert {fault.shape.rpartition("#")[2] for fault in found.faulty} == {"dcat:DataServiceShape"}


def test_a_registry_has_its_dump_with_a_checksum(client, graph):
    registry = URIRef(f"{BASE}/id/graaf/organen")
    [dump] = graph.objects(registry, DCAT.distribution)
    checksum = graph.value(graph.value(dump, SPDX.checksum), SPDX.checksumValue)
    address = str(graph.value(dump, DCAT.downloadURL)).removeprefix(BASE)

    assert client.get(address).headers["ETag"].strip('"') == str(checksum)
    assert str(graph.value(dump, DCAT.byteSize)) == client.get(address).headers["Content-Length"]
    assert {value.language for value in graph.objects(registry, DCTERMS.title)} == {"nl", "en"}


def test_whoever_publishes_has_a_name(graph):
    publisher = graph.value(CATALOGUE, DCTERMS.publisher)

    assert str(graph.value(publisher, FOAF.name)) == "Digitaal Vlaanderen"


def test_the_contact_point_is_a_setting(client, data, graph):
    contact = graph.value(CATALOGUE, DCAT.contactPoint)
    without = client_over(data).get("/catalogus.ttl").text

    assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:data@example.org")
    assert "contactPoint" not in without


@pytest.mark.parametrize("text", ["data@example.org", "javascript:alert(1)", "mailto:a b", "x"])
def test_what_is_no_address_is_no_contact(text):
    with pytest.raises(SettingError, match="BEGRIP_CONTACT"):
        Settings.from_mapping({"BEGRIP_CONTACT": text})
    assert require_contact("") == ""


def test_data_sets_that_the_registries_describe_are_entries(graph):
    held = {str(thing) for thing in graph.objects(CATALOGUE, DCAT.dataset)}

    assert {f"{BASE}/id/dataset/vuil", f"{BASE}/id/dataset/net"} <= held
    assert len(set(graph.objects(CATALOGUE, DCAT.service))) == 3


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Two hundred and thirty data sets, and what else a published world has."""
    folder = tmp_path_factory.mktemp("many")
    page = "https://www.vlaanderen.be/"
    rows = [f"set-{number},Set {number},Een set.,{page},OVO002949\n" for number in range(230)]
    header = "id,label_nl,description_nl,source,publisher\n"
    write_registry(folder / "registries", "veel", "Dataset", header + "".join(rows))
    return publish_world(folder, "a")


@pytest.mark.slow
def test_a_harvester_that_follows_the_pages_finds_every_data_set_once(many):
    """As ckanext-dcat does: the typed subjects of each page, then hydra:next."""
    client, address, found, pages = client_over(many), "/catalogus.ttl", Counter(), 0
    while address:
        response = client.get(address)
        graph = Graph().parse(data=response.data, format="turtle")
        found.update(str(thing) for thing in graph.subjects(RDF.type, DCAT.Dataset))
        [view] = graph.subjects(RDF.type, HYDRA.PagedCollection)
        following = graph.value(view, HYDRA.next)
        assert following == graph.value(view, HYDRA.nextPage)
        assert (f'<{following}>; rel="next"' in response.headers["Link"]) is bool(following)
        assert validate(graph, shacl_graph=Graph().parse(SHAPES))[0]
        address = str(following).removeprefix(BASE) if following else ""
        pages += 1

    registries = len(many.read_manifest(str(many.current_id()))["registries"])
    assert pages == 3
    assert set(found.values()) == {1}
    assert len(found) == registries + 232


@pytest.mark.slow
@pytest.mark.parametrize("page", [1, 2, 3])
def test_people_see_on_a_page_what_a_harvester_finds_on_it(many, page):
    client = client_over(many)
    graph = Graph().parse(data=client.get(f"/catalogus.ttl?p={page}").data, format="turtle")
    shown = client.get(f"/catalogus.html?p={page}&lang=en")
    listed = set(re.findall(r'<th scope="row"><a href="/begrip/doc/([^"?]+)', shown.text))
    things = {str(thing) for thing in graph.subjects(RDF.type, DCAT.Dataset)}

    assert listed == {thing.removeprefix(f"{BASE}/id/") for thing in things}
    assert f'href="/begrip/catalogus.ttl{f"?p={page}" if page > 1 else ""}"' in shown.text
    assert ('rel="prev"' in shown.headers["Link"]) is (page > 1) is ('rel="prev"' in shown.text)
    assert ('rel="next"' in shown.headers["Link"]) is (page < 3) is ('rel="next"' in shown.text)
    assert ('<h2 id="services">' in shown.text) is (page == 1)


@pytest.mark.slow
def test_a_page_beyond_the_last_is_not_there_for_people_either(many):
    assert client_over(many).get("/catalogus.html?p=4").status_code == 404


@pytest.mark.parametrize("address", ["/catalogus?p=2", "/catalogus.docx", "/catalogus.ttl?p=99"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x"])
def test_what_is_no_page_is_refused(client, page):
    assert client.get(f"/catalogus.ttl?p={page}").status_code == 400


def test_who_has_it_is_told_so(client):
    etag = client.get("/catalogus.ttl").headers["ETag"]

    assert client.get("/catalogus.ttl", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(("language", "text"), [("nl", "Diensten"), ("en", "Services")])
def test_people_see_a_page(client, language, text):
    response = client.get(f"/catalogus?lang={language}", headers={"Accept": "text/html"})

    assert text in response.text
    assert "/begrip/dumps/organen.nq.gz" in response.text


def test_a_generation_of_an_older_version_is_described_without_what_it_lacks():
    entry = {"name": "x", "graph": f"{BASE}/id/graaf/x", "dump": {"path": "dumps/x.nq.gz"}}
    quads = list(describing.describe_registry(entry, {"registries": [entry]}, BASE))

    assert quads
    assert not [quad for quad in quads if "distribution" in quad.predicate.value]


def test_every_range_is_a_class_of_a_known_vocabulary():
    assert all(curie.partition(":")[2][0].isupper() for curie in holdings.RANGES.values())


@pytest.mark.parametrize(
    ("suffix", "accept", "media_type"),
    [("json", "application/json", "application/json"), ("csv", "text/csv", "text/csv")],
)
def test_the_catalogue_is_a_document_in_the_formats_of_developers_too(
    client, suffix, accept, media_type
):
    named = client.get(f"/catalogus.{suffix}")
    asked = client.get("/catalogus", headers={"Accept": accept})

    assert (named.status_code, named.mimetype) == (200, media_type)
    assert (named.data, named.headers["ETag"]) == (asked.data, asked.headers["ETag"])
    assert asked.headers["Content-Location"].endswith(f"/catalogus.{suffix}")
    assert str(CATALOGUE) in named.text


def test_the_json_of_the_catalogue_says_what_the_turtle_says(client, graph):
    found = client.get("/catalogus.json").json
    known = client.get("/ns/datastrategie/context.jsonld").json

    assert found["@context"] == f"{BASE}/ns/datastrategie/context.jsonld"
    options = {
        "documentLoader": lambda url, _: {
            "contextUrl": None,
            "documentUrl": url,
            "document": known,
        },
        "format": "application/n-quads",
    }
    again = Graph().parse(data=jsonld.to_rdf(found, options), format="nquads")
    assert isomorphic(again, graph)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_names_what_the_registries_describe(client, language):
    page = client.get(f"/catalogus.html?lang={language}").text
    part = page.partition('<h2 id="held">')[2]

    assert f'href="/begrip/doc/dataset/net?lang={language}"' in part
    assert f'href="/begrip/lijst/dataset?lang={language}"' in part
    assert "Digitaal Vlaanderen" in part


def test_a_page_of_the_catalogue_in_a_language_is_named_with_it(client):
    answer = client.get("/catalogus?lang=en", headers={"Accept": "text/html"})

    assert answer.headers["Content-Language"] == "en"
    assert answer.headers["Content-Location"] == "/begrip/catalogus.html?lang=en"
