from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, URIRef

from server.app import create_app
from server.dataset import Dataset
from server.negotiation import GRAPH_OFFERS
from server.representations import OFFERS
from server.settings import Settings
from tests.server.small_graph import BASE, small_store

STRATEGY = "/doc/strategie/vlaamse-datastrategie"
ORGANISATION = "https://data.vlaanderen.be/id/organisatie/OVO002949"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def client_at(base: str) -> FlaskClient:
    store = small_store(base)
    dataset = Dataset(store, base, "0123456789abcdef", {"counts": {"triples": len(store)}})
    return create_app(Settings.from_mapping({}), dataset).test_client()


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    with client_at(BASE) as client:
        yield client


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        pytest.param("/id/strategie/vlaamse-datastrategie", STRATEGY, id="plain"),
        pytest.param("/id/strategie/vlaamse-datastrategie/", STRATEGY, id="final slash"),
        pytest.param("/id/strategie/vlaamse%2Ddatastrategie", STRATEGY, id="needless encoding"),
        pytest.param("/id/rol/../strategie/vlaamse-datastrategie", STRATEGY, id="dot segments"),
        pytest.param(
            "/id/strategie/vlaamse-datastrategie?lang=en&x=%C3%A9",
            f"{STRATEGY}?lang=en&x=%C3%A9",
            id="query string",
        ),
        pytest.param("/id/rol/caf%c3%a9", "/doc/rol/caf%C3%A9", id="non-ASCII"),
        pytest.param("/id/rol/a%2Fb", "/doc/rol/a%2Fb", id="slash in a reference"),
        pytest.param("/id/organisatie/ovo002949", f"/doc?iri={ORGANISATION}", id="of another"),
        pytest.param(
            "/id/organisatie/OVO002949?lang=en", f"/doc?iri={ORGANISATION}&lang=en", id="both"
        ),
        pytest.param(
            "/.well-known/genid/0a", f"/doc?iri={BASE}/.well-known/genid/0a", id="without a name"
        ),
        pytest.param(
            "/doc?iri=http://data.vlaanderen.be/doc/organisatie/OVO002949",
            f"/doc?iri={ORGANISATION}",
            id="spelling",
        ),
        pytest.param(f"/doc?iri={BASE}/id/rol/a%252Fb", "/doc/rol/a%2Fb", id="ours"),
        pytest.param(
            f"/doc.ttl?iri={BASE}/id/strategie/vlaamse-datastrategie&lang=en",
            f"{STRATEGY}.ttl?lang=en",
            id="ours in a format",
        ),
        pytest.param(
            f"/doc?iri={BASE}/ns/datastrategie%23Strategy", "/ns/datastrategie#Strategy", id="term"
        ),
        pytest.param("/doc/organisatie/OVO002949", f"/doc?iri={ORGANISATION}", id="our doc path"),
    ],
)
def test_one_hop_leads_to_the_document(client: FlaskClient, asked: str, location: str) -> None:
    answer = client.get(asked, headers={"Accept": "text/turtle"})

    assert answer.status_code == 303
    assert answer.headers["Location"] == location
    assert client.get(location, headers={"Accept": "text/turtle"}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        (f"{STRATEGY}/", STRATEGY),
        (f"{STRATEGY}/?lang=en", f"{STRATEGY}?lang=en"),
        ("/doc/rol/cafe%CC%81", "/doc/rol/caf%C3%A9"),
        ("/doc/rol/cafe%CC%81.ttl", "/doc/rol/caf%C3%A9.ttl"),
        ("/ns/datastrategie/", "/ns/datastrategie"),
    ],
)
def test_other_spellings_of_a_document_move_to_its_address(
    client: FlaskClient, asked: str, location: str
) -> None:
    answer = client.get(asked)

    assert (answer.status_code, answer.headers["Location"]) == (301, location)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        pytest.param("", "text/turtle", id="no preference"),
        pytest.param("*/*", "text/turtle", id="anything"),
        pytest.param(BROWSER["Accept"], "text/html", id="browser"),
        pytest.param("application/ld+json, text/turtle;q=0.5", "application/ld+json", id="JSON-LD"),
        pytest.param("application/rdf+xml;charset=utf-8", "application/rdf+xml", id="parameter"),
        pytest.param("text/csv", "text/csv", id="CSV"),
        pytest.param("text/html;q=0.1, application/n-quads", "application/n-quads", id="quads"),
    ],
)
def test_client_gets_what_it_prefers(client: FlaskClient, accept: str, media_type: str) -> None:
    answer = client.get(STRATEGY, headers={"Accept": accept})

    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.extension)
