"""Say what follows from a property of a schema: its inverse, that it is symmetric, and so on.

Step on the line: beneath :mod:`linkml_schemas.generating.terms`. Pure.

Source:
    OWL 2 Web Ontology Language, structural specification, section 9.2 (object properties).
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from linkml_schemas.generating.naming import iri_of
from linkml_schemas.modelling.reading import SchemaModel
from linkml_schemas.modelling.slots import SlotModel
from linkml_schemas.turtle import iri

CHARACTERS: Mapping[str, str] = MappingProxyType(
    {
        "asymmetric": "owl:AsymmetricProperty",
        "irreflexive": "owl:IrreflexiveProperty",
        "reflexive": "owl:ReflexiveProperty",
        "symmetric": "owl:SymmetricProperty",
        "transitive": "owl:TransitiveProperty",
    }
)
"""Keys of a slot to what OWL calls such a property."""

AXIOMS = ("inverse", *CHARACTERS)
"""Keys of a slot from which an ontology concludes more than is stated."""


def to_axioms(model: SchemaModel, slots: Iterable[SlotModel]) -> Iterator[tuple[str, list[str]]]:
    """Yield what is stated of an object property by the slots that are it."""
    found = list(slots)
    characters = [name for key, name in CHARACTERS.items() if any(s.is_true(key) for s in found)]
    yield "rdf:type", characters
    inverses = {
        name for each in found for name in (_find(model, each.text("inverse")),) if name is not None
    }
    yield "owl:inverseOf", [iri(name) for name in sorted(inverses)]


def _find(model: SchemaModel, name: str) -> str | None:
    """Return the IRI of a slot: of the schema, else of the first class that has one."""
    groups = (model.slots, *(each.slots for each in model.classes.values()))
    return next((iri_of(group[name]) for group in groups if name in group), None)
