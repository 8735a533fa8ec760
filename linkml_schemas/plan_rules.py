"""Hold the rules that a class or a whole plan must obey, beyond those of one slot.

Step on the line: the last check of :mod:`linkml_schemas.compiler`. Pure.
"""

import re
from collections.abc import Iterable

from linkml_schemas.convention import Element, SchemaError
from linkml_schemas.enumerations import SLUG
from linkml_schemas.plan import Column, RecordClass, Schema, Texts, Via
from ontology.iris import CONCEPTS


def require_sound_class(element: Element, record_class: RecordClass) -> None:
    """Refuse a class whose records could not be named or would contradict each other.

    Raises:
        SchemaError: No one way to mint; a concept that is not on the closed list; a column
            that an annotation names is missing; two columns say the same.
    """
    _require_minting(element, record_class)
    names = {column.name for column in record_class.columns}
    for name in ("id", "iri"):
        if name not in names:
            raise element.error(f"has no column {name}; mix in Identified")
    if record_class.scheme_column and record_class.scheme_column not in names:
        raise element.error(f"scheme_column {record_class.scheme_column!r} is none of its columns")
    for template in (record_class.authority or "").split():
        found = re.findall(r"\{(\w+)\}", template)
        if len(found) != 1 or found[0] not in names:
            raise element.error(
                f"authority must name one of its columns as {{column}}, and {template} does not"
            )
    _require_distinct_columns(element, record_class.columns)
    _require_agreeing_nodes(element, record_class.columns)


def require_sound_schema(file: str, schema: Schema) -> None:
    """Refuse classes that no shape can tell apart and codes that mean two things.

    Raises:
        SchemaError: Two classes have the same types, two enumerations the same scheme, or one
            IRI of a value has different labels.
    """
    _require_single(
        file,
        ((frozenset(each.types), f"class {each.name}") for each in schema.classes),
        "have the same class_uri and types; give one of them a type of its own",
    )
    _require_single(
        file,
        ((each.scheme, f"enum {each.name}") for each in schema.enumerations),
        "have the same scheme; give each its own, or use one enum in both places",
    )
    labels: dict[str, tuple[str, Texts]] = {}
    for enumeration in schema.enumerations:
        _require_single(
            file,
            ((value.iri, f"value {value.code}") for value in enumeration.values),
            f"of enum {enumeration.name} have the same meaning",
        )
        for value in enumeration.values:
            name, known = labels.setdefault(value.iri, (enumeration.name, value.labels))
            if known != value.labels:
                raise SchemaError(
                    f"{file}: {value.iri} has other titles in enum {enumeration.name} "
                    f"than in enum {name}; make them equal"
                )


def _require_minting(element: Element, record_class: RecordClass) -> None:
    if not (record_class.concept or record_class.scheme or record_class.scheme_column):
        raise element.error("needs the annotation concept, scheme or scheme_column to be minted by")
    if record_class.scheme_column and (record_class.concept or record_class.scheme):
        raise element.error("scheme_column goes with neither concept nor scheme; choose one")
    if record_class.concept is not None and record_class.concept not in CONCEPTS:
        raise element.error(
            f"concept {record_class.concept!r} is not one of the concepts in paths: "
            f"{', '.join(CONCEPTS)}"
        )
    if record_class.scheme is not None and not SLUG.fullmatch(record_class.scheme):
        raise element.error(f"scheme {record_class.scheme!r} must be lower-case words with hyphens")


def _require_distinct_columns(element: Element, columns: Iterable[Column]) -> None:
    seen: dict[tuple[object, ...], str] = {}
    for column in columns:
        if column.predicate is None:
            continue
        node = column.via.predicate if column.via else None
        key = (node, column.predicate, column.inverse, column.language)
        other = seen.setdefault(key, column.name)
        if other != column.name:
            language = f" in {column.language}" if column.language else ""
            raise element.error(
                f"columns {other} and {column.name} both state {column.predicate}{language}; "
                "give one of them another slot_uri"
            )
        if column.language and seen.get((node, column.predicate, column.inverse, None)):
            raise element.error(
                f"column {column.name} states {column.predicate} in a language, "
                "another column without; give one of them another slot_uri"
            )


def _require_agreeing_nodes(element: Element, columns: Iterable[Column]) -> None:
    columns = tuple(columns)
    nodes: dict[str, Via] = {}
    for column in columns:
        if column.via and nodes.setdefault(column.via.predicate, column.via) != column.via:
            raise element.error(
                f"column {column.name} gives the node of {column.via.predicate} other via_types "
                "than the column before it; make them equal"
            )
    for column in columns:
        if column.via is None and column.predicate in nodes and not column.inverse:
            raise element.error(
                f"column {column.name} states {column.predicate}, which other columns use as via"
            )


def _require_single(file: str, named: Iterable[tuple[object, str]], message: str) -> None:
    seen: dict[object, str] = {}
    for key, name in named:
        if key in seen:
            raise SchemaError(f"{file}: {seen[key]} and {name} {message}")
        seen[key] = name
