"""Say that a thing is deprecated, why, and what to use instead.

Step on the line: beside ``describe``, for the page about a thing; the statements themselves
are in every document.
"""

from typing import Any

from pyoxigraph import Literal, NamedNode

from ontology.statuses import deprecated_statuses
from server.dereferencing.relations import REPLACED_BY
from server.labels import choose_text
from server.sources import objects
from server.statements import Reader
from server.terms import to_term

_DEPRECATED = to_term("owl:deprecated")
_NOTE = to_term("skos:changeNote")
_STATUSES = (to_term("adms:status"), to_term("mdcat:levensfase"))
_TRUE = frozenset({"true", "1"})


def deprecation(reader: Reader, iri: str) -> dict[str, Any] | None:
    """Return what the page about a deprecated thing says first, None if it is in force.

    Shape:
        ``{"status": a link or None, "note": a text or None, "successors": links}``. Deprecated
        is what says so (``owl:deprecated``), has a status that means it, or is replaced.
    """
    node = NamedNode(iri)
    said = any(
        isinstance(term, Literal) and term.value in _TRUE
        for term in objects(reader.store, node, _DEPRECATED)
    )
    bad = deprecated_statuses(reader.base)
    statuses = [
        term.value
        for predicate in _STATUSES
        for term in objects(reader.store, node, predicate)
        if isinstance(term, NamedNode) and term.value in bad
    ]
    successors = [
        term.value
        for term in objects(reader.store, node, REPLACED_BY)
        if isinstance(term, NamedNode)
    ]
    if not (said or statuses or successors):
        return None
    notes = [t for t in objects(reader.store, node, _NOTE) if isinstance(t, Literal)]
    note = choose_text(notes, reader.languages)
    return {
        "status": reader.link(min(statuses)) if statuses else None,
        "note": note.to_json() if note else None,
        "successors": [reader.link(successor) for successor in sorted(successors)],
    }
