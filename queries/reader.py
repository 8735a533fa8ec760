"""Read the named queries: a file ``<name>.rq`` that begins with its summary.

Step on the line: between the folder and whoever asks a question by name. The files hold the
placeholder base, as every committed file does; who runs a query moves it to a base with
:func:`ontology.namespaces.rebase`. Values are bound as terms, never pasted into the text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_HEADER = re.compile(r"#\+ summary: (?P<en>\S.*)\n#\+ summary_nl: (?P<nl>\S.*)\n")


class QueryError(LookupError):
    """Say which named query is missing or has no summary."""


@dataclass(frozen=True, slots=True)
class Query:
    """One named question.

    Shape:
        ``summaries`` is one sentence per language, ``en`` and ``nl``; ``text`` is the whole
        file, header included.
    """

    name: str
    summaries: Mapping[str, str]
    text: str


def query_names(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the names of all queries, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.rq")))


@cache
def read_query(name: str, folder: Path = FOLDER) -> Query:
    """Return a named query.

    Args:
        name: Lower-case letters, digits and underscores, as the file is named.
        folder: Where the ``.rq`` files are.

    Raises:
        QueryError: There is no such query, or its first two lines are no summaries.

    >>> read_query("principles").summaries["en"]
    'The leading principles of the strategy, in order, with their mottos.'
    """
    path = folder / f"{name}.rq"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise QueryError(f"no query {name!r}; there are: {', '.join(query_names(folder))}")
    text = path.read_text(encoding="utf-8")
    header = _HEADER.match(text)
    if header is None:
        raise QueryError(
            f"{path.name}:1: expected '#+ summary: ' with an English sentence, "
            "then '#+ summary_nl: ' with the same in Dutch"
        )
    return Query(name, header.groupdict(), text)
