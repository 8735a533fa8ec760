"""Keep the values of registries that are not public out of what strangers see of a report.

Step on the line: between the files that the build wrote, which hold everything, and the views
of :mod:`server.report`. A registry whose ``access`` is not PUBLIC, or is not known, shows its
counts only.
"""

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

PUBLIC = "PUBLIC"

WITHHELD = "not shown: the access of this registry is not PUBLIC"

Report = Mapping[str, Any]


def public_names(report: Report, manifest: Mapping[str, Any]) -> frozenset[str]:
    """Return the registries of which values may be shown.

    Shape:
        Both must say so: a registry that fell back on an older state has the access of that
        state in the manifest, and that of its definition in the report.
    """
    served = {item["name"] for item in manifest.get("registries", ()) if _is_public(item)}
    return frozenset(item["name"] for item in report["registries"] if _is_public(item)) & served


def hidden_names(report: Report, manifest: Mapping[str, Any]) -> frozenset[str]:
    """Return the registries of which only counts may be shown."""
    names = {item["name"] for item in report["registries"]}
    names |= {item["name"] for item in manifest.get("registries", ())}
    return frozenset(names) - public_names(report, manifest)


def to_public_report(report: Report, hidden: frozenset[str]) -> dict[str, Any]:
    """Return a report in which hidden registries have counts only.

    Shape:
        If anything is hidden, only those warnings stay that begin with the name of a registry
        that is not; how many others there were is told.
    """
    if not hidden:
        return dict(report)
    open_names = {item["name"] for item in report["registries"]} - hidden
    told = [text for text in report["warnings"] if text.partition(":")[0] in open_names]
    if left := len(report["warnings"]) - len(told):
        told.append(f"{left} more, {WITHHELD.replace('this', 'a')}")
    return {
        **report,
        "problem": WITHHELD if report["problem"] else "",
        "warnings": told,
        "registries": [_to_counts(item, hidden) for item in report["registries"]],
    }


def to_public_quarantine(
    lines: Iterable[str], report: Report, hidden: frozenset[str]
) -> Iterator[str]:
    """Yield the lines of the quarantine; of a hidden registry one, with how many there are."""
    reader = _rows(lines)
    header = next(reader, [])
    yield _line(header)
    yield from (_line(row) for row in reader if row and row[0] not in hidden)
    for item in report["registries"]:
        if item["name"] in hidden and (count := item["faults"]["count"]):
            said = {"registry": item["name"], "reason": f"{count} faults, {WITHHELD}"}
            yield _line([said.get(name.removeprefix("\ufeff"), "") for name in header])


def to_public_repairs(lines: Iterable[str], hidden: frozenset[str]) -> Iterator[str]:
    """Yield the lines of what was repaired; of a hidden registry sums, without rules."""
    reader = _rows(lines)
    header = next(reader, [])
    yield _line(header)
    counts: dict[tuple[str, str, str], int] = {}
    for row in reader:
        if row and row[0] in hidden:
            counts[row[0], row[1], row[2]] = int(row[3])
        elif row:
            yield _line(row)
    sums = Counter[tuple[str, str]]()
    for (name, what, _), count in counts.items():
        sums[name, what] += count
    for (name, what), count in sums.items():
        yield _line([name, what, "", str(count), *[""] * (len(header) - 4)])


def to_public_shapes(entry: Mapping[str, Any], extension: str) -> str:
    """Return how much breaks the shapes of a hidden registry, as CSV or as Turtle."""
    counts = {"Violation": "violations", "Warning": "warnings", "Info": "infos"}
    if extension == "csv":
        rows = [["severity", "count"], *([level, str(entry[key])] for level, key in counts.items())]
        return "".join(_line(row) for row in rows)
    conforms = str(not any(entry[key] for key in counts.values()) and not entry["not_checked"])
    said = ", ".join(f"{entry[key]} {key}" for key in counts.values())
    return (
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n"
        f'[] a sh:ValidationReport ; sh:conforms {conforms.lower()} ; dct:description "{said}, '
        f'{WITHHELD}" .\n'
    )


def _is_public(entry: Mapping[str, Any]) -> bool:
    return entry.get("access") == PUBLIC


def _to_counts(registry: Mapping[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    """Return a registry of a report with nothing but counts, if it is hidden."""
    if registry["name"] not in hidden:
        return dict(registry)
    faults = {"count": registry["faults"]["count"], "groups": [], "more_groups": 0}
    reason = WITHHELD if registry["reason"] else ""
    shapes = registry["shapes"] and {
        **registry["shapes"],
        "files": [_to_file(file) for file in registry["shapes"]["files"]],
    }
    return {**registry, "withheld": True, "reason": reason, "faults": faults, "shapes": shapes}


def _to_file(file: Mapping[str, Any]) -> dict[str, Any]:
    problem = WITHHELD if file["problem"] else ""
    return {**file, "problem": problem, "faulty": [], "groups": [], "more_groups": 0}


def _rows(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield the rows of a table; a cell may be as long as the build wrote it."""
    csv.field_size_limit(sys.maxsize)
    return csv.reader(lines)


def _line(row: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(row)
    return text.getvalue()
