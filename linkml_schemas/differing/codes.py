"""Say which codes an enumeration has in the end, and what stands for them in the graph.

Step on the line: beneath :mod:`linkml_schemas.differing.ranges` and
:mod:`linkml_schemas.differing.lists`. Pure.
"""

from collections.abc import Mapping

from linkml_schemas.modelling.elements import EnumModel, ValueModel
from linkml_schemas.modelling.schema import SchemaModel
from ontology.iris import mint_concept
from ontology.namespaces import PLACEHOLDER_BASE

ELSEWHERE = ("reachable_from", "matches", "include", "concepts", "code_set")
"""Keys of the metamodel by which codes come from where no file of the schema says."""

SCHEME = ("scheme", "scheme_iri")
"""Annotations that decide the IRI of a list and of its codes."""

Terms = frozenset[tuple[str, str]]
"""What stands in the graph for codes: a kind, ``text`` or ``iri``, with the text or the IRI."""


def codes_of(model: SchemaModel, enum: EnumModel) -> Mapping[str, ValueModel]:
    """Return the codes of an enumeration, with those of the lists of the schema it inherits.

    Shape:
        What a list says of a code itself goes before what it inherits.
    """
    found: dict[str, ValueModel] = {}
    for each in _with_inherited(model, enum):
        found = {**each.values, **found}
    return found


def is_open(model: SchemaModel, enum: EnumModel) -> bool:
    """Return whether an enumeration may have codes that no file of the schema names.

    Shape:
        So is one that names none at all: any text will do then.
    """
    lists = _with_inherited(model, enum)
    return not any(each.values for each in lists) or any(
        any(each.raw.get(key) for key in ELSEWHERE)
        or (each.texts("inherits") and each.raw.get("minus"))
        or any(name not in model.enums for name in each.texts("inherits"))
        for each in lists
    )


def graph_terms(model: SchemaModel, enum: EnumModel, *, beside: bool) -> Terms:
    """Return what stands for the codes of a closed enumeration in the graph.

    Args:
        model: The schema.
        enum: The enumeration.
        beside: Whether it is one of several ranges: then a context cannot tell a text from a
            concept, and both will do.
    """
    codes = codes_of(model, enum)
    as_concepts = any(enum.annotations.get(key) for key in SCHEME)
    texts = {code for code, each in codes.items() if not (as_concepts or each.meaning)}
    is_mixed = len(texts) < len(codes)
    return frozenset(
        {("text", code) for code in codes if code in texts or (beside and not as_concepts)}
        | {
            ("iri", concept_iri(enum, each))
            for code, each in codes.items()
            if code not in texts or is_mixed
        }
    )


def concept_iri(enum: EnumModel, value: ValueModel) -> str:
    """Return the IRI of the concept of a code, by our convention where a list has a scheme."""
    scheme = enum.annotations.get("scheme", "")
    if scheme and not value.meaning:
        return mint_concept(PLACEHOLDER_BASE, scheme, value.name)
    return value.iri


def _with_inherited(model: SchemaModel, enum: EnumModel) -> tuple[EnumModel, ...]:
    """Return an enumeration and those of the schema from which it inherits, each once."""
    found = {enum.name: enum}
    waiting = [enum]
    while waiting:
        for name in waiting.pop(0).texts("inherits"):
            if name in model.enums and name not in found:
                found[name] = model.enums[name]
                waiting.append(found[name])
    return tuple(found.values())
