"""Make a plan of a schema outside our convention, so that our emitters can write it.

Step on the line: from the common model of :mod:`linkml_schemas.modelling` to
:class:`linkml_schemas.plan.Schema`. Classes and enumerations are sorted by name, for the order of
imports means nothing in another's schema. No loader reads such a plan. Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from linkml_schemas.generating.designators import to_designators
from linkml_schemas.generating.naming import Languages, expand, fragment, iri_of
from linkml_schemas.generating.ranges import ANY, Ranges, find_simple_value, find_targets
from linkml_schemas.modelling.elements import ClassModel, EnumModel
from linkml_schemas.modelling.reading import SchemaModel
from linkml_schemas.modelling.slots import SlotModel
from linkml_schemas.modelling.values import camel_case, to_text, underscore
from linkml_schemas.plan import Beyond, Column, Enumeration, RecordClass, Schema, Value

CONVENTION = ("concept", "scheme", "scheme_column")
"""Annotations of a class that say that the schema follows our convention."""


def follows_convention(model: SchemaModel) -> bool:
    """Tell whether a schema says of its classes how their records are named, as ours do."""
    return any(key in each.annotations for each in model.classes.values() for key in CONVENTION)


def to_plan(model: SchemaModel, languages: Languages) -> Schema:
    """Return the plan of every class that has records, and of every enumeration.

    Shape:
        A class is named as in LinkML's JSON (``NamedThing``), a column likewise
        (``has_part``). Abstract classes and mixins have no records.
    """
    ranges = Ranges(model, find_targets(model))
    concrete = [each for each in model.classes.values() if _has_records(each)]
    return Schema(
        name=model.name,
        version=model.version,
        digest="",
        classes=tuple(
            _to_class(each, ranges, languages) for each in sorted(concrete, key=_by_name)
        ),
        enumerations=tuple(
            _to_enumeration(each, languages) for each in sorted(model.enums.values(), key=_by_name)
        ),
    )


def sort_model(model: SchemaModel) -> SchemaModel:
    """Return a schema with its elements in the order of their names.

    Columns of a class and codes of an enumeration stay as they are written.
    """
    return replace(
        model,
        classes=dict(sorted(model.classes.items())),
        slots=dict(sorted(model.slots.items())),
        enums=dict(sorted(model.enums.items())),
        types=dict(sorted(model.types.items())),
    )


def find_root(model: SchemaModel) -> str | None:
    """Return the class of a whole document, None if the schema names none."""
    roots = sorted(camel_case(each.name) for each in model.classes.values() if each.tree_root)
    return roots[0] if roots else None


def _has_records(model: ClassModel) -> bool:
    return not (model.abstract or model.mixin or iri_of(model) == ANY)


def _by_name(element: ClassModel | EnumModel) -> str:
    return camel_case(element.name)


def _to_class(model: ClassModel, ranges: Ranges, languages: Languages) -> RecordClass:
    iri = iri_of(model)
    simple = find_simple_value(model)
    columns: dict[str, Column] = {}
    for slot in model.slots.values():
        column = _to_column(slot, ranges, languages)
        if slot.is_true("designates_type"):
            column = _beyond(column, equals=to_designators(slot, model, ranges.model))
        elif slot is simple and not (column.beyond and column.beyond.inlined):
            column = _beyond(column, is_simple=True)
        columns[column.name] = column
    return RecordClass(
        name=camel_case(model.name),
        iri=iri,
        types=(iri,),
        labels=languages.labels(model),
        descriptions=languages.descriptions(model),
        columns=tuple(columns.values()),
    )


def _beyond(column: Column, **said: Any) -> Column:
    return replace(column, beyond=replace(column.beyond or Beyond(), **said))


def _to_column(slot: SlotModel, ranges: Ranges, languages: Languages) -> Column:
    names_subject = slot.is_true("identifier")
    names_type = slot.is_true("designates_type")
    predicate = None if names_subject or names_type else iri_of(slot)
    column = Column(
        name=underscore(slot.name),
        predicate=predicate,
        kind="literal",
        labels=languages.labels(slot),
        descriptions=languages.descriptions(slot),
        language=slot.annotations.get("language"),
        required=slot.required,
        multivalued=slot.multivalued,
        unique=slot.identifier,
        beyond=Beyond(
            least=slot.minimum_cardinality,
            most=slot.maximum_cardinality,
            names_subject=names_subject,
            names_type=names_type,
            unit=_to_unit(slot.raw.get("unit")),
            recommended=slot.recommended,
        ),
    )
    refined = ranges.refine(column, slot)
    return refined if refined.kind == "text" else replace(refined, language=None)


def _to_unit(unit: object) -> str | None:
    if not isinstance(unit, Mapping):
        return to_text(unit) or None
    keys = ("ucum_code", "symbol", "abbreviation", "descriptive_name", "iec61360code")
    return next((to_text(unit[key]) for key in keys if unit.get(key)), None)


def _to_enumeration(model: EnumModel, languages: Languages) -> Enumeration:
    return Enumeration(
        name=camel_case(model.name),
        scheme=iri_of(model),
        labels=languages.labels(model),
        descriptions=languages.descriptions(model),
        values=tuple(_to_values(model, languages)),
        open=model.dynamic or not model.values,
    )


def _to_values(model: EnumModel, languages: Languages) -> Iterator[Value]:
    scheme = iri_of(model)
    for value in model.values.values():
        meaning = expand(value, value.text("meaning"))
        yield Value(
            code=value.name,
            iri=meaning or f"{scheme}#{fragment(value.name)}",
            labels=languages.labels(value),
            descriptions=languages.descriptions(value),
            as_text=not meaning,
        )
