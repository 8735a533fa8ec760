"""Write a report for programs: as SHACL in every RDF format, as JSON and as CSV.

Step on the line: report → bytes.

Source:
    SHACL, section 3 (validation report).
"""

import csv
import io
import json
from collections.abc import Iterator

import pyoxigraph as ox

from linkml_schemas.validating.reading import FORMATS
from linkml_schemas.validating.values import Finding, Report
from ontology.namespaces import PREFIXES

COLUMNS = (
    "severity", "row", "column", "focus", "label", "holder", "path", "value", "rule", "component",
    "message_nl", "message_en", "message", "remedy_nl", "remedy_en", "see", "shapes",
)  # fmt: skip
"""Columns of the table; ``message`` is that without a language."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_json(report: Report) -> bytes:
    """Return a report as JSON."""
    return f"{json.dumps(report.to_document(), ensure_ascii=False, indent=1)}\n".encode()


def to_csv(report: Report) -> bytes:
    """Return a report as a table; no cell can be taken for a formula."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in report.findings:
        said = item.messages
        cells = (
            item.severity, str(item.row or ""), item.column, item.focus, item.label, item.holder,
            item.path, item.value, item.rule, item.component, said.get("nl", ""),
            said.get("en", ""), said.get("", ""), item.remedy["nl"], item.remedy["en"], item.see,
            item.file,
        )  # fmt: skip
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return output.getvalue().encode("utf-8-sig")


def to_rdf(report: Report, media_type: str, base: str) -> bytes:
    """Return a report as SHACL has it.

    Shape:
        One validation report. Without anything checked it has no ``sh:conforms``, and says so.

    Args:
        report: The report.
        media_type: A key of :data:`reading.FORMATS`.
        base: The base of our IRIs, under which stands what a row shows.
    """
    turtle = "".join(_turtle(report, base)).encode()
    quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    prefixes = {name: PREFIXES[name] for name in ("sh", "dct", "xsd", "rdfs")}
    lines = ox.serialize(quads, format=FORMATS[media_type], prefixes=prefixes)
    return lines or b""


def _turtle(report: Report, base: str) -> Iterator[str]:
    for prefix in ("sh", "dct", "rdfs"):
        yield f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n"
    yield "_:report a sh:ValidationReport .\n"
    if (report.things and not report.problem) or report.findings:
        yield f"_:report sh:conforms {'false' if report.findings else 'true'} .\n"
    for text in _sayings(report):
        yield f"_:report dct:description {text} .\n"
    for number, item in enumerate(report.findings):
        yield f"_:report sh:result _:result{number} .\n"
        yield f"_:result{number} {' ; '.join(_statements(item, base))} .\n"


def _sayings(report: Report) -> Iterator[ox.Literal]:
    if report.problem:
        yield ox.Literal(f"Not all was checked: {report.problem}", language="en")
    if not report.things:
        yield ox.Literal(
            "Nothing was checked: the data hold nothing that the shapes speak of.", language="en"
        )
        yield ox.Literal(
            "Er is niets nagegaan: de data bevatten niets waarover de shapes spreken.",
            language="nl",
        )


def _statements(item: Finding, base: str) -> Iterator[str]:
    yield "a sh:ValidationResult"
    yield f"sh:resultSeverity sh:{item.severity}"
    if item.rule.startswith("row:"):
        yield f"sh:sourceConstraintComponent <{base}/valideren#{item.component}>"
    else:
        component = f"{PREFIXES['sh']}{item.component}ConstraintComponent"
        yield f"sh:sourceConstraintComponent <{component}>"
        yield from _about("sourceShape", item.rule)
    yield from _about("focusNode", item.focus)
    if item.path_term:
        yield f"sh:resultPath {item.path_term}"
    if item.value_term:
        yield f"sh:value {item.value_term}"
    for tag, text in item.messages.items():
        yield f"sh:resultMessage {_literal(text, tag)}"
    if item.row:
        place = f"row {item.row}" + (f", column {item.column}" if item.column else "")
        yield f"rdfs:comment {ox.Literal(place)}"


def _about(name: str, iri: str) -> Iterator[str]:
    """Yield a statement about a node; none if there is none, or it cannot be written."""
    try:
        node = ox.BlankNode(iri[2:]) if iri.startswith("_:") else ox.NamedNode(iri)
    except ValueError:
        return
    yield f"sh:{name} {node}"


def _literal(text: str, tag: str) -> ox.Literal:
    try:
        return ox.Literal(text, language=tag or None)
    except ValueError:
        return ox.Literal(text)
