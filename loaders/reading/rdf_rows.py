"""Map RDF through the plan: each thing of the wanted kind becomes a row.

Step on the line: files → triples → chunks of rows, which are then checked and emitted as those
of any other format. All triples of the registry are in memory meanwhile. What no slot takes is
counted by predicate.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import pyoxigraph as ox

from linkml_schemas.plan import Column
from loaders.checking.terms import Term
from loaders.reading.definitions import Definition
from loaders.reading.rdf_paths import Filling, Step
from loaders.reading.rdf_reader import FileTriples, ReadFile, Treatment, name_kept, read_files
from loaders.reading.rows import CHUNK_ROWS, JSON_SEPARATOR, Chunk, to_frame
from loaders.reading.selection import Selection
from loaders.reading.source_files import SourceFile
from ontology.iris import mint_genid
from ontology.namespaces import PLACEHOLDER_BASE, PREFIXES, rebase, shrink

_TYPE = f"{PREFIXES['rdf']}type"
_NAMELESS = mint_genid(PLACEHOLDER_BASE, "0")[:-1]
"""How the names of blank nodes begin: none of them is a value that a slot could hold."""

_LAST = re.compile(r"([^/#:]+)[/#]*$")
_MENTION = re.compile(rb"""[<"']([^<>"'\s]+)[>"']""")

Said = tuple[str, Term, int]
"""A predicate, its value, and the ordinal of the statement."""


@dataclass(slots=True)
class _Graph:
    """All triples of a registry, by subject, and by value where a path goes backwards."""

    said: dict[str, list[Said]] = field(default_factory=dict)
    told: dict[str, list[tuple[str, str, int]]] = field(default_factory=lambda: defaultdict(list))
    files: dict[str, int] = field(default_factory=dict)
    predicates: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def add(self, triples: Iterable[ox.Triple], file: int) -> None:
        for triple in triples:
            subject = str(triple.subject)[1:-1]
            self.files.setdefault(subject, file)
            predicate, target = triple.predicate.value, triple.object
            ordinal = len(self.predicates)
            self.predicates.append(predicate)
            self.said.setdefault(subject, []).append((predicate, target, ordinal))
            if isinstance(target, ox.NamedNode):
                self.told[target.value].append((predicate, subject, ordinal))


@dataclass(slots=True)
class MappedRows:
    """The rows of a registry that is RDF: chunks by file, and what reading them gave."""

    chunks: list[tuple[str, Chunk]]
    found: FileTriples
    files: list[ReadFile]


def map_rows(
    files: Sequence[SourceFile],
    definition: Definition,
    fillings: Sequence[Filling],
    selection: Selection,
    treatment: Treatment,
) -> MappedRows:
    """Return the things that a definition selects as rows.

    Raises:
        SourceError: The only file cannot be parsed.
    """
    graph, found = _Graph(), FileTriples()
    held: list[list[ox.Triple]] = []
    results = read_files(
        files, treatment, found, lambda triples: held.append(list(triples)), lambda: None
    )
    readable = [number for number, result in enumerate(results) if not result.reason]
    for number, triples in zip(readable, held, strict=True):
        graph.add(dict.fromkeys(triples), number)
    if found.kept:
        graph.add(dict.fromkeys(name_kept(definition.name, found.kept)), len(files) - 1)
    chosen = [subject for subject, said in graph.said.items() if selection.selects(subject, said)]
    chosen.sort(key=lambda subject: graph.files[subject])
    rows = [_to_row(subject, graph, fillings, selection, treatment.base) for subject in chosen]
    _count_unmapped(graph, found)
    chunks = list(_to_chunks(chosen, rows, graph, files))
    return MappedRows(chunks, found, results)


def _to_row(
    subject: str,
    graph: _Graph,
    fillings: Sequence[Filling],
    selection: Selection,
    base: str,
) -> dict[str, str]:
    row: dict[str, str] = {}
    for filling in fillings:
        name = filling.column.name
        if name in row:
            continue
        cells = list(dict.fromkeys(_cells(subject, graph, filling)))
        if cells:
            row[name] = rebase(JSON_SEPARATOR.join(cells), base)
    if "id" not in row and (last := _LAST.search(subject)):
        row["id"] = last[1]
    for predicate, target, ordinal in graph.said[subject]:
        if predicate == _TYPE and selection.names_class(target):
            graph.used.add(ordinal)
    return row


def _cells(subject: str, graph: _Graph, filling: Filling) -> Iterator[str]:
    if not filling.steps:
        yield subject
        return
    ends: list[tuple[Term, tuple[int, ...]]] = [(ox.NamedNode(subject), ())]
    for step in filling.steps:
        ends = [
            (target, (*before, *ordinals))
            for term, before in ends
            if isinstance(term, ox.NamedNode)
            for target, ordinals in _follow(term.value, step, graph)
        ]
    for term, ordinals in ends:
        text = _to_cell(term, filling.column, chosen=filling.chosen)
        if text is not None:
            graph.used.update(ordinals)
            yield text


def _follow(iri: str, step: Step, graph: _Graph) -> Iterator[tuple[Term, tuple[int, ...]]]:
    if step.inverse:
        for predicate, source, ordinal in graph.told.get(iri, ()):
            if predicate == step.predicate:
                yield ox.NamedNode(source), (ordinal,)
        return
    for predicate, target, ordinal in graph.said.get(iri, ()):
        if predicate == step.predicate:
            asked = _asked(target, step, graph)
            if asked is not None:
                yield target, (ordinal, *asked)


def _asked(target: Term, step: Step, graph: _Graph) -> tuple[int, ...] | None:
    """Return the statements that make a target the wanted one, None if it is not."""
    if not step.where:
        return ()
    if not isinstance(target, ox.NamedNode):
        return None
    hits = [
        ordinal
        for predicate, value, ordinal in graph.said.get(target.value, ())
        if predicate == step.where and _text(value) == step.value
    ]
    return tuple(hits) or None


def _to_cell(term: Term, column: Column, *, chosen: bool) -> str | None:
    """Return what a term writes in a cell of a column, None if it does not belong there."""
    if isinstance(term, ox.NamedNode) and term.value.startswith(_NAMELESS):
        return None
    if column.kind != "text":
        return _text(term)
    if not isinstance(term, ox.Literal):
        return None
    language = (term.language or "").lower()
    fits = language == column.language or language.startswith(f"{column.language}-")
    return term.value if fits or (chosen and not language) else None


def _text(term: Term) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else str(term)


def _count_unmapped(graph: _Graph, found: FileTriples) -> None:
    for ordinal, predicate in enumerate(graph.predicates):
        if ordinal not in graph.used:
            found.tally.unmapped[shrink(predicate) or predicate] += 1


def _to_chunks(
    chosen: Sequence[str],
    rows: Sequence[dict[str, str]],
    graph: _Graph,
    files: Sequence[SourceFile],
) -> Iterator[tuple[str, Chunk]]:
    """Yield the rows of each file in chunks, so that a row can be told with its file."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    for number, file in enumerate(files):
        here = [place for place, subject in enumerate(chosen) if graph.files[subject] == number]
        lines = _find_lines(file, {chosen[place] for place in here})
        stream = iter(here)
        while batch := list(islice(stream, CHUNK_ROWS)):
            cells = [[rows[place].get(name, "") for name in names] for place in batch]
            frame = to_frame([lines.get(chosen[place], 0) for place in batch], names, cells)
            yield file.source.name, Chunk(frame, JSON_SEPARATOR, has_header=False)


def _find_lines(file: SourceFile, subjects: set[str]) -> dict[str, int]:
    """Return the line on which each subject is first written whole."""
    found: dict[str, int] = {}
    if not subjects:
        return found
    with file.source.open() as lines:
        for number, line in enumerate(lines, start=1):
            for mention in _MENTION.findall(line):
                iri = mention.decode("utf-8", "replace")
                if iri in subjects:
                    found.setdefault(iri, number)
    return found
