"""Write what shapes say of a registry: as RDF, as a table, and in groups for a page.

Step on the line: lines of results → ``reports/shacl/``. Read and written line by line, so
that a hundred thousand results take no more memory than ten.

Source:
    SHACL, section 3 (validation report).
"""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from linkml_schemas.conformance_values import SEVERITIES
from linkml_schemas.remedies import to_remedy
from loaders.checking.quarantine import to_safe_cell
from loaders.generations.snapshots import link_or_copy
from loaders.groups import Groups, shorten
from loaders.shapes.shapes_check import ShapesCheck
from loaders.shapes.shapes_lines import Line, read_lines
from ontology.namespaces import PREFIXES

COLUMNS = (
    "focus_node", "path", "value", "shape", "severity", "message_nl", "message_en", "message",
    "shapes",
)  # fmt: skip
"""Columns of the table; ``message`` is that without a language, ``shapes`` the file."""

LANGUAGES = ("nl", "en")
FAULTY_SHOWN = 20


def write_shapes_reports(folder: Path, name: str, check: ShapesCheck) -> dict[str, Any]:
    """Write the reports of a registry in a folder, and return what a page shows of them.

    Shape:
        ``shacl/<name>.ttl`` (one validation report for each file of shapes), ``.csv`` and
        ``.jsonl``. The value has ``files`` with their groups, and ``counts``.
    """
    place = folder / "shacl"
    place.mkdir(parents=True, exist_ok=True)
    link_or_copy(check.lines, place / f"{name}.jsonl")
    files: list[dict[str, Any]] = []
    with ExitStack() as stack:
        turtle = stack.enter_context((place / f"{name}.ttl").open("w", encoding="utf-8"))
        path = place / f"{name}.csv"
        table = stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
        writer = csv.writer(table)
        writer.writerow(COLUMNS)
        turtle.write(f"@prefix sh: <{PREFIXES['sh']}> .\n@prefix dct: <{PREFIXES['dct']}> .\n")
        groups = Groups()
        for head, result in read_lines(check.lines):
            if result is None:
                _close(files, groups)
                groups = Groups()
                files.append(_to_file(head))
                _write_head(turtle, head, len(files))
            else:
                _write_result(turtle, result, len(files))
                writer.writerow(_to_cells(head, result))
                _add(groups, result)
        _close(files, groups)
    counts = {level: sum(item["counts"][level] for item in files) for level in SEVERITIES}
    return {"files": files, "counts": counts}


def to_entry(name: str, shown: dict[str, Any]) -> dict[str, Any]:
    """Return the place of the reports in the manifest, with their counts."""
    files = shown["files"]
    return {
        "path": f"reports/shacl/{name}.ttl",
        "csv": f"reports/shacl/{name}.csv",
        "lines": f"reports/shacl/{name}.jsonl",
        "violations": shown["counts"]["Violation"],
        "warnings": shown["counts"]["Warning"],
        "infos": shown["counts"]["Info"],
        "faulty_shapes": sum(item["faulty_count"] for item in files),
        "not_checked": sum(bool(item["problem"]) for item in files),
    }


def _close(files: list[dict[str, Any]], groups: Groups) -> None:
    if files:
        files[-1]["groups"], files[-1]["more_groups"] = groups.to_json()


def _to_file(head: Line) -> dict[str, Any]:
    return {
        **head,
        "faulty": head["faulty"][:FAULTY_SHOWN],
        "faulty_count": len(head["faulty"]),
    }


def _add(groups: Groups, result: Line) -> None:
    key = (result["shape"], result["path"], result["component"], result["severity"])
    if groups.knows(key):
        groups.add(key, _shown(result))
        return
    remedies = {tag: to_remedy(key[2], result["constraint"], tag) for tag in LANGUAGES}
    head = {
        "shape": key[0],
        "path": shorten(key[1]),
        "component": key[2],
        "severity": key[3],
        "messages": {tag: shorten(text) for tag, text in result["messages"].items()},
        "remedy": remedies,
    }
    groups.add(key, _shown(result), head)


def _shown(result: Line) -> dict[str, str]:
    return {"focus": shorten(result["focus"]), "value": shorten(result["value"])}


def _to_cells(head: Line, result: Line) -> list[str]:
    said = result["messages"]
    cells = [result[name] for name in ("focus", "path", "value", "shape", "severity")]
    cells += [said.get("nl", ""), said.get("en", ""), said.get("", ""), head["file"]]
    return [to_safe_cell(cell) for cell in cells]


def _write_head(turtle: IO[str], head: Line, number: int) -> None:
    conforms = "" if head["problem"] else f" ; sh:conforms {_conforms(head)}"
    about = ox.Literal(f"not checked: {head['problem']}" if head["problem"] else head["file"])
    said = "dct:description" if head["problem"] else "dct:source"
    turtle.write(f"_:r{number} a sh:ValidationReport{conforms} ; {said} {about} .\n")


def _conforms(head: Line) -> str:
    return "false" if any(head["counts"].values()) else "true"


def _write_result(turtle: IO[str], result: Line, number: int) -> None:
    component = f"{PREFIXES['sh']}{result['component']}ConstraintComponent"
    lines = [
        "a sh:ValidationResult",
        f"sh:resultSeverity sh:{result['severity']}",
        f"sh:sourceConstraintComponent <{component}>",
        *_said("focusNode", result["focus"]),
        *_said("sourceShape", result["shape"]),
    ]
    lines += [f"sh:resultPath {result['path_term']}"] if result["path_term"] else []
    lines += [f"sh:value {result['value_term']}"] if result["value_term"] else []
    lines += [f"sh:resultMessage {_message(tag, said)}" for tag, said in result["messages"].items()]
    turtle.write(f"_:r{number} sh:result [ {' ; '.join(lines)} ] .\n")


def _said(name: str, iri: str) -> Iterator[str]:
    """Yield a statement about an IRI; none if it is a blank node or cannot be written."""
    try:
        yield f"sh:{name} {ox.NamedNode(iri)}"
    except ValueError:
        return


def _message(language: str, text: str) -> str:
    try:
        return str(ox.Literal(text, language=language or None))
    except ValueError:
        return str(ox.Literal(text))
