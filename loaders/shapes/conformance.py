"""Check registries against the shapes that their definitions name.

Step on the line: between comparing and writing. What goes into the graph is what is checked:
the triples of the accepted rows, registry by registry. One that must conform and does not falls
back on its snapshot, and the others are compared again.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from linkml_schemas.generated_files import read_shapes_turtle
from loaders.assembly import Assembly, settle_again
from loaders.checking.candidates import Candidate, digest_resolution, fall_back
from loaders.emitting.dumps import read_dump
from loaders.emitting.store import to_triples
from loaders.emitting.writing import emit_candidate
from loaders.generations.snapshots import link_or_copy
from loaders.progress import Progress, Report
from loaders.reading.definition_values import OWN_SHAPES
from loaders.shapes.bounded_check import check_within
from loaders.shapes.bounds import Bounds
from loaders.shapes.shapes_check import ShapesCheck, to_shapes_check, to_warnings
from loaders.shapes.shapes_lines import join_lines
from ontology.iris import mint_graph

LINES = "shapes.jsonl"


def check_shapes(assembly: Assembly, folder: Path, bounds: Bounds, report: Report) -> Assembly:
    """Return an assembly in which every registry that names shapes was checked by them.

    Shape:
        Repeated while a registry is refused, since that changes what others may refer to.

    Args:
        assembly: What would go into the graph.
        folder: Where triples and results may lie meanwhile.
        bounds: What the check of one file of shapes may take.
        report: Who hears how far it is.
    """
    checks: dict[str, ShapesCheck] = {}
    while True:
        for candidate in assembly.candidates:
            _check_candidate(assembly, candidate, checks, folder, bounds, report)
        refused = {item.name for item in assembly.candidates if _is_refused(item, checks)}
        if not refused:
            break
        candidates = [
            fall_back(item, checks[item.name].refusal, item.faults)
            if item.name in refused
            else item
            for item in assembly.candidates
        ]
        assembly = settle_again(replace(assembly, candidates=candidates), report)
    checks |= _kept_checks(assembly, checks)
    for name, check in checks.items():
        for text in to_warnings(name, check.heads):
            report(Progress("warning", text))
    return replace(assembly, shapes=checks)


def _is_refused(candidate: Candidate, checks: Mapping[str, ShapesCheck]) -> bool:
    check = checks.get(candidate.name)
    return candidate.state in {"read", "unchanged"} and bool(check and check.refusal)


def _kept_checks(assembly: Assembly, checks: Mapping[str, ShapesCheck]) -> dict[str, ShapesCheck]:
    """Return what was said of the older states that take part for want of a file to check."""
    kept = {}
    for item in assembly.candidates:
        older = item.state == "fallback" and item.name not in checks and item.snapshot
        if older and older.shapes.exists():
            kept[item.name] = to_shapes_check(item.definition, older.shapes, older.resolution)
    return kept


def _check_candidate(
    assembly: Assembly,
    candidate: Candidate,
    checks: dict[str, ShapesCheck],
    folder: Path,
    bounds: Bounds,
    report: Report,
) -> None:
    """Check a registry, unless it was checked with these triples already."""
    definition, name = candidate.definition, candidate.name
    if not definition.shapes or candidate.state not in {"read", "unchanged"}:
        return
    resolution = digest_resolution(assembly.resolutions[name])
    if name in checks and checks[name].resolution == resolution:
        return
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    lines = place / LINES
    kept = candidate.snapshot.shapes if candidate.snapshot else None
    if candidate.state == "unchanged" and kept is not None and kept.exists():
        link_or_copy(kept, lines)
    else:
        data = place / "shapes.nt"
        _write_triples(assembly, candidate, data)
        _check_files(candidate, data, place, assembly.base, bounds, report)
        data.unlink()
    checks[name] = to_shapes_check(definition, lines, resolution)


def _check_files(
    candidate: Candidate, data: Path, place: Path, base: str, bounds: Bounds, report: Report
) -> None:
    """Check the triples of a registry by each file of shapes, and join what was found."""
    parts = []
    for number, name in enumerate(candidate.definition.shapes):
        report(Progress("compare", f"checking {candidate.name} by the shapes {name}"))
        shapes = candidate.definition.directory / name
        if name in OWN_SHAPES:
            shapes = place / "own.ttl"
            shapes.write_bytes(read_shapes_turtle())
        part = place / f"{number}.jsonl"
        check_within(data, shapes, name, base=base, bounds=bounds, out=part)
        parts.append(part)
    join_lines(place / LINES, parts)
    for part in parts:
        part.unlink()


def _write_triples(assembly: Assembly, candidate: Candidate, path: Path) -> None:
    """Write the triples with which a registry takes part."""
    resolution, base = assembly.resolutions[candidate.name], assembly.base
    with path.open("wb") as file:
        if candidate.state == "read":
            file.writelines(emit_candidate(candidate, resolution, base))
        elif candidate.snapshot is not None:
            graph = mint_graph(base, candidate.name)
            file.writelines(
                to_triples(graph, quads) for quads in read_dump(candidate.snapshot.dump)
            )
