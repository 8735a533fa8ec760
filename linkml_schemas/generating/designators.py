"""Say with which values a type designator names the class of its record.

Step on the line: beneath :mod:`linkml_schemas.generating.adapter`. Pure.

Source:
    LinkML, "type designators": by the range of the slot the name, CURIE or IRI of the class.
"""

from linkml_schemas.generating.naming import iri_of
from linkml_schemas.modelling.elements import ClassModel
from linkml_schemas.modelling.reading import SchemaModel
from linkml_schemas.modelling.slots import SlotModel
from linkml_schemas.modelling.values import camel_case
from ontology.namespaces import shrink


def to_designators(
    slot: SlotModel, record_class: ClassModel, model: SchemaModel
) -> tuple[str, ...]:
    """Return the values that say that a record is of a class; none if any value may.

    Shape:
        A name is also accepted as the context writes it, for JSON-LD knows that one only.
    """
    found = model.types.get(slot.range)
    if found is None:
        return ()
    iri = iri_of(record_class)
    ranges = {found.name, *(each.name for each in found.above)}
    if "string" in ranges:
        return tuple(dict.fromkeys((record_class.name, camel_case(record_class.name))))
    if "uri" in ranges:
        return (iri,)
    curie = shrink(iri, {**model.prefixes, **record_class.source.prefixes}) or iri
    return tuple(dict.fromkeys((curie, iri))) if "uriorcurie" in ranges else (curie,)
