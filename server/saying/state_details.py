"""Say that the server cannot answer now, or not so much: load, limits, faults of ours.

Step on the line: a part of ``details``.
"""

from collections.abc import Mapping
from types import MappingProxyType

STATE_DETAILS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "answer.large": {
            "nl": "Het antwoord is groter dan {size} MiB. Vraag het in delen, met LIMIT en "
            "OFFSET over een ORDER BY, of neem de gepubliceerde bestanden.",
            "en": "The answer is larger than {size} MiB. Ask for its parts, with LIMIT and "
            "OFFSET over an ORDER BY, or take the published files.",
        },
        "fault.feed": {
            "nl": "De stroom van wijzigingen is niet te lezen.",
            "en": "The feed cannot be read.",
        },
        "fault.feed.newer": {
            "nl": "De stroom van wijzigingen is geschreven door een nieuwere versie dan deze "
            "server.",
            "en": "The feed was written by a newer version than this server.",
        },
        "fault.feed.page": {
            "nl": "Bladzijde {page} van deze stroom is niet te lezen.",
            "en": "Page {page} of this feed cannot be read.",
        },
        "fault.frame": {
            "nl": "Een werkproces stuurde een stuk {kind!r}.",
            "en": "a worker sent a frame {kind!r}",
        },
        "fault.logged": {
            "nl": "Hier is iets mis; het is opgetekend.",
            "en": "Something is wrong here; it has been logged.",
        },
        "fault.method": {
            "nl": "Een werkproces heeft geen methode {method!r}.",
            "en": "a worker has no method {method!r}",
        },
        "fault.question": {
            "nl": "De thesaurus heeft geen vraag {question!r}.",
            "en": "the thesaurus has no question {question!r}",
        },
        "busy.full": {
            "nl": "De rij is vol; probeer het over enkele seconden opnieuw.",
            "en": "The queue is full; ask again in a few seconds.",
        },
        "busy.long": {
            "nl": "De rij van lange zoekvragen is vol; probeer het later opnieuw.",
            "en": "The queue of long queries is full; ask again later.",
        },
        "busy.worker": {
            "nl": "Geen werkproces kwam op tijd vrij; probeer het over enkele seconden opnieuw.",
            "en": "No worker was free in time; ask again in a few seconds.",
        },
        "busy.yours.checks": {
            "nl": "Er lopen {count} controles van uw adres, zoveel als er tegelijk mogen. "
            "Vraag opnieuw wanneer een ervan beantwoord is.",
            "en": "{count} checks of your address are running, as many as may at once. Ask "
            "again when one of them is answered.",
        },
        "busy.yours": {
            "nl": "Er lopen {count} zoekvragen van uw adres, zoveel als er tegelijk mogen. "
            "Vraag opnieuw wanneer een ervan beantwoord is.",
            "en": "{count} queries of your address are running, as many as may at once. Ask "
            "again when one of them is answered.",
        },
        "busy.slow": {
            "nl": "Er lopen {count} zoekvragen die lang duren, zoveel als er mogen. Probeer het"
            " later opnieuw.",
            "en": "{count} queries that take long are running, as many as may. Ask again later.",
        },
        "ready.ended": {
            "nl": "Het werkproces dat de vraag aangenomen had, is geëindigd; probeer het opnieuw.",
            "en": "The worker that took the request ended; ask again.",
        },
        "ready.ended.before": {
            "nl": "Het werkproces dat de vraag zou aannemen, is geëindigd; probeer het opnieuw.",
            "en": "The worker that was to take the request ended; ask again.",
        },
        "ready.going-back": {
            "nl": "De graaf ging net terug naar een vorige toestand, en wat daarmee teruggenomen "
            "is, wordt nog opgetekend; probeer het over enkele seconden opnieuw.",
            "en": "The graph has just gone back to an earlier state, and what that took back is "
            "being recorded; ask again in a few seconds.",
        },
        "ready.nobody": {
            "nl": "Geen werkproces antwoordt; probeer het over een seconde opnieuw.",
            "en": "No worker answers; ask again in a second.",
        },
        "ready.opening": {
            "nl": "De graaf wordt geopend; probeer het over een seconde opnieuw.",
            "en": "The graph is being opened; ask again in a second.",
        },
        "ready.stopping": {
            "nl": "De server stopt; probeer het over enkele seconden opnieuw.",
            "en": "The server is stopping; ask again in a few seconds.",
        },
        "ran.crashed": {
            "nl": "Het proces dat de zoekvraag uitvoerde, is gevallen en vervangen.",
            "en": "The process that ran the query fell over, and has been replaced.",
        },
        "ran.engine": {
            "nl": "De motor is gevallen: {reason}.",
            "en": "The engine failed: {reason}.",
        },
        "ran.late": {
            "nl": "Het werkproces antwoordde niet binnen zijn tijd.",
            "en": "The worker did not answer within its deadline.",
        },
        "ran.long": {
            "nl": "De zoekvraag liep {seconds:g} seconden, zo lang als er een mag. Maak ze "
            "kleiner: noem meer in haar patronen, of zet een LIMIT in een deelvraag.",
            "en": "The query ran for {seconds:g} seconds, the longest that one may. Make it "
            "smaller: name more in its patterns, or add a LIMIT within a subquery.",
        },
        "ran.memory": {
            "nl": "De zoekvraag had meer dan {size} MiB nodig, de graaf niet meegeteld. Maak ze"
            " kleiner, of vraag het in delen.",
            "en": "The query needed more than {size} MiB beyond the graph. Make it smaller, or "
            "ask for its parts.",
        },
        "ran.memory.budget": {
            "nl": "De zoekvraag had meer geheugen nodig dan ze mag gebruiken.",
            "en": "The query needed more memory than its budget.",
        },
        "rows.many": {
            "nl": "De tabel heeft meer dan {most} rijen. Vraag ze in delen, met LIMIT en OFFSET"
            " over een ORDER BY, of neem de gepubliceerde bestanden.",
            "en": "The table has more than {most} rows. Ask for its parts, with LIMIT and "
            "OFFSET over an ORDER BY, or take the published files.",
        },
        "table.large": {
            "nl": "De tabel van {scheme} is groter dan {largest} bytes; neem de begrippen als "
            "Turtle, dat stroomt.",
            "en": "The table of {scheme} is larger than {largest} bytes; take the concepts as "
            "Turtle, which streams.",
        },
    }
)  # fmt: skip
"""Sentences by their key."""
