"""Say what the references of another schema than ours may lead to.

Step on the line: beneath :mod:`linkml_schemas.shacl`. One shape for each class that is a range,
named by it, so that a property shape refers to it and does not list the classes below it.

Source:
    SHACL, W3C Recommendation 2017, sections 4.6 and 4.7.
"""

from collections.abc import Iterator

from linkml_schemas.plan import Column, Schema
from linkml_schemas.property_shapes import Naming, name_range
from linkml_schemas.turtle import block, collection, iri

UNTYPED = "[ sh:property [ sh:path rdf:type ; sh:maxCount 0 ] ]"
"""A thing of which the data at hand do not say what it is."""


def to_range_blocks(schema: Schema, naming: Naming) -> Iterator[str]:
    """Yield the shapes of all ranges, by name.

    Shape:
        What is described beside its owner has the type of the class or of one below it. What is
        referred to may be described elsewhere, and only what it is said to be must fit.
    """
    ranges: dict[str, Column] = {}
    for column in _columns(schema):
        if name := name_range(column):
            ranges.setdefault(name, column)
    types = {each.name: each.iri for each in schema.classes}
    for name, column in sorted(ranges.items()):
        inlined = column.beyond is not None and column.beyond.inlined
        alternatives = [] if inlined else [UNTYPED]
        fitting = dict.fromkeys(types[target] for target in column.targets)
        alternatives += [f"[ sh:class {iri(each)} ]" for each in fitting]
        choice = ("sh:or", [collection(alternatives, depth=1)])
        only = ("sh:class", [iri(each) for each in fitting])
        rule = only if len(alternatives) == 1 else choice
        yield block(naming.shape(name), [("a", ["sh:NodeShape"]), rule])


def _columns(schema: Schema) -> Iterator[Column]:
    for record_class in schema.classes:
        for column in record_class.columns:
            yield column
            if column.beyond:
                yield from column.beyond.alternatives
