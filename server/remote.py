"""Ask a worker what a view wants to know, and turn a worker's end into an honest problem.

Step on the line: in a front, in the place of ``Dataset``. One connection per request; every
wait is bounded.
"""

import socket
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from server.board import Board, Notice
from server.describe import Document
from server.exchange import Exchange, gather
from server.generations import read_generation
from server.interface import Answer
from server.leaving import waiting_on
from server.problems import NotReady, Overloaded, QueryCrashed
from server.query import QueryRequest
from server.saying.message import say
from server.settings import Settings
from server.shapes import from_wire
from server.tally import WAITING, Row, Tally

CHANGING = 3.0
"""Seconds that a request waits while one generation takes over from another."""


class RemoteDataset:
    """The generation that is served now, behind the workers' socket.

    Args:
        settings: The limits, and where the generations are.
        board: Says which generation is served, and how workers ended.
        row: Where it is counted how many requests wait for a worker.
    """

    def __init__(self, settings: Settings, board: Board, row: Row | None = None) -> None:
        self._settings = settings
        self._row = row or Tally(1).fronts[0]
        self._board = board

    @property
    def generation(self) -> str:
        """Return the id of the generation that answers now."""
        return self._notice().generation

    @property
    def since(self) -> int:
        """Return when that generation was published, as Unix time; 0 if that is not known."""
        return self._notice().since

    @property
    def base(self) -> str:
        """Return the base of our IRIs, without a final slash."""
        return self._notice().base

    @property
    def manifest(self) -> Mapping[str, Any]:
        """Return the manifest of the generation that answers now."""
        return _manifest(self._settings.data, self.generation)

    @property
    def folder(self) -> Path | None:
        """Return the directory of the generation that answers now."""
        return self._settings.data / "generations" / self.generation

    def query(self, request: QueryRequest) -> Answer:
        """Answer a stranger's query.

        Raises:
            RequestProblem: What the worker found wrong, or how it ended.
        """
        return self._gather("query", request.to_arguments(), request.media_type)

    def contents(self, graph: str | None, *, media_type: str) -> Answer:
        """Return all triples of a named graph, or of the default graph if it is None.

        Raises:
            RequestProblem: What the worker found wrong, or how it ended.
        """
        arguments = {"graph": graph, "media_type": media_type}
        return self._gather("contents", arguments, media_type)

    def document(self, iri: str, *, media_type: str) -> Document | None:
        """Return the document about an IRI, None if nothing is said of it."""
        found: Document | None = self._look_up("document", iri=iri, media_type=media_type)
        return found

    def page(
        self, iri: str, *, languages: Sequence[str], incoming_page: int = 1
    ) -> dict[str, Any] | None:
        """Return what the page about an IRI shows, None if nothing is said of it."""
        arguments = {"languages": list(languages), "incoming_page": incoming_page}
        found: dict[str, Any] | None = self._look_up("page", iri=iri, **arguments)
        return found

    def resolve(self, iri: str) -> str | None:
        """Return the canonical IRI of any spelling, None if nothing is said of it."""
        found: str | None = self._look_up("resolve", iri=iri)
        return found

    def gone(self, iri: str) -> dict[str, Any] | None:
        """Return what is remembered of a thing that was removed, None if nothing is."""
        found: dict[str, Any] | None = self._look_up("gone", iri=iri)
        return found

    def last_document(self, iri: str, *, media_type: str) -> Document | None:
        """Return the last description of a thing that was removed, None if it was not."""
        found: Document | None = self._look_up("last_document", iri=iri, media_type=media_type)
        return found

    def last_page(self, iri: str, *, languages: Sequence[str]) -> dict[str, Any] | None:
        """Return what the page about a thing that was removed shows, None if it was not."""
        found: dict[str, Any] | None = self._look_up(
            "last_page", iri=iri, languages=list(languages)
        )
        return found

    def history(self, iri: str) -> dict[str, Any]:
        """Return in which generations a thing changed."""
        found: dict[str, Any] = self._look_up("history", iri=iri)
        return found

    def overview(self, *, languages: Sequence[str]) -> dict[str, Any]:
        """Return what the home page shows."""
        found: dict[str, Any] = self._look_up("overview", languages=list(languages))
        return found

    def listing(
        self, key: str, *, languages: Sequence[str], page: int = 1, text: str = ""
    ) -> dict[str, Any] | None:
        """Return one page of the things of a class, None if there is no such class."""
        arguments = {"languages": list(languages), "page": page, "text": text}
        found: dict[str, Any] | None = self._look_up("listing", key=key, **arguments)
        return found

    def list_document(self, key: str, **asked: Any) -> Document | None:
        """Return a page of a list as a document, None if there is no such list."""
        found: Document | None = self._look_up("list_document", key=key, **asked)
        return found

    def nearest(self, path: str, *, languages: Sequence[str]) -> dict[str, Any]:
        """Return what an address that names nothing may have been meant to name."""
        found: dict[str, Any] = self._look_up("nearest", path=path, languages=list(languages))
        return found

    def terms_in_use(self) -> dict[str, Any]:
        """Return the classes and properties that a query may name."""
        found: dict[str, Any] = self._look_up("terms_in_use")
        return found

    def thesaurus(self, question: str, *, languages: Sequence[str], **arguments: Any) -> Any:
        """Return what the thesaurus answers to a question, None where there is no such thing."""
        given = {"question": question, "languages": list(languages), **arguments}
        return self._look_up("thesaurus", **given)

    def find(
        self, how: str, text: str, *, languages: Sequence[str], **options: Any
    ) -> dict[str, Any]:
        """Return what a ``Finder`` finds of things by their names: ``suggest`` or ``search``."""
        arguments = {"languages": list(languages), **options}
        found: dict[str, Any] = self._look_up("find", how=how, text=text, **arguments)
        return found

    def catalogue(self, *, page: int, media_type: str, contact: str) -> Document | None:
        """Return a page of the catalogue, None if there is no such page."""
        arguments = {"page": page, "media_type": media_type, "contact": contact}
        found: Document | None = self._look_up("catalogue", **arguments)
        return found

    def browse(self, *, page: int, languages: Sequence[str]) -> dict[str, Any] | None:
        """Return what a page of the catalogue shows to people, None if there is no such page."""
        asked = {"page": page, "languages": list(languages)}
        found: dict[str, Any] | None = self._look_up("browse", **asked)
        return found

    def _notice(self) -> Notice:
        notice = self._board.notice()
        if notice is None:
            raise NotReady(say("ready.opening"))
        return notice

    def _gather(self, method: str, arguments: dict[str, Any], media_type: str) -> Answer:
        """Return what a worker streams, once all of it is here."""
        try:
            exchange = self._ask(method, arguments)
        except NotReady:  # the worker ended before it began; nothing was done twice
            exchange = self._ask(method, arguments)
        with exchange:
            size, chunks = gather(exchange.body, self._settings)
        return Answer(media_type, exchange.generation, size, chunks)

    def _look_up(self, method: str, **arguments: Any) -> Any:
        """Return what a worker looks up; a second one is asked if the first one ends."""
        try:
            return self._look_up_once(method, arguments)
        except (NotReady, QueryCrashed):
            return self._look_up_once(method, arguments)

    def _look_up_once(self, method: str, arguments: dict[str, Any]) -> Any:
        with self._ask(method, arguments) as exchange:
            return from_wire(exchange.meta, b"".join(exchange.body))

    def _ask(self, method: str, arguments: dict[str, Any]) -> Exchange:
        connection = self._connect()
        exchange = Exchange(connection, self._settings, self._board)
        try:
            with self._row.meanwhile(WAITING), waiting_on(connection):
                exchange.ask(method, arguments)
        except BaseException:
            exchange.close()
            raise
        return exchange

    def _connect(self) -> socket.socket:
        """Return a connection to the workers of the generation that is served now.

        Between the moment that this reads the board and the moment that it connects, another
        generation may take over; then it reads the board again.
        """
        until = time.monotonic() + CHANGING
        while True:
            path = self._notice().socket
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.setblocking(False)
            try:
                connection.connect(path)
                connection.settimeout(self._settings.queue_wait)
                return connection
            except BlockingIOError as error:
                connection.close()
                raise Overloaded(say("busy.full")) from error
            except (FileNotFoundError, ConnectionRefusedError) as error:
                connection.close()
                if time.monotonic() > until:
                    raise NotReady(say("ready.nobody")) from error
                time.sleep(0.02)


@lru_cache(maxsize=2)
def _manifest(data: Path, generation: str) -> Mapping[str, Any]:
    return read_generation(data, generation).manifest
