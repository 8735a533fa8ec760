"""Assemble what a generation will hold, before a byte of it is written.

Step on the line: definitions → candidates, compared and settled. ``check`` stops here,
``build`` goes on with :mod:`loaders.emitting.writing`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from linkml_schemas.plan import Schema, parse_plan
from loaders.checking.candidates import Candidate, accepted_subjects, settle, to_candidate
from loaders.checking.checked_rows import Compiled
from loaders.checking.facts import known_facts
from loaders.checking.pass_through import read_triples
from loaders.checking.read_registry import ReadRegistry
from loaders.checking.registry import compile_registry
from loaders.checking.resolution import Resolution
from loaders.errors import PlanError, SourceError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.snapshots import Snapshot, read_snapshot
from loaders.inputs import Inputs, SystemGraph, World
from loaders.progress import Progress, Report
from loaders.reading.definitions import Definition
from loaders.reading.rdf_reader import Treatment
from loaders.reading.source_files import SourceFile
from loaders.shapes.shapes_check import ShapesCheck
from ontology.iris import PROVENANCE, mint_graph
from ontology.namespaces import rebase


@dataclass(frozen=True, slots=True)
class Assembly:
    """Everything that goes into a generation."""

    base: str
    schema: Schema
    candidates: Sequence[Candidate]
    resolutions: Mapping[str, Resolution]
    system: Sequence[tuple[SystemGraph, ReadRegistry]]
    shapes: Mapping[str, ShapesCheck] = field(default_factory=dict)
    warnings: Sequence[str] = ()

    def subjects(self) -> pl.DataFrame:
        """Return every IRI that the generation describes, but for invented examples.

        Shape:
            ``iri``, and ``kind``: the name of the class that describes it, empty if none does.
        """
        lasting = [item for item in self.candidates if not item.definition.example]
        graphs = _graphs(self.base, [item.name for item in lasting], self.system)
        parts = [_kind(graphs, "Graph")]
        parts += [_kind(read.facts.known, "") for _, read in self.system]
        for candidate in lasting:
            rows = accepted_subjects(candidate, self.resolutions[candidate.name])
            parts.append(_kind(rows, candidate.definition.class_name or ""))
            parts.append(_kind(candidate.facts.known, ""))
        return pl.concat(parts)

    def records(self) -> int:
        """Return how many records or triples the registries bring."""
        return sum(
            len(accepted_subjects(item, self.resolutions[item.name])) + len(item.facts.known)
            for item in self.candidates
        )


def assemble(
    definitions: Sequence[Definition],
    world: World,
    inputs: Inputs,
    data: DataDirectory | None,
    *,
    reuse: bool,
    base: str,
    folder: Path,
    report: Report,
) -> Assembly:
    """Read, check and compare everything.

    Args:
        definitions: The registries.
        world: Plan and system graphs.
        inputs: Digest of each registry.
        data: The data directory with the snapshots to fall back on, None for none.
        reuse: Whether the snapshot of a registry that did not change saves reading it.
        base: The base of every minted IRI.
        folder: Where good rows may lie meanwhile.
        report: Who hears how far it is.

    Raises:
        DefinitionError: A definition and the plan do not agree.
        PlanError: The plan, or a graph of the program itself, is wrong.
    """
    schema = parse_plan(rebase(world.plan, base))
    compiled = [compile_registry(schema, definition, base) for definition in definitions]
    system = [(graph, _read_system(graph, base, folder)) for graph in world.graphs]
    snapshots = {item.name: _snapshot(data, item.name) for item in definitions}
    candidates = []
    for definition, plan in _reported(definitions, compiled, report):
        name = definition.name
        candidate = to_candidate(
            definition,
            plan,
            inputs.keys[name],
            snapshots[name],
            reuse=reuse,
            base=base,
            folder=folder / name,
        )
        candidates.append(candidate)
    report(Progress("compare", f"comparing {len(candidates)} registries"))
    return settle_again(Assembly(base, schema, candidates, {}, system), report)


def settle_again(assembly: Assembly, report: Report) -> Assembly:
    """Return an assembly whose registries are compared as they take part now."""
    base, system = assembly.base, assembly.system
    facts = [read.facts for _, read in system]
    graphs = _graphs(base, [item.name for item in assembly.candidates], system)
    facts.append(known_facts(PROVENANCE, frozenset(graphs)))
    settled, resolutions = settle(assembly.schema, assembly.candidates, facts, base, report)
    return replace(assembly, candidates=settled, resolutions=resolutions)


def _kind(iris: Iterable[str], kind: str) -> pl.DataFrame:
    values = iris if isinstance(iris, pl.Series) else pl.Series(list(iris), dtype=pl.String)
    return pl.DataFrame({"iri": values}).with_columns(pl.lit(kind).alias("kind"))


def _reported(
    definitions: Sequence[Definition], compiled: Sequence[Compiled | None], report: Report
) -> Iterator[tuple[Definition, Compiled | None]]:
    """Yield each registry with its plan, and say how many bytes have been read before it."""
    sizes = [definition.size() for definition in definitions]
    for position, pair in enumerate(zip(definitions, compiled, strict=True)):
        text = f"reading {pair[0].name}"
        report(Progress("read", text, sum(sizes[:position]), sum(sizes)))
        yield pair


def _snapshot(data: DataDirectory | None, name: str) -> Snapshot | None:
    return read_snapshot(data.snapshot(name)) if data else None


def _read_system(graph: SystemGraph, base: str, folder: Path) -> ReadRegistry:
    files = [SourceFile(graph.source, "turtle")]
    try:
        read = read_triples(files, graph.name, Treatment(base), folder / graph.name)
    except SourceError as error:
        raise PlanError(f"graph {graph.name}: {error}") from error
    for fault in read.faults:
        raise PlanError(f"graph {graph.name}: {fault.file}:{fault.row}: {fault.sentence}")
    return read


def _graphs(
    base: str, names: Sequence[str], system: Sequence[tuple[SystemGraph, ReadRegistry]]
) -> list[str]:
    own = [graph.name for graph, _ in system]
    return [mint_graph(base, name) for name in (*names, *own, PROVENANCE)]
