"""Make the content of the page of one concept.

Step on the line: within a worker; what the template of a concept shows, from the statements about
it and its neighbours. Nothing that the graph says of it is left out: what has no place of its own
comes last.
"""

from collections.abc import Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode

from server.dereferencing.deprecation import deprecation
from server.labels import Text, fold, rank
from server.layout import arrange, choose_class
from server.presenting.grouping import join_small
from server.sources import objects, to_source
from server.statements import Facts, Reader, to_groups, to_value
from server.terms import SOURCE, TYPE
from server.thesaurus import terms
from server.thesaurus.citation import Cited, to_bibtex, to_plain
from server.thesaurus.directory import publisher, read_directory
from server.thesaurus.neighbours import (
    below,
    beside,
    broader,
    pointing,
    related,
    schemes_of,
    to_link,
    to_links,
    ways,
)
from server.thesaurus.shelf import read_shelf
from server.thesaurus.usage import columns, read_usage
from server.thesaurus.validity import validity

_LABELS = {
    "preferred": terms.PREFERRED,
    "alternative": terms.ALTERNATIVE,
    "hidden": terms.HIDDEN,
}
_PLACED = frozenset(
    term.value
    for term in (
        TYPE, *_LABELS.values(), terms.NOTATION, terms.DEFINITION, *terms.NOTES, *terms.PAST,
        terms.BROADER, terms.NARROWER, terms.RELATED, terms.IN_SCHEME, terms.TOP_OF,
        *terms.MATCHES, terms.DEPRECATED, terms.STATUS, terms.REPLACED_BY, terms.REPLACES,
        terms.CREATED, terms.ISSUED, terms.MODIFIED, terms.VERSION, SOURCE,
    )
)  # fmt: skip
"""Predicates that have a place of their own on the page."""


def concept_page(reader: Reader, iri: str, *, page: int = 1) -> dict[str, Any] | None:
    """Return what the page of a concept shows, None if nothing is said of it.

    Args:
        reader: Store, base, plan and languages, that of the content first.
        iri: The canonical IRI.
        page: Page of the links that point here, where they are too many to be read at once.
    """
    facts = reader.facts(iri)
    if not facts:
        return None
    schemes, above = schemes_of(reader.store, reader.base, iri), broader(reader.store, iri)
    layout = arrange(choose_class(reader.schema, reader.base, iri, _iris(facts, TYPE)))
    rest = {predicate: values for predicate, values in facts.items() if predicate not in _PLACED}
    title = reader.labels.name(iri)
    all_definitions = _values(reader, facts, terms.DEFINITION)
    definitions = _best(reader, all_definitions)
    return {
        "kind": "concept",
        "iri": iri,
        "title": title.to_json(),
        "named": bool(reader.labels.find(iri)),
        "schemes": [_scheme(reader, scheme) for scheme in schemes],
        "shelf": read_shelf(reader, schemes[0], iri) if schemes else None,
        "ways": ways(reader, iri),
        "notations": _values(reader, facts, terms.NOTATION),
        "validity": validity(reader.store, iri),
        "deprecated": deprecation(reader, iri) is not None,
        "replaced": [to_link(reader, other) for other in _iris(facts, terms.REPLACED_BY)],
        "definitions": definitions,
        "translated": [item for item in all_definitions if item not in definitions],
        "from": _values(reader, facts, SOURCE),
        "labels": to_label_table(reader, facts),
        "notes": _notes(reader, facts, terms.NOTES),
        "broader": to_links(reader, above),
        "narrower": below(reader, iri),
        "beside": beside(reader, iri, above),
        "related": to_links(reader, related(reader.store, iri)),
        "matches": to_matches(reader, facts),
        "collections": to_links(reader, pointing(reader.store, terms.MEMBER, iri)),
        "usage": read_usage(reader, iri, page=page),
        "columns": columns(reader, schemes, iri),
        "history": to_history(reader, facts),
        "groups": join_small(to_groups(reader, rest, layout)),
        "citation": to_citation(reader, iri, title, schemes, facts),
        "sources": [to_source(reader.store, reader.base, reader.labels, g) for g in reader.graphs],
    }


def to_label_table(reader: Reader, facts: Facts) -> list[dict[str, Any]]:
    """Return the labels of a thing in every language, the reader's first.

    Shape:
        ``lang`` (empty for labels without one), ``preferred``, ``alternative`` and
        ``hidden``, each a list of values with the numbers of their sources.
    """
    rows: dict[str, dict[str, Any]] = {}
    for name, predicate in _LABELS.items():
        for value in _values(reader, facts, predicate):
            tag = value.get("lang", "")
            row = rows.setdefault(tag, {"lang": tag, **{kind: [] for kind in _LABELS}})
            row[name].append(value)
    return [rows[tag] for tag in sorted(rows, key=lambda tag: rank(tag, reader.languages))]


