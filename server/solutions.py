"""Turn the solutions of a query into a table for people, with links that lead somewhere.

Step on the line: between an answer in JSON and a page. A link leads to our own document where the
graph says something of the IRI, and else to the web.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from server.dataset import DatasetLike
from server.labels import shorten
from server.links import document_path
from server.query import QueryRequest

JSON = "application/sparql-results+json"

BATCH = 1000
"""IRIs that one query is asked about."""


@dataclass(frozen=True, slots=True)
class Table:
    """Solutions as a page shows them.

    Shape:
        ``rows`` hold one cell per column: ``text``, and ``href`` with ``title`` for an IRI,
        ``lang`` for a text in a language, ``datatype`` for any other; an unbound variable has
        an empty text.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Mapping[str, str]]]


def ask_json(dataset: DatasetLike, text: str) -> dict[str, Any]:
    """Return the answer to a SELECT or ASK, as SPARQL results in JSON are read."""
    answer = dataset.query(QueryRequest(text, JSON))
    found: dict[str, Any] = json.loads(b"".join(answer.chunks))
    return found


def to_table(dataset: DatasetLike, found: Mapping[str, Any]) -> Table:
    """Return the table of an answer to a SELECT.

    Args:
        dataset: Is asked which of the IRIs the graph describes.
        found: The answer, as :func:`ask_json` gives it.
    """
    columns, bindings = found["head"]["vars"], found["results"]["bindings"]
    iris = {t["value"] for row in bindings for t in row.values() if t["type"] == "uri"}
    described = find_described(dataset, iris)
    rows = [[_cell(row.get(column), dataset.base, described) for column in columns]
            for row in bindings]  # fmt: skip
    return Table(columns, rows)


def find_described(dataset: DatasetLike, iris: Iterable[str]) -> frozenset[str]:
    """Return which of some IRIs the graph says something of, found with one query per batch."""
    terms = sorted(str(NamedNode(iri)) for iri in iris)
    described: set[str] = set()
    for start in range(0, len(terms), BATCH):
        values = " ".join(terms[start : start + BATCH])
        text = f"SELECT ?iri {{ VALUES ?iri {{ {values} }} FILTER EXISTS {{ ?iri ?p ?o }} }}"
        found = ask_json(dataset, text)["results"]["bindings"]
        described.update(row["iri"]["value"] for row in found)
    return frozenset(described)


def _cell(term: Mapping[str, Any] | None, base: str, described: frozenset[str]) -> dict[str, str]:
    if term is None:
        return {"text": ""}
    if term["type"] == "uri":
        iri = term["value"]
        href = document_path(base, iri) if iri in described else iri
        return {"text": shorten(iri, base), "title": iri, "href": href}
    if term["type"] == "literal":
        language, datatype = term.get("xml:lang", ""), term.get("datatype", "")
        return {"text": term["value"], "lang": language, "datatype": datatype}
    text = (
        json.dumps(term, ensure_ascii=False) if term["type"] == "triple" else "_:" + term["value"]
    )
    return {"text": text}
