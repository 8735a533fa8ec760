"""Give every element of a schema an address within a page that does not change.

Step on the line: beside the words. An anchor is the local name of the element's IRI; where two
elements would share one, each takes the name that the schema gives it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from linkml_schemas.modelling.elements import ElementModel
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.specifying.wording import local_name, to_anchor

RESERVED = "s-"
"""How the anchors of the page's own sections begin."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The anchors of a schema by the name of the element."""

    classes: Mapping[str, str]
    slots: Mapping[str, str]
    enums: Mapping[str, str]
    types: Mapping[str, str]


def to_anchors(model: SchemaModel) -> Anchors:
    """Return the anchor of every element."""
    groups: tuple[tuple[str, Iterable[ElementModel]], ...] = (
        ("class", model.classes.values()),
        ("slot", model.slots.values()),
        ("enum", model.enums.values()),
        ("type", model.types.values()),
    )
    wanted = {(kind, e.name): local_name(e.iri) for kind, group in groups for e in group}
    folded = Counter(anchor.casefold() for anchor in wanted.values())
    found: dict[str, dict[str, str]] = {kind: {} for kind, _ in groups}
    taken: set[str] = set()
    for (kind, name), anchor in wanted.items():
        if folded[anchor.casefold()] > 1 or anchor.startswith(RESERVED):
            anchor = to_anchor(name) if kind == "class" else f"{kind}-{to_anchor(name)}"
        number = 2
        unique = anchor
        while unique.casefold() in taken:
            unique = f"{anchor}-{number}"
            number += 1
        taken.add(unique.casefold())
        found[kind][name] = unique
    return Anchors(found["class"], found["slot"], found["enum"], found["type"])
