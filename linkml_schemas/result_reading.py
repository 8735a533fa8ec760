"""Read the report graph of the validator into values.

Step on the line: after the validator, before anything is shown or written.

Source:
    SHACL, section 3.6 (validation results) and 2.3.1 (property paths).
"""

from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from linkml_schemas.conformance_values import SEVERITIES, Severity, ShapeResult
from linkml_schemas.shape_faults import name_shape
from ontology.namespaces import PREFIXES

_SUFFIX = "ConstraintComponent"
_ASKED = {
    "MinCount": "minCount",
    "MaxCount": "maxCount",
    "Datatype": "datatype",
    "Class": "class",
    "NodeKind": "nodeKind",
    "Pattern": "pattern",
    "MinLength": "minLength",
    "MaxLength": "maxLength",
    "MinInclusive": "minInclusive",
    "MaxInclusive": "maxInclusive",
    "MinExclusive": "minExclusive",
    "MaxExclusive": "maxExclusive",
    "HasValue": "hasValue",
    "Equals": "equals",
    "Disjoint": "disjoint",
    "LessThan": "lessThan",
    "LessThanOrEquals": "lessThanOrEquals",
    "QualifiedMinCount": "qualifiedMinCount",
    "QualifiedMaxCount": "qualifiedMaxCount",
}
"""Component to the one parameter that says what it asks."""


def read_results(report: Graph, shapes: Graph, genid: str) -> Iterator[ShapeResult]:
    """Yield the results of a report.

    Args:
        report: What the validator returned.
        shapes: The shapes that it ran.
        genid: Beginning of the IRIs that blank nodes of the data have in the graph.
    """
    for head in report.subjects(RDF.type, SH.ValidationReport):
        for result in report.objects(head, SH.result):
            yield _read(report, shapes, result, genid)


def _read(report: Graph, shapes: Graph, result: Node, genid: str) -> ShapeResult:
    component = str(report.value(result, SH.sourceConstraintComponent))
    component = component.removeprefix(PREFIXES["sh"]).removesuffix(_SUFFIX)
    source, path = report.value(result, SH.sourceShape), report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    asked = shapes.value(source, URIRef(f"{PREFIXES['sh']}{_ASKED.get(component, '')}"))
    messages = {
        message.language or "": str(message)
        for message in sorted(report.objects(result, SH.resultMessage), key=str)
        if isinstance(message, Literal)
    }
    return ShapeResult(
        focus=_show(report.value(result, SH.focusNode), genid),
        path=to_path(report, path) if path is not None else "",
        path_term=to_path_term(report, path) if path is not None else "",
        value=_show(value, genid),
        shape=name_shape(shapes, source) if source is not None else "",
        component=component,
        severity=_severity(report.value(result, SH.resultSeverity)),
        messages=messages,
        value_term=_to_term(value, genid),
        constraint="" if asked is None or isinstance(asked, BNode) else str(asked),
        see=_explained(shapes, source),
    )


def _explained(shapes: Graph, source: Node | None) -> str:
    """Return where the author of a shape explains it; some write the address as text."""
    found = sorted(map(str, shapes.objects(source, RDFS.seeAlso))) if source is not None else []
    return next((each for each in found if each.startswith(("http://", "https://"))), "")


def _severity(term: Node | None) -> Severity:
    name = str(term).removeprefix(PREFIXES["sh"])
    return next((known for known in SEVERITIES if known == name), "Violation")


def to_path(graph: Graph, path: Node) -> str:
    """Return a path: the IRI of a predicate, or the expression that SPARQL has for it."""
    return str(path) if isinstance(path, URIRef) else _expression(graph, path)


def _expression(graph: Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return f"<{path}>"
    if (path, RDF.first, None) in graph:
        return "/".join(_expression(graph, step) for step in graph.items(path))
    for name, before, after in (
        ("inversePath", "^", ""),
        ("zeroOrMorePath", "", "*"),
        ("oneOrMorePath", "", "+"),
        ("zeroOrOnePath", "", "?"),
    ):
        inner = graph.value(path, URIRef(f"{PREFIXES['sh']}{name}"))
        if inner is not None:
            return f"{before}({_expression(graph, inner)}){after}"
    choices = graph.value(path, SH.alternativePath)
    steps = list(graph.items(choices)) if choices is not None else []
    return f"({'|'.join(_expression(graph, step) for step in steps)})"


def to_path_term(graph: Graph, path: Node) -> str:
    """Return a path as Turtle writes it."""
    if isinstance(path, URIRef):
        return f"<{path}>"
    if (path, RDF.first, None) in graph:
        return f"( {' '.join(to_path_term(graph, step) for step in graph.items(path))} )"
    inner = (
        f"sh:{str(predicate).removeprefix(PREFIXES['sh'])} {to_path_term(graph, value)}"
        for predicate, value in sorted(graph.predicate_objects(path), key=str)
        if str(predicate).startswith(PREFIXES["sh"])
    )
    return f"[ {' ; '.join(inner)} ]"


def _show(term: Node | None, genid: str) -> str:
    if term is None:
        return ""
    if isinstance(term, BNode):
        return f"{genid}{term}" if genid else f"_:{term}"
    return str(term)


def _to_term(term: Node | None, genid: str) -> str:
    if term is None:
        return ""
    if isinstance(term, BNode):
        return f"<{genid}{term}>" if genid else f"_:{term}"
    if isinstance(term, Literal):
        return _literal_term(term)
    return f"<{term}>"


def _literal_term(term: Literal) -> str:
    """Return a literal as N-Triples writes it; one that cannot be written, as plain text."""
    try:
        if term.language:
            return str(ox.Literal(str(term), language=term.language))
        kind = ox.NamedNode(str(term.datatype)) if term.datatype else None
        return str(ox.Literal(str(term), datatype=kind))
    except ValueError:
        return str(ox.Literal(str(term)))
