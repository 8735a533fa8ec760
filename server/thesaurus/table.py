"""Write a whole scheme as one table, a concept a row.

Step on the line: within a worker; for people with a spreadsheet. What it holds is bounded, and
beyond the bound it is an error, never a shorter table.

Source:
    RFC 4180; ``|`` parts several values of one cell.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from server.describe import Document
from server.problems import AnswerTooLarge
from server.saying.message import say
from server.serialization import to_etag
from server.terms import DEFAULT
from server.thesaurus import terms
from server.thesaurus.index import SchemeIndex, read_scheme

LARGEST = 128 * 1024 * 1024
"""Bytes of a table; a scheme of 100,000 concepts takes about a quarter of it."""

APART = "|"

_TEXTS = {
    "prefLabel": terms.PREFERRED,
    "altLabel": terms.ALTERNATIVE,
    "hiddenLabel": terms.HIDDEN,
    "definition": terms.DEFINITION,
    "scopeNote": terms.NOTES[0],
}
_LINKS = {
    "broader": terms.BROADER,
    "related": terms.RELATED,
    "exactMatch": terms.MATCHES[0],
    "closeMatch": terms.MATCHES[1],
    "isReplacedBy": terms.REPLACED_BY,
}


def scheme_table(store: Store, base: str, scheme: str) -> Document:
    """Return all concepts of a scheme as CSV, with a column for each language of a text.

    Raises:
        AnswerTooLarge: The table is larger than ``LARGEST`` (503).
    """
    index = read_scheme(store, base, scheme)
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    columns = _columns(store, index)
    writer.writerow(["iri", "notation", "deprecated", *columns, *_LINKS, "created", "modified"])
    for row in _rows(store, index, columns):
        writer.writerow(row)
        if output.tell() > LARGEST:
            raise AnswerTooLarge(say("table.large", scheme=scheme, largest=LARGEST))
    body = output.getvalue().encode()
    return Document(body, "text/csv", to_etag(body))


def _columns(store: Store, index: SchemeIndex) -> list[str]:
    """Return the columns of texts: one for each kind and language that occurs."""
    found = {name for entry in index.entries for name in _texts(store, entry.iri)}
    order = list(_TEXTS)
    return sorted(found, key=lambda name: (order.index(name.partition("@")[0]), name))


def _rows(store: Store, index: SchemeIndex, columns: list[str]) -> Iterator[list[str]]:
    for entry in index.entries:
        texts, links = _texts(store, entry.iri), _links(store, entry.iri)
        yield [
            entry.iri,
            entry.notation,
            "true" if entry.deprecated else "",
            *(APART.join(texts.get(name, ())) for name in columns),
            *(APART.join(links.get(name, ())) for name in _LINKS),
            entry.created,
            entry.modified,
        ]


def _texts(store: Store, iri: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, predicate in _TEXTS.items():
        for value in _objects(store, iri, predicate):
            if isinstance(value, Literal):
                column = f"{name}@{value.language}" if value.language else name
                found.setdefault(column, []).append(value.value)
    return {column: sorted(values) for column, values in found.items()}


def _links(store: Store, iri: str) -> dict[str, list[str]]:
    return {
        name: sorted(v.value for v in _objects(store, iri, predicate) if isinstance(v, NamedNode))
        for name, predicate in _LINKS.items()
    }


def _objects(store: Store, iri: str, predicate: NamedNode) -> Iterator[Any]:
    for quad in store.quads_for_pattern(NamedNode(iri), predicate, None, DEFAULT):
        yield quad.object
