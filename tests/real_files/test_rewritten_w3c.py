"""The evaluation tests of the W3C have the same answers in the planner's words.

What the engine answers to a query of its own is checked elsewhere; here the one is compared
with the other, over each test's data.
"""

import tarfile
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, parse

from server.planning.ordering import Worth
from server.planning.rewriting import rewrite
from server.tokens import unescape_codepoints
from tests.server.planning.graphs import count, same, solutions

pytestmark = pytest.mark.shared

ARCHIVE = Path(__file__).parents[3] / "shared/data/w3c-sparql-tests/sparql.tar.gz"
ALWAYS = Worth(0, float("inf"))
MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QUERY = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
FORMATS = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES,
           ".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("w3c")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(target, filter="data")
    return target


def evaluation_tests(folder):
    """Yield the path of the query, of the data and of the named graphs of each test."""
    for path in sorted(folder.rglob("manifest*.ttl")):
        manifest = Store()
        manifest.extend(parse(path=path, format=RdfFormat.TURTLE, base_iri=path.as_uri()))
        for quad in manifest.quads_for_pattern(None, NamedNode(MANIFEST + "action"), None, None):
            query = _files(manifest, quad.object, "query")
            if len(query) == 1:
                data, named = (_files(manifest, quad.object, x) for x in ("data", "graphData"))
                yield query[0], data, [path for path in named if path.is_file()]


def _files(manifest, action, name):
    quads = manifest.quads_for_pattern(action, NamedNode(QUERY + name), None, DefaultGraph())
    iris = (quad.object.value for quad in quads if isinstance(quad.object, NamedNode))
    return sorted(Path(iri.removeprefix("file://")) for iri in iris)


def to_store(data, named):
    store = Store()
    for path in data:
        store.load(path=path, format=FORMATS[path.suffix], base_iri=path.as_uri())
    for path in named:
        store.load(path=path, format=FORMATS[path.suffix], to_graph=NamedNode(path.as_uri()))
    return store


def test_evaluation_tests_have_the_same_answers_in_other_words(folder):
    asked = rewritten = 0
    for path, data, named in evaluation_tests(folder):
        text = unescape_codepoints(path.read_text(encoding="utf-8"))
        try:
            store = to_store(data, named)
            expected = solutions(store, text)
        except (SyntaxError, OSError, RuntimeError, ValueError):
            continue  # what the engine does not read or answer is not ours to compare
        asked += 1
        written = rewrite(text, count(store), ALWAYS)
        rewritten += written != text
        if written != text:
            assert same(expected, solutions(store, written)), (path, written)

    assert asked > 600
    assert rewritten > 25
