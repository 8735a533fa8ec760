"""Describe what is published as a catalogue: registries, dumps and services.

Step on the line: a manifest → statements; ``holdings`` adds what the graph itself holds. Pure
functions. No node is blank: parts have names within the document.

Source:
    DCAT-AP 3.0.1; DCAT 3, W3C Recommendation; Hydra Core Vocabulary (paging), in the words that
    harvesters read: ``next`` of a PartialCollectionView or PagedCollection, and ``nextPage``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from ontology.iris import mint_service
from ontology.namespaces import PREFIXES, expand
from server.catalogue.catalogue_texts import DESCRIBED
from server.links import base_path, document_path, endpoint_address
from server.triples import Pairs, about, links, moment, number, texts, types, values
from server.void import ACCESS_RIGHT, ATTRIBUTION

EU = "http://publications.europa.eu/resource/authority/"
HYDRA = "http://www.w3.org/ns/hydra/core#"
IANA = "https://www.iana.org/assignments/media-types/"
DCAT_AP = "http://data.europa.eu/r5r/"
LANGUAGES = {"nl": f"{EU}language/NLD", "en": f"{EU}language/ENG"}
THEME = f"{EU}data-theme/GOVE"
"""Government and public sector: what the registries of a government's data strategy are about."""

SIZE = 100
"""Data sets and services on one page."""

