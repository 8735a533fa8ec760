"""Hold what the list of lists is called in documents, in Dutch and English.

Step on the line: beside the descriptions, which name a text and never hold one.
"""

from collections.abc import Mapping
from types import MappingProxyType

DESCRIBED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "title": {"nl": "Lijsten per soort", "en": "Lists by kind"},
        "about": {
            "nl": "Van elke soort een lijst met alle dingen ervan, op naam.",
            "en": "Of each kind a list with all its things, by name.",
        },
    }
)
