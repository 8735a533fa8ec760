"""Rules about prefixes and IRIs: what they stand for, and that no two things share one.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from linkml_schemas.checking.looking import KEPT, described, first_of_each, own_classes, said_slots
from linkml_schemas.checking.rule import Context, Finding, Rule, find, name_of
from linkml_schemas.modelling.element import MAPPINGS
from linkml_schemas.modelling.elements import ElementModel, SlotModel
from linkml_schemas.modelling.schema import SchemaModel

_KEYS = ("class_uri", "slot_uri", "enum_uri", "uri", "meaning")
_LISTS = tuple(f"{kind}_mappings" for kind in MAPPINGS)
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_PREFIXED = re.compile(r"(?<![\w.-])([\w.-]+):")
_WITHOUT_PREFIX = {"urn", "mailto", "tag", "info", "doi"}
RECORDS = "http://www.w3.org/2000/01/rdf-schema#Resource"


def curies_of(element: ElementModel) -> Iterator[tuple[str, str]]:
    """Yield key and text of each CURIE or IRI that an element names."""
    for key in _KEYS:
        if element.text(key):
            yield key, element.text(key)
    for key in _LISTS:
        for curie in element.texts(key):
            yield key, curie


@lru_cache(maxsize=KEPT)
def named(model: SchemaModel) -> tuple[tuple[ElementModel, str, str], ...]:
    """Return element, key and text of each CURIE or IRI that the schema names, each once."""
    elements = dict.fromkeys((*described(model), *said_slots(model)))
    return tuple((each, key, curie) for each in elements for key, curie in curies_of(each))


def _undeclared(context: Context) -> Iterator[Finding]:
    if any(file.document.data.get("default_curi_maps") for file in context.model.files):
        return  # prefixes that are kept elsewhere; nothing is fetched to learn them
    for element, key, curie in named(context.model):
        prefix, colon, _ = curie.partition(":")
        if not colon:
            message = f"{key} {curie!r} is neither a CURIE nor an IRI"
            yield find(element, key, message, "write prefix:name, such as dct:title")
        elif not element.expand(curie) and prefix not in _WITHOUT_PREFIX:
            known = sorted({*element.source.prefixes, *element.prefixes})
            near = get_close_matches(prefix, known, n=1)
            meant = f"did you mean {near[0]}? Otherwise " if near else ""
            remedy = f"{meant}declare it under prefixes"
            message = f"prefix {prefix!r} of {curie!r} is not declared"
            yield find(element, key, message, remedy)


def _malformed(context: Context) -> Iterator[Finding]:
    for element, key, curie in named(context.model):
        if _NO_IRI.search(element.expand(curie)):
            message = f"{key} {curie!r} holds what an IRI cannot hold"
            yield find(element, key, message, "percent-encode it, or mend the spelling")


def _two_namespaces(context: Context) -> Iterator[Finding]:
    seen: dict[str, tuple[str, str]] = {}
    for file in context.model.files:
        for prefix, namespace in file.prefixes.items():
            there, where = seen.setdefault(prefix, (namespace, file.path.name))
            if there != namespace and not file.foreign:
                place = file.document.place(("prefixes", prefix))
                message = f"prefix {prefix!r} stands for {namespace} here, in {where} for {there}"
                yield Finding(place, prefix, message, "use one of them everywhere")


def _two_prefixes(context: Context) -> Iterator[Finding]:
    for file in context.model.files:
        seen: dict[str, str] = {}
        for prefix, namespace in file.prefixes.items() if not file.foreign else ():
            if namespace in seen:
                place = file.document.place(("prefixes", prefix))
                message = f"{prefix!r} and {seen[namespace]!r} stand for the same namespace"
                yield Finding(place, prefix, message, "keep one")
            seen.setdefault(namespace, prefix)


def _namespace_end(context: Context) -> Iterator[Finding]:
    for file in context.model.files:
        for prefix, namespace in file.prefixes.items() if not file.foreign else ():
            if namespace and not namespace.endswith(("/", "#", ":", "_", "=", "?", "-")):
                place = file.document.place(("prefixes", prefix))
                message = f"the namespace {namespace} ends in a letter, so names run into it"
                yield Finding(place, prefix, message, "end it with / or #")


def _unused_prefixes(context: Context) -> Iterator[Finding]:
    for file in context.model.files:
        if file.foreign:
            continue
        data = {key: each for key, each in file.document.data.items() if key != "prefixes"}
        used = set(_PREFIXED.findall(str(data)))
        for prefix in file.prefixes:
            if prefix not in used and prefix != data.get("default_prefix"):
                place = file.document.place(("prefixes", prefix))
                yield Finding(place, prefix, f"prefix {prefix!r} is not used", "remove it")


def _shared_class(context: Context) -> Iterator[Finding]:
    pairs = [
        (each.iri, each)
        for each in own_classes(context.model)
        if not each.abstract and not each.mixin and each.iri != RECORDS
    ]
    for first, later in first_of_each(pairs):
        message = f"{later.name} and {first.name} have the same class_uri {later.iri}"
        yield find(later, "class_uri", message, "name one by a narrower class of its own")


def _contradiction(context: Context) -> Iterator[Finding]:
    first: dict[str, SlotModel] = {}
    for slot in said_slots(context.model):
        other = first.setdefault(slot.iri, slot)
        literal, literal_there = _is_literal(context, slot), _is_literal(context, other)
        if None not in (literal, literal_there) and literal != literal_there:
            kinds = ("a literal", "an IRI")
            message = (
                f"{slot.iri} has {kinds[not literal]} here and "
                f"{kinds[not literal_there]} in {name_of(other)}"
            )
            remedy = "give one of them a property of its own, or both a range of the same kind"
            yield find(slot, "slot_uri", message, remedy)


def _is_literal(context: Context, slot: SlotModel) -> bool | None:
    """Tell whether values are literals; None where that depends on the value."""
    if slot.alternatives or slot.identifier or not (slot.owner or "range" in slot.raw):
        return None
    if slot.range_kind == "class":
        return None if slot.range in {"Any", "Anything"} else False
    if slot.range_kind == "type":
        if slot.range in {"uriorcurie", "uri", "curie", "nodeidentifier", "objectidentifier"}:
            return False
        return True if slot.iri else None
    return None


def _other_datatype(context: Context) -> Iterator[Finding]:
    first: dict[str, SlotModel] = {}
    for slot in said_slots(context.model):
        if slot.range_kind != "type" or slot.alternatives or not _is_literal(context, slot):
            continue
        other = first.setdefault(slot.iri, slot)
        here = context.model.types[slot.range].iri
        there = context.model.types[other.range].iri
        if here != there:
            message = f"{slot.iri} is {slot.range} here and {other.range} in {name_of(other)}"
            yield find(slot, "range", message, "use one datatype, or two properties")


def _implied(context: Context) -> Iterator[Finding]:
    for element in described(context.model):
        key = {"class": "class_uri", "slot": "slot_uri"}.get(element.kind)
        if key and not element.text(key) and not getattr(element, "identifier", False):
            message = f"{key} is missing; {element.iri} is made of the name"
            yield find(element, "", message, f"add `{key}: …`, from a vocabulary if there is one")


_BOOK = "classes:\n  Book:\n    class_uri: schema:Book\n"
_TWO_SLOTS = "slots:\n  made: {{slot_uri: dct:created, range: {}}}\n"

IRI_RULES: tuple[Rule, ...] = (
    Rule(
        "prefix", "error",
        "A CURIE whose prefix nobody declared is published as an address of its own.",
        "classes:\n  Book:\n    class_uri: bibo:Book\n", _BOOK, _undeclared,
    ),
    Rule(
        "iri", "error",
        "An IRI with a space or a bracket makes the whole file unreadable for others.",
        "classes:\n  Book:\n    class_uri: https://example.org/ns/a book\n", _BOOK, _malformed,
    ),
    Rule(
        "prefix-two-namespaces", "error",
        "A prefix that means two things in two files of one schema means the wrong one in one.",
        "imports: [linkml:types, other]\n", _BOOK, _two_namespaces,
        beside=(
            ("other.yaml", "id: https://example.org/ns/other\nname: other\n"
             "prefixes: {dct: http://purl.org/dc/elements/1.1/}\n"),
        ),
    ),
    Rule(
        "namespace-two-prefixes", "hint",
        "Readers take two prefixes for two vocabularies.",
        "prefixes: {dct: http://purl.org/dc/terms/, dcterms: http://purl.org/dc/terms/}\n"
        "default_prefix: dct\n",
        _BOOK, _two_prefixes,
    ),
    Rule(
        "namespace-end", "warning",
        "A prefix is put before a name without anything between.",
        "prefixes: {library: https://example.org/ns/library}\n", _BOOK, _namespace_end,
    ),
    Rule(
        "unused-prefix", "hint",
        "A prefix that nothing uses promises a vocabulary that is not there.",
        "prefixes: {library: https://example.org/ns/library#, foaf: http://xmlns.com/foaf/0.1/}\n",
        "prefixes: {library: https://example.org/ns/library#, schema: http://schema.org/}\n"
        "imports: []\nclasses:\n  Book: {class_uri: schema:Book}\n",
        _unused_prefixes,
    ),
    Rule(
        "shared-class-iri", "warning",
        "In the graph two classes with one IRI are one class, and shapes hold for both.",
        "classes:\n  Book: {class_uri: schema:Book}\n  Atlas: {class_uri: schema:Book}\n",
        "classes:\n  Book: {class_uri: schema:Book}\n  Atlas: {class_uri: schema:Atlas}\n",
        _shared_class,
    ),
    Rule(
        "contradicting-property", "error",
        "One property whose values are literals in one place and things in another cannot be "
        "queried, and its shapes contradict each other.",
        "classes:\n  Author: {}\n  Book:\n    attributes:\n      by: {slot_uri: dct:creator}\n"
        "      author: {slot_uri: dct:creator, range: Author}\n",
        "classes:\n  Author: {}\n  Book:\n    attributes:\n      by: {slot_uri: schema:author}\n"
        "      author: {slot_uri: dct:creator, range: Author}\n",
        _contradiction,
    ),
    Rule(
        "contradicting-datatype", "warning",
        "One property with two datatypes sorts and compares wrongly.",
        _TWO_SLOTS.format("date") + "  known: {slot_uri: dct:created, range: datetime}\n",
        _TWO_SLOTS.format("date") + "  known: {slot_uri: dct:created, range: date}\n",
        _other_datatype,
    ),
    Rule(
        "implied-iri", "hint",
        "An IRI that is made of a name changes when the name does.",
        "classes:\n  Book: {title: Book}\n", _BOOK, _implied, optional=True,
    ),
)  # fmt: skip
"""From what no reader accepts to what is unwise."""
