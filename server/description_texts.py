"""Hold the sentences of the graph's description of itself, in Dutch and English.

Step on the line: beside ``void`` and ``service``, which name a text and never hold one.
"""

from collections.abc import Mapping
from types import MappingProxyType

DESCRIBED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "document": {
            "nl": "Beschrijving van de gepubliceerde graaf",
            "en": "Description of the published graph",
        },
        "title": {"nl": "De gepubliceerde graaf", "en": "The published graph"},
        "description": {
            "nl": "Alles wat gepubliceerd is: elke triple één keer. Elk register heeft daarbinnen "
            "een eigen benoemde graaf, die zegt wie wat beweert.",
            "en": "Everything that is published: each triple once. Each registry has a named "
            "graph of its own in it, which says who states what.",
        },
        "rights": {
            "nl": "Elke benoemde graaf heeft een eigen licentie en bronvermelding.",
            "en": "Each named graph has a licence and an attribution of its own.",
        },
        "default": {
            "nl": "De standaardgraaf: de samenvoeging van alle benoemde grafen. Een triple die "
            "verschillende grafen bevatten, staat er één keer in.",
            "en": "The default graph: the merge of all named graphs. A triple that several graphs "
            "hold is in it once.",
        },
        "service": {"nl": "SPARQL-eindpunt", "en": "SPARQL endpoint"},
        "reads": {
            "nl": "Beantwoordt vragen in SPARQL en wijzigt niets. SERVICE, LOAD en grafen van "
            "elders worden niet opgehaald; een graaf die hier niet bestaat, is leeg.",
            "en": "Answers queries in SPARQL and changes nothing. SERVICE, LOAD and graphs from "
            "elsewhere are not fetched; a graph that is not here is empty.",
        },
    }
)