Manifest = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of the catalogue is described, of how many, and of how many entries."""

    page: int
    pages: int
    total: int


def catalogue_iri(base: str) -> str:
    """Return the IRI of the catalogue.

    >>> catalogue_iri("https://b.example")
    'https://b.example/catalogus'
    """
    return f"{base}/catalogus"


def page_address(base: str, page: int) -> str:
    """Return the address of a page of the catalogue.

    >>> page_address("https://b.example", 2)
    'https://b.example/catalogus?p=2'
    """
    return f"{base}/catalogus?p={page}"


def describe_catalogue(
    manifest: Manifest, base: str, shown: Iterable[str], contact: str
) -> Iterator[Quad]:
    """Yield the catalogue itself, without its entries.

    Args:
        manifest: What the build said of the generation.
        shown: The graphs of the registries that are told on this page.
        base: The base of the data directory.
        contact: An address of the web or of mail; empty for none.
    """
    iri = catalogue_iri(base)
    yield from about(iri, types("dcat:Catalog"))
    yield from about(iri, texts("dct:title", DESCRIBED["catalogue"]))
    yield from about(iri, texts("dct:description", DESCRIBED["about"]))
    yield from about(iri, links("foaf:homepage", f"{base}/"))
    yield from about(iri, links("dct:language", *LANGUAGES.values()))
    yield from about(iri, links("dct:conformsTo", DCAT_AP))
    yield from about(iri, links("dcat:themeTaxonomy", f"{EU}data-theme"))
    yield from about(iri, links("dct:publisher", publisher_of(manifest, base)))
    yield from about(iri, moment("dct:modified", manifest.get("made")))
    yield from about(iri, links("dcat:dataset", *shown))
    yield from about(iri, links("dcat:service", *(service for service, _ in _services(base))))
    yield from _contact(iri, base, contact)


def describe_services(manifest: Manifest, base: str, contact: str) -> Iterator[Quad]:
    """Yield our own services, each of which serves every registry."""
    graphs = [entry["graph"] for entry in manifest.get("registries", ())]
    for iri, (key, address, told) in _services(base):
        yield from about(iri, types("dcat:DataService"))
        yield from about(iri, texts("dct:title", DESCRIBED[key]))
        yield from about(iri, texts("dct:description", DESCRIBED[f"{key}.about"]))
        yield from about(iri, links("dcat:endpointURL", address))
        yield from about(iri, links("dcat:endpointDescription", told))
        yield from about(iri, links("dct:publisher", publisher_of(manifest, base)))
        yield from about(iri, links("dcat:servesDataset", *graphs))
        yield from about(iri, links("dct:accessRights", f"{ACCESS_RIGHT}PUBLIC"))
        yield from _contact(iri, base, contact)


def describe_registry(entry: Mapping[str, Any], manifest: Manifest, base: str) -> Iterator[Quad]:
    """Yield a registry as a data set, with its dump as a distribution."""
    iri, name = entry["graph"], entry["name"]
    dump = f"{catalogue_iri(base)}#dump-{name}"
    yield from about(iri, types("dcat:Dataset"))
    yield from about(iri, texts("dct:title", entry.get("title") or {"nl": name}))
    described = entry.get("description") or entry.get("title") or {"nl": name}
    yield from about(iri, texts("dct:description", described))
    yield from about(iri, values("dct:identifier", iri))
    publisher = entry.get("publisher") or publisher_of(manifest, base)
    yield from about(iri, links("dct:publisher", publisher))
    access = ACCESS_RIGHT + (entry.get("access") or "PUBLIC")
    yield from about(iri, links("dct:accessRights", access))
    yield from about(iri, links("dcat:theme", THEME))
    yield from about(iri, links("dct:language", *map(LANGUAGES.get, entry.get("title", {}))))
    yield from about(iri, moment("dct:modified", entry.get("loaded")))
    yield from about(iri, links("dct:conformsTo", f"{base}/ns/datastrategie"))
    yield from about(iri, links("prov:hadPrimarySource", entry.get("source_page")))
    yield from about(iri, values(ATTRIBUTION, entry.get("attribution")))
    yield from about(iri, links("dcat:landingPage", _whole(base, document_path(base, iri))))
    yield from _provenance(entry, iri, base)
    if "sha256" in entry["dump"]:
        yield from about(iri, links("dcat:distribution", dump))
        yield from _distribution(entry, dump, manifest, base)


def describe_paging(base: str, paging: Paging) -> Iterator[Quad]:
    """Yield which part of the catalogue is told here, and where the next is."""
    own = page_address(base, paging.page)
    iri = catalogue_iri(base)
    yield from about(iri, types(f"{HYDRA}Collection"))
    yield from about(iri, links(f"{HYDRA}view", own))
    yield from about(own, types(f"{HYDRA}PartialCollectionView", f"{HYDRA}PagedCollection"))
    yield from about(own, number(f"{HYDRA}totalItems", paging.total))
    yield from about(own, number(f"{HYDRA}itemsPerPage", SIZE))
    for relation, page in steps(paging).items():
        address = page_address(base, page)
        yield from about(own, links(f"{HYDRA}{relation}", address))
        yield from about(own, links(f"{HYDRA}{relation}Page", address))


def steps(paging: Paging) -> dict[str, int]:
    """Return which pages a page leads to, by relation.

    >>> steps(Paging(1, 3, 250))
    {'first': 1, 'last': 3, 'next': 2}
    """
    found = {"first": 1, "last": paging.pages}
    if paging.page > 1:
        found["previous"] = paging.page - 1
    if paging.page < paging.pages:
        found["next"] = paging.page + 1
    return found


def publisher_of(manifest: Manifest, base: str) -> str:
    """Return who publishes the catalogue: whoever publishes most of its registries."""
    entries = manifest.get("registries", ())
    found = [entry["publisher"] for entry in entries if entry.get("publisher")]
    return max(sorted(set(found)), key=found.count, default=f"{base}/")


def _services(base: str) -> Sequence[tuple[str, tuple[str, str, str]]]:
    iri = catalogue_iri(base)
    return (
        (mint_service(base), ("sparql", endpoint_address(base), mint_service(base))),
        (f"{iri}#ldes", ("ldes", f"{base}/ldes", f"{base}/ldes")),
        (f"{iri}#api", ("api", f"{base}/api/queries", f"{base}/api/openapi.json")),
    )


def _contact(iri: str, base: str, contact: str) -> Iterator[Quad]:
    if not contact:
        return
    node = f"{catalogue_iri(base)}#contact"
    predicate = "vcard:hasEmail" if contact.startswith("mailto:") else "vcard:hasURL"
    yield from about(iri, links("dcat:contactPoint", node))
    yield from about(node, types("vcard:Kind"))
    yield from about(node, texts("vcard:fn", DESCRIBED["contact"]))
    yield from about(node, links(predicate, contact))


def _provenance(entry: Mapping[str, Any], iri: str, base: str) -> Iterator[Quad]:
    if not entry.get("remark"):
        return
    node = f"{catalogue_iri(base)}#provenance-{entry['name']}"
    yield from about(iri, links("dct:provenance", node))
    yield from about(node, types("dct:ProvenanceStatement"))
    yield from about(node, texts("rdfs:label", entry["remark"]))


def _distribution(
    entry: Mapping[str, Any], iri: str, manifest: Manifest, base: str
) -> Iterator[Quad]:
    name, dump = entry["name"], entry["dump"]
    checksum = f"{catalogue_iri(base)}#checksum-{name}"
    title = entry.get("title") or {"nl": name}
    sentence = DESCRIBED["dump"]
    named = {tag: sentence[tag].format(title=title[tag]) for tag in title if tag in LANGUAGES}
    yield from about(iri, types("dcat:Distribution"))
    yield from about(iri, texts("dct:title", named))
    yield from about(iri, links("dcat:accessURL", f"{base}/dumps/{name}.nq.gz"))
    yield from about(
        iri, links("dcat:downloadURL", f"{base}/dumps/{manifest.get('id')}/{name}.nq.gz")
    )
    yield from about(iri, links("dcat:mediaType", f"{IANA}application/n-quads"))
    yield from about(iri, links("dcat:compressFormat", f"{IANA}application/gzip"))
    yield from about(iri, links("dct:format", f"{EU}file-type/RDF_N_QUADS"))
    yield from about(iri, links("dct:license", entry.get("licence")))
    yield from about(iri, moment("dct:modified", entry.get("loaded")))
    yield from about(iri, _size(dump["bytes"]))
    yield from about(iri, links("spdx:checksum", checksum))
    yield from about(checksum, types("spdx:Checksum"))
    yield from about(checksum, links("spdx:algorithm", expand("spdx:checksumAlgorithm_sha256")))
    digest = Literal(dump["sha256"], datatype=NamedNode(f"{PREFIXES['xsd']}hexBinary"))
    yield from about(checksum, [("spdx:checksumValue", digest)])


def _size(size: int) -> Pairs:
    datatype = NamedNode(f"{PREFIXES['xsd']}nonNegativeInteger")
    return [("dcat:byteSize", Literal(str(size), datatype=datatype))]


def _whole(base: str, path: str) -> str:
    """Return the whole address of a path of ours."""
    return base[: len(base) - len(base_path(base))] + path
