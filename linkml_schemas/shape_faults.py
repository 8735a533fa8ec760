"""Find what is wrong with shapes before they are used, and take it out of the way.

Step on the line: shapes as parsed → shapes that a validator can run, and the list of what was
dropped or mended. Official shapes have dangling references, numbers written as text and
misspelt predicates; one of them must not cost the whole file.

Source:
    SHACL, sections 2 (shapes), 4 (core constraints) and appendix A (syntax rules).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from linkml_schemas.conformance_values import FaultyShape
from ontology.namespaces import PREFIXES


def _term(name: str) -> URIRef:
    """Return a term of SHACL; some are words of Python or unknown to the library's list."""
    return URIRef(f"{PREFIXES['sh']}{name}")


_INTEGERS = (
    SH.minCount, SH.maxCount, SH.minLength, SH.maxLength, SH.qualifiedMinCount,
    SH.qualifiedMaxCount,
)  # fmt: skip
_REFERENCES = (SH.property, SH.node, SH.qualifiedValueShape, _term("not"))
_LISTS = (_term("and"), _term("or"), SH.xone)
_BEYOND = (
    "sparql", "js", "rule", "target", "expression", "validator", "nodeValidator",
    "propertyValidator",
)  # fmt: skip
_NODE_KINDS = {
    SH[name] for name in ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral")
} | {SH.IRIOrLiteral}
_KNOWN = {str(term) for term in dir(SH)} | {
    str(_term(name)) for name in (*_BEYOND, "and", "in", "not", "or", "class")
}

Found = Iterator[FaultyShape]


def mend_shapes(shapes: Graph, predicates: Iterable[str] = ()) -> tuple[FaultyShape, ...]:
    """Take what is wrong out of a graph of shapes, and return what that was.

    Args:
        shapes: The graph, which is changed.
        predicates: Predicates of the data, to find paths in the wrong letter case.
    """
    names = {name.lower(): name for name in predicates}
    found: list[FaultyShape] = []
    steps: tuple[Callable[[Graph], Found], ...] = (
        _drop_unknown,
        _drop_beyond_core,
        _mend_numbers,
        _drop_parameters,
        lambda graph: _drop_paths(graph, names),
        _drop_dangling,
    )
    for step in steps:
        found += sorted(step(shapes), key=lambda item: (item.shape, item.detail))
    return tuple(found)


def name_shape(shapes: Graph, node: Node) -> str:
    """Return the IRI of a shape, or that of the nearest shape around it; empty if none has one."""
    seen: set[Node] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop(0)
        if isinstance(here, URIRef):
            return str(here)
        if here not in seen:
            seen.add(here)
            waiting += sorted(shapes.subjects(None, here), key=str)
    return ""


def _drop_unknown(shapes: Graph) -> Found:
    for subject, predicate, value in _in_order(shapes):
        if not str(predicate).startswith(PREFIXES["sh"]) or str(predicate) in _KNOWN:
            continue
        shapes.remove((subject, predicate, value))
        near = get_close_matches(str(predicate), _KNOWN, 1, 0.8)
        better = _short(near[0]) if near else ""
        yield FaultyShape(
            "predicate", name_shape(shapes, subject), _short(predicate), better=better
        )


def _drop_beyond_core(shapes: Graph) -> Found:
    for name in _BEYOND:
        for subject, value in _in_order(shapes.subject_objects(_term(name))):
            shapes.remove((subject, _term(name), value))
            yield FaultyShape("beyond-core", name_shape(shapes, subject), f"sh:{name}")
    for kind in (_term("ConstraintComponent"), _term("SPARQLTargetType")):
        for subject in sorted(shapes.subjects(RDF.type, kind), key=str):
            shapes.remove((subject, None, None))
            yield FaultyShape("beyond-core", str(subject), _short(kind))


