"""Hold what pages say of the specification, in Dutch and English.

Step on the line: beside the templates; the specification has its own words in four languages.
"""

from collections.abc import Mapping
from types import MappingProxyType

SPECIFICATION_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "vocabulary.specification": {"nl": "Specificatie", "en": "Specification"},
        "vocabulary.diagram": {"nl": "Klassendiagram", "en": "Class diagram"},
        "specification.lead": {
            "nl": "Alle klassen, eigenschappen, codelijsten en voorbeelden om te lezen",
            "en": "All classes, properties, code lists and examples to read",
        },
    }
)
