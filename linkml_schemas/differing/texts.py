"""Hold the words around the changes, in Dutch and English.

Step on the line: beneath the renderers; the words of the changes are in
:mod:`linkml_schemas.differing.kinds`.
"""

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "title": {"nl": "Verschil tussen twee versies", "en": "Difference of two versions"},
        "language": {"nl": "Taal", "en": "Language"},
        "heading": {"nl": "{name}: van {old} naar {new}", "en": "{name}: from {old} to {new}"},
        "nothing": {"nl": "Er is geen verschil.", "en": "There is no difference."},
        "counts": {
            "nl": "{breaking} brekend, {additive} aanvullend, {editorial} redactioneel.",
            "en": "{breaking} breaking, {additive} additive, {editorial} editorial.",
        },
        "breaking": {"nl": "Brekend", "en": "Breaking"},
        "additive": {"nl": "Aanvullend", "en": "Additive"},
        "editorial": {"nl": "Redactioneel", "en": "Editorial"},
        "step.major": {"nl": "Dat vraagt een grote stap", "en": "That asks a major step"},
        "step.minor": {"nl": "Dat vraagt een kleine stap", "en": "That asks a minor step"},
        "step.patch": {"nl": "Dat vraagt een verbeterstap", "en": "That asks a patch step"},
        "step.none": {"nl": "Dat vraagt geen nieuwe versie", "en": "That asks no new version"},
        "next": {
            "nl": "{step}: versie {next} of hoger.",
            "en": "{step}: version {next} or higher.",
        },
        "below": {
            "nl": "Onder 1.0.0 verhoogt wat breekt het tweede getal en al het andere het derde.",
            "en": "Below 1.0.0 what breaks raises the second number and all else the third.",
        },
        "fault.unreadable": {
            "nl": "De versies {old} en {new} zijn geen getallen met punten; hun stap is niet te "
            "beoordelen.",
            "en": "The versions {old} and {new} are no numbers with dots; their step cannot be "
            "judged.",
        },
        "fault.unchanged": {
            "nl": "De versie is nog {new}: verhoog ze.",
            "en": "The version is still {new}: raise it.",
        },
        "fault.lowered": {
            "nl": "De versie gaat terug van {old} naar {new}.",
            "en": "The version goes back from {old} to {new}.",
        },
        "fault.small": {
            "nl": "De stap van {old} naar {new} is te klein.",
            "en": "The step from {old} to {new} is too small.",
        },
        "right": {
            "nl": "De versie {new} past daarbij.",
            "en": "The version {new} fits.",
        },
        "no version": {"nl": "(geen versie)", "en": "(no version)"},
        "kind.schema": {"nl": "schema", "en": "schema"},
        "kind.class": {"nl": "klasse", "en": "class"},
        "kind.slot": {"nl": "slot", "en": "slot"},
        "kind.enum": {"nl": "codelijst", "en": "code list"},
        "kind.value": {"nl": "code", "en": "code"},
        "kind.type": {"nl": "type", "en": "type"},
        "kind.term": {"nl": "term", "en": "term"},
        "what": {"nl": "Wat", "en": "What"},
        "before": {"nl": "Voor", "en": "Before"},
        "after": {"nl": "Na", "en": "After"},
        "none": {"nl": "(niets)", "en": "(nothing)"},
        "publishing": {"nl": "wie publiceert", "en": "who publishes"},
        "consuming": {"nl": "wie leest", "en": "who reads"},
        "who": {"nl": "Voor wie", "en": "For whom"},
        "where": {"nl": "Waar", "en": "Where"},
        "classes": {"nl": "in {names}", "en": "in {names}"},
        "more": {"nl": "{names} en nog {count}", "en": "{names} and {count} more"},
        "touches": {"nl": "raakt {names}", "en": "touches {names}"},
        "touch.registry": {"nl": "register {name}", "en": "registry {name}"},
        "touch.query": {"nl": "zoekvraag {name}", "en": "query {name}"},
        "touch.profile": {"nl": "profiel {name}", "en": "profile {name}"},
        "touch.shapes": {"nl": "shapes {name}", "en": "shapes {name}"},
        "count": {
            "nl": "{broken} van {records} gepubliceerde records breken",
            "en": "{broken} of {records} published records break",
        },
        "table": {"nl": "Tabel, opzij te schuiven", "en": "Table, can be scrolled sideways"},
    }
)
"""Every text by its key, in each language."""


def to_words(key: str, language: str, **values: object) -> str:
    """Return a text.

    >>> to_words("classes", "en", names="Organisation")
    'in Organisation'
    """
    return TEXTS[key][language].format(**values)
