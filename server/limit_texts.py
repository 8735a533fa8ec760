"""Say in Dutch and English what each limit means, and what a problem with one is called.

A condition of a request is a limit that the client set itself.

Step on the line: beside ``limits`` and ``problem_texts``, which show these texts.
"""

from collections.abc import Mapping
from types import MappingProxyType

LIMIT_PROBLEM_TEXTS: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = MappingProxyType(
    {
        "address-too-long": (
            {
                "nl": "Het adres is te lang",
                "en": "The address is too long",
            },
            {
                "nl": "Stuur een lange zoekvraag met POST of QUERY, in de inhoud van de vraag.",
                "en": "Send a long query with POST or QUERY, in the body of the request.",
            },
        ),
        "coding-unknown": (
            {
                "nl": "Deze Transfer-Encoding wordt niet gelezen",
                "en": "This Transfer-Encoding is not read here",
            },
            {
                "nl": "Stuur de inhoud met Content-Length, of met Transfer-Encoding: chunked.",
                "en": "Send the body with Content-Length, or with Transfer-Encoding: chunked.",
            },
        ),
        "version-unknown": (
            {
                "nl": "Deze versie van HTTP wordt hier niet gesproken",
                "en": "This version of HTTP is not spoken here",
            },
            {"nl": "Gebruik HTTP/1.1.", "en": "Use HTTP/1.1."},
        ),
        "precondition-failed": (
            {
                "nl": "Wat hier staat is niet wat u kent",
                "en": "What is here is not what you know",
            },
            {
                "nl": "Vraag opnieuw zonder If-Match en If-Unmodified-Since, en neem wat er komt.",
                "en": "Ask again without If-Match and If-Unmodified-Since, and take what comes.",
            },
        ),
        "fields-too-large": (
            {
                "nl": "De vraag heeft te veel of te lange velden",
                "en": "The request has too many or too long fields",
            },
            {
                "nl": "Laat velden en cookies weg die deze server niet gebruikt.",
                "en": "Leave out fields and cookies that this server has no use for.",
            },
        ),
        "query-too-large": (
            {"nl": "De zoekvraag is te lang", "en": "The query is too long"},
            {
                "nl": "Maak de zoekvraag korter, of deel ze in stukken.",
                "en": "Make the query shorter, or ask it in parts.",
            },
        ),
        "query-too-deep": (
            {
                "nl": "De zoekvraag is te diep genest",
                "en": "The query is nested too deeply",
            },
            {
                "nl": "Nest minder haakjes en deelvragen in elkaar.",
                "en": "Nest fewer brackets and subqueries.",
            },
        ),
        "too-many-operators": (
            {
                "nl": "De zoekvraag rijgt te veel bewerkingen aaneen",
                "en": "The query chains too many operators",
            },
            {
                "nl": (
                    "Schrijf lange reeksen waarden als IN of VALUES, "
                    "en stel de rest in meer zoekvragen."
                ),
                "en": (
                    "Write long lists of values as IN or VALUES, and ask the rest in more queries."
                ),
            },
        ),
        "too-many-patterns": (
            {
                "nl": "De zoekvraag heeft te veel patronen",
                "en": "The query has too many patterns",
            },
            {
                "nl": (
                    "Neem waarden samen met VALUES, of deel de zoekvraag in stukken: "
                    "zoveel patronen ordenen duurt langer dan een antwoord mag duren."
                ),
                "en": (
                    "Gather values with VALUES, or ask in parts: putting that many patterns in "
                    "an order takes longer than an answer may take."
                ),
            },
        ),
        "too-many-rows": (
            {
                "nl": "De tabel heeft te veel rijen",
                "en": "The table has too many rows",
            },
            {
                "nl": "Zet er een LIMIT bij en vraag de rijen in delen, of neem de bestanden.",
                "en": "Add a LIMIT and ask for the rows in parts, or take the published files.",
            },
        ),
        "too-many-queries": (
            {
                "nl": "Er lopen al te veel zoekvragen van uw adres",
                "en": "Too many queries of your address are running",
            },
            {
                "nl": "Stel de volgende wanneer een van de lopende beantwoord is.",
                "en": "Ask the next one when one of those that run is answered.",
            },
        ),
    }
)
"""Titles and advice by the slug of the problem."""

