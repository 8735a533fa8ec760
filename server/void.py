"""Describe the graph and its named graphs by VoID, from what the build counted.

Step on the line: a manifest and its statistics → statements; ``descriptions`` answers with them.
Pure functions. No node is blank: parts have names within the document.

Source:
    Vocabulary of Interlinked Datasets (VoID), W3C Interest Group Note 3 March 2011; VoID
    generator of SIB for class partitions by the class of the object; ODRS for attribution.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import Quad

from ontology.iris import mint_description
from server.description_texts import DESCRIBED
from server.links import contents_address, endpoint_address
from server.negotiation import GRAPH_OFFERS
from server.triples import Pairs, about, links, moment, number, texts, types, values

ACCESS_RIGHT = "http://publications.europa.eu/resource/authority/access-right/"
ATTRIBUTION = "http://schema.theodi.org/odrs#attributionText"
FORMATS = "http://www.w3.org/ns/formats/"

FORMAT_NAMES: Mapping[str, str] = {
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
}
"""The names under which the W3C knows formats, by media type."""

EXAMPLES = 10
"""Things that the description names as examples; those of the largest graphs."""

SPACES = 50
"""Beginnings of IRIs that one pattern joins at most; a dataset with more has no pattern."""

_SPECIAL = re.compile(r"[.?+*()\[\]{}|^$\\]")
"""What every dialect of patterns has a meaning for, and may be escaped in all of them."""

Manifest = Mapping[str, Any]
Counts = Mapping[str, Any]


def dataset_iri(base: str) -> str:
    """Return the IRI of all that is published, as one dataset."""
    return mint_description(base, "dataset")


def describe_dataset(manifest: Manifest, statistics: Counts, base: str) -> Iterator[Quad]:
    """Yield the description of all that is published, and of each named graph.

    Shape:
        Without statistics, which an older build did not make, only the number of triples.

    Args:
        manifest: What the build said of the generation.
        statistics: What it counted.
        base: The base of the data directory.
    """
    entries = manifest.get("registries", ())
    counts = statistics.get("graphs", {})
    yield from about(mint_description(base), _document(manifest, base))
    dataset = dataset_iri(base)
    yield from about(dataset, _dataset(manifest, statistics, base))
    whole = whole_counts(manifest, statistics)
    yield from about(dataset, counted(whole))
    yield from _partitions(base, dataset, whole)
    yield from _linksets(base, dataset, statistics.get("links", ()))
    for entry in entries:
        graph, found = entry["graph"], counts.get(entry["graph"], {})
        yield from about(graph, _graph(entry, found, base))
        yield from about(graph, counted(found))
        yield from _partitions(base, graph, found)


def whole_counts(manifest: Manifest, statistics: Counts) -> Counts:
    """Return what the default graph counts: all of it, or what the manifest alone knows."""
    known = manifest.get("counts", {})
    return statistics or {key: known[key] for key in ("triples",) if key in known}


def counted(counts: Counts) -> Iterator[tuple[str, Any]]:
    """Yield the counts of a set of triples."""
    names = {
        "triples": "void:triples",
        "entities": "void:entities",
        "subjects": "void:distinctSubjects",
        "objects": "void:distinctObjects",
    }
    for key, predicate in names.items():
        if key in counts:
            yield from number(predicate, counts[key])
    for key, predicate in (("predicates", "void:properties"), ("classes", "void:classes")):
        if key in counts:
            yield from number(predicate, len(counts[key]))


def _document(manifest: Manifest, base: str) -> Iterator[tuple[str, Any]]:
    yield from types("void:DatasetDescription", "foaf:Document")
    yield from texts("dct:title", DESCRIBED["document"])
    yield from links("foaf:primaryTopic", dataset_iri(base))
    yield from moment("dct:modified", manifest.get("made"))


def _dataset(manifest: Manifest, statistics: Counts, base: str) -> Iterator[tuple[str, Any]]:
    entries = manifest.get("registries", ())
    yield from types("void:Dataset")
    yield from texts("dct:title", DESCRIBED["title"])
    yield from texts("dct:description", DESCRIBED["description"])
    yield from texts("dct:rights", DESCRIBED["rights"])
    yield from links("foaf:homepage", f"{base}/")
    yield from links("void:sparqlEndpoint", endpoint_address(base))
    yield from links("void:uriLookupEndpoint", f"{base}/doc?iri=")
    yield from links("rdfs:seeAlso", f"{base}/lijst")
    yield from links("void:dataDump", contents_address(base))
    yield from links("void:subset", *(entry["graph"] for entry in entries))
    yield from moment("dct:issued", manifest.get("made"))
    yield from moment("dct:modified", max((e.get("loaded", "") for e in entries), default=None))
    for offer in GRAPH_OFFERS:
        yield from links("void:feature", FORMATS + FORMAT_NAMES[offer.format])
    graphs = statistics.get("graphs", {}).values()
    largest = sorted(graphs, key=lambda counts: -counts["triples"])
    examples = [counts["example"] for counts in largest if counts["example"]]
    yield from links("void:exampleResource", *dict.fromkeys(examples[:EXAMPLES]))
    yield from _spaces({space for counts in graphs for space in counts["spaces"]})
    yield from links("void:vocabulary", *vocabularies(statistics))


def _graph(entry: Mapping[str, Any], counts: Counts, base: str) -> Iterator[tuple[str, Any]]:
    yield from types("void:Dataset")
    yield from texts("dct:title", entry.get("title", {}))
    yield from texts("dct:description", entry.get("description", {}))
    yield from texts("skos:note", entry.get("remark", {}))
    yield from texts("dct:rights", entry.get("licence_note", {}))
    yield from links("dct:license", entry.get("licence"))
    yield from values(ATTRIBUTION, entry.get("attribution"))
    yield from links("dct:publisher", entry.get("publisher"))
    yield from links("dct:source", entry.get("source_page"))
    if entry.get("access"):
        yield from links("dct:accessRights", ACCESS_RIGHT + entry["access"])
    yield from moment("dct:modified", entry.get("loaded"))
    yield from links("void:dataDump", contents_address(base, entry["graph"]))
    yield from links("void:exampleResource", counts.get("example"))
    yield from _spaces(set(counts.get("spaces", ())))
    yield from links("void:vocabulary", *vocabularies(counts))


def vocabularies(counts: Counts) -> list[str]:
    """Return the namespaces of predicates and classes, sorted.

    >>> vocabularies({"predicates": {"http://a/ns#p": {}}, "classes": {"http://a/C": {}}})
    ['http://a/', 'http://a/ns#']
    """
    iris = [*counts.get("predicates", ()), *counts.get("classes", ())]
    found = {iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] for iri in iris}
    return sorted(found - {""})


def _spaces(spaces: set[str]) -> Pairs:
    """Return what the IRIs of all entities begin with: one text, or one pattern of several."""
    widest: list[str] = []
    for space in sorted(spaces):  # what a space begins with comes before it
        if not widest or not space.startswith(widest[-1]):
            widest.append(space)
    if len(widest) == 1:
        return values("void:uriSpace", *widest)
    if not widest or len(widest) > SPACES:
        return []
    joined = "|".join(_SPECIAL.sub(r"\\\g<0>", space) for space in widest)
    return values("void:uriRegexPattern", f"^({joined})")


def _partitions(base: str, owner: str, counts: Counts) -> Iterator[Quad]:
    """Yield the parts by property and by class, and within a class by property."""
    yield from _by_property(base, owner, counts.get("predicates", {}))
    for class_iri, found in counts.get("classes", {}).items():
        part = _part(base, owner, class_iri)
        yield from about(owner, links("void:classPartition", part))
        yield from about(part, links("void:class", class_iri))
        yield from about(part, number("void:entities", found["entities"]))
        yield from _by_property(base, part, found["predicates"])


def _by_property(base: str, owner: str, predicates: Counts) -> Iterator[Quad]:
    for predicate, found in predicates.items():
        part = _part(base, owner, predicate)
        yield from about(owner, links("void:propertyPartition", part))
        yield from about(part, links("void:property", predicate))
        yield from about(part, counted({key: found[key] for key in found if key != "classes"}))
        for target, triples in found.get("classes", {}).items():
            by_class = _part(base, part, target)
            yield from about(part, links("void:classPartition", by_class))
            yield from about(by_class, links("void:class", target))
            yield from about(by_class, number("void:triples", triples))


def _linksets(base: str, dataset: str, found: Iterable[Mapping[str, Any]]) -> Iterator[Quad]:
    """Yield the links to things of others, by predicate and by whose things they are."""
    for link in found:
        target = _part(base, "target", link["target"])
        linkset = _part(base, link["predicate"], link["target"])
        yield from about(target, types("void:Dataset"))
        yield from about(target, values("void:uriSpace", link["target"]))
        yield from about(dataset, links("void:subset", linkset))
        yield from about(linkset, types("void:Linkset"))
        yield from about(linkset, links("void:linkPredicate", link["predicate"]))
        yield from about(linkset, links("void:subjectsTarget", dataset))
        yield from about(linkset, links("void:objectsTarget", target))
        yield from about(linkset, number("void:triples", link["triples"]))


def _part(base: str, owner: str, name: str) -> str:
    digest = hashlib.sha256(f"{owner}\n{name}".encode()).hexdigest()[:16]
    return mint_description(base, f"part-{digest}")
