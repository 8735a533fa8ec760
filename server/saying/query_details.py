"""Say what is wrong with a query, with how it was sent, or with its answer.

Step on the line: a part of ``details``.
"""

from collections.abc import Mapping
from types import MappingProxyType

QUERY_DETAILS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "graph-iri.relative": {
            "nl": "De IRI van de graaf, {iri!r}, is relatief. {right}",
            "en": "The IRI of the graph, {iri!r}, is relative. {right}",
        },
        "graph-iri.several": {
            "nl": "Het adres noemt meer grafen, en er wordt er één beantwoord. {right}",
            "en": "The address names several graphs, and one is answered. {right}",
        },
        "graph-iri.none": {
            "nl": "Het adres noemt geen graaf. {right}",
            "en": "The address names no graph. {right}",
        },
        "graph-iri.right": {
            "nl": "Juist is ?default voor de standaardgraaf, of ?graph= met de IRI van een "
            "benoemde.",
            "en": "Right is ?default for the default graph, or ?graph= with the IRI of a named "
            "one.",
        },
        "graph-iri.wrong": {
            "nl": "{iri!r} is geen IRI: {reason}. {right}",
            "en": "{iri!r} is no IRI: {reason}. {right}",
        },
        "query.bytes": {
            "nl": "De zoekvraag heeft {size} bytes; er worden er hoogstens {most} gelezen.",
            "en": "The query has {size} bytes; at most {most} are read.",
        },
        "query.charset": {
            "nl": "De tekenset {charset} wordt hier niet gelezen; stuur UTF-8.",
            "en": "The charset {charset} is not read here; send UTF-8.",
        },
        "query.count": {
            "nl": "De vraag heeft {count} zoekvragen; er mag er één tegelijk gesteld worden.",
            "en": "The request has {count} queries; one may be asked at a time.",
        },
        "query.depth": {
            "nl": "De zoekvraag nest haakjes minstens {count} niveaus diep; er worden er "
            "hoogstens {limit} gelezen.",
            "en": "The query nests brackets at least {count} levels deep; at most {limit} are "
            "read.",
        },
        "query.operators": {
            "nl": "De zoekvraag rijgt {count} bewerkingen aaneen; er worden er hoogstens "
            "{limit} gelezen.",
            "en": "The query chains {count} operators; at most {limit} are read.",
        },
        "query.patterns": {
            "nl": "De zoekvraag heeft {count} patronen van drie termen; er worden er hoogstens "
            "{limit} gelezen.",
            "en": "The query has {count} triple patterns; at most {limit} are read.",
        },
        "query.engine": {
            "nl": "De motor kan deze zoekvraag niet beantwoorden: {reason}.",
            "en": "The engine cannot answer this query: {reason}.",
        },
        "query.fields": {
            "nl": "{where} heeft meer dan {most} parameters.",
            "en": "{where} has more than {most} parameters.",
        },
        "query.format": {
            "nl": "Het antwoord is niet te schrijven als {media_type}: {reason}; vraag een "
            "ander formaat.",
            "en": "The answer cannot be written as {media_type}: {reason}; ask for another format.",
        },
        "query.graph": {
            "nl": "De IRI van een graaf klopt niet: {reason}.",
            "en": "The IRI of a graph is not right: {reason}.",
        },
        "query.media-type": {
            "nl": "Content-Type {media_type} wordt hier niet gelezen. {right}",
            "en": "The Content-Type {media_type} is not read here. {right}",
        },
        "query.media-type.missing": {
            "nl": "Het Content-Type ontbreekt. {right}",
            "en": "The Content-Type is missing. {right}",
        },
        "query.missing": {
            "nl": "De zoekvraag ontbreekt. {right}",
            "en": "The query is missing. {right}",
        },
        "query.missing.page": {
            "nl": "De zoekvraag ontbreekt: stel ze met ?query=SELECT… in het adres, of POST ze "
            "als application/sparql-query.",
            "en": "The query is missing: ask with ?query=SELECT… in the address, or POST the "
            "query as application/sparql-query.",
        },
        "query.percent": {
            "nl": "{where} bevat percent-codering die geen UTF-8 is; codeer de tekst als UTF-8.",
            "en": "{where} holds percent-encoding that is not UTF-8; encode its text as UTF-8.",
        },
        "query.prefix": {
            "nl": "FROM noemt de graaf {name}, waarvan het voorvoegsel niet aangegeven is.",
            "en": "FROM names the graph {name}, whose prefix is not declared.",
        },
        "query.relative": {
            "nl": "FROM noemt de graaf {name}, wat geen volledige IRI is.",
            "en": "FROM names the graph {name}, which is no absolute IRI.",
        },
        "query.no_graph": {
            "nl": "FROM noemt de graaf {name}, wat geen IRI is.",
            "en": "FROM names the graph {name}, which is no IRI.",
        },
        "query.word": {
            "nl": "{word} is geen woord van SPARQL; misschien is {meant} bedoeld",
            "en": "{word} is no word of SPARQL; perhaps {meant} was meant",
        },
        "query.string": {
            "nl": "de tekst die hier begint, eindigt niet",
            "en": "the string that begins here does not end",
        },
        "query.form": {
            "nl": "een zoekvraag begint met SELECT, ASK, CONSTRUCT of DESCRIBE",
            "en": "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE",
        },
        "query.projection": {
            "nl": "na SELECT komen variabelen, of *",
            "en": "variables come after SELECT, or *",
        },
        "query.comma": {
            "nl": "tussen de variabelen van SELECT staat geen komma",
            "en": "no comma stands between the variables of SELECT",
        },
        "query.as": {
            "nl": "een uitdrukking van SELECT krijgt een naam, als in (COUNT(*) AS ?aantal)",
            "en": "an expression of SELECT is given a name, as in (COUNT(*) AS ?count)",
        },
        "query.term": {
            "nl": "hier staat 1 term, waar {needed} een patroon maken",
            "en": "here is 1 term, where {needed} make a pattern",
        },
        "query.triple": {
            "nl": "hier staan {count} termen, waar {needed} een patroon maken",
            "en": "here are {count} terms, where {needed} make a pattern",
        },
        "query.expected": {
            "nl": "hier kan staan: {marks}",
            "en": "what can stand here: {marks}",
        },
        "query.right": {
            "nl": "Juist is GET met ?query=…, POST of QUERY met Content-Type {form} en query=… "
            "in de inhoud, of met Content-Type {direct} en de zoekvraag als inhoud.",
            "en": "Right is GET with ?query=…, POST or QUERY with Content-Type {form} and "
            "query=… in the body, or with Content-Type {direct} and the query as the "
            "body.",
        },
        "query.service": {
            "nl": "SERVICE vraagt iets aan een andere server, en deze doet dat nooit. Vraag het"
            " met een eigen programma aan beide servers, of laat SERVICE weg.",
            "en": "SERVICE asks another server, and this one never does. Ask both servers from "
            "your client, or leave the SERVICE part out.",
        },
        "query.unreadable": {
            "nl": "De zoekvraag is niet te lezen: {reason}.",
            "en": "The query cannot be read: {reason}.",
        },
        "query.unreadable.at": {
            "nl": "De zoekvraag is niet te lezen op regel {line}, kolom {column}{near}{reason}.",
            "en": "The query cannot be read at line {line}, column {column}{near}{reason}.",
        },
        "query.near": {"nl": ", bij '{near}'", "en": ", near '{near}'"},
        "query.reason": {"nl": ": {reason}", "en": ": {reason}"},
        "query.update": {
            "nl": "{word} is een wijziging, en hier kan alleen gelezen worden: stuur een "
            "SELECT, ASK, CONSTRUCT of DESCRIBE.",
            "en": "{word} is an update, and this endpoint only reads: send a SELECT, ASK, "
            "CONSTRUCT or DESCRIBE.",
        },
        "query.update.body": {
            "nl": "De inhoud is {media_type}, en hier kan alleen gelezen worden. {right}",
            "en": "The body is {media_type}, and this endpoint only reads. {right}",
        },
        "query.update.parameter": {
            "nl": "De vraag heeft een wijziging (update), en hier kan alleen gelezen worden. "
            "{right}",
            "en": "The request has an update, and this endpoint only reads. {right}",
        },
        "query.utf8": {
            "nl": "{where} is geen UTF-8, bij byte {byte}; stuur UTF-8.",
            "en": "{where} is not UTF-8, at byte {byte}; send UTF-8.",
        },
        "query.where.address": {"nl": "Het adres", "en": "The address"},
        "query.where.body": {"nl": "De inhoud", "en": "The body"},
        "unwritable.character": {
            "nl": "RDF/XML kan het teken U+{code} niet schrijven, in een waarde van "
            "<{predicate}>; de andere formaten wel.",
            "en": "RDF/XML cannot write the character U+{code} in a value of <{predicate}>; the"
            " other formats can.",
        },
        "unwritable.predicate": {
            "nl": "RDF/XML kan het predicaat <{predicate}> niet schrijven, waarvan het einde "
            "geen naam in XML is; de andere formaten wel.",
            "en": "RDF/XML cannot write the predicate <{predicate}>, whose end is no XML name; "
            "the other formats can.",
        },
        "unwritable.version": {
            "nl": "<{thing}> zegt zelf <{predicate}>, wat een formaat zonder grafen niet kan "
            "onderscheiden van wat over zijn versie gezegd is; de formaten met grafen "
            "wel.",
            "en": "<{thing}> itself states <{predicate}>, which a format without graphs cannot "
            "tell from what is said of its version; the formats with graphs can.",
        },
    }
)  # fmt: skip
"""Sentences by their key."""
