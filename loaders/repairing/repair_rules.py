"""List the rules by which a definition may repair its source, and read them from it.

Step on the line: beneath :mod:`loaders.reading.definitions`. A rule is written out as single
:class:`Repair` values, each of which is counted and reported by its own label.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from loaders.checking.iri_syntax import is_iri
from loaders.reading.lined_yaml import Lined, nearest
from ontology.namespaces import PREFIXES, expand, shrink


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair: what is written otherwise, where, and how.

    Shape:
        ``where`` is a slot of a class or the IRI of a predicate, empty for everywhere.
    """

    rule: str
    where: str = ""
    before: str = ""
    after: str = ""

    @property
    def label(self) -> str:
        """Return the name under which it is counted: its rule, and what tells it from others."""
        told = (shrink(text) or text for text in (self.where, self.before) if text)
        return " ".join([self.rule, *told])


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the shape of what the definition gives it, and what it does."""

    name: str
    given: str
    rows: bool
    rdf: bool
    meaning: str


RULES: tuple[Rule, ...] = (
    Rule("predicates", "`{wrong: right}`", False, True, "a predicate that is spelt wrongly"),
    Rule("classes", "`{wrong: right}`", False, True, "a class that is spelt wrongly"),
    Rule("iris", "`{start: start}`", True, True, "how an IRI begins, such as `htts://`"),
    Rule("relative_iris", "`{start: start}`", False, True, "a relative IRI without a base"),
    Rule("curies", "`[prefix]`", True, True, "a CURIE written where an IRI belongs"),
    Rule(
        "organisations",
        "`[slot or predicate]`",
        True,
        True,
        "an OVO organisation's IRI in another spelling; RDF keeps that as `owl:sameAs`",
    ),
    Rule("ports", "`true`", True, True, "a port that the scheme needs not, `:443` after https"),
    Rule("spaces", "`[slot]`", True, False, "spaces in and around an IRI"),
    Rule(
        "values",
        "`{slot or predicate: {wrong: right}}`",
        True,
        True,
        "a whole value; an empty text takes it away",
    ),
    Rule(
        "patterns",
        "`{slot or predicate: {pattern: text}}`",
        True,
        True,
        "a value that matches a regular expression as a whole",
    ),
    Rule("tags", "`{wrong: right}`", False, True, "a language tag that is wrong"),
    Rule("untagged", "`{predicate: tag}`", False, True, "a text without its language tag"),
    Rule("datatypes", "`{wrong: right}`", False, True, "a private datatype that means a known one"),
)
"""Every rule, in the order in which they apply; the table of docs/loading.md is this one."""

_NAMES = ("curies", "organisations", "spaces")
_NESTED = ("values", "patterns")
_TERMS = ("predicates", "classes", "datatypes")


def read_repairs(lined: Lined, key: str) -> tuple[Repair, ...]:
    """Return the repairs of a definition, in the order of the rules.

    Raises:
        DefinitionError: There is no such rule, or it is given what it cannot use.
    """
    given = lined.data[key]
    names = [rule.name for rule in RULES]
    if not isinstance(given, dict) or not given:
        raise lined.error(key, f"{key} must be lines of the form rule: …; rules: {names}")
    for name in given:
        if name not in names:
            raise lined.error(key, f"no rule {name!r}{nearest(str(name), names)}")
    found: list[Repair] = []
    for rule in RULES:
        if rule.name in given:
            found += _READERS.get(rule.name, _read_pairs)(lined, key, rule, given[rule.name])
    return tuple(found)


def require_fitting(lined: Lined, repairs: tuple[Repair, ...], *, rdf: bool) -> None:
    """Stop at a rule that does not apply to what the source is.

    Raises:
        DefinitionError: A rule for statements is given for rows, or the other way about.
    """
    for rule in RULES:
        fits = rule.rdf if rdf else rule.rows
        if not fits and any(repair.rule == rule.name for repair in repairs):
            kind = "RDF" if rdf else "rows"
            raise lined.error("repairs", f"rule {rule.name} does not apply to {kind}")


def to_term(lined: Lined, key: str, text: Any) -> str:
    """Return the IRI that a definition names by itself or as a CURIE.

    Raises:
        DefinitionError: It is neither, or its prefix is not known.
    """
    try:
        iri = expand(str(text))
    except ValueError as error:
        raise lined.error(key, f"{error}; a whole IRI is right too") from error
    if not is_iri(iri):
        raise lined.error(key, f"{text!r} is no IRI; write it whole or as a CURIE")
    return iri


def _read_pairs(lined: Lined, key: str, rule: Rule, given: Any) -> Iterator[Repair]:
    for before, after in _pairs(lined, key, rule, given):
        if rule.name == "untagged":
            yield Repair(rule.name, to_term(lined, key, before), "", after)
        elif rule.name in _TERMS:
            right = to_term(lined, key, after)
            yield Repair(rule.name, "", to_term(lined, key, before), right)
        else:
            yield Repair(rule.name, "", before, after)


def _read_names(lined: Lined, key: str, rule: Rule, given: Any) -> Iterator[Repair]:
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise lined.error(key, f"rule {rule.name} is given {rule.given.strip('`')}")
    for name in given:
        if rule.name != "curies":
            yield Repair(rule.name, _place(lined, key, name))
        elif name in PREFIXES:
            yield Repair(rule.name, "", f"{name}:", PREFIXES[name])
        else:
            raise lined.error(key, f"no prefix {name!r}{nearest(name, PREFIXES)}")


def _read_nested(lined: Lined, key: str, rule: Rule, given: Any) -> Iterator[Repair]:
    if not isinstance(given, dict) or not given:
        raise lined.error(key, f"rule {rule.name} is given {rule.given.strip('`')}")
    for name, inner in given.items():
        where = _place(lined, key, str(name))
        for before, after in _pairs(lined, key, rule, inner):
            if rule.name == "patterns":
                _require_pattern(lined, key, before)
            yield Repair(rule.name, where, before, after)


def _read_switch(lined: Lined, key: str, rule: Rule, given: Any) -> Iterator[Repair]:
    if given is not True:
        raise lined.error(key, f"rule {rule.name} is given true, or left out")
    yield Repair(rule.name)


def _pairs(lined: Lined, key: str, rule: Rule, given: Any) -> Iterator[tuple[str, str]]:
    texts = isinstance(given, dict) and all(
        isinstance(text, str) for pair in given.items() for text in pair
    )
    if not texts or not given:
        raise lined.error(
            key, f"rule {rule.name} is given {rule.given.strip('`')}; put texts between quotes"
        )
    yield from given.items()


def _place(lined: Lined, key: str, name: str) -> str:
    """Return a slot as it is, a predicate as its IRI."""
    return to_term(lined, key, name) if ":" in name else name


def _require_pattern(lined: Lined, key: str, pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise lined.error(key, f"{pattern!r} is no regular expression: {error}") from error


_READERS: Mapping[str, Callable[[Lined, str, Rule, Any], Iterator[Repair]]] = MappingProxyType(
    {
        **dict.fromkeys(_NAMES, _read_names),
        **dict.fromkeys(_NESTED, _read_nested),
        "ports": _read_switch,
    }
)
