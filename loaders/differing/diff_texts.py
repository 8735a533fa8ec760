"""Hold the words of a difference, in Dutch and English.

Step on the line: beneath :mod:`loaders.differing.diff_words`. ``str.format`` fills in the names.
"""

from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES = ("nl", "en")

TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "from": {"nl": "van  {state}", "en": "from {state}"},
        "to": {"nl": "naar {state}", "en": "to   {state}"},
        "served": {
            "nl": "{id}, die wordt aangeboden, gemaakt op {made}",
            "en": "{id}, which is served, made at {made}",
        },
        "generation": {"nl": "{id}, gemaakt op {made}", "en": "{id}, made at {made}"},
        "build": {
            "nl": "{id}, wat een bouw nu zou publiceren",
            "en": "{id}, what a build would publish now",
        },
        "stopped": {
            "nl": "wat een bouw nu zou maken en niet zou publiceren",
            "en": "what a build would make now and not publish",
        },
        "nothing": {"nl": "niets: er is nog niets gebouwd", "en": "nothing: nothing was built yet"},
        "same": {"nl": "Er is geen verschil.", "en": "There is no difference."},
        "schema": {"nl": "Schema: {old} → {new}", "en": "Schema: {old} → {new}"},
        "registry": {"nl": "{title} ({name}): {counts}", "en": "{title} ({name}): {counts}"},
        "registry_added": {
            "nl": "{title} ({name}): nieuw register; {counts}",
            "en": "{title} ({name}): a new registry; {counts}",
        },
        "registry_removed": {
            "nl": "{title} ({name}): dit register verdwijnt; {counts}",
            "en": "{title} ({name}): this registry goes; {counts}",
        },
        "counts": {
            "nl": "{added} erbij, {removed} weg, {changed} gewijzigd "
            "(beweringen: {more} erbij, {fewer} weg)",
            "en": "{added} added, {removed} removed, {changed} changed "
            "(statements: {more} added, {fewer} removed)",
        },
        "no_counts": {"nl": "geen bewering verandert", "en": "no statement changes"},
        "added": {"nl": "+ {thing}", "en": "+ {thing}"},
        "removed": {"nl": "- {thing}", "en": "- {thing}"},
        "changed": {"nl": "~ {thing}", "en": "~ {thing}"},
        "more_added": {"nl": "… en nog {n} erbij", "en": "… and {n} more added"},
        "more_removed": {"nl": "… en nog {n} weg", "en": "… and {n} more removed"},
        "more_changed": {"nl": "… en nog {n} gewijzigd", "en": "… and {n} more changed"},
        "set": {"nl": "{property}: {old} → {new}", "en": "{property}: {old} → {new}"},
        "gets": {"nl": "{property}: erbij {new}", "en": "{property}: gets {new}"},
        "loses": {"nl": "{property}: weg {old}", "en": "{property}: loses {old}"},
        "part": {"nl": "in een onderdeel, {property}", "en": "in a part of it, {property}"},
        "anonymous": {"nl": "een onderdeel zonder naam", "en": "a part without a name"},
        "empty": {"nl": "niets", "en": "nothing"},
        "yes": {"nl": "ja", "en": "yes"},
        "no": {"nl": "nee", "en": "no"},
        "fact": {"nl": "{fact}: {old} → {new}", "en": "{fact}: {old} → {new}"},
        "fact_title": {"nl": "titel", "en": "title"},
        "fact_description": {"nl": "beschrijving", "en": "description"},
        "fact_class": {"nl": "klasse", "en": "class"},
        "fact_publisher": {"nl": "uitgever", "en": "publisher"},
        "fact_licence": {"nl": "licentie", "en": "licence"},
        "fact_licence_note": {"nl": "toelichting bij de licentie", "en": "licence note"},
        "fact_attribution": {"nl": "bronvermelding", "en": "attribution"},
        "fact_source_page": {"nl": "pagina van de bron", "en": "page of the source"},
        "fact_access": {"nl": "toegang", "en": "access"},
        "fact_remark": {"nl": "opmerking", "en": "remark"},
        "fact_example": {"nl": "bestaat uit voorbeelden", "en": "consists of examples"},
        "fact_from_snapshot": {
            "nl": "uit een oudere staat, want het bestand is geweigerd",
            "en": "from an older state, since its file was refused",
        },
        "fact_read": {"nl": "rijen gelezen", "en": "rows read"},
        "fact_accepted": {"nl": "rijen aanvaard", "en": "rows accepted"},
        "fact_refused": {"nl": "rijen geweigerd", "en": "rows refused"},
        "means": {"nl": "Wat dit betekent", "en": "What this means"},
        "gone": {
            "nl": "{n} IRI's die beloofd zijn, verdwijnen:",
            "en": "{n} promised IRIs disappear:",
        },
        "gone_one": {
            "nl": "1 IRI die beloofd is, verdwijnt:",
            "en": "1 promised IRI disappears:",
        },
        "more_gone": {"nl": "… en nog {n}", "en": "… and {n} more"},
        "share": {
            "nl": "{name}: {removed} van de {total} records verdwijnen ({share})",
            "en": "{name}: {removed} of {total} records go ({share})",
        },
        "stops": {"nl": "Een bouw zou stoppen: {problem}", "en": "A build would stop: {problem}"},
        "refused": {
            "nl": "{name} zou geweigerd worden, met zijn oudere staat: {problem}",
            "en": "{name} would be refused, and its older state used: {problem}",
        },
    }
)
"""Every text by its key, then by language."""


def say(key: str, language: str, **values: object) -> str:
    """Return a text in a language.

    >>> say("gone", "en", n=2)
    '2 promised IRIs disappear:'
    """
    return TEXTS[key][language].format(**values)
