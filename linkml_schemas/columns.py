"""Make the column of a plan out of a slot as a class sees it.

Step on the line: called by :mod:`linkml_schemas.compiler` for each slot of each class. Pure;
nothing here imports linkml.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from linkml_schemas.arrangement import read_back, require_sound_show
from linkml_schemas.convention import Element, read_descriptions, read_labels, require_pattern
from linkml_schemas.plan import Column, Kind, Via
from linkml_schemas.source import Source
from ontology.identifiers import NORMALISERS

XSD = "http://www.w3.org/2001/XMLSchema#"
STRING = f"{XSD}string"
STEERING_COLUMNS = ("id", "iri")
"""Columns that decide the subject and state nothing."""

IGNORED_IN_SLOTS = (
    "any_of", "all_of", "exactly_one_of", "none_of", "ifabsent", "equals_string",
    "equals_string_in", "equals_number", "equals_expression", "minimum_cardinality",
    "maximum_cardinality", "exact_cardinality", "has_member", "all_members",
)  # fmt: skip
"""What LinkML offers and no emitter of ours reads: refused, so that nothing is lost unseen."""

IGNORED_IN_CLASSES = ("rules", "any_of", "all_of", "exactly_one_of", "none_of", "union_of")

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LANGUAGE_SUFFIX = re.compile(r".*_(nl|en|fr|de)")


@dataclass(frozen=True, slots=True)
class _Range:
    """What the range of a slot means for its cells."""

    kind: Kind
    datatype: str | None = None
    enumeration: str | None = None
    targets: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: str | None = None
    maximum: str | None = None


def to_column(source: Source, class_name: str, slot: Any) -> Column:
    """Return the plan of one column.

    Args:
        source: The schema.
        class_name: The class that has the column.
        slot: linkml's induced slot of that class.

    Raises:
        SchemaError: The slot breaks the convention.
    """
    element = source.column_element(class_name, slot)
    notes = element.annotations
    require_only_read(element, slot, IGNORED_IN_SLOTS)
    require_pattern(element, slot.pattern)
    meaning = _read_range(source, element, slot)
    _require_consistent(element, slot, meaning)
    column = Column(
        name=str(slot.name),
        predicate=_read_predicate(source, element, slot),
        kind="text" if "language" in notes else meaning.kind,
        labels=read_labels(element),
        descriptions=read_descriptions(element),
        group=_read_group(element),
        datatype=None if "language" in notes else meaning.datatype,
        language=notes.get("language"),
        required=bool(slot.required or slot.identifier),
        multivalued=bool(slot.multivalued),
        unique=bool(slot.identifier or slot.key),
        pattern=slot.pattern or meaning.pattern,
        minimum=_first(slot.minimum_value, meaning.minimum),
        maximum=_first(slot.maximum_value, meaning.maximum),
        enumeration=meaning.enumeration,
        targets=meaning.targets,
        via=_read_via(source, element),
        inverse=_is_inverse(element),
        adds_type=next(iter(element.expand_all("adds_type", source.prefixes)), None),
        normalise=notes.get("normalise"),
        template=notes.get("template"),
        show=notes.get("show"),
        back=read_back(element),
    )
    require_sound_show(element, column)
    return column


def require_only_read(element: Element, definition: Any, ignored: Iterable[str]) -> None:
    """Refuse what LinkML offers but the plan does not hold.

    Raises:
        SchemaError: The element says something that would be ignored.
    """
    for key in ignored:
        if getattr(definition, key, None):
            raise element.error(f"{key} would be ignored: the plan has no place for it; remove it")


def concrete_classes(source: Source, name: str) -> tuple[str, ...]:
    """Return a class and its descendants, without the abstract ones, in schema order."""
    descendants = set(source.view.class_descendants(name))
    return tuple(
        str(candidate)
        for candidate, definition in source.view.all_classes().items()
        if candidate in descendants and not definition.abstract and not definition.mixin
    )


def _read_range(source: Source, element: Element, slot: Any) -> _Range:
    name = slot.range
    if name in source.view.all_classes():
        targets = concrete_classes(source, name)
        if not targets:
            raise element.error(f"no concrete class descends from its range {name}")
        return _Range("reference", targets=targets)
    if name in source.view.all_enums():
        return _Range("code", enumeration=str(name))
    if name in source.view.all_types():
        return _read_type(source, element, name)
    raise element.error(f"range {name!r} is no class, enum or type of this schema")


def _read_type(source: Source, element: Element, name: str) -> _Range:
    chain = [source.view.all_types()[each] for each in source.view.type_ancestors(name)]
    uri = next((each.uri for each in chain if each.uri), None)
    if uri is None:
        raise element.error(f"type {name} has no uri; give it one, such as xsd:date")
    datatype = element.expand(uri, source.prefixes)
    is_iri = datatype in {f"{XSD}anyURI", "http://www.w3.org/2000/01/rdf-schema#Resource"}
    return _Range(
        kind="iri" if is_iri else "literal",
        datatype=None if is_iri else datatype,
        pattern=next((each.pattern for each in chain if each.pattern), None),
        minimum=_first(*(each.minimum_value for each in chain)),
        maximum=_first(*(each.maximum_value for each in chain)),
    )


def _read_predicate(source: Source, element: Element, slot: Any) -> str | None:
    if slot.slot_uri:
        return element.expand(slot.slot_uri, source.prefixes)
    if slot.name in STEERING_COLUMNS:
        return None
    raise element.error("slot_uri is missing; name the predicate, such as `slot_uri: dct:title`")


def _read_via(source: Source, element: Element) -> Via | None:
    if "via" not in element.annotations:
        return None
    predicate = element.expand(element.annotations["via"], source.prefixes)
    return Via(predicate, element.expand_all("via_types", source.prefixes))


def _read_group(element: Element) -> str:
    group = element.annotations.get("group", "")
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", group):
        raise element.error(
            f"annotation group must be one lower-case word, such as relations, and is {group!r}"
        )
    return group


def _is_inverse(element: Element) -> bool:
    text = element.annotations.get("inverse", "false")
    if text not in {"true", "false"}:
        raise element.error(f"annotation inverse must be true or false and is {text!r}")
    return text == "true"


def _require_consistent(element: Element, slot: Any, meaning: _Range) -> None:
    _require_language(element, slot, meaning)
    notes = element.annotations
    if "via" in notes and slot.multivalued:
        raise element.error("a multivalued slot cannot have via: its values would share one node")
    if "via" in notes and _is_inverse(element):
        raise element.error("via and inverse cannot go together; choose one")
    if "via_types" in notes and "via" not in notes:
        raise element.error("via_types needs via; name the predicate that leads to the node")
    if _is_inverse(element) and meaning.kind not in {"iri", "reference"}:
        raise element.error(f"inverse needs a range of IRIs or a class, not {slot.range}")
    if "template" in notes and (meaning.kind != "iri" or "{value}" not in notes["template"]):
        raise element.error("template needs `range: uri` and the text {value} in it")
    if notes.get("normalise", "ovo") not in NORMALISERS:
        known = ", ".join(NORMALISERS)
        raise element.error(f"cannot normalise {notes['normalise']!r}; there are: {known}")


def _require_language(element: Element, slot: Any, meaning: _Range) -> None:
    language = element.annotations.get("language")
    suffix = _LANGUAGE_SUFFIX.fullmatch(slot.name)
    if language is None:
        if suffix:
            raise element.error(
                f"its name ends in _{suffix[1]}; add `annotations: language: {suffix[1]}`"
            )
        return
    if not _LANGUAGE.fullmatch(language):
        raise element.error(f"{language!r} is no BCP 47 language tag, such as nl")
    if not suffix or suffix[1] != language:
        raise element.error(f"its name must end in its language, _{language}")
    if meaning.datatype != STRING:
        raise element.error(f"text in a language needs `range: string`, not {slot.range}")


def _first(*values: Any) -> str | None:
    return next((str(value) for value in values if value is not None), None)
