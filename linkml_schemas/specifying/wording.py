"""Choose the words of an element for a reader, and shorten its IRIs.

Step on the line: between the model and every page and diagram. A text that is not there in the
reader's language comes in the schema's own, and says so by its language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from linkml_schemas.modelling.elements import ElementModel, SlotModel, Texts

LANGUAGES = ("nl", "en", "fr", "de")
"""In which languages a specification can be had: those of its fixed words."""

_UNSAFE = re.compile(r"[^\w.~-]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Said:
    """A text in the reader's language; ``language`` says another one, empty if it is no other."""

    text: str
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


NOTHING = Said("")


def choose(texts: Texts, own: str, language: str) -> Said:
    """Return a text in a language, else in the schema's own, else in any.

    >>> choose({"nl": "Doel"}, "nl", "en")
    Said(text='Doel', language='nl')
    """
    regional = sorted(tag for tag in texts if _is(tag, language))
    for tag in (language, *regional, own, *sorted(texts)):
        if tag in texts:
            return Said(clean(texts[tag]), "" if _is(tag, language) else tag)
    return NOTHING


def _is(tag: str, language: str) -> bool:
    """Tell whether a tag is of a language, in whichever region."""
    return tag.partition("-")[0].lower() == language


def name_of(element: ElementModel, language: str) -> Said:
    """Return what an element is called: its title, else its name."""
    found = choose(element.titles, element.language, language)
    return found or said_in(element.name, element, language)


def description_of(element: ElementModel, language: str) -> Said:
    """Return the description of an element, :data:`NOTHING` if it has none."""
    return choose(element.descriptions, element.language, language)


def said_in(text: str, element: ElementModel, language: str) -> Said:
    """Return a text that stands only in the schema's own language."""
    return Said(clean(text), "" if _is(element.language, language) else element.language)


def is_turned_round(slot: SlotModel) -> bool:
    """Tell whether a slot states its property from the value to the record, as ``inverse`` says."""
    return slot.annotations.get("inverse") == "true"


def clean(text: str) -> str:
    """Return a text without what neither HTML nor XML may hold; lines stay."""
    return _CONTROL.sub("\ufffd", text).strip()


def local_name(iri: str) -> str:
    """Return the last part of an IRI, as an anchor.

    >>> local_name("http://www.w3.org/ns/org#Organization")
    'Organization'
    """
    tail = re.split(r"[#/]", iri.rstrip("/#"))[-1]
    return to_anchor(tail.rpartition(":")[2] or tail)


def to_anchor(text: str) -> str:
    """Return a text as an identifier in a page.

    >>> to_anchor("named thing")
    'named-thing'
    """
    return _UNSAFE.sub("-", text).strip("-") or "x"


def shrink(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI as CURIE, by the longest namespace; itself if none fits.

    >>> shrink("http://purl.org/dc/terms/title", {"dct": "http://purl.org/dc/terms/"})
    'dct:title'
    """
    for namespace, prefix in _by_length(tuple(prefixes.items())):
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


@lru_cache(maxsize=8)
def _by_length(prefixes: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    pairs = [(namespace, prefix) for prefix, namespace in prefixes if namespace]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[1])))


def to_cardinality(least: int, greatest: int | None) -> str:
    """Return a cardinality as UML writes it.

    >>> to_cardinality(0, None), to_cardinality(1, 1)
    ('0..*', '1')
    """
    if least == greatest:
        return str(least)
    return f"{least}..{'*' if greatest is None else greatest}"
