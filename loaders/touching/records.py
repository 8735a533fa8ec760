"""Count the published records that do not meet what a changed schema asks.

Step on the line: from what :mod:`linkml_schemas.differing.demands` asks to a count, by indexed
lookups in the store of a generation. A record is a thing of the class in the graph of a registry
of that class; it counts once, however many of its values break.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import pyoxigraph as ox

from linkml_schemas.differing.demand import Ask, Demand
from linkml_schemas.differing.values import Count
from linkml_schemas.value_rules import INTEGER, NARROW_INTEGERS
from ontology.namespaces import PREFIXES, rebase

TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class RecordCounter:
    """Counts in one generation.

    Args:
        store: Its store.
        manifest: What it says of its registries.
    """

    def __init__(self, store: ox.Store, manifest: Mapping[str, Any]) -> None:
        self._store = store
        self._base = str(manifest["base"])
        self._graphs: dict[str, list[ox.NamedNode]] = {}
        for entry in manifest["registries"]:
            if entry["class"]:
                graph = ox.NamedNode(entry["graph"])
                self._graphs.setdefault(entry["class"], []).append(graph)

    def __call__(self, demands: Sequence[Demand]) -> Count | None:
        """Return how many records break a demand; None if there is none of such a class."""
        broken: set[str] = set()
        records: set[str] = set()
        for demand in demands:
            is_kept = self._to_record_check(demand)
            for graph in self._graphs.get(demand.class_name, ()):
                for record in self._records(demand, graph):
                    records.add(record.value)
                    if not is_kept(record, graph):
                        broken.add(record.value)
        return Count(len(broken), len(records)) if records else None

    def _records(self, demand: Demand, graph: ox.NamedNode) -> Iterator[ox.NamedNode]:
        kind = ox.NamedNode(rebase(demand.class_iri, self._base))
        for quad in self._store.quads_for_pattern(None, TYPE, kind, graph):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject

    def _values(self, record: Any, demand: Demand, graph: ox.NamedNode) -> Iterator[Term]:
        """Yield the values to which the path of a demand leads from a record."""
        reached: list[Any] = [record]
        for predicate, is_inverse in demand.path:
            step = ox.NamedNode(rebase(predicate, self._base))
            reached = [
                value for node in reached for value in self._follow(node, step, graph, is_inverse)
            ]
        for value in reached if demand.path else ():
            language = value.language if isinstance(value, ox.Literal) else None
            if not demand.language or language == demand.language:
                yield value

    def _follow(
        self, node: Any, step: ox.NamedNode, graph: ox.NamedNode, is_inverse: bool
    ) -> Iterator[Any]:
        if is_inverse:
            for quad in self._store.quads_for_pattern(None, step, node, graph):
                yield quad.subject
        elif not isinstance(node, ox.Literal):
            for quad in self._store.quads_for_pattern(node, step, None, graph):
                yield quad.object

    def _to_record_check(self, demand: Demand) -> "Keeps":
        """Return what says whether a record meets a demand."""
        if demand.asks == "rule" or demand.asks in _RECORD_JOINTS:
            parts = [self._to_record_check(each) for each in demand.choices]
            if demand.asks == "rule":
                met, then, other = parts
                return lambda record, graph: (then if met(record, graph) else other)(record, graph)
            joint = _RECORD_JOINTS[demand.asks]
            return lambda record, graph: joint(part(record, graph) for part in parts)
        is_kept = self._to_check(demand)
        return lambda record, graph: is_kept(list(self._values(record, demand, graph)))

    def _to_check(self, demand: Demand) -> Callable[[list[Term]], bool]:
        """Return what says whether the values of a record meet a demand."""
        if demand.asks == "no record":
            return lambda values: False
        if demand.asks == "at least":
            return lambda values: len(values) >= demand.number
        if demand.asks == "at most":
            return lambda values: len(values) <= demand.number
        fits = self._to_fit(demand)
        return lambda values: all(fits(value) for value in values)

    def _to_fit(self, demand: Demand) -> "Fits":
        """Return what says whether one value meets a demand."""
        if demand.asks in _JOINTS:
            joint = _JOINTS[demand.asks]
            choices = [self._to_fit(each) for each in demand.choices]
            return lambda value: joint(fits(value) for fits in choices)
        terms = frozenset(rebase(term, self._base) for term in demand.terms)
        return _CHECKS[demand.asks](terms, demand.number)


Fits = Callable[[Term], bool]
Keeps = Callable[[ox.NamedNode, ox.NamedNode], bool]
"""Says whether a record in a graph keeps to something."""


def _is_none(met: Iterable[bool]) -> bool:
    return not any(met)


_JOINTS: Mapping[Ask, Callable[[Iterable[bool]], bool]] = {
    "one of": any,
    "all of": all,
    "none of": _is_none,
    "just one of": lambda met: sum(met) == 1,
}
_RECORD_JOINTS: Mapping[Ask, Callable[[Iterable[bool]], bool]] = {
    "holds": all,
    "holds one of": any,
    "holds none of": _is_none,
}


def _has_pattern(terms: frozenset[str], number: float) -> Fits:
    pattern = re.compile(next(iter(terms)))
    return lambda value: pattern.search(_text(value)) is not None


def _is_among(terms: frozenset[str], number: float) -> Fits:
    return lambda value: _text(value) in terms


def _is_not(terms: frozenset[str], number: float) -> Fits:
    return lambda value: _text(value) not in terms


def _has_datatype(terms: frozenset[str], number: float) -> Fits:
    """A store may know one type of integer only, so an integer is taken for a narrower one."""
    accepted = terms | {INTEGER} if terms & NARROW_INTEGERS else terms
    return lambda value: isinstance(value, ox.Literal) and value.datatype.value in accepted


def _is_iri(terms: frozenset[str], number: float) -> Fits:
    return lambda value: isinstance(value, ox.NamedNode)


def _is_from(terms: frozenset[str], number: float) -> Fits:
    return lambda value: (found := _number(value)) is not None and found >= Decimal(str(number))


def _is_up_to(terms: frozenset[str], number: float) -> Fits:
    return lambda value: (found := _number(value)) is not None and found <= Decimal(str(number))


def _is_equal(terms: frozenset[str], number: float) -> Fits:
    return lambda value: (found := _number(value)) is not None and found == Decimal(str(number))


_CHECKS: Mapping[Ask, Callable[[frozenset[str], float], Fits]] = {
    "pattern": _has_pattern,
    "among": _is_among,
    "not": _is_not,
    "datatype": _has_datatype,
    "iri": _is_iri,
    "lowest": _is_from,
    "highest": _is_up_to,
    "equal": _is_equal,
}


def _text(value: Term) -> str:
    return value.value if not isinstance(value, ox.Triple) else str(value)


def _number(value: Term) -> Decimal | None:
    try:
        return Decimal(_text(value))
    except InvalidOperation:
        return None
