"""Group the columns of a class by what they state: one group is one property shape.

Step on the line: between the plan and the emitters of shapes and context. Pure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from linkml_schemas.plan import Column, RecordClass, Schema, Via


@dataclass(frozen=True, slots=True)
class Statement:
    """The columns that state one predicate: one, or one per language."""

    predicate: str
    columns: tuple[Column, ...]

    @property
    def inverse(self) -> bool:
        """Tell whether the entity is the object."""
        return self.columns[0].inverse

    @property
    def key(self) -> tuple[str, bool]:
        """Tell what is stated: a record has one statement with this key."""
        return self.predicate, self.inverse


@dataclass(frozen=True, slots=True)
class NodeStatement:
    """A node between the entity and the values of the columns that share it."""

    via: Via
    statements: tuple[Statement, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns of all its statements."""
        return tuple(chain.from_iterable(each.columns for each in self.statements))

    @property
    def key(self) -> tuple[str, bool]:
        """Tell what is stated: a record has one statement with this key."""
        return self.via.predicate, False


def group_columns(record_class: RecordClass) -> tuple[Statement | NodeStatement, ...]:
    """Return what a record of a class states, in the order of its columns."""
    nodes: dict[Via, list[Column]] = {}
    alike: dict[tuple[str, bool], list[Column]] = {}
    order: dict[tuple[str, bool], Via | None] = {}
    for column in record_class.columns:
        if column.predicate and column.via:
            nodes.setdefault(column.via, []).append(column)
            order.setdefault((column.via.predicate, False), column.via)
        elif column.predicate:
            key = (column.predicate, column.inverse)
            alike.setdefault(key, []).append(column)
            order.setdefault(key, None)
    return tuple(
        NodeStatement(via, tuple(_group(nodes[via])))
        if via
        else Statement(key[0], tuple(alike[key]))
        for key, via in order.items()
    )


def _group(columns: Iterable[Column]) -> Iterator[Statement]:
    alike: dict[str, list[Column]] = {}
    for column in columns:
        if column.predicate:
            alike.setdefault(column.predicate, []).append(column)
    for predicate, found in alike.items():
        yield Statement(predicate, tuple(found))


def resembling_classes(schema: Schema, record_class: RecordClass) -> tuple[RecordClass, ...]:
    """Return the other classes whose records have the IRI of this class as a type among others."""
    return tuple(
        other
        for other in schema.classes
        if record_class.iri in other.types and not set(other.types) <= set(record_class.types)
    )


def same_classes(schema: Schema, record_class: RecordClass) -> tuple[RecordClass, ...]:
    """Return the other classes with the same types, by name: our schemas have none."""
    types = set(record_class.types)
    found = (each for each in schema.classes if each.name != record_class.name)
    return tuple(sorted((each for each in found if set(each.types) == types), key=_name))


def distinctive_type(record_class: RecordClass, other: RecordClass) -> str:
    """Return a type that records of the other class have and records of this one have not."""
    return next(each for each in other.types if each not in record_class.types)


def _name(record_class: RecordClass) -> str:
    return record_class.name
