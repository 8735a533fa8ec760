"""Say what the references of another schema than ours may lead to.

Step on the line: beneath :mod:`linkml_schemas.shacl`. One shape for each class that is a range,
named by it, so that a property shape refers to it and does not list the classes below it.

Source:
    SHACL, W3C Recommendation 2017, sections 4.6 and 4.7.
"""

from collections.abc import Iterator

from linkml_schemas.plan import Column, RecordClass, Schema
from linkml_schemas.property_shapes import Naming, name_range
from linkml_schemas.turtle import block, collection, iri

NO_TYPE = "sh:property [ sh:path rdf:type ; sh:maxCount 0 ]"
"""A thing of which the data at hand do not say what it is."""


def to_range_blocks(schema: Schema, naming: Naming) -> Iterator[str]:
    """Yield the shapes of all ranges, by name.

    Shape:
        What is described beside its owner has the type of the class or of one below it, or no
        type, as in JSON, and then obeys its shape. What is referred to may be described
        elsewhere, and only what it is said to be must fit.
    """
    ranges: dict[str, Column] = {}
    for column in _columns(schema):
        if name := name_range(column):
            ranges.setdefault(name, column)
    nested = find_nested(schema)
    types = {each.name: each.iri for each in schema.classes}
    for name, column in sorted(ranges.items()):
        inlined = column.beyond is not None and column.beyond.inlined
        untyped = [_to_untyped(each, naming, nested) for each in column.targets if inlined]
        fitting = dict.fromkeys(types[target] for target in column.targets)
        alternatives = [
            *(dict.fromkeys(untyped) or [f"[ {NO_TYPE} ]"]),
            *(f"[ sh:class {iri(each)} ]" for each in fitting),
        ]
        choice = ("sh:or", [collection(alternatives, depth=1)])
        yield block(naming.shape(name), [("a", ["sh:NodeShape"]), choice])


def find_nested(schema: Schema) -> frozenset[str]:
    """Return the classes of which a record may stand within a record of the same class.

    A shape of one would refer to itself, of which SHACL leaves the meaning open.
    """
    below = {each.name: _held(each) for each in schema.classes}

    def reached(name: str) -> set[str]:
        found: set[str] = set()
        todo = list(below[name])
        while todo:
            if (each := todo.pop()) not in found:
                found.add(each)
                todo += below[each]
        return found

    return frozenset(name for name in below if name in reached(name))


def _held(record_class: RecordClass) -> set[str]:
    choices = (one for each in record_class.columns for one in _choices(each))
    return {
        target for one in choices if one.beyond and one.beyond.inlined for target in one.targets
    }


def _to_untyped(name: str, naming: Naming, nested: frozenset[str]) -> str:
    if name in nested:
        return f"[ {NO_TYPE} ]"
    return f"[ {NO_TYPE} ; sh:node {naming.shape(f'{name}Shape')} ]"


def _columns(schema: Schema) -> Iterator[Column]:
    for record_class in schema.classes:
        for column in record_class.columns:
            yield from _choices(column)


def _choices(column: Column) -> tuple[Column, ...]:
    return (column, *column.beyond.alternatives) if column.beyond else (column,)
