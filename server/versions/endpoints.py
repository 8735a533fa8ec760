"""List the addresses of versions, of the specification and of what is promised of IRIs.

Step on the line: beneath ``server.endpoints``, which lists all addresses.
"""

from server.endpoint import Argument, Endpoint
from server.negotiation import GRAPH_OFFERS
from server.specifying.addresses import PROFILE, SPECIFICATION, WORKBOOK

_RULE = "/ns/<path:path>"
_TEXTS = ("text/html", "application/json", "text/markdown")
_STANDARD = Argument(
    "standard",
    {"nl": "Welke standaard, onder /ns/.", "en": "Which standard, under /ns/."},
    "datastrategie",
    required=True,
    place="path",
)
_VERSION = Argument(
    "version",
    {"nl": "Welke versie.", "en": "Which version."},
    "0.1.0",
    required=True,
    place="path",
    schema={"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
)
_EARLIER = Argument(
    "met",
    {
        "nl": "Een vroegere versie om mee te vergelijken; anders de vorige.",
        "en": "An earlier version to compare with; else the one before.",
    },
    "",
)

_LANGUAGE = Argument(
    "language",
    {"nl": "In welke taal.", "en": "In which language."},
    "nl",
    required=True,
    place="path",
    schema={"enum": ["nl", "en", "fr", "de"]},
)
_EXTENSION = Argument(
    "extension",
    {"nl": "In welk formaat.", "en": "In which format."},
    "html",
    required=True,
    place="path",
    schema={"enum": ["html", "md"]},
)

VERSION_ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "/ns/{standard}/versies",
        _RULE,
        "versions",
        {"nl": "Alle versies van een standaard.", "en": "All versions of a standard."},
        _TEXTS,
        (_STANDARD,),
        (404,),
    ),
    Endpoint(
        "/ns/{standard}/{version}",
        _RULE,
        "versions",
        {
            "nl": "Een versie van een standaard, zoals ze uitgegeven werd.",
            "en": "A version of a standard, as it was released.",
        },
        (*(offer.media_type for offer in GRAPH_OFFERS), "text/html"),
        (_STANDARD, _VERSION),
        (404,),
    ),
    Endpoint(
        "/ns/{standard}/{version}/verschil",
        _RULE,
        "versions",
        {"nl": "Wat een versie wijzigde.", "en": "What a version changed."},
        _TEXTS,
        (_STANDARD, _VERSION, _EARLIER),
        (404,),
    ),
    Endpoint(
        f"{PROFILE}/{SPECIFICATION}.{{language}}.{{extension}}",
        f"{PROFILE}/{SPECIFICATION}.<language>.<extension>",
        "versions",
        {
            "nl": "De specificatie van het applicatieprofiel, om te lezen.",
            "en": "The specification of the application profile, to read.",
        },
        ("text/html", "text/markdown"),
        (_LANGUAGE, _EXTENSION),
        (404,),
    ),
    Endpoint(
        f"{PROFILE}/{{version}}/{SPECIFICATION}.{{language}}.{{extension}}",
        f"{PROFILE}/<version>/{SPECIFICATION}.<language>.<extension>",
        "versions",
        {
            "nl": "De specificatie van een uitgegeven versie, gemaakt van haar bevroren bestanden.",
            "en": "The specification of a released version, made of its frozen files.",
        },
        ("text/html", "text/markdown"),
        (_VERSION, _LANGUAGE, _EXTENSION),
        (404,),
    ),
    Endpoint(
        f"{PROFILE}/{{version}}/{WORKBOOK}.{{language}}.xlsx",
        f"{PROFILE}/<version>/{WORKBOOK}.<language>.xlsx",
        "versions",
        {
            "nl": "Een werkblad om in te vullen, met een blad voor elke klasse van een versie.",
            "en": "A workbook to fill in, with a sheet for each class of a version.",
        },
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
        (_VERSION, _LANGUAGE),
        (404,),
    ),
    Endpoint(
        "/persistentie.json",
        "/persistentie.json",
        "service",
        {
            "nl": "Wat van adressen beloofd is, en of ze de regels volgen.",
            "en": "What is promised of addresses, and whether they keep the rules.",
        },
        ("application/json",),
    ),
)
"""The addresses of versions, specification and promises."""
