"""Answer from one generation: the one value that every view asks.

Step on the line: ``Dataset`` stands in a worker (or a test) over an open store;
``remote.RemoteDataset`` stands in a front and asks a worker the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from linkml_schemas.plan import Schema, read_plan_at
from server import describe, overview, remains, terms_in_use
from server.catalogue import holdings
from server.catalogue.browsing import browse
from server.contents import write_contents
from server.dereferencing.accompanying import (
    accompanied_document,
    accompanied_page,
    resolve_generation,
)
from server.dereferencing.description import describe as describe_thing
from server.dereferencing.going_back import is_behind
from server.dereferencing.history import history
from server.describe import Document
from server.interface import Answer
from server.lists.reading import list_document
from server.merging import GraphFacts, known_graphs
from server.planning.planner import Planner
from server.presenting.nearest import nearest
from server.problems import NotReady
from server.query import NO_PLAN, QueryRequest, write_answer
from server.saying.message import say
from server.search.finding import Finder
from server.search.index import SearchIndex
from server.thesaurus import questions


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
        returned: When an earlier generation was published again last, as Unix time.
        index: The search index of the generation, None if it has none.
    """

    store: Store
    base: str
    generation: str
    manifest: Mapping[str, Any] = field(default_factory=dict)
    folder: Path | None = None
    since: int = 0
    planner: Planner = NO_PLAN
    returned: int = 0
    index: SearchIndex | None = None

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
        return accompanied_document(self, iri, media_type)

    def page(
        self, iri: str, *, languages: Sequence[str], incoming_page: int = 1
    ) -> dict[str, Any] | None:
        """Return what the page about an IRI shows, None if nothing is said of it."""
        return accompanied_page(self, iri, tuple(languages), incoming_page)

    def resolve(self, iri: str) -> str | None:
        """Return the canonical IRI of any spelling, None if nothing is said of it."""
        return describe.resolve(self.store, self.base, iri) or resolve_generation(self, iri)

    def history(self, iri: str) -> dict[str, Any]:
        """Return in which generations a thing changed.

        Shape:
            As :func:`server.dereferencing.history.history` returns it.
        """
        found = describe_thing(self.store, self.base, iri)
        return history(self.folder, iri, found.graphs if found else ())

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
        found = remains.find_tombstone(self.folder, self.store, self.base, iri)
        if found is None and is_behind(self.folder):
            raise NotReady(say("ready.going-back"))
        return found

    def overview(self, *, languages: Sequence[str]) -> dict[str, Any]:
        """Return what the home page shows."""
        return overview.overview(self.store, self.base, self.plan, languages=tuple(languages))

    def listing(
        self, key: str, *, languages: Sequence[str], page: int = 1, text: str = ""
    ) -> dict[str, Any] | None:
        """Return one page of the things of a class, None if there is no such class."""
        ask = partial(overview.listing, self.store, self.base, self.plan, key)
        return ask(languages=tuple(languages), page=page, text=text)

    def list_document(
        self, key: str, *, page: int, media_type: str, text: str = "", language: str = ""
    ) -> Document | None:
        """Return a page of a list as a document, None if there is no such list."""
        ask = partial(list_document, self, key, page=page, media_type=media_type)
        return ask(text=text, language=language)

    def nearest(self, path: str, *, languages: Sequence[str]) -> dict[str, Any]:
        """Return what an address that names nothing may have been meant to name."""
        return nearest(self.store, self.base, self.plan, path, languages=tuple(languages))

    def terms_in_use(self) -> dict[str, Any]:
        """Return the classes and properties that a query may name."""
        return terms_in_use.terms_in_use(self.store, self.base, self.folder)

    def thesaurus(self, question: str, *, languages: Sequence[str], **arguments: Any) -> Any:
        """Return what the thesaurus answers to a question, None where there is no such thing."""
        ask = partial(questions.answer, self.store, self.base, self.plan, question)
        return ask(languages=languages, **arguments)

    def find(
        self, how: str, text: str, *, languages: Sequence[str], **options: Any
    ) -> dict[str, Any]:
        """Return what a ``Finder`` finds of things by their names: ``suggest`` or ``search``."""
        finder = Finder(self.index, self.store, self.base, tuple(languages))
        return (
            finder.suggest(text, **options) if how == "suggest" else finder.search(text, **options)
        )

    def catalogue(self, *, page: int, media_type: str, contact: str) -> Document | None:
        """Return a page of the catalogue, None if there is no such page."""
        ask = partial(holdings.catalogue, self.store, self.base, self.manifest)
        return ask(page=page, media_type=media_type, contact=contact)

    def browse(self, *, page: int, languages: Sequence[str]) -> dict[str, Any] | None:
        """Return what a page of the catalogue shows to people, None if there is no such page."""
        return browse(self.store, self.base, self.manifest, page=page, languages=languages)
