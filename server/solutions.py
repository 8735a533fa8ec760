"""Turn the solutions of a query into a table for people, with links that lead somewhere.

Step on the line: between an answer in JSON and a page. A link leads to our own document where the
graph says something of the IRI, and else to the web.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from server.interface import DatasetLike
from server.labels import Text, rank, shorten
from server.links import document_path
from server.query import QueryRequest
from server.query_columns import to_heading
from server.terms import LABELS

JSON = "application/sparql-results+json"

BATCH = 1000
"""IRIs that one query is asked about."""

_NAMES = """SELECT ?iri ?naming ?name {
  VALUES ?iri { %s }
  FILTER EXISTS { ?iri ?predicate ?value }
  OPTIONAL {
    VALUES ?naming { %s }
    ?iri ?naming ?name
  }
}"""


@dataclass(frozen=True, slots=True)
class Table:
    """Solutions as a page shows them.

    Shape:
        ``columns`` are headings in words; a column of names that stand in the links of another
        is left out; ``rows`` hold one cell per column: ``text``, and ``href`` with ``title`` for
        an IRI, ``lang`` for a text in a language, ``datatype`` for any other; an unbound
        variable has an empty text.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Mapping[str, str]]]


def ask_json(dataset: DatasetLike, text: str) -> dict[str, Any]:
    """Return the answer to a SELECT or ASK, as SPARQL results in JSON are read."""
    answer = dataset.query(QueryRequest(text, JSON))
    found: dict[str, Any] = json.loads(b"".join(answer.chunks))
    return found


def to_table(
    dataset: DatasetLike, found: Mapping[str, Any], languages: Sequence[str], *, site: str
) -> Table:
    """Return the table of an answer to a SELECT.

    Args:
        dataset: Is asked which of the IRIs the graph describes, and what it calls them.
        found: The answer, as :func:`ask_json` gives it.
        languages: BCP 47 tags, the reader's best first.
        site: The language of the page, ``nl`` or ``en``.
    """
    columns, bindings = found["head"]["vars"], found["results"]["bindings"]
    iris = {t["value"] for row in bindings for t in row.values() if t["type"] == "uri"}
    names = find_names(dataset, iris, languages)
    rows = [[_cell(row.get(column), dataset.base, names) for column in columns]
            for row in bindings]  # fmt: skip
    kept = [place for place in range(len(columns)) if not _is_twin(place, columns, rows)]
    return Table(
        [to_heading(columns[place], site, columns) for place in kept],
        [[row[place] for place in kept] for row in rows],
    )


def _is_twin(place: int, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bool:
    """Return whether a column of names says what the links of another say already.

    A link has the name of its thing in the reader's language, so that a column with the
    name of the same thing says it a second time.
    """
    if not (rows and columns[place].lower().endswith(("label", "title"))):
        return False
    of = columns[place].removesuffix("Label")
    if of != columns[place] and of in columns:
        thing = columns.index(of)
        return all(row[thing].get("lang") or not row[place]["text"] for row in rows)
    return any(
        all("href" in row[other] and row[other]["text"] == row[place]["text"] for row in rows)
        for other in range(len(columns))
        if other != place
    )


def find_names(
    dataset: DatasetLike, iris: Iterable[str], languages: Sequence[str]
) -> dict[str, Text]:
    """Return the IRIs of which the graph says something, with what it calls them.

    Shape:
        One that the graph describes and does not name has a stand-in, as on a page.
    """
    terms = sorted(str(NamedNode(iri)) for iri in iris)
    order = {naming.value: place for place, naming in enumerate(LABELS)}
    named: dict[str, list[tuple[int, int, str, str]]] = {}
    for start in range(0, len(terms), BATCH):
        text = _NAMES % (" ".join(terms[start : start + BATCH]), " ".join(map(str, LABELS)))
        for row in ask_json(dataset, text)["results"]["bindings"]:
            known = named.setdefault(row["iri"]["value"], [])
            name = row.get("name", {"type": ""})
            if name["type"] == "literal" and name["value"].strip():
                tag = name.get("xml:lang", "")
                place = order[row["naming"]["value"]]
                known.append((rank(tag, languages)[0], place, name["value"], tag))
    return {
        iri: Text(*min(known)[2:]) if known else Text(shorten(iri, dataset.base))
        for iri, known in named.items()
    }


def _cell(term: Mapping[str, Any] | None, base: str, names: Mapping[str, Text]) -> dict[str, str]:
    if term is None:
        return {"text": ""}
    if term["type"] == "uri":
        iri = term["value"]
        name = names.get(iri)
        if name is None:
            return {"text": shorten(iri, base), "title": iri, "href": iri}
        href = document_path(base, iri)
        return {"text": name.value, "lang": name.language, "title": iri, "href": href}
    if term["type"] == "literal":
        language, datatype = term.get("xml:lang", ""), term.get("datatype", "")
        return {"text": term["value"], "lang": language, "datatype": datatype}
    text = (
        json.dumps(term, ensure_ascii=False) if term["type"] == "triple" else "_:" + term["value"]
    )
    return {"text": text}
