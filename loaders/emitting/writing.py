"""Write the graphs of a generation to its dumps and, on the way, to a store.

Step on the line: assembled registries → files in the folder of an unfinished generation.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from loaders.assembly import Assembly
from loaders.checking.candidates import Candidate
from loaders.checking.registry import read_pieces
from loaders.checking.resolution import Resolution
from loaders.emitting.dumps import DumpWriter, read_dump
from loaders.emitting.emit import compile_emitter, emit_rows, to_lines
from loaders.emitting.entries import Entry, provenance_entry, registry_entry, system_entry
from loaders.emitting.previous import Previous, Take
from loaders.emitting.provenance import emit_provenance
from loaders.emitting.store import StoreWriter, to_quads, to_triples
from loaders.generations.snapshots import link_or_copy
from loaders.progress import Progress, Report
from loaders.reading.rows import ROW

EMITTED_ROWS = 2_500
"""Rows emitted at once: smaller than a chunk that is checked, for triples are ten times larger."""


def write_dumps(
    assembly: Assembly,
    folder: Path,
    report: Report,
    *,
    writer: StoreWriter | None = None,
    previous: Previous | None = None,
    take: Take = link_or_copy,
) -> list[Entry]:
    """Write the dump of every graph and return the manifest entries.

    Args:
        assembly: What goes into the graphs.
        folder: The folder of the generation.
        report: Who hears how far it is.
        writer: The store that is filled on the way, if one is.
        previous: The generation before, whose dumps are linked where they are the same.
        take: What makes a dump that is the same available in the folder.

    Raises:
        OSError: The disk refused.
    """
    (folder / "dumps").mkdir()
    entries = _write_registries(assembly, folder, writer, report, take)
    entries += _write_system(assembly, folder, writer)
    if previous is not None:
        for entry in entries:
            previous.share(entry, folder, take)
    entries.append(_write_provenance(assembly, entries, folder, writer))
    return entries


def _write_registries(
    assembly: Assembly, folder: Path, writer: StoreWriter | None, report: Report, take: Take
) -> list[Entry]:
    entries = []
    total = sum(candidate.definition.size() for candidate in assembly.candidates)
    done = 0
    for candidate in assembly.candidates:
        report(Progress("write", f"writing {candidate.name}", done, total))
        resolution = assembly.resolutions[candidate.name]
        entry = registry_entry(candidate, resolution, assembly.schema, assembly.base)
        if candidate.state == "read":
            blocks = emit_candidate(candidate, resolution, assembly.base)
            _write(entry, blocks, folder, writer)
        else:
            _reuse(candidate, entry, folder, writer, take)
        entries.append(entry)
        done += candidate.definition.size()
    return entries


def emit_candidate(candidate: Candidate, resolution: Resolution, base: str) -> Iterator[bytes]:
    """Yield the N-Triples of the accepted rows of a registry."""
    pieces = candidate.read.pieces if candidate.read else ()
    if candidate.compiled is None:
        yield from (piece.read_bytes() for piece in pieces)
        return
    emitter = compile_emitter(candidate.compiled.record_class, base)
    gone = pl.Series(list(resolution.refused), dtype=pl.UInt32).implode()
    for frame in read_pieces(pieces):
        accepted = frame.filter(~pl.col(ROW).is_in(gone)) if resolution.refused else frame
        for part in accepted.iter_slices(EMITTED_ROWS):
            yield to_lines(emit_rows(part, resolution.targets, emitter))


def _write(entry: Entry, blocks: Iterator[bytes], folder: Path, writer: StoreWriter | None) -> None:
    """Write the triples of one graph to its dump and to the store."""
    path = _dump_path(entry)
    with DumpWriter(folder / path) as dump:
        for lines in blocks:
            quads = to_quads(entry["graph"], lines)
            if writer is not None:
                writer.add(lines, quads)
            dump.write(quads)
    entry["quads"] = dump.lines
    entry["dump"] = {"path": path, "sha256": dump.checksum, "bytes": dump.size}


def _reuse(
    candidate: Candidate, entry: Entry, folder: Path, writer: StoreWriter | None, take: Take
) -> None:
    """Take the triples of a graph from its snapshot; the dump is linked, not written."""
    if candidate.snapshot is None:
        return
    take(candidate.snapshot.dump, folder / _dump_path(entry))
    if writer is not None:
        load_dump(writer, entry["graph"], candidate.snapshot.dump)


def load_dump(writer: StoreWriter, graph: str, dump: Path) -> None:
    """Add the quads of a dump to a store that is being filled."""
    for quads in read_dump(dump):
        writer.add(to_triples(graph, quads), quads)


def _write_system(assembly: Assembly, folder: Path, writer: StoreWriter | None) -> list[Entry]:
    entries = []
    for graph, read in assembly.system:
        entry = system_entry(graph, read, assembly.base)
        _write(entry, (piece.read_bytes() for piece in read.pieces), folder, writer)
        entries.append(entry)
    return entries


def _write_provenance(
    assembly: Assembly, entries: list[Entry], folder: Path, writer: StoreWriter | None
) -> Entry:
    entry = provenance_entry(entries, assembly.base)
    described = [*entries, entry]
    lines = emit_provenance(described, assembly.base, assembly.schema.version)
    _write(entry, iter([lines]), folder, writer)
    return entry


def _dump_path(entry: Entry) -> str:
    return f"dumps/{entry['name']}.nq.gz"
