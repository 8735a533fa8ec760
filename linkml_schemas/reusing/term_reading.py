"""Read the terms that a local copy of a vocabulary defines.

Step on the line: from an RDF file to a :class:`ontology.known_terms.TermList`, which is
committed in its place: that a term exists is a fact, its documentation is a text of others.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ontology.known_terms import (
    FOLDER,
    KnownTerm,
    TermKind,
    TermList,
    parse_term_list,
    render_term_list,
)
from ontology.namespaces import PREFIXES

_NAME = re.compile(r"[A-Za-z0-9_][\w.-]*")

_RDF, _RDFS, _OWL = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"]

TYPE = f"{_RDF}type"

KINDS: tuple[tuple[TermKind, frozenset[str]], ...] = (
    ("datatype", frozenset({f"{_RDFS}Datatype"})),
    ("class", frozenset({f"{_OWL}Class", f"{_RDFS}Class"})),
    (
        "property",
        frozenset(
            {
                f"{_RDF}Property",
                f"{_OWL}ObjectProperty",
                f"{_OWL}DatatypeProperty",
                f"{_OWL}AnnotationProperty",
                f"{_OWL}FunctionalProperty",
                f"{_OWL}InverseFunctionalProperty",
                f"{_OWL}SymmetricProperty",
                f"{_OWL}TransitiveProperty",
                f"{_OWL}OntologyProperty",
                f"{_OWL}DeprecatedProperty",
            }
        ),
    ),
)
"""What an rdf:type says of a term; the first that fits counts, another type is an individual."""

LABELS = (f"{_RDFS}label", f"{PREFIXES['skos']}prefLabel")
SUPERSEDED = frozenset({f"{PREFIXES['schema']}supersededBy", f"{PREFIXES['dct']}isReplacedBy"})
STATUS = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"
GONE = frozenset({"deprecated", "archaic", "obsolete"})

FORMATS: Mapping[str, RdfFormat] = {
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".rdf": RdfFormat.RDF_XML,
    ".nt": RdfFormat.N_TRIPLES,
    ".ttl": RdfFormat.TURTLE,
}


class TermFileError(Exception):
    """A file is no RDF, or says nothing of the namespace."""


def read_terms(path: Path, namespace: str) -> dict[str, KnownTerm]:
    """Return the terms of a namespace that a file gives a type, by IRI.

    Raises:
        TermFileError: The file is no RDF, its ending is unknown, or it defines no such term.
    """
    quads = read_quads(path)
    terms = to_terms(quads, namespace)
    if not terms:
        raise TermFileError(f"{path.name} defines no term of {namespace}")
    return terms


def read_quads(path: Path) -> list[Quad]:
    """Return the statements of a file of RDF.

    Raises:
        TermFileError: The file is no RDF, or its ending is unknown.
    """
    if path.suffix not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise TermFileError(f"{path.name}: {path.suffix or 'no ending'} is not one of {known}")
    try:
        return list(parse(path=str(path), format=FORMATS[path.suffix], lenient=True))
    except (SyntaxError, OSError) as error:
        raise TermFileError(f"{path.name}: this is no RDF: {error}") from error


def to_terms(quads: Iterable[Quad], namespace: str) -> dict[str, KnownTerm]:
    """Return the terms of a namespace that statements give a type."""
    said: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject = quad.subject
        if isinstance(subject, NamedNode) and _is_term(subject.value, namespace):
            said[subject.value][quad.predicate.value].append(quad.object)
    return {
        iri: KnownTerm(iri, _kind(values), _is_deprecated(values), _label(values))
        for iri, values in said.items()
        if TYPE in values
    }


def _is_term(iri: str, namespace: str) -> bool:
    local = iri[len(namespace) :]
    return iri.startswith(namespace) and bool(local) and "/" not in local and "#" not in local


def _kind(values: Mapping[str, list[object]]) -> TermKind:
    types = {each.value for each in values[TYPE] if isinstance(each, NamedNode)}
    return next((kind for kind, marks in KINDS if types & marks), "individual")


def _is_deprecated(values: Mapping[str, list[object]]) -> bool:
    flagged = any(
        isinstance(each, Literal) and each.value in {"true", "1"}
        for each in values.get(f"{_OWL}deprecated", [])
    )
    status = any(
        isinstance(each, Literal) and each.value.lower() in GONE for each in values.get(STATUS, [])
    )
    types = {each.value for each in values[TYPE] if isinstance(each, NamedNode)}
    gone = types & {f"{_OWL}DeprecatedClass", f"{_OWL}DeprecatedProperty"}
    return flagged or status or bool(gone) or not SUPERSEDED.isdisjoint(values)


def _label(values: Mapping[str, list[object]]) -> str:
    """Return one label: the English one, else the one without a language, else the Dutch one."""
    found: dict[str, str] = {}
    for predicate in LABELS:
        for each in values.get(predicate, []):
            if isinstance(each, Literal):
                found.setdefault(each.language or "", each.value)
    return next((found[key] for key in ("en", "", "nl") if key in found), "")


def to_list_path(folder: Path | None, name: str) -> Path:
    """Return the file of a list in a folder, by default that of the committed ones.

    Raises:
        TermFileError: The name would make it a file elsewhere.
    """
    if not _NAME.fullmatch(name):
        raise TermFileError(
            f"{name!r} is no name of a list; expected letters, digits, '-', '_' and '.'"
        )
    return (folder or FOLDER) / f"{name}.tsv"


def update_list(
    file: Path,
    prefix: str,
    namespace: str | None,
    output: Path | None,
    facts: Mapping[str, str | bool],
) -> tuple[TermList, Path]:
    """Write the list of a prefix from a local copy; return it and where it stands.

    Args:
        file: The local copy.
        prefix: The name of the list.
        namespace: None for what the prefix stands for in :mod:`ontology.namespaces`.
        output: The folder of the lists; None for the committed one.
        facts: ``title``, ``version``, ``source``, ``licence``, ``partial`` and ``add``; an
            empty text leaves what the list says already.

    Raises:
        TermFileError: The file cannot be read, or nobody knows the namespace.
    """
    path = to_list_path(output, prefix)
    before = parse_term_list(prefix, path.read_text(encoding="utf-8")) if path.is_file() else None
    chosen = namespace or (before.namespace if before else PREFIXES.get(prefix))
    if chosen is None:
        raise TermFileError(f"prefix {prefix!r} is not known here; give --namespace")
    terms = read_terms(file, chosen)
    said = {
        key: str(facts.get(key) or (getattr(before, key) if before else ""))
        for key in ("title", "version", "source", "licence")
    }
    listed = TermList(
        prefix=prefix,
        namespace=chosen,
        complete=not facts.get("partial"),
        terms={**before.terms, **terms} if before and facts.get("add") else terms,
        **said,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_term_list(listed), encoding="utf-8", newline="\n")
    return listed, path
