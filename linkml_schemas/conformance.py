"""Check data against shapes: bytes of triples and a file of shapes in, one value out.

Step on the line: for RDF that is passed through, for a registry whose definition names
shapes, and for whatever a person hands in. The validator is pySHACL, core constraints only;
nothing is fetched and nothing outside the arguments is read. It knows no bound of time or
memory: the caller runs it where it may be ended.

Source:
    SHACL, W3C Recommendation of 20 July 2017.
"""

import logging
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
from pyshacl import validate
from pyshacl.errors import ReportableRuntimeError, ShapeRecursionWarning
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as Text
from rdflib.term import Node

from linkml_schemas.conformance_values import (
    Conformance,
    FaultyShape,
    ShapeResult,
    ShapesSource,
    Target,
)
from linkml_schemas.result_reading import read_results
from linkml_schemas.shape_faults import mend_shapes, name_shape
from linkml_schemas.shape_targets import find_focus_nodes, keep_targets_of, targeted
from ontology.namespaces import PREFIXES

_LOG = logging.getLogger(__name__)
_SYNTAX = re.compile(r"at line (\d+) of <.*?>:\s*Bad syntax \((.*)\) at \^ in:", re.DOTALL)
"""What the parser of Turtle says before it shows the text itself."""

_RAISED = (
    ReportableRuntimeError,
    ShapeRecursionWarning,
    RuntimeError,
    LookupError,
    TypeError,
    ValueError,
    ArithmeticError,
)
"""What the validator is known to raise on shapes or data that it does not expect."""


def check_conformance(
    data: bytes, source: ShapesSource, *, genid: str = "", context: bytes = b""
) -> Conformance:
    """Return what a file of shapes says of some data.

    Shape:
        Faulty shapes are dropped or mended, and named, before anything is checked. If the
        validator falls over all the same, the shapes are run one by one, and those that make it
        fall are named. A file that cannot be used at all has a ``problem``.

    Args:
        data: N-Triples.
        source: The shapes.
        genid: Beginning of the IRIs that stand for blank nodes; checked as blank nodes, as
            the author of the shapes meant them, and reported by their IRI.
        context: N-Triples of what the data refer to: the shapes may look at it, and nothing
            of which only that speaks is checked.
    """
    try:
        shapes = _parse(source)
    except Exception as error:  # parsers of rdflib raise whatever they meet
        return Conformance(source.name, f"the file cannot be parsed: {_one_line(error)}")
    if source.only:
        shapes = keep_targets_of(shapes, *_named(shapes, source.only))
    graph = to_graph(data, genid)
    own = frozenset(graph.subjects(unique=True)) if context else None
    if context:
        graph += to_graph(context, genid)
    for prefix, namespace in PREFIXES.items():
        shapes.bind(prefix, namespace, replace=True)
    predicates = {str(predicate) for predicate in graph.predicates(unique=True)}
    faulty = mend_shapes(shapes, predicates)
    if not targeted(shapes):
        return Conformance(source.name, "the file holds no shape with a target", faulty)
    found = _check(graph, shapes, Conformance(source.name, "", faulty), genid, own)
    return found if own is None else _only_of(found, {_show(node, genid) for node in own})


def _only_of(found: Conformance, own: set[str]) -> Conformance:
    """Return what was found of some things only."""
    kept = tuple(result for result in found.results if result.focus in own)
    failing = {result.focus for result in kept if result.severity == "Violation"}
    return replace(found, results=kept, failing=len(failing))


def _show(term: Node, genid: str) -> str:
    return (f"{genid}{term}" if genid else f"_:{term}") if isinstance(term, BNode) else str(term)


def _named(shapes: Graph, name: str) -> Iterator[Node]:
    """Yield the shapes that have a name, alone or with a hyphen and more behind it."""
    for shape in targeted(shapes):
        if str(shape) == name or str(shape).startswith(f"{name}-"):
            yield shape


