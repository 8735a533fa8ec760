"""Answer for things that are gone: when, why, what replaces them, and what they said last.

Step on the line: beside ``describe``, within a worker. The build wrote one small database per
generation, and a rollback one beside the generations, of what it took back; a few rows of them
are read here, nothing is held in memory.

Source:
    RFC 9110, section 15.5.11 (410 Gone); Belgian URI standard, rule on persistence.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from linkml_schemas.plan import Schema
from ontology.iris import PROVENANCE, mint_graph
from server import describe
from server.describe import Document
from server.identity import is_described, spellings
from server.statements import Reader
from server.terms import DEFAULT, DESCRIPTIONS, LABELS, LICENCE, TITLE, to_term

TOMBSTONES = "tombstones.sqlite"
WITHDRAWN = "withdrawn"
"""Folder of the data directory for what a rollback took back."""

LONGEST_CHAIN = 32
"""Successors that are followed when each of them is gone itself."""

_COLUMNS = "iri, removed, successor, reason_nl, reason_en, kind, quads"
_DATE_TIME = to_term("xsd:dateTime")
_INVALIDATED = to_term("prov:invalidatedAtTime")
_REPLACED_BY = to_term("dct:isReplacedBy")
_DEPRECATED = to_term("owl:deprecated")
_NOTE = to_term("skos:changeNote")
_NAMES = (*LABELS, *DESCRIPTIONS, TITLE, LICENCE)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is remembered of one thing.

    Shape:
        ``iri`` is the whole IRI; ``successor`` the first one, following those that are gone
        too, that is described or another's, None if nothing replaces it; ``reasons`` by
        language; ``quads`` the last description in N-Quads, empty if there is none.
    """

    iri: str
    removed: str
    successor: str | None
    reasons: dict[str, str]
    quads: str

    def to_json(self) -> dict[str, Any]:
        """Return what a view needs, without the description."""
        return {
            "iri": self.iri,
            "removed": self.removed,
            "successor": self.successor,
            "reasons": self.reasons,
            "described": bool(self.quads),
        }


def find_tombstone(folder: Path, store: Store, base: str, asked: str) -> Tombstone | None:
    """Return what is remembered of an IRI in any of its spellings, None if nothing is.

    Args:
        folder: The generation, in its data directory.
        store: Its store, in which a successor is looked up.
        base: The base of our IRIs.
        asked: The IRI that a client asked for.
    """
    data = folder.absolute().parent.parent
    with ExitStack() as stack:
        paths = (folder / TOMBSTONES, data / WITHDRAWN / TOMBSTONES)
        files = [stack.enter_context(closing(_open(path))) for path in paths if path.is_file()]
        for iri in dict.fromkeys(spellings(base, asked)):
            row = _row(files, base, iri)
            if row is not None:
                _, removed, _, reason_nl, reason_en, _, quads = row
                reasons = {"nl": reason_nl, "en": reason_en}
                said = {language: text for language, text in reasons.items() if text}
                return Tombstone(iri, removed, _follow(files, store, base, row), said, quads)
    return None


def last_document(
    tombstone: Tombstone, base: str, store: Store, media_type: str
) -> Document | None:
    """Return the last description of a thing that is gone, and that it is gone.

    Shape:
        The statements that its graphs held, and in the graph of the provenance when it went,
        why, and what replaces it.
    """
    quads = [*_description(tombstone), *_end(tombstone, base)]
    remains = _to_store(quads, tombstone.iri, store)
    return describe.document(remains, base, tombstone.iri, media_type)


def last_page(
    tombstone: Tombstone, base: str, store: Store, plan: Schema, languages: Sequence[str]
) -> dict[str, Any] | None:
    """Return what the page about a thing that is gone shows: what it showed last.

    Shape:
        As ``describe.page``, and ``successor``: a link to what replaces it, or None.
    """
    quads = list(_description(tombstone)) or list(_end(tombstone, base))
    remains = _to_store(quads, tombstone.iri, store)
    page = describe.page(remains, base, plan, tombstone.iri, languages=languages)
    if page is None:
        return None
    reader = Reader(store, base, plan, tuple(languages), subject=tombstone.iri)
    successor = tombstone.successor
    return {**page, "successor": reader.link(successor) if successor else None}


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)


def _row(files: Sequence[sqlite3.Connection], base: str, iri: str) -> tuple[str, ...] | None:
    """Return what the first file that knows an IRI says of it."""
    query = f"SELECT {_COLUMNS} FROM tombstones WHERE iri = ?"
    known = iri[len(base) :] if iri.startswith(f"{base}/") else iri
    found = (file.execute(query, (known,)).fetchone() for file in files)
    return next((row for row in found if row is not None), None)


def _follow(
    files: Sequence[sqlite3.Connection], store: Store, base: str, row: tuple[str, ...]
) -> str | None:
    """Return the end of a chain of successors."""
    successor = None
    for _ in range(LONGEST_CHAIN):
        if not row[2]:
            break
        successor = base + row[2] if row[2].startswith("/") else row[2]
        following = _row(files, base, successor)
        if following is None or is_described(store, successor):
            break
        row = following
    return successor


def _to_store(quads: Sequence[Quad], iri: str, store: Store) -> Store:
    """Return a store that holds what is left of a thing, and the names of what it mentions."""
    remains = Store()
    for quad in quads:
        remains.add(quad)
        remains.add(Quad(quad.subject, quad.predicate, quad.object, DEFAULT))
    mentioned = {
        term
        for quad in quads
        for term in (quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, NamedNode) and term.value != iri
    }
    for term in mentioned:
        for predicate in _NAMES:
            remains.extend(store.quads_for_pattern(term, predicate, None, DEFAULT))
    return remains


def _description(tombstone: Tombstone) -> Iterator[Quad]:
    yield from parse(tombstone.quads.encode(), format=RdfFormat.N_QUADS)


def _end(tombstone: Tombstone, base: str) -> Iterator[Quad]:
    subject, graph = NamedNode(tombstone.iri), NamedNode(mint_graph(base, PROVENANCE))
    if tombstone.removed:
        moment = Literal(tombstone.removed, datatype=_DATE_TIME)
        yield Quad(subject, _INVALIDATED, moment, graph)
    yield Quad(subject, _DEPRECATED, Literal(True), graph)
    if tombstone.successor:
        yield Quad(subject, _REPLACED_BY, NamedNode(tombstone.successor), graph)
    for language, text in tombstone.reasons.items():
        yield Quad(subject, _NOTE, Literal(text, language=language), graph)
