"""Show on the page of a thing what points at it, as the schema of the pointing class says.

Step on the line: beside ``incoming``, within a worker. A slot with ``back`` gives a block on the
page of what it points at: a table, a line of time, links or a tree. What points here and fills
no block stays in the list of incoming links, and so does whatever is too much for a block.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import NamedNode

from linkml_schemas.plan import Column, RecordClass, Schema
from server.labels import choose_label, fold
from server.presenting.reading import pointing, position, to_cell, to_heading, types_of
from server.statements import Facts, Reader

VIEWS = ("timeline", "tree", "table", "links")
"""The views of blocks in their order on a page."""

ROWS = 20
"""Things in one block."""

LOOKED_AT = 150
"""Things that point here with one predicate, of which the class is looked up; of a thing with
more, the blocks show the first and the list of incoming links shows all."""

BELOW = 6
"""Things under one thing of a tree."""


@dataclass(slots=True)
class Blocks:
    """The blocks of a page.

    Shape:
        ``whole`` are the predicates of incoming links of which the blocks show every one;
        ``rows`` are by predicate the things that they show;
        ``own`` the predicates of the thing's own statements that the blocks show instead.
    """

    shown: list[dict[str, Any]] = field(default_factory=list)
    whole: set[str] = field(default_factory=set)
    rows: dict[str, set[str]] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)


def back_columns(schema: Schema, record_class: RecordClass) -> Iterator[tuple[RecordClass, Column]]:
    """Yield the columns that give a block on the page of a class, with the class they are of."""
    for pointing_class in schema.classes:
        for column in pointing_class.columns:
            if column.back and record_class.name in column.targets:
                yield pointing_class, column


def to_blocks(reader: Reader, iri: str, record_class: RecordClass, facts: Facts) -> Blocks:
    """Return the blocks of the page of a thing, in the order of ``VIEWS`` and of the schema.

    Args:
        reader: Store, base and languages.
        iri: The thing.
        record_class: Its class.
        facts: What is said of it.
    """
    found = Blocks()
    by_predicate: dict[str, list[tuple[RecordClass, Column]]] = {}
    for pair in back_columns(reader.schema, record_class):
        if pair[1].inverse:
            _add_own(reader, found, facts, *pair)
        elif pair[1].predicate:
            by_predicate.setdefault(pair[1].predicate, []).append(pair)
    for predicate, pairs in by_predicate.items():
        _add_pointing(reader, found, iri, predicate, pairs)
    found.shown.sort(key=lambda block: VIEWS.index(block["view"]))
    return found


def _add_own(
    reader: Reader, found: Blocks, facts: Facts, record_class: RecordClass, column: Column
) -> None:
    assert column.predicate is not None, "only a column that states something has back"
    named = [t.value for t in facts.get(column.predicate, {}) if isinstance(t, NamedNode)]
    typed = [iri for iri in named[:LOOKED_AT] if record_class.iri in types_of(reader, iri)]
    if not typed:
        return
    whole = len(named) <= LOOKED_AT
    found.shown.append(_to_block(reader, record_class, column, typed, whole=whole))
    if len(typed) == len(facts[column.predicate]) and len(typed) <= ROWS:
        found.own.add(column.predicate)


def _add_pointing(
    reader: Reader,
    found: Blocks,
    iri: str,
    predicate: str,
    pairs: Sequence[tuple[RecordClass, Column]],
) -> None:
    subjects = pointing(reader, predicate, iri, LOOKED_AT + 1)
    whole = len(subjects) <= LOOKED_AT
    types = {each: types_of(reader, each) for each in subjects}
    for record_class, column in pairs:
        typed = [each for each in subjects if record_class.iri in types[each]]
        if typed:
            block = _to_block(reader, record_class, column, typed, whole=whole)
            found.shown.append(block)
            rows = found.rows.setdefault(predicate, set())
            rows |= {row["link"]["iri"] for row in block["rows"]}
    if whole and found.rows.get(predicate, set()).issuperset(subjects):
        found.whole.add(predicate)


def _to_block(
    reader: Reader,
    record_class: RecordClass,
    column: Column,
    iris: Sequence[str],
    *,
    whole: bool,
) -> dict[str, Any]:
    back = column.back
    assert back is not None, "only a column with back gives a block"
    ordered = sorted(iris, key=lambda iri: _order(reader, iri))
    columns = _shown_columns(record_class, column)
    rows = [_to_row(reader, iri, columns, column) for iri in ordered[:ROWS]]
    used = {cell["name"] for row in rows for cell in row["cells"] if cell["values"]}
    labels = back.labels or record_class.plurals or record_class.labels
    label = choose_label(labels, reader.languages)
    assert label is not None, "every class has labels"
    return {
        "key": f"{record_class.name}-{column.name}",
        "label": label.to_json(),
        "predicate": column.predicate,
        "family": record_class.family or "other",
        "view": back.view,
        "columns": [to_heading(reader, each) for each in columns if each.name in used],
        "rows": [{**row, "cells": [c for c in row["cells"] if c["name"] in used]} for row in rows],
        "total": len(iris) if whole else None,
    }


def _order(reader: Reader, iri: str) -> tuple[float, str, str]:
    return position(reader.store, iri), fold(reader.labels.name(iri).value), iri


def _shown_columns(record_class: RecordClass, column: Column) -> list[Column]:
    names = (column.back.columns if column.back else ()) or record_class.glance
    columns = [record_class.column(name) for name in names if name != column.name]
    if column.back and column.back.view == "timeline":
        dated = [c for c in record_class.columns if c.show in ("start", "end", "event")]
        columns += [each for each in dated if each.name not in names]
    return columns if column.back and column.back.view in ("table", "timeline") else []


def _to_row(reader: Reader, iri: str, columns: Iterable[Column], column: Column) -> dict[str, Any]:
    cells = [to_cell(reader, iri, each) for each in columns]
    return {
        "link": reader.link(iri),
        "cells": cells,
        "sources": _sources(cells),
        "below": _below(reader, iri, column),
    }


def _below(reader: Reader, iri: str, column: Column) -> dict[str, Any] | None:
    """Return what is under a thing of a tree: the first few, and whether there are more."""
    if column.back is None or column.back.view != "tree" or column.predicate is None:
        return None
    found = pointing(reader, column.predicate, iri, BELOW + 1)
    links = sorted((reader.link(each) for each in found[:BELOW]), key=lambda link: link["text"])
    return {"links": links, "more": len(found) > BELOW} if links else None


def _sources(cells: Iterable[Mapping[str, Any]]) -> list[int]:
    return sorted({n for cell in cells for value in cell["values"] for n in value["sources"]})