def _mend_numbers(shapes: Graph) -> Found:
    for predicate in _INTEGERS:
        for subject, value in _in_order(shapes.subject_objects(predicate)):
            if isinstance(value, Literal) and isinstance(value.value, int):
                continue
            shapes.remove((subject, predicate, value))
            shape, detail = name_shape(shapes, subject), f'{_short(predicate)} "{value}"'
            if re.fullmatch(r"\s*\d{1,9}\s*", str(value)):
                number = Literal(str(value).strip(), datatype=XSD.integer)
                shapes.add((subject, predicate, number))
                yield FaultyShape("number", shape, detail, "mended", str(number))
            else:
                yield FaultyShape("number", shape, detail)


def _drop_parameters(shapes: Graph) -> Found:
    for predicate, is_right in _PARAMETERS.items():
        for subject, value in _in_order(shapes.subject_objects(predicate)):
            if not is_right(shapes, value):
                shapes.remove((subject, predicate, value))
                detail = f"{_short(predicate)} {value}"
                yield FaultyShape("parameter", name_shape(shapes, subject), detail)


def _drop_paths(shapes: Graph, names: Mapping[str, str]) -> Found:
    known = set(names.values())
    for shape, path in _in_order(shapes.subject_objects(SH.path)):
        right = names.get(str(path).lower())
        if right and str(path) not in known:
            around = name_shape(shapes, shape)
            for subject, predicate in list(shapes.subject_predicates(shape)):
                shapes.remove((subject, predicate, shape))
            shapes.remove((shape, None, None))
            yield FaultyShape("path", around, str(path), better=right)


def _drop_dangling(shapes: Graph) -> Found:
    """Drop references until none dangles: a list that goes may have held the last member."""
    for predicate in _REFERENCES:
        for subject, value in _in_order(shapes.subject_objects(predicate)):
            wanted = SH.path if predicate == SH.property else None
            if isinstance(value, Literal) or (value, wanted, None) not in shapes:
                shapes.remove((subject, predicate, value))
                detail = f"{_short(predicate)} {value}"
                yield FaultyShape("dangling", name_shape(shapes, subject), detail)
    for predicate in _LISTS:
        for subject, value in _in_order(shapes.subject_objects(predicate)):
            members = list(_members(shapes, value))
            missing = [item for item in members if (item, None, None) not in shapes]
            if missing or not members:
                shapes.remove((subject, predicate, value))
                detail = f"{_short(predicate)} ( {' '.join(map(str, missing))} )"
                yield FaultyShape("dangling", name_shape(shapes, subject), detail)


def _members(shapes: Graph, head: Node) -> Iterator[Node]:
    """Yield the members of a list; nothing for what is no list, or goes round in a circle."""
    found: list[Node] = []
    seen: set[Node] = set()
    while head != RDF.nil:
        first = shapes.value(head, RDF.first)
        rest = shapes.value(head, RDF.rest)
        if first is None or rest is None or head in seen:
            return
        seen.add(head)
        found.append(first)
        head = rest
    yield from found


def _is_pattern(shapes: Graph, value: Node) -> bool:
    try:
        re.compile(str(value))
    except re.error:
        return False
    return isinstance(value, Literal)


def _is_list(shapes: Graph, value: Node) -> bool:
    return value == RDF.nil or any(True for _ in _members(shapes, value))


def _is_name(shapes: Graph, value: Node) -> bool:
    return isinstance(value, URIRef)


_PARAMETERS: Mapping[URIRef, Callable[[Graph, Node], bool]] = MappingProxyType(
    {
        SH.pattern: _is_pattern,
        _term("in"): _is_list,
        SH.languageIn: _is_list,
        SH.ignoredProperties: _is_list,
        _term("class"): _is_name,
        SH.datatype: _is_name,
        SH.nodeKind: lambda shapes, value: value in _NODE_KINDS,
        SH.equals: _is_name,
        SH.disjoint: _is_name,
        SH.lessThan: _is_name,
        SH.lessThanOrEquals: _is_name,
    }
)
"""Parameters that the validator raises on, or misreads, if their value is of another kind."""


def _in_order(found: Iterable[tuple[Node, ...]]) -> list[tuple[Node, ...]]:
    return sorted(found, key=lambda terms: tuple(map(str, terms)))


def _short(term: Node | str) -> str:
    text = str(term)
    return text.replace(PREFIXES["sh"], "sh:", 1) if text.startswith(PREFIXES["sh"]) else text
