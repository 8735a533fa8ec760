"""Make the enumeration of a plan out of a LinkML enum.

Step on the line: called by :mod:`linkml_schemas.compiler`. Pure; nothing here imports linkml.
"""

import re

from linkml_schemas.convention import (
    Element,
    read_descriptions,
    read_labels,
    require_known_annotations,
)
from linkml_schemas.plan import Enumeration, Value
from linkml_schemas.source import Source
from ontology.iris import mint_concept, mint_concept_scheme
from ontology.namespaces import PLACEHOLDER_BASE

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""What the name of a scheme in an IRI looks like."""


def to_enumeration(source: Source, name: str) -> Enumeration:
    """Return the plan of one enumeration.

    Shape:
        ``scheme`` is the IRI of the concept scheme: that of the annotation ``scheme_iri``,
        else minted from ``scheme``. A value without ``meaning`` is minted in that scheme.

    Raises:
        SchemaError: The enum breaks the convention.
    """
    element = source.enum_element(name)
    require_known_annotations(element)
    scheme = _read_scheme(element)
    iri = element.annotations.get("scheme_iri")
    definition = source.view.all_enums()[name]
    codes = [str(code) for code in definition.permissible_values]
    if not codes:
        raise element.error("has no permissible_values; list at least one")
    return Enumeration(
        name=str(name),
        scheme=element.expand(iri, source.prefixes)
        if iri
        else mint_concept_scheme(PLACEHOLDER_BASE, scheme),
        labels=read_labels(element),
        descriptions=read_descriptions(element),
        values=tuple(_to_value(source, str(name), scheme, code) for code in codes),
        steps=_read_steps(element, codes),
    )


def _read_scheme(element: Element) -> str:
    scheme = element.annotations.get("scheme", "")
    if not SLUG.fullmatch(scheme):
        raise element.error(
            "its codes need a scheme to be minted in; add `annotations: scheme: …`, "
            f"lower-case words with hyphens, and not {scheme!r}"
        )
    return scheme


def _read_steps(element: Element, codes: list[str]) -> tuple[str, ...]:
    steps = tuple(element.annotations.get("steps", "").split())
    for step in steps:
        if step not in codes:
            raise element.error(f"steps names {step!r}, which is none of its codes")
    return steps


def _to_value(source: Source, enum: str, scheme: str, code: str) -> Value:
    element = source.value_element(enum, code)
    require_known_annotations(element)
    if code != code.strip() or "|" in code:
        raise element.error("a code stands in a cell and can have no | or space at its ends")
    meaning = source.view.all_enums()[enum].permissible_values[code].meaning
    iri = (
        element.expand(meaning, source.prefixes)
        if meaning
        else mint_concept(PLACEHOLDER_BASE, scheme, code)
    )
    return Value(code, iri, read_labels(element), read_descriptions(element))
