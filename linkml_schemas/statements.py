"""Group the columns of a class by what they state: one group is one property shape.

Step on the line: between the plan and the emitters of shapes and context. Pure.
"""

from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class NodeStatement:
    """A node between the entity and the values of the columns that share it."""

    via: Via
    statements: tuple[Statement, ...]


def group_columns(record_class: RecordClass) -> tuple[Statement | NodeStatement, ...]:
    """Return what a record of a class states, in the order of its columns."""
    stating = [column for column in record_class.columns if column.predicate]
    grouped: dict[tuple[str, bool], Statement | NodeStatement] = {}
    for column in stating:
        if column.via:
            via = column.via
            sharing = [other for other in stating if other.via == via]
            key = (via.predicate, False)
            grouped.setdefault(key, NodeStatement(via, tuple(_group(sharing))))
        elif column.predicate:
            key = (column.predicate, column.inverse)
            alike = [other for other in stating if not other.via and _key(other) == key]
            grouped.setdefault(key, Statement(column.predicate, tuple(alike)))
    return tuple(grouped.values())


def _key(column: Column) -> tuple[str | None, bool]:
    return column.predicate, column.inverse


def _group(columns: Sequence[Column]) -> Iterator[Statement]:
    for predicate in dict.fromkeys(column.predicate for column in columns):
        if predicate:
            alike = tuple(column for column in columns if column.predicate == predicate)
            yield Statement(predicate, alike)


def types_of_others(schema: Schema, record_class: RecordClass) -> tuple[str, ...]:
    """Return the types by which records of other classes differ that have all types of this one.

    Shape:
        Empty when the class's own IRI tells its records from all others.
    """
    own = set(record_class.types)
    alike = [
        other.types
        for other in schema.classes
        if other is not record_class and own <= set(other.types)
    ]
    return tuple(dict.fromkeys(each for each in chain(*alike) if each not in own))


def shares_its_iri(schema: Schema, record_class: RecordClass) -> bool:
    """Tell whether records of another class have this class's IRI as a type too."""
    return any(
        record_class.iri in other.types for other in schema.classes if other is not record_class
    )
