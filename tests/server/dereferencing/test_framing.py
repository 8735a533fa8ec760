"""JSON-LD with the published context, read back by another processor."""

import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from pyld import jsonld
from rdflib import Graph
from rdflib.compare import isomorphic

from server.app import create_app
from server.dataset import Dataset
from server.dereferencing.natives import write_native
from server.dereferencing.profiles import COMPACTED_PROFILE, FRAMED_PROFILE
from server.dereferencing.published_context import context
from server.settings import Settings
from tests.server.fronting import fronting
from tests.server.small_graph import BASE, to_store

STRATEGY = "/doc/strategie/vlaamse-datastrategie"
CONTEXT = f"{BASE}/ns/datastrategie/context.jsonld"
FRAMED = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#framed"'
THINGS = (
    STRATEGY,
    "/doc/rol/lastig",
    "/doc/rol/kring",
    "/doc/rol/waarden",
    "/doc/dataset/organisaties",
    "/doc/conceptscheme/actiedomein",
    "/doc/concept/actiedomein/1",
    "/ns/datastrategie",
    "/doc/graaf/strategie",
)
MORE = """
<https://begrip.example/id/rol/kring> a org:Role ; skos:prefLabel "Kring"@nl ;
  dct:temporal genid:a1, genid:a2 ; rdfs:seeAlso <schema:iets>, <skos:iets>, <http://e.org/é> ;
  owl:sameAs <https://begrip.example/.well-known/genid/a1> .
<https://begrip.example/id/rol/waarden> a org:Role ;
  ds:personalData true ; owl:deprecated false ;
  schema:position 3, "+3"^^xsd:integer, -7, 9007199254740993, 1.5, "4" , "05"^^xsd:integer ;
  dcat:byteSize "12"^^xsd:nonNegativeInteger, "012"^^xsd:nonNegativeInteger, 13 ;
  skos:notation "1", "x"^^<http://e.org/code>, "een"@nl ; dct:extent 5, true, "5" ;
  skos:topConceptOf <https://begrip.example/id/conceptscheme/actiedomein> ;
  dct:issued 5, "2026-01-01"^^xsd:date .
genid:a1 dct:relation genid:a2, genid:a1 . genid:a2 dct:relation genid:a1 ; dct:extent 1.50 .
"""


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    from tests.server.small_graph import _TRIG

    store = to_store(_TRIG + "\ng:strategie { " + MORE + " }")
    dataset = Dataset(store, BASE, "0123456789abcdef", {"counts": {"triples": len(store)}})
    with create_app(Settings.from_mapping({}), dataset).test_client() as client:
        yield client


def load(url: str, _: object) -> dict[str, object]:
    """Serve our own context, and nothing else."""
    assert url == f"{BASE}/ns/datastrategie/context.jsonld"
    document = json.loads(context(BASE))
    return {"contextUrl": None, "documentUrl": url, "document": document}


@pytest.mark.parametrize("path", THINGS)
def test_it_says_what_the_turtle_says(client, path):
    framed = client.get(f"{path}.json").json
    turtle = Graph().parse(data=client.get(f"{path}.nt").data, format="nt")

    options = {"documentLoader": load, "format": "application/n-quads"}
    again = Graph().parse(data=jsonld.to_rdf(framed, options), format="nquads")
    assert isomorphic(turtle, again)


@pytest.mark.parametrize("path", [STRATEGY, "/doc/rol/waarden"])
def test_another_processor_reads_the_same(client, path):
    known = json.loads(context(BASE))["@context"]  # which it would fetch
    framed = {**client.get(f"{path}.json").json, "@context": known}

    turtle = Graph().parse(data=client.get(f"{path}.nt").data, format="nt")
    assert isomorphic(turtle, Graph().parse(data=json.dumps(framed), format="json-ld"))


def test_a_web_developer_reads_names_and_finds_all_within_the_thing(client):
    found = client.get(f"{STRATEGY}.json").json

    assert found["@context"] == f"{BASE}/ns/datastrategie/context.jsonld"
    assert found["id"] == f"{BASE}/id/strategie/vlaamse-datastrategie"
    assert (found["label_nl"], found["label_en"]) == (
        "Vlaamse datastrategie",
        "Flemish data strategy",
    )
    assert found["responsible"] == ["https://data.vlaanderen.be/id/organisatie/OVO002949"]
    assert found["dct:temporal"]["id"] == f"{BASE}/.well-known/genid/0a"
    assert "@graph" not in found


@pytest.mark.parametrize(
    ("accept", "media_type", "framed"),
    [
        pytest.param("application/ld+json", "application/ld+json", False, id="plain"),
        pytest.param(FRAMED, FRAMED, True, id="framed"),
        pytest.param(FRAMED.replace("framed", "compacted"), FRAMED, True, id="compacted"),
        pytest.param(
            f'application/ld+json; q=1; profile="urn:x {BASE}/ns/datastrategie/context.jsonld"',
            FRAMED,
            True,
            id="our context among others",
        ),
        pytest.param(
            f'application/ld+json;profile="{BASE}/ns/datastrategie/profiel"',
            FRAMED,
            True,
            id="application profile",
        ),
        pytest.param('application/ld+json;profile="urn:x"', "application/ld+json", False, id="x"),
        pytest.param("application/json", "application/json", True, id="JSON"),
        pytest.param(f"{FRAMED};q=0, application/ld+json", "application/ld+json", False, id="no"),
    ],
)
def test_a_profile_that_is_ours_is_heard(client, accept, media_type, framed):
    answer = client.get(STRATEGY, headers={"Accept": accept})

    assert (answer.status_code, answer.content_type) == (200, media_type)
    assert isinstance(answer.json["@context"], str) is framed


