"""Bring the values of a schema file to one form: texts, lists, annotations, names.

Step on the line: beneath the elements of :mod:`linkml_schemas.modelling`. Pure functions.
"""

import json
import re
from collections.abc import Iterator
from typing import Any


def flatten_annotations(found: Any) -> dict[str, str]:
    """Return annotations, in any of the forms of LinkML, as text by tag."""
    flat: dict[str, str] = {}
    pairs: Iterator[tuple[Any, Any]]
    if isinstance(found, dict):
        pairs = iter(found.items())
    else:
        pairs = ((item.get("tag"), item) for item in to_list(found) if isinstance(item, dict))
    for tag, value in pairs:
        if isinstance(value, dict) and "value" in value:
            value = value["value"]
        flat[str(tag)] = to_text(value)
    return flat


def camel_case(name: str) -> str:
    """Return the name of a class, enumeration or type as LinkML writes it in an IRI.

    >>> camel_case("named thing")
    'NamedThing'
    """
    words = re.sub(r"_+", " ", name.strip().replace(",", "")).split()
    return "".join(word[0].upper() + word[1:] for word in words)


def underscore(name: str) -> str:
    """Return the name of a slot as LinkML writes it in an IRI.

    >>> underscore("has part")
    'has_part'
    """
    return re.sub(r"\s+", "_", name.strip()).replace(",", "").replace("-", "_")


def to_text(value: Any) -> str:
    """Return a value as text: empty for nothing, JSON for what is no scalar."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value)


def to_list(value: Any) -> list[Any]:
    """Return a list as it is, and an empty one for anything else."""
    return value if isinstance(value, list) else []
