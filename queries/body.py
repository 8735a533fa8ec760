"""Read the SPARQL of a named query as far as the API must know it.

Step on the line: under :mod:`queries.reader`. No parser of SPARQL: the files of this folder keep
a layout, and a file that does not is refused with its line.
"""

import re
from dataclasses import dataclass
from typing import Literal

from queries.errors import QueryError

Form = Literal["SELECT", "ASK", "CONSTRUCT"]

MARK = re.compile(r"^(?P<indent>[ ]*)#\+ bind(?P<names>(?: \?[a-z][A-Za-z0-9]*)+)$", re.MULTILINE)
"""Where the values of parameters come to stand."""

_FORM = re.compile(r"^(SELECT|ASK|CONSTRUCT)\b", re.MULTILINE)
_WHERE = re.compile(r"^WHERE \{$", re.MULTILINE)
_ORDER = re.compile(r"^ORDER BY .+\n(?:  .+\n)*\Z", re.MULTILINE)
_NOT_HERE = re.compile(r"^(?:LIMIT|OFFSET|FROM|BASE|VALUES)\b", re.MULTILINE)
_PLUS = re.compile(r"#\+.*")
_COLUMN = re.compile(r"\?([A-Za-z][A-Za-z0-9]*)|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_ALIAS = re.compile(r"\bAS \?([A-Za-z][A-Za-z0-9]*)\s*\)\Z")


@dataclass(frozen=True, slots=True)
class Body:
    """What a query asks for.

    Shape:
        ``columns`` are the variables of a SELECT in their order; ``marks`` are the parameters
        that the places for values name; ``text`` is SPARQL as it stands, without the header.
    """

    form: Form
    columns: tuple[str, ...]
    marks: frozenset[str]
    text: str


def read_body(file: str, text: str, first_line: int) -> Body:
    """Return what a query asks for.

    Args:
        file: Its name, for what is wrong.
        text: What stands under the header.
        first_line: On which line of the file the text begins.

    Raises:
        QueryError: It has no known form, is not in the layout, or a SELECT has no order.
    """
    found = _FORM.search(text)
    if found is None:
        raise QueryError(f"{file}:{first_line}: expected a line that begins with SELECT, ASK or "
                         "CONSTRUCT")  # fmt: skip
    if wrong := _NOT_HERE.search(text):
        where = _line(text, wrong.start(), first_line)
        raise QueryError(f"{file}:{where}: {wrong[0]} cannot stand at the beginning of a line of "
                         "a named query: pages and values are added when it is asked")  # fmt: skip
    for plus in _PLUS.finditer(text):
        start = text.rfind("\n", 0, plus.start()) + 1
        if not MARK.match(text, start):
            where = _line(text, plus.start(), first_line)
            raise QueryError(f"{file}:{where}: expected '#+ bind ?name', alone on its line")
    form: Form = found[1]  # type: ignore[assignment]
    marks = frozenset(name[1:] for mark in MARK.finditer(text) for name in mark["names"].split())
    columns: tuple[str, ...] = ()
    if form == "SELECT":
        columns = _columns(file, text, found.end(), first_line)
        if not _ORDER.search(text):
            last = _line(text, len(text.rstrip()), first_line)
            raise QueryError(f"{file}:{last}: a SELECT ends in ORDER BY, so that its pages hold")
    return Body(form, columns, marks, text)


def _columns(file: str, text: str, start: int, first_line: int) -> tuple[str, ...]:
    where = _WHERE.search(text, start)
    line = _line(text, start, first_line)
    if where is None:
        raise QueryError(f"{file}:{line}: expected a line 'WHERE {{' after SELECT")
    names = []
    for column in _COLUMN.finditer(text, start, where.start()):
        alias = _ALIAS.search(column[0])
        if not column[1] and alias is None:
            raise QueryError(f"{file}:{line}: expected AS ?name in {column[0]}")
        names.append(column[1] or (alias[1] if alias else ""))
    if not names:
        raise QueryError(f"{file}:{line}: expected the variables of the answer after SELECT")
    return tuple(names)


def _line(text: str, offset: int, first_line: int) -> int:
    return first_line + text.count("\n", 0, offset)
