"""Hold every sentence of the report page in Dutch and English.

Step on the line: beside :mod:`linkml_schemas.report_page`. The words that begin a reason are
those of the quarantine.
"""

from collections.abc import Mapping
from types import MappingProxyType

from linkml_schemas.conformance_values import FAULT_KINDS

_OWN: Mapping[str, Mapping[str, str]] = {
    "title": {
        "nl": "Wat de controle van de registers vond",
        "en": "What the check of the registries found",
    },
    "language": {"nl": "Taal", "en": "Language"},
    "of": {
        "nl": "Generatie {generation}, gemaakt op {made}.",
        "en": "Generation {generation}, made {made}.",
    },
    "checked": {
        "nl": "Nagegaan op {made}; er is niets gepubliceerd.",
        "en": "Checked {made}; nothing was published.",
    },
    "problem": {"nl": "Zo wordt er niets gepubliceerd.", "en": "Nothing would be published."},
    "files": {"nl": "Alles, als bestand", "en": "All of it, as files"},
    "table": {"nl": "Tabel, opzij te schuiven", "en": "Table, can be scrolled sideways"},
    "warnings": {"nl": "Waarschuwingen", "en": "Warnings"},
    "summary": {"nl": "Per register", "en": "By registry"},
    "registry": {"nl": "Register", "en": "Registry"},
    "read": {"nl": "Gelezen", "en": "Read"},
    "accepted": {"nl": "Aanvaard", "en": "Accepted"},
    "refused": {"nl": "Geweigerd", "en": "Refused"},
    "violations": {"nl": "Breuken", "en": "Violations"},
    "faults": {"nl": "Wat te herstellen", "en": "What to mend"},
    "nothing": {
        "nl": "Er is niets geweigerd en geen shape gebroken.",
        "en": "Nothing was refused and no shape is broken.",
    },
    "rows": {
        "nl": "{read} gelezen, {accepted} aanvaard, {refused} geweigerd.",
        "en": "{read} read, {accepted} accepted, {refused} refused.",
    },
    "state.fallback": {
        "nl": "Geweigerd; de laatst aanvaarde toestand telt mee.",
        "en": "Refused; the last accepted state takes part.",
    },
    "state.refused": {
        "nl": "Geweigerd; er is geen eerder aanvaarde toestand.",
        "en": "Refused; there is no state accepted before.",
    },
    "withheld": {
        "nl": "Dit register is niet openbaar: hier staan alleen aantallen.",
        "en": "This registry is not public: only counts are shown here.",
    },
    "file": {"nl": "Bestand", "en": "File"},
    "row": {"nl": "Rij", "en": "Row"},
    "value": {"nl": "Waarde", "en": "Value"},
    "message": {"nl": "Waarom", "en": "Why"},
    "remedy": {"nl": "Hoe te herstellen", "en": "How to mend it"},
    "focus": {"nl": "Ding", "en": "Thing"},
    "shape": {"nl": "Shape", "en": "Shape"},
    "shapes": {"nl": "Shapes", "en": "Shapes"},
    "shown": {
        "nl": "Hier staan er {shown} van {count}; alle staan in het bestand.",
        "en": "These are {shown} of {count}; all are in the file.",
    },
    "beyond": {
        "nl": "En nog {count}; ze staan in het bestand.",
        "en": "And {count} more; they are in the file.",
    },
    "unchecked": {"nl": "Niet nagegaan", "en": "Not checked"},
    "untargeted": {
        "nl": "Niets nagegaan: deze shapes spreken over niets in dit register.",
        "en": "Nothing was checked: these shapes speak of nothing in this registry.",
    },
    "spoken": {
        "nl": "De shapes spreken over {count} dingen; {failing} daarvan breken er een.",
        "en": "The shapes speak of {count} things; {failing} of them break one.",
    },
    "required": {
        "nl": "Dit register moet de shapes volgen; hoogstens een deel van {share} mag breken.",
        "en": "This registry must follow its shapes; a share of {share} may break them.",
    },
    "faulty": {"nl": "Fouten in de shapes zelf", "en": "Faults in the shapes themselves"},
    "done.dropped": {"nl": "Weggelaten.", "en": "Dropped."},
    "done.mended": {"nl": "Gelezen als {better}.", "en": "Read as {better}."},
    "meant": {"nl": "Bedoeld was wellicht {better}.", "en": "Perhaps {better} was meant."},
    "severity.Violation": {"nl": "Breuk", "en": "Violation"},
    "severity.Warning": {"nl": "Waarschuwing", "en": "Warning"},
    "severity.Info": {"nl": "Opmerking", "en": "Remark"},
    "reason.required": {"nl": "Verplicht en leeg", "en": "Required and empty"},
    "reason.pattern": {"nl": "Niet de gevraagde vorm", "en": "Not the form asked for"},
    "reason.datatype": {"nl": "Niet het gevraagde type", "en": "Not the type asked for"},
    "reason.enumeration": {"nl": "Geen code van de lijst", "en": "No code of the list"},
    "reason.iri": {"nl": "Geen absolute IRI", "en": "No absolute IRI"},
    "reason.reference": {"nl": "Verwijst naar niets", "en": "Refers to nothing"},
    "reason.unique": {"nl": "Bestaat al", "en": "Is there already"},
    "reason.cardinality": {"nl": "Te veel waarden", "en": "Too many values"},
    "reason.language": {"nl": "Verkeerde taal", "en": "Wrong language"},
    "reason.column": {"nl": "Onbekende kolom", "en": "Unknown column"},
    "reason.unreadable": {"nl": "Niet te lezen", "en": "Cannot be read"},
}

TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {**_OWN, **{f"kind.{kind}": texts for kind, texts in FAULT_KINDS.items()}}
)
"""Every text of the page by its key, in each of ``LANGUAGES``."""

LANGUAGES: Mapping[str, str] = MappingProxyType({"nl": "Nederlands", "en": "English"})
"""The languages of the page with their own names, the first one shown first."""


def to_text(key: str, language: str, **values: object) -> str:
    """Return a text of the page; a key that is unknown is its own text.

    >>> to_text("done.mended", "en", better="1")
    'Read as 1.'
    """
    return TEXTS.get(key, {}).get(language, key).format(**values)
