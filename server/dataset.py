"""Answer from one generation: the one value that every view asks.

Step on the line: ``Dataset`` stands in a worker (or a test) over an open store;
``remote.RemoteDataset`` stands in a front and asks a worker the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from pyoxigraph import Store

from linkml_schemas.plan import Schema, read_plan_at
from server import describe, overview, remains, terms_in_use
from server.catalogue import holdings
from server.contents import write_contents
from server.describe import Document
from server.merging import GraphFacts, known_graphs
from server.planning.planner import Planner
from server.query import NO_PLAN, QueryRequest, write_answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query answered, whole.

    Shape:
        ``size`` is the number of bytes in ``chunks``; ``generation`` is the one that answered.
    """

    media_type: str
    generation: str
    size: int
    chunks: Iterator[bytes]


class DatasetLike(Protocol):
    """What a view may ask, wherever the store is."""

    @property
    def generation(self) -> str:
        """Return the id of the generation that answers now."""

    @property
    def since(self) -> int:
        """Return when it was published, as Unix time; 0 if that is not known."""

    @property
    def base(self) -> str:
        """Return the base of our IRIs, without a final slash."""

    @property
    def manifest(self) -> Mapping[str, Any]:
        """Return the manifest of the generation that answers now."""

    @property
    def folder(self) -> Path | None:
        """Return the directory of the generation that answers now, None if it has none."""

    def query(self, request: QueryRequest) -> Answer:
        """Answer a stranger's query."""

    def contents(self, graph: str | None, *, media_type: str) -> Answer:
        """Return all triples of a named graph, or of the default graph if it is None."""

    def document(self, iri: str, *, media_type: str) -> Document | None:
        """Return the document about an IRI, None if nothing is said of it."""

    def page(
        self, iri: str, *, languages: Sequence[str], incoming_page: int = 1
    ) -> dict[str, Any] | None:
        """Return what the page about an IRI shows, None if nothing is said of it."""

    def resolve(self, iri: str) -> str | None:
        """Return the canonical IRI of any spelling, None if nothing is said of it."""

    def gone(self, iri: str) -> dict[str, Any] | None:
        """Return what is remembered of a thing that was removed, None if nothing is."""

    def last_document(self, iri: str, *, media_type: str) -> Document | None:
        """Return the last description of a thing that was removed, None if it was not."""

    def last_page(self, iri: str, *, languages: Sequence[str]) -> dict[str, Any] | None:
        """Return what the page about a thing that was removed shows, None if it was not."""

    def overview(self, *, languages: Sequence[str]) -> dict[str, Any]:
        """Return what the home page shows."""

    def listing(
        self, key: str, *, languages: Sequence[str], page: int = 1, text: str = ""
    ) -> dict[str, Any] | None:
        """Return one page of the things of a class, None if there is no such class."""

    def terms_in_use(self) -> dict[str, Any]:
        """Return the classes and properties that a query may name."""

    def catalogue(self, *, page: int, media_type: str, contact: str) -> Document | None:
        """Return a page of the catalogue, None if there is no such page."""

    def catalogue_pages(self) -> int:
        """Return how many pages the catalogue has."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A generation's store in this process.

    Args:
        store: Named graphs, and every triple once in the default graph.
        base: The base of our IRIs.
        generation: The id of the generation.
        manifest: What the build said of it.
        folder: Its directory, None if there is none and so nothing is remembered.
        since: When it was published, as Unix time; 0 if that is not known.
        planner: What is known of the generation that helps to answer queries sooner.
    """

    store: Store
    base: str
    generation: str
    manifest: Mapping[str, Any] = field(default_factory=dict)
    folder: Path | None = None
    since: int = 0
    planner: Planner = NO_PLAN

    @property
    def plan(self) -> Schema:
        """Return the compiled plan at the base."""
        return read_plan_at(self.base)

    def known_graphs(self) -> GraphFacts | None:
        """Return what is known of the named graphs, None if nothing is."""
        return known_graphs(self.folder, self.manifest)

    def query(self, request: QueryRequest) -> Answer:
        """Answer a query in this process, without deadline or limit of memory.

        Raises:
            BadQuery: The text is no query (400).
        """
        pieces: list[bytes] = []
        write_answer(self.store, request, pieces.append, self.known_graphs, self.planner)
        body = b"".join(pieces)
        return Answer(request.media_type, self.generation, len(body), iter((body,)))

    def contents(self, graph: str | None, *, media_type: str) -> Answer:
        """Return all triples of a named graph, or of the default graph if it is None.

        Raises:
            NotAcceptable: The format cannot hold a triple of the graph (406).
        """
        pieces: list[bytes] = []
        write_contents(self.store, graph, media_type, self.base, pieces.append)
        body = b"".join(pieces)
        return Answer(media_type, self.generation, len(body), iter((body,)))

    def document(self, iri: str, *, media_type: str) -> Document | None:
        """Return the document about an IRI, None if nothing is said of it."""
        return describe.document(self.store, self.base, iri, media_type)

    def page(
        self, iri: str, *, languages: Sequence[str], incoming_page: int = 1
    ) -> dict[str, Any] | None:
        """Return what the page about an IRI shows, None if nothing is said of it."""
        ask = partial(describe.page, self.store, self.base, self.plan, iri)
        return ask(languages=tuple(languages), incoming_page=incoming_page)

    def resolve(self, iri: str) -> str | None:
        """Return the canonical IRI of any spelling, None if nothing is said of it."""
        return describe.resolve(self.store, self.base, iri)

    def gone(self, iri: str) -> dict[str, Any] | None:
        """Return what is remembered of a thing that was removed, None if nothing is."""
        tombstone = self._tombstone(iri)
        return tombstone.to_json() if tombstone else None

    def last_document(self, iri: str, *, media_type: str) -> Document | None:
        """Return the last description of a thing that was removed, None if it was not."""
        tombstone = self._tombstone(iri)
        if tombstone is None:
            return None
        return remains.last_document(tombstone, self.base, self.store, media_type)

    def last_page(self, iri: str, *, languages: Sequence[str]) -> dict[str, Any] | None:
        """Return what the page about a thing that was removed shows, None if it was not."""
        tombstone = self._tombstone(iri)
        if tombstone is None:
            return None
        return remains.last_page(tombstone, self.base, self.store, self.plan, tuple(languages))

    def _tombstone(self, iri: str) -> remains.Tombstone | None:
        if self.folder is None:
            return None
        return remains.find_tombstone(self.folder, self.store, self.base, iri)

    def overview(self, *, languages: Sequence[str]) -> dict[str, Any]:
        """Return what the home page shows."""
        return overview.overview(self.store, self.base, self.plan, languages=tuple(languages))

    def listing(
        self, key: str, *, languages: Sequence[str], page: int = 1, text: str = ""
    ) -> dict[str, Any] | None:
        """Return one page of the things of a class, None if there is no such class."""
        ask = partial(overview.listing, self.store, self.base, self.plan, key)
        return ask(languages=tuple(languages), page=page, text=text)

    def terms_in_use(self) -> dict[str, Any]:
        """Return the classes and properties that a query may name."""
        return terms_in_use.terms_in_use(self.store, self.base, self.folder)

    def catalogue(self, *, page: int, media_type: str, contact: str) -> Document | None:
        """Return a page of the catalogue, None if there is no such page."""
        ask = partial(holdings.catalogue, self.store, self.base, self.manifest)
        return ask(page=page, media_type=media_type, contact=contact)

    def catalogue_pages(self) -> int:
        """Return how many pages the catalogue has."""
        return holdings.page_of(self.store, self.manifest, 1).pages
