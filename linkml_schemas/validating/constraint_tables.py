"""Turn a table of the facts of an application profile into SHACL shapes.

Step on the line: ``profiles/*.csv`` → shapes in Turtle. The tables are ours: class, property,
cardinality, kind of value, range and code list are facts of a published profile; the words are
made here.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ontology.namespaces import PREFIXES

COLUMNS = ("class", "property", "level", "min", "max", "kind", "range", "codes", "section")

_LEVELS: Mapping[str, Mapping[str, str]] = {
    "mandatory": {"nl": "verplicht", "en": "mandatory"},
    "recommended": {"nl": "aanbevolen", "en": "recommended"},
    "optional": {"nl": "optioneel", "en": "optional"},
}
_KINDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "literal": ("sh:nodeKind sh:Literal", {"nl": "een literal", "en": "a literal"}),
    "resource": (
        "sh:nodeKind sh:BlankNodeOrIRI",
        {"nl": "een IRI of een ding", "en": "an IRI or a thing"},
    ),
    "text": (
        "sh:datatype rdf:langString",
        {"nl": "tekst met een taal", "en": "text in a language"},
    ),
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One row of a table: what a profile asks of a property of a class.

    Shape:
        ``range`` holds CURIEs of classes or one datatype, any of which is right; ``codes`` is
        the beginning of the IRIs of a code list; ``section`` is where the profile says it.
        A row without a property only says that the profile knows the class.
    """

    class_name: str
    property: str
    level: str
    least: str
    most: str
    kind: str
    range: tuple[str, ...]
    codes: str
    section: str


def read_constraints(text: str) -> tuple[Constraint, ...]:
    """Return the rows of a table."""
    rows = csv.DictReader(io.StringIO(text))
    return tuple(
        Constraint(
            row["class"], row["property"], row["level"], row["min"], row["max"], row["kind"],
            tuple(row["range"].split()), row["codes"], row["section"],
        )
        for row in rows
    )  # fmt: skip


def to_shapes(text: str, namespace: str, document: str) -> bytes:
    """Return the shapes of a table, as Turtle.

    Shape:
        One node shape for each class; for each property one shape of what is asked, and with
        severity warning one for a recommended property and one for a code list.

    Args:
        text: The table.
        namespace: Beginning of the IRIs of the shapes.
        document: Address of the profile, to which each shape leads.
    """
    constraints = read_constraints(text)
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    for name in dict.fromkeys(item.class_name for item in constraints):
        lines += [f"<{namespace}{_local(name)}> a sh:NodeShape ; sh:targetClass {name} ."]
        for item in constraints:
            if item.class_name == name and item.property:
                lines += _property_shapes(item, namespace, document)
    return ("\n".join(lines) + "\n").encode()


def _property_shapes(item: Constraint, namespace: str, document: str) -> Iterator[str]:
    name = item.property.replace(":", "-")
    iri = f"{namespace}{_local(item.class_name)}.{name}"
    see = f"{document}#{item.section}" if item.section else document
    around = f"<{namespace}{_local(item.class_name)}> sh:property"
    head = f"sh:path <{_expand(item.property)}> ; rdfs:seeAlso <{see}>"
    if asked := " ; ".join(_asked(item)):
        yield f"{around} <{iri}> . <{iri}> {head} ; {asked} ; {_message(item)} ."
    if item.level == "recommended":
        advised = "sh:minCount 1 ; sh:severity sh:Warning"
        own = f"<{iri}.recommended>"
        yield f"{around} {own} . {own} {head} ; {advised} ; {_message(item)} ."
    if item.codes:
        pattern = f'sh:pattern "^{item.codes}" ; sh:severity sh:Warning'
        said = _texts(
            f"{item.property}: kies een code uit {item.codes}",
            f"{item.property}: choose a code of {item.codes}",
        )
        yield f"{around} <{iri}.codes> . <{iri}.codes> {head} ; {pattern} ; {said} ."


def _asked(item: Constraint) -> Iterator[str]:
    if item.least:
        yield f"sh:minCount {item.least}"
    if item.most:
        yield f"sh:maxCount {item.most}"
    if item.kind:
        yield _KINDS[item.kind][0]
    kinds = [f"{'sh:datatype' if name.startswith('xsd:') else 'sh:class'} {name}"
             for name in item.range]  # fmt: skip
    if len(kinds) == 1:
        yield kinds[0]
    elif kinds:
        yield f"sh:or ( {' '.join(f'[ {kind} ]' for kind in kinds)} )"


def _message(item: Constraint) -> str:
    return _texts(*(_sentence(item, language) for language in ("nl", "en")))


def _sentence(item: Constraint, language: str) -> str:
    """Return what a profile asks of a property, in a language.

    >>> row = Constraint("dcat:Dataset", "dct:title", "mandatory", "1", "", "literal", (), "", "")
    >>> _sentence(row, "en")
    'dct:title of dcat:Dataset is mandatory: at least 1; a literal.'
    """
    asked = [
        *([f"{'minstens' if language == 'nl' else 'at least'} {item.least}"] if item.least else []),
        *([f"{'hoogstens' if language == 'nl' else 'at most'} {item.most}"] if item.most else []),
        *([_KINDS[item.kind][1][language]] if item.kind else []),
        *([(" of " if language == "nl" else " or ").join(item.range)] if item.range else []),
    ]
    of, be = ("van", "is") if language == "nl" else ("of", "is")
    level = _LEVELS[item.level][language]
    return f"{item.property} {of} {item.class_name} {be} {level}: {'; '.join(asked)}."


def _texts(dutch: str, english: str) -> str:
    return f'sh:message "{dutch}"@nl , "{english}"@en'


def _local(curie: str) -> str:
    return curie.partition(":")[2]


def _expand(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local
