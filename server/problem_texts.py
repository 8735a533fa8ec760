"""Hold what every kind of problem is called and what a person can do, in Dutch and English.

Step on the line: beside ``problems``, which names the kinds; a page shows both texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from server.limit_texts import LIMIT_PROBLEM_TEXTS
from server.validating.problem_texts import CHECK_PROBLEM_TEXTS


@dataclass(frozen=True, slots=True)
class ProblemTexts:
    """The texts of one kind of problem, by language.

    Shape:
        ``titles`` name the problem; ``advice`` is what would be right, true of every
        occurrence.
    """

    titles: Mapping[str, str]
    advice: Mapping[str, str]


PROBLEM_TEXTS: Mapping[str, ProblemTexts] = MappingProxyType(
    {
        "bad-request": ProblemTexts(
            {"nl": "De vraag klopt niet", "en": "The request is not right"},
            {
                "nl": "Pas de vraag aan; hieronder staat wat er aan scheelt.",
                "en": "Change the request; what is wrong stands below.",
            },
        ),
        "bad-query": ProblemTexts(
            {
                "nl": "De zoekvraag volgt de syntaxis van SPARQL niet",
                "en": "The query does not follow the syntax of SPARQL",
            },
            {
                "nl": (
                    "Verbeter de zoekvraag op de plaats die hieronder staat en probeer opnieuw."
                ),
                "en": "Mend the query at the place named below and try again.",
            },
        ),
        "bad-parameter": ProblemTexts(
            {"nl": "Een parameter klopt niet", "en": "A parameter is not right"},
            {
                "nl": "Geef de parameter een waarde zoals hieronder staat.",
                "en": "Give the parameter a value as it stands below.",
            },
        ),
        "service-refused": ProblemTexts(
            {
                "nl": "SERVICE wordt niet uitgevoerd",
                "en": "SERVICE is not executed",
            },
            {
                "nl": (
                    "Deze server vraagt niets aan andere servers. Laat SERVICE weg, of "
                    "stel de vraag met een eigen programma aan beide servers."
                ),
                "en": (
                    "This server asks nothing of other servers. Leave SERVICE out, or "
                    "ask both servers from a program of your own."
                ),
            },
        ),
        "update-refused": ProblemTexts(
            {
                "nl": "Hier kan alleen gelezen worden",
                "en": "This endpoint only reads",
            },
            {
                "nl": (
                    "De graaf wordt gebouwd uit registers en niet hier gewijzigd. Stel "
                    "een vraag met SELECT, ASK, CONSTRUCT of DESCRIBE."
                ),
                "en": (
                    "The graph is built from registries and not changed here. Ask with "
                    "SELECT, ASK, CONSTRUCT or DESCRIBE."
                ),
            },
        ),
        "unsupported-media-type": ProblemTexts(
            {
                "nl": "Dit Content-Type wordt niet gelezen",
                "en": "This Content-Type is not read here",
            },
            {
                "nl": "Stuur de zoekvraag als formulier of als application/sparql-query.",
                "en": "Send the query as a form or as application/sparql-query.",
            },
        ),
        "method-refused": ProblemTexts(
            {
                "nl": "Deze methode kan hier niet",
                "en": "This method is not allowed here",
            },
            {
                "nl": "Gebruik een van de methoden die hieronder staan.",
                "en": "Use one of the methods named below.",
            },
        ),
        "method-unknown": ProblemTexts(
            {"nl": "Deze methode is hier onbekend", "en": "This method is unknown here"},
            {"nl": "Gebruik GET, HEAD, POST of QUERY.", "en": "Use GET, HEAD, POST or QUERY."},
        ),
        "not-acceptable": ProblemTexts(
            {
                "nl": "Geen van onze formaten past bij wat gevraagd is",
                "en": "None of our media types is acceptable to the client",
            },
            {
                "nl": "Vraag een van de formaten die hieronder staan.",
                "en": "Ask for one of the media types named below.",
            },
        ),
        "range-refused": ProblemTexts(
            {"nl": "Zoveel bytes zijn er niet", "en": "There are not as many bytes"},
            {
                "nl": "Vraag een bereik dat voor het einde begint, of alles.",
                "en": "Ask for a range that begins before the end, or for all of it.",
            },
        ),
        "not-found": ProblemTexts(
            {
                "nl": "Hier is niets bekend",
                "en": "Nothing is known here",
            },
            {
                "nl": (
                    "De graaf zegt niets over dit adres en deed dat ook nooit."
                    " Controleer of het juist geschreven is, of ga op zoek via "
                    "Bladeren."
                ),
                "en": (
                    "The graph says nothing of this address and never did. "
                    "Check how it is written, or start from Browse."
                ),
            },
        ),
        "gone": ProblemTexts(
            {
                "nl": "Dit bestaat niet meer",
                "en": "This no longer exists",
            },
            {
                "nl": "Dit heeft bestaan en is verwijderd.",
                "en": "This existed and was removed.",
            },
        ),
        "query-deadline": ProblemTexts(
            {
                "nl": "De zoekvraag duurde te lang en is gestopt",
                "en": "The query took too long and was ended",
            },
            {
                "nl": (
                    "Opnieuw proberen helpt niet. Noem meer in de patronen van de "
                    "zoekvraag, of zet er een LIMIT bij."
                ),
                "en": (
                    "Trying again does not help. Name more in the patterns of the "
                    "query, or add a LIMIT."
                ),
            },
        ),
        "query-memory": ProblemTexts(
            {
                "nl": "De zoekvraag vroeg te veel geheugen en is gestopt",
                "en": "The query needed too much memory and was ended",
            },
            {
                "nl": (
                    "Opnieuw proberen helpt niet. Maak het antwoord kleiner, of vraag het in delen."
                ),
                "en": (
                    "Trying again does not help. Make the answer smaller, or ask for its parts."
                ),
            },
        ),
        "query-crashed": ProblemTexts(
            {
                "nl": "De zoekvraag deed het zoekproces omvallen",
                "en": "The query made its process fall over",
            },
            {
                "nl": "De server zelf draait verder. Maak de zoekvraag eenvoudiger.",
                "en": "The server itself goes on. Make the query simpler.",
            },
        ),
        "answer-too-large": ProblemTexts(
            {
                "nl": "Het antwoord is te groot",
                "en": "The answer is too large",
            },
            {
                "nl": "Maak het antwoord kleiner, of vraag het in delen.",
                "en": "Make the answer smaller, or ask for its parts.",
            },
        ),
        "too-many-slow-queries": ProblemTexts(
            {
                "nl": "Er lopen al te veel lange zoekvragen",
                "en": "Too many long queries are running",
            },
            {
                "nl": "Er lopen er zoveel als tegelijk mogen. Probeer het straks opnieuw.",
                "en": "As many run as may at once. Try again later.",
            },
        ),
        "overloaded": ProblemTexts(
            {
                "nl": "Het is te druk",
                "en": "The server is too busy",
            },
            {
                "nl": "Probeer het over enkele seconden opnieuw.",
                "en": "Try again in a few seconds.",
            },
        ),
        "not-ready": ProblemTexts(
            {"nl": "De graaf is nog niet klaar", "en": "The graph is not ready yet"},
            {
                "nl": "De server start, of gaat over op een andere graaf. Probeer het over enkele "
                "seconden opnieuw.",
                "en": "The server is starting, or goes over to another graph. Try again in a few "
                "seconds.",
            },
        ),
        "server-fault": ProblemTexts(
            {
                "nl": "Er ging bij ons iets mis",
                "en": "Something went wrong on our side",
            },
            {
                "nl": "De fout is opgetekend en ligt niet aan u.",
                "en": "The fault was recorded and is not yours.",
            },
        ),
        **{slug: ProblemTexts(*texts) for slug, texts in LIMIT_PROBLEM_TEXTS.items()},
        **{slug: ProblemTexts(*texts) for slug, texts in CHECK_PROBLEM_TEXTS.items()},
    }
)
"""Texts by the slug of the problem."""
