"""Say in Dutch and English what the parser of RDF/XML says in English, and what would be right.

Step on the line: beneath ``xml_places``, which knows where the fault is.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

STRAY = MappingProxyType(
    {
        "nl": "De tekst “{text}” vóór {element} staat tussen elementen, waar RDF/XML enkel "
        "elementen heeft: zet ze in een eigen element dat een eigenschap is, of haal ze weg.",
        "en": "The text “{text}” before {element} stands between elements, where RDF/XML has only "
        "elements: put it in an element of its own that is a property, or remove it.",
    }
)
"""Text where no text may be."""

END = MappingProxyType({"nl": "het einde", "en": "the end"})
"""What stands there where no element follows."""

TAKEN = MappingProxyType(
    {
        "nl": "Het element {element} is er een te veel: de eigenschap eromheen heeft ook tekst of "
        "een ander element, en elk element van een eigenschap heeft één waarde.",
        "en": "The element {element} is one too many: the property around it has text or another "
        "element too, and each property element has one value.",
    }
)
"""A second value of a property, at its begin."""

TAKEN_BEFORE = MappingProxyType(
    {
        "nl": "Het element {element} dat hier eindigt, is er een te veel: de eigenschap eromheen "
        "heeft ook tekst of een ander element, en elk element van een eigenschap heeft één waarde.",
        "en": "The element {element} that ends here is one too many: the property around it has "
        "text or another element too, and each property element has one value.",
    }
)
"""The same, at its end."""

_Words = tuple[re.Pattern[str], str, str]


def _words(pattern: str, nl: str, en: str) -> _Words:
    return re.compile(pattern, re.DOTALL), nl, en


SAID: tuple[_Words, ...] = (
    _words(
        r"ill-formed document: expected `(?P<one>[^`]*)`, but `(?P<other>[^`]*)` was found",
        "Hier hoort {one} te staan, en er staat {other}: sluit elk element in de omgekeerde "
        "volgorde van het openen.",
        "Here {one} is expected, but {other} was found: close elements in the reverse order of "
        "their opening.",
    ),
    _words(
        r"ill-formed document: close tag `(?P<one>[^`]*)` does not match any open tag",
        "Het einde {one} hoort bij geen element dat open is.",
        "The end {one} belongs to no element that is open.",
    ),
    _words(
        r"syntax error: (?P<one>tag|comment|CDATA|DOCTYPE|[\w ]+) not closed: `(?P<other>[^`]*)`",
        "Het document houdt op vóór {other}: wat hier begint ({one}) wordt nergens gesloten.",
        "The document ends before {other}: what begins here ({one}) is never closed.",
    ),
    _words(
        r"Unknown prefix (?P<one>[^:]*):",
        "Het voorvoegsel {one}: is onbekend: zeg met xmlns:{one} waar het voor staat.",
        "Unknown prefix {one}: say with xmlns:{one} what it stands for.",
    ),
    _words(
        r"unrecognized entity `(?P<one>[^`]*)`",
        "De entiteit &{one}; is onbekend: schrijf het teken zelf.",
        "The entity &{one}; is not known: write the character itself.",
    ),
    _words(
        r"Cannot find ';' after '&'",
        "Na & hoort een naam en een puntkomma: schrijf &amp; waar een & bedoeld is.",
        "After & a name and a semicolon are expected: write &amp; where an & is meant.",
    ),
    _words(
        r"invalid character reference",
        "De verwijzing naar een teken (&#…;) is niet juist: schrijf het teken zelf.",
        "The reference to a character (&#…;) is not right: write the character itself.",
    ),
    _words(
        r"attribute value must be enclosed",
        "De waarde van een attribuut hoort tussen aanhalingstekens te staan.",
        "The value of an attribute must stand between quotes.",
    ),
    _words(
        r"attribute key must be directly followed by|must be followed by an attribute value",
        "Een attribuut heeft een naam, dan = en dan een waarde tussen aanhalingstekens.",
        "An attribute has a name, then = and then a value between quotes.",
    ),
    _words(
        r"duplicated attribute",
        "Het element heeft tweemaal hetzelfde attribuut: houd er een over.",
        "The element has the same attribute twice: keep one of them.",
    ),
    _words(
        r"parsing IRI '(?P<one>[^']*)': Invalid IRI code point '(?P<other>.*)'$",
        "“{one}” is geen IRI: “{other}” mag er niet in staan; schrijf het als % en twee cijfers, "
        "een spatie als %20.",
        "“{one}” is no IRI: “{other}” may not stand in it; write it as % and two digits, a space "
        "as %20.",
    ),
    _words(
        r"parsing IRI '(?P<one>.*?)': (?P<other>.*)",
        "“{one}” is geen IRI.",
        "“{one}” is no IRI: {other}.",
    ),
    _words(
        r"parsing language tag '(?P<one>[^']*)'",
        "“{one}” is geen taal: schrijf er een als nl of nl-BE.",
        "“{one}” is no language: write one as nl or nl-BE.",
    ),
    _words(
        r"Not both|could be set at the same time",
        "rdf:about, rdf:ID en rdf:nodeID gaan niet samen: houd er een over.",
        "rdf:about, rdf:ID and rdf:nodeID exclude each other: keep one of them.",
    ),
    _words(
        r"(?P<one>.*) is not a valid (?P<other>rdf:\w+) value",
        "“{one}” mag niet in {other} staan: schrijf daar een naam, met een letter vooraan en "
        "zonder spaties.",
        "“{one}” may not stand in {other}: write a name there, with a letter first and without "
        "spaces.",
    ),
    _words(
        r"<(?P<one>[^>]*)> has already been used as rdf:ID value",
        "rdf:ID {one} staat er al: elk ding heeft een eigen rdf:ID; gebruik rdf:about om nog eens "
        "over hetzelfde te spreken.",
        "rdf:ID {one} stands there already: each thing has an rdf:ID of its own; use rdf:about to "
        "speak of the same again.",
    ),
    _words(
        r"^(?P<one>\S+) is not a valid attribute",
        "{one} kan hier geen attribuut zijn.",
        "{one} cannot be an attribute here.",
    ),
    _words(
        r"Invalid property element tag name: (?P<one>\S+)",
        "{one} kan hier geen element zijn: verwacht wordt een ding of een eigenschap.",
        "{one} cannot be an element here: a thing or a property is expected.",
    ),
    _words(
        r"XML namespaces are required in RDF/XML",
        "Een naam zonder naamruimte heeft in RDF/XML geen betekenis: geef elk element en elk "
        "attribuut een voorvoegsel, en zeg met xmlns: waar dat voor staat. Een losse < in tekst "
        "schrijft u als &lt;.",
        "A name without a namespace means nothing in RDF/XML: give each element and attribute a "
        "prefix, and say with xmlns: what it stands for. A lone < in text is written as &lt;.",
    ),
    _words(
        r"Only UTF-8 is supported",
        "Enkel UTF-8 wordt gelezen: sla het bestand op als UTF-8, en zet dat in de eerste regel.",
        "Only UTF-8 is read: save the file as UTF-8, and say so in its first line.",
    ),
    _words(
        r"namespace prefix '(?P<one>[^']*)' cannot be bound",
        "Het voorvoegsel {one} is van XML zelf: kies een ander.",
        "The prefix {one} is XML's own: choose another one.",
    ),
)
"""What the parser says, as a pattern, with what it means."""

AT = MappingProxyType({"nl": " (bij {element})", "en": " (at {element})"})


def to_texts(said: str, element: str) -> Mapping[str, str]:
    """Return what the parser said, in both languages; in its own words where those are unknown.

    >>> to_texts("Unknown prefix y:", "<y:b>")["nl"]
    'Het voorvoegsel y: is onbekend: zeg met xmlns:y waar het voor staat. (bij <y:b>)'
    >>> to_texts("something new", "")
    {'en': 'something new'}
    """
    for pattern, nl, en in SAID:
        if found := pattern.search(said):
            values = {key: value[:200] for key, value in found.groupdict().items()}
            return {
                tag: words.format(**values) + _at(tag, element, values)
                for tag, words in (("nl", nl), ("en", en))
            }
    return {"en": said[:400] + _at("en", element, {"said": said})}


def _at(tag: str, element: str, said: Mapping[str, str]) -> str:
    """Return at which element it is, empty if there is none or the words name it already."""
    if not element or any(element in value for value in said.values()):
        return ""
    return AT[tag].format(element=element)
