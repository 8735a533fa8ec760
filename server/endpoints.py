"""List the addresses of the API, for its description and its page.

Step on the line: beside ``openapi`` and the page ``/api``. The named queries are not listed here:
they come from their folder.
"""

from collections.abc import Collection

from server.endpoint import Argument as Argument
from server.endpoint import Endpoint as Endpoint
from server.lists.endpoints import LIST_ENDPOINTS
from server.negotiation import GRAPH_OFFERS, RESULT_OFFERS
from server.search.endpoints import SEARCH_ENDPOINTS
from server.thesaurus.endpoints import THESAURUS_ENDPOINTS
from server.validating.endpoints import CHECK_ENDPOINTS
from server.versions.endpoints import VERSION_ENDPOINTS

JSON = "application/json"
RESULTS = tuple(offer.media_type for offer in RESULT_OFFERS)
GRAPHS = tuple(offer.media_type for offer in GRAPH_OFFERS)
PAGE = "text/html"


QUERY = Argument(
    "query",
    {"nl": "Een zoekvraag in SPARQL 1.1.", "en": "A query in SPARQL 1.1."},
    "ASK { ?s ?p ?o }",
    required=True,
)
GRAPH = {"type": "array", "items": {"type": "string", "format": "uri"}}
DATASET = (
    Argument(
        "default-graph-uri",
        {"nl": "Een graaf van de default-graaf.", "en": "A graph of the default graph."},
        "",
        schema=GRAPH,
    ),
    Argument(
        "named-graph-uri", {"nl": "Een benoemde graaf.", "en": "A named graph."}, "", schema=GRAPH
    ),
)

ENDPOINTS: tuple[Endpoint, ...] = (
    *SEARCH_ENDPOINTS,
    Endpoint(
        "/sparql",
        "/sparql",
        "sparql",
        {"nl": "Stel een vraag in SPARQL.", "en": "Ask a query in SPARQL."},
        (*RESULTS, *GRAPHS, PAGE),
        (QUERY, *DATASET),
        (403, 413, 415, 504),
        methods=("GET", "POST"),
    ),
    Endpoint(
        "/api/queries",
        "/api/queries",
        "queries",
        {"nl": "De benoemde vragen, per onderwerp.", "en": "The named queries, by topic."},
        (JSON, *GRAPHS, PAGE),
    ),
    Endpoint(
        "/api/completion",
        "/api/completion",
        "service",
        {
            "nl": "Prefixen, klassen en eigenschappen om een vraag mee te schrijven.",
            "en": "Prefixes, classes and properties to write a query with.",
        },
        (JSON,),
    ),
    Endpoint(
        "/api/limits",
        "/api/limits",
        "service",
        {"nl": "De grenzen die gelden.", "en": "The limits in force."},
        (JSON,),
    ),
    Endpoint(
        "/doc",
        "/doc",
        "documents",
        {
            "nl": "Alles wat de graaf over een IRI zegt.",
            "en": "Everything that the graph says of an IRI.",
        },
        (*GRAPHS, "text/csv", PAGE),
        (
            Argument(
                "iri",
                {"nl": "De IRI, van wie ook.", "en": "The IRI, whoever minted it."},
                "https://data.vlaanderen.be/id/organisatie/OVO002949",
                required=True,
                schema={"type": "string", "format": "uri"},
            ),
        ),
        (404, 410),
    ),
    Endpoint(
        "/id/{concept}/{reference}",
        "/id/<path:path>",
        "documents",
        {"nl": "Van een ding naar zijn document.", "en": "From a thing to its document."},
        (),
        (
            Argument(
                "concept",
                {"nl": "Wat voor ding.", "en": "What kind of thing."},
                "rol",
                required=True,
                place="path",
            ),
            Argument(
                "reference",
                {"nl": "Welk ding.", "en": "Which thing."},
                "datasteward",
                required=True,
                place="path",
            ),
        ),
        (404, 410),
        success=303,
    ),
    *LIST_ENDPOINTS,
    *THESAURUS_ENDPOINTS,
    *CHECK_ENDPOINTS,
    *VERSION_ENDPOINTS,
    Endpoint(
        "/.well-known/void",
        "/.well-known/void",
        "service",
        {"nl": "Wat de graaf bevat, in VoID.", "en": "What the graph holds, in VoID."},
        GRAPHS,
    ),
    Endpoint(
        "/catalogus",
        "/catalogus",
        "service",
        {
            "nl": "De graaf als catalogus, in DCAT-AP.",
            "en": "The graph as a catalogue, in DCAT-AP.",
        },
        (*GRAPHS, PAGE),
    ),
    Endpoint(
        "/dumps/",
        "/dumps/",
        "service",
        {"nl": "De dumps, met controlegetallen.", "en": "The dumps, with checksums."},
        (JSON, PAGE),
    ),
    Endpoint(
        "/api/openapi.json",
        "/api/openapi.json",
        "service",
        {"nl": "Deze API in OpenAPI 3.1.", "en": "This API in OpenAPI 3.1."},
        (JSON,),
    ),
    Endpoint(
        "/health/live",
        "/health/live",
        "service",
        {"nl": "Leeft de server?", "en": "Is the server alive?"},
        (JSON,),
    ),
    Endpoint(
        "/health/ready",
        "/health/ready",
        "service",
        {"nl": "Antwoordt de graaf?", "en": "Does the graph answer?"},
        (JSON,),
        statuses=(503,),
    ),
)
"""Every address of the API; one that the application does not serve is left out of the answers."""


def known_endpoints(rules: Collection[str]) -> tuple[Endpoint, ...]:
    """Return the addresses that an application serves.

    Args:
        rules: Those of its URL map.
    """
    return tuple(endpoint for endpoint in ENDPOINTS if endpoint.rule in rules)
