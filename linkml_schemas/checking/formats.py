"""Write what a check found for machines: JSON, workflow annotations, SARIF and JUnit.

Step on the line: from reports to text; :mod:`linkml_schemas.checking.terminal` writes for
people. Paths are relative to the folder that the command runs in, with ``/`` between.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from linkml_schemas.checking.check import Report
from linkml_schemas.checking.rules import RULES
from linkml_schemas.modelling.faults import Fault, Level

_GITHUB: Mapping[Level, str] = {"error": "error", "warning": "warning", "hint": "notice"}
_SARIF: Mapping[Level, str] = {"error": "error", "warning": "warning", "hint": "note"}

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def relative(path: Path) -> str:
    """Return a path as seen from the current folder where it lies below it, else whole."""
    whole = Path(os.path.normpath(Path.cwd() / path))
    try:
        return whole.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return whole.as_posix()


def to_json(reports: Sequence[Report]) -> str:
    """Return the faults as JSON: per schema its file, counts and faults."""
    content = [
        {
            "schema": relative(report.path),
            "counts": report.counts(),
            "faults": [_fault(fault) for fault in report.faults],
            "suppressed": [_fault(fault) for fault in report.suppressed],
        }
        for report in reports
    ]
    return json.dumps({"schemas": content}, ensure_ascii=False, indent=1) + "\n"


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "file": relative(fault.place.file),
        "line": fault.place.line,
        "column": fault.place.column,
        "level": fault.level,
        "rule": fault.rule,
        "element": fault.element,
        "message": fault.message,
        "remedy": fault.remedy,
    }


def to_github(reports: Sequence[Report]) -> str:
    """Return a workflow command per fault, which forges show beside the line.

    Source:
        GitHub Actions, "Workflow commands": setting an error message.
    """
    return "".join(f"{_annotation(fault)}\n" for report in reports for fault in report.faults)


def _annotation(fault: Fault) -> str:
    place = fault.place
    said = {
        "file": relative(place.file),
        "line": str(place.line),
        "col": str(place.column),
        "title": fault.rule,
    }
    properties = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in said.items())
    return f"::{_GITHUB[fault.level]} {properties}::{_escaped(whole_message(fault))}"


def whole_message(fault: Fault) -> str:
    """Return element, message and remedy of a fault as one sentence."""
    remedy = f"; {fault.remedy}" if fault.remedy else ""
    return f"{owner_of(fault)}{fault.message}{remedy}"


def owner_of(fault: Fault) -> str:
    """Return the element of a fault with a colon, empty where the message begins with it."""
    element = f"{fault.element}: " if fault.element else ""
    return "" if fault.message.startswith(element) else element


def _escaped(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def to_sarif(reports: Sequence[Report]) -> str:
    """Return the faults in the form that code scanners and editors exchange.

    Source:
        OASIS, Static Analysis Results Interchange Format 2.1.0.
    """
    faults = [fault for report in reports for fault in report.faults]
    used = {fault.rule for fault in faults}
    rules = [
        {
            "id": rule.name,
            "shortDescription": {"text": rule.reason},
            "defaultConfiguration": {"level": _SARIF[rule.level]},
        }
        for rule in RULES
        if rule.name in used
    ]
    driver = {"name": "begrip schema check", "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(fault) for fault in faults]}
    content = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _result(fault: Fault) -> dict[str, Any]:
    region = {"startLine": fault.place.line, "startColumn": fault.place.column}
    uri = quote(relative(fault.place.file))
    location = {"artifactLocation": {"uri": uri}, "region": region}
    return {
        "ruleId": fault.rule,
        "level": _SARIF[fault.level],
        "message": {"text": whole_message(fault)},
        "locations": [{"physicalLocation": location}],
    }


def to_junit(reports: Sequence[Report]) -> str:
    """Return a test suite per schema with a test per rule; faults below an error are no failure."""
    suites = Element("testsuites")
    for report in reports:
        grouped = _by_rule(report)
        failing = {
            rule: [fault for fault in found if fault.level == "error"]
            for rule, found in grouped.items()
        }
        names = sorted({rule.name for rule in RULES} | grouped.keys())
        suite = SubElement(
            suites, "testsuite", name=relative(report.path), tests=str(len(names)),
            failures=str(sum(bool(found) for found in failing.values())),
        )  # fmt: skip
        for name in names:
            case = SubElement(suite, "testcase", classname="begrip.schema", name=name)
            if found := failing.get(name):
                failure = SubElement(case, "failure", message=f"{len(found)} faults", type="error")
                failure.text = _xml_text(found)
            if found := [each for each in grouped.get(name, []) if each.level != "error"]:
                SubElement(case, "system-out").text = _xml_text(found)
    indent(suites)
    return tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _xml_text(faults: Sequence[Fault]) -> str:
    return "".join(_xml_characters(f"{_short(fault)}\n") for fault in faults)


def _xml_characters(text: str) -> str:
    return "".join(each if each >= " " or each in "\n\t" else " " for each in text)


def _short(fault: Fault) -> str:
    place = fault.place
    return f"{relative(place.file)}:{place.line}:{place.column}: {whole_message(fault)}"


def _by_rule(report: Report) -> dict[str, list[Fault]]:
    grouped: dict[str, list[Fault]] = {}
    for fault in report.faults:
        grouped.setdefault(fault.rule, []).append(fault)
    return grouped


FORMATS: Mapping[str, Callable[[Sequence[Report]], str]] = {
    "json": to_json,
    "github": to_github,
    "sarif": to_sarif,
    "junit": to_junit,
}
"""What machines read, by the name of the option."""
