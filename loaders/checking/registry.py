"""Read and check one registry by itself: the first half of its way into the graph.

Step on the line: definition → read → check → good rows on disk, facts in memory, faults for
the report. What the other registries have to say comes after (:mod:`loaders.checking.resolution`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from linkml_schemas.plan import Schema
from loaders.checking.checked_rows import Compiled, RowsReader
from loaders.checking.checks import compile_checks
from loaders.checking.faults import Fault
from loaders.checking.pass_through import read_triples
from loaders.checking.read_registry import ReadRegistry
from loaders.reading.definitions import Definition
from loaders.reading.layout import ColumnError, to_layout
from loaders.reading.rdf_paths import to_fillings
from loaders.reading.rdf_reader import Treatment
from loaders.reading.rdf_rows import map_rows
from loaders.reading.selection import Selection
from loaders.repairing.row_repairs import require_slots


def compile_registry(schema: Schema, definition: Definition, base: str) -> Compiled | None:
    """Return what reads a registry by its class; None for RDF that is passed through.

    Raises:
        DefinitionError: The definition and the plan do not agree.
        PlanError: The plan asks for something that cannot be checked.
    """
    if definition.class_name is None:
        return None
    plain = replace(definition, columns={}) if definition.is_rdf else definition
    layout = to_layout(schema, plain, base)
    record_class = layout.record_class
    checks = compile_checks(schema, record_class)
    if not definition.is_rdf:
        require_slots(definition, record_class)
        return Compiled(layout, checks)
    fillings = to_fillings(definition, record_class)
    return Compiled(layout, checks, fillings, definition.subjects)


def read_registry(
    definition: Definition, compiled: Compiled | None, base: str, folder: Path
) -> ReadRegistry:
    """Read and check a registry, leaving its good rows or triples as files in a folder.

    Raises:
        SourceError: The source cannot be read at all.
        RefusedError: There is not one row.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = definition.files()
    if compiled is not None and not definition.is_rdf:
        return RowsReader(definition, compiled, base, folder).read_files(files)
    treatment = Treatment(
        base, iri_base=definition.base, repairs=definition.repairs, drops=definition.drops
    )
    if compiled is None:
        return read_triples(files, definition.name, treatment, folder)
    selection = compiled.selection or Selection(class_iri=compiled.record_class.iri)
    mapped = map_rows(files, definition, compiled.fillings, selection, treatment)
    return RowsReader(definition, compiled, base, folder).read_mapped(mapped)


def column_fault(error: Exception) -> Fault:
    """Return the fault that stands in the report for a registry that could not be read."""
    if isinstance(error, ColumnError):
        return error.fault
    remedy = "mend the source; nothing of it was read"
    told = re.fullmatch(r"([^:\n]+):(\d+): (.*)", str(error), re.DOTALL)
    if told:
        return Fault(int(told[2]), "", "", "unreadable", told[3], remedy, told[1])
    return Fault(0, "", "", "unreadable", str(error), remedy)


def read_pieces(pieces: tuple[Path, ...]) -> Iterator[pl.DataFrame]:
    """Yield the good rows of a registry, chunk by chunk."""
    for piece in pieces:
        yield pl.read_ipc(piece)
