"""Read from the graph what one column says of a thing, with the graphs that say it.

Step on the line: under ``blocks`` and ``arranging``, within a worker; pattern access only.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from pyoxigraph import NamedNode, Store

from linkml_schemas.plan import Column
from server.labels import choose_label
from server.statements import Reader, inverse_facts, to_value, with_graphs
from server.terms import DEFAULT, TYPE, to_term

CELL_VALUES = 4
"""Values of one cell on a page; the page of the thing itself has them all."""


_POSITION = to_term("schema:position")


def read_column(reader: Reader, iri: str, column: Column) -> dict[Any, set[str]]:
    """Return the values that a thing has for a column, and which graphs state each."""
    if column.predicate is None:
        return {}
    if column.inverse:
        return inverse_facts(reader.store, iri, column.predicate)
    if not column.via:
        return _objects(reader, iri, column.predicate)
    found: dict[Any, set[str]] = {}
    for node in _objects(reader, iri, column.via.predicate):
        if isinstance(node, NamedNode):
            found |= _objects(reader, node.value, column.predicate)
    return found


def to_cell(reader: Reader, iri: str, column: Column) -> dict[str, Any]:
    """Return what a table shows of a thing for a column: at most ``CELL_VALUES`` values.

    Shape:
        ``name``, ``label``, ``show``, ``values`` and ``total``; of texts only those in the
        best language. The thing that the page is about is no value: its name is the title.
    """
    found = read_column(reader, iri, column)
    if reader.subject:
        found.pop(NamedNode(reader.subject), None)
    terms = sorted(found, key=str)[:CELL_VALUES] if len(found) > CELL_VALUES else list(found)
    values = [to_value(reader, term, found[term]) for term in terms]
    if column.kind == "text" and len(values) > 1:
        order = [*reader.languages, "nl", "en"]
        values.sort(key=lambda v: order.index(v["lang"]) if v["lang"] in order else len(order))
        values = [value for value in values if value["lang"] == values[0]["lang"]]
    return {
        **to_heading(reader, column),
        "values": values,
        "total": len(values) if column.kind == "text" else len(found),
    }


def to_heading(reader: Reader, column: Column) -> dict[str, Any]:
    """Return what heads the values of a column: ``name``, ``label`` and ``show``."""
    label = choose_label(column.labels, reader.languages)
    text = label.to_json() if label else {"text": column.name, "lang": ""}
    return {"name": column.name, "show": column.show or "", "label": text}


def pointing(reader: Reader, predicate: str, iri: str, most: int) -> list[str]:
    """Return what points at a thing with a predicate, in the order of the store."""
    quads = reader.store.quads_for_pattern(None, NamedNode(predicate), NamedNode(iri), DEFAULT)
    subjects = (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
    return list(islice((subject for subject in subjects if subject != iri), most))


def position(store: Store, iri: str) -> float:
    """Return the place that a thing says to have among its like, infinity if it says none."""
    for quad in store.quads_for_pattern(NamedNode(iri), _POSITION, None, DEFAULT):
        try:
            return float(str(getattr(quad.object, "value", "")))
        except ValueError:
            break
    return float("inf")


def types_of(reader: Reader, iri: str) -> set[str]:
    """Return the classes that a thing is of."""
    found = reader.store.quads_for_pattern(NamedNode(iri), TYPE, None, DEFAULT)
    return {quad.object.value for quad in found if isinstance(quad.object, NamedNode)}


def ancestors(reader: Reader, iri: str, predicate: str, most: int) -> Iterator[str]:
    """Yield what a thing leads to with a predicate, and so on, each once."""
    seen = {reader.subject, iri}
    for _ in range(most):
        found = reader.store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, DEFAULT)
        named = (quad.object.value for quad in found if isinstance(quad.object, NamedNode))
        above = min(named, default=None)
        if above is None or above in seen:
            return
        seen.add(above)
        yield above
        iri = above


def _objects(reader: Reader, iri: str, predicate: str) -> dict[Any, set[str]]:
    objects: dict[Any, set[str]] = {}
    found = reader.store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, None)
    for quad, graphs in with_graphs(found):
        objects.setdefault(quad.object, set()).update(graphs)
    return objects
