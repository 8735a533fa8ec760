"""Know which terms of other vocabularies exist: facts, committed as one short list each.

Step on the line: none of its own; the checks of schemas ask here whether a mapping, a
``class_uri`` or a ``slot_uri`` leads to a term that exists. ``begrip schema terms`` makes the
lists from a local copy of a vocabulary; the copies themselves are never committed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

FOLDER = Path(__file__).parent / "terms"

TermKind = Literal["class", "property", "datatype", "individual"]

COLUMNS = ("term", "kind", "deprecated", "label")


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """One term that a vocabulary of others defines."""

    iri: str
    kind: TermKind
    deprecated: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class TermList:
    """The terms of one namespace, and where that knowledge comes from.

    Shape:
        A list that is ``complete`` holds every term, so that another one does not exist; one
        that is not says nothing about terms that it lacks.
    """

    prefix: str
    namespace: str
    title: str
    version: str
    source: str
    licence: str
    complete: bool
    terms: Mapping[str, KnownTerm] = field(default_factory=dict)


@cache
def term_lists() -> tuple[TermList, ...]:
    """Return all committed lists, by prefix."""
    return tuple(
        parse_term_list(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob("*.tsv"))
    )


@cache
def known_terms() -> Mapping[str, KnownTerm]:
    """Return every known term by its IRI."""
    return MappingProxyType(
        {iri: term for each in term_lists() for iri, term in each.terms.items()}
    )


def find_term_list(iri: str) -> TermList | None:
    """Return the list of the namespace that an IRI belongs to, None if there is no list of it.

    >>> find_term_list("http://www.w3.org/ns/org#Organisation").prefix
    'org'
    """
    fitting = [each for each in term_lists() if iri.startswith(each.namespace)]
    return max(fitting, key=lambda each: len(each.namespace), default=None)


def is_missing(iri: str) -> bool:
    """Return whether a term certainly does not exist: its namespace is known in full without it.

    >>> is_missing("http://www.w3.org/ns/org#Organisation")
    True
    >>> is_missing("https://www.example.org/ns#Organisation")
    False
    """
    found = find_term_list(iri)
    return found is not None and found.complete and iri not in found.terms


def nearest_term(iri: str, kind: TermKind | None = None) -> str | None:
    """Return the known term of the same namespace that is spelt most like an IRI.

    >>> nearest_term("http://www.w3.org/ns/org#Organisation")
    'http://www.w3.org/ns/org#Organization'
    """
    found = find_term_list(iri)
    if found is None:
        return None
    start = len(found.namespace)
    names = {
        term.iri[start:].lower(): term.iri
        for term in sorted(found.terms.values(), key=lambda term: term.iri, reverse=True)
        if kind in (None, term.kind) and not term.deprecated
    }
    near = get_close_matches(iri[start:].lower(), names, n=1, cutoff=0.6)
    return names[near[0]] if near else None


def parse_term_list(prefix: str, text: str) -> TermList:
    """Return the list that :func:`render_term_list` wrote."""
    lines = text.splitlines()
    facts = dict(_facts(lines))
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    terms = {}
    for name, kind, deprecated, label in rows:
        iri = facts["namespace"] + name
        terms[iri] = KnownTerm(iri, kind, deprecated == "deprecated", label)  # type: ignore[arg-type]
    return TermList(
        prefix=prefix,
        namespace=facts["namespace"],
        title=facts["title"],
        version=facts["version"],
        source=facts["source"],
        licence=facts["licence"],
        complete=facts["complete"] == "yes",
        terms=MappingProxyType(terms),
    )


def render_term_list(listed: TermList) -> str:
    """Return a list as tab-separated text: what is known of it, then a term a line by name."""
    facts = {
        "namespace": listed.namespace,
        "title": listed.title,
        "version": listed.version,
        "source": listed.source,
        "licence": listed.licence,
        "complete": "yes" if listed.complete else "no",
    }
    head = [f"# {key}: {value}" for key, value in facts.items()]
    body = [
        "\t".join(
            (
                term.iri[len(listed.namespace) :],
                term.kind,
                "deprecated" if term.deprecated else "",
                " ".join(term.label.split()),
            )
        )
        for term in sorted(listed.terms.values(), key=lambda term: term.iri)
    ]
    return "\n".join((*head, "\t".join(COLUMNS), *body)) + "\n"


def _facts(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line.startswith("# "):
            key, _, value = line[2:].partition(": ")
            yield key, value
