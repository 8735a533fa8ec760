"""Hold every sentence about coverage in Dutch and English.

Step on the line: beside :mod:`linkml_schemas.reusing.coverage_output`.
"""

from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES: Mapping[str, str] = MappingProxyType({"nl": "Nederlands", "en": "English"})

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "title": {"nl": "Dekking van {profile}", "en": "Coverage of {profile}"},
        "language": {"nl": "Taal van deze pagina", "en": "Language of this page"},
        "lead": {
            "nl": "Wat {schema} heeft van {profile}, versie {version}: per klasse en eigenschap "
            "hoe verplicht ze daar is, hoe vaak ze daar en hier mag voorkomen, en wat verschilt.",
            "en": "What {schema} has of {profile}, version {version}: for each class and "
            "property how mandatory it is there, how often it may occur there and here, and "
            "what differs.",
        },
        "source": {
            "nl": "Feiten uit {source}, licentie {licence}.",
            "en": "Facts from {source}, licence {licence}.",
        },
        "class": {"nl": "Klasse", "en": "Class"},
        "property": {"nl": "Eigenschap", "en": "Property"},
        "there": {"nl": "Daar", "en": "There"},
        "here": {"nl": "Hier", "en": "Here"},
        "verdict": {"nl": "Oordeel", "en": "Verdict"},
        "remarks": {"nl": "Wat verschilt", "en": "What differs"},
        "has": {"nl": "heeft", "en": "has"},
        "narrows": {"nl": "vernauwt", "en": "narrows"},
        "widens": {"nl": "verruimt", "en": "widens"},
        "lacks": {"nl": "mist", "en": "lacks"},
        "mandatory": {"nl": "verplicht", "en": "mandatory"},
        "recommended": {"nl": "aanbevolen", "en": "recommended"},
        "optional": {"nl": "optioneel", "en": "optional"},
        "fewer": {"nl": "mag hier ontbreken", "en": "may be absent here"},
        "more": {"nl": "mag hier vaker", "en": "may occur more often here"},
        "at least": {"nl": "hier verplicht", "en": "mandatory here"},
        "at most": {"nl": "hier hooguit één", "en": "at most one here"},
        "range": {"nl": "hier {what}", "en": "here {what}"},
        "datatype": {"nl": "hier {what}", "en": "here {what}"},
        "any IRI": {
            "nl": "een IRI, waarvan de klasse niet wordt nagegaan",
            "en": "an IRI, whose class is not checked",
        },
        "codes": {"nl": "uit de lijst {what}", "en": "of the list {what}"},
        "other codes": {"nl": "andere codes: {what}", "en": "other codes: {what}"},
        "none": {"nl": "geen klasse van het schema", "en": "no class of the schema"},
        "as": {"nl": "hier {names}", "en": "here {names}"},
        "nothing asked": {"nl": "er wordt niets over gevraagd", "en": "nothing is asked of it"},
        "added": {"nl": "Ook hier: {names}.", "en": "Also here: {names}."},
    }
)


def say(key: str, language: str, **values: str) -> str:
    """Return a sentence in one language."""
    return WORDS[key][language].format(**values)