@pytest.mark.parametrize(
    ("accept", "profile", "media_type"),
    [
        pytest.param("", f"<{FRAMED_PROFILE}>", FRAMED, id="no format named"),
        pytest.param("*/*", f"<urn:x>, <{COMPACTED_PROFILE}>;q=0.2", FRAMED, id="any format"),
        pytest.param("application/ld+json", f"<{FRAMED_PROFILE}>", FRAMED, id="JSON-LD"),
        pytest.param("application/ld+json", f"<{CONTEXT}>", FRAMED, id="our context"),
        pytest.param("text/turtle", f"<{FRAMED_PROFILE}>", "text/turtle; charset=utf-8", id="ttl"),
        pytest.param("*/*", f"<{FRAMED_PROFILE}>;q=0", "text/turtle; charset=utf-8", id="unwanted"),
        pytest.param("*/*", "<urn:x>", "text/turtle; charset=utf-8", id="not ours"),
        pytest.param(
            "*/*",
            f"<{BASE}/ns/datastrategie/profiel>, <{FRAMED_PROFILE}>;q=0.5",
            "text/turtle; charset=utf-8",
            id="every format keeps to the application profile",
        ),
        pytest.param("application/ld+json", "framed", "application/ld+json", id="no brackets"),
    ],
)
def test_accept_profile_chooses_among_what_accept_leaves(client, accept, profile, media_type):
    answer = client.get(STRATEGY, headers={"Accept": accept, "Accept-Profile": profile})

    assert (answer.status_code, answer.content_type) == (200, media_type)
    assert (FRAMED_PROFILE in answer.headers.get("Content-Profile", "")) is (media_type == FRAMED)
    assert "Accept-Profile" in answer.headers["Vary"]


def test_a_suffix_wins_over_the_profile_that_is_asked(client):
    asked = {"Accept-Profile": f"<{FRAMED_PROFILE}>"}

    assert client.get(f"{STRATEGY}.ttl", headers=asked).content_type.startswith("text/turtle")
    assert f"<{FRAMED_PROFILE}>" in client.get(f"{STRATEGY}.json").headers["Content-Profile"]


def test_the_other_formats_are_told_with_the_profile_to_which_they_keep(client):
    links = client.get(f"{STRATEGY}.ttl").headers["Link"]

    framed = f'<{STRATEGY}.json>; rel="alternate"; type="application/json"; profile="'
    assert framed + f'{FRAMED_PROFILE}"' in links


def test_the_same_bytes_under_another_name_have_another_tag(client):
    asked = (FRAMED, "application/json", "application/ld+json")

    tags = {client.get(STRATEGY, headers={"Accept": a}).headers["ETag"] for a in asked}
    assert len(tags) == 3


def test_what_would_be_read_as_a_name_of_the_context_is_given_plain(client):
    found = client.get("/doc/rol/lastig.json").json

    assert isinstance(found["@context"], dict)


def test_what_is_kept_for_one_profile_is_not_given_to_who_asks_another(client):
    plain, framed = {"Accept": "*/*"}, {"Accept": "*/*", "Accept-Profile": f"<{FRAMED_PROFILE}>"}
    with fronting(client.application) as front:
        asked = [front.get(STRATEGY, headers=h) for h in (plain, framed, plain, framed)]

    types = [answer.headers["Content-Type"] for answer in asked]
    assert types == ["text/turtle; charset=utf-8", FRAMED] * 2


def test_booleans_and_integers_are_native_where_they_mean_the_same(client):
    found = client.get("/doc/rol/waarden.json").json
    shown = {key: value if isinstance(value, list) else [value] for key, value in found.items()}

    def told(key):
        return sorted(map(json.dumps, shown[key]))

    assert found["deprecated"] is False
    assert found["personal_data"] is True
    assert told("position") == ['"9007199254740993"', "-7", "3", "5"]
    assert told("dcat:byteSize") == ["12", "13"]
    assert told("dct:extent") == ['"5"', "5", "true"]
    assert (found["issued"], found["dct:issued"]) == ("2026-01-01", 5)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("1", "xsd:boolean"),
        ("TRUE", "xsd:boolean"),
        ("+3", "xsd:integer"),
        ("05", "xsd:integer"),
        ("-0", "xsd:integer"),
        ("1.5", "xsd:decimal"),
        ("9007199254740992", "xsd:integer"),
        ("\N{ARABIC-INDIC DIGIT ONE}", "xsd:integer"),
    ],
)
def test_what_would_be_read_back_otherwise_stays_a_text(text, datatype):
    typed = {"@type": datatype, "@value": text}

    assert write_native({"term": text, "e:x": typed}, {"term": frozenset({datatype})}) == {
        "term": text,
        "e:x": typed,
    }


def test_a_native_value_stands_only_where_it_gets_its_own_datatype_back():
    datatypes = {"day": frozenset({"xsd:date"}), "two": frozenset({"xsd:integer", "xsd:boolean"}),
                 "bytes": frozenset({"xsd:nonNegativeInteger"})}  # fmt: skip
    typed = {"@type": "xsd:nonNegativeInteger", "@value": "5"}
    integer = {"@type": "xsd:integer", "@value": "5"}
    tree = {"day": integer, "two": "5", "bytes": "5", "e:bytes": typed, "e:x": [{"e:y": integer}]}

    assert write_native(tree, datatypes) == {**tree, "bytes": 5, "e:x": [{"e:y": 5}]}
