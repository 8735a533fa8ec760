"""Define one term of a JSON-LD context.

Step on the line: beneath :mod:`linkml_schemas.context`. Pure.

Source:
    JSON-LD 1.1 Processing Algorithms and API, section 4.2 (create term definition).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from linkml_schemas.plan import Column, Enumeration, Schema
from ontology.namespaces import PREFIXES, shrink

Definition = dict[str, object]

STRING = f"{PREFIXES['xsd']}string"

NATIVE = frozenset(f"{PREFIXES['xsd']}{name}" for name in ("boolean", "double", "integer"))
"""Datatypes that a processor gives to values of JSON that are no text."""

_NO_TERM = re.compile(r"|@[A-Za-z]+|.*/.*|.+:.+", re.DOTALL)
"""What a processor reads as a keyword or an IRI, whatever a context says of it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the terms of a schema are made of."""

    schema: Schema
    prefixes: Mapping[str, str]
    _known: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def compact(self, iri: str) -> str:
        """Return an IRI with the prefix that fits it best; classes share most of theirs."""
        found = self._known.get(iri)
        if found is None:
            found = self._known[iri] = shrink(iri, self.prefixes) or iri
        return found

    def alias(self, column: Column) -> Definition:
        """Return the term of a column that names its record or the class of it."""
        named = column.beyond is not None and column.beyond.names_type
        return {"@id": "@type" if named else "@id"}

    def define(self, column: Column) -> Definition:
        """Return the term of a column that states something."""
        return lean(
            {
                "@reverse" if column.inverse else "@id": self.compact(column.predicate or ""),
                "@type": self._to_type(column),
                "@language": column.language,
                **self._to_container(column),
                "@context": self._to_codes(column),
            }
        )

    def _to_container(self, column: Column) -> Definition:
        if column.beyond is None or column.beyond.inlined != "dict":
            return {"@container": "@set"} if column.multivalued else {}
        keys = (
            each
            for target in column.targets
            for each in self.schema.record_class(target).columns
            if each.unique
        )
        key = next(keys, None)
        if key is None or key.predicate is None:
            return {"@container": "@id"}
        return {"@container": "@index", "@index": self.compact(key.predicate)}

    def _to_codes(self, column: Column) -> dict[str, str]:
        if column.beyond and column.beyond.alternatives and self._to_type(column) != "@vocab":
            return {}
        codes: dict[str, str] = {}
        for each in _choices(column):
            if each.enumeration:
                enumeration = self.schema.enumeration(each.enumeration)
                text = is_text(enumeration) and len(_choices(column)) == 1
                for value in () if text else enumeration.values:
                    if is_term(value.code):
                        codes.setdefault(value.code, value.iri)
        if self.prefixes.keys().isdisjoint(codes):
            return {code: self.compact(iri) for code, iri in codes.items()}
        # A code that is spelt as a prefix is no prefix where the code is meant.
        prefixes = {key: name for key, name in self.prefixes.items() if key not in codes}
        return {code: shrink(iri, prefixes) or iri for code, iri in codes.items()}

    def _to_type(self, column: Column) -> str | None:
        choices = _choices(column)
        types = {self._to_one_type(each) for each in choices}
        if len(types) == 1:
            return types.pop()
        # A processor applies these two to texts only, so that numbers beside them stay numbers.
        coded = not types.isdisjoint({"@id", "@vocab"})
        named = {
            "@vocab" if coded and each.kind == "code" else self._to_one_type(each)
            for each in choices
            if each.datatype not in NATIVE
        }
        if named == {"@id"}:
            return "@id"
        return "@vocab" if named and named <= {"@id", "@vocab"} else None

    def _to_one_type(self, column: Column) -> str | None:
        if column.kind == "text" or (column.kind == "literal" and column.datatype is None):
            return None
        if column.kind == "literal":
            # Text is a string by itself, and rdflib takes one with its type for another literal.
            plain = column.beyond and column.datatype == STRING
            return None if plain else self.compact(column.datatype or "")
        if column.kind == "code":
            enumeration = self.schema.enumeration(column.enumeration or "")
            return None if is_text(enumeration) else "@vocab"
        return "@id"


def is_text(enumeration: Enumeration) -> bool:
    """Tell whether data hold all codes of an enumeration as text."""
    return all(value.as_text for value in enumeration.values)


def is_term(code: str) -> bool:
    """Tell whether a context can say what a code means.

    >>> is_term("OPEN"), is_term("a:b"), is_term("n/a")
    (True, False, False)
    """
    return not _NO_TERM.fullmatch(code)


def lean(definition: Definition) -> Definition:
    """Return a definition without what says nothing."""
    return {key: value for key, value in definition.items() if value not in (None, {})}


def _choices(column: Column) -> tuple[Column, ...]:
    alternatives = column.beyond.alternatives if column.beyond else ()
    return alternatives or (column,)
