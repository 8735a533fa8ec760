"""Read what someone hands in: bytes of any RDF format → N-Triples, or the place of the fault.

Step on the line: the first of a check. Nothing is fetched: a JSON-LD context is one that stands
in the data, ours, or one that an operator holds.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from linkml_schemas.validating.unreadable_texts import unreadable_texts
from linkml_schemas.validating.xml_places import find_fault, is_not_utf8

FORMATS: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {
        "text/turtle": ox.RdfFormat.TURTLE,
        "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "application/n-quads": ox.RdfFormat.N_QUADS,
        "application/trig": ox.RdfFormat.TRIG,
        "application/ld+json": ox.RdfFormat.JSON_LD,
        "application/rdf+xml": ox.RdfFormat.RDF_XML,
    }
)
"""Media types of RDF with the name by which they are parsed."""

NOWHERE = "urn:begrip:handed-in:"
"""What a relative IRI is resolved against, since nothing that is handed in has an address."""

DEEPEST = 200
"""Levels of objects and lists that JSON may have; the parser needs memory squared in them."""

_ENTITY = re.compile(rb"<!ENTITY\s+(?:%\s+)?\S+\s+(?:\"([^\"]*)\"|'([^']*)'|(\S+))")


class UnreadableError(ValueError):
    """Say why data cannot be read, and where.

    Shape:
        ``line`` and ``column`` count from 1, and are None where no place is known; ``code`` is
        ``syntax``, ``context``, ``entity``, ``deep`` or ``empty``; ``messages`` says the same as
        ``message`` by language, in English at least; ``field`` is ``data``, or ``shapes`` for
        those that came along.
    """

    def __init__(
        self,
        messages: Mapping[str, str],
        *,
        code: str,
        line: int | None = None,
        column: int | None = None,
        field: str = "data",
    ) -> None:
        super().__init__(messages["en"])
        self.message = messages["en"]
        self.messages = messages
        self.code = code
        self.line = line
        self.column = column
        self.field = field


@dataclass(frozen=True, slots=True)
class ReadData:
    """Data as triples.

    Shape:
        ``lines`` are N-Triples; ``graphs`` counts the named graphs that were folded into one;
        ``left_out`` counts triples of RDF 1.2 that SHACL does not know.
    """

    lines: bytes
    triples: int
    graphs: int = 0
    left_out: int = 0


def read_data(data: bytes, media_type: str, contexts: Mapping[str, bytes]) -> ReadData:
    """Return data as triples, all graphs folded into one.

    Args:
        data: What was handed in.
        media_type: A key of ``FORMATS``.
        contexts: JSON-LD contexts that are known, by their address.

    Raises:
        UnreadableError: The data do not follow their format, or ask for what is not read.
    """
    if media_type == "application/ld+json":
        data = place_contexts(data, contexts)
    elif media_type == "application/rdf+xml":
        _require_plain_entities(data)
    graphs: set[Any] = set()
    parts: list[str] = []
    left_out = 0
    try:
        for quad in ox.parse(data, format=FORMATS[media_type], base_iri=NOWHERE):
            if isinstance(quad.object, ox.Triple):
                left_out += 1
                continue
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                graphs.add(quad.graph_name)
            parts.append(f"{quad.triple} .\n")
    except SyntaxError as error:
        if media_type == "application/rdf+xml" and (fault := find_fault(data, NOWHERE)):
            raise UnreadableError(
                fault.messages, code="syntax", line=fault.line, column=fault.column
            ) from error
        raise _unreadable(error) from error
    unique = dict.fromkeys(parts)
    return ReadData("".join(unique).encode(), len(unique), len(graphs), left_out)


def _unreadable(error: SyntaxError) -> UnreadableError:
    said = str(error.msg or error)
    if "LoadDocumentCallback" in said:
        return UnreadableError(unreadable_texts("context.chain"), code="context")
    said = re.sub(r"^Parser error at line \d+[^:]*: ", "", said)
    said = re.sub(r" \(line \d+\)$", "", said)
    texts = unreadable_texts("utf8") if is_not_utf8(said) else {"en": said[:500]}
    return UnreadableError(texts, code="syntax", line=error.lineno, column=error.offset)


def place_contexts(data: bytes, contexts: Mapping[str, bytes]) -> bytes:
    """Return JSON-LD in which every context that is named by address stands itself.

    Shape:
        The same bytes if nothing is named by address, so that the places of faults hold.

    Raises:
        UnreadableError: It is no JSON, or a context is named that is not known.
    """
    try:
        document = json.loads(data)
    except RecursionError as error:
        raise UnreadableError(unreadable_texts("deep"), code="deep") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(
            {"en": error.msg}, code="syntax", line=error.lineno, column=error.colno
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableError(unreadable_texts("utf8"), code="syntax") from error
    _require_shallow(document)
    found = False
    for holder in _holders(document):
        placed, changed = _place(holder["@context"], contexts)
        if changed:
            holder["@context"], found = placed, True
    return json.dumps(document, ensure_ascii=False).encode() if found else data


def _require_shallow(document: Any) -> None:
    """Stop at JSON that has more levels than the parser can bear.

    Raises:
        UnreadableError: It is nested too deeply.
    """
    level = [document]
    for _ in range(DEEPEST + 1):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return
    raise UnreadableError(unreadable_texts("levels", most=DEEPEST), code="deep")


def _holders(document: Any) -> Iterator[dict[str, Any]]:
    """Yield every object that has a context, also those within contexts."""
    waiting = [document]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            if "@context" in here:
                yield here
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)


def _place(context: Any, contexts: Mapping[str, bytes]) -> tuple[Any, bool]:
    if isinstance(context, str):
        return _look_up(context, contexts), True
    if isinstance(context, dict) and "@import" in context:
        raise _foreign(str(context["@import"]), contexts)
    if isinstance(context, list):
        placed = [_place(item, contexts) for item in context]
        flat: list[Any] = []
        for item, _ in placed:
            flat.extend(item if isinstance(item, list) else [item])
        return flat, any(changed for _, changed in placed)
    return context, False


def _look_up(address: str, contexts: Mapping[str, bytes]) -> Any:
    held = contexts.get(address)
    if held is None:
        raise _foreign(address, contexts)
    try:
        return json.loads(held)["@context"]
    except (ValueError, LookupError, TypeError) as error:
        texts = unreadable_texts("context.broken", address=address)
        raise UnreadableError(texts, code="context") from error


def _foreign(address: str, contexts: Mapping[str, bytes]) -> UnreadableError:
    known = ", ".join(sorted(contexts)) or "none"
    texts = unreadable_texts("context.foreign", address=address[:200], known=known)
    return UnreadableError(texts, code="context")


def _require_plain_entities(data: bytes) -> None:
    """Stop at a declaration of an entity that is not plain text.

    Raises:
        UnreadableError: An entity holds another one, or names a file or an address.
    """
    for found in _ENTITY.finditer(data):
        text = found[1] if found[1] is not None else found[2]
        if text is None or b"&" in text or b"%" in text:
            line = data.count(b"\n", 0, found.start()) + 1
            raise UnreadableError(
                unreadable_texts("entity"),
                code="entity",
                line=line,
                column=found.start() - data.rfind(b"\n", 0, found.start()),
            )