@pytest.mark.parametrize(
    "address", [STRATEGY + "{}", f"/doc{{}}?iri={ORGANISATION}", "/ns/datastrategie{}"]
)
def test_suffix_wins_over_accept(client: FlaskClient, address: str, offer: object) -> None:
    extension, media_type = offer.extension, offer.media_type  # type: ignore[attr-defined]
    answer = client.get(address.format(f".{extension}"), headers={"Accept": "image/png"})

    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert "Accept" not in {name.strip() for name in answer.headers.get("Vary", "").split(",")}


def test_reference_that_ends_like_a_suffix_is_found_as_it_is(client: FlaskClient) -> None:
    exact = client.get("/doc/rol/index.html")
    with_suffix = client.get("/doc/rol/index.html.ttl")

    assert exact.mimetype == "text/turtle"
    assert exact.data == with_suffix.data
    assert exact.headers["Content-Location"] == "/doc/rol/index.html.ttl"


def test_document_names_its_thing_its_other_formats_and_its_licence(client: FlaskClient) -> None:
    answer = client.get(STRATEGY, headers={"Accept": "application/ld+json"})
    links = answer.headers["Link"]

    assert f'<{BASE}/id/strategie/vlaamse-datastrategie>; rel="describes"' in links
    assert f'<{BASE}{STRATEGY}>; rel="canonical"' in links
    assert f'<{STRATEGY}.ttl>; rel="alternate"; type="text/turtle"' in links
    assert f'<{STRATEGY}.html>; rel="alternate"; type="text/html"' in links
    assert 'modellicentie-gratis-hergebruik/v1.0>; rel="license"' in links
    assert answer.headers["Content-Location"] == f"{STRATEGY}.jsonld"


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_client_that_has_the_document_gets_304(client: FlaskClient, accept: str) -> None:
    first = client.get(STRATEGY, headers={"Accept": accept})
    again = client.get(STRATEGY, headers={"Accept": accept, "If-None-Match": first.headers["ETag"]})

    assert not first.headers["ETag"].startswith("W/")
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_etag_differs_by_format_and_by_language(client: FlaskClient) -> None:
    asked = [{"Accept": "text/turtle"}, {"Accept": "text/csv"}, {"Accept": "text/html"}]
    asked.append({"Accept": "text/html", "Accept-Language": "en"})

    assert len({client.get(STRATEGY, headers=h).headers["ETag"] for h in asked}) == 4


@pytest.mark.parametrize("path", [STRATEGY, "/ns/datastrategie/shapes", "/.well-known/void"])
def test_no_two_formats_have_one_tag(client: FlaskClient, path: str) -> None:
    accepts = [offer.media_type for offer in GRAPH_OFFERS]
    tags = [client.get(path, headers={"Accept": accept}).headers["ETag"] for accept in accepts]

    assert len(set(tags)) == len(GRAPH_OFFERS)


