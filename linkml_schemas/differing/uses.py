"""Say who is touched by a difference: registries, queries, shapes and published records.

Step on the line: after the comparison. What uses a schema lies above this package, so it comes
in as values; the composition root says where they come from.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

from linkml_schemas.differing.demand import Demand
from linkml_schemas.differing.demands import to_demands
from linkml_schemas.differing.values import Change, Count, Difference, Touch
from linkml_schemas.modelling.schema import SchemaModel

Counter = Callable[[Sequence[Demand]], Count | None]
"""Counts the published records that do not meet what is asked; None if there are none such."""


@dataclass(frozen=True, slots=True)
class Consumer:
    """Something that uses a schema.

    Shape:
        ``kind`` is registry, query, profile or shapes. ``class_name`` and ``class_iri`` are the
        class of which a registry has records, with the ``columns`` that it fills, None where
        they are not known; ``iris`` are those that a query or shapes name.
    """

    kind: str
    name: str
    class_name: str = ""
    class_iri: str = ""
    columns: frozenset[str] | None = frozenset()
    iris: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Uses:
    """All that uses a schema, and what counts published records; None where nothing is counted."""

    consumers: tuple[Consumer, ...] = ()
    counter: Counter | None = None


@runtime_checkable
class Surroundings(Protocol):
    """What the composition root knows of the uses of schemas."""

    def uses(self, registries: str | None, data: str | None, generation: str | None) -> Uses:
        """Return what uses the schemas.

        Args:
            registries: Folder of registry definitions, None for the shipped.
            data: Data directory in which records are counted, None to count none.
            generation: The generation in it, None for the one that is served.
        """


def with_uses(difference: Difference, old: SchemaModel, new: SchemaModel, uses: Uses) -> Difference:
    """Return a difference that says who is touched by what is breaking or additive."""
    names = _ClassIris.of(old, new)
    changes = []
    for change in difference.changes:
        if change.verdict != "editorial":
            touched = tuple(
                Touch(each.kind, each.name)
                for each in uses.consumers
                if _is_touched(each, change, names)
            )
            demands = to_demands(change, old, new) if uses.counter else ()
            count = uses.counter(demands) if uses.counter and demands else None
            change = replace(change, touched=touched, count=count)
        changes.append(change)
    return replace(difference, changes=tuple(changes))


_FELT_WITHOUT = frozenset({"required_slot_added", "required_on", "least_raised", "default_changed"})
"""Kinds that touch records of a class also where they have no such column."""


@dataclass(frozen=True, slots=True)
class _ClassIris:
    """The IRIs of classes by name, before and after."""

    by_name: Mapping[str, frozenset[str]]
    all: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, old: SchemaModel, new: SchemaModel) -> "_ClassIris":
        found: dict[str, set[str]] = {}
        for model in (old, new):
            for name, each in model.classes.items():
                found.setdefault(name, set()).add(each.iri)
        frozen = {name: frozenset(iris) for name, iris in found.items()}
        return cls(frozen, frozenset().union(*frozen.values()))


def _is_touched(consumer: Consumer, change: Change, names: _ClassIris) -> bool:
    if consumer.class_name:
        known = names.by_name.get(consumer.class_name, frozenset())
        return consumer.class_iri in known and _is_registry_touched(consumer, change)
    if not consumer.iris & set(change.iris):
        return False
    spoken = consumer.iris & names.all
    if change.element != "slot" or not change.classes or not spoken:
        return True
    own = frozenset().union(*(names.by_name.get(name, frozenset()) for name in change.classes))
    return bool(own & spoken)


def _is_registry_touched(consumer: Consumer, change: Change) -> bool:
    """Return whether records of a registry have to do with a change."""
    if consumer.class_name not in change.classes:
        return False
    if change.element == "class" or consumer.columns is None or change.kind in _FELT_WITHOUT:
        return True
    prefix = f"{consumer.class_name}."
    own = {column.removeprefix(prefix) for column in change.columns if column.startswith(prefix)}
    return bool(own & consumer.columns)
