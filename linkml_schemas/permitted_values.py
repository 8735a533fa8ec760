"""Say which values alone a column may have: codes, or those that its slot names.

Step on the line: beneath :mod:`linkml_schemas.property_shapes`. Pure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from linkml_schemas.context import free_prefixes
from linkml_schemas.plan import Column, Enumeration, Schema
from linkml_schemas.publication import Publication
from linkml_schemas.turtle import iri, literal
from ontology.namespaces import PREFIXES

Codes = Mapping[str, Mapping[str, Sequence[str]]]
"""Enumeration to its codes, each with the terms for it, as they stand in Turtle."""

STRING = PREFIXES["xsd"] + "string"

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")


@dataclass(frozen=True, slots=True)
class Permitted:
    """The values of the enumerations of a schema, and how its data write IRIs.

    Shape:
        ``either`` has each value as a text and as an IRI: beside other ranges a context cannot
        tell them apart, see :mod:`linkml_schemas.context_terms`. ``prefixes`` are those of the
        context, by which it reads a CURIE in data.
    """

    codes: Codes
    either: Codes
    prefixes: Mapping[str, str]

    def beside_others(self) -> "Permitted":
        """Return the same for a range that stands beside others."""
        return replace(self, codes=self.either)

    def terms(self, column: Column) -> Sequence[str]:
        """Return the only values of a column, none if it may have others."""
        codes = self.codes.get(column.enumeration or "", {})
        equals = column.beyond.equals if column.beyond else ()
        if not equals:
            return [term for terms in codes.values() for term in terms]
        if column.kind in {"iri", "reference"}:
            return _to_iris([self._expand(each) for each in equals])
        if column.kind == "code":
            return [term for each in equals for term in codes.get(each, (literal(each),))]
        datatype = None if column.datatype == STRING else column.datatype
        return [literal(each, datatype=datatype) for each in equals]

    def _expand(self, text: str) -> str:
        """Return what a processor of JSON-LD reads as an IRI.

        Source:
            JSON-LD 1.1 Processing Algorithms and API, section 5.2 (IRI expansion).
        """
        prefix, colon, local = text.partition(":")
        if not colon or local.startswith("//") or prefix not in self.prefixes:
            return text
        return self.prefixes[prefix] + local


def permitted_of(schema: Schema, publication: Publication) -> Permitted:
    """Return the values that the columns of a schema may have."""
    closed = [each for each in schema.enumerations if not each.open]
    codes = {each.name: _to_terms(each) for each in closed}
    either = {
        each.name: {one.code: (literal(one.code), iri(one.iri)) for one in each.values}
        for each in closed
    }
    return Permitted(codes, either, free_prefixes(schema, publication.prefixes))


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI or a CURIE: one that no address is needed for.

    >>> is_iri("semapv:ManualMappingCuration"), is_iri("manual"), is_iri("a:b c")
    (True, False, False)
    """
    return _IRI.fullmatch(text) is not None


def _to_iris(texts: Sequence[str]) -> Sequence[str]:
    """Return IRIs as Turtle; nothing if one is none, for what it stands for depends on the data."""
    return list(map(iri, texts)) if all(map(is_iri, texts)) else ()


def _to_terms(enumeration: Enumeration) -> dict[str, tuple[str, ...]]:
    """Return the values of an enumeration; one that stands as text may also be its own concept.

    A context cannot keep some codes as text beside others that it makes IRIs, see
    :mod:`linkml_schemas.context`.
    """
    mixed = not all(value.as_text for value in enumeration.values)

    def spelt(code: str, name: str, *, as_text: bool) -> Iterator[str]:
        if as_text:
            yield literal(code)
        if mixed or not as_text:
            yield iri(name)

    return {
        value.code: tuple(spelt(value.code, value.iri, as_text=value.as_text))
        for value in enumeration.values
    }
