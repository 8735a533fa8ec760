"""Carry what a lookup found from a worker to a front: a JSON value, and bytes beside it.

Step on the line: between ``worker`` and ``remote``. Pure.
"""

from dataclasses import asdict
from typing import Any

from server.describe import Document


def to_wire(found: Any) -> tuple[dict[str, Any], bytes]:
    """Return what a lookup found as a JSON value and bytes.

    Shape:
        A document's body are the bytes; anything else is under ``value``.

    >>> to_wire({"iri": "a:b"})
    ({'value': {'iri': 'a:b'}}, b'')
    """
    if isinstance(found, Document):
        members = asdict(found)
        body: bytes = members.pop("body")
        return {"document": members}, body
    return {"value": found}, b""


def from_wire(value: dict[str, Any], body: bytes) -> Any:
    """Return what :func:`to_wire` was given.

    >>> from_wire(*to_wire(Document(b"x", "text/turtle", "e", (("license", "a:l"),)))).relations
    (('license', 'a:l'),)
    """
    if "document" in value:
        members = value["document"]
        relations = tuple((relation, target) for relation, target in members["relations"])
        return Document(**{**members, "body": body, "relations": relations})
    return value["value"]
