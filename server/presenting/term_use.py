"""Say where our schemas use a class or a property: the columns of the class, those that take it.

Step on the line: between the compiled plan and the page about a term, within a worker.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from linkml_schemas.plan import Column, RecordClass
from ontology.namespaces import shrink_at
from server.labels import Text, choose_label
from server.layout import list_key
from server.links import base_path
from server.overview import count_of_classes
from server.statements import Reader

_CLOSE = 3
"""Classes in the range of a column; more say "anything"."""


def to_term_use(reader: Reader, iri: str) -> dict[str, Any] | None:
    """Return how our schemas use a term, None if they do not.

    Shape:
        ``rows``, each with ``class`` and ``column`` (texts with a link), ``required``,
        ``several``, ``languages`` of a text and ``values`` (texts with a link: classes, a
        code list or a datatype);
        of a class also ``things``, how many there are, and ``list``, a text with a link.

    Args:
        reader: Store, base, plan and languages.
        iri: The class or the property.
    """
    planned = next((each for each in reader.schema.classes if each.iri == iri), None)
    if planned:
        rows = column_rows(reader, planned, planned.columns)
        shown = {"things": count_of_classes(reader.store)[iri], "list": _class(reader, planned)}
        return {"rows": rows, **shown}
    rows = list(_stating(reader, iri))
    return {"rows": rows} if rows else None


def column_rows(
    reader: Reader, record_class: RecordClass, columns: Iterable[Column]
) -> list[dict[str, Any]]:
    """Return a row for each column that states something of the row itself.

    Shape:
        The columns of one property in several languages are one row; ``predicate`` beside what
        ``to_term_use`` says of rows.
    """
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for column in columns:
        if not column.predicate or column.via or column.inverse:
            continue
        key = (column.predicate, "" if column.language else column.name)
        row = rows.setdefault(key, _row(reader, record_class, column))
        row["required"] |= column.required
        row["several"] |= column.multivalued
        row["languages"] += [column.language] if column.language else []
    return list(rows.values())


def _stating(reader: Reader, predicate: str) -> Iterator[dict[str, Any]]:
    """Yield the columns that state a property of a row, or of what the row is a value of."""
    for record_class in reader.schema.classes:
        columns = [c for c in record_class.columns if c.predicate == predicate]
        yield from column_rows(reader, record_class, columns)
        for column in columns:
            if column.inverse and len(column.targets) <= _CLOSE:
                for name in column.targets:
                    yield {
                        "class": _class(reader, _named(reader, name)),
                        "column": reader.predicate(predicate)["label"],
                        "required": False,
                        "several": True,
                        "languages": [],
                        "values": [_class(reader, record_class)],
                    }


def _row(reader: Reader, record_class: RecordClass, column: Column) -> dict[str, Any]:
    assert column.predicate is not None, "only columns with a predicate are shown"
    label = choose_label(column.labels, reader.languages) or Text(column.name)
    return {
        "predicate": column.predicate,
        "class": _class(reader, record_class),
        "column": {**label.to_json(), "href": reader.predicate(column.predicate)["href"]},
        "required": column.required,
        "several": column.multivalued,
        "languages": [],
        "values": list(_values(reader, column)),
    }


def _values(reader: Reader, column: Column) -> Iterator[dict[str, str]]:
    """Yield what values are; nothing where a column takes anything."""
    if column.enumeration:
        scheme = reader.link(reader.schema.enumeration(column.enumeration).scheme)
        yield {key: scheme[key] for key in ("text", "lang", "href")}
    elif column.datatype:
        curie = shrink_at(column.datatype, reader.base) or column.datatype
        named = reader.labels.listed(column.datatype) or Text(curie)
        yield {**named.to_json(), "href": ""}
    elif len(column.targets) <= _CLOSE:
        yield from (_class(reader, _named(reader, name)) for name in column.targets)


def _named(reader: Reader, name: str) -> RecordClass:
    return next(each for each in reader.schema.classes if each.name == name)


def _class(reader: Reader, record_class: RecordClass) -> dict[str, str]:
    label = choose_label(record_class.labels, reader.languages) or Text(record_class.name)
    return {**label.to_json(), "href": f"{base_path(reader.base)}/lijst/{list_key(record_class)}"}
