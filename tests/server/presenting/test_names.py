"""The things of the graph that describe queries, graphs and vocabularies have names for people."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from linkml_schemas.generated_files import read_ontology_turtle
from loaders.emitting.query_graph import read_queries_turtle
from ontology.namespaces import PREFIXES
from server.app import create_app
from server.dataset import Dataset
from server.presenting.names import LANGUAGES, NAMES
from server.settings import Settings
from tests.server.small_graph import BASE, small_store, to_store

GRAPH = f"""<{BASE}/id/graaf/herkomst> {{
  <{BASE}/id/graaf/x> a sd:NamedGraph, prov:Entity ; dct:title "X"@nl ; dct:rights "Vrij."@nl ;
    <http://schema.theodi.org/odrs#attributionText> "Bron: X" ;
    dct:license <http://publications.europa.eu/resource/authority/licence/EUPL_1_2> ;
    spdx:algorithm spdx:checksumAlgorithm_sha256 ; odrl:action odrl:use ;
    prov:generatedAtTime "2026-01-01T00:00:00Z"^^xsd:dateTime ; void:triples 12 . }}"""
CURIE = re.compile(rf"(?:{'|'.join(PREFIXES)}):[A-Za-z_0-9]+|attributionText|EUPL_1_2")
PAGES = [
    "/doc/zoekvraag/things_by_class.html", "/doc/zoekvraag/is_described.html",
    "/doc/zoekvraag/everything_about.html", "/doc/zoekvraag/things_by_class/class.html",
    "/doc/graaf/x.html", "/ns/datastrategie.html",
    f"/doc.html?iri={BASE}/ns/datastrategie%23actionDomainOf",
]  # fmt: skip


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    store = small_store()
    store.extend(to_store(GRAPH))
    for name, turtle in (
        ("zoekvragen", read_queries_turtle()),
        ("profiel", read_ontology_turtle()),
    ):
        where = NamedNode(f"{BASE}/id/graaf/{name}")
        for triple in parse(turtle, format=RdfFormat.TURTLE):
            store.extend(Quad(*list(triple)[:3], graph) for graph in (where, DefaultGraph()))
    return create_app(Settings.from_mapping({}), Dataset(store, BASE, "0")).test_client()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_shows_no_curie(client: FlaskClient, path: str, language: str) -> None:
    answer = client.get(path, headers={"Accept-Language": language}, follow_redirects=True)
    body = re.sub(r"<pre.*?</pre>|<code.*?</code>", " ", answer.text, flags=re.DOTALL)
    texts = unescape(re.sub(r"<[^>]*>", " ", body.partition("<main")[2]))

    assert answer.status_code == 200
    assert CURIE.findall(texts) == []


def test_text_of_a_query_keeps_its_lines_and_leads_to_where_it_is_asked(
    client: FlaskClient,
) -> None:
    text = client.get("/doc/zoekvraag/things_by_class.html").text

    assert re.search(r'<pre class="source" tabindex="0">PREFIX [^<]*\n', text)
    assert '<a href="/api/queries/things_by_class">' in text


def test_every_listed_term_has_a_name_in_both_languages() -> None:
    assert all(names[language].strip() for names in NAMES.values() for language in LANGUAGES)
