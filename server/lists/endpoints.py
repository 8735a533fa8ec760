"""List the addresses of the lists for programs.

Step on the line: part of ``server.endpoints``.
"""

from server.endpoint import Argument, Endpoint
from server.negotiation import PAGE_OFFER
from server.serialization import DOCUMENT_OFFERS

_OFFERS = (*(offer.media_type for offer in DOCUMENT_OFFERS), PAGE_OFFER.media_type)
_PAGE = Argument(
    "p",
    {"nl": "De bladzijde, vanaf 1.", "en": "The page, from 1."},
    "",
    schema={"type": "integer", "minimum": 1, "default": 1},
)

LIST_ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "/lijst",
        "/lijst",
        "documents",
        {"nl": "De lijsten, een voor elke soort.", "en": "The lists, one for each kind."},
        _OFFERS,
    ),
    Endpoint(
        "/lijst/{kind}",
        "/lijst/<key>",
        "documents",
        {"nl": "De dingen van een soort, op naam.", "en": "The things of a kind, by name."},
        _OFFERS,
        (
            Argument(
                "kind",
                {"nl": "Welke soort.", "en": "Which kind."},
                "rol",
                required=True,
                place="path",
            ),
            Argument(
                "q",
                {"nl": "Alleen namen waarin dit staat.", "en": "Only names that contain this."},
                "data",
            ),
            Argument(
                "lang",
                {
                    "nl": "De taal van de namen waarop geordend wordt.",
                    "en": "The language of the names by which it is in order.",
                },
                "nl",
                schema={"type": "string", "enum": ["nl", "en"], "default": "nl"},
            ),
            _PAGE,
        ),
        (404,),
    ),
)
"""The addresses, in the order of the description."""
