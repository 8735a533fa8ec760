"""Say what the shapes of a registry's definition mean for the registry.

Step on the line: what was found (:mod:`loaders.shapes.shapes_lines`) and what the definition asks →
whether the registry is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.reading.definitions import Definition
from loaders.shapes.shapes_lines import Line, read_heads


@dataclass(frozen=True, slots=True)
class ShapesCheck:
    """What the shapes of a registry say of it.

    Shape:
        ``lines`` is the file that holds it all; ``refusal`` says why the registry is refused,
        empty if it is not; ``resolution`` is a digest of what the triples depended on.
    """

    lines: Path
    heads: tuple[Line, ...]
    resolution: str
    refusal: str = ""


def to_shapes_check(definition: Definition, lines: Path, resolution: str) -> ShapesCheck:
    """Return what the lines in a file mean for a registry."""
    heads = tuple(read_heads(lines))
    refusal = judge(definition, heads) if definition.conformance == "required" else ""
    return ShapesCheck(lines, heads, resolution, refusal)


def judge(definition: Definition, heads: Sequence[Line]) -> str:
    """Return why a registry that must conform does not; empty if it does."""
    for head in heads:
        if head["problem"]:
            return f"shapes {head['file']}: not checked: {head['problem']}"
        failing, count, share = head["failing"], head["focus_nodes"], definition.max_violation_share
        if failing > count * share:
            return (
                f"shapes {head['file']}: {failing} of {count} things break them "
                f"({failing / count:.1%}), {share:.1%} are allowed"
            )
    return ""


def to_warnings(name: str, heads: Sequence[Line]) -> list[str]:
    """Return what a person must know of the shapes of a registry beside the violations."""
    told = []
    for head in heads:
        where = f"{name}: shapes {head['file']}"
        if head["problem"]:
            told.append(f"{where}: not checked: {head['problem']}")
        elif not head["focus_nodes"]:
            told.append(f"{where}: nothing was checked, they speak of nothing in this registry")
        if head["faulty"]:
            count = len(head["faulty"])
            told.append(f"{where}: {count} faults in the shapes themselves; see the report")
        if violations := head["counts"].get("Violation", 0):
            told.append(f"{where}: {violations} violations; see the report")
    return told
