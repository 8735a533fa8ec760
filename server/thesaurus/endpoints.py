"""List the addresses of the thesaurus for programs.

Step on the line: part of ``server.endpoints``.
"""

from server.endpoint import Argument, Endpoint
from server.negotiation import offer_with_extension
from server.serialization import DOCUMENT_OFFERS
from server.thesaurus.exports import EXPORTS

JSON = "application/json"

_OFFERS = (offer_with_extension(extension, DOCUMENT_OFFERS) for extension in EXPORTS)
_FILES = tuple(offer.media_type for offer in _OFFERS if offer)
_SCHEME = Argument(
    "scheme",
    {"nl": "Welke lijst.", "en": "Which scheme."},
    "begrippenkader",
    required=True,
    place="path",
)
_LANGUAGE = Argument(
    "lang",
    {"nl": "De taal van de namen.", "en": "The language of the labels."},
    "nl",
    schema={"type": "string", "default": "nl"},
)
_PAGE = Argument(
    "p",
    {"nl": "De bladzijde, vanaf 1.", "en": "The page, from 1."},
    "",
    schema={"type": "integer", "minimum": 1, "default": 1},
)

THESAURUS_ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "/api/schemes",
        "/api/schemes",
        "schemes",
        {"nl": "Alle lijsten van begrippen.", "en": "All concept schemes."},
        (JSON,),
        (_LANGUAGE,),
    ),
    Endpoint(
        "/api/schemes/{scheme}",
        "/api/schemes/<key>",
        "schemes",
        {"nl": "Wat een lijst is.", "en": "What a scheme is."},
        (JSON,),
        (_SCHEME, _LANGUAGE),
        (404,),
    ),
    Endpoint(
        "/api/schemes/{scheme}/children",
        "/api/schemes/<key>/children",
        "schemes",
        {
            "nl": "De begrippen net onder een ander, of die bovenaan.",
            "en": "The concepts right below another, or those at the top.",
        },
        (JSON,),
        (
            _SCHEME,
            Argument(
                "of",
                {"nl": "Het begrip; leeg voor bovenaan.", "en": "The concept; empty for the top."},
                "",
                schema={"type": "string", "format": "uri"},
            ),
            _LANGUAGE,
            _PAGE,
        ),
        (404,),
    ),
    Endpoint(
        "/api/schemes/{scheme}/letters",
        "/api/schemes/<key>/letters",
        "schemes",
        {"nl": "De namen onder een letter.", "en": "The labels under a letter."},
        (JSON,),
        (
            _SCHEME,
            Argument("letter", {"nl": "De letter.", "en": "The letter."}, "D"),
            _LANGUAGE,
            _PAGE,
        ),
        (404,),
    ),
    Endpoint(
        "/api/schemes/{scheme}/concepts.{extension}",
        "/api/schemes/<key>/concepts.<extension>",
        "schemes",
        {"nl": "Een hele lijst in één bestand.", "en": "A whole scheme in one file."},
        _FILES,
        (
            _SCHEME,
            Argument(
                "extension",
                {"nl": "Het formaat.", "en": "The format."},
                "ttl",
                required=True,
                place="path",
                schema={"type": "string", "enum": list(EXPORTS)},
            ),
        ),
        (404,),
    ),
)
"""The addresses, in the order of the description."""
