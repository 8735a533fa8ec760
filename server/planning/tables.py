"""Find the table of counts that tells how often patterns match.

Step on the line: under ``counted``. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from server.planning.model import Pattern, Term
from server.planning.statistics import NONE, RDF_TYPE, ClassCounts, Counts, Statistics


class Row(NamedTuple):
    """What is counted of one group of matches.

    Args:
        keys: The IRIs by which it is grouped.
        matches: How many solutions there are.
        different: How many different values each variable has, where that is known.
    """

    keys: tuple[str, ...]
    matches: int
    different: Mapping[str, int]


def find_table(
    patterns: Sequence[Pattern], keys: tuple[str, ...], statistics: Statistics
) -> list[Row] | None:
    """Return the counts of the matches of patterns by the values of variables.

    Shape:
        One row for each group, one in all without keys; None if the statistics do not say.

    Args:
        patterns: One triple pattern, or two of which one says the class of the other's subject.
        keys: The variables by which the matches are grouped, in any order.
        statistics: What the graph counts.
    """
    if any(pattern.closure for pattern in patterns):
        return None
    variables = [term.text for pattern in patterns for term in _own_terms(pattern, patterns)]
    if len(variables) != len(set(variables)) or not patterns[0].subject.is_variable:
        return None
    if len(patterns) == 1:
        return _of_one(patterns[0], keys, statistics)
    first, second = patterns
    for kind, other in ((first, second), (second, first)):
        if kind.predicate.iri == RDF_TYPE and kind.subject == other.subject:
            rows = _of_class(kind.object, other, keys, statistics)
            if rows is not None:
                return rows
    return None


def _own_terms(pattern: Pattern, patterns: Sequence[Pattern]) -> list[Term]:
    """Return the places of a pattern with variables, the subject of the first one only once."""
    terms = [pattern.predicate, pattern.object]
    terms += [pattern.subject] if pattern is patterns[0] else []
    return [term for term in terms if term.is_variable]


def _of_one(pattern: Pattern, keys: tuple[str, ...], statistics: Statistics) -> list[Row] | None:
    subject, predicate, object_ = pattern.subject.text, pattern.predicate, pattern.object
    if predicate.is_variable:
        return _of_all(pattern, keys, statistics) if object_.is_variable else None
    if object_.is_variable and not keys:
        return [_row((), statistics.predicates.get(predicate.iri, NONE), subject, object_.text)]
    if predicate.iri != RDF_TYPE:
        return None
    if object_.is_variable and keys == (object_.text,) and statistics.names_every_class:
        return [
            Row((iri,), counts.entities, {subject: counts.entities, object_.text: 1})
            for iri, counts in statistics.classes.items()
        ]
    if object_.iri and not keys:
        counts = statistics.classes.get(object_.iri, ClassCounts(0))
        return [Row((), counts.entities, {subject: counts.entities})]
    return None


def _of_all(pattern: Pattern, keys: tuple[str, ...], statistics: Statistics) -> list[Row] | None:
    """Return the counts of all triples, in all or by predicate."""
    if keys:
        by_predicate = _by_predicate(pattern, statistics.predicates)
        return by_predicate if keys == (pattern.predicate.text,) else None
    row = _row((), statistics.whole, pattern.subject.text, pattern.object.text)
    predicates = {pattern.predicate.text: len(statistics.predicates)}
    return [row._replace(different={**row.different, **predicates})]


def _by_predicate(pattern: Pattern, predicates: Mapping[str, Counts]) -> list[Row]:
    subject, predicate, object_ = (
        term.text for term in (pattern.subject, pattern.predicate, pattern.object)
    )
    rows = (_row((iri,), counts, subject, object_) for iri, counts in predicates.items())
    return [row._replace(different={**row.different, predicate: 1}) for row in rows]


def _of_class(
    kind: Term, other: Pattern, keys: tuple[str, ...], statistics: Statistics
) -> list[Row] | None:
    """Return the counts of what things of a class, or of each class, have."""
    if not other.object.is_variable:
        return None
    if kind.iri:
        return _of_things(statistics.classes.get(kind.iri, ClassCounts(0)), other, keys)
    if not kind.is_variable or not statistics.names_every_class or kind.text not in keys:
        return None
    wanted = tuple(key for key in keys if key != kind.text)
    rows = []
    for iri, counts in statistics.classes.items():
        found = _of_things(counts, other, wanted)
        if found is None:
            return None
        rows += [
            Row(
                _arrange(keys, kind.text, iri, row.keys),
                row.matches,
                {**row.different, kind.text: 1},
            )
            for row in found
            if row.matches
        ]
    return rows


def _of_things(counts: ClassCounts, other: Pattern, keys: tuple[str, ...]) -> list[Row] | None:
    """Return the counts of what the things of one class have."""
    subject, predicate, object_ = other.subject.text, other.predicate, other.object.text
    if not predicate.is_variable:
        found = counts.predicates.get(predicate.iri, NONE)
        return None if keys else [_row((), found, subject, object_)]
    if keys:
        return _by_predicate(other, counts.predicates) if keys == (predicate.text,) else None
    matches = sum(found.triples for found in counts.predicates.values())
    different = {subject: counts.entities, predicate.text: len(counts.predicates)}
    return [Row((), matches, different)]


def _arrange(
    keys: Iterable[str], variable: str, iri: str, others: Sequence[str]
) -> tuple[str, ...]:
    """Return the values of keys in their order."""
    rest = iter(others)
    return tuple(iri if key == variable else next(rest) for key in keys)


def _row(keys: tuple[str, ...], counts: Counts, subject: str, object_: str) -> Row:
    return Row(keys, counts.triples, {subject: counts.subjects, object_: counts.objects})
