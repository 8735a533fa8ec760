"""Say which properties each class of a vocabulary has: its own, and those from above it.

Step on the line: between the compiled plan, what vocabularies declare, and the page of a
vocabulary, within a worker. What our schemas say of a property goes before its declaration.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from linkml_schemas.plan import RecordClass
from server.presenting.declared import Declared, classes_above, declared_of
from server.presenting.term_use import column_rows
from server.statements import Reader

MOST_INHERITED = 1500
"""Inherited properties that a page spells out at most; beyond it says from which class, and how
many: that class has them."""


@dataclass(slots=True)
class ClassProperties:
    """The properties of the classes of one page, each looked up once.

    Args:
        reader: Store, base, plan and languages.
    """

    reader: Reader
    _planned: dict[str, RecordClass] = field(init=False)
    _common: frozenset[str] = field(init=False)
    _named: dict[str, dict[str, Any]] = field(default_factory=dict)
    _owned: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _spelled: int = 0

    def __post_init__(self) -> None:
        classes = self.reader.schema.classes
        self._planned = {each.iri: each for each in reversed(classes)}
        self._common = _common(classes)

    def of(self, iri: str) -> dict[str, Any]:
        """Return the properties of a class.

        Shape:
            ``own``: rows with ``column`` and ``values`` (texts with a link), ``languages`` of a
            text, ``required`` and ``several``, which are None where nobody says;
            ``inherited``: ``from`` (a text with a link, None for what all kinds of our schemas
            have), ``count`` and ``rows``, which are empty where the page has too many.
        """
        own = self._own(iri)
        seen = {row["predicate"] for row in own}
        inherited = list(self._inherited(iri, seen))
        return {"own": own, "inherited": inherited}

    def _inherited(self, iri: str, seen: set[str]) -> Iterator[dict[str, Any]]:
        planned = self._planned.get(iri)
        yield from self._group(None, self._columns(planned, common=True), seen)
        for above in classes_above(self.reader.store, iri):
            link = self.reader.link(above)
            yield from self._group(link, self._own(above), seen)

    def _group(
        self, link: dict[str, Any] | None, rows: Iterable[dict[str, Any]], seen: set[str]
    ) -> Iterator[dict[str, Any]]:
        new = [row for row in rows if row["predicate"] not in seen]
        seen.update(row["predicate"] for row in new)
        if new:
            self._spelled += len(new)
            spelled = self._spelled <= MOST_INHERITED
            yield {"from": link, "count": len(new), "rows": new if spelled else []}

    def _own(self, iri: str) -> list[dict[str, Any]]:
        if iri not in self._owned:
            planned = self._planned.get(iri)
            rows = self._columns(planned, common=False)
            told = {row["predicate"] for row in rows}
            told |= {row["predicate"] for row in self._columns(planned, common=True)}
            declared = declared_of(self.reader.store, iri)
            rows += [self._row(each) for each in declared if each.iri not in told]
            self._owned[iri] = rows
        return self._owned[iri]

    def _columns(self, planned: RecordClass | None, *, common: bool) -> list[dict[str, Any]]:
        if planned is None:
            return []
        columns = (c for c in planned.columns if (c.name in self._common) is common)
        return column_rows(self.reader, planned, columns)

    def _row(self, declared: Declared) -> dict[str, Any]:
        """Return a row of a property that no schema of ours says more of."""
        if declared.iri not in self._named:
            named = self.reader.predicate(declared.iri)
            self._named[declared.iri] = {**named["label"], "href": named["href"]}
        return {
            "predicate": declared.iri,
            "column": self._named[declared.iri],
            "values": [self.reader.link(each) for each in declared.ranges],
            "languages": [],
            "required": declared.required,
            "several": declared.several,
        }


def _common(classes: Sequence[RecordClass]) -> frozenset[str]:
    """Return the names of the columns that all kinds of our schemas have."""
    columns = [{column.name for column in each.columns} for each in classes]
    return frozenset(set.intersection(*columns)) if len(columns) > 1 else frozenset()