def _parse(source: ShapesSource) -> Graph:
    """Return the shapes; JSON-LD by the parser that fetches no context of others."""
    if source.format == "nt":
        return to_graph(source.content)
    if source.format != "json-ld":
        return Graph().parse(data=source.content, format=source.format)
    quads = ox.parse(source.content, format=ox.RdfFormat.JSON_LD)
    lines = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return Graph().parse(data=lines, format="nt")


def to_graph(data: bytes, genid: str = "") -> Graph:
    """Return triples as the graph of rdflib that the validator asks for."""
    graph, known = Graph(), dict[str, Node]()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES):
        triple = quad.triple
        graph.add(
            (
                _to_term(triple.subject, genid, known),
                _to_term(triple.predicate, "", known),
                _to_term(triple.object, genid, known),
            )
        )
    return graph


def _to_term(term: Any, genid: str, known: dict[str, Node]) -> Any:
    if isinstance(term, ox.Literal):
        if term.language:
            return Text(term.value, lang=term.language)
        return Text(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    found = known.get(term.value)
    if found is None:
        if isinstance(term, ox.BlankNode):
            found = BNode(term.value)
        elif genid and term.value.startswith(genid):
            found = BNode(term.value[len(genid) :])
        else:
            found = URIRef(term.value)
        known[term.value] = found
    return found


def _check(
    graph: Graph, shapes: Graph, start: Conformance, genid: str, own: frozenset[Node] | None
) -> Conformance:
    problem, raised = "", tuple[FaultyShape, ...]()
    try:
        found = list(_run(graph, shapes, genid))
    except _RAISED as error:
        found, raised = _run_one_by_one(graph, shapes, genid)
        if len(raised) == len(targeted(shapes)):
            problem = f"the validator falls over: {_one_line(error)}"
    failing = {result.focus for result in found if result.severity == "Violation"}
    dropped = {item.shape for item in raised}
    spoken = find_focus_nodes(graph, shapes, dropped)
    if own is not None:
        spoken = {target: nodes & own for target, nodes in spoken.items()}
    return Conformance(
        start.file,
        problem,
        (*start.faulty, *raised),
        len(set[Node]().union(*spoken.values())),
        len(failing),
        tuple(sorted(found, key=_position)),
        tuple(Target(kind, iri, len(nodes)) for (kind, iri), nodes in sorted(spoken.items())),
    )


def _run(graph: Graph, shapes: Graph, genid: str) -> Iterator[ShapeResult]:
    """Yield what breaks the shapes.

    Raises:
        ReportableRuntimeError: The validator cannot use the shapes.
        ShapeRecursionWarning: A shape led back to itself, and the validator gave up on it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", ShapeRecursionWarning)
        _, report, text = validate(
            graph,
            shacl_graph=shapes,
            inference="none",
            advanced=False,
            js=False,
            inplace=True,
            debug=False,
        )
    if not isinstance(report, Graph):
        raise ReportableRuntimeError(str(text))
    return read_results(report, shapes, genid)


def _run_one_by_one(
    graph: Graph, shapes: Graph, genid: str
) -> tuple[list[ShapeResult], tuple[FaultyShape, ...]]:
    """Return what breaks those shapes that can be run, and the shapes that cannot."""
    found: list[ShapeResult] = []
    raised: list[FaultyShape] = []
    for shape in targeted(shapes):
        try:
            found += _run(graph, keep_targets_of(shapes, shape), genid)
        except _RAISED as error:
            name = name_shape(shapes, shape)
            kind = "circle" if isinstance(error, ShapeRecursionWarning) else "raised"
            raised.append(FaultyShape(kind, name, _one_line(error)))
    return found, tuple(raised)


def _position(result: ShapeResult) -> tuple[str, ...]:
    return result.shape, result.path, result.component, result.focus, result.value_term


def _one_line(error: Exception) -> str:
    """Return what an error says in one line; a fault of syntax by its line and reason only."""
    if isinstance(error, ShapeRecursionWarning):
        return "a shape leads back to itself"  # the validator lists its own calls
    if found := _SYNTAX.match(str(error)):
        return f"line {found[1]}: {' '.join(found[2].split())}"
    lines = " ".join(str(error).split()) or type(error).__name__
    return lines if len(lines) <= 300 else f"{lines[:299]}…"
