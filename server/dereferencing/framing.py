"""Write a document as JSON that a web developer can read, which is JSON-LD all the same.

Step on the line: beside ``serialization``. Names are those of the published context; what hangs
on nodes without a name stands inside the thing.

Source:
    JSON-LD 1.1 Processing Algorithms and API, section 6 (compaction).
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from server.dereferencing.natives import Datatypes, read_datatypes, write_native
from server.dereferencing.published_context import context, context_address
from server.terms import TYPE

Node = dict[str, Any]

FRAMED_BEGIN = b'{\n "@context": "'
"""How a document with the published context begins; the plain form, which may stand in, not."""

_FIRST = ("@context", "id", "@id", "@type")


class Unframeable(Exception):  # noqa: N818 - what the data are, no error of ours
    """Say that names of the context would not mean what the data say."""


def to_framed(nodes: Sequence[Node], *, base: str, subject: str) -> bytes:
    """Return a document with the published context.

    Shape:
        The thing as one object, in it the nodes without a name; several things under
        ``@graph``. It names the context by its address.

    Args:
        nodes: The document as an array of flat, expanded node objects.
        base: The base of our IRIs.
        subject: The IRI of the thing, which comes first.

    Raises:
        Unframeable: An IRI in the data would be read as a name of the context.
    """
    from pyld import jsonld

    options = {"documentLoader": _serve(base), "skipExpansion": True, "graph": False}
    trees = _nest(nodes, base, subject)
    try:
        compacted = jsonld.compact(trees, context_address(base), options)
    except jsonld.JsonLdError as error:
        raise Unframeable(str(error)) from error
    native = write_native(compacted, _datatypes(base))
    written = {**native, "@context": context_address(base)}
    ordered = {key: written.pop(key) for key in _FIRST if key in written} | written
    return json.dumps(ordered, ensure_ascii=False, indent=1).encode() + b"\n"


def read_ahead(base: str) -> None:
    """Read the library and the context before the first reader comes.

    A holder does this before it forks, so that its workers share what is read.
    """
    to_framed([{"@id": base}], base=base, subject=base)


@lru_cache(maxsize=4)
def _datatypes(base: str) -> Datatypes:
    return read_datatypes(json.loads(context(base))["@context"])


@lru_cache(maxsize=4)
def _serve(base: str) -> Callable[[str, Mapping[str, Any]], Any]:
    """Return what gives the published context by its address, and fetches nothing.

    The tag lets the processor keep what it made of the context, which takes longer than a
    document does.
    """
    address, document = context_address(base), json.loads(context(base))

    def load(url: str, _: Mapping[str, Any]) -> Any:
        if url != address:
            raise Unframeable(f"nothing is fetched, so {url} is not")
        return {"contextUrl": None, "documentUrl": url, "document": document, "tag": "static"}

    return load


def _nest(nodes: Sequence[Node], base: str, subject: str) -> list[Node]:
    """Return expanded trees: each nameless node stands where it is mentioned first."""
    nameless = f"{base}/.well-known/genid/"
    by_id = {node["@id"]: node for node in nodes}
    placed: set[str] = set()

    def grow(node: Node) -> Node:
        placed.add(node["@id"])
        return {
            key: value if key == "@id" else [grow_value(item) for item in value]
            for key, value in _typed(node)
        }

    def grow_value(item: Any) -> Any:
        name = item.get("@id", "") if isinstance(item, dict) else ""
        if name.startswith(nameless) and name in by_id and name not in placed:
            return grow(by_id[name])
        return item

    order = sorted(by_id, key=lambda name: (name != subject, name.startswith(nameless), name))
    return [grow(by_id[name]) for name in order if name not in placed]


def _typed(node: Node) -> Iterator[tuple[str, Any]]:
    for key, value in node.items():
        if key == TYPE.value and all(set(item) == {"@id"} for item in value):
            yield "@type", [item["@id"] for item in value]
        else:
            yield key, value