def test_head_says_the_same_without_the_body(client: FlaskClient) -> None:
    head, got = client.head(STRATEGY), client.get(STRATEGY)

    assert head.data == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Link", "Vary"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize(
    "path",
    [
        "/id/rol/onbekend",
        "/id/planeet/mars",
        "/id/rol",
        "/doc/rol/onbekend",
        "/doc/rol/onbekend.ttl",
        "/doc/strategie/vlaamse-datastrategie.docx",
        "/doc?iri=https://example.org/nothing",
        f"/doc.docx?iri={ORGANISATION}",
        "/ns/onbekend",
        "/.well-known/genid/ff",
        "/.well-known/genid/zz",
        "/lijst/planeet",
    ],
)
def test_what_never_existed_is_404(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/doc",
        "/doc?iri=",
        "/doc?iri=geen%20iri",
        "/doc?iri=../etc/passwd",
        "/doc?iri=https://e.org/%3Cscript%3E",
        "/doc?iri=https://e.org/a%0d%0aSet-Cookie:x",
        "/doc?iri=https://e.org/" + "a" * 3000,
        "/id/rol/%ff",
    ],
)
def test_malformed_input_is_400(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 400


def test_nothing_acceptable_is_406_with_what_there_is(client: FlaskClient) -> None:
    answer = client.get(STRATEGY, headers={"Accept": "image/png"})

    assert answer.status_code == 406
    assert "text/turtle" in answer.get_json(force=True)["offers"]


def test_no_redirect_leads_off_the_site(client: FlaskClient) -> None:
    for path in ("/doc?iri=//evil.example/", "/id//evil.example/x", "/doc//evil.example"):
        answer = client.get(path)
        assert answer.status_code >= 400 or answer.headers["Location"].startswith(
            ("/", "http://localhost/")
        )
        assert not answer.headers.get("Location", "").startswith("//")


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000", "https://data.example.org/begrip"])
def test_addresses_hold_at_any_base(base: str) -> None:
    prefix = "/begrip" if base.endswith("begrip") else ""
    client = client_at(base)
    below = {"base_url": f"http://localhost{prefix}/"}

    answer = client.get("/id/strategie/vlaamse-datastrategie/", **below)
    turtle = client.get(answer.headers["Location"].removeprefix(prefix), **below)
    page = client.get(f"{STRATEGY}.html", **below)

    assert answer.headers["Location"] == prefix + STRATEGY
    assert client.get(f"{STRATEGY}/", **below).headers["Location"] == prefix + STRATEGY
    thing = URIRef(f"{base}/id/strategie/vlaamse-datastrategie")
    assert thing in set(Graph().parse(data=turtle.data, format="turtle").subjects())
    assert f'href="{prefix}/doc/concept/actiedomein/1"' in page.text
    assert f'href="{prefix}/lijst/strategie"' in page.text


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/ns/datastrategie/shapes", "text/turtle"),
        ("/ns/datastrategie/shapes.ttl", "text/turtle"),
        ("/ns/datastrategie/shapes.nt", "application/n-triples"),
        ("/ns/datastrategie/shapes.rdf", "application/rdf+xml"),
        ("/ns/datastrategie/context.jsonld", "application/ld+json"),
    ],
)
def test_shapes_and_context_stand_beside_the_vocabulary(path: str, media_type: str) -> None:
    client = client_at("http://127.0.0.1:8000")
    answer = client.get(path)

    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert b"begrip.example" not in answer.data
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_shapes_are_the_same_in_every_format(client: FlaskClient) -> None:
    sizes = {
        len(Graph().parse(data=client.get(f"/ns/datastrategie/shapes.{suffix}").data, format=name))
        for suffix, name in (("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml"))
    }

    assert len(sizes) == 1


@pytest.mark.parametrize("path", ["/doc//x", "/id//rol/cdo", "//evil.example", "/lijst//"])
def test_no_redirect_is_made_of_the_host_header(client, path):
    answer = client.get(path, headers={"Host": "evil.example"})

    assert "evil.example" not in answer.headers.get("Location", "")
    assert answer.status_code in {303, 308, 404}


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("application/n-triples", "text/plain"),
        ("application/rdf+xml", "application/xml"),
    ],
)
def test_an_alias_of_a_format_has_an_etag_of_its_own(client, name, alias):
    first, second = (client.get(STRATEGY, headers={"Accept": accept}) for accept in (name, alias))

    assert first.data == second.data
    assert first.headers["ETag"] != second.headers["ETag"]
    assert {"Accept", "Accept-Language"} <= set(first.headers["Vary"].split(", "))
    same = client.get(
        STRATEGY, headers={"Accept": alias, "If-None-Match": f"W/{second.headers['ETag']}"}
    )
    assert same.status_code == 304


@pytest.mark.parametrize(
    ("asked", "accept", "location"),
    [
        (f"{STRATEGY}?lang=en", "text/html", f"{STRATEGY}.html?lang=en"),
        (f"{STRATEGY}?lang=en&p=1", "text/html", f"{STRATEGY}.html?lang=en&p=1"),
        (f"{STRATEGY}?lang=en", "text/turtle", f"{STRATEGY}.ttl?lang=en"),
        (f"/doc?iri={ORGANISATION}&lang=en", "text/html", f"/doc.html?iri={ORGANISATION}&lang=en"),
    ],
)
def test_content_location_names_this_very_answer(client, asked, accept, location):
    negotiated = client.get(asked, headers={"Accept": accept})
    exact = client.get(negotiated.headers["Content-Location"])

    assert negotiated.headers["Content-Location"] == location
    for header in ("Content-Type", "Content-Language", "Last-Modified"):
        assert exact.headers.get(header) == negotiated.headers.get(header)
    # a page links to itself in the other language, by the address that was asked
    own, other = (request.partition("?")[0] for request in (asked, location))
    assert exact.text.replace(other, own) == negotiated.text.replace(other, own)
