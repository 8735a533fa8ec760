"""Say in Dutch and English what is wrong with an IRI, and what would be right.

Step on the line: beneath the checks, which name a fault by its key.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from loaders.persistence.findings import IriFault

_Pair = tuple[str, str]

FAULTS: Mapping[str, Mapping[str, _Pair]] = MappingProxyType(
    {
        "scheme": {
            "nl": ("het schema is {scheme}", "een basis die met https:// begint"),
            "en": ("the scheme is {scheme}", "a base that begins with https://"),
        },
        "host": {
            "nl": ("{host} is geen domeinnaam", "een domein dat van u blijft"),
            "en": ("{host} is no domain name", "a domain that will stay yours"),
        },
        "domain": {
            "nl": ("het domein bevat {word!r}", "een domein dat zoiets niet noemt"),
            "en": ("the domain holds {word!r}", "a domain that names no such thing"),
        },
        "pattern": {
            "nl": ("volgt het patroon van de standaard niet", "{right}"),
            "en": ("{detail}", "{right}"),
        },
        "spelling": {
            "nl": ("kan anders geschreven worden", "{right}"),
            "en": ("it can be written otherwise", "{right}"),
        },
        "twice": {
            "nl": ("is twee keer beloofd", "één belofte"),
            "en": ("it is promised twice", "promise it once"),
        },
        "case": {
            "nl": ("een andere verschilt alleen in hoofdletters", "een eigen referentie"),
            "en": ("another differs in capitals only", "a reference of its own"),
        },
        "gone": {
            "nl": ("was beloofd en is weg", "een grafsteen"),
            "en": ("it was promised and is gone", "a tombstone"),
        },
        "unlisted": {
            "nl": ("staat niet op de lijst", "begrip check iris --promise"),
            "en": ("it is not on the list", "begrip check iris --promise"),
        },
        "undescribed": {
            "nl": ("staat op de lijst en is niet beschreven", "een opvolger op haar regel"),
            "en": ("it is listed and not described", "a successor on its line"),
        },
        "type": {
            "nl": ("het type is {kind!r}", "een van {types}"),
            "en": ("the type is {kind!r}", "one of {types}"),
        },
        "concept": {
            "nl": ("{concept!r} staat niet op de lijst", "een concept van de lijst"),
            "en": ("{concept!r} is not on the list", "a concept of the list"),
        },
        "meaningless": {
            "nl": ("{concept!r} zegt daar niets", "een categorie met betekenis"),
            "en": ("{concept!r} says nothing there", "a meaningful category"),
        },
        "ending": {
            "nl": ("eindigt op .{suffix}", "een referentie zonder dat einde"),
            "en": ("it ends in .{suffix}", "a reference without that ending"),
        },
        "fragment": {
            "nl": ("heeft een fragment", "een pad in plaats van een fragment"),
            "en": ("it has a fragment", "a path instead of a fragment"),
        },
        "status": {
            "nl": ("{status} voor {media_type}", "303"),
            "en": ("{status} for {media_type}", "303"),
        },
        "after": {
            "nl": ("{status} na één stap", "200"),
            "en": ("{status} after one step", "200"),
        },
        "format": {"nl": ("{found}", "{media_type}"), "en": ("{found}", "{media_type}")},
        "silent": {
            "nl": ("haar document beschrijft haar niet", "uitspraken erover"),
            "en": ("its document does not describe it", "statements about it"),
        },
    }
)
"""By key and language: what is wrong, and what would be right."""


def to_fault(iri: str, key: str, **values: Any) -> IriFault:
    """Return a fault of an IRI in every language.

    >>> to_fault("https://b.example", "scheme", scheme="http").texts["nl"]["found"]
    'het schema is http'
    """
    texts = {
        language: {"found": found.format(**values), "right": right.format(**values)}
        for language, (found, right) in FAULTS[key].items()
    }
    return IriFault(iri, texts["en"]["found"], texts["en"]["right"], texts)
