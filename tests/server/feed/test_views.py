"""The streams answer in every format, closed pages for ever and open ones for a moment."""

import json

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import Graph

from loaders.build import ensure_built
from loaders.settings import LoaderSettings
from server.feed.reading import Page, Piece, read_feed
from server.feed.tree import FAN, LDES, TREE, root_targets
from server.feed.writing import OFFERS, write_page
from server.problems import RequestProblem
from tests.server.published import BASE, bodies, client_over, publish_world, write_registry

MEMBER = ox.NamedNode(f"{TREE}member")
NAMES = [f"n{number:03}" for number in range(260)]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("feed")
    published = publish_world(folder, *NAMES)
    registries = folder / "registries"
    write_registry(registries, "organen", "Body", bodies(*NAMES[1:]), "Organen")
    ensure_built(LoaderSettings(published.path, registries), base=BASE, allow_removals=True)
    return published


@pytest.fixture(scope="module")
def client(data):
    return client_over(data)


def parse(response, media_type):
    return ox.Dataset(ox.parse(response.data, ox.RdfFormat.from_media_type(media_type)))


def canonical(dataset):
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def test_a_stream_says_what_it_is_and_where_its_pages_are(client):
    graph = Graph().parse(data=client.get("/ldes/organen.ttl").data, format="turtle")
    found = graph.query(
        f"""PREFIX ldes: <{LDES}> PREFIX tree: <{TREE}> SELECT ?kept ?path ?gone ?node {{
          ?stream a ldes:EventStream ; tree:view ?root ; tree:shape ?shape ;
            ldes:versionOfPath <http://purl.org/dc/terms/isVersionOf> ;
            ldes:timestampPath ?path ; ldes:versionDeletePath ?type ;
            ldes:versionDeleteObject ?gone .
          ?root a tree:Node ; ldes:retentionPolicy/ldes:startingFrom ?kept ;
            tree:relation [ a tree:GreaterThanOrEqualToRelation ; tree:path ?path ;
              tree:value ?value ; tree:node ?node ] . }} ORDER BY ?node"""
    )

    assert [str(row.node) for row in found] == [
        f"{BASE}/ldes/organen/1",
        f"{BASE}/ldes/organen/2",
    ]
    assert {str(row.gone).rpartition("#")[2] for row in found} == {"Delete"}


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.extension)
@pytest.mark.parametrize("address", ["/ldes/organen", "/ldes/organen/1", "/ldes/_alles/2"])
def test_suffix_and_accept_agree_in_every_format(client, address, offer):
    named = client.get(f"{address}.{offer.extension}")
    asked = client.get(address, headers={"Accept": offer.media_type})

    assert named.status_code == asked.status_code == 200
    assert named.data == asked.data
    assert named.headers["ETag"] == asked.headers["ETag"]
    assert asked.headers["Content-Type"].startswith(offer.media_type)
    assert "Accept" in asked.headers["Vary"]


@pytest.mark.parametrize("address", ["/ldes/organen/1", "/ldes/_alles/1", "/ldes"])
def test_formats_say_the_same(client, address):
    trig, quads, json_ld, turtle, triples = (
        canonical(parse(client.get(f"{address}.{offer.extension}"), offer.format))
        for offer in OFFERS
    )

    assert trig == quads == json_ld
    assert turtle == triples


def test_a_closed_page_may_be_kept_for_a_year_and_an_open_one_for_a_moment(client):
    closed, opened = client.get("/ldes/organen/1"), client.get("/ldes/organen/2")

    assert closed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert opened.headers["Cache-Control"] == "public, max-age=30"
    assert b"immutable true" in closed.data
    assert b"immutable true" not in opened.data
    for response in (closed, opened):
        headers = {"If-None-Match": response.headers["ETag"]}
        again = client.get(response.request.path, headers=headers)
        assert again.status_code == 304
        assert again.headers["Cache-Control"] == response.headers["Cache-Control"]


def test_a_deletion_says_so_and_nothing_more(client):
    quads = ox.Dataset(ox.parse(client.get("/ldes/organen/2.nq").data, ox.RdfFormat.N_QUADS))
    [gone] = quads.quads_for_object(ox.NamedNode("https://www.w3.org/ns/activitystreams#Delete"))

    assert len(list(quads.quads_for_subject(gone.subject))) == 3
    assert not list(quads.quads_for_graph_name(gone.subject))


@pytest.mark.parametrize("address", ["/ldes/organen/1", "/ldes/organen/2", "/ldes/sets/1"])
def test_members_keep_to_the_shape_that_the_stream_states(client, address):
    stream = client.get(f"{address.rpartition('/')[0]}.ttl").data
    shapes = Graph().parse(data=stream, format="turtle")
    page = Graph().parse(data=client.get(f"{address}.ttl").data, format="turtle")
    shape = next(shapes.objects(None, ox_to_rdflib(f"{TREE}shape")))
    members = list(page.objects(None, ox_to_rdflib(f"{TREE}member")))
    for member in members:
        shapes.add((shape, ox_to_rdflib("http://www.w3.org/ns/shacl#targetNode"), member))
    conforms, _, text = validate(page, shacl_graph=shapes)

    assert conforms, text
    assert members


