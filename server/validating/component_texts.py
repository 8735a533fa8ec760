"""Say in Dutch and English what is wrong where a constraint component of SHACL is broken.

Step on the line: beside the report, whose rules are headed by these words.

Source:
    SHACL, section 4 (core constraint components).
"""

from collections.abc import Mapping
from types import MappingProxyType

COMPONENT_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "MinCount": {"nl": "te weinig waarden", "en": "too few values"},
        "MaxCount": {"nl": "te veel waarden", "en": "too many values"},
        "Class": {"nl": "niet van de gevraagde klasse", "en": "not of the class asked for"},
        "Datatype": {"nl": "niet het gevraagde type", "en": "not the datatype asked for"},
        "NodeKind": {"nl": "niet het gevraagde soort waarde", "en": "not the kind asked for"},
        "Pattern": {"nl": "niet de gevraagde vorm", "en": "not the form asked for"},
        "In": {"nl": "niet van de lijst", "en": "not of the list"},
        "HasValue": {"nl": "een vaste waarde ontbreekt", "en": "a fixed value is missing"},
        "LanguageIn": {"nl": "niet een van de talen", "en": "not one of the languages"},
        "UniqueLang": {"nl": "een taal komt twee keer voor", "en": "a language is there twice"},
        "MinLength": {"nl": "te kort", "en": "too short"},
        "MaxLength": {"nl": "te lang", "en": "too long"},
        "MinInclusive": {"nl": "te klein", "en": "too small"},
        "MaxInclusive": {"nl": "te groot", "en": "too large"},
        "MinExclusive": {"nl": "te klein", "en": "too small"},
        "MaxExclusive": {"nl": "te groot", "en": "too large"},
        "Equals": {"nl": "niet gelijk aan een andere eigenschap", "en": "unlike another property"},
        "Disjoint": {"nl": "gelijk aan een andere eigenschap", "en": "like another property"},
        "LessThan": {"nl": "niet voor een andere waarde", "en": "not before another value"},
        "LessThanOrEquals": {"nl": "na een andere waarde", "en": "after another value"},
        "QualifiedMinCount": {"nl": "te weinig passende waarden", "en": "too few fitting values"},
        "QualifiedMaxCount": {"nl": "te veel passende waarden", "en": "too many fitting values"},
        "Closed": {"nl": "een eigenschap te veel", "en": "a property too many"},
        "Node": {"nl": "volgt een andere shape niet", "en": "does not follow another shape"},
        "Or": {"nl": "geen van de mogelijkheden", "en": "none of the choices"},
        "And": {"nl": "niet alles wat samen gevraagd is", "en": "not all that is asked together"},
        "Xone": {"nl": "niet precies een mogelijkheid", "en": "not exactly one choice"},
        "Not": {"nl": "wat verboden is", "en": "what is forbidden"},
        "cells": {"nl": "een verkeerd aantal cellen", "en": "a wrong number of cells"},
        "id": {"nl": "geen IRI te maken", "en": "no IRI can be made"},
        "double": {"nl": "staat er twee keer", "en": "is there twice"},
        "column": {"nl": "een onbekende kolom", "en": "an unknown column"},
        "mapping": {"nl": "een kolom die er niet is", "en": "a column that is not there"},
    }
)
"""What is wrong, by the short name of the component; the last five are those of a row."""
