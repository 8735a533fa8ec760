"""Hold what the problems of limits are called and what a person can do, in Dutch and English.

Step on the line: part of ``problem_texts``.
"""

from collections.abc import Mapping
from types import MappingProxyType

from server.problem_wording import ProblemTexts

LIMIT_PROBLEM_TEXTS: Mapping[str, ProblemTexts] = MappingProxyType(
    {
        "address-too-long": ProblemTexts(
            {
                "nl": "Het adres is te lang",
                "en": "The address is too long",
            },
            {
                "nl": "Stuur een lange zoekvraag met POST of QUERY, in de inhoud van de vraag.",
                "en": "Send a long query with POST or QUERY, in the body of the request.",
            },
        ),
        "fields-too-large": ProblemTexts(
            {
                "nl": "De vraag heeft te veel of te lange velden",
                "en": "The request has too many or too long fields",
            },
            {
                "nl": "Laat velden en cookies weg die deze server niet gebruikt.",
                "en": "Leave out fields and cookies that this server has no use for.",
            },
        ),
        "query-too-large": ProblemTexts(
            {"nl": "De zoekvraag is te lang", "en": "The query is too long"},
            {
                "nl": "Maak de zoekvraag korter, of deel ze in stukken.",
                "en": "Make the query shorter, or ask it in parts.",
            },
        ),
        "query-too-deep": ProblemTexts(
            {
                "nl": "De zoekvraag is te diep genest",
                "en": "The query is nested too deeply",
            },
            {
                "nl": "Nest minder haakjes en deelvragen in elkaar.",
                "en": "Nest fewer brackets and subqueries.",
            },
        ),
    }
)
