"""Say what is wrong with a request itself: its address, its fields, its parameters.

Step on the line: a part of ``details``.
"""

from collections.abc import Mapping
from types import MappingProxyType

REQUEST_DETAILS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "accept.none": {
            "nl": "Niets hier past bij Accept: {accept}. Vraag een van: {offers}.",
            "en": "Nothing here satisfies Accept: {accept}. Ask for one of: {offers}.",
        },
        "address.fields": {
            "nl": "Het adres heeft meer dan {most} parameters.",
            "en": "The address has more than {most} parameters.",
        },
        "address.long": {
            "nl": "Het adres is langer dan {most} bytes.",
            "en": "The address is longer than {most} bytes.",
        },
        "address.percent": {
            "nl": "Na een % in het pad staan geen twee hexadecimale cijfers; schrijf dat teken "
            "als %25.",
            "en": "A % in the path is not followed by two hexadecimal digits; write it as %25.",
        },
        "address.utf8": {
            "nl": "Het adres is geen UTF-8; codeer de parameters als UTF-8.",
            "en": "The address is not UTF-8; encode its parameters as UTF-8.",
        },
        "body.coded": {
            "nl": "Een inhoud met Content-Encoding {coding} wordt hier niet gelezen; stuur ze "
            "ongecomprimeerd.",
            "en": "A body with the Content-Encoding {coding} is not read here; send it "
            "uncompressed.",
        },
        "body.long": {
            "nl": "De inhoud is langer dan {limit} bytes.",
            "en": "The body is longer than {limit} bytes.",
        },
        "fields.large": {
            "nl": "De velden hebben samen meer dan {bytes} bytes, of zijn met meer dan {count}.",
            "en": "The fields have more than {bytes} bytes, or are more than {count}.",
        },
        "http.coding": {
            "nl": "De inhoud komt in een Transfer-Encoding die hier niet gelezen wordt; alleen "
            "chunked wordt gelezen.",
            "en": "The body comes in a Transfer-Encoding that is not read here; only chunked is.",
        },
        "http.host": {
            "nl": "Het veld Host is geen naam van een host, met misschien een poort.",
            "en": "The field Host is no name of a host, perhaps with a port.",
        },
        "http.version": {
            "nl": "Op deze verbinding worden HTTP/1.1 en HTTP/1.0 gesproken.",
            "en": "On this connection HTTP/1.1 and HTTP/1.0 are spoken.",
        },
        "http.other": {
            "nl": "HTTP {status}: deze vraag kan hier niet. De server zegt: {reason}",
            "en": "HTTP {status}: {reason}",
        },
        "precondition.failed": {
            "nl": "Wat hier is, is niet wat If-Match of If-Unmodified-Since vraagt.",
            "en": "What is here is not what If-Match or If-Unmodified-Since asks for.",
        },
        "http.target": {
            "nl": "Het adres heeft een teken dat er niet in mag; codeer het met een procentteken.",
            "en": "The address holds a character that no address may hold; percent-encode it.",
        },
        "http.unreadable": {
            "nl": "Wat gestuurd is, is geen vraag van HTTP/1.1, of heeft geen Host.",
            "en": "What was sent is no request of HTTP/1.1, or has no Host.",
        },
        "iri.long": {
            "nl": "De parameter iri is langer dan {most} tekens.",
            "en": "The parameter iri is longer than {most} characters.",
        },
        "iri.missing": {
            "nl": "De parameter iri ontbreekt: {example}",
            "en": "The parameter iri is missing: {example}",
        },
        "iri.wrong": {
            "nl": "{iri!r} is geen absolute IRI: {reason}. Juist is {example}",
            "en": "{iri!r} is no absolute IRI: {reason}. Right is {example}",
        },
        "language.tag": {
            "nl": "lang={asked!r} is geen taalcode; juist is lang=nl.",
            "en": "lang={asked!r} is no language tag; right is lang=nl.",
        },
        "method.refused": {
            "nl": "{where} antwoordt op {allowed}.",
            "en": "{where} answers {allowed}.",
        },
        "method.unknown": {
            "nl": "Geen enkel adres hier kent de methode van deze vraag.",
            "en": "No address here knows the method of this request.",
        },
        "parameter.absent": {
            "nl": "De parameter {name} ontbreekt; verwacht: {expected}.",
            "en": "The parameter {name} is absent; expected {expected}.",
        },
        "parameter.characters": {
            "nl": "De parameter {name} heeft {count} tekens; verwacht: {expected}.",
            "en": "The parameter {name} has {count} characters; expected {expected}.",
        },
        "parameter.long": {
            "nl": "De parameter {name} is te lang; verwacht: {expected}.",
            "en": "The parameter {name} is too long; expected {expected}.",
        },
        "parameter.missing": {
            "nl": "De parameter {name} ontbreekt; verwacht: {expected}.",
            "en": "The parameter {name} is missing; expected {expected}.",
        },
        "parameter.once": {
            "nl": "De parameter {name} staat er meer dan eens; hij mag er één keer staan.",
            "en": "The parameter {name} is there more than once; it may be given once.",
        },
        "parameter.several": {
            "nl": "De parameter {name} is meer dan eens gegeven; verwacht: {expected}.",
            "en": "The parameter {name} is given more than once; expected {expected}.",
        },
        "parameter.value": {
            "nl": "De parameter {name} heeft de waarde {value!r}; verwacht: {expected}.",
            "en": "The parameter {name} has the value {value!r}; expected {expected}.",
        },
        "expected.characters": {"nl": "hoogstens {most} tekens", "en": "at most {most} characters"},
        "expected.facet": {"nl": "de IRI van een {name}", "en": "the IRI of a {name}"},
        "expected.number": {
            "nl": "een geheel getal van 1 tot {largest}",
            "en": "a whole number from 1 to {largest}",
        },
        "expected.one": {"nl": "één waarde", "en": "one value"},
        "expected.one-of": {"nl": "een van {known}", "en": "one of {known}"},
        "expected.sought": {"nl": "wat gezocht wordt", "en": "what is sought"},
        "path.control": {
            "nl": "Het pad bevat een stuurteken.",
            "en": "The path holds a control character.",
        },
        "path.utf8": {
            "nl": "Het pad bevat percent-codering die geen UTF-8 is.",
            "en": "The path holds percent-encoding that is not UTF-8.",
        },
        "range.beyond": {
            "nl": "Er zijn {size} bytes; het gevraagde deel begint daarna.",
            "en": "There are {size} bytes; the range begins beyond them.",
        },
    }
)  # fmt: skip
"""Sentences by their key."""
