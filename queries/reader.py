"""Read the named queries: a file ``<name>.rq`` that begins with its header.

Step on the line: between the folder and whoever asks a question by name. The files hold the
placeholder base, as every committed file does; :meth:`Query.moved` takes a query to another.
Values are bound as terms (:mod:`queries.binding`), never pasted into the text.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from queries.body import Form, read_body
from queries.errors import QueryError, nearest
from queries.header import read_header
from queries.parameters import Choice, Parameter
from queries.topics import topic_position

FOLDER = Path(__file__).parent

GRAPH = "zoekvragen"
"""Name of the graph in which a build describes the queries."""

CONCEPT = "zoekvraag"
"""What a query is, in the path of its IRI."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Query:
    """One named question.

    Shape:
        ``titles`` and ``descriptions`` per language, ``nl`` and ``en``; the first of the
        ``tags`` is the topic; ``columns`` are the variables of a SELECT; ``text`` is SPARQL
        without the header, in which variables of parameters are free; ``version`` changes
        with the file.
    """

    name: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    form: Form
    columns: tuple[str, ...]
    text: str
    version: str

    @property
    def topic(self) -> str:
        """Return the topic, a key of ``TOPICS``."""
        return self.tags[0]

    def moved(self, move: Callable[[str], str]) -> "Query":
        """Return this query with every IRI in it moved.

        Args:
            move: Replaces the placeholder base in a text, as ``ontology.namespaces.rebase``.
        """
        parameters = tuple(_move(parameter, move) for parameter in self.parameters)
        return replace(self, text=move(self.text), parameters=parameters)


def query_names(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the names of all queries, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.rq")))


@cache
def read_queries(folder: Path = FOLDER) -> tuple[Query, ...]:
    """Return all queries, by topic and then by name.

    Raises:
        QueryError: A file is not as it should be.
    """
    queries = (read_query(name, folder) for name in query_names(folder))
    return tuple(sorted(queries, key=lambda query: (topic_position(query.topic), query.name)))


@cache
def read_query(name: str, folder: Path = FOLDER) -> Query:
    """Return a named query.

    Args:
        name: Lower-case letters, digits and underscores, as the file is named.
        folder: Where the ``.rq`` files are.

    Raises:
        QueryError: There is no such query, or its file is not as it should be.

    >>> read_query("principles").titles["en"]
    'Leading principles'
    """
    path = folder / f"{name}.rq"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise QueryError(f"no query {name!r}{nearest(name, query_names(folder))}")
    whole = path.read_text(encoding="utf-8")
    header = read_header(path.name, whole)
    text = "".join(whole.splitlines(keepends=True)[header.lines :])
    body = read_body(path.name, text, header.lines + 1)
    declared = {parameter.name for parameter in header.parameters}
    if wrong := sorted(declared ^ body.marks):
        raise QueryError(
            f"{path.name}:{header.lines + 1}: parameter {wrong[0]!r} stands in the header or "
            "after '#+ bind', and not in both"
        )
    return Query(
        name=name,
        titles=header.titles,
        descriptions=header.descriptions,
        tags=header.tags,
        parameters=header.parameters,
        form=body.form,
        columns=body.columns,
        text=body.text,
        version=hashlib.sha256(whole.encode()).hexdigest()[:16],
    )


def _move(parameter: Parameter, move: Callable[[str], str]) -> Parameter:
    default, example = parameter.default, parameter.example
    return replace(
        parameter,
        default=None if default is None else move(default),
        example=None if example is None else move(example),
        choices=tuple(Choice(move(choice.value), choice.labels) for choice in parameter.choices),
        class_iri=move(parameter.class_iri),
    )
