"""Hold the kinds of change of enumerations, their values, and types.

Step on the line: beneath :mod:`linkml_schemas.differing.kinds`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from linkml_schemas.differing.kind import Kind, to_kind

_SAME_NL = "De naam staat in geen bestand en niet in de graaf."
_SAME_EN = "The name stands in no file and not in the graph."

LIST_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "enum_added": to_kind(
            "AAA",
            ("is een nieuwe codelijst", "Wat er was blijft gelden."),
            ("is a new code list", "What was there stays valid."),
        ),
        "enum_removed": to_kind(
            "BBB",
            ("is geen codelijst meer", "Wie naar de lijst of haar codes verwijst, vindt niets."),
            ("is no code list any more", "Who refers to the list or its codes finds nothing."),
        ),
        "enum_renamed": to_kind(
            "EEE", ("kreeg een andere naam", _SAME_NL), ("has another name", _SAME_EN)
        ),
        "enum_iri_changed": to_kind(
            "BBB",
            ("kreeg een andere IRI", "De lijst en misschien haar codes heten anders in de graaf."),
            ("has another IRI", "The graph calls the list and perhaps its codes otherwise."),
        ),
        "enum_opened": to_kind(
            "AAB",
            ("is open geworden", "Wat geldig was blijft dat; wie leest kan andere codes treffen."),
            ("became open", "What was valid stays so; readers may meet other codes."),
        ),
        "enum_closed": to_kind(
            "BBA",
            ("is gesloten", "Codes die de lijst niet noemt, zijn niet meer geldig."),
            ("became closed", "Codes that the list does not name are no longer valid."),
        ),
        "enum_source_changed": to_kind(
            "BBB",
            (
                "haalt haar codes elders",
                "Of alle codes blijven, is niet te bewijzen: brekend tot het tegendeel bewezen is.",
            ),
            (
                "takes its codes from elsewhere",
                "Whether all codes stay cannot be decided: breaking until proven otherwise.",
            ),
        ),
        "value_added": to_kind(
            "AAB",
            (
                "is een nieuwe code",
                "Wat geldig was blijft dat; wie leest kan een nieuwe code treffen.",
            ),
            ("is a new code", "What was valid stays so; readers may meet a new code."),
        ),
        "value_removed": to_kind(
            "BBB",
            (
                "is geen code meer",
                "Records met die code zijn niet meer geldig; vragen vinden ze niet.",
            ),
            ("is no code any more", "Records with it are no longer valid; queries find none."),
        ),
        "value_renamed": to_kind(
            "BBB",
            (
                "wordt anders geschreven",
                "Bestanden met de oude code worden geweigerd; in de graaf verandert niets "
                "zolang de IRI blijft.",
            ),
            (
                "is written otherwise",
                "Files with the old code are refused; nothing changes in the graph while the "
                "IRI stays.",
            ),
        ),
        "value_replaced": to_kind(
            "BBB",
            (
                "maakte plaats voor een andere code",
                "Een andere code heeft dezelfde titel; wat de oude gebruikt, klopt niet meer.",
            ),
            (
                "gave way to another code",
                "Another code has the same title; what uses the old one is no longer right.",
            ),
        ),
        "value_meaning_changed": to_kind(
            "BBB",
            ("betekent een ander begrip", "Dezelfde code wordt in de graaf een ander begrip."),
            ("means another concept", "The same code becomes another concept in the graph."),
        ),
        "type_added": to_kind(
            "AAA",
            ("is een nieuw type", "Wat er was blijft gelden."),
            ("is a new type", "What was there stays valid."),
        ),
        "type_removed": to_kind(
            "BBB",
            (
                "is geen type meer",
                "Wie het type in een eigen schema gebruikt, vindt het niet meer.",
            ),
            ("is no type any more", "Who uses the type in a schema of their own finds it no more."),
        ),
        "type_renamed": to_kind(
            "EEE", ("kreeg een andere naam", _SAME_NL), ("has another name", _SAME_EN)
        ),
        "type_iri_changed": to_kind(
            "BBB",
            ("kreeg een ander datatype", "Waarden krijgen in de graaf een ander datatype."),
            ("has another datatype", "Values get another datatype in the graph."),
        ),
        "type_base_changed": to_kind(
            "BBB",
            ("berust op een ander type", "Wat als waarde telt is anders dan vroeger."),
            ("rests on another type", "What counts as a value is not what it was."),
        ),
        "type_base_widened": to_kind(
            "AAB",
            ("berust op een ruimer type", "Wat geldig was blijft dat; wie leest kan meer treffen."),
            ("rests on a wider type", "What was valid stays so; readers may meet more."),
        ),
        "type_base_narrowed": to_kind(
            "BBA",
            ("berust op een enger type", "Waarden die geldig waren, zijn dat misschien niet meer."),
            ("rests on a narrower type", "Values that were valid may be so no longer."),
        ),
    }
)
"""The kinds of change of enumerations, values and types."""
