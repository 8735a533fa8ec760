"""Serve the shapes, which are generated from the schemas, and find what such files describe.

Step on the line: the files come from ``linkml_schemas``, at the base of this server; no store
is asked.
"""

from functools import cache

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, parse

from linkml_schemas.generated_files import read_shapes_turtle
from ontology.iris import ParsedIri, mint
from ontology.namespaces import rebase
from server.dereferencing.published_context import VOCABULARY
from server.links import base_path
from server.negotiation import GRAPH_OFFERS, Offer, offer_of
from server.serialization import serialize_document

SHAPES_OFFERS: tuple[Offer, ...] = GRAPH_OFFERS
"""The formats of the shapes, Turtle as committed first."""

CONTEXT_OFFERS: tuple[Offer, ...] = (offer_of("application/ld+json", GRAPH_OFFERS),)
"""A context is a JSON-LD document and nothing else."""


@cache
def shapes(base: str, media_type: str) -> bytes:
    """Return the SHACL shapes in a format of ``SHAPES_OFFERS``.

    Shape:
        Nodes without a name have the canonical labels of RDFC-1.0 outside Turtle, so that
        the bytes are the same each time.

    Source:
        RDF Dataset Canonicalization 1.0.
    """
    turtle = rebase(read_shapes_turtle(), base)
    if media_type == "text/turtle":
        return turtle
    dataset = Dataset(parse(turtle, format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    subject = mint(base, ParsedIri("ns", VOCABULARY, ("shapes",)))
    return serialize_document(dataset, media_type, base=base, subject=subject)


@cache
def shape_names(base: str) -> frozenset[str]:
    """Return the IRIs of the shapes, which all stand in one document."""
    turtle = rebase(read_shapes_turtle(), base)
    found = {quad.subject for quad in parse(turtle, format=RdfFormat.TURTLE)}
    return frozenset(node.value for node in found if isinstance(node, NamedNode))


def find_artefact(base: str, iri: str) -> str:
    """Return the path of the file in which an IRI is described, empty if it is in none.

    >>> find_artefact("https://b.example", "https://b.example/ns/datastrategie/shapes")
    '/ns/datastrategie/shapes'
    """
    files = [mint(base, ParsedIri("ns", VOCABULARY, (name,))) for name in ("shapes", "context")]
    if iri not in files and iri not in shape_names(base):
        return ""
    return base_path(base) + iri[len(base) :]
