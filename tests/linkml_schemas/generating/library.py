"""Documents of the library, in the form that LinkML gives to JSON: valid ones, and faults."""

import copy
import json
from pathlib import Path
from typing import Any

from pyld import jsonld

LIBRARY = Path(__file__).parent / "fixtures" / "library.yaml"
NAMESPACE = "https://example.org/library/"
SCHEMA = "https://schema.org/"

PERSON: dict[str, Any] = {
    "id": "lib:people/ann",
    "full_name": "Ann Example",
    "born": "1970-01-01",
    "wrote": ["lib:books/1"],
}
ORGANISATION: dict[str, Any] = {
    "id": "https://example.org/press",
    "full_name": "Press",
    "founded_in": 1900,
}
COPY: dict[str, Any] = {
    "mark": "A12",
    "condition": "worn out",
    "wear": 40,
    "bought": "2020-01-01T10:00:00Z",
}
BOOK: dict[str, Any] = {
    "id": "lib:books/1",
    "author": ["lib:people/ann", "https://example.org/press"],
    "full_name": "A Book",
    "pages": 12,
    "isbn": "0000000000X",
    "genre": ["novel", "poetry"],
    "medium": "paper",
    "tongue": "en",
    "kind": "book",
    "note": "anything",
    "extent": "about twelve",
    "copies": [COPY],
    "old_number": "7",
}
CATALOGUE: dict[str, Any] = {
    "people": {"lib:people/ann": {key: PERSON[key] for key in ("full_name", "born")}},
    "books": [BOOK],
    "holder": ORGANISATION,
}

VALID: dict[str, dict[str, Any]] = {
    "Person": PERSON,
    "Organisation": ORGANISATION,
    "Copy": COPY,
    "Book": BOOK,
    "Catalogue": CATALOGUE,
}

FAULTS: list[tuple[str, str, Any]] = [
    ("Person", "full_name", None),
    ("Person", "full_name", ["one", "two"]),
    ("Person", "born", "1970-02-31"),
    ("Person", "wrote", ["https://example.org/press"]),
    ("Organisation", "founded_in", "long ago"),
    ("Organisation", "full_name", None),
    ("Copy", "mark", None),
    ("Copy", "mark", "12"),
    ("Copy", "condition", "torn"),
    ("Copy", "wear", 101),
    ("Copy", "wear", -1),
    ("Copy", "bought", "in May"),
    ("Book", "author", None),
    ("Book", "author", [f"lib:people/{number}" for number in range(4)]),
    ("Book", "author", ["lib:books/1"]),
    ("Book", "pages", 0),
    ("Book", "pages", "many"),
    ("Book", "isbn", "X"),
    ("Book", "genre", ["novel", "thriller"]),
    ("Book", "medium", "stone"),
    ("Book", "kind", "film"),
    ("Book", "extent", "twelve"),
    ("Book", "extent", 0),
    ("Book", "copies", [PERSON]),
    ("Catalogue", "books", [COPY]),
    ("Catalogue", "holder", COPY),
]
"""Class, column and the value that must be refused."""


def replaced(class_name: str, column: str, value: Any) -> dict[str, Any]:
    """Return the valid record of a class with another value in a column."""
    record = copy.deepcopy(VALID[class_name])
    record[column] = value
    if value is None:
        del record[column]
    return record


TYPES = {id(VALID[name]): name for name in VALID}


def typed(class_name: str, record: dict[str, Any]) -> dict[str, Any]:
    """Return a record that says of which class it and what is in it are, as RDF must."""
    return {"@type": class_name, **{key: _typed(value) for key, value in record.items()}}


def _typed(value: Any) -> Any:
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if not isinstance(value, dict):
        return value
    if all(isinstance(inner, dict) for inner in value.values()):
        return {key: typed("Person", inner) for key, inner in value.items()}
    name = next(name for name, known in VALID.items() if set(value) <= set(known))
    return typed(name, value)


def to_lines(context: bytes, document: dict[str, Any]) -> str:
    """Return a document as N-Quads, by a JSON-LD processor that fetches nothing."""

    def refuse(url: str, options: Any) -> Any:
        raise AssertionError(f"the context asks for {url}")

    options = {"documentLoader": refuse, "format": "application/n-quads"}
    whole = {"@context": json.loads(context)["@context"], **document}
    lines = jsonld.to_rdf(whole, options)
    assert isinstance(lines, str)
    return lines
