"""The graph that the shipped registries make conforms to the shapes that go with it."""

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from pyshacl import validate
from rdflib import ORG, RDF, SH, Graph, URIRef

from begrip import main
from linkml_schemas.generated_files import read_shapes_turtle
from ontology.namespaces import rebase

pytestmark = pytest.mark.slow

BASE = "http://data.example.org/begrip"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Everything that a build of the shipped registries says."""
    data = tmp_path_factory.mktemp("data")
    options = ["build", "--data", str(data), "--base", BASE]
    built = CliRunner().invoke(main, options, catch_exceptions=False)
    assert built.exit_code == 0, built.output
    return read_dumps(data / "current" / "dumps")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=rebase(read_shapes_turtle(), BASE), format="turtle")


def test_whole_built_graph_conforms_to_the_shapes(graph, shapes):
    conforms, _, report = validate(graph, shacl_graph=shapes, advanced=False)

    assert conforms, report


def test_built_graph_without_a_required_value_does_not_conform(graph, shapes):
    """Only that thing is looked at, in the whole graph: all others were looked at before."""
    thing = URIRef(f"{BASE}/id/organisatie/x")
    faulty = Graph().add((thing, RDF.type, ORG.Organization))

    conforms, found, _ = validate(
        graph + faulty, shacl_graph=shapes, advanced=False, focus_nodes=[thing]
    )

    assert not conforms
    assert set(found.objects(None, SH.focusNode)) == {thing}


def read_dumps(folder: Path) -> Graph:
    """Return the triples of all dumps in one graph."""
    lines = [
        f"{quad.triple} ."
        for path in sorted(folder.glob("*.nq.gz"))
        for quad in ox.parse(gzip.decompress(path.read_bytes()), format=ox.RdfFormat.N_QUADS)
    ]
    assert lines
    return Graph().parse(data="\n".join(lines), format="nt")
