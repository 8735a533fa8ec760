"""Hold the sentences of the event streams, in Dutch and English.

Step on the line: beside ``tree`` and the page, which name a text and never hold one.
"""

from collections.abc import Mapping
from types import MappingProxyType

DESCRIBED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "all": {"nl": "Alles wat veranderde", "en": "Everything that changed"},
        "one": {"nl": "Wat veranderde in: {title}", "en": "What changed in: {title}"},
        "stream": {
            "nl": "Elke versie van elk ding, van de eerste publicatie af. Wie de stroom volgt, "
            "houdt een gelijke kopie van de graaf.",
            "en": "Every version of every thing, since the first publication. Whoever follows the "
            "stream keeps an equal copy of the graph.",
        },
        "retention": {
            "nl": "Alle versies blijven, ook die van wat verwijderd is.",
            "en": "All versions stay, those of what was removed included.",
        },
    }
)

FEED_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "feed.members": {"nl": "Versies", "en": "Versions"},
        "feed.pages": {"nl": "Bladzijden", "en": "Pages"},
        "feed.last": {"nl": "Laatste verandering", "en": "Last change"},
        "feed.stream": {"nl": "Register", "en": "Registry"},
        "feed.streams": {"nl": "Een stroom per register", "en": "A stream for each registry"},
        "feed.follow": {
            "nl": "Volg dit adres met een client voor Linked Data Event Streams.",
            "en": "Follow this address with a client for Linked Data Event Streams.",
        },
        "feed.back": {"nl": "Alle stromen", "en": "All streams"},
        "feed.formats": {"nl": "Formaten", "en": "Formats"},
    }
)
