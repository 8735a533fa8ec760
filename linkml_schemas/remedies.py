"""Say in Dutch and English how to mend what breaks a shape.

Step on the line: beside a report, for the person who keeps the data. A shape's own message
says what is wrong; this says what to do about it.

Source:
    SHACL, section 4 (core constraint components).
"""

from collections.abc import Mapping
from types import MappingProxyType

from ontology.namespaces import PREFIXES

REMEDIES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "MinCount": {
            "nl": "Voeg waarden toe: minstens {asked} is nodig.",
            "en": "Add values: at least {asked} is needed.",
        },
        "MaxCount": {
            "nl": "Houd er hoogstens {asked} over en verwijder de andere waarden.",
            "en": "Keep {asked} at most and remove the other values.",
        },
        "Class": {
            "nl": "Verwijs naar iets van de klasse {asked}, en zeg in dezelfde data dat het "
            "daartoe behoort (rdf:type).",
            "en": "Refer to something of class {asked}, and state in the same data that it is "
            "one (rdf:type).",
        },
        "Datatype": {
            "nl": "Schrijf de waarde als {asked}, met een vorm die dat type toelaat.",
            "en": "Write the value as {asked}, in a form that this type allows.",
        },
        "NodeKind": {
            "nl": "Geef een waarde van de soort {asked}.",
            "en": "Give a value of the kind {asked}.",
        },
        "Pattern": {
            "nl": "Schrijf de waarde volgens het patroon {asked}.",
            "en": "Write the value by the pattern {asked}.",
        },
        "In": {
            "nl": "Kies een waarde uit de lijst die de shape opsomt.",
            "en": "Choose a value of the list that the shape has.",
        },
        "HasValue": {
            "nl": "Voeg de waarde {asked} toe.",
            "en": "Add the value {asked}.",
        },
        "LanguageIn": {
            "nl": "Geef de tekst een taallabel dat de shape toelaat.",
            "en": "Give the text a language tag that the shape allows.",
        },
        "UniqueLang": {
            "nl": "Houd één tekst per taal over.",
            "en": "Keep one text per language.",
        },
        "MinLength": {
            "nl": "Schrijf minstens {asked} tekens.",
            "en": "Write at least {asked} characters.",
        },
        "MaxLength": {
            "nl": "Schrijf hoogstens {asked} tekens.",
            "en": "Write {asked} characters at most.",
        },
        "MinInclusive": {
            "nl": "Geef een waarde die niet kleiner is dan {asked}.",
            "en": "Give a value not below {asked}.",
        },
        "MaxInclusive": {
            "nl": "Geef een waarde die niet groter is dan {asked}.",
            "en": "Give a value not above {asked}.",
        },
        "MinExclusive": {
            "nl": "Geef een waarde die groter is dan {asked}.",
            "en": "Give a value above {asked}.",
        },
        "MaxExclusive": {
            "nl": "Geef een waarde die kleiner is dan {asked}.",
            "en": "Give a value below {asked}.",
        },
        "Equals": {
            "nl": "Geef dezelfde waarden als {asked} heeft.",
            "en": "Give the same values as {asked} has.",
        },
        "Disjoint": {
            "nl": "Verwijder de waarden die {asked} ook heeft.",
            "en": "Remove the values that {asked} has too.",
        },
        "LessThan": {
            "nl": "Geef een waarde die kleiner is dan die van {asked}.",
            "en": "Give a value below that of {asked}.",
        },
        "LessThanOrEquals": {
            "nl": "Geef een waarde die niet groter is dan die van {asked}.",
            "en": "Give a value not above that of {asked}.",
        },
        "QualifiedMinCount": {
            "nl": "Voeg waarden toe die de deelshape volgen: minstens {asked} is nodig.",
            "en": "Add values that follow the inner shape: at least {asked} is needed.",
        },
        "QualifiedMaxCount": {
            "nl": "Houd hoogstens {asked} waarde(n) over die de deelshape volgen.",
            "en": "Keep {asked} value(s) at most that follow the inner shape.",
        },
        "Closed": {
            "nl": "Verwijder de eigenschap, of gebruik er een die de shape kent.",
            "en": "Remove the property, or use one that the shape knows.",
        },
        "Node": {
            "nl": "Maak de waarde zoals de shape waarnaar verwezen wordt.",
            "en": "Make the value as the shape that is referred to.",
        },
        "Or": {
            "nl": "Volg minstens een van de mogelijkheden die de shape geeft.",
            "en": "Follow at least one of the choices that the shape gives.",
        },
        "And": {
            "nl": "Volg alles wat de shape samen vraagt.",
            "en": "Follow all that the shape asks together.",
        },
        "Xone": {
            "nl": "Volg precies een van de mogelijkheden die de shape geeft.",
            "en": "Follow exactly one of the choices that the shape gives.",
        },
        "Not": {
            "nl": "Verander de waarde: zij is wat de shape verbiedt.",
            "en": "Change the value: it is what the shape forbids.",
        },
    }
)
"""How to mend what breaks a constraint component, by the component's short name."""

_NODE_KINDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "IRI": {"nl": "Verwijs naar een IRI.", "en": "Refer to an IRI."},
        "BlankNode": {
            "nl": "Beschrijf een ding zonder IRI.",
            "en": "Describe a thing without an IRI.",
        },
        "Literal": {"nl": "Schrijf een literal: tekst of getal.",
                    "en": "Write a literal: text or a number."},
        "BlankNodeOrIRI": {
            "nl": "Verwijs naar een IRI of een ding, en schrijf geen tekst.",
            "en": "Refer to an IRI or a thing, and write no text.",
        },
        "BlankNodeOrLiteral": {
            "nl": "Schrijf een literal, of beschrijf een ding zonder IRI.",
            "en": "Write a literal, or describe a thing without an IRI.",
        },
        "IRIOrLiteral": {
            "nl": "Verwijs naar een IRI of schrijf een literal.",
            "en": "Refer to an IRI or write a literal.",
        },
    }
)  # fmt: skip
"""How to mend a value of another kind, by the local name of the kind that is asked."""

_ANY = {
    "nl": "Lees in de shape wat zij vraagt en verander de waarde.",
    "en": "Read in the shape what it asks and change the value.",
}
_LANGUAGE_TAG = {
    "nl": "Geef de tekst een taallabel, zoals @nl.",
    "en": "Give the text a language tag, such as @nl.",
}
_SOMETHING = {"nl": "wat de shape vraagt", "en": "what the shape asks"}


def to_remedy(component: str, constraint: str, language: str) -> str:
    """Return how to mend what breaks a shape.

    Args:
        component: The short name of the constraint component.
        constraint: What the shape asks, empty if it cannot be said in a word.
        language: ``nl`` or ``en``.

    >>> to_remedy("MinCount", "1", "en")
    'Add values: at least 1 is needed.'
    """
    if component == "Datatype" and constraint.endswith("#langString"):
        return _LANGUAGE_TAG[language]
    if component == "NodeKind" and constraint.startswith(("sh:", PREFIXES["sh"])):
        kind = constraint.removeprefix(PREFIXES["sh"]).removeprefix("sh:")
        if kind in _NODE_KINDS:
            return _NODE_KINDS[kind][language]
    sentence = REMEDIES.get(component, _ANY)[language]
    return sentence.replace("{asked}", constraint or _SOMETHING[language])
