"""The standard itself, in the graph, leads to its versions and does not count them as terms."""

import re

import pytest
from flask.testing import FlaskClient
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from linkml_schemas.generated_files import read_ontology_turtle
from linkml_schemas.releasing.records import read_releases
from linkml_schemas.releasing.standards_graph import read_releases_turtle
from ontology.namespaces import expand
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from server.vocabularies import vocabulary_terms
from tests.server.small_graph import BASE, small_store

PROFILE = f"{BASE}/ns/datastrategie/profiel"
RELEASED = [str(each.version) for each in read_releases()]


def store_at(version: str):
    """Return a store with the profile and its versions, while the schema is of a version."""
    store = small_store()
    for name, turtle in (
        ("profiel", read_ontology_turtle()),
        ("versies", read_releases_turtle(version)),
    ):
        where = NamedNode(f"{BASE}/id/graaf/{name}")
        for triple in parse(turtle, format=RdfFormat.TURTLE):
            store.extend(Quad(*list(triple)[:3], graph) for graph in (where, DefaultGraph()))
    return store


def client_at(version: str) -> FlaskClient:
    dataset = Dataset(store_at(version), BASE, "0123456789abcdef")
    return create_app(Settings.from_mapping({}), dataset).test_client()


@pytest.mark.parametrize("version", [RELEASED[-1], "99.0.0"], ids=["released", "after a release"])
def test_a_standard_leads_to_its_last_released_version_and_to_all(version):
    with client_at(version) as client:
        link = client.get("/ns/datastrategie/profiel.ttl").headers["Link"]
        page = client.get("/ns/datastrategie/profiel.html?lang=en").text

    assert f'<{PROFILE}/{RELEASED[-1]}>; rel="latest-version"' in link
    assert '</ns/datastrategie/profiel/versies>; rel="version-history"' in link
    assert re.search(r'href="/ns/datastrategie/profiel/versies">All versions<', page)


@pytest.mark.parametrize(("version", "said"), [(RELEASED[-1], True), ("99.0.0", False)])
def test_it_has_the_iri_of_a_version_only_while_it_is_that_version(version, said):
    found = store_at(version).quads_for_pattern(
        NamedNode(PROFILE), NamedNode(expand("owl:versionIRI")), None, DefaultGraph()
    )

    assert [quad.object.value for quad in found] == ([f"{PROFILE}/{version}"] if said else [])


def test_versions_are_no_terms_of_their_standard():
    terms = vocabulary_terms(store_at(RELEASED[-1]), PROFILE)

    assert expand("org:Role") in terms
    assert [term for term in terms if term.startswith(f"{BASE}/ns/")] == []
