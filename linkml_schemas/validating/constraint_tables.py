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
        One node shape for each class; for each property one shape for each thing that is
        asked, with a sentence of its own, and with severity warning one for a recommended
        property and one for a code list.

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
    for name, asked, said in _asked(item):
        own = f"<{iri}{name}>"
        yield f"{around} {own} . {own} {head} ; {asked} ; {said} ."


def _asked(item: Constraint) -> Iterator[tuple[str, str, str]]:
    """Yield each thing that is asked: the end of the name of its shape, the rule, the sentence."""
    if item.least:
        yield "", f"sh:minCount {item.least}", _message(item)
    if item.most:
        yield ".most", f"sh:maxCount {item.most}", _about(
            item, f"hoogstens {item.most} van {item.class_name}",
            f"at most {item.most} of {item.class_name}",
        )  # fmt: skip
    if item.kind:
        rule, words = _KINDS[item.kind]
        dutch, english = f"een waarde is {words['nl']}", f"a value is {words['en']}"
        yield ".kind", rule, _about(item, dutch, english)
    if item.range:
        yield ".range", _range(item), _about(
            item, f"een waarde is een {' of '.join(item.range)}",
            f"a value is a {' or '.join(item.range)}",
        )  # fmt: skip
    if item.level == "recommended":
        yield ".recommended", "sh:minCount 1 ; sh:severity sh:Warning", _message(item)
    if item.codes:
        pattern = f'sh:pattern "^{item.codes}" ; sh:severity sh:Warning'
        said = _about(item, f"kies een code uit {item.codes}", f"choose a code of {item.codes}")
        yield ".codes", pattern, said


def _range(item: Constraint) -> str:
    kinds = [f"{'sh:datatype' if name.startswith('xsd:') else 'sh:class'} {name}"
             for name in item.range]  # fmt: skip
    return kinds[0] if len(kinds) == 1 else f"sh:or ( {' '.join(f'[ {kind} ]' for kind in kinds)} )"


def _about(item: Constraint, dutch: str, english: str) -> str:
    return _texts(f"{item.property}: {dutch}.", f"{item.property}: {english}.")


def _message(item: Constraint) -> str:
    return _texts(*(_sentence(item, language) for language in ("nl", "en")))


def _sentence(item: Constraint, language: str) -> str:
    """Return how much a profile wants a property, in a language.

    >>> row = Constraint("dcat:Dataset", "dct:title", "mandatory", "1", "", "literal", (), "", "")
    >>> _sentence(row, "en")
    'dct:title of dcat:Dataset is mandatory: at least 1.'
    """
    of, least = ("van", "minstens") if language == "nl" else ("of", "at least")
    asked = f": {least} {item.least}" if item.least else ""
    return f"{item.property} {of} {item.class_name} is {_LEVELS[item.level][language]}{asked}."


def _texts(dutch: str, english: str) -> str:
    return f'sh:message "{dutch}"@nl , "{english}"@en'


def _local(curie: str) -> str:
    return curie.partition(":")[2]


def _expand(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local
