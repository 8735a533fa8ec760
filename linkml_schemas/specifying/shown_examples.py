"""Read the valid example records beside a schema, to show them as table, JSON-LD and Turtle.

Step on the line: from files to :class:`linkml_schemas.specifying.content.Example`. Two conventions
are read: ours (``record:``), and LinkML's, in which the file is the record.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml
from rdflib import BNode, Graph, Literal, URIRef

from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.modelling.values import camel_case
from linkml_schemas.specifying.content import Example
from linkml_schemas.specifying.wording import clean

FOLDERS = ("examples/valid", "examples")
"""Where examples may lie, seen from the schema."""

_STRING = "http://www.w3.org/2001/XMLSchema#string"

ToDocument = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
"""Makes JSON-LD without a context of a record of a class."""


def read_shown_examples(
    model: SchemaModel,
    *,
    context: Mapping[str, Any] | None = None,
    context_address: str = "context.jsonld",
    to_document: ToDocument | None = None,
) -> tuple[Example, ...]:
    """Return the valid examples beside a schema, by file name; none if there is no folder.

    Args:
        model: The schema.
        context: What its JSON-LD context holds; without it examples are tables only.
        context_address: Where a reader finds that context.
        to_document: Makes JSON-LD of a record; without it the record is taken as it is.
    """
    folders = [model.source.path.parent / each for each in FOLDERS]
    folder = next((each for each in folders if any(each.glob("*.yaml"))), None)
    if folder is None:
        return ()
    names = {camel_case(name): name for name in model.classes}
    found = []
    for path in sorted(folder.glob("*.yaml")):
        class_name = names.get(path.stem.partition("-")[0])
        record = _read(path)
        if class_name is None or record is None:
            continue
        written = to_document or _plain(camel_case(class_name))
        document = written(class_name, record)
        found.append(
            Example(
                class_name,
                path.stem,
                tuple(_rows(record)),
                _json({"@context": context_address, **document}) if context else "",
                _turtle(document, context) if context else "",
            )
        )
    return tuple(found)


def _read(path: Path) -> Mapping[str, Any] | None:
    """Return the record of a file; None if it holds none."""
    try:
        # BaseLoader keeps every scalar as it is written: a date, true and 007 stay text
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
    record = content.get("record", content) if isinstance(content, dict) else None
    return record if isinstance(record, dict) else None


def _plain(class_name: str) -> ToDocument:
    return lambda _, record: {"@type": class_name, **record}


def _rows(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        values = value if isinstance(value, list) else [value]
        texts = (each if isinstance(each, str) else _json(each) for each in values)
        yield clean(str(key)), clean(" | ".join(texts))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _turtle(document: Mapping[str, Any], context: Mapping[str, Any]) -> str:
    """Return the triples of a document; empty where it means nothing to its context."""
    needed = _lean(context, document)
    content = json.dumps({"@context": needed, **document}).encode()
    try:
        quads = list(ox.parse(content, format=ox.RdfFormat.JSON_LD))
    except (SyntaxError, ValueError):
        return ""
    graph = Graph(bind_namespaces="none")
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    for prefix, namespace in context.items():
        if isinstance(namespace, str) and namespace.endswith(("/", "#", ":")):
            graph.bind(prefix, namespace)
    return graph.serialize(format="turtle").strip() if len(graph) else ""


def _term(term: Any) -> Any:
    """Return a term as rdflib has it; a literal stays as it is written."""
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    plain = term.language or term.datatype.value == _STRING
    datatype = None if plain else URIRef(term.datatype.value)
    return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)


def _lean(context: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a context that a document can need: whole classes are left out."""
    used = _keys(document)
    return {
        key: value
        for key, value in context.items()
        if key in used or key.startswith("@") or not isinstance(value, dict)
    }


def _keys(value: Any) -> set[str]:
    """Return all keys and types within a value."""
    found: set[str] = set()
    for each in value if isinstance(value, list) else ():
        found |= _keys(each)
    if isinstance(value, dict):
        types = value.get("@type", [])
        found |= set(value) | set(types if isinstance(types, list) else [types])
        for each in value.values():
            found |= _keys(each)
    return found
