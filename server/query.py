"""Evaluate one query over a store and write the answer as bytes.

Step on the line: within a worker, or in process; the caller sees to limits.

Source:
    SPARQL 1.1 Query Language, section 13 (RDF Dataset); SPARQL 1.1 Protocol, section 2.1.4.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from server.dataset_clauses import described_graphs
from server.merging import Known, choose_default, merge, nothing_known
from server.mistakes import to_bad_query
from server.negotiation import GRAPH_OFFERS, RESULT_OFFERS
from server.planning.planner import Planner
from server.problems import BadQuery, NotAcceptable, RequestProblem, restore_problem
from server.saying.message import say
from server.terms import DEFAULT
from server.tokens import unescape_codepoints
from server.xml_answers import NotXmlError, to_xml_writer

NO_PLAN = Planner()
_UNWRITABLE = "does not support"
"""Part of what the engine says of a graph that a format cannot hold."""


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query as the protocol states it.

    Args:
        text: The SPARQL query.
        media_type: In which the answer is wanted: that of an offer's ``format``.
        default_graphs: IRIs from ``default-graph-uri``; they and the named ones, if any, take
            the place of the query's own FROM clauses.
        named_graphs: IRIs from ``named-graph-uri``.
    """

    text: str
    media_type: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def to_arguments(self) -> dict[str, Any]:
        """Return the request as it is sent to a worker."""
        return {
            "text": self.text,
            "media_type": self.media_type,
            "default_graphs": self.default_graphs,
            "named_graphs": self.named_graphs,
        }


@dataclass(slots=True)
class Output:
    """Make a function look like the file that the engine writes to."""

    emit: Callable[[bytes], object]

    def write(self, data: bytes) -> int:
        """Pass on a piece."""
        self.emit(data)
        return len(data)

    def flush(self) -> None:
        """Return at once: the function keeps nothing back."""


def to_output(emit: Callable[[bytes], object], media_type: str) -> Output:
    """Return a function as the file that the engine writes an answer of a media type to."""
    return Output(to_xml_writer(emit) if media_type.endswith("xml") else emit)


def write_answer(
    store: Store,
    request: QueryRequest,
    emit: Callable[[bytes], object],
    known: Known = nothing_known,
    planner: Planner = NO_PLAN,
) -> None:
    """Evaluate a query and emit its answer piece by piece.

    Args:
        store: A generation's store.
        request: The query and the media type of its answer.
        emit: Called with each piece, in order; what it raises ends the query.
        known: Returns what is known of the named graphs.
        planner: What is known of the store that helps to answer sooner.

    Raises:
        BadQuery: The text is no query, the engine refuses it, or an IRI of a graph is none
            (400).
        NotAcceptable: The format cannot hold the answer (406).
    """
    results = evaluate(store, request, known, planner)
    output: Any = to_output(emit, request.media_type)
    try:
        if isinstance(results, QuerySolutions | QueryBoolean):
            results.serialize(output, QueryResultsFormat.from_media_type(request.media_type))
        else:
            results.serialize(output, RdfFormat.from_media_type(request.media_type))
    except RuntimeError as error:
        raise _refusal(error) from error
    except NotXmlError as error:
        raise unwritable(error, request.media_type) from error
    except OSError as error:
        if error.errno is None and _UNWRITABLE in str(error):
            raise unwritable(error, request.media_type) from error
        raise


def _refusal(error: RuntimeError) -> BadQuery:
    return BadQuery(say("query.engine", reason=str(error)))


def unwritable(error: Exception, media_type: str) -> RequestProblem:
    """Return the problem that a format cannot hold an answer."""
    offers = GRAPH_OFFERS if any(o.format == media_type for o in GRAPH_OFFERS) else RESULT_OFFERS
    others = [o.media_type for o in offers if o.format != media_type]
    said = say("query.format", media_type=media_type, reason=str(error))
    return restore_problem(NotAcceptable.slug, said, {"offers": others})


def evaluate(
    store: Store,
    request: QueryRequest,
    known: Known = nothing_known,
    planner: Planner = NO_PLAN,
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Return the engine's results, over the dataset that the request describes.

    A default graph of several graphs is their merge: the engine would return a triple as
    often as there are graphs that hold it, so those that may share one are merged in a store
    of their own first.

    Raises:
        BadQuery: The text is no query, or an IRI of a graph is none (400).
    """
    default_graphs, named_graphs = request.default_graphs, request.named_graphs
    if not default_graphs and not named_graphs:
        default_graphs, named_graphs = described_graphs(request.text)
        if not default_graphs and not named_graphs:
            return _ask_planned(store, request.text, planner)
        if len(default_graphs) < 2:
            return _ask(store, request.text)
    default, named = _to_nodes(default_graphs), _to_nodes(named_graphs)
    if len(default) < 2:
        return _ask(store, request.text, default_graph=default, named_graphs=named)
    union = choose_default(default, known())
    if union is None:
        store, union = merge(store, default, named), DEFAULT
    return _ask(store, request.text, default_graph=union, named_graphs=named)


def _ask_planned(
    store: Store, text: str, planner: Planner
) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Ask in the planner's words; what the engine refuses then, in the query's own."""
    whole = unescape_codepoints(text)
    chosen, written = planner.plan(store, whole)
    if written != whole:
        with suppress(SyntaxError):
            return chosen.query(written)
    return _ask(chosen, text)


def _ask(store: Store, text: str, **dataset: Any) -> QuerySolutions | QueryBoolean | QueryTriples:
    try:
        return store.query(unescape_codepoints(text), **dataset)
    except SyntaxError as error:
        raise to_bad_query(str(error), text) from error
    except RuntimeError as error:
        raise _refusal(error) from error


def _to_nodes(iris: Iterable[str]) -> list[NamedNode]:
    try:
        return [NamedNode(iri) for iri in dict.fromkeys(iris)]
    except ValueError as error:
        raise BadQuery(say("query.graph", reason=str(error))) from error