def ox_to_rdflib(iri):
    from rdflib import URIRef

    return URIRef(iri)


def test_nameless_nodes_have_no_name_where_a_version_is_the_subject(client):
    turtle = client.get("/ldes/herkomst/1.ttl").data

    assert b"/.well-known/genid/" not in turtle
    assert b"/.well-known/genid/" in client.get("/ldes/herkomst/1.trig").data


def test_a_thing_that_states_a_version_itself_needs_a_format_with_graphs():
    version, thing = "<https://e.org/p#1>", "<https://e.org/a>"
    of = "<http://purl.org/dc/terms/isVersionOf>"
    members = f"{version} {of} {thing} .\n{thing} {of} <https://e.org/b> {version} .\n".encode()

    assert write_page(members, (), "application/trig")
    with pytest.raises(RequestProblem, match="formats with graphs can"):
        write_page(members, (), "text/turtle")


@pytest.mark.parametrize(
    "address",
    [
        "/ldes/nergens",
        "/ldes/nergens/1",
        "/ldes/organen/3",
        "/ldes/organen/x",
        "/ldes/organen/1-200",
        "/ldes/organen/0-200",
        "/ldes/organen/2-1",
        "/ldes/organen.docx",
        "/ldes/organen/1.docx",
        "/ldes/..%2f..%2fbase.json/1",
    ],
)
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_whole_has_one_address(client):
    response = client.get("/ldes/_alles.ttl")

    assert (response.status_code, response.headers["Location"]) == (301, "/begrip/ldes.ttl")
    assert client.get("/ldes/_alles?lang=en").headers["Location"] == "/begrip/ldes?lang=en"


def test_without_a_feed_there_is_none(data, tmp_path):
    client = client_over(data, DATA=str(tmp_path))

    assert client.get("/ldes").status_code == 404
    assert "next build" in client.get("/ldes").json["detail"]


def test_a_damaged_feed_is_a_fault_of_ours(data, tmp_path):
    (tmp_path / "feed").mkdir()
    (tmp_path / "feed" / "head.json").write_text("{")

    assert client_over(data, DATA=str(tmp_path)).get("/ldes").status_code == 500


@pytest.mark.parametrize("language", ["nl", "en"])
def test_people_see_a_page(client, language):
    whole = client.get(f"/ldes?lang={language}", headers={"Accept": "text/html"})
    one = client.get(f"/ldes/organen?lang={language}", headers={"Accept": "text/html"})

    assert b"/begrip/ldes/organen" in whole.data
    assert {"nl": "Wat veranderde in: Organen", "en": "What changed in: Organen"}[
        language
    ] in one.text


def test_pages_are_found_by_way_of_groups_when_there_are_many():
    pages = [Page(n, [Piece(1, 0, 1, 250, f"2026-01-01T00:00:0{n % 10}Z")]) for n in range(1, 452)]
    targets = list(root_targets(BASE, "organen", pages))

    assert [target.iri.rpartition("/")[2] for target in targets[:3]] == ["1-200", "201-400", "401"]
    assert len(targets) == 2 + 51


def test_a_million_versions_are_paged(data, tmp_path):
    """As many as a registry of a million rows has; only the tree is asked for."""
    folder = tmp_path / "feed" / "parts" / "000001"
    folder.mkdir(parents=True)
    pages = [[number, 0, 1, 250] for number in range(1, 4001)]
    index = {"at": "2026-01-01T00:00:00.000Z", "streams": {"organen": {"pages": pages}}}
    (folder / "index.json").write_text(json.dumps(index))
    head = {"layout": 1, "generation": "x", "at": index["at"], "parts": 1}
    (tmp_path / "feed" / "head.json").write_text(json.dumps(head))
    client = client_over(data, DATA=str(tmp_path))
    feed = read_feed(tmp_path)
    assert feed is not None
    root = client.get("/ldes/organen/0.nt")
    group = client.get("/ldes/organen/201-400")

    assert root.data.count(b"#node> ") == 2 * 4000 // FAN
    assert group.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert group.text.count("tree:node ") == 2 * FAN
    assert client.get("/ldes/organen/201-300").status_code == 404


@pytest.mark.parametrize("address", ["/ldes", "/ldes/organen", "/ldes/organen/0"])
def test_each_format_has_a_tag_of_its_own(client, address):
    tags = {
        client.get(address, headers={"Accept": offer.media_type}).headers["ETag"]
        for offer in OFFERS
    }
    turtle = client.get(address, headers={"Accept": "text/turtle"}).headers["ETag"]
    trig = {"Accept": "application/trig", "If-None-Match": turtle}

    assert len(tags) == len(OFFERS)
    assert client.get(address, headers=trig).status_code == 200
