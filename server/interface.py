"""Say what a view may ask, wherever the store is.

Step on the line: between the views and whoever answers: ``Dataset`` in a worker or a test,
``RemoteDataset`` in a front.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from server.describe import Document
from server.query import QueryRequest


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

    def history(self, iri: str) -> dict[str, Any]:
        """Return in which generations a thing changed."""

    def overview(self, *, languages: Sequence[str]) -> dict[str, Any]:
        """Return what the home page shows."""

    def listing(
        self, key: str, *, languages: Sequence[str], page: int = 1, text: str = ""
    ) -> dict[str, Any] | None:
        """Return one page of the things of a class, None if there is no such class."""

    def list_document(
        self, key: str, *, page: int, media_type: str, text: str = "", language: str = ""
    ) -> Document | None:
        """Return a page of a list as a document, None if there is no such list."""

    def nearest(self, path: str, *, languages: Sequence[str]) -> dict[str, Any]:
        """Return what an address that names nothing may have been meant to name."""

    def terms_in_use(self) -> dict[str, Any]:
        """Return the classes and properties that a query may name."""

    def thesaurus(self, question: str, *, languages: Sequence[str], **arguments: Any) -> Any:
        """Return what the thesaurus answers to a question, None where there is no such thing."""

    def find(
        self, how: str, text: str, *, languages: Sequence[str], **options: Any
    ) -> dict[str, Any]:
        """Return what a ``Finder`` finds of things by their names: ``suggest`` or ``search``."""

    def catalogue(self, *, page: int, media_type: str, contact: str) -> Document | None:
        """Return a page of the catalogue, None if there is no such page."""

    def browse(self, *, page: int, languages: Sequence[str]) -> dict[str, Any] | None:
        """Return what a page of the catalogue shows to people, None if there is no such page."""
