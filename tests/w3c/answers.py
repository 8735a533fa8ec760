"""Read what was answered and what is expected with readers that are not the engine's own.

rdflib reads the answers of SPARQL 1.0 and 1.1. It knows no triple terms and no directions of
text, so the answers of the suites of SPARQL 1.2 are read by the engine's own readers.
"""

import csv
import io
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

import rdflib
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)
from rdflib.compare import isomorphic
from rdflib.query import Result

_RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_STRING = str(rdflib.XSD.string)

RESULTS = {"srx": "xml", "srj": "json", "tsv": "tsv", "csv": "csv"}
GRAPHS = {"ttl": "turtle", "rdf": "xml", "nt": "nt", "xml": "xml"}


@dataclass(frozen=True)
class Table:
    """Solutions: the variables, and a row of terms for each, None where one is unbound."""

    variables: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    ordered: bool = False

    def stored(self) -> "Table":
        """Return the same with literals in the form in which the engine keeps them."""
        rows = tuple(tuple(_stored(term) for term in row) for row in self.rows)
        return Table(self.variables, rows, self.ordered)

    def equals(self, other: "Table", *, lax: bool = False) -> bool:
        """Return whether another one has the same rows, its blank nodes named otherwise."""
        if set(self.variables) != set(other.variables):
            return False
        order = [other.variables.index(variable) for variable in self.variables]
        theirs = [tuple(row[index] for index in order) for row in other.rows]
        ours = list(self.rows)
        if lax:
            ours, theirs = list(dict.fromkeys(ours)), list(dict.fromkeys(theirs))
        if self.ordered or other.ordered:
            return _match(ours, theirs, {}, ordered=True)
        return len(ours) == len(theirs) and _match(ours, theirs, {}, ordered=False)


def _stored(term: object) -> object:
    if not isinstance(term, tuple) or term[0] != "literal" or not term[2] or term[3]:
        return term
    store, thing = Store(), NamedNode("a:a")
    store.add(Quad(thing, thing, Literal(term[1], datatype=NamedNode(term[2]))))
    return (*term[:1], next(iter(store)).object.value, *term[2:])


def _match(ours: list, theirs: list, names: dict[str, str], *, ordered: bool) -> bool:
    """Return whether rows are the same under some naming of blank nodes."""
    if not _has_blank(ours) and not _has_blank(theirs):
        return ours == theirs if ordered else Counter(ours) == Counter(theirs)
    if not ours or not theirs:
        return ours == theirs
    first = ours[0]
    for index, row in enumerate(theirs[:1] if ordered else theirs):
        named = _match_row(first, row, names)
        if named is not None and _match(
            ours[1:], [*theirs[:index], *theirs[index + 1 :]], named, ordered=ordered
        ):
            return True
    return False


def _has_blank(rows: list) -> bool:
    return any("blank" in repr(row) for row in rows)


def _match_row(ours: object, theirs: object, names: dict[str, str]) -> dict[str, str] | None:
    if isinstance(ours, tuple) and isinstance(theirs, tuple) and len(ours) == len(theirs):
        if ours[:1] == theirs[:1] == ("blank",):
            known = names.get(ours[1])
            if known is None and theirs[1] not in names.values():
                return {**names, ours[1]: theirs[1]}
            return names if known == theirs[1] else None
        for one, two in zip(ours, theirs, strict=True):
            found = _match_row(one, two, names)
            if found is None:
                return None
            names = found
        return names
    return names if ours == theirs else None


@contextmanager
def as_written():
    """Let rdflib keep literals as they are written."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def read_result(
    body: bytes, extension: str, *, newer: bool = False, base: str = ""
) -> "Table | bool":
    """Return the solutions or the truth that a file of results holds."""
    if extension in GRAPHS:
        return _read_result_graph(body, GRAPHS[extension], base)
    if extension == "csv":
        rows = list(csv.reader(io.StringIO(body.decode(), newline="")))
        texts = [tuple(("blank", v) if v[:2] == "_:" else v for v in row) for row in rows[1:]]
        return Table(tuple(rows[0]), tuple(texts))
    if newer and extension != "tsv":
        return _read_newer(body, extension)
    with as_written():
        found = Result.parse(io.BytesIO(body), format=RESULTS[extension])
    if found.type == "ASK":
        return bool(found.askAnswer)
    variables = tuple(str(variable) for variable in found.vars or ())
    rows = [
        tuple(_term(row.get(rdflib.Variable(name))) for name in variables)
        for row in found.bindings
    ]  # fmt: skip
    return Table(variables, tuple(rows))


def _term(term: object) -> object:
    if isinstance(term, rdflib.Literal):
        datatype = str(term.datatype or "")
        language = (term.language or "").lower()
        return ("literal", str(term), "" if datatype == _STRING else datatype, language)
    if isinstance(term, rdflib.BNode):
        return ("blank", str(term))
    return None if term is None else ("iri", str(term))


def _read_newer(body: bytes, extension: str) -> "Table | bool":
    format = {"srx": QueryResultsFormat.XML, "srj": QueryResultsFormat.JSON}[extension]
    found = parse_query_results(body, format=format)
    if not hasattr(found, "variables"):
        return bool(found)
    variables = tuple(variable.value for variable in found.variables)
    rows = tuple(tuple(_newer_term(row[name]) for name in variables) for row in found)
    return Table(variables, rows)


def _newer_term(term: object) -> object:
    if isinstance(term, Triple):
        return ("triple", *(_newer_term(part) for part in term))
    if isinstance(term, Literal):
        direction = str(term.direction or "")
        return (
            "literal",
            term.value,
            term.datatype.value,
            (term.language or "").lower(),
            direction,
        )
    if isinstance(term, BlankNode):
        return ("blank", term.value)
    return ("iri", term.value) if isinstance(term, NamedNode) else None


def _read_result_graph(body: bytes, format: str, base: str) -> "Table | bool":
    with as_written():
        graph = rdflib.Graph().parse(data=body, format=format, publicID=base)
    (result,) = graph.subjects(rdflib.RDF.type, _RS.ResultSet)
    truth = graph.value(result, _RS.boolean)
    if truth is not None:
        return str(truth) == "true"
    variables = tuple(sorted(str(name) for name in graph.objects(result, _RS.resultVariable)))
    solutions = list(graph.objects(result, _RS.solution))
    indexes = [int(str(graph.value(solution, _RS.index) or 0)) for solution in solutions]
    ordered = any(indexes)
    if ordered:
        solutions = [s for _, s in sorted(zip(indexes, solutions, strict=True))]
    rows = []
    for solution in solutions:
        bound = {
            str(graph.value(binding, _RS.variable)): _term(graph.value(binding, _RS.value))
            for binding in graph.objects(solution, _RS.binding)
        }
        rows.append(tuple(bound.get(name) for name in variables))
    return Table(variables, tuple(rows), ordered=ordered and _differ(indexes))


def _differ(indexes: list[int]) -> bool:
    return all(one != two for one, two in pairwise(sorted(indexes)))


def same_graph(body: bytes, expected: bytes, extension: str, base: str, *, newer: bool) -> bool:
    """Return whether N-Triples say what an expected graph says."""
    if newer:
        format = RdfFormat.from_extension(extension)
        one = Dataset(parse(body, RdfFormat.N_TRIPLES))
        two = Dataset(parse(expected, format, base_iri=base))
        for graph in (one, two):
            graph.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
        return one == two
    with as_written():
        ours = rdflib.Graph().parse(data=body, format="nt")
        theirs = rdflib.Graph().parse(data=expected, format=GRAPHS[extension], publicID=base)
    return isomorphic(ours, theirs)
