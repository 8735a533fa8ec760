"""Read the paths by which a definition leads from a thing in RDF to the value of a slot.

Step on the line: beneath :mod:`loaders.reading.rdf_rows`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linkml_schemas.plan import Column, RecordClass
from loaders.checking.iri_syntax import is_iri
from loaders.errors import DefinitionError
from loaders.reading.definitions import Definition
from loaders.reading.lined_yaml import nearest
from ontology.namespaces import expand

SELF = "."
"""The path to the IRI of the thing itself."""

_TERM = r"<[^<>\s]+>|[A-Za-z][\w-]*:[\w.-]+"
_STEP = re.compile(
    rf"(?P<inverse>\^?)(?P<term>{_TERM})(?:\[(?P<where>{_TERM})=(?P<value>[^\]]*)\])?(?:/|$)"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: along a predicate or against it, to things of which something else is said.

    Shape:
        ``where`` and ``value`` ask of the thing at the beginning of the step; empty for none.
    """

    predicate: str
    inverse: bool = False
    where: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """How a slot is filled: by a path, or by the thing's own IRI if there are no steps.

    Shape:
        ``chosen`` if the definition says so, and not the plan.
    """

    column: Column
    steps: tuple[Step, ...]
    chosen: bool


def to_fillings(definition: Definition, record_class: RecordClass) -> tuple[Filling, ...]:
    """Return how each slot of a class is filled from RDF.

    Shape:
        As the definition says under ``columns``; the others against the plan, by the predicate
        that a value of the slot would be written with. The thing's own IRI fills ``iri``, unless
        the definition puts it elsewhere. A slot that several paths fill takes
        the first of them that leads somewhere.

    Raises:
        DefinitionError: A path or a slot is wrong.
    """
    chosen = list(_chosen(definition, record_class))
    filled = {item.column.name for item in chosen} | set(definition.constants)
    filled |= {"iri"} if any(not item.steps for item in chosen) else set()
    implied = [
        filling
        for column in record_class.columns
        if column.name not in filled
        for filling in _implied(column)
    ]
    return (*chosen, *implied)


def parse_path(text: str) -> tuple[Step, ...]:
    """Return the steps of a path.

    Raises:
        ValueError: It is no path, or a prefix is not known.

    >>> parse_path("adms:identifier/skos:notation")[1].predicate
    'http://www.w3.org/2004/02/skos/core#notation'
    """
    if text == SELF:
        return ()
    steps, position = [], 0
    while position < len(text):
        match = _STEP.match(text, position)
        if match is None:
            raise ValueError(
                f"{text!r} is no path from character {position + 1}: "
                "expected steps such as adms:identifier/skos:notation"
            )
        where = _iri(match["where"]) if match["where"] else ""
        inverse = bool(match["inverse"])
        steps.append(Step(_iri(match["term"]), inverse, where, match["value"] or ""))
        position = match.end()
    if not steps or text.endswith("/"):
        raise ValueError(f"{text!r} is no path: it ends with nothing")
    return tuple(steps)


def _iri(term: str) -> str:
    iri = term[1:-1] if term.startswith("<") else expand(term)
    if not is_iri(iri):
        raise ValueError(f"{iri!r} is no absolute IRI")
    return iri


def _chosen(definition: Definition, record_class: RecordClass) -> Iterator[Filling]:
    where = f"{definition.name}.yaml"
    slots = [column.name for column in record_class.columns]
    for text, names in definition.columns.items():
        try:
            steps = parse_path(text)
        except ValueError as error:
            raise DefinitionError(f"{where}: columns: {error}") from error
        for name in names.replace(",", " ").split():
            if name not in slots:
                hint = nearest(name, slots)
                raise DefinitionError(
                    f"{where}: class {record_class.name} has no slot {name!r}{hint}"
                )
            yield Filling(record_class.column(name), steps, chosen=True)


def _implied(column: Column) -> Iterator[Filling]:
    if column.name == "iri":
        yield Filling(column, (), chosen=False)
    elif column.predicate is not None:
        last = Step(column.predicate, column.inverse)
        via = (Step(column.via.predicate),) if column.via else ()
        yield Filling(column, (*via, last), chosen=False)
