"""Describe where each graph comes from.

Step on the line: what a build did, as triples of the graph ``herkomst``.

Source:
    W3C PROV-O; SPARQL 1.1 Service Description; SPDX checksums as DCAT-AP uses them;
    Open Data Rights Statement Vocabulary, attributionText.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from ontology.iris import mint_genid
from ontology.namespaces import PREFIXES, expand, prefixes_at

ACCESS_RIGHT = "http://publications.europa.eu/resource/authority/access-right/"
ATTRIBUTION = "http://schema.theodi.org/odrs#attributionText"
_SHA256 = f"{PREFIXES['spdx']}checksumAlgorithm_sha256"

Pairs = Iterator[tuple[str, ox.NamedNode | ox.Literal]]


def emit_provenance(entries: Iterable[Mapping[str, Any]], base: str, version: str) -> bytes:
    """Return the provenance of graphs as N-Triples.

    Args:
        entries: Manifest entries of the graphs.
        base: The base of the data directory.
        version: Version of the schema of this build; a graph taken from a snapshot says the
            version that its rows were checked against.
    """
    triples = [triple for entry in entries for triple in _describe(entry, base, version)]
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _describe(entry: Mapping[str, Any], base: str, version: str) -> Iterator[ox.Triple]:
    digest = entry["source"]["sha256"]
    activity = _node(base, "activity", entry["name"], digest, entry["loaded"])
    source = _node(base, "source", entry["name"], digest)
    checksum = _node(base, "checksum", entry["name"], digest)
    yield from _triples(entry["graph"], _graph(entry, activity), base)
    yield from _triples(activity, _activity(entry, source, base, version), base)
    yield from _triples(source, _source(entry, checksum), base)
    yield from _triples(checksum, _checksum(digest), base)


def _graph(entry: Mapping[str, Any], activity: str) -> Pairs:
    yield from _types("prov:Entity", "sd:NamedGraph")
    for tag, text in entry["title"].items():
        yield "dct:title", ox.Literal(text, language=tag)
    for tag, text in entry["description"].items():
        yield "dct:description", ox.Literal(text, language=tag)
    for tag, text in entry["remark"].items():
        yield "skos:note", ox.Literal(text, language=tag)
    for tag, text in entry["licence_note"].items():
        yield "dct:rights", ox.Literal(text, language=tag)
    if entry["attribution"]:
        yield ATTRIBUTION, ox.Literal(entry["attribution"])
    yield "dct:license", ox.NamedNode(entry["licence"])
    if entry["publisher"]:
        yield "dct:publisher", ox.NamedNode(entry["publisher"])
    if entry["source_page"]:
        yield "dct:source", ox.NamedNode(entry["source_page"])
    yield "dct:accessRights", ox.NamedNode(ACCESS_RIGHT + entry["access"])
    yield "prov:wasGeneratedBy", ox.NamedNode(activity)


def _activity(entry: Mapping[str, Any], source: str, base: str, version: str) -> Pairs:
    yield from _types("prov:Activity")
    yield "prov:endedAtTime", _typed(entry["loaded"], "dateTime")
    yield "prov:used", ox.NamedNode(source)
    yield "dct:conformsTo", ox.NamedNode(f"{base}/ns/datastrategie")
    yield "owl:versionInfo", ox.Literal(entry.get("schema_version", version))
    for term, count in (("Read", "read"), ("Accepted", "accepted"), ("Refused", "refused")):
        yield f"ds:rows{term}", _typed(str(entry["rows"][count]), "integer")


def _source(entry: Mapping[str, Any], checksum: str) -> Pairs:
    yield from _types("prov:Entity")
    yield "rdfs:label", ox.Literal(entry["source"]["name"])
    yield "dcat:byteSize", _typed(str(entry["source"]["bytes"]), "integer")
    yield "spdx:checksum", ox.NamedNode(checksum)


def _checksum(digest: str) -> Pairs:
    yield from _types("spdx:Checksum")
    yield "spdx:algorithm", ox.NamedNode(_SHA256)
    yield "spdx:checksumValue", _typed(digest, "hexBinary")


def _types(*curies: str) -> Pairs:
    for curie in curies:
        yield "rdf:type", ox.NamedNode(expand(curie))


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))


def _triples(subject: str, pairs: Pairs, base: str) -> Iterator[ox.Triple]:
    prefixes = prefixes_at(base)
    for curie, value in pairs:
        yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(expand(curie, prefixes)), value)


def _node(base: str, *parts: str) -> str:
    return mint_genid(base, hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32])
