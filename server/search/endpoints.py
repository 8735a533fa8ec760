"""Describe the addresses of the search, for the description and the page of the API.

Step on the line: joined by :mod:`server.endpoints`.
"""

from linkml_schemas.kinds import all_kinds
from linkml_schemas.plan import read_plan_at
from ontology.namespaces import PLACEHOLDER_BASE
from server.endpoint import Argument, Endpoint
from server.search.asked import LONGEST
from server.search.finding import FURTHEST, PAGE_SIZE
from server.search.requests import LARGEST_PAGE, MOST_SUGGESTIONS, SUGGESTIONS

JSON = "application/json"
_TYPED = {"type": "string", "maxLength": LONGEST}

TEXT = Argument(
    "q",
    {
        "nl": "Wat gezocht wordt: een naam, een deel ervan, een code of een IRI.",
        "en": "What is sought: a name, a part of one, a code or an IRI.",
    },
    "datasteward",
    required=True,
    schema=_TYPED,
)
TEXT_OR_CHOICE = Argument(
    "q",
    {
        "nl": "Wat gezocht wordt; mag weg als er een keuze is, zoals een soort.",
        "en": "What is sought; may be left out beside a choice, such as a kind.",
    },
    "datasteward",
    schema=_TYPED,
    proposed=True,
)
LANGUAGE = Argument(
    "lang",
    {
        "nl": "De taal van namen: nl, en, fr of de. Anders telt Accept-Language.",
        "en": "The language of names: nl, en, fr or de. Accept-Language counts otherwise.",
    },
    "nl",
)
KIND = Argument(
    "kind",
    {"nl": "Alleen dingen van deze soort.", "en": "Only things of this kind."},
    "rol",
    schema={"type": "string", "enum": all_kinds(read_plan_at(PLACEHOLDER_BASE))},
)
SCHEME = Argument(
    "scheme",
    {"nl": "Alleen begrippen uit deze lijst.", "en": "Only concepts of this scheme."},
    "https://begrip.example/id/conceptscheme/principe",
    schema={"type": "string", "format": "uri"},
)
_CHOSEN = {"type": "string", "format": "uri"}
_STATUS = "https://begrip.example/id/concept/begripstatus/aanvaard"
_PUBLISHER = "https://data.vlaanderen.be/id/organisatie/OVO002949"

SEARCH_ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "/api/suggest",
        "/api/suggest",
        "search",
        {
            "nl": "Wat bedoeld kan zijn, terwijl iemand typt.",
            "en": "What may be meant, while somebody types.",
        },
        (JSON, "application/x-suggestions+json"),
        (
            TEXT,
            Argument(
                "limit",
                {"nl": "Hoeveel suggesties.", "en": "How many suggestions."},
                "",
                schema={
                    "type": "integer",
                    "minimum": 1,
                    "maximum": MOST_SUGGESTIONS,
                    "default": SUGGESTIONS,
                },
            ),
            KIND,
            SCHEME,
            LANGUAGE,
            Argument(
                "format",
                {
                    "nl": "opensearch voor suggesties zoals browsers ze lezen.",
                    "en": "opensearch for suggestions as browsers read them.",
                },
                "opensearch",
                schema={"type": "string", "enum": ["opensearch"]},
            ),
        ),
    ),
    Endpoint(
        "/api/search",
        "/api/search",
        "search",
        {
            "nl": "Dingen op naam, met tellingen om te verfijnen.",
            "en": "Things by name, with counts to narrow them down by.",
        },
        (JSON,),
        (
            TEXT_OR_CHOICE,
            KIND,
            SCHEME,
            Argument(
                "status",
                {"nl": "Alleen dingen met deze status.", "en": "Only things of this status."},
                _STATUS,
                schema=_CHOSEN,
            ),
            Argument(
                "publisher",
                {"nl": "Alleen van deze uitgever.", "en": "Only by this publisher."},
                _PUBLISHER,
                schema=_CHOSEN,
            ),
            Argument(
                "page",
                {"nl": "Bladzijde, vanaf 1.", "en": "Page, from 1."},
                "",
                schema={
                    "type": "integer",
                    "minimum": 1,
                    "maximum": FURTHEST // PAGE_SIZE,
                    "default": 1,
                },
            ),
            Argument(
                "page_size",
                {"nl": "Resultaten per bladzijde.", "en": "Results of a page."},
                "",
                schema={
                    "type": "integer",
                    "minimum": 1,
                    "maximum": LARGEST_PAGE,
                    "default": PAGE_SIZE,
                },
            ),
            LANGUAGE,
        ),
    ),
    Endpoint(
        "/opensearch.xml",
        "/opensearch.xml",
        "search",
        {
            "nl": "Het zoekveld voor browsers, in OpenSearch.",
            "en": "The search for browsers, in OpenSearch.",
        },
        ("application/opensearchdescription+xml",),
    ),
)
