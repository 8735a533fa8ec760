"""Rules about terms of vocabularies: that they exist, are of the right kind and still hold.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`. Known are the lists in
:mod:`ontology.known_terms` and the vocabularies that the configuration names.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from linkml_schemas.checking.rule import Context, Finding, Rule, find
from linkml_schemas.checking.rules.iris import named
from linkml_schemas.modelling.elements import ElementModel
from ontology.known_terms import is_missing, known_terms, nearest_term


def _named(context: Context) -> Iterator[tuple[ElementModel, str, str, str]]:
    """Yield element, key, CURIE and IRI of what elements name."""
    for element, key, curie in named(context.model):
        if iri := element.expand(curie):
            yield element, key, curie, iri


def _missing(context: Context) -> Iterator[Finding]:
    local = context.local_terms
    for element, key, curie, iri in _named(context):
        namespace = _namespace(iri)
        if namespace in local:
            if iri not in local[namespace]:
                near = get_close_matches(iri, local[namespace], n=1)
                yield _not_there(element, key, curie, namespace, near[0] if near else None)
        elif _is_missing(iri):
            yield _not_there(element, key, curie, namespace, _nearest(iri))


def _not_there(
    element: ElementModel, key: str, curie: str, namespace: str, near: str | None
) -> Finding:
    remedy = f"did you mean {near}?" if near else "name a term that the vocabulary defines"
    return find(element, key, f"{key} {curie!r} is no term of {namespace}", remedy)


_is_missing = lru_cache(maxsize=4096)(is_missing)
_nearest = lru_cache(maxsize=512)(nearest_term)


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _wrong_kind(context: Context) -> Iterator[Finding]:
    wanted = {"class_uri": "class", "slot_uri": "property"}
    for element, key, curie, iri in _named(context):
        term = known_terms().get(iri)
        if term and key in wanted and term.kind != wanted[key] and term.kind != "datatype":
            near = nearest_term(iri, wanted[key])  # type: ignore[arg-type]
            message = f"{key} {curie!r} is of kind {term.kind} in its vocabulary"
            yield find(element, key, message, f"did you mean {near}?" if near else "")


def _withdrawn(context: Context) -> Iterator[Finding]:
    for element, key, curie, iri in _named(context):
        term = known_terms().get(iri)
        if term and term.deprecated and not element.deprecated:
            message = f"{key} {curie!r} is deprecated in its vocabulary"
            yield find(element, key, message, "name its successor")


_GOOD = "classes:\n  Book:\n    class_uri: schema:Book\n    slots: [issued]\n" + (
    "slots:\n  issued: {slot_uri: dct:issued}\n"
)

TERM_RULES: tuple[Rule, ...] = (
    Rule(
        "unknown-term", "error",
        "A term that its vocabulary does not define means nothing, to people and to machines.",
        "slots:\n  issued: {slot_uri: dct:isued}\n", _GOOD, _missing,
    ),
    Rule(
        "term-kind", "warning",
        "A class that is a property in its vocabulary, or the other way round, misleads "
        "whoever reasons over the graph.",
        "slots:\n  issued: {slot_uri: dct:Agent}\n", _GOOD, _wrong_kind,
    ),
    Rule(
        "deprecated-term", "warning",
        "What its own authority withdrew should not be taken up anew.",
        "prefixes: {foaf: 'http://xmlns.com/foaf/0.1/'}\nslots:\n"
        "  funder: {slot_uri: foaf:fundedBy}\n",
        _GOOD, _withdrawn,
    ),
)  # fmt: skip
"""Silent on vocabularies that nobody listed."""
