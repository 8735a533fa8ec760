"""Read RDF files: statements repaired, dropped and checked one by one, blank nodes named.

Step on the line: files → batches of N-Triples. A statement that is wrong goes aside with its
reason and the others go on. Streams: only triples with a blank node are kept until the end,
since a node's name depends on all that is said of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from loaders.checking.faults import Fault
from loaders.checking.statements import StatementChecks
from loaders.errors import SourceError
from loaders.reading.genids import name_blank_nodes, replace_blank_nodes
from loaders.reading.jsonld_losses import find_losses
from loaders.reading.rdf_parser import RelativeError, locate, parse_file
from loaders.reading.source_files import SourceFile
from loaders.repairing.drop_rules import Drops
from loaders.repairing.drops import drop_triples
from loaders.repairing.repair_rules import Repair
from loaders.repairing.tally import Tally
from loaders.repairing.triple_repairs import (
    RELATIVE,
    TripleRepairs,
    compile_triple_repairs,
    repair_triple,
)
from ontology.iris import mint_genid
from ontology.namespaces import PLACEHOLDER_BASE

_LOCATED = 500
"""Values whose line is looked for in a file; beyond that a fault has no line."""


class Treatment:
    """What is done to the statements of a registry, and what was done to them.

    Args:
        base: The base of the data directory.
        iri_base: What relative IRIs in its files are relative to, if anything.
        repairs: The repairs of its definition.
        drops: What its definition leaves out.
    """

    def __init__(
        self,
        base: str,
        *,
        iri_base: str | None = None,
        repairs: Sequence[Repair] = (),
        drops: Drops | None = None,
    ) -> None:
        self.base = base
        self.iri_base = iri_base
        self.repairs: TripleRepairs | None = compile_triple_repairs(repairs)
        self.drops = drops
        self.checks = StatementChecks(base)


@dataclass(slots=True)
class FileTriples:
    """What files gave: faults, counts, and the triples that hold a blank node."""

    count: int = 0
    faults: list[Fault] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    kept: list[ox.Triple] = field(default_factory=list)


Take = Callable[[Iterator[ox.Triple]], None]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """How the reading of one file went.

    Shape:
        ``read`` and ``refused`` count rows or statements; ``reason`` is empty unless the file
        could not be read. ``first_row`` is the ordinal of its first row.
    """

    name: str
    read: int
    refused: int
    reason: str = ""
    first_row: int = 0


def read_files(
    files: Sequence[SourceFile],
    treatment: Treatment,
    found: FileTriples,
    take: Take,
    forget: Callable[[], None],
) -> list[ReadFile]:
    """Read every file of a registry; one that cannot be parsed is a fault if there are others.

    Args:
        files: The files.
        treatment: What is done to their statements.
        found: Where faults, counts and the triples with blank nodes of all files go.
        take: What takes the good triples without blank nodes of one file.
        forget: What forgets those of the file that is being read.

    Raises:
        SourceError: The only file cannot be parsed.
    """
    results = []
    for number, file in enumerate(files):
        try:
            one = _take(file, treatment, take, forget)
        except SourceError as error:
            forget()
            if len(files) == 1:
                raise
            fault = unreadable_file(file.source.name, error)
            found.faults.append(fault)
            results.append(ReadFile(file.source.name, 0, 0, str(error)))
            continue
        results.append(ReadFile(file.source.name, one.count, len(one.faults)))
        found.faults += one.faults
        found.tally.add(one.tally)
        found.kept += [relabel(triple, number) for triple in one.kept]
        found.count += one.count
    return results


def _take(
    file: SourceFile, treatment: Treatment, take: Take, forget: Callable[[], None]
) -> FileTriples:
    """Let the good triples of a file be taken; again from the start if one IRI is relative."""
    found = FileTriples()
    try:
        take(_read(file, treatment, found))
    except RelativeError as error:
        forget()
        found = FileTriples()
        take(_read(file, _with_relative(treatment, error), found))
    return found


def unreadable_file(name: str, error: SourceError) -> Fault:
    """Return the fault of a file that could not be read, with the line that the error names."""
    told = re.fullmatch(re.escape(name) + r":(\d+): (.*)", str(error), re.DOTALL)
    line, message = (int(told[1]), told[2]) if told else (0, str(error))
    remedy = "mend the file; nothing of it was read, the other files were"
    return Fault(line, "", "", "unreadable", message, remedy, name)


def _read(file: SourceFile, treatment: Treatment, found: FileTriples) -> Iterator[ox.Triple]:
    """Yield the good triples of a file; those with a blank node go to ``found.kept``."""
    faults: list[Fault] = []
    parsed = parse_file(file.source, file.format, treatment.iri_base, faults)
    triples: Iterable[ox.Triple] = _counted(parsed, found)
    if treatment.repairs is not None:
        triples = _repaired(triples, treatment.repairs, found.tally, file.source.name)
    if treatment.drops is not None:
        triples = drop_triples(triples, treatment.drops, found.tally)
    for triple in triples:
        fault = treatment.checks.find_fault(triple)
        if fault is not None:
            faults.append(fault)
            continue
        right = treatment.checks.to_canonical(triple)
        if isinstance(right.subject, ox.BlankNode) or isinstance(right.object, ox.BlankNode):
            found.kept.append(right)
        else:
            yield right
    found.count += sum(not fault.column for fault in faults)
    if file.format == "jsonld":
        lost = find_losses(file.source)
        found.count += len(lost)
        faults += lost
    found.faults += _located(file, faults)


def _counted(triples: Iterator[ox.Triple], found: FileTriples) -> Iterator[ox.Triple]:
    for triple in triples:
        found.count += 1
        yield triple


def _with_relative(treatment: Treatment, error: RelativeError) -> Treatment:
    """Return a treatment that reads relative IRIs, so that only their statements are refused."""
    if treatment.iri_base is not None:
        raise error
    again = Treatment(treatment.base, iri_base=RELATIVE, drops=treatment.drops)
    again.repairs, again.checks = treatment.repairs, treatment.checks
    return again


def name_kept(registry: str, kept: list[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield triples with their blank nodes replaced by IRIs that are stable for their content."""
    digests = name_blank_nodes(registry, kept)
    iris = {
        label: ox.NamedNode(mint_genid(PLACEHOLDER_BASE, digest))
        for label, digest in digests.items()
    }
    for triple in kept:
        yield replace_blank_nodes(triple, iris)


def relabel(triple: ox.Triple, number: int) -> ox.Triple:
    """Return a triple whose blank nodes cannot be taken for those of another file."""
    subject, target = triple.subject, triple.object
    if isinstance(subject, ox.BlankNode):
        subject = ox.BlankNode(f"f{number}x{subject.value}")
    if isinstance(target, ox.BlankNode):
        target = ox.BlankNode(f"f{number}x{target.value}")
    return ox.Triple(subject, triple.predicate, target)


def _repaired(
    triples: Iterable[ox.Triple], repairs: TripleRepairs, tally: Tally, file: str
) -> Iterator[ox.Triple]:
    for triple in triples:
        yield from repair_triple(triple, repairs, tally, file)


def _located(file: SourceFile, faults: list[Fault]) -> list[Fault]:
    """Return faults with the name of their file and, where it can be found, their line."""
    named = [replace(fault, file=file.source.name) for fault in faults]
    lost = list(dict.fromkeys(fault.value for fault in named if not fault.row))
    if not lost:
        return named
    lines = locate(file.source, set(lost[:_LOCATED]))
    return [
        fault if fault.row else replace(fault, row=lines.get(fault.value, 0)) for fault in named
    ]
