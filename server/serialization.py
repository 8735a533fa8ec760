"""Serialise the quads of one document in every format we offer.

Step on the line: between ``describe``, which collects the quads, and the HTTP answer. Pure
functions; equal quads give equal bytes, so that an ETag can be made of them.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from ontology.namespaces import prefixes_at
from server.dereferencing import framing
from server.dereferencing.profiles import FRAMED_PROFILE
from server.negotiation import GRAPH_OFFERS, Offer
from server.problems import NotAcceptable, RequestProblem, restore_problem
from server.saying.message import Message, say
from server.terms import TYPE

CSV_OFFER = Offer("text/csv", "csv", "triples", "text/csv")

FRAMED = "application/ld+json;framed"
"""The name by which JSON-LD with the published context is asked of a worker."""

JSON_OFFER = Offer("application/json", "json", "triples", FRAMED)

FRAMED_OFFER = Offer(f'application/ld+json;profile="{FRAMED_PROFILE}"', "json", "triples", FRAMED)
"""The same for who asks for JSON-LD by profile."""

DOCUMENT_OFFERS = (*GRAPH_OFFERS, JSON_OFFER, CSV_OFFER)
"""The formats of a document for machines, the one we prefer first."""

WITH_GRAPHS = frozenset({"application/trig", "application/n-quads", "text/csv"})
"""Media types that say in which graph each statement stands."""

_BY_MEDIA_TYPE: Mapping[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_XML_NAME = re.compile(r"[^\W\d][\w.-]*\Z")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_etag(body: bytes) -> str:
    """Return the strong entity tag of finished bytes, without quotes.

    >>> to_etag(b"")
    'e3b0c44298fc1c149afbf4c8996fb924'
    """
    return hashlib.sha256(body).hexdigest()[:32]


def serialize_document(quads: Iterable[Quad], media_type: str, *, base: str, subject: str) -> bytes:
    """Return the bytes of a document.

    Shape:
        The subject's own statements first, its types before the rest, then in the order of
        the IRIs; only the prefixes in use are declared. Formats without graphs hold every
        triple once.

    Args:
        quads: Quads of named graphs for a format with graphs, of the default graph otherwise.
        media_type: That of one of ``DOCUMENT_OFFERS``.
        base: The base of the data directory, for our own prefixes.
        subject: The IRI that the document is about.

    Raises:
        NotAcceptable: RDF/XML has no way to write a predicate or a character.
    """
    ordered = _order(quads, subject)
    if media_type == "text/csv":
        return _to_csv(ordered)
    prefixes = _used_prefixes(ordered, base)
    if media_type == FRAMED:
        return _to_framed(ordered, prefixes, base, subject)
    if media_type == "application/ld+json":
        return _to_json_ld(ordered, prefixes)
    if media_type == "application/rdf+xml":
        _require_xml(ordered)
    statements = ordered if media_type in WITH_GRAPHS else [quad.triple for quad in ordered]
    written = _serialize(statements, _BY_MEDIA_TYPE[media_type], prefixes)
    return settle(written, media_type)


def _serialize(
    statements: Sequence[Quad] | Sequence[Triple], rdf_format: RdfFormat, prefixes: dict[str, str]
) -> bytes:
    written = serialize(statements, format=rdf_format, prefixes=prefixes)
    assert written is not None, "serialize returns bytes when it is given no file"
    return written


def settle(written: bytes, media_type: str) -> bytes:
    """Put the prefixes, which the store writes in any order, in one; keep line ends in XML."""
    if media_type == "application/rdf+xml":
        head, root, body = written.partition(b"<rdf:RDF ")
        attributes, end, rest = body.partition(b">")
        settled = head + root + b" ".join(sorted(attributes.split(b" "))) + end + rest
        return settled.replace(b"\r", b"&#13;")
    lines = written.split(b"\n")
    count = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix ")), 0)
    return b"\n".join([*sorted(lines[:count]), *lines[count:]])


def _order(quads: Iterable[Quad], subject: str) -> list[Quad]:
    def place(quad: Quad) -> tuple[str, bool, str, bool, str, str]:
        own = not str(quad.subject).startswith(f"<{subject}>")
        graph, about, predicate = str(quad.graph_name), str(quad.subject), quad.predicate
        return graph, own, about, predicate != TYPE, predicate.value, str(quad.object)

    return sorted(set(quads), key=place)


def _iris(quads: Iterable[Quad]) -> Iterator[str]:
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if isinstance(term, NamedNode):
                yield term.value
            elif isinstance(term, Literal):
                yield term.datatype.value


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _used_prefixes(quads: Iterable[Quad], base: str) -> dict[str, str]:
    used = {_namespace(iri) for iri in _iris(quads)}
    return {prefix: iri for prefix, iri in sorted(prefixes_at(base).items()) if iri in used}


def _require_xml(quads: Iterable[Quad]) -> None:
    for quad in quads:
        if not _XML_NAME.search(quad.predicate.value):
            raise _unwritable(say("unwritable.predicate", predicate=quad.predicate.value))
        if isinstance(quad.object, Literal) and (bad := _NOT_XML.search(quad.object.value)):
            code, predicate = f"{ord(bad[0]):04X}", quad.predicate.value
            raise _unwritable(say("unwritable.character", code=code, predicate=predicate))


def _unwritable(said: Message) -> RequestProblem:
    others = [o.media_type for o in DOCUMENT_OFFERS if o.media_type != "application/rdf+xml"]
    return restore_problem(NotAcceptable.slug, said, {"offers": others})


def _to_csv(quads: Iterable[Quad]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("subject", "predicate", "object", "datatype", "language", "graph"))
    for quad in quads:
        value, datatype, language = _cells(quad.object)
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        subject = _cells(quad.subject)[0]
        writer.writerow((subject, quad.predicate.value, value, datatype, language, graph))
    return text.getvalue().encode()


def _cells(term: object) -> tuple[str, str, str]:
    if isinstance(term, Literal):
        return term.value, term.datatype.value, term.language or ""
    return (term.value if isinstance(term, NamedNode) else str(term)), "", ""


def _to_framed(quads: Sequence[Quad], prefixes: dict[str, str], base: str, subject: str) -> bytes:
    """Return JSON-LD with the published context; with prefixes where that cannot be."""
    try:
        return framing.to_framed(_to_nodes(quads), base=base, subject=subject)
    except framing.Unframeable:
        return _to_json_ld(quads, prefixes)


def _to_nodes(quads: Sequence[Quad]) -> list[dict[str, Any]]:
    triples = [quad.triple for quad in quads]
    nodes: list[dict[str, Any]] = json.loads(_serialize(triples, RdfFormat.JSON_LD, {}))
    return nodes


def _to_json_ld(quads: Sequence[Quad], prefixes: dict[str, str]) -> bytes:
    nodes = _to_nodes(quads)
    iris = set(_iris(quads))
    safe = {
        prefix: namespace
        for prefix, namespace in prefixes.items()
        if not any(iri.startswith(f"{prefix}:") for iri in iris)
    }
    compact = _compactor(safe)
    document = {"@context": safe, "@graph": [_compact_node(node, compact) for node in nodes]}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _compactor(prefixes: Mapping[str, str]) -> Callable[[str], str]:
    by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}

    def compact(iri: str) -> str:
        namespace = _namespace(iri)
        prefix, local = by_namespace.get(namespace), iri[len(namespace) :]
        return f"{prefix}:{local}" if prefix and local else iri

    return compact


def _compact_node(node: Mapping[str, Any], compact: Callable[[str], str]) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for key, value in node.items():
        if key == "@id":
            written[key] = value
        elif key == TYPE.value and all(set(item) == {"@id"} for item in value):
            written["@type"] = _single([compact(item["@id"]) for item in value])
        else:
            written[compact(key)] = _single([_compact_value(item, compact) for item in value])
    return written


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _compact_value(value: Mapping[str, Any], compact: Callable[[str], str]) -> Any:
    if set(value) == {"@value"}:
        return value["@value"]
    if "@type" in value and "@value" in value:
        return {**value, "@type": compact(value["@type"])}
    return dict(value)
