"""Hold the kinds of change of a class.

Step on the line: beneath :mod:`linkml_schemas.differing.kinds`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from linkml_schemas.differing.kind import Kind, to_kind

CLASS_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "class_added": to_kind(
            "AAA",
            (
                "is een nieuwe klasse",
                "Wat er was blijft gelden; wie haar niet kent, slaat haar over.",
            ),
            ("is a new class", "What was there stays valid; who does not know it passes it by."),
        ),
        "class_removed": to_kind(
            "BBB",
            (
                "is geen klasse meer",
                "Records ervan horen nergens meer, en vragen ernaar vinden niets.",
            ),
            (
                "is no class any more",
                "Its records have no place any more and queries for it find none.",
            ),
        ),
        "class_renamed": to_kind(
            "BBB",
            (
                "kreeg een andere naam",
                "Bestanden noemen haar anders; de graaf verandert alleen als ook de IRI dat doet.",
            ),
            (
                "has another name",
                "Files name the class otherwise; the graph changes only if the IRI does too.",
            ),
        ),
        "class_iri_changed": to_kind(
            "BBB",
            (
                "kreeg een andere IRI",
                "Records krijgen een ander type; vragen naar het oude vinden ze niet.",
            ),
            (
                "has another IRI",
                "Records get another type; queries for the old one do not find them.",
            ),
        ),
        "class_made_abstract": to_kind(
            "BBA",
            ("werd abstract", "Records van de klasse zelf zijn niet meer geldig."),
            ("became abstract", "Records of the class itself are no longer valid."),
        ),
        "class_made_concrete": to_kind(
            "AAB",
            (
                "is niet meer abstract",
                "Er kunnen records van de klasse zelf komen, die wie leest niet kent.",
            ),
            (
                "is no longer abstract",
                "There may be records of the class itself; readers know none.",
            ),
        ),
        "class_made_mixin": to_kind(
            "BBA",
            ("werd een mixin", "Een mixin heeft geen records van zichzelf."),
            ("became a mixin", "A mixin has no records of its own."),
        ),
        "class_made_no_mixin": to_kind(
            "AAB",
            (
                "is geen mixin meer",
                "Er kunnen records van de klasse zelf komen, die wie leest niet kent.",
            ),
            (
                "is no mixin any more",
                "There may be records of the class itself; readers know none.",
            ),
        ),
        "parent_lost": to_kind(
            "BBB",
            (
                "valt niet meer onder een andere klasse",
                "Verwijzingen en vragen naar die klasse aanvaarden of vinden ze niet meer.",
            ),
            (
                "is no longer below another class",
                "References and queries to that class no longer accept or find these records.",
            ),
        ),
        "parent_gained": to_kind(
            "AAA",
            ("valt nu onder een andere klasse", "Wat geldig was blijft dat; vragen vinden meer."),
            ("is now below another class", "What was valid stays so; queries find more."),
        ),
        "parents_rearranged": to_kind(
            "EEE",
            (
                "erft op een andere weg van dezelfde klassen",
                "De eigenschappen staan elk apart vermeld.",
            ),
            ("inherits from the same classes by another way", "Each slot is told of on its own."),
        ),
        "unique_key_added": to_kind(
            "BBA",
            ("kreeg een unieke sleutel", "Records die er gelijk in zijn, zijn niet meer geldig."),
            ("has a unique key", "Records that are alike in it are no longer valid."),
        ),
        "unique_key_removed": to_kind(
            "AAB",
            (
                "verloor een unieke sleutel",
                "Wie leest kan er niet meer op rekenen dat hij uniek is.",
            ),
            ("lost a unique key", "Readers can no longer count on it being unique."),
        ),
        "unique_key_changed": to_kind(
            "BBB",
            ("kreeg een andere unieke sleutel", "Wat uniek moest zijn is een ander stel kolommen."),
            ("has another unique key", "Other columns than before must be unique together."),
        ),
        "root_changed": to_kind(
            "BBB",
            (
                "is wel of niet meer de wortel van een bestand",
                "Bestanden beginnen met een andere klasse.",
            ),
            ("became or ceased to be the root of a file", "Files begin with another class."),
        ),
        "record_iri_changed": to_kind(
            "BBB",
            (
                "geeft records een andere IRI",
                "Gepubliceerde IRI's zijn een belofte; andere zijn andere dingen.",
            ),
            (
                "gives its records other IRIs",
                "Published IRIs are a promise; others are other things.",
            ),
        ),
        "type_lost": to_kind(
            "BBB",
            ("geeft records een type minder", "Vragen naar dat type vinden de records niet meer."),
            ("gives its records a type less", "Queries for that type no longer find the records."),
        ),
        "type_gained": to_kind(
            "AAA",
            ("geeft records een type meer", "Wat er was blijft; vragen naar dat type vinden meer."),
            (
                "gives its records a type more",
                "What was there stays; queries for that type find more.",
            ),
        ),
    }
)
"""The kinds of change of a class."""
