"""Find the things of a class by name, and tell a page of them as a document.

Step on the line: in a worker, over an open store; what ``describing`` says of the list, with what
the graph says of its members. A page of members is read by pattern access, in one lookup of a
front.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from linkml_schemas.plan import RecordClass
from server.catalogue.describing import Paging, steps
from server.dereferencing.accompanying import Source
from server.dereferencing.history import last_change
from server.dereferencing.relations import Relation
from server.describe import Document
from server.labels import Labels, choose_text
from server.languages import SITE_LANGUAGES, content_languages
from server.links import base_path
from server.lists.describing import (
    Place,
    describe_kind,
    describe_lists,
    describe_view,
    list_address,
)
from server.overview import (
    LIST_SIZE,
    class_counts,
    class_names,
    matching_names,
    planned_class,
)
from server.problems import NotFound
from server.saying.message import say
from server.serialization import CSV_OFFER, serialize_document, to_etag
from server.terms import DEFAULT, LABELS, TYPE

COLUMNS = ("iri", "name", *(f"name_{language}" for language in SITE_LANGUAGES), "classes")
"""Columns of the table of a list; ``name`` is the one that its page shows."""

LIST_COLUMNS = ("list", *(f"name_{language}" for language in SITE_LANGUAGES), "members")
"""Columns of the table of lists."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The members on one page of a list, and which page that is."""

    members: tuple[str, ...]
    paging: Paging


def list_document(
    source: Source, key: str, *, page: int, media_type: str, text: str = "", language: str = ""
) -> Document | None:
    """Return a page of a list, None if there is no such list.

    Shape:
        As relations: the queries of the addresses of other pages, and what is above the list.

    Args:
        source: What is served.
        key: The concept or scheme in the paths of a class; empty for the list of lists.
        page: From 1.
        media_type: The format of one of ``DOCUMENT_OFFERS``.
        text: Only names that contain this, case ignored; empty for all.
        language: By whose names the list is in order; empty for Dutch.

    Raises:
        NotFound: The list has no such page (404).
        NotAcceptable: The format has no way to write a statement (406).
    """
    place = Place(source.base, key, text, language)
    record_class = planned_class(source.plan, key)
    if not key:
        return _lists(source, place, page, media_type)
    if record_class is None:
        return None
    found = _find(source, place, record_class, page)
    if media_type == CSV_OFFER.format:
        body = _to_table(source, place, found.members)
    else:
        quads = [*_say(source.store, place, record_class, found)]
        body = serialize_document(quads, media_type, base=source.base, subject=place.iri)
    graphs = _graphs_of(source.store, (record_class.iri,))
    return Document(
        body,
        media_type,
        to_etag(body),
        _relations(place, found.paging),
        _modified(source, found.members, graphs),
    )


def _find(source: Source, place: Place, record_class: RecordClass, page: int) -> _Page:
    languages = content_languages(place.language or SITE_LANGUAGES[0], "")
    names = class_names(source.store, source.base, record_class.iri, languages)
    matching = matching_names(names, place.text)
    paging = _require(page, len(matching))
    shown = matching[(page - 1) * LIST_SIZE : page * LIST_SIZE]
    return _Page(tuple(name[1] for name in shown), paging)


def _require(page: int, total: int) -> Paging:
    pages = max(1, -(-total // LIST_SIZE))
    if page > pages:
        raise NotFound(say("page.beyond", page=page, pages=pages))
    return Paging(page, pages, total)


def _say(store: Store, place: Place, record_class: RecordClass, found: _Page) -> Iterator[Quad]:
    labels = record_class.plurals or record_class.labels
    yield from describe_view(place, found.paging)
    yield from describe_kind(
        place, record_class.iri, labels, record_class.descriptions, found.members
    )
    for member in found.members:
        for predicate in (TYPE, *LABELS):
            yield from store.quads_for_pattern(NamedNode(member), predicate, None, DEFAULT)


def _lists(source: Source, place: Place, page: int, media_type: str) -> Document:
    kinds = class_counts(source.store, source.base, source.plan)
    paging = Paging(_require(page, 1).page, 1, len(kinds))
    if media_type == CSV_OFFER.format:
        rows = (
            (
                list_address(source.base, kind["key"]),
                *(kind["labels"].get(language, "") for language in SITE_LANGUAGES),
                kind["count"],
            )
            for kind in kinds
        )
        body = _to_csv(LIST_COLUMNS, rows)
    else:
        quads = [*describe_view(place, paging), *describe_lists(source.base, kinds)]
        body = serialize_document(quads, media_type, base=source.base, subject=place.iri)
    graphs = _graphs_of(source.store, [c.iri for c in source.plan.classes])
    return Document(
        body, media_type, to_etag(body), _relations(place, paging), _modified(source, (), graphs)
    )


def _relations(place: Place, paging: Paging) -> tuple[Relation, ...]:
    pages = steps(paging) if paging.pages > 1 else {}
    found = [
        (relation.replace("previous", "prev"), place.query(page))
        for relation, page in pages.items()
    ]
    above = [("up", list_address(base_path(place.base), ""))] if place.key else []
    return (*found, *above)


def _graphs_of(store: Store, classes: Iterable[str]) -> list[str]:
    """Return the named graphs that hold a thing of one of some classes; one lookup for each."""
    found = {
        graph.value
        for graph in store.named_graphs()
        if isinstance(graph, NamedNode)
        and any(_holds(store, NamedNode(class_iri), graph) for class_iri in classes)
    }
    return sorted(found)


def _holds(store: Store, class_node: NamedNode, graph: NamedNode) -> bool:
    return next(store.quads_for_pattern(None, TYPE, class_node, graph), None) is not None


def _modified(source: Source, members: Sequence[str], graphs: Iterable[str]) -> int:
    """Return when a list or one of its members changed last, as Unix time; 0 if not known."""
    moment = last_change(source.folder, members, graphs, whole=True)
    return max(moment, source.returned) if moment else 0


def _to_table(source: Source, place: Place, members: Iterable[str]) -> bytes:
    languages = content_languages(place.language or SITE_LANGUAGES[0], "")
    labels = Labels(source.store, source.base, languages)
    return _to_csv(
        COLUMNS,
        (
            (
                iri,
                labels.name(iri).value,
                *(_name_in(source.store, iri, language) for language in SITE_LANGUAGES),
                " ".join(_classes(source.store, iri)),
            )
            for iri in members
        ),
    )


def _name_in(store: Store, iri: str, language: str) -> str:
    """Return the best name in a language and no other, empty if there is none."""
    for predicate in LABELS:
        quads = store.quads_for_pattern(NamedNode(iri), predicate, None, DEFAULT)
        literals = [quad.object for quad in quads if isinstance(quad.object, Literal)]
        of_language = [each for each in literals if _speaks(each, language)]
        if found := choose_text(of_language, (language,)):
            return found.value
    return ""


def _speaks(literal: Literal, language: str) -> bool:
    return (literal.language or "").lower().partition("-")[0] == language


def _classes(store: Store, iri: str) -> list[str]:
    quads = store.quads_for_pattern(NamedNode(iri), TYPE, None, DEFAULT)
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, NamedNode))


def _to_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()
