"""Write texts as a table for translators, and read what they filled in.

Step on the line: from findings to CSV and back to changes. The table opens in a spreadsheet:
no cell runs as a formula, a byte order mark may be written, and semicolons are read as well.

Source:
    RFC 4180; OWASP, "CSV Injection".
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from linkml_schemas.translating.review import Finding, find_suspicions
from linkml_schemas.translating.units import Unit

KEYS = ("file", "kind", "element", "part")
NOTES = ("state", "remarks", "context")

_DANGER = re.compile(r"'*[=+\-@\t\r]")
_SHIELDED = re.compile(r"'+[=+\-@\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")

ROOM = 32_000
"""Characters that a cell may have; a spreadsheet cuts off what is longer."""


@dataclass(frozen=True, slots=True)
class Translation:
    """One filled cell that differs from what the schema says."""

    unit: Unit
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class BadCell:
    """One thing that is wrong in a table; row 1 is the heading."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}: {self.message}"


class TableError(Exception):
    """A file is no table of translations; say what would be right."""


def write_table(
    findings: Iterable[Finding], language: str, sources: Sequence[str], *, delimiter: str = ","
) -> str:
    """Return the texts of one language as CSV, one a row, with the sources beside.

    Args:
        findings: Of this language only.
        language: BCP 47 tag of the column to fill in.
        sources: BCP 47 tags of the texts to translate from.
        delimiter: Between cells; a spreadsheet in Dutch or French expects a semicolon.
    """
    beside = [tag for tag in sources if tag != language]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow((*KEYS, *(f"source {tag}" for tag in beside), language, *NOTES))
    for finding in findings:
        unit = finding.unit
        cells = (
            unit.module,
            unit.kind,
            unit.element,
            unit.part,
            *(unit.texts.get(tag, "") for tag in beside),
            unit.texts.get(language, ""),
            finding.state,
            ", ".join(finding.suspicions),
            _context(unit),
        )
        writer.writerow([shield(cell) for cell in cells])
    return out.getvalue()


def read_table(
    content: bytes, units: Iterable[Unit], language: str
) -> tuple[list[Translation], list[BadCell]]:
    """Return what a filled table changes, and every cell that is wrong.

    Shape:
        An empty cell changes nothing. A row whose source text is not the present one is wrong:
        its translation was made of another text.

    Raises:
        TableError: It is no CSV in UTF-8, or lacks a column.
    """
    rows = _rows(content)
    heading = _heading(next(rows, []), language)
    known: dict[tuple[str, ...], Unit] = {
        (unit.module, unit.kind, unit.element, unit.part): unit for unit in units
    }
    found: dict[str, Translation] = {}
    bad: list[BadCell] = []
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        result = _read_row(number, cells, heading, known, language)
        if isinstance(result, BadCell):
            bad.append(result)
        elif result is not None:
            first = found.setdefault(result.unit.key, result)
            if first.text != result.text:
                message = "the same text stands in an earlier row with another translation"
                bad.append(BadCell(number, language, message))
    return list(found.values()), bad


def shield(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; :func:`unshield` undoes it.

    >>> shield("=1+1"), shield("De naam.")
    ("'=1+1", 'De naam.')
    """
    return f"'{cell}" if _DANGER.match(cell) else cell


def unshield(cell: str) -> str:
    """Return the text of a cell that :func:`shield` made.

    >>> unshield(shield("'=x"))
    "'=x"
    """
    return cell[1:] if _SHIELDED.match(cell) else cell


def _rows(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(
            "the file is not UTF-8; in a spreadsheet, save as “CSV UTF-8 (delimited)”"
        ) from error
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r"sep=(.)\r?", first)
    if named:
        text, first = rest, rest.partition("\n")[0]
    delimiter = named[1] if named else max(",;\t", key=first.count)
    csv.field_size_limit(1 << 20)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise TableError(f"the file is no CSV: {error}; save it as “CSV UTF-8”") from error


def _heading(cells: Sequence[str], language: str) -> Mapping[str, int]:
    heading = {cell.strip(): index for index, cell in reversed(list(enumerate(cells)))}
    missing = [name for name in (*KEYS, language) if name not in heading]
    if missing:
        raise TableError(
            f"the table has no column {missing[0]!r}; the first row must name "
            f"{', '.join((*KEYS, language))}, as `begrip schema translate export` writes them"
        )
    return heading


def _read_row(
    number: int,
    cells: Sequence[str],
    heading: Mapping[str, int],
    known: Mapping[tuple[str, ...], Unit],
    language: str,
) -> Translation | BadCell | None:
    def cell(name: str) -> str:
        index = heading[name]
        text = unshield(cells[index]) if index < len(cells) else ""
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()

    unit = known.get(tuple(cell(name) for name in KEYS))
    if unit is None:
        name = f"{cell('kind')} {cell('element')}, {cell('part')}"
        return BadCell(number, "element", f"the schema has no {name} in {cell('file')}")
    text = cell(language)
    if not text or text == unit.texts.get(language):
        return None
    own = f"source {unit.file.language}"
    if own in heading and _bare(cell(own)) != _bare(unit.source):
        return BadCell(number, own, "the source text changed since the table was written")
    reason = _refuse(unit, text)
    return BadCell(number, language, reason) if reason else Translation(unit, language, text)


def _refuse(unit: Unit, text: str) -> str:
    if _CONTROL.search(text):
        return "the text holds a control character"
    if len(text) > ROOM:
        return f"the text has {len(text)} characters; {ROOM} is the most"
    if "no full stop" in find_suspicions(unit.source, text, unit.part):
        return "the source ends in a full stop and the translation does not"
    if "other placeholders" in find_suspicions(unit.source, text, unit.part):
        return "the translation must keep what stands in braces, code marks and addresses"
    return ""


def _bare(text: str) -> str:
    return " ".join(text.split())


def _context(unit: Unit) -> str:
    """Return what helps a translator: the definition beside a title, the title beside it."""
    body = unit.file.document.data
    for key in unit.path:
        body = body[key] if body else None
    other = "description" if unit.part == "title" else "title"
    found = body.get(other) if isinstance(body, dict) else None
    if isinstance(found, dict):
        found = found.get(unit.file.language)
    uri = body.get("slot_uri") or body.get("class_uri") if isinstance(body, dict) else None
    return " | ".join(str(item).strip() for item in (found, uri) if item)
