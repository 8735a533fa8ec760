"""Hold the kinds of change of the schema as a whole.

Step on the line: beneath :mod:`linkml_schemas.differing.kinds`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from linkml_schemas.differing.kind import Kind, to_kind

WHOLE_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "schema_iri_changed": to_kind(
            "BBB",
            ("kreeg een andere IRI", "Wie het schema bij zijn IRI noemt, vindt het niet meer."),
            ("has another IRI", "Who names the schema by its IRI finds it no more."),
        ),
        "schema_name_changed": to_kind(
            "EEE",
            ("kreeg een andere naam", "De naam van een schema staat in geen bestand met gegevens."),
            ("has another name", "The name of a schema stands in no file of data."),
        ),
        "version_changed": to_kind(
            "EEE",
            ("kreeg een andere versie", "De versie volgt de andere wijzigingen."),
            ("has another version", "The version follows the other changes."),
        ),
        "schema_language_changed": to_kind(
            "EEE",
            ("is in een andere taal geschreven", "Teksten staan elk apart vermeld."),
            ("is written in another language", "Each text is told of on its own."),
        ),
        "language_removed": to_kind(
            "BBB",
            (
                "heeft geen teksten meer in een taal",
                "Wie het in die taal las, kan het niet meer lezen.",
            ),
            (
                "has no texts in a language any more",
                "Who read it in that language can do so no more.",
            ),
        ),
        "language_added": to_kind(
            "AAA",
            (
                "heeft nu ook teksten in een taal",
                "Wie haar leest kan erbij; verder verandert niets.",
            ),
            ("has texts in a further language", "Who reads it is served; nothing else changes."),
        ),
        "prefix_added": to_kind(
            "AAA",
            ("kent een prefix meer", "Wat er was blijft gelden."),
            ("knows a further prefix", "What was there stays valid."),
        ),
        "prefix_removed": to_kind(
            "BBB",
            ("kent een prefix niet meer", "Verkorte IRI's met die prefix zijn niet meer te lezen."),
            ("knows a prefix no more", "Shortened IRIs with that prefix can no longer be read."),
        ),
        "prefix_redefined": to_kind(
            "BBB",
            ("geeft een prefix een andere betekenis", "Dezelfde verkorte IRI is nu een andere."),
            ("gives a prefix another meaning", "The same shortened IRI is another one now."),
        ),
        "default_range_changed": to_kind(
            "EEE",
            (
                "neemt een andere soort waarden aan",
                "Wat dat voor een slot doet, staat daar vermeld.",
            ),
            ("assumes another range", "What that does to a slot is told of there."),
        ),
    }
)
"""The kinds of change of a schema."""
