"""Collect the statements of one version: what was frozen, and what is said of the version.

Step on the line: within a front, from frozen files to the bytes of a document; no store is asked.

Source:
    OWL 2 Structural Specification, section 3.3 (version IRI); RDF Dataset Canonicalization 1.0.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
)

from linkml_schemas.releasing.records import RECORD, Release, Standard, read_releases
from linkml_schemas.releasing.standards_graph import render_releases
from ontology.namespaces import rebase
from server.negotiation import Offer
from server.serialization import serialize_document
from server.terms import DESCRIPTIONS, LABELS, to_term
from server.versions.addresses import DIFFERENCE, FILES

_SEE_ALSO = to_term("rdfs:seeAlso")
_PAGE = to_term("foaf:page")


@lru_cache(maxsize=4)
def known_releases(folder: Path) -> tuple[Release, ...]:
    """Return the releases that travel with the program; they do not change while it runs."""
    return read_releases(folder)


def modified(release: Release) -> datetime:
    """Return when what is said of a version changed last: when its record came to be here."""
    return datetime.fromtimestamp((release.folder / RECORD).stat().st_mtime, UTC)


@lru_cache(maxsize=64)
def version_document(
    folder: Path, base: str, standard: str, version: str, media_type: str
) -> bytes:
    """Return the document of a version in a format.

    Args:
        folder: Where the releases are.
        base: The base of the data directory.
        standard: The IRI of the standard, with the placeholder base.
        version: The number.
        media_type: The engine's name of the format.

    Raises:
        NotAcceptable: The format has no way to write a statement (406).
    """
    quads = version_quads(folder, base, standard, version)
    subject = rebase(f"{standard}/{version}", base)
    return serialize_document(quads, media_type, base=base, subject=subject)


@lru_cache(maxsize=16)
def version_quads(folder: Path, base: str, standard: str, version: str) -> tuple[Quad, ...]:
    """Return what is said in a version and of it; nodes without a name have stable labels."""
    release = next(each for each in known_releases(folder) if str(each.version) == version)
    found = next(each for each in release.standards if each.iri == standard)
    own = rebase(found.version_iri(release.version), base)
    frozen = list(_parse(release.read(found.file), base))
    said = _parse(render_releases(known_releases(folder)), base)
    dataset = Dataset(_within(frozen, rebase(found.iri, base)))
    for quad in said:
        if quad.subject == NamedNode(own):
            dataset.add(quad)
    first = rebase(release.standards[0].version_iri(release.version), base)
    dataset.add(Quad(NamedNode(own), _PAGE, NamedNode(f"{own}/{DIFFERENCE}")))
    for part, file in FILES.items():
        if file in release.files:
            dataset.add(Quad(NamedNode(own), _SEE_ALSO, NamedNode(f"{first}/{part}")))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(sorted(dataset, key=str))


def _parse(content: bytes, base: str) -> Iterator[Quad]:
    return parse(rebase(content, base), format=RdfFormat.TURTLE)


def _within(quads: list[Quad], iri: str) -> list[Quad]:
    """Return what a file says of a standard and its own terms; of a profile, all that it says."""
    heads = (f"{iri}#", f"{iri}/")
    subjects = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
    own = {subject.value for subject in subjects if subject.value.startswith(heads)}
    if not own:
        return quads
    kept: list[Quad] = []
    waiting: list[NamedNode | BlankNode] = [NamedNode(iri), *map(NamedNode, sorted(own))]
    while waiting:
        subject = waiting.pop()
        about = [quad for quad in quads if quad.subject == subject]
        kept += about
        waiting += [quad.object for quad in about if isinstance(quad.object, BlankNode)]
    return kept


@lru_cache(maxsize=64)
def artefact_document(folder: Path, base: str, version: str, part: str, media_type: str) -> bytes:
    """Return a frozen artefact in a format; as it was frozen where that is the one it has."""
    release = next(each for each in known_releases(folder) if str(each.version) == version)
    frozen = rebase(release.read(FILES[part]), base)
    if media_type in {"text/turtle", "application/json", "application/ld+json"} and (
        media_type == "text/turtle" or not FILES[part].endswith(".ttl")
    ):
        return frozen
    dataset = Dataset(parse(frozen, format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    subject = rebase(f"{release.standards[0].version_iri(release.version)}/{part}", base)
    return serialize_document(dataset, media_type, base=base, subject=subject)


def frozen_terms(
    folder: Path, base: str, standard: Standard, version: str, languages: tuple[str, ...]
) -> list[dict[str, str]]:
    """Return the terms that a version describes, for its page.

    Shape:
        ``iri``, ``title``, ``title_lang``, ``description``, ``description_lang``, by title; the
        best of the reader's languages.
    """
    iri = rebase(standard.iri, base)
    about: dict[str, list[Quad]] = {}
    for quad in version_quads(folder, base, standard.iri, version):
        if isinstance(quad.subject, NamedNode):
            about.setdefault(quad.subject.value, []).append(quad)
    terms = []
    for term, quads in about.items():
        title = _choose(quads, LABELS, languages)
        if title and term not in {iri, f"{iri}/{version}"}:
            description = _choose(quads, DESCRIPTIONS, languages) or Literal("")
            terms.append(
                {
                    "iri": term,
                    "title": title.value,
                    "title_lang": title.language or "",
                    "description": description.value,
                    "description_lang": description.language or "",
                }
            )
    return sorted(terms, key=lambda item: (item["title"].casefold(), item["iri"]))


def _choose(
    quads: list[Quad], predicates: tuple[NamedNode, ...], languages: tuple[str, ...]
) -> Literal | None:
    for predicate in predicates:
        found = {
            quad.object.language or "": quad.object
            for quad in quads
            if quad.predicate == predicate and isinstance(quad.object, Literal)
        }
        if found:
            tongue = next((each for each in languages if each in found), min(found))
            return found[tongue]
    return None


def offers_of(part: str, graphs: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """Return the formats of an artefact: all of a graph, or the one that it has."""
    if FILES[part].endswith(".ttl"):
        return graphs
    if part == "context":
        return (Offer("application/ld+json", "jsonld", "triples", "application/ld+json"),)
    return (Offer("application/schema+json", "json", "triples", "application/json"),)
