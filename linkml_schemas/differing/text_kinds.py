"""Hold the kinds of change that any element may have: texts, notices, mappings, annotations.

Step on the line: beneath :mod:`linkml_schemas.differing.kinds`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from linkml_schemas.differing.kind import Kind, to_kind

_TELLS_NL = "Het is uitleg voor mensen; gegevens en vragen blijven zoals ze waren."
_TELLS_EN = "It explains to people; data and queries stay as they were."

TEXT_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "text_changed": to_kind(
            "EEE", ("wordt anders verwoord", _TELLS_NL), ("is worded otherwise", _TELLS_EN)
        ),
        "text_added": to_kind(
            "EEE", ("kreeg een tekst", _TELLS_NL), ("has a further text", _TELLS_EN)
        ),
        "text_removed": to_kind(
            "EEE", ("verloor een tekst", _TELLS_NL), ("lost a text", _TELLS_EN)
        ),
        "deprecated_on": to_kind(
            "AAA",
            (
                "is verouderd",
                "Het blijft geldig; wie het gebruikt is verwittigd en stapt over naar de opvolger.",
            ),
            (
                "is deprecated",
                "It stays valid; who uses it is given notice and moves to the successor.",
            ),
        ),
        "deprecated_off": to_kind(
            "EEE",
            ("is niet meer verouderd", "Het was al die tijd geldig."),
            ("is no longer deprecated", "It was valid all the time."),
        ),
        "deprecation_changed": to_kind(
            "EEE",
            ("zegt anders waarom het verouderd is", _TELLS_NL),
            ("says otherwise why it is deprecated", _TELLS_EN),
        ),
        "successor_changed": to_kind(
            "EEE",
            ("noemt een andere opvolger", _TELLS_NL),
            ("names another successor", _TELLS_EN),
        ),
        "status_changed": to_kind(
            "EEE", ("kreeg een andere status", _TELLS_NL), ("has another status", _TELLS_EN)
        ),
        "mapping_added": to_kind(
            "EEE",
            ("is afgebeeld op een term van anderen", _TELLS_NL),
            ("is mapped to a term of others", _TELLS_EN),
        ),
        "mapping_removed": to_kind(
            "EEE",
            ("is niet meer afgebeeld op een term van anderen", _TELLS_NL),
            ("is no longer mapped to a term of others", _TELLS_EN),
        ),
        "annotation_changed": to_kind(
            "EEE",
            ("kreeg een andere annotatie", "Ze stuurt hoe het getoond wordt, niet wat geldig is."),
            ("has another annotation", "It guides how it is shown, not what is valid."),
        ),
        "fact_changed": to_kind(
            "EEE", ("zegt iets anders van zichzelf", _TELLS_NL), ("says another thing", _TELLS_EN)
        ),
    }
)
"""The kinds of change of any element."""
