"""Arrange what is said of a thing by the plan of its class.

Step on the line: between the statements that ``describe`` finds and the page. Pure functions
over the compiled plan; a class without a plan gets one plain group.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from linkml_schemas.kinds import choose_class as choose_class
from linkml_schemas.kinds import list_key as list_key
from linkml_schemas.plan import Column, RecordClass

GROUPS = (
    "description",
    "identification",
    "classification",
    "relations",
    "contact",
    "access",
    "validity",
    "provenance",
    "other",
)
"""The groups of a page in their order; a group of the plan that is not named comes before other."""


NO_FAMILIES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands on a page, and what it is called there.

    Shape:
        ``column`` is what the plan says of it, None if it says nothing; ``family`` is that of
        the classes that its values are of, empty if they differ.
    """

    group: str
    position: int
    labels: Mapping[str, str]
    column: Column | None = None
    family: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of the predicates of one class.

    Shape:
        ``own`` by predicate; ``nested`` by the predicate to the node between and the node's
        own predicate; ``inverse`` by the predicate with which others point here.
    """

    record_class: RecordClass | None = None
    own: Mapping[str, Place] = field(default_factory=dict)
    nested: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    inverse: Mapping[str, Place] = field(default_factory=dict)


def arrange(record_class: RecordClass | None, families: Mapping[str, str] = NO_FAMILIES) -> Layout:
    """Return the layout of a class.

    Args:
        record_class: The plan of the class, None if it has none.
        families: Families of classes, by their names.
    """
    if record_class is None:
        return Layout()
    own: dict[str, Place] = {}
    nested: dict[tuple[str, str], Place] = {}
    inverse: dict[str, Place] = {}
    for position, column in _placed(record_class):
        assert column.predicate is not None, "only columns with a predicate have a place"
        family = common_family(families.get(name, "") for name in column.targets)
        family = "concept" if column.kind == "code" else family
        place = Place(column.group or "other", position, column.labels, column, family)
        if column.via:
            nested.setdefault((column.via.predicate, column.predicate), place)
        elif column.inverse:
            inverse.setdefault(column.predicate, place)
        else:
            own.setdefault(column.predicate, place)
    return Layout(record_class, own, nested, inverse)


def common_family(families: Iterable[str]) -> str:
    """Return the family that all have, empty if they differ or there is none.

    >>> common_family(["data", "data"]), common_family(["data", "law"]), common_family([])
    ('data', '', '')
    """
    found = set(families)
    return found.pop() if len(found) == 1 else ""


def group_order(name: str) -> tuple[int, str]:
    """Return the sorting key of a group.

    >>> sorted(["other", "quality", "identification"], key=group_order)
    ['identification', 'quality', 'other']
    """
    known = name in GROUPS
    return (GROUPS.index(name) if known else len(GROUPS) - 2), f"{not known}{name}"


def _placed(record_class: RecordClass) -> Iterator[tuple[int, Column]]:
    for position, column in enumerate(record_class.columns):
        if column.predicate:
            yield position, column
