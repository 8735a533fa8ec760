"""Leave statements out on purpose, and count them without showing them.

Step on the line: after repairs, before statements are checked. Classes and contact points need
the whole file first, for a type may stand after what it types.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from loaders.checking.terms import Term
from loaders.repairing.drop_rules import PERSONS, Drops
from loaders.repairing.tally import Tally
from ontology.namespaces import PREFIXES, shrink

_TYPE = f"{PREFIXES['rdf']}type"
_VCARD, _SCHEMA, _FOAF = PREFIXES["vcard"], PREFIXES["schema"], PREFIXES["foaf"]
_PERSONS = frozenset({f"{_VCARD}Individual", f"{_FOAF}Person", f"{_SCHEMA}Person"})
_CONTACTS = frozenset(
    {f"{_VCARD}{name}" for name in ("Kind", "Individual", "Organization", "Group", "VCard")}
    | {f"{_SCHEMA}ContactPoint"}
)
_LEADS = frozenset({f"{PREFIXES['dcat']}contactPoint", f"{_SCHEMA}contactPoint"})
_EMAILS = frozenset({f"{_VCARD}hasEmail", f"{_VCARD}email", f"{_SCHEMA}email", f"{_FOAF}mbox"})


def drop_triples(triples: Iterable[ox.Triple], drops: Drops, tally: Tally) -> Iterator[ox.Triple]:
    """Yield the statements that stay, and count those that do not."""
    gone: Mapping[Term, str] = {}
    if drops.looks_ahead:
        triples = list(triples)
        gone = _find_things(triples, drops)
    for triple in triples:
        rule = _rule(triple, drops, gone)
        if rule is None:
            yield triple
        else:
            tally.dropped[rule] += 1


def _rule(triple: ox.Triple, drops: Drops, gone: Mapping[Term, str]) -> str | None:
    predicate = triple.predicate.value
    if predicate in drops.predicates:
        return f"predicates {_short(predicate)}"
    if predicate in _EMAILS and _is_personal(_text(triple.object), drops.words):
        return PERSONS
    ends = (triple.subject, triple.object)
    for start in drops.iris:
        if any(isinstance(term, ox.NamedNode) and term.value.startswith(start) for term in ends):
            return f"iris {start}"
    return gone.get(triple.subject) or gone.get(triple.object) if gone else None


@dataclass(slots=True)
class _Things:
    """What a file says of each thing, as far as it decides what goes."""

    contacts: set[Term] = field(default_factory=set)
    kinds: dict[Term, set[str]] = field(default_factory=lambda: defaultdict(set))
    emails: dict[Term, list[str]] = field(default_factory=lambda: defaultdict(list))
    below: dict[Term, list[Term]] = field(default_factory=lambda: defaultdict(list))


def _find_things(triples: Sequence[ox.Triple], drops: Drops) -> Mapping[Term, str]:
    things = _Things()
    for triple in triples:
        predicate, target = triple.predicate.value, triple.object
        if predicate == _TYPE and isinstance(target, ox.NamedNode):
            things.kinds[triple.subject].add(target.value)
        elif predicate in _EMAILS and isinstance(target, ox.NamedNode | ox.Literal):
            things.emails[triple.subject].append(target.value)
        elif predicate in _LEADS:
            things.contacts.add(target)
        if isinstance(target, ox.BlankNode):
            things.below[triple.subject].append(target)
    gone = _choose_gone(things, drops)
    _add_below(gone, things.below)
    return gone


def _choose_gone(things: _Things, drops: Drops) -> dict[Term, str]:
    """Return what goes, each with the rule that says so."""
    gone: dict[Term, str] = {}
    for thing, kinds in things.kinds.items():
        for kind in sorted(kinds & drops.classes):
            gone[thing] = f"classes {_short(kind)}"
        if drops.words is not None and kinds & _PERSONS:
            gone.setdefault(thing, PERSONS)
    for thing, emails in things.emails.items():
        contact = thing in things.contacts or things.kinds.get(thing, set()) & _CONTACTS
        if contact and any(_is_personal(text, drops.words) for text in emails):
            gone.setdefault(thing, PERSONS)
    return gone


def _text(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _is_personal(email: str, words: frozenset[str] | None) -> bool:
    """Tell whether an address is a person's: no word of a function stands before the at sign."""
    if words is None:
        return False
    local = email.removeprefix("mailto:").partition("@")[0].lower()
    return not words & set(re.split(r"[^a-z]+", local))


def _add_below(gone: dict[Term, str], below: Mapping[Term, list[Term]]) -> None:
    """Let the blank nodes go that hang on what goes."""
    open_ends = list(gone)
    while open_ends:
        thing = open_ends.pop()
        for node in below.get(thing, ()):
            if node not in gone:
                gone[node] = gone[thing]
                open_ends.append(node)


def _short(iri: str) -> str:
    return shrink(iri) or iri
