"""Find what JSON-LD loses in silence: names that nothing makes an IRI of.

Step on the line: beside the parser, which leaves such nodes and statements out as the standard
asks. Only what is surely lost is told; values of containers and of JSON are passed over.

Source:
    JSON-LD 1.1 Processing Algorithms, section 5.2 (IRI expansion).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from loaders.checking.faults import Fault
from loaders.reading.sources import Source


@dataclass(slots=True)
class _Known:
    """What the contexts of a file declare, wherever they stand."""

    terms: dict[str, Any] = field(default_factory=dict)
    base: bool = False
    vocabulary: bool = False

    def learn(self, context: Any) -> None:
        """Add what a context declares."""
        for part in context if isinstance(context, list) else [context]:
            if isinstance(part, dict):
                self.terms |= part
                self.base |= bool(part.get("@base"))
                self.vocabulary |= part.get("@vocab") is not None

    def is_identifier(self, key: str) -> bool:
        """Tell whether a key is ``@id`` or another name for it."""
        return key == "@id" or self.terms.get(key) == "@id"

    def is_lost(self, key: str) -> bool:
        """Tell whether a key becomes no IRI."""
        return not (self.vocabulary or key in self.terms or ":" in key or key.startswith("@"))

    def is_opaque(self, key: str) -> bool:
        """Tell whether the keys within the value of a term are no terms."""
        term = self.terms.get(key)
        return isinstance(term, dict) and ("@container" in term or term.get("@type") == "@json")


def find_losses(source: Source) -> tuple[Fault, ...]:
    """Return a fault for each node and each statement that the parser leaves out in silence.

    Shape:
        Empty if the file is no JSON: the parser has the better message.
    """
    with source.open() as file:
        content = file.read()
    try:
        text = content.decode("utf-8-sig")
        document = json.loads(text)
        known = _Known()
        _learn(document, known)
        return tuple(_to_fault(text, key, value) for key, value in _losses(document, known))
    except (ValueError, RecursionError):
        return ()


def _learn(value: Any, known: _Known) -> None:
    if isinstance(value, dict):
        if "@context" in value:
            known.learn(value["@context"])
        for item in value.values():
            _learn(item, known)
    elif isinstance(value, list):
        for item in value:
            _learn(item, known)


def _losses(value: Any, known: _Known) -> Iterator[tuple[str, str]]:
    """Yield the key and, if it is that which is lost, the name of what is lost."""
    if isinstance(value, list):
        for item in value:
            yield from _losses(item, known)
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if key == "@context":
            continue
        if known.is_identifier(key) and isinstance(item, str):
            if ":" not in item and not known.base:
                yield "@id", item
        elif known.is_lost(key):
            yield key, ""
        elif not known.is_opaque(key):
            yield from _losses(item, known)


def _to_fault(text: str, key: str, value: str) -> Fault:
    written = value if key == "@id" else key
    position = max(0, text.find(json.dumps(written, ensure_ascii=False)))
    line = text.count("\n", 0, position) + 1
    if key == "@id":
        message = "this is relative to no base, so that the node is left out"
        remedy = "write the whole IRI, or give the context a @base"
        return Fault(line, key, value, "iri", message, remedy)
    message = "the context does not know this key, so that its statement is left out"
    return Fault(
        line, key, "", "column", message, "add it to the context in the file, or remove it"
    )
