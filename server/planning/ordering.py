"""Put the patterns of a group in the order in which the engine has least to do.

Step on the line: a rewriting. The engine orders patterns without knowing how many triples each
has. LATERAL evaluates its right side once for each solution of the left: for a triple pattern
that is a join, in an order that the engine keeps.

Source:
    SPARQL 1.2 Community Group, SEP 0006 (LATERAL); docs/decisions/0018.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from server.planning.estimates import Estimator, engine_order
from server.planning.model import Group, Optional, Pattern
from server.planning.statistics import RDF_TYPE, Statistics

MOST = 10
"""Patterns of a group that are put in order; each makes the search longer."""


class Worth(NamedTuple):
    """When another order is used.

    Args:
        steps: What the engine has to do at least in its own order; 3,000 steps take about a
            millisecond.
        share: The largest share of its steps that may be left.
    """

    steps: float = 3_000
    share: float = 0.8


WORTH = Worth()


def order_group(
    group: Group,
    statistics: Statistics,
    outer: frozenset[str] = frozenset(),
    worth: Worth = WORTH,
) -> Group:
    """Return a group with its patterns, and those of its OPTIONALs, in a better order.

    Shape:
        The same group where nothing is to be gained.

    Args:
        group: The group.
        statistics: What the graph counts.
        outer: Variables that have values before the group is evaluated.
        worth: When another order is used.
    """
    bound = outer | group.bound
    joined = tuple(_order_joined(part, statistics, bound, worth) for part in group.joined)
    if joined != group.joined:
        group = replace(group, joined=joined)
    if not 2 <= len(group.patterns) <= MOST:
        return group
    estimator = Estimator(statistics, group.conditions(bound))
    own = estimator.steps(engine_order(group.patterns), outer)
    if own < worth.steps:
        return group
    best = _cheapest(estimator, drop_known_types(group.patterns, statistics), outer)
    if best is None or estimator.steps(best, outer) > worth.share * own:
        return group
    return replace(group, patterns=best, lead=_chain(best))


def _order_joined(
    part: Optional, statistics: Statistics, bound: frozenset[str], worth: Worth
) -> Optional:
    if part.keyword != "OPTIONAL" or part.group is None:
        return part
    group = order_group(part.group, statistics, bound, worth)
    if group is part.group:
        return part
    return replace(part, group=group, body=replace(part.body, text=str(group)))


def drop_known_types(patterns: Sequence[Pattern], statistics: Statistics) -> tuple[Pattern, ...]:
    """Return patterns without those that say of a thing what the others prove.

    Shape:
        ``?d a dcat:Dataset`` goes beside ``?d dcat:theme ?theme`` if every subject of
        dcat:theme is a dcat:Dataset: it is stated once, so it neither adds nor takes solutions.
    """
    kept = list(dict.fromkeys(patterns))
    for pattern in [p for p in kept if p.predicate.iri == RDF_TYPE and p.object.iri]:
        if pattern.closure or not pattern.subject.is_variable:
            continue
        others = (
            other.predicate.iri
            for other in kept
            if other.subject == pattern.subject and not other.closure and other != pattern
        )
        if any(
            iri and iri != RDF_TYPE and statistics.covers(pattern.object.iri, iri) for iri in others
        ):
            kept.remove(pattern)
    return tuple(kept)


def _cheapest(
    estimator: Estimator, patterns: Sequence[Pattern], outer: frozenset[str]
) -> tuple[Pattern, ...] | None:
    orders = [order for first in patterns if (order := _grow(estimator, first, patterns, outer))]
    return min(orders, key=lambda order: estimator.steps(order, outer), default=None)


def _grow(
    estimator: Estimator, first: Pattern, patterns: Sequence[Pattern], outer: frozenset[str]
) -> tuple[Pattern, ...] | None:
    """Return the order that begins with a pattern and takes the most selective one next."""
    order, rest = [first], [pattern for pattern in patterns if pattern != first]
    bound = outer | first.variables
    while rest:
        near = [pattern for pattern in rest if pattern.variables & bound]
        if not near:
            return None
        chosen = min(near, key=lambda pattern: estimator.after(pattern, bound))
        order.append(chosen)
        rest.remove(chosen)
        bound |= chosen.variables
    return tuple(order)


def _chain(patterns: Sequence[Pattern]) -> str:
    return " LATERAL ".join(f"{{ {pattern} }}" for pattern in patterns)
