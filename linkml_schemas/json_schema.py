"""Emit JSON Schema: what a record looks like in JSON, for whoever writes records in an editor.

Step on the line: from the plan to ``generated/schema.json``. A column that several classes have
alike is written once, so that an edited description changes one line.

Source:
    JSON Schema 2019-09, whose keywords LinkML's own generator uses; LinkML 1.12 for what JSON of
    a schema looks like: an optional value may be null, a record in its place is an object.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from linkml_schemas.json_values import Json, reference, to_value
from linkml_schemas.plan import Column, Enumeration, RecordClass, Schema, Texts
from linkml_schemas.publication import Publication, our_publication
from linkml_schemas.sharing import Use, name_shared

DIALECT = "https://json-schema.org/draft/2019-09/schema"
KEYED = "-keyed"
"""What the definition of a record ends in that its identifier is the key of."""


def render_json_schema(
    schema: Schema, publication: Publication | None = None, root: str | None = None
) -> str:
    """Return the JSON Schema of all classes; ``$defs`` holds one per class and enumeration.

    Args:
        schema: The plan.
        publication: What the schema is called; as ours are called if absent.
        root: The class of a whole document; if absent, a document may be anything.
    """
    publication = publication or our_publication(schema)
    content: Json = {
        "$comment": publication.heading,
        "$schema": DIALECT,
        "$id": publication.identifier,
        "title": schema.name,
        "version": schema.version,
        "type": "object",
        "additionalProperties": True,
        "$defs": _to_definitions(schema),
    }
    if root:
        content["$ref"] = reference(root)["$ref"]
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _to_definitions(schema: Schema) -> Json:
    keyed = set(_keyed_classes(schema))
    columns = {
        record_class.name: {column.name: _to_property(column) for column in record_class.columns}
        for record_class in schema.classes
    }
    shared = _name_columns(columns, keyed)
    definitions: Json = {name: json.loads(content) for content, name in shared.items()}
    for each in schema.enumerations:
        definitions[each.name] = _to_enumeration(each)
    for record_class in schema.classes:
        properties = {
            name: reference(shared[_text(found)]) if _text(found) in shared else found
            for name, found in columns[record_class.name].items()
        }
        definitions[record_class.name] = _to_object(record_class, properties, keyed=False)
        if record_class.name in keyed:
            definitions[f"{record_class.name}{KEYED}"] = _to_keyed(record_class, properties)
    return definitions | dict(_to_choices(schema))


def _name_columns(columns: Mapping[str, Json], keyed: set[str]) -> dict[str, str]:
    """Return the name of each definition of a column that stands in several classes."""
    uses = [
        Use(owner, name, _text(found))
        for each, properties in columns.items()
        for owner in ((each, f"{each}{KEYED}") if each in keyed else (each,))
        for name, found in properties.items()
    ]
    return {content: f"slot-{name}" for content, name in name_shared(uses).items()}


def _to_object(record_class: RecordClass, properties: Json, *, keyed: bool) -> Json:
    required = sorted(
        column.name
        for column in record_class.columns
        if column.required and not (keyed and column.unique)
    )
    return {
        **_words(record_class.labels, {} if keyed else record_class.descriptions),
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        **({"required": required} if required else {}),
    }


def _to_keyed(record_class: RecordClass, properties: Json) -> Json:
    """Return what stands behind the key of a record: an object, or a value that stands for it."""
    found = _to_object(record_class, properties, keyed=True)
    simple = [
        to_value(each) for each in record_class.columns if each.beyond and each.beyond.is_simple
    ]
    return {"anyOf": [found, *simple]} if simple else found


def _to_property(column: Column) -> Json:
    """Return what a column holds, null where it may be empty."""
    found = to_value(column)
    if not column.required:
        if isinstance(found.get("type"), str) and found["type"] != "null":
            found["type"] = [found["type"], "null"]
        elif found and "type" not in found:
            found = {"anyOf": [found, {"type": "null"}]}
    return {**found, **_words(column.labels, column.descriptions)}


def _to_enumeration(enumeration: Enumeration) -> Json:
    codes = [value.code for value in enumeration.values]
    listed = {"enum": codes} if codes and not enumeration.open else {}
    return {**_words(enumeration.labels, enumeration.descriptions), "type": "string", **listed}


def _to_choices(schema: Schema) -> Iterator[tuple[str, Json]]:
    """Yield the definitions of ranges that several classes fit."""
    for column in _columns(schema):
        if column.kind == "reference" and column.beyond and column.beyond.inlined:
            name = column.beyond.range
            known = {each.name for each in schema.classes}
            if len(column.targets) > 1 or name not in known:
                yield f"{name}-or-below", {"anyOf": [reference(each) for each in column.targets]}


def _keyed_classes(schema: Schema) -> Iterator[str]:
    for column in _columns(schema):
        if column.beyond and column.beyond.inlined == "dict":
            yield from column.targets


def _columns(schema: Schema) -> Iterator[Column]:
    for record_class in schema.classes:
        for column in record_class.columns:
            yield column
            yield from column.beyond.alternatives if column.beyond else ()


def _words(labels: Texts, descriptions: Texts) -> dict[str, Any]:
    """Return title and description in the first language that there is: the schema's own."""
    found = {
        "title": next(iter(labels.values()), None),
        "description": next(iter(descriptions.values()), None),
    }
    return {key: text for key, text in found.items() if text}


def _text(found: Json) -> str:
    return json.dumps(found, sort_keys=True)
