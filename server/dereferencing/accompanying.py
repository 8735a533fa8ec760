"""Join a description with what comes with it: its moment, its relations, its deprecation.

Step on the line: between ``Dataset`` and ``describe``, within a worker. Generations, which no
store describes, are described here too.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from pyoxigraph import Store

from linkml_schemas.plan import Schema
from server import describe
from server.dereferencing.deprecation import deprecation
from server.dereferencing.description import Description
from server.dereferencing.description import describe as describe_thing
from server.dereferencing.generation_changes import generation_changes
from server.dereferencing.generation_documents import (
    find_generation,
    generation_iri,
    generation_of,
    generation_store,
)
from server.dereferencing.history import history, last_change, to_moment
from server.dereferencing.relations import relate
from server.describe import Document
from server.statements import Reader
from server.vocabularies import parse_vocabulary


class Source(Protocol):
    """What is needed of a dataset."""

    @property
    def store(self) -> Store:
        """Return the store of the generation."""

    @property
    def base(self) -> str:
        """Return the base of our IRIs."""

    @property
    def plan(self) -> Schema:
        """Return the compiled plan at the base."""

    @property
    def folder(self) -> Path | None:
        """Return the directory of the generation."""

    @property
    def returned(self) -> int:
        """Return when an earlier generation was published again last."""


def accompanied_document(source: Source, iri: str, media_type: str) -> Document | None:
    """Return the document about an IRI with what comes with it, None if nothing is said of it.

    Raises:
        NotAcceptable: The format has no way to write a statement (406).
    """
    store, base = _store_of(source, iri), source.base
    found = describe_thing(store, base, iri)
    if found is None:
        return None
    document = describe.to_document(found, base, iri, media_type)
    return replace(
        document,
        relations=relate(source.store, base, source.plan, iri, found.graphs),
        modified=_modified(source, iri, found),
    )


def accompanied_page(
    source: Source, iri: str, languages: tuple[str, ...], incoming_page: int
) -> dict[str, Any] | None:
    """Return what the page about an IRI shows, None if nothing is said of it.

    Shape:
        As ``describe.page``, with ``relations``; ``deprecated``: what to use instead, or None;
        ``history``: in which generations it changed, as :func:`history` returns it; and
        ``changes``: of a generation, what it changed in each registry.
    """
    store = _store_of(source, iri)
    shown = describe.page(
        store, source.base, source.plan, iri, languages=languages, incoming_page=incoming_page
    )
    if shown is None:
        return None
    graphs = [item["graph"] for item in shown["sources"]]
    reader = Reader(source.store, source.base, source.plan, languages, subject=iri)
    return {
        **shown,
        "relations": relate(source.store, source.base, source.plan, iri, graphs),
        "deprecated": deprecation(reader, iri),
        "history": history(source.folder, iri, graphs),
        "changes": generation_changes(source.folder, source.base, iri),
    }


def resolve_generation(source: Source, iri: str) -> str | None:
    """Return the canonical IRI of a generation in any spelling, None if there was none."""
    generation = generation_of(source.base, iri)
    if generation is None or find_generation(source.folder, generation) is None:
        return None
    return generation_iri(source.base, generation)


def _store_of(source: Source, iri: str) -> Store:
    """Return the store that describes a thing: for a generation, one made for it."""
    generation = generation_of(source.base, iri)
    past = find_generation(source.folder, generation) if generation else None
    return generation_store(past, source.base, source.store) if past else source.store


def _modified(source: Source, iri: str, found: Description) -> int:
    """Return when a description changed last, as Unix time; 0 if that is not known."""
    generation = generation_of(source.base, iri)
    past = find_generation(source.folder, generation) if generation else None
    if past:
        return to_moment(past.made)
    whole = parse_vocabulary(source.base, iri) is not None
    moment = last_change(source.folder, found.subjects, found.graphs, whole=whole)
    return max(moment, source.returned) if moment else 0
