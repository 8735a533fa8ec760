"""Write the report of everything that was refused, row by row.

Step on the line: faults → ``reports/quarantine.csv``, to be opened in a spreadsheet by who
keeps the registry.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from loaders.checking.faults import Fault

COLUMNS = ("registry", "file", "row", "column", "value", "reason", "remedy")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_quarantine(path: Path, faults: Iterable[tuple[str, Fault]]) -> int:
    """Write the faults of all registries and return how many there are.

    Shape:
        One line a fault, header ``registry,file,row,column,value,reason,remedy``, UTF-8 with a
        byte order mark. A cell that a spreadsheet would run as a formula begins with an
        apostrophe.

    Source:
        OWASP, CSV injection.
    """
    count = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for registry, fault in faults:
            cells = (fault.column, fault.value, fault.sentence, fault.remedy)
            writer.writerow(
                [
                    registry,
                    to_safe_cell(fault.file),
                    fault.row or "",
                    *(to_safe_cell(cell) for cell in cells),
                ]
            )
            count += 1
    return count


def to_safe_cell(text: str) -> str:
    r"""Return text that no spreadsheet takes for a formula.

    >>> to_safe_cell('=HYPERLINK("https://example.org")')
    '\'=HYPERLINK("https://example.org")'
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
