"""Say what is not found at an address, and what is there instead.

Step on the line: a part of ``details``.
"""

from collections.abc import Mapping
from types import MappingProxyType

PLACE_DETAILS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "catalogue.page": {
            "nl": "De catalogus heeft geen bladzijde {page}; /catalogus is de eerste.",
            "en": "The catalogue has no page {page}; /catalogus is the first.",
        },
        "document.none": {
            "nl": "De graaf zegt niets over {asked}. Blader vanaf {site}/lijst, of vraag een "
            "IRI van iemand anders met {site}/doc?iri=…",
            "en": "The graph says nothing of {asked}. Browse from {site}/lijst, or ask for an "
            "IRI of someone else with {site}/doc?iri=…",
        },
        "dump.none": {
            "nl": "Er is geen bestand {name}; {site}/dumps/ noemt ze.",
            "en": "There is no dump {name}; {site}/dumps/ lists them.",
        },
        "dumps.none": {
            "nl": "Bij wat hier staat horen geen bestanden.",
            "en": "What is served has no dumps.",
        },
        "editor.file": {
            "nl": "Er is geen bestand {name!r} van de editor.",
            "en": "There is no file {name!r} of the editor.",
        },
        "feed.group": {
            "nl": "Er is geen groep bladzijden {first}-{last} in deze stroom.",
            "en": "There is no group of pages {first}-{last} in this stream.",
        },
        "feed.none": {
            "nl": "Er is nog geen stroom van wijzigingen; de volgende bouw schrijft er een.",
            "en": "There is no feed of changes yet; the next build writes one.",
        },
        "feed.number": {
            "nl": "Er is geen bladzijde {asked!r} in deze stroom; ze zijn genummerd vanaf 1.",
            "en": "There is no page {asked!r} in this stream; they are numbered from 1.",
        },
        "feed.page": {
            "nl": "Er is geen bladzijde {page} in deze stroom; de laatste is {last}.",
            "en": "There is no page {page} in this stream; the last is {last}.",
        },
        "feed.stream": {
            "nl": "Er is geen stroom van {name!r}; /ldes noemt de stromen die er zijn.",
            "en": "There is no stream of {name!r}; /ldes names those that there are.",
        },
        "format.none": {
            "nl": "Er is geen formaat .{extension} hier; er zijn {known}.",
            "en": "There is no format .{extension} here; there are {known}.",
        },
        "genid.none": {
            "nl": "{digest!r} is geen naam van een naamloze knoop: die heeft alleen "
            "hexadecimale cijfers, in kleine letters.",
            "en": "{digest!r} is no lower-case hexadecimal digest.",
        },
        "gone": {
            "nl": "{iri} is verwijderd.{reason}{successor}",
            "en": "{iri} was removed.{reason}{successor}",
        },
        "gone.day": {
            "nl": "{iri} is verwijderd op {day}.{reason}{successor}",
            "en": "{iri} was removed on {day}.{reason}{successor}",
        },
        "gone.reason": {"nl": " {reason}.", "en": " {reason}."},
        "gone.successor": {
            "nl": " Het is vervangen door {successor}.",
            "en": " It was replaced by {successor}.",
        },
        "graph.none": {
            "nl": "Er is geen graaf {graph}; /.well-known/void noemt de grafen die er zijn.",
            "en": "There is no graph {graph}; /.well-known/void names those that there are.",
        },
        "list.none": {
            "nl": "Er is geen lijst {key!r}; /lijst toont welke er zijn.",
            "en": "There is no list {key!r}; /lijst shows which there are.",
        },
        "metrics.hidden": {
            "nl": "Voor dit adres is hier niets: de metingen zijn voor die van "
            "BEGRIP_METRICS_FROM; een proxy ertussen moet er een van "
            "BEGRIP_TRUSTED_PROXIES zijn.",
            "en": "There is nothing here for this address: the metrics are for those of "
            "BEGRIP_METRICS_FROM; a proxy in between must be one of "
            "BEGRIP_TRUSTED_PROXIES.",
        },
        "metrics.none": {
            "nl": "Dit proces heeft geen metingen: alleen die van begrip serve hebben ze.",
            "en": "This process has no metrics: only those of begrip serve have.",
        },
        "named-query.none": {
            "nl": "Er is geen zoekvraag {name!r}{hint} /api/queries noemt ze alle.",
            "en": "There is no query {name!r}{hint} /api/queries lists them.",
        },
        "named-query.end": {"nl": ".", "en": "."},
        "named-query.near": {"nl": "; bedoelde u {names}?", "en": "; did you mean {names}?"},
        "page.number": {
            "nl": "{parameter} is {value!r}; verwacht: een getal vanaf 1.",
            "en": "{parameter} is {value!r}; expected a number from 1.",
        },
        "page.beyond": {
            "nl": "Hiervan is er geen bladzijde {page}; de laatste is {pages}.",
            "en": "There is no page {page} of this; the last is {pages}.",
        },
        "page.none": {
            "nl": "Er zijn {pages} bladzijden met resultaten; bladzijde {page} is er geen van.",
            "en": "There are {pages} pages of results; page {page} is none.",
        },
        "path.name": {
            "nl": "Niets kan {iri} heten: {reason}.",
            "en": "Nothing can be named {iri}: {reason}.",
        },
        "path.none": {"nl": "Er is niets op {where}.", "en": "There is nothing at {where}."},
        "path.pattern": {
            "nl": "{iri!r} volgt {pattern} niet, met een van de begrippen van /lijst",
            "en": "{iri!r} does not follow {pattern}, with one of the concepts of /lijst",
        },
        "problem.none": {
            "nl": "Er is geen probleem {slug!r}; {path} toont welke er zijn.",
            "en": "There is no problem {slug!r}; {path} shows which there are.",
        },
        "report.file": {
            "nl": "Bij wat nu gepubliceerd is hoort geen bestand {name}.",
            "en": "The generation that is served has no file {name}.",
        },
        "report.hidden": {
            "nl": "Deze server toont de verslagen van zijn bouw niet.",
            "en": "This server does not show the reports of its builds.",
        },
        "report.none": {
            "nl": "Bij wat nu gepubliceerd is hoort geen verslag; de volgende bouw schrijft er "
            "een.",
            "en": "The generation that is served has no report; the next build writes one.",
        },
        "report.shapes": {
            "nl": "Het register {name!r} is niet met shapes gecontroleerd; /rapport toont welke"
            " wel.",
            "en": "The registry {name!r} was not checked by shapes; /rapport shows which.",
        },
        "rules.none": {
            "nl": "Er zijn geen regels van een profiel {name!r}; /valideren heeft een lijst.",
            "en": "There are no rules of a profile {name!r}; /valideren has a list.",
        },
        "schema.none": {"nl": "Er is geen schema {name}.", "en": "There is no schema {name}."},
        "scheme.concept": {
            "nl": "Het schema {key!r} heeft geen begrip {concept!r}.",
            "en": "The scheme {key!r} has no concept {concept!r}.",
        },
        "scheme.file": {
            "nl": "Een schema heeft geen bestand in het formaat .{extension}; het heeft {known}.",
            "en": "A scheme has no file of the format .{extension}; it has {known}.",
        },
        "scheme.none": {
            "nl": "Er is geen begrippenschema {key!r}; {path} noemt de schema's die er zijn.",
            "en": "There is no concept scheme {key!r}; {path} names those that there are.",
        },
        "sitemap.part": {
            "nl": "Er is geen deel {number} van de sitemap; /sitemap.xml noemt de delen.",
            "en": "There is no part {number} of the sitemap; /sitemap.xml lists the parts.",
        },
        "specification.format": {
            "nl": "De specificatie heeft geen formaat .{extension}; ze heeft .html en .md.",
            "en": "The specification has no format .{extension}; it has .html and .md.",
        },
        "specification.language": {
            "nl": "Er is niets in {language!r}; er zijn {known}.",
            "en": "There is nothing in {language!r}; there are {known}.",
        },
        "version.before": {
            "nl": "met={other}: dat is geen versie vóór {version}.",
            "en": "met={other}: it is no version before {version}.",
        },
        "version.compared": {
            "nl": "Er is geen versie {asked} om mee te vergelijken; er zijn {known}.",
            "en": "There is no version {asked} to compare with; there are {known}.",
        },
        "version.none": {
            "nl": "Er is geen versie {asked} van {name}; er zijn {known}.",
            "en": "There is no version {asked} of {name}; there are {known}.",
        },
        "version.part": {
            "nl": "Versie {version} heeft geen {part}; ze heeft {known}.",
            "en": "Version {version} has no {part}; it has {known}.",
        },
        "version.source": {
            "nl": "Versie {version} heeft geen bron {name}; ze heeft {known}.",
            "en": "Version {version} has no source {name}; it has {known}.",
        },
        "version.text": {
            "nl": "met={other!r}: dat is geen versie; verwacht worden drie getallen, zoals 1.2.0.",
            "en": "met={other!r}: {other!r} is no version; expected three numbers such as 1.2.0.",
        },
    }
)  # fmt: skip
"""Sentences by their key."""
