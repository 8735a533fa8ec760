"""Name the columns of the named queries in Dutch and English.

Step on the line: beside ``solutions``, which makes the table of an answer. A variable of a
shipped query has a word here (``tests/server/test_query_columns.py``).
"""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

COLUMN_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "accepted": ("aanvaard", "accepted"),
        "access": ("toegang", "access"),
        "acknowledged": ("erkend op", "acknowledged on"),
        "action": ("actie", "action"),
        "agreement": ("afspraak", "agreement"),
        "area": ("gebied", "area"),
        "assignment": ("roltoewijzing", "role assignment"),
        "axis": ("as", "axis"),
        "body": ("orgaan", "body"),
        "category": ("categorie", "category"),
        "class": ("klasse", "class"),
        "concept": ("begrip", "concept"),
        "concepts": ("begrippen", "concepts"),
        "consumer": ("afnemer", "consumer"),
        "count": ("aantal", "number"),
        "dataset": ("dataset", "dataset"),
        "datasets": ("datasets", "datasets"),
        "date": ("datum", "date"),
        "days": ("dagen", "days"),
        "decision": ("beslissing", "decision"),
        "defined": ("heeft een definitie", "has a definition"),
        "definition": ("definitie", "definition"),
        "dissolved": ("opgeheven op", "dissolved on"),
        "distribution": ("distributie", "distribution"),
        "domain": ("domein", "domain"),
        "end": ("einde", "end"),
        "endpoint": ("eindpunt", "endpoint"),
        "ends": ("eindigt op", "ends on"),
        "field": ("beleidsveld", "policy field"),
        "format": ("formaat", "format"),
        "from": ("vanaf", "from"),
        "graph": ("graaf", "graph"),
        "graphs": ("grafen", "graphs"),
        "holder": ("houder", "holder"),
        "issued": ("uitgegeven op", "issued on"),
        "keyword": ("trefwoord", "keyword"),
        "kind": ("soort", "kind"),
        "label": ("naam", "name"),
        "laterAction": ("latere actie", "later action"),
        "law": ("rechtsgrond", "legal basis"),
        "level": ("niveau", "level"),
        "licence": ("licentie", "licence"),
        "loaded": ("geladen op", "loaded on"),
        "match": ("soort overeenkomst", "kind of match"),
        "modified": ("gewijzigd op", "modified on"),
        "motto": ("motto", "motto"),
        "next": ("volgend jaar", "next year"),
        "nis": ("NIS-code", "NIS code"),
        "note": ("opmerking", "note"),
        "number": ("versie", "version"),
        "organisation": ("organisatie", "organisation"),
        "organisations": ("organisaties", "organisations"),
        "other": ("begrip elders", "concept elsewhere"),
        "owned": ("heeft een eigenaar", "has an owner"),
        "position": ("volgorde", "position"),
        "predicate": ("predicaat", "predicate"),
        "principle": ("principe", "principle"),
        "prior": ("vorige versie", "prior version"),
        "provider": ("aanbieder", "provider"),
        "publisher": ("uitgever", "publisher"),
        "read": ("gelezen", "read"),
        "recipient": ("ontvanger", "recipient"),
        "refused": ("geweigerd", "refused"),
        "report": ("rapport", "report"),
        "role": ("rol", "role"),
        "scheme": ("begrippenlijst", "concept scheme"),
        "service": ("dienst", "service"),
        "since": ("sinds", "since"),
        "standard": ("standaard", "standard"),
        "standards": ("standaarden", "standards"),
        "start": ("begin", "start"),
        "statements": ("uitspraken", "statements"),
        "status": ("status", "status"),
        "subject": ("waarvoor", "over what"),
        "thing": ("ding", "thing"),
        "things": ("dingen", "things"),
        "title": ("titel", "title"),
        "to": ("tot", "to"),
        "type": ("type", "type"),
        "unit": ("soort bestuur (naam)", "kind of authority (name)"),
        "unitType": ("soort bestuur", "kind of authority"),
        "units": ("besturen", "authorities"),
        "usage": ("gebruik", "usage"),
        "value": ("waarde", "value"),
        "version": ("uitgave", "release"),
        "later": ("latere actie (naam)", "later action (name)"),
        "whole": ("ruimer gebied", "wider area"),
        "year": ("jaar", "year"),
    }
)  # fmt: skip
"""Words of a variable in Dutch and in English."""


def to_heading(variable: str, language: str, beside: Collection[str] = ()) -> str:
    """Return the heading of a column in words; of an unknown variable its own words.

    Args:
        variable: As the query names it.
        language: ``nl`` or ``en``.
        beside: The other columns of the table. A name of what has a column of its own is
            called so.

    >>> to_heading("publisher", "nl"), to_heading("page_count", "nl")
    ('uitgever', 'page count')
    >>> to_heading("levelLabel", "en"), to_heading("levelLabel", "en", ("level",))
    ('level', 'level (name)')
    """
    named = variable.removesuffix("Label")
    words = COLUMN_WORDS.get(named)
    if words is None:
        return re.sub("(?<=[a-z])(?=[A-Z])|_", " ", variable).lower()
    word = words[language == "en"]
    if named == variable or named not in beside:
        return word
    return f"{word} ({'name' if language == 'en' else 'naam'})"
