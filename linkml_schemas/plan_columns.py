"""One column of a plan, and what hangs on it.

Step on the line: part of :mod:`linkml_schemas.plan`, from which others take it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Texts = Mapping[str, str]
"""Language tag to text."""

Kind = Literal["iri", "reference", "code", "text", "literal"]
Inlined = Literal["", "object", "list", "dict"]


@dataclass(frozen=True, slots=True)
class Via:
    """The node between a record and the values of the columns that share it."""

    predicate: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Back:
    """How the records of a class stand on the page of what a column of theirs points at.

    Shape:
        ``view`` is table, timeline, links or tree; ``labels`` head them, else the plural of
        their class; ``columns`` are shown of each, else those of its glance.
    """

    view: str
    labels: Texts
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a schema outside our convention says of a column: no loader reads it.

    Shape:
        ``range`` is the class that it names, abstract or not; ``inlined`` how records of it
        stand in JSON (``object`` for one, ``list``, ``dict`` by their identifier).
        ``alternatives`` are the ranges of ``any_of``, as columns, ``exclusive`` if a value may
        be of one only (``exactly_one_of``); ``equals`` the only values.
        ``names_subject`` is for the identifier, ``names_type`` for the type designator.
        ``absolute`` is an IRI that no CURIE stands for; ``is_simple`` a value that may stand
        for the whole record where its key is told, in JSON.
    """

    range: str | None = None
    inlined: Inlined = ""
    alternatives: tuple["Column", ...] = ()
    least: int | None = None
    most: int | None = None
    equals: tuple[str, ...] = ()
    names_subject: bool = False
    names_type: bool = False
    unit: str | None = None
    recommended: bool = False
    exclusive: bool = False
    absolute: bool = False
    is_simple: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of a registry says about its record's entity.

    Shape:
        kind ``iri``: the cell is an absolute IRI (``template`` builds it from a code);
        ``reference``: id, OVO code or IRI of a record of ``targets``; ``code``: a value of
        ``enumeration``; ``text``: literal with ``language``; ``literal``: with ``datatype``.
        A column without predicate steers only (id, iri). ``show`` is how a page presents the
        values, None for as they are. A literal without datatype may be anything.
    """

    name: str
    predicate: str | None
    kind: Kind
    labels: Texts
    descriptions: Texts
    group: str = ""
    datatype: str | None = None
    language: str | None = None
    required: bool = False
    multivalued: bool = False
    unique: bool = False
    pattern: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    enumeration: str | None = None
    targets: tuple[str, ...] = ()
    via: Via | None = None
    inverse: bool = False
    adds_type: str | None = None
    normalise: str | None = None
    template: str | None = None
    show: str | None = None
    back: Back | None = None
    beyond: Beyond | None = None
