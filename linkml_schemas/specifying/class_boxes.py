"""Write the words of a class into a box of a diagram, and those of an association on its line.

Step on the line: from the properties of a class to texts of a known size, before anything is
laid out.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from linkml_schemas.modelling.elements import ClassModel
from linkml_schemas.specifying.layout import Item
from linkml_schemas.specifying.properties import Property, Terms
from linkml_schemas.specifying.texts import to_text
from linkml_schemas.specifying.widths import measure, wrap
from linkml_schemas.specifying.wording import NOTHING, Said

TITLE, ROW, SMALL = 13, 12, 11
"""Sizes of the fonts, in pixels."""

LINE = 17
"""Pixels from one line of text to the next."""

PAD = 10

MOST_ROWS = 30
"""Attributes beyond which a box counts the rest: the table of the class has them all."""

MOST_ON_A_LINE = 6
"""Associations with one class beyond which they stand in the box, and the line counts them."""

_INDENT = "\u2003"
_WIDEST, _NARROWEST = 235, 96
_LABEL = 165


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text in a diagram, with the class of its style and its language."""

    text: str
    style: str
    size: int
    language: str = ""

    @property
    def width(self) -> int:
        """Return how wide the line is at most."""
        return measure(self.text, self.size, bold=self.style == "name")


@dataclass(frozen=True, slots=True)
class ClassBox:
    """A class as a box: ``head`` is centred, ``rows`` are its attributes; ``href`` where it is."""

    key: str
    href: str
    head: tuple[TextLine, ...]
    rows: tuple[TextLine, ...] = ()
    style: str = "class"

    def item(self) -> Item:
        """Return the size that the texts need."""
        widest = max((line.width for line in (*self.head, *self.rows)), default=0)
        height = LINE * len(self.head) + PAD
        if self.rows:
            height += LINE * len(self.rows) + PAD
        return Item(self.key, max(widest + 2 * PAD, _NARROWEST), height)


@dataclass(frozen=True, slots=True)
class LineLabel:
    """What stands on a line: name and cardinality of each association that it draws."""

    lines: tuple[TextLine, ...]

    def size(self) -> tuple[int, int]:
        """Return the width and height that the texts need."""
        return max(line.width for line in self.lines) + 8, LINE * len(self.lines) + 4


def to_box(
    terms: Terms, each: ClassModel, href: str, *, shown: Collection[str], full: bool
) -> ClassBox:
    """Return the box of a class.

    Args:
        terms: The schema for the reader.
        each: The class.
        href: The address of its section.
        shown: The classes that the diagram shows: parents that it does not are named in the box.
        full: Whether its attributes are told: what is not drawn as a line.
    """
    rows: tuple[TextLine, ...] = ()
    if full:
        crowded = find_crowded(terms, each.name, shown)
        told = [
            found
            for found in terms.own_properties(each.name)
            if not is_association(found, shown) or crowded & set(found.ranges)
        ]
        rows = tuple(_rows(terms, told))
    style = "deprecated" if each.deprecated is not None else "focus" if full else "class"
    head = (*_above(terms, each, shown), *_title(terms, each))
    return ClassBox(each.name, href, head, rows, style)


def is_association(found: Property, shown: Collection[str]) -> bool:
    """Tell whether a property is drawn as a line: it leads to another class that is shown."""
    return any(target in shown and target != found.class_name for target in found.ranges)


def find_crowded(terms: Terms, class_name: str, shown: Collection[str]) -> set[str]:
    """Return the classes to which so many properties lead that a line only counts them."""
    counts = Counter(
        target
        for found in terms.own_properties(class_name)
        for target in set(found.ranges)
        if target in shown and target != class_name
    )
    return {target for target, count in counts.items() if count > MOST_ON_A_LINE}


def to_label(terms: Terms, found: Sequence[Property]) -> LineLabel:
    """Return what stands on the line of some associations: of very many only how many."""
    if len(found) > MOST_ON_A_LINE:
        text = to_text("count_properties", terms.language, count=len(found))
        return LineLabel(tuple(_wrapped(text, "label", SMALL, NOTHING, _LABEL)))
    lines: list[TextLine] = []
    for each in found:
        said = terms.name(each.slot)
        lines += _wrapped(f"{said.text} {each.cardinality()}", "label", SMALL, said, _LABEL)
    return LineLabel(tuple(lines))


def _title(terms: Terms, each: ClassModel) -> Sequence[TextLine]:
    said = terms.name(each)
    return tuple(_wrapped(said.text, "name", TITLE, said, _WIDEST))


def _above(terms: Terms, each: ClassModel, shown: Collection[str]) -> Iterator[TextLine]:
    """Yield what stands over the name: kind of class, then parents that are not drawn."""
    kinds = [key for key in ("abstract", "mixin") if getattr(each, key)]
    if each.deprecated is not None:
        kinds.append("deprecated")
    if kinds:
        words = ", ".join(to_text(key, terms.language) for key in kinds)
        yield from _wrapped(f"«{words}»", "kind", SMALL, NOTHING, _WIDEST)
    for name in dict.fromkeys((each.is_a, *each.mixins)):
        if name and name in terms.model.classes and name not in shown:
            said = terms.name(terms.model.classes[name])
            yield from _wrapped(f"↑ {said.text}", "parent", SMALL, said, _WIDEST)


def _rows(terms: Terms, told: Sequence[Property]) -> Iterator[TextLine]:
    kept = told if len(told) <= MOST_ROWS else told[: MOST_ROWS - 1]
    for found in kept:
        yield from _row(terms, found)
    if len(told) > len(kept):
        text = to_text("and_more", terms.language, count=len(told) - len(kept))
        yield TextLine(text, "kind", ROW)


def _row(terms: Terms, found: Property) -> Iterator[TextLine]:
    said = terms.name(found.slot)
    ranges = " | ".join(range_name(terms, name).text for name in found.ranges)
    text = f"{said.text}: {ranges} [{found.cardinality()}]"
    style = "gone" if found.slot.deprecated is not None else "row"
    for index, line in enumerate(_wrapped(text, style, ROW, said, _WIDEST - 16)):
        indented = f"{_INDENT}{line.text}" if index else line.text
        yield TextLine(indented, line.style, line.size, line.language)


def range_name(terms: Terms, name: str) -> Said:
    """Return what a class, enumeration or type is called; of LinkML's own types the name."""
    model = terms.model
    element = model.classes.get(name) or model.enums.get(name) or model.types.get(name)
    if element is None or element.imported:
        return Said(name)
    return terms.name(element)


def _wrapped(text: str, style: str, size: int, said: Said, width: int) -> Iterator[TextLine]:
    bold = style == "name"
    for line in wrap(text, width, size, bold=bold) or ("-",):
        yield TextLine(line, style, size, said.language)
