"""Hold the words of releases, in Dutch and English.

Step on the line: beside the modules of this package that write for people; the server reads them
too, so that a page and a file say the same.
"""

from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES = ("nl", "en")

RELEASE_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "status.draft": {"nl": "ontwerp", "en": "draft"},
        "status.candidate": {"nl": "kandidaat", "en": "candidate"},
        "status.recognised": {"nl": "erkend", "en": "recognised"},
        "status.withdrawn": {"nl": "ingetrokken", "en": "withdrawn"},
        "status.successor": {
            "nl": "vervangen door versie {successor}",
            "en": "replaced by version {successor}",
        },
        "verdict.breaking": {"nl": "Brekend", "en": "Breaking"},
        "verdict.additive": {"nl": "Aanvullend", "en": "Additive"},
        "verdict.editorial": {"nl": "Redactioneel", "en": "Editorial"},
        "verdict.breaking.means": {
            "nl": "Data of vragen die klopten, kloppen misschien niet meer.",
            "en": "Data or queries that were right may no longer be.",
        },
        "verdict.additive.means": {
            "nl": "Er komt iets bij; wat klopte, blijft kloppen.",
            "en": "Something is added; what was right stays right.",
        },
        "verdict.editorial.means": {
            "nl": "Alleen woorden en verwijzingen veranderen.",
            "en": "Only words and references change.",
        },
        "changes.title": {
            "nl": "Wat versie {version} wijzigt aan {prior}",
            "en": "What version {version} changes in {prior}",
        },
        "changes.first": {
            "nl": "Versie {version} is de eerste",
            "en": "Version {version} is the first",
        },
        "changes.size": {
            "nl": "Klassen: {classes}, kolommen: {slots}, codelijsten: {enums}, codes: {values}.",
            "en": "Classes: {classes}, columns: {slots}, code lists: {enums}, codes: {values}.",
        },
        "changes.counts": {
            "nl": "Brekend: {breaking}, aanvullend: {additive}, redactioneel: {editorial}.",
            "en": "Breaking: {breaking}, additive: {additive}, editorial: {editorial}.",
        },
        "changes.none": {
            "nl": "Geen klasse, kolom of code veranderde.",
            "en": "No class, column or code changed.",
        },
        "changes.before": {"nl": "was", "en": "was"},
        "changes.after": {"nl": "is nu", "en": "is now"},
        "terms.removed": {"nl": "bestaat niet meer", "en": "exists no more"},
        "terms.removed.why": {
            "nl": "Data en vragen die de term gebruiken, verwijzen naar niets meer.",
            "en": "Data and queries that use the term refer to nothing any more.",
        },
        "terms.redefined": {"nl": "betekent iets anders", "en": "means something else"},
        "terms.redefined.why": {
            "nl": "Wat programma's uit de term besluiten, volgt er niet meer uit.",
            "en": "What programs conclude from the term no longer follows.",
        },
        "terms.added": {"nl": "is nieuw", "en": "is new"},
        "terms.added.why": {"nl": "Wat er was blijft gelden.", "en": "What was there stays valid."},
        "terms.extended": {"nl": "zegt meer", "en": "says more"},
        "terms.extended.why": {
            "nl": "Programma's kunnen er meer uit besluiten; wat volgde, volgt nog.",
            "en": "Programs can conclude more from it; what followed still follows.",
        },
        "terms.changed": {"nl": "wordt anders toegelicht", "en": "is explained otherwise"},
        "terms.changed.why": {
            "nl": "Alleen woorden en verwijzingen veranderen.",
            "en": "Only words and references change.",
        },
        "element.schema": {"nl": "Schema", "en": "Schema"},
        "element.class": {"nl": "Klasse", "en": "Class"},
        "element.slot": {"nl": "Kolom", "en": "Column"},
        "element.enum": {"nl": "Codelijst", "en": "Code list"},
        "element.value": {"nl": "Code", "en": "Code"},
        "element.type": {"nl": "Datatype", "en": "Datatype"},
        "element.term": {"nl": "Term", "en": "Term"},
        "step.major": {"nl": "grote stap", "en": "major step"},
        "step.minor": {"nl": "kleine stap", "en": "minor step"},
        "step.patch": {"nl": "correctie", "en": "patch"},
        "step.none": {"nl": "geen stap", "en": "no step"},
        "step.first": {"nl": "eerste versie", "en": "first version"},
        "changelog.title": {"nl": "Versies van {schema}", "en": "Versions of {schema}"},
        "changelog.lead": {
            "nl": "Wat elke versie wijzigde, de laatste eerst.",
            "en": "What each version changed, the last first.",
        },
        "changelog.released": {
            "nl": "Uitgegeven op {date}, {status}.",
            "en": "Released on {date}, {status}.",
        },
        "changelog.stage": {"nl": "{status} sinds {date}", "en": "{status} since {date}"},
        "standard.title": {"nl": "{title}, versie {version}", "en": "{title}, version {version}"},
        "standard.description": {
            "nl": "Versie {version}, uitgegeven op {date}.",
            "en": "Version {version}, released on {date}.",
        },
    }
)


def to_words(key: str, language: str, **values: object) -> str:
    """Return a text, filled in.

    >>> to_words("status.draft", "nl")
    'ontwerp'
    """
    return RELEASE_TEXTS[key][language].format(**values)
