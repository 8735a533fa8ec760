"""Estimate how much an order of patterns gives the engine to do.

Step on the line: under ``ordering``. The unit is one quad looked at; what a lookup and a
condition cost beside it was measured, roughly, on a million triples in memory.
"""

from collections.abc import Sequence

from server.planning.model import Opaque, Pattern, Term
from server.planning.statistics import NONE, RDF_TYPE, Statistics

LOOKUP = 5.0
"""Quads that could be looked at while one pattern is looked up anew."""

CONDITION = 2.0
"""The same for one condition of a FILTER."""

WALK = 20.0
"""The same for finding out whether a path leads from one thing to another."""

_SELECTIVE = frozenset({"REGEX", "CONTAINS", "STRSTARTS", "STRENDS"})
_BLIND = {
    (True, True, True): 1, (True, True, False): 10, (True, False, True): 2,
    (False, True, True): 10_000, (True, False, False): 100, (False, False, False): 10**9,
    (False, True, False): 10**6, (False, False, True): 10**5,
}  # fmt: skip
"""What the engine takes for the size of a pattern whose subject, predicate, object is known.

Source:
    Oxigraph, lib/sparopt/src/optimizer.rs, estimate_triple_pattern_size.
"""


class Estimator:
    """What patterns and conditions cost over one graph.

    Args:
        statistics: What the graph counts.
        conditions: What the group's filters ask, of variables of its patterns only.
    """

    def __init__(self, statistics: Statistics, conditions: Sequence[Opaque]) -> None:
        self._statistics = statistics
        self._conditions = conditions

    def steps(self, order: Sequence[Pattern], bound: frozenset[str]) -> float:
        """Return about how many quads are looked at, if patterns come in an order.

        Args:
            order: The patterns.
            bound: Variables that have values before.
        """
        rows, steps, waiting = 1.0, 0.0, list(self._conditions)
        for pattern in order:
            closure_walk = WALK if pattern.closure else LOOKUP
            steps += rows * closure_walk
            rows *= self.after(pattern, bound)
            steps += rows
            bound |= pattern.variables
            for condition in [c for c in waiting if c.variables <= bound]:
                steps += rows * CONDITION
                rows *= _share(condition)
                waiting.remove(condition)
        return steps

    def after(self, pattern: Pattern, bound: frozenset[str]) -> float:
        """Return about how many solutions a pattern has for one before it."""
        subject, object_ = (_known(term, bound) for term in (pattern.subject, pattern.object))
        if pattern.closure:
            return self._walk(pattern, subject=subject, object_=object_)
        counts = self._statistics.whole
        if pattern.predicate.iri:
            counts = self._statistics.predicates.get(pattern.predicate.iri, NONE)
        if subject and object_:
            return 1.0
        if object_ and pattern.predicate.iri == RDF_TYPE and pattern.object.iri:
            found = self._statistics.classes.get(pattern.object.iri)
            return float(found.entities if found else 0)
        return counts.triples / max(1, counts.subjects * subject, counts.objects * object_)

    def _walk(self, pattern: Pattern, *, subject: bool, object_: bool) -> float:
        """Return about how many solutions a path has: three steps of it from what is known."""
        counts = self._statistics.predicates.get(pattern.predicate.iri, NONE)
        if subject and object_:
            return 1.0
        if not subject and not object_:
            return float(self._statistics.whole.triples)
        ends = counts.objects if object_ else counts.subjects
        step = max(1.0, counts.triples / max(1, ends))
        return 1.0 + min(float(counts.triples), step**3)


def engine_order(patterns: Sequence[Pattern]) -> tuple[Pattern, ...]:
    """Return the order in which the engine would evaluate patterns.

    Source:
        Oxigraph, lib/sparopt/src/optimizer.rs, reorder_joins: the smallest first, then the
        smallest that shares a variable, without knowledge of the graph.
    """
    rest, order = list(patterns), []
    bound: frozenset[str] = frozenset()
    while rest:
        near = [pattern for pattern in rest if pattern.variables & bound] or rest
        chosen = min(near, key=lambda pattern: _blind(pattern, bound))
        order.append(chosen)
        rest.remove(chosen)
        bound |= chosen.variables
    return tuple(order)


def _blind(pattern: Pattern, bound: frozenset[str]) -> int:
    subject, predicate, object_ = (
        _known(term, bound) for term in (pattern.subject, pattern.predicate, pattern.object)
    )
    if not pattern.closure:
        return _BLIND[subject, predicate, object_]
    if subject and object_:
        return 1
    if pattern.closure == "*" and not subject and not object_:
        return 10**9
    return _BLIND[subject, True, object_] * 1000


def _known(term: Term, bound: frozenset[str]) -> bool:
    return not term.is_variable or term.text in bound


def _share(condition: Opaque) -> float:
    """Return about which share of solutions fulfils a condition."""
    if condition.words & _SELECTIVE or "=" in condition.text.replace("!=", ""):
        return 0.5 if condition.words & {"LANG", "LANGMATCHES"} else 0.1
    return 0.3 if "<" in condition.text or ">" in condition.text else 0.5
