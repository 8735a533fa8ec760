"""Validate many records at once and say for each which column is refused and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyshacl import validate
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from linkml_schemas.examples import Record
from linkml_schemas.plan import Schema
from ontology.namespaces import PREFIXES
from tests.linkml_schemas.reference import to_graph

SH = Namespace(PREFIXES["sh"])

ANY_REASON = "one of its rules"
"""What a rule that spares the records of other classes says: the column, but not which rule."""

REASONS: Mapping[str, str] = {
    "MinCount": "required",
    "QualifiedMinCount": "required",
    "MaxCount": "cardinality",
    "UniqueLang": "cardinality",
    "Pattern": "pattern",
    "Datatype": "datatype",
    "MinInclusive": "datatype",
    "MaxInclusive": "datatype",
    "In": "enumeration",
    "NodeKind": "iri",
    "LanguageIn": "language",
    "Or": ANY_REASON,
}
"""Constraint component to the reason that the loaders give."""


@dataclass(frozen=True)
class Refusal:
    """One result of the shapes: the property by its predicate."""

    predicate: str
    reason: str
    messages: tuple[str, ...]


def check_records(
    shapes: Graph, schema: Schema, records: Iterable[tuple[str, Record]]
) -> list[list[Refusal]]:
    """Return the refusals of each record; all records are validated in one graph."""
    data = Graph()
    subjects: list[URIRef] = []
    for number, (class_name, record) in enumerate(records):
        subject = URIRef(f"https://begrip.example/id/organisatie/example-{number}")
        subjects.append(subject)
        data += to_graph(schema, class_name, record, subject=subject)
    _, report, _ = validate(data, shacl_graph=shapes, advanced=False, inplace=True)
    refusals: dict[Node, list[Refusal]] = {subject: [] for subject in subjects}
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        owner = focus if focus in refusals else next(data.subjects(None, focus))
        refusals[owner].append(_to_refusal(report, shapes, result))
    return [refusals[subject] for subject in subjects]


def _to_refusal(report: Graph, shapes: Graph, result: Node) -> Refusal:
    path = report.value(result, SH.resultPath)
    if path is None:
        guard = report.value(result, SH.sourceShape)
        alternatives = shapes.items(shapes.value(guard, SH["or"]))
        path = next(
            shapes.value(each, SH.property / SH.path)
            for each in alternatives
            if (each, SH.property, None) in shapes
        )
    predicate = report.value(path, SH.inversePath) or path
    component = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
    return Refusal(
        predicate=str(predicate),
        reason=REASONS.get(component.removesuffix("ConstraintComponent"), component),
        messages=tuple(str(each) for each in report.objects(result, SH.resultMessage)),
    )
