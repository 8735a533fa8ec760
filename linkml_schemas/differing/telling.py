"""Say one change, and a difference as a whole, in the words of a language.

Step on the line: between the values and the renderers, which only lay out what stands here.
"""

from collections.abc import Sequence
from typing import NamedTuple

from linkml_schemas.differing.kinds import KINDS
from linkml_schemas.differing.steps import is_early
from linkml_schemas.differing.texts import to_words
from linkml_schemas.differing.values import VERDICTS, Change, Difference, Side

SHOWN = 12
"""Names that a line lists; the others are counted."""


class Told(NamedTuple):
    """One change in words.

    Shape:
        ``headline`` reads ``slot kbo became required``; ``sides`` is empty where who
        publishes and who reads are told the same as the verdict; ``who`` are phrases.
    """

    change: Change
    headline: str
    why: str
    sides: str
    who: tuple[str, ...]
    where: str


def tell(change: Change, language: str) -> Told:
    """Return a change in words."""
    kind = KINDS[change.kind]
    element = to_words(f"kind.{change.element}", language)
    about = f" ({change.key})" if change.key else ""
    return Told(
        change,
        f"{element} {change.name} {kind.says[language]}{about}",
        kind.why[language],
        _sides(change, language),
        tuple(_who(change, language)),
        _where(change),
    )


def tell_summary(difference: Difference, language: str) -> tuple[str, ...]:
    """Return what a difference comes to, in one to five sentences."""
    if not difference.changes:
        return (to_words("nothing", language),)
    numbers = {verdict: difference.count(verdict) for verdict in VERDICTS}
    told = [to_words("counts", language, **numbers), _step(difference, language)]
    if difference.step != "none" and is_early(difference.old.version):
        told.append(to_words("below", language))
    old, new = (side.version or to_words("no version", language) for side in _both(difference))
    fault = difference.version_fault
    if fault:
        told.append(to_words(f"fault.{fault}", language, old=old, new=new))
    elif difference.step != "none":
        told.append(to_words("right", language, new=new))
    return tuple(told)


def tell_heading(difference: Difference, language: str) -> str:
    """Return which schema it is and which versions are compared."""
    old, new = (_label(side.label, side.version) for side in _both(difference))
    return to_words("heading", language, name=difference.new.name, old=old, new=new)


def _label(label: str, version: str) -> str:
    return f"{label} ({version})" if version and version != label else label


def _both(difference: Difference) -> tuple[Side, Side]:
    return difference.old, difference.new


def _step(difference: Difference, language: str) -> str:
    step = to_words(f"step.{difference.step}", language)
    following = difference.next_version
    if difference.step == "none" or following is None:
        return f"{step}."
    return to_words("next", language, step=step, next=following)


def _sides(change: Change, language: str) -> str:
    """Return what it is to who publishes and to who reads, where they differ."""
    if change.publishing == change.consuming == change.verdict:
        return ""
    return "; ".join(
        f"{to_words(side, language)}: {to_words(verdict, language).lower()}"
        for side, verdict in (("publishing", change.publishing), ("consuming", change.consuming))
    )


def _who(change: Change, language: str) -> list[str]:
    told = []
    if change.element != "class" and change.classes:
        told.append(to_words("classes", language, names=_names(change.classes, language)))
    if change.touched:
        names = [
            to_words(f"touch.{each.kind}", language, name=each.name) for each in change.touched
        ]
        told.append(to_words("touches", language, names=_names(names, language)))
    if change.count:
        told.append(
            to_words("count", language, broken=change.count.broken, records=change.count.records)
        )
    return told


def _names(names: Sequence[str], language: str) -> str:
    shown = ", ".join(names[:SHOWN])
    if len(names) <= SHOWN:
        return shown
    return to_words("more", language, names=shown, count=len(names) - SHOWN)


def _where(change: Change) -> str:
    places = dict.fromkeys(place for place in (change.old_place, change.new_place) if place)
    return " → ".join(places)
