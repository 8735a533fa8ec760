"""Repair the statements of RDF by rule, each repair counted.

Step on the line: after the RDF parser, before statements are checked, passed through or mapped.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from loaders.checking.terms import Term
from loaders.repairing.repair_rules import Repair
from loaders.repairing.tally import Example, Tally
from loaders.repairing.text_repairs import Applied, repair_text
from ontology.namespaces import PREFIXES

RELATIVE = "http://relative.invalid/"
"""Base of relative IRIs in a file that declares none: they are repaired, or refused."""

_TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")
_SAME_AS = ox.NamedNode(f"{PREFIXES['owl']}sameAs")
_STRING = f"{PREFIXES['xsd']}string"
_EVERYWHERE = ("iris", "relative_iris", "curies", "ports")


@dataclass(slots=True)
class TripleRepairs:
    """The repairs of a registry, and where they are counted.

    Shape:
        ``spelt`` maps a rule to its repairs by what is wrong; ``placed`` maps a predicate to
        the repairs of its values.
    """

    everywhere: Sequence[Repair]
    spelt: Mapping[str, Mapping[str, Repair]]
    placed: Mapping[str, Sequence[Repair]]
    iris: dict[str, Applied]


def compile_triple_repairs(repairs: Sequence[Repair]) -> TripleRepairs | None:
    """Return what repairs statements; None if there is nothing to repair."""
    if not repairs:
        return None
    spelt: dict[str, dict[str, Repair]] = {}
    placed: dict[str, list[Repair]] = {}
    for repair in repairs:
        if repair.where:
            placed.setdefault(repair.where, []).append(repair)
        elif repair.rule not in _EVERYWHERE:
            spelt.setdefault(repair.rule, {})[repair.before] = repair
    everywhere = [_from_base(repair) for repair in repairs if repair.rule in _EVERYWHERE]
    return TripleRepairs(everywhere, spelt, placed, {})


def _from_base(repair: Repair) -> Repair:
    """Return a repair of relative IRIs as one of what the parser makes of them."""
    if repair.rule != "relative_iris":
        return repair
    return Repair(repair.rule, "", RELATIVE + repair.before, repair.after)


def repair_triple(
    triple: ox.Triple, repairs: TripleRepairs, tally: Tally, file: str
) -> Iterator[ox.Triple]:
    """Yield what a statement becomes: one statement, none, or one more that keeps a spelling."""
    note = _Note(tally, file, triple)
    predicate = _spelt(triple.predicate, "predicates", repairs, note)
    subject, target = triple.subject, triple.object
    if isinstance(subject, ox.NamedNode):
        subject = _iri(subject, repairs, note)
    if isinstance(target, ox.NamedNode):
        target = _iri(target, repairs, note)
        if predicate == _TYPE:
            target = _spelt(target, "classes", repairs, note)
    elif isinstance(target, ox.Literal):
        target = _literal(target, repairs, note)
    placed = repairs.placed.get(predicate.value, ())
    repaired = _place(target, placed, note) if placed else target
    if repaired is None:
        return
    yield ox.Triple(subject, predicate, repaired)
    yield from _kept_spelling(repaired, target, placed)


def _kept_spelling(after: Term, before: Term, repairs: Sequence[Repair]) -> Iterator[ox.Triple]:
    """Yield the statement that keeps how the source spelt an organisation's IRI."""
    both = isinstance(after, ox.NamedNode) and isinstance(before, ox.NamedNode)
    renamed = after != before and any(repair.rule == "organisations" for repair in repairs)
    if isinstance(after, ox.NamedNode) and both and renamed:
        yield ox.Triple(after, _SAME_AS, before)


@dataclass(slots=True)
class _Note:
    """Where the repairs of one statement are counted."""

    tally: Tally
    file: str
    triple: ox.Triple

    def take(self, repairs: Sequence[Repair], before: str, after: str) -> None:
        where = str(self.triple.subject).strip("<>")
        for repair in repairs:
            before = before.removeprefix(RELATIVE)
            self.tally.repair(Example(repair.label, self.file, where, before, after))


def _spelt(term: ox.NamedNode, rule: str, repairs: TripleRepairs, note: _Note) -> ox.NamedNode:
    repair = repairs.spelt.get(rule, {}).get(term.value)
    if repair is None:
        return term
    note.take([repair], term.value, repair.after)
    return ox.NamedNode(repair.after)


def _iri(term: ox.NamedNode, repairs: TripleRepairs, note: _Note) -> ox.NamedNode:
    if not repairs.everywhere:
        return term
    if term.value not in repairs.iris:
        repairs.iris[term.value] = repair_text(term.value, repairs.everywhere)
    text, applied = repairs.iris[term.value]
    if not applied:
        return term
    note.take([_to_base(repair) for repair in applied], term.value, text)
    return _named(text, term)


def _to_base(repair: Repair) -> Repair:
    if repair.rule != "relative_iris":
        return repair
    return Repair(repair.rule, "", repair.before.removeprefix(RELATIVE), repair.after)


def _literal(term: ox.Literal, repairs: TripleRepairs, note: _Note) -> ox.Literal:
    tag = repairs.spelt.get("tags", {}).get(term.language) if term.language else None
    if tag is not None:
        note.take([tag], f"{term.value}@{term.language}", f"{term.value}@{tag.after}")
        return ox.Literal(term.value, language=tag.after)
    datatypes = repairs.spelt.get("datatypes")
    datatype = datatypes.get(term.datatype.value) if datatypes else None
    if datatype is not None:
        note.take([datatype], term.datatype.value, datatype.after)
        return ox.Literal(term.value, datatype=ox.NamedNode(datatype.after))
    return term


def _place(term: Term, repairs: Sequence[Repair], note: _Note) -> Term | None:
    """Return a value after the repairs of its predicate; None if it is taken away."""
    if isinstance(term, ox.Literal):
        for repair in repairs:
            if repair.rule == "untagged" and term.datatype.value == _STRING:
                note.take([repair], term.value, f"{term.value}@{repair.after}")
                term = ox.Literal(term.value, language=repair.after)
        text, applied = repair_text(term.value, repairs)
        if not applied:
            return term
        note.take(applied, term.value, text)
        return _like(text, term) if text else None
    if not isinstance(term, ox.NamedNode):
        return term
    text, applied = repair_text(term.value, repairs)
    if not applied:
        return term
    note.take(applied, term.value, text)
    return _named(text, term) if text else None


def _like(text: str, term: ox.Literal) -> ox.Literal:
    if term.language:
        return ox.Literal(text, language=term.language)
    return ox.Literal(text, datatype=term.datatype)


def _named(text: str, term: ox.NamedNode) -> ox.NamedNode:
    """Return the repaired IRI; what a repair made wrong stays as it was written."""
    try:
        return ox.NamedNode(text)
    except ValueError:
        return term
