"""A slot, as the schema defines it or as one class sees it.

Step on the line: made by :mod:`linkml_schemas.modelling.induction`.
"""

from dataclasses import dataclass
from typing import Literal

from linkml_schemas.modelling.element import ElementModel
from linkml_schemas.modelling.values import to_list

RangeKind = Literal["class", "enum", "type"]


@dataclass(frozen=True, eq=False)
class SlotModel(ElementModel):
    """A slot: as the schema defines it, or induced for one class (then ``owner`` names it)."""

    owner: str | None = None
    range: str = "string"
    range_kind: RangeKind | None = None

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Return the ranges of ``any_of`` and ``exactly_one_of``."""
        return tuple(
            str(item["range"])
            for key in ("any_of", "exactly_one_of")
            for item in to_list(self.raw.get(key))
            if isinstance(item, dict) and item.get("range")
        )

    @property
    def required(self) -> bool:
        """Return whether a record must have a value; identifiers must."""
        stated = self.is_true("required") or self.text("value_presence") == "PRESENT"
        return stated or self.identifier or (self.minimum_cardinality or 0) > 0

    @property
    def recommended(self) -> bool:
        """Return whether a record should have a value."""
        return self.is_true("recommended")

    @property
    def multivalued(self) -> bool:
        """Return whether a record may have several values."""
        return self.is_true("multivalued")

    @property
    def identifier(self) -> bool:
        """Return whether the value names the record: ``identifier`` or ``key``."""
        return self.is_true("identifier") or self.is_true("key")

    @property
    def pattern(self) -> str:
        """Return the regular expression of values, empty if there is none."""
        return self.text("pattern")

    @property
    def minimum_value(self) -> int | float | None:
        """Return the least value."""
        return self.number("minimum_value")

    @property
    def maximum_value(self) -> int | float | None:
        """Return the greatest value."""
        return self.number("maximum_value")

    @property
    def minimum_cardinality(self) -> int | None:
        """Return the least number of values that is written as such."""
        return self._count("minimum_cardinality")

    @property
    def maximum_cardinality(self) -> int | None:
        """Return the greatest number of values that is written as such; none where it is absent."""
        return 0 if self.text("value_presence") == "ABSENT" else self._count("maximum_cardinality")

    @property
    def inlined(self) -> bool:
        """Return whether a value is written in its place, and not by its name."""
        return self.is_true("inlined") or self.is_true("inlined_as_list")

    @property
    def cardinality(self) -> tuple[int, int | None]:
        """Return least and greatest number of values; None where there is no greatest."""
        least = self.minimum_cardinality
        least = int(self.required) if least is None else least
        greatest = self.maximum_cardinality
        if greatest is None and not self.multivalued:
            greatest = 1
        return least, greatest

    def _count(self, key: str) -> int | None:
        found = self.number("exact_cardinality")
        found = self.number(key) if found is None else found
        return int(found) if found is not None else None
