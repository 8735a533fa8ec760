"""Say what datatype and bounds a value in RDF has: parts of a property shape.

Step on the line: beneath :mod:`linkml_schemas.property_shapes`. Pure.
"""

import re
from collections.abc import Sequence

from linkml_schemas.turtle import collection, iri, literal
from ontology.namespaces import PREFIXES

Rules = list[tuple[str, Sequence[str]]]

INTEGER = PREFIXES["xsd"] + "integer"

NARROW_INTEGERS = frozenset(
    PREFIXES["xsd"] + name for name in ("nonNegativeInteger", "positiveInteger", "int", "long")
)
"""What a store may keep as ``xsd:integer``, as ours does: a shape accepts both."""


def to_datatype(datatype: str | None, depth: int) -> Rules:
    """Return that a value has a datatype, nothing if it may have any."""
    if datatype not in NARROW_INTEGERS:
        return [("sh:datatype", [iri(datatype)] if datatype else [])]
    alternatives = [f"[ sh:datatype {iri(each)} ]" for each in (datatype or "", INTEGER)]
    return [("sh:or", [collection(alternatives, depth + 1)])]


def to_limit(limit: str | None, datatype: str | None) -> list[str]:
    """Return a bound as a literal of its datatype."""
    return [literal(limit, datatype=datatype)] if limit is not None else []


def to_template_pattern(template: str) -> str:
    """Return the pattern of what a template makes."""
    before, _, after = template.partition("{value}")
    return f"^{_escape(before)}[^/]+{_escape(after)}$"


def _escape(text: str) -> str:
    """Escape what has a meaning in a pattern of XPath; Python's own escapes more than it allows."""
    return re.sub(r"[.\\+*?\[\]^$(){}|]", r"\\\g<0>", text)