def to_matches(reader: Reader, facts: Facts) -> list[dict[str, Any]]:
    """Return what a concept matches elsewhere, by the kind of match and the scheme.

    Shape:
        ``predicate`` (its label), ``schemes``: ``title`` (a text; of a concept that is not
        described here, the host of its IRI) and ``links``.
    """
    rows = []
    for predicate in terms.MATCHES:
        by_scheme: dict[str, dict[str, Any]] = {}
        for other in _iris(facts, predicate):
            title = _home(reader, other)
            row = by_scheme.setdefault(title["text"], {"title": title, "links": []})
            row["links"].append(to_link(reader, other))
        if by_scheme:
            schemes = sorted(by_scheme.values(), key=lambda row: fold(row["title"]["text"]))
            rows.append({**reader.predicate(predicate.value), "schemes": schemes})
    return rows


def _home(reader: Reader, iri: str) -> dict[str, str]:
    scheme = next(iter(schemes_of(reader.store, reader.base, iri)), "")
    if scheme:
        return reader.labels.name(scheme).to_json()
    return Text(iri.partition("://")[2].partition("/")[0] or iri.partition(":")[0]).to_json()


def to_history(reader: Reader, facts: Facts) -> dict[str, Any]:
    """Return when a thing was made, issued and changed, what happened to it, and its status."""
    return {
        "created": _values(reader, facts, terms.CREATED),
        "issued": _values(reader, facts, terms.ISSUED),
        "modified": _values(reader, facts, terms.MODIFIED),
        "version": _values(reader, facts, terms.VERSION),
        "status": _values(reader, facts, terms.STATUS),
        "replaces": [to_link(reader, other) for other in _iris(facts, terms.REPLACES)],
        "notes": _notes(reader, facts, terms.PAST),
    }


def to_citation(
    reader: Reader, iri: str, title: Text, schemes: Sequence[str], facts: Facts
) -> dict[str, str]:
    """Return how a thing is cited: ``plain`` and ``bibtex``."""
    scheme = next(iter(schemes), "")
    author = publisher(reader, NamedNode(iri)) or (
        publisher(reader, NamedNode(scheme)) if scheme else None
    )
    versions = objects(reader.store, NamedNode(scheme), terms.VERSION) if scheme else iter(())
    dates = [_text(term) for name in ("MODIFIED", "ISSUED", "CREATED")
             for term in _terms(facts, getattr(terms, name))]  # fmt: skip
    cited = Cited(
        title=title.value,
        iri=iri,
        author=author["text"] if author else "",
        within=reader.labels.name(scheme).value if scheme else "",
        version=max((term.value for term in versions), default=""),
        date=max(dates, default=""),
    )
    return {"plain": to_plain(cited), "bibtex": to_bibtex(cited)}


def _scheme(reader: Reader, scheme: str) -> dict[str, Any]:
    key = read_directory(reader.store, reader.base).keys.get(scheme, "")
    return {**reader.link(scheme), "key": key}


def _terms(facts: Facts, predicate: NamedNode) -> list[NamedNode | Literal]:
    found = facts.get(predicate.value, {})
    return [term for term in found if isinstance(term, NamedNode | Literal)]


def _iris(facts: Facts, predicate: NamedNode) -> list[str]:
    return sorted(t.value for t in _terms(facts, predicate) if isinstance(t, NamedNode))


def _text(term: NamedNode | Literal) -> str:
    return term.value


def _values(reader: Reader, facts: Facts, predicate: NamedNode) -> list[dict[str, Any]]:
    """Return the values of a predicate, the reader's language first."""
    found = facts.get(predicate.value, {})
    values = [to_value(reader, term, graphs) for term, graphs in found.items()]
    return sorted(values, key=lambda v: (rank(v["lang"], reader.languages), fold(v["text"])))


def _best(reader: Reader, values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the values in the best language that there is."""
    return [value for value in values if value["lang"] == values[0]["lang"]]


def _notes(reader: Reader, facts: Facts, predicates: Sequence[NamedNode]) -> list[dict[str, Any]]:
    """Return notes by their kind: ``values`` in the best language there is, and ``others``."""
    rows = []
    for predicate in predicates:
        values = _values(reader, facts, predicate)
        best = _best(reader, values)
        others = [value for value in values if value not in best]
        if values:
            said = {"values": best, "others": others}
            rows.append({**reader.predicate(predicate.value), **said})
    return rows
