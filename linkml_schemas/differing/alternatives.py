"""Compare what the alternatives of a slot ask beside their range.

Step on the line: beneath :mod:`linkml_schemas.differing.slots`; the ranges themselves are
compared by :mod:`linkml_schemas.differing.ranges`. Pure.
"""

from collections.abc import Iterator
from typing import Any

from linkml_schemas.differing.choices import Choice, choices_of
from linkml_schemas.differing.conditions import implies
from linkml_schemas.differing.pairs import Found, Pairs
from linkml_schemas.differing.ranges import Comparison, fit
from linkml_schemas.differing.rules import RULES, to_words
from linkml_schemas.differing.types import Fit
from linkml_schemas.modelling.elements import SlotModel

_KEY = "any_of"


def compare_alternatives(
    pairs: Pairs, old: SlotModel, new: SlotModel, ranges: Comparison
) -> Iterator[Found]:
    """Yield what became of the conditions of alternatives.

    Args:
        pairs: The two versions.
        old: The slot before.
        new: The slot after.
        ranges: What became of the ranges, which is told already.
    """
    before, after = _conditions(old), _conditions(new)
    stated = old.raw.get(_KEY), new.raw.get(_KEY)
    if not (before or after) or stated[0] == stated[1] or ranges in {"changed", "retyped"}:
        return
    kind = _decide(pairs, old, new, ranges)
    if kind in {"loosened", "tightened"}:
        kind = "added" if not before else "removed" if not after else kind
    if kind:
        yield Found(f"constraint_{kind}", _KEY, to_words(before), to_words(after), _KEY)


def _decide(pairs: Pairs, old: SlotModel, new: SlotModel, ranges: Comparison) -> str:
    """Return the kind of change, empty if none is left to tell."""
    first, then = choices_of(old), choices_of(new)
    kept = all(any(_meets(pairs, one, other) for other in then) for one in first)
    back = pairs.turned()
    taken = all(any(_meets(back, other, one) for one in first) for other in then)
    if (kept and ranges == "widened") or (taken and ranges == "narrowed") or (kept and taken):
        return ""
    if ranges in {"same", "renamed"} and kept != taken:
        return "loosened" if kept else "tightened"
    return "changed"


def _meets(pairs: Pairs, one: Choice, other: Choice) -> bool:
    """Return whether every value of an alternative before is one of an alternative after."""
    return fit(pairs, one, other) is Fit.EVERYWHERE and implies(_asked(one), other.conditions)


def _asked(choice: Choice) -> dict[str, Any]:
    """Return what is asked of a value: of the only range, what the slot itself asks of it."""
    own = {} if choice.beside else {key: choice.slot.raw.get(key) for key in RULES}
    return {**own, **choice.conditions}


def _conditions(slot: SlotModel) -> list[Any]:
    """Return what each alternative asks beside its range, empty if none asks anything."""
    found = [dict(each.conditions) for each in choices_of(slot)]
    return found if any(found) else []
