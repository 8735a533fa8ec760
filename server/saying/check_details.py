"""Say why data that were handed in cannot be checked.

Step on the line: a part of ``details``.
"""

from collections.abc import Mapping
from types import MappingProxyType

CHECK_DETAILS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "check.answer": {
            "nl": "Er is geen antwoord {named!r}; er zijn {known}.",
            "en": "There is no answer {named!r}; there are {known}.",
        },
        "check.charset": {
            "nl": "De tekenset {charset!r} wordt hier niet gelezen; stuur UTF-8, en zeg dat erbij.",
            "en": "The character set {charset!r} is not read here; send UTF-8, and say so.",
        },
        "check.charset.bytes": {
            "nl": "De bytes zijn geen tekst in {charset!r}.",
            "en": "The bytes are no text in {charset!r}.",
        },
        "check.coding": {
            "nl": "De inhoud is gecodeerd als {coding!r}; stuur ze zoals ze is, of als gzip.",
            "en": "The body is coded as {coding!r}; send it as it is, or as gzip.",
        },
        "check.deadline": {
            "nl": "De controle liep zo lang als er een mag: {seconds:g} seconden.",
            "en": "The check ran for the longest that one may: {seconds:g} seconds.",
        },
        "check.deep": {
            "nl": "De data of de shapes zijn te diep genest.",
            "en": "The data or the shapes are nested too deeply.",
        },
        "check.fail": {
            "nl": "fail is {fail!r}; verwacht: violation of warning.",
            "en": "fail is {fail!r}; expected violation or warning.",
        },
        "check.fell": {
            "nl": "Het proces dat controleerde, is gevallen over deze data.",
            "en": "The process that checked fell over these data.",
        },
        "check.fell.unsaid": {
            "nl": "Het proces dat controleerde, is gevallen.",
            "en": "The process that checked fell over.",
        },
        "check.fell.validator": {
            "nl": "De validator is gevallen ({kind}).",
            "en": "The validator fell over ({kind}).",
        },
        "check.form": {"nl": "Het formulier is niet te lezen.", "en": "The form cannot be read."},
        "check.graph.large": {
            "nl": "De graaf heeft {size} bytes, meer dan {limit}.",
            "en": "The graph has {size} bytes, more than {limit}.",
        },
        "check.gzip": {
            "nl": "De inhoud is geen gzip, zoals haar Content-Encoding zegt.",
            "en": "The body is no gzip, as its Content-Encoding says.",
        },
        "check.gzip.short": {
            "nl": "De inhoud is gzip die afgebroken is.",
            "en": "The body is gzip that was cut short.",
        },
        "check.gzip.large": {
            "nl": "Uitgepakt heeft de inhoud meer dan {limit} bytes.",
            "en": "Unpacked, the body has more than {limit} bytes.",
        },
        "check.iri": {"nl": "{iri!r} is geen absolute IRI.", "en": "{iri!r} is no absolute IRI."},
        "check.iri.none": {
            "nl": "De graaf van deze server zegt niets over {iri}, en geen adres elders wordt "
            "opgehaald; geef de data zelf.",
            "en": "The graph of this server says nothing of {iri}, and no address elsewhere is "
            "fetched; hand in the data themselves.",
        },
        "check.large": {
            "nl": "Er zijn {size} bytes, meer dan {limit}.",
            "en": "There are {size} bytes, more than {limit}.",
        },
        "check.late": {
            "nl": "De controle antwoordde niet binnen haar tijd.",
            "en": "The check did not answer within its deadline.",
        },
        "check.many": {
            "nl": "Er lopen en wachten zoveel controles als er mogen; probeer het over enkele "
            "seconden opnieuw.",
            "en": "As many checks run and wait as may; ask again in a few seconds.",
        },
        "check.media-type": {
            "nl": "{said!r} wordt hier niet gelezen; stuur een van {known}.",
            "en": "{said!r} is not read here; send one of {known}.",
        },
        "check.memory": {
            "nl": "De controle had meer dan {size} MiB nodig.",
            "en": "The check needed more than {size} MiB.",
        },
        "check.nothing": {
            "nl": "Er zijn geen data: stuur ze als inhoud, als het bestand data of als text van"
            " een formulier, of noem een ding van deze graaf met iri of een van zijn "
            "grafen met graph.",
            "en": "There are no data: send them as the body, as the file data or as text of a "
            "form, or name a thing of this graph with iri or one of its graphs with "
            "graph.",
        },
        "check.profile": {
            "nl": "Een profiel van deze server klopt niet: {reason}",
            "en": "{reason}",
        },
        "check.report": {
            "nl": "Het verslag heeft meer dan {size} MiB; geef minder data tegelijk.",
            "en": "The report has more than {size} MiB; hand in fewer data at once.",
        },
        "check.several": {
            "nl": "Van data, iri en graph kan er één tegelijk gecontroleerd worden; laat {name}"
            " weg.",
            "en": "Only one of data, iri and graph can be checked at once; leave out {name}.",
        },
    }
)  # fmt: skip
"""Sentences by their key."""
