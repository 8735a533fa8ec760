"""Say in Dutch and English why the form stands there again, and what to do at which field.

Step on the line: beside the template ``validate.html``; ``problem_texts`` has what holds for
programs too.
"""

from collections.abc import Mapping
from types import MappingProxyType

FORM_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "validate.refused": {"nl": "Niet nagegaan", "en": "Not checked"},
        "validate.to_field": {"nl": "Naar het veld", "en": "To the field"},
        "validate.refilled": {
            "nl": "Er is niets nagegaan. Wat u invulde, staat hieronder nog; een bestand kiest u "
            "opnieuw, want dat vult een browser nooit zelf in.",
            "en": "Nothing was checked. What you filled in still stands below; choose a file "
            "again, since a browser never fills that in by itself.",
        },
        "validate.lost": {
            "nl": "Er is niets nagegaan, en de data waren te groot om hier terug te zetten. Met de "
            "terugknop van uw browser vindt u ze meestal nog.",
            "en": "Nothing was checked, and the data were too large to put back here. The back "
            "button of your browser mostly still has them.",
        },
        "validate.again": {
            "nl": "U koos {name}; kies dat bestand opnieuw.",
            "en": "You chose {name}; choose that file again.",
        },
    }
)
"""Texts of the form after a refusal, by key."""

REFUSAL_TEXTS: Mapping[tuple[str, str], tuple[Mapping[str, str], Mapping[str, str]]] = (
    MappingProxyType(
        {
            ("data-unreadable", "shapes"): (
                {"nl": "De shapes zijn niet te lezen", "en": "The shapes cannot be read"},
                {
                    "nl": "Verbeter de shapes op de plaats die hieronder staat.",
                    "en": "Mend the shapes at the place named below.",
                },
            ),
            ("data-too-large", "shapes"): (
                {"nl": "De shapes zijn te groot", "en": "The shapes are too large"},
                {
                    "nl": "Gebruik minder shapes, of begrip validate op uw eigen machine.",
                    "en": "Use fewer shapes, or begrip validate on your own machine.",
                },
            ),
            ("unsupported-media-type", ""): (
                {"nl": "Dit formaat wordt hier niet gelezen", "en": "This format is not read here"},
                {
                    "nl": "Kies een bestand in Turtle, N-Triples, N-Quads, TriG, JSON-LD, "
                    "RDF/XML of CSV, in UTF-8, of kies het formaat van de data.",
                    "en": "Choose a file in Turtle, N-Triples, N-Quads, TriG, JSON-LD, "
                    "RDF/XML or CSV, in UTF-8, or choose the format of the data.",
                },
            ),
            ("bad-request", ""): (
                {"nl": "Het formulier is niet te lezen", "en": "The form cannot be read"},
                {
                    "nl": "Vul het formulier opnieuw in en verstuur het nog eens.",
                    "en": "Fill in the form again, and send it once more.",
                },
            ),
            ("bad-parameter", ""): (
                {"nl": "Deze keuze is er niet", "en": "There is no such choice"},
                {"nl": "Kies iets uit de lijst.", "en": "Choose something of the list."},
            ),
        }
    )
)
"""Titles and advice where those of the problem are about something else: by slug and field."""
