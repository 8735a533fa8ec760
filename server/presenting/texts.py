"""Hold the sentences of blocks, timelines and drawings in Dutch and English.

Step on the line: part of ``server.texts``, which every template reads.
"""

from collections.abc import Mapping
from types import MappingProxyType

PRESENTING_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "search.label": {"nl": "Zoek in alles", "en": "Search everything"},
        "search.do": {"nl": "Zoek", "en": "Search"},
    }
)
