"""Measure and wrap text without a font.

Step on the line: beneath the diagrams. Widths are those of DejaVu Sans, the widest of the
fonts that a reader is likely to have, so that text fits in its box with any of them.
"""

import re
import unicodedata
from functools import lru_cache

_REGULAR = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
)  # fmt: skip
_BOLD = (
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365,
    696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580,
    1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850,
    733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500,
    500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687,
    716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
)  # fmt: skip
"""Thousandths of the size of the font, from the space to the tilde."""

_FIRST = 32
_WIDE = 1100
_OTHER = 1000

_PIECES = re.compile(r"[^\s_/:#-]*[_/:#-]+|\s+|[^\s_/:#-]+")
"""Where a line may break: at white space, and after a mark within a name."""


@lru_cache(maxsize=4096)
def _width_of(character: str, bold: bool) -> int:
    table = _BOLD if bold else _REGULAR
    index = ord(character) - _FIRST
    if 0 <= index < len(table):
        return table[index]
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base != character and 0 <= ord(base) - _FIRST < len(table):
        return table[ord(base) - _FIRST]
    return _WIDE if unicodedata.east_asian_width(character) in {"W", "F"} else _OTHER


def measure(text: str, size: int, *, bold: bool = False) -> int:
    """Return how wide a text is at most, in pixels, rounded up.

    >>> measure("Organisatie", 12) < measure("Organisatie", 12, bold=True)
    True
    """
    thousandths = sum(_width_of(character, bold) for character in text)
    return -(-thousandths * size // 1000)


def wrap(text: str, width: int, size: int, *, bold: bool = False) -> tuple[str, ...]:
    """Return a text as lines that each fit in a width; nothing of it but white space is lost.

    >>> wrap("identifier of a thing", 70, 12)
    ('identifier of', 'a thing')
    """
    lines: list[str] = []
    line = ""
    for piece in _PIECES.findall(" ".join(text.split())):
        if measure((line + piece).rstrip(), size, bold=bold) <= width:
            line += piece
            continue
        if line.strip():
            lines.append(line.strip())
        line = piece.lstrip()
        while measure(line.rstrip(), size, bold=bold) > width and len(line) > 1:
            cut = _longest(line, width, size, bold)
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip():
        lines.append(line.strip())
    return tuple(lines)


def _longest(text: str, width: int, size: int, bold: bool) -> int:
    """Return how many characters of a word fit, at least one."""
    total = 0
    for index, character in enumerate(text):
        total += _width_of(character, bold)
        if total * size > width * 1000:
            return max(index, 1)
    return len(text)