LIMIT_MEANINGS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "QUERY_DEADLINE": {
            "nl": "Zo lang mag een zoekvraag lopen; daarna wordt ze gestopt.",
            "en": "How long a query may run; then it is ended.",
        },
        "QUERY_MEMORY": {
            "nl": "Zoveel geheugen mag een zoekvraag gebruiken, de graaf niet meegeteld.",
            "en": "Memory that a query may use beyond the graph.",
        },
        "QUERY_SIZE": {
            "nl": "Zo lang mag de tekst van een zoekvraag zijn, in UTF-8.",
            "en": "Length of the text of a query, in UTF-8.",
        },
        "QUERY_DEPTH": {
            "nl": "Zo diep mogen haakjes in een zoekvraag genest zijn.",
            "en": "How deep brackets may nest in a query.",
        },
        "QUERY_OPERATORS": {
            "nl": "Zoveel bewerkingen mag een zoekvraag aaneenrijgen: ||, +, /, UNION, OPTIONAL…",
            "en": "Operators that a query may chain: ||, +, /, UNION, OPTIONAL…",
        },
        "QUERY_PATTERNS": {
            "nl": "Zoveel patronen van drie termen mag een zoekvraag hebben; elke stap van een "
            "pad telt mee.",
            "en": "Triple patterns that a query may have; each step of a path counts as one.",
        },
        "QUERY_ROWS": {
            "nl": "Zoveel rijen mag een tabel hebben; een langere wordt niet afgekapt maar "
            "geweigerd.",
            "en": "Rows that a table may have; a longer one is not cut but refused.",
        },
        "ANSWER_LIMIT": {
            "nl": "Zo groot mag een antwoord zijn; een groter wordt niet afgekapt maar geweigerd.",
            "en": "Size that an answer may have; a larger one is not cut but refused.",
        },
        "SLOW_QUERIES": {
            "nl": "Zoveel lange zoekvragen mogen tegelijk lopen.",
            "en": "Long queries that may run at once.",
        },
        "CLIENT_QUERIES": {
            "nl": "Zoveel zoekvragen van een adres mogen tegelijk lopen, in elk voorste proces.",
            "en": "Queries of one address that may run at once, in each front process.",
        },
        "QUEUE": {
            "nl": "Zoveel vragen mogen op een vrij zoekproces wachten.",
            "en": "Requests that may wait for a free worker.",
        },
        "QUEUE_WAIT": {
            "nl": "Zo lang wacht een vraag op een vrij zoekproces.",
            "en": "How long a request waits for a free worker.",
        },
    }
)
"""What a limit means, by the name of its setting."""

EXPLANATION_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "limits.title": {"nl": "Grenzen van deze server", "en": "Limits of this server"},
        "limits.lead": {
            "nl": "Wat een zoekvraag hier mag kosten, zodat de server er voor iedereen is. Wat "
            "over een grens gaat, krijgt een fout die zegt welke; een antwoord wordt nooit "
            "afgekapt.",
            "en": "What a query may cost here, so that the server is there for everyone. What goes "
            "beyond a limit gets an error that says which; an answer is never cut.",
        },
        "limits.limit": {"nl": "Grens", "en": "Limit"},
        "limits.value": {"nl": "Nu", "en": "Now"},
        "limits.problem": {"nl": "Wat erover gaat", "en": "What goes beyond it"},
        "limits.none": {"nl": "geen grens", "en": "no limit"},
        "limits.again": {"nl": "opnieuw na", "en": "again after"},
        "problems.title": {"nl": "Soorten fouten", "en": "Kinds of problems"},
        "problems.lead": {
            "nl": "Elke fout van deze server heeft een soort, die hier wordt uitgelegd.",
            "en": "Every problem of this server has a kind, which is explained here.",
        },
        "problems.wait": {
            "nl": "Wachten helpt: probeer het opnieuw na",
            "en": "Waiting helps: try again after",
        },
        "problems.limit": {
            "nl": "De grens is een instelling van wie de server beheert:",
            "en": "The limit is a setting of whoever runs the server:",
        },
        "unit.seconds": {"nl": "seconden", "en": "seconds"},
        "unit.MiB": {"nl": "MiB", "en": "MiB"},
        "unit.KiB": {"nl": "KiB", "en": "KiB"},
        "unit.levels": {"nl": "niveaus", "en": "levels"},
        "unit.operators": {"nl": "bewerkingen", "en": "operators"},
        "unit.patterns": {"nl": "patronen", "en": "patterns"},
        "unit.rows": {"nl": "rijen", "en": "rows"},
        "unit.queries": {"nl": "zoekvragen", "en": "queries"},
        "unit.requests": {"nl": "vragen", "en": "requests"},
        "unit.checks": {"nl": "controles", "en": "checks"},
    }
)
"""Texts of the pages that explain limits and problems."""
