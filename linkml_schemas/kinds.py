"""Say of what kind a thing is, by the plan.

Step on the line: the build puts it in the search index, the server lays out pages by it. Pure.
"""

from collections.abc import Collection

from linkml_schemas.plan import RecordClass, Schema
from ontology.iris import IriError, parse_iri
from ontology.namespaces import expand

OTHER_KINDS = (
    ("klasse", tuple(map(expand, ("owl:Class", "rdfs:Class")))),
    (
        "eigenschap",
        tuple(map(expand, ("owl:ObjectProperty", "owl:DatatypeProperty", "rdf:Property"))),
    ),
    ("vorm", tuple(map(expand, ("sh:NodeShape", "sh:PropertyShape")))),
    ("zoekvraag", (expand("sh:SPARQLExecutable"),)),
    ("graaf", (expand("sd:NamedGraph"),)),
    ("conceptscheme", (expand("skos:ConceptScheme"),)),
    ("concept", (expand("skos:Concept"),)),
)
"""Kinds of things that no registry has, by their types; what fits first counts."""

TERM_KINDS = frozenset({"klasse", "eigenschap", "vorm", "zoekvraag", "graaf"})
"""Kinds of things that serve to speak of others, or to find them."""

COVERING = frozenset(map(expand, ("dcat:Dataset", "dcat:Catalog", "dcat:DataService", "ds:Report")))
"""Types of things whose period is what they are about, not when they hold."""

ANY_KIND = "ander"
"""The kind of a thing whose types say nothing to us."""

PAST = frozenset(
    {
        "ingetrokken",
        "vervangen",
        "verouderd",
        "nietactief",
        "geweigerd",
        "VervangenStandaard",
        "VerouderdeStandaard",
        "HerroepenStandaard",
    }
)
"""How the IRI of a status ends that says that a thing is of the past."""


def list_key(record_class: RecordClass) -> str:
    """Return the word in the path of the list of a class.

    >>> list_key(RecordClass("Role", "", (), {}, {}, (), concept="rol"))
    'rol'
    """
    return record_class.concept or record_class.scheme or "concept"


def all_kinds(schema: Schema) -> list[str]:
    """Return every kind that a thing can be of, in the order of the alphabet."""
    lists = {list_key(record_class) for record_class in schema.classes}
    return sorted({*lists, *(kind for kind, _ in OTHER_KINDS), ANY_KIND})


def choose_class(schema: Schema, base: str, iri: str, types: Collection[str]) -> RecordClass | None:
    """Return the plan that fits a thing best, None if no plan does.

    Shape:
        The class whose path the IRI has; else the one with the most types in common.
    """
    return fitting_class(schema, path_key(base, iri), types)


def fitting_class(schema: Schema, key: str, types: Collection[str]) -> RecordClass | None:
    """Return the plan that fits a thing best, None if no plan does.

    Args:
        schema: The plans.
        key: What :func:`path_key` says of the thing.
        types: The IRIs of its classes.
    """
    fitting = [c for c in schema.classes if c.iri in types]
    by_path = [c for c in fitting if key and list_key(c) == key]
    ranked = by_path or fitting
    return max(ranked, key=lambda c: (len(set(c.types) & set(types)), c.name), default=None)


def path_key(base: str, iri: str) -> str:
    """Return the word in the path of an IRI that says of what kind it is, empty if none does.

    >>> path_key("https://begrip.example", "https://begrip.example/id/concept/as/2.1")
    'as'
    """
    try:
        parsed = parse_iri(base, iri)
    except IriError:
        return ""
    return (
        parsed.reference[0] if parsed.concept == "concept" and parsed.reference else parsed.concept
    )


def to_kind(schema: Schema, key: str, types: Collection[str]) -> str:
    """Return the kind of a thing: the key of its list, or a word for what has no list.

    Args:
        schema: The plans.
        key: What :func:`path_key` says of the thing.
        types: The IRIs of its classes.
    """
    if record_class := fitting_class(schema, key, types):
        return list_key(record_class)
    found = (kind for kind, known in OTHER_KINDS if not set(known).isdisjoint(types))
    return next(found, ANY_KIND)


def is_past(status: str) -> bool:
    """Tell whether a status says that a thing is of the past.

    >>> is_past("https://begrip.example/id/concept/begripstatus/verouderd")
    True
    """
    return status.replace("#", "/").rpartition("/")[2] in PAST
