"""Say what a schema gives each class of a vocabulary, as facts that can be compared.

Step on the line: from the compiled plan, or from any LinkML schema, to the same facts that
:mod:`linkml_schemas.reusing.profiles` holds of profiles of others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linkml_schemas.modelling.elements import SlotModel
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.plan import Column, RecordClass, Schema
from linkml_schemas.reusing.profiles import short
from ontology.namespaces import PREFIXES

_RDFS, _RDF, _SKOS = PREFIXES["rdfs"], PREFIXES["rdf"], PREFIXES["skos"]
RESOURCE, CONCEPT, TEXT = f"{_RDFS}Resource", f"{_SKOS}Concept", f"{_RDF}langString"
TYPE = f"{_RDF}type"


@dataclass(frozen=True, slots=True)
class Given:
    """What one class of a schema says with one property.

    Shape:
        ``maximum`` is None where there is no greatest number. ``ranges`` has the types of
        each kind of value; ``codes`` the concept schemes and concepts that values come from.
        ``columns`` name where it comes from, such as ``Dataset.publisher``.
    """

    minimum: int
    maximum: int | None
    ranges: tuple[tuple[str, ...], ...]
    codes: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenClass:
    """One class of a schema: its types, and what it says by property IRI.

    Shape:
        A node between is a class too, named ``Dataset dct:temporal``.
    """

    name: str
    types: tuple[str, ...]
    properties: dict[str, Given]


@dataclass(frozen=True, slots=True)
class _Saying:
    """One column or slot, on the class that it says something of."""

    class_name: str
    types: tuple[str, ...]
    property: str
    given: Given


def given_by_plan(plan: Schema) -> tuple[GivenClass, ...]:
    """Return the classes of a compiled plan.

    Shape:
        A column with a node between says something of the record and of the node; an inverse
        column of the class that it refers to.
    """
    return _gather(saying for each in plan.classes for saying in _of_record(plan, each))


def given_by_model(model: SchemaModel) -> tuple[GivenClass, ...]:
    """Return the classes of any LinkML schema; mixins and abstract ones are in those below."""
    return _gather(
        _Saying(each.name, (each.iri,), slot.iri, _of_slot(model, each.name, slot))
        for each in model.classes.values()
        if not each.abstract and not each.mixin and not each.imported
        for slot in each.slots.values()
    )


def _gather(sayings: Iterable[_Saying]) -> tuple[GivenClass, ...]:
    classes: dict[tuple[str, tuple[str, ...]], dict[str, list[Given]]] = {}
    for each in sayings:
        holder = classes.setdefault((each.class_name, each.types), defaultdict(list))
        holder[each.property].append(each.given)
    return tuple(
        GivenClass(name, types, {iri: _join(listed) for iri, listed in properties.items()})
        for (name, types), properties in classes.items()
    )


def _join(listed: list[Given]) -> Given:
    """Return what several columns with one property say together."""
    first = listed[0]
    if len(listed) == 1:
        return first
    return Given(
        max(each.minimum for each in listed),
        None if len({each.columns for each in listed}) > 1 else first.maximum,
        tuple(dict.fromkeys(item for each in listed for item in each.ranges)),
        tuple(dict.fromkeys(item for each in listed for item in each.codes)),
        tuple(dict.fromkeys(name for each in listed for name in each.columns)),
    )


def _of_record(plan: Schema, record_class: RecordClass) -> Iterator[_Saying]:
    nodes: dict[str, list[Column]] = defaultdict(list)
    yield _Saying(
        record_class.name, record_class.types, TYPE,
        Given(1, None, ((RESOURCE,),), (), (record_class.name,)),
    )  # fmt: skip
    for column in record_class.columns:
        if column.predicate is None:
            continue
        given = _of_column(plan, record_class, column)
        if column.via:
            nodes[column.via.predicate].append(column)
            node_name = f"{record_class.name} {short(column.via.predicate)}"
            yield _Saying(node_name, column.via.types, column.predicate, given)
        elif column.inverse:
            backwards = Given(0, None, (record_class.types,), (), given.columns)
            for name in column.targets:
                target = plan.record_class(name)
                yield _Saying(target.name, target.types, column.predicate, backwards)
        else:
            yield _Saying(record_class.name, record_class.types, column.predicate, given)
    for predicate, columns in nodes.items():
        names = tuple(f"{record_class.name}.{column.name}" for column in columns)
        node = Given(
            int(any(column.required for column in columns)), 1,
            tuple({column.via.types for column in columns if column.via}), (), names,
        )  # fmt: skip
        yield _Saying(record_class.name, record_class.types, predicate, node)


def _of_column(plan: Schema, record_class: RecordClass, column: Column) -> Given:
    ranges: tuple[tuple[str, ...], ...] = ((RESOURCE,),)
    codes: tuple[tuple[str, ...], ...] = ()
    if column.kind == "reference":
        ranges = tuple(dict.fromkeys(plan.record_class(name).types for name in column.targets))
    elif column.kind == "code" and column.enumeration:
        enumeration = plan.enumeration(column.enumeration)
        ranges = ((CONCEPT,),)
        codes = ((enumeration.scheme, *(value.iri for value in enumeration.values)),)
    elif column.kind == "text":
        ranges = ((TEXT,),)
    elif column.kind == "literal" and column.datatype:
        ranges = ((column.datatype,),)
    name = (f"{record_class.name}.{column.name}",)
    return Given(int(column.required), None if column.multivalued else 1, ranges, codes, name)


def _of_slot(model: SchemaModel, class_name: str, slot: SlotModel) -> Given:
    least, most = slot.cardinality
    name = (f"{class_name}.{slot.name}",)
    ranges: list[tuple[str, ...]] = []
    codes: list[tuple[str, ...]] = []
    for range_name in slot.alternatives or (slot.range,):
        if range_name in model.classes:
            target = model.classes[range_name]
            above = (model.classes[each] for each in target.ancestors if each in model.classes)
            ranges.append((target.iri, *(each.iri for each in above)))
        elif range_name in model.enums:
            enum = model.enums[range_name]
            ranges.append((CONCEPT,))
            codes.append((enum.iri, *(value.iri for value in enum.values.values())))
        elif range_name in model.types:
            ranges.append((model.types[range_name].iri,))
    return Given(least, most, tuple(ranges), tuple(codes), name)
