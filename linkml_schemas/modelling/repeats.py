"""Find names that stand twice in one list: of two attributes or codes of a name one is lost.

Step on the line: the last of :func:`linkml_schemas.modelling.reading.read_leniently`. In a
mapping the reader of YAML sees it, in a list (``- name: …``) nothing does.
"""

from collections.abc import Iterator

from linkml_schemas.modelling.elements import ElementModel
from linkml_schemas.modelling.faults import Fault, Place
from linkml_schemas.modelling.schema import SchemaModel


def find_repeated(model: SchemaModel) -> Iterator[Fault]:
    """Yield each name that an element lists twice among its slots, refinements or codes."""
    for each in model.classes.values():
        for key in ("attributes", "slot_usage", "unique_keys"):
            yield from _repeated(each, key)
    for enum in model.enums.values():
        yield from _repeated(enum, "permissible_values")


def _repeated(element: ElementModel, key: str) -> Iterator[Fault]:
    first: dict[str, Place] = {}
    for name, path, _ in element.source.entries((*element.path, key)):
        place = element.source.document.place(path)
        if name in first:
            yield _twice(element, key, name, place, first[name])
        first.setdefault(name, place)


def _twice(element: ElementModel, key: str, name: str, place: Place, there: Place) -> Fault:
    return Fault(
        place,
        "duplicate-element",
        f"{name} stands twice in {key} of {element.name}, first on line {there.line}; "
        "one of them is lost",
        "give one another name or remove it",
        element=element.name,
    )
