"""Write the report of a build or a check, for machines and as what a page shows.

Step on the line: faults, shapes, warnings → ``report.json`` and the files beside it. The
page of ``begrip check`` and that of the server are both made of ``report.json``.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from loaders.assembly import Assembly
from loaders.checking.candidates import Candidate, collect_faults
from loaders.checking.faults import Fault
from loaders.checking.quarantine import write_quarantine
from loaders.groups import Groups, shorten
from loaders.shapes.shapes_reports import to_entry, write_shapes_reports

FORMAT = 1
"""Raised when a key of ``report.json`` changes its meaning."""

QUARANTINE = "quarantine.csv"
REPORT = "report.json"


def write_reports(
    folder: Path,
    assembly: Assembly,
    *,
    generation: str | None,
    made: str,
    problem: str = "",
) -> dict[str, Any]:
    """Write every report in a folder, and return what ``report.json`` holds.

    Args:
        folder: Where they go; made if it is not there.
        assembly: What was read, checked and compared.
        generation: The id of the generation, None for a check.
        made: The moment, as xsd:dateTime.
        problem: Why nothing would be published, empty if something would.
    """
    folder.mkdir(parents=True, exist_ok=True)
    faults = collect_faults(assembly.candidates, assembly.resolutions)
    count = write_quarantine(folder / QUARANTINE, faults)
    grouped = group_faults(faults)
    registries = []
    for item in assembly.candidates:
        entry = _to_entry(assembly, item, grouped.get(item.name, _NO_FAULTS))
        check = assembly.shapes.get(item.name)
        if check is not None:
            definition = item.definition
            entry["shapes"] = {
                **write_shapes_reports(folder, item.name, check),
                "conformance": definition.conformance,
                "max_violation_share": definition.max_violation_share,
            }
        registries.append(entry)
    report = {
        "format": FORMAT,
        "generation": generation,
        "made": made,
        "base": assembly.base,
        "problem": problem,
        "warnings": list(assembly.warnings),
        "faults": count,
        "registries": registries,
    }
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (folder / REPORT).write_text(f"{text}\n", encoding="utf-8")
    return report


def shapes_entries(report: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what the manifest says of the shapes of each registry that names some."""
    return {
        item["name"]: to_entry(item["name"], item["shapes"])
        for item in report["registries"]
        if item["shapes"]
    }


_NO_FAULTS: Mapping[str, Any] = {"count": 0, "groups": [], "more_groups": 0}


def group_faults(faults: Iterable[tuple[str, Fault]]) -> dict[str, dict[str, Any]]:
    """Return the faults of each registry by reason and column, some of each shown."""
    grouped: dict[str, dict[str, Any]] = {}
    for name, several in groupby(faults, key=lambda pair: pair[0]):
        groups, count = Groups(), 0
        for _, fault in several:
            key = (fault.reason, fault.column)
            groups.add(key, _shown(fault), {"reason": key[0], "column": shorten(key[1])})
            count += 1
        found, more = groups.to_json()
        grouped[name] = {"count": count, "groups": found, "more_groups": more}
    return grouped


def _shown(fault: Fault) -> dict[str, Any]:
    return {
        "file": shorten(fault.file),
        "row": fault.row,
        "value": shorten(fault.value),
        "message": shorten(fault.message),
        "remedy": shorten(fault.remedy),
    }


def _to_entry(
    assembly: Assembly, candidate: Candidate, faults: Mapping[str, Any]
) -> dict[str, Any]:
    definition = candidate.definition
    read, before = candidate.rows
    refused = before + len(assembly.resolutions[candidate.name].refused)
    if candidate.reason:
        refused = min(read, len({fault.row for fault in candidate.faults}))
    accepted = 0 if candidate.reason else read - refused
    return {
        "name": candidate.name,
        "title": dict(definition.title),
        "source": definition.source,
        "format": definition.format,
        "class": definition.class_name,
        "access": definition.access,
        "state": candidate.state,
        "reason": candidate.reason,
        "rows": {"read": read, "accepted": accepted, "refused": refused},
        "max_refused_share": definition.max_refused_share,
        "faults": dict(faults),
        "shapes": None,
    }
