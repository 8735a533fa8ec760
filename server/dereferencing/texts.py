"""Hold the sentences about generations, deprecation and persistence, in Dutch and English.

Step on the line: beside the modules of this package, which name a text and never hold one.
"""

from collections.abc import Mapping
from types import MappingProxyType

DEREFERENCING_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "deprecated.title": {
            "nl": "Afgeschaft of vervangen",
            "en": "Deprecated or replaced",
        },
        "deprecated.text": {
            "nl": "Het bestaat nog en blijft bereikbaar, maar nieuw gebruik wordt afgeraden.",
            "en": "It still exists and stays reachable, but new use of it is discouraged.",
        },
        "deprecated.status": {"nl": "Status", "en": "Status"},
        "deprecated.successor": {"nl": "Gebruik in de plaats", "en": "Use instead"},
        "changes.title": {"nl": "Wat hierin veranderde", "en": "What changed in this"},
        "changes.since": {"nl": "Vergeleken met toestand", "en": "Compared with state"},
        "changes.none": {
            "nl": "Geen enkel register veranderde.",
            "en": "No registry changed.",
        },
        "changes.registry": {"nl": "Register", "en": "Registry"},
        "changes.added": {"nl": "Nieuwe dingen", "en": "New things"},
        "changes.changed": {"nl": "Gewijzigde", "en": "Changed"},
        "changes.removed": {"nl": "Verdwenen", "en": "Removed"},
        "changes.statements": {"nl": "Uitspraken", "en": "Statements"},
        "changes.stream": {"nl": "Stroom", "en": "Stream"},
        "changes.words": {
            "nl": "Woord voor woord, voor wie de gegevens beheert:",
            "en": "Word by word, for whoever keeps the data:",
        },
        "generation.title": {
            "nl": "Toestand {id} van de graaf",
            "en": "State {id} of the graph",
        },
        "generation.description": {
            "nl": "Alles wat vanaf dit moment gepubliceerd was, tot de volgende toestand.",
            "en": "All that was published from this moment, until the next state.",
        },
        "generation.changes": {
            "nl": "Ten opzichte van de vorige: {added} uitspraken erbij en {removed} eraf; "
            "{subjects_added} onderwerpen nieuw, {subjects_changed} gewijzigd, "
            "{subjects_removed} verdwenen.",
            "en": "Compared with the one before: {added} statements more and {removed} fewer; "
            "{subjects_added} subjects new, {subjects_changed} changed, "
            "{subjects_removed} gone.",
        },
        "persistence.title": {"nl": "Blijvende adressen", "en": "Persistent addresses"},
        "persistence.lead": {
            "nl": "Elk ding in de graaf heeft een IRI die blijft. Hier staat wat dat inhoudt, en "
            "of het klopt.",
            "en": "Every thing in the graph has an IRI that stays. Here is what that means, and "
            "whether it holds.",
        },
        "persistence.policy": {"nl": "Het beleid", "en": "The policy"},
        "persistence.proposal": {
            "nl": "Dit beleid is een voorstel van de makers van het programma. Het programma "
            "dwingt af wat het afdwingen kan; de rest belooft wie het domein beheert.",
            "en": "This policy is a proposal of the makers of the program. The program enforces "
            "what it can; the rest is promised by whoever keeps the domain.",
        },
        "persistence.kept": {
            "nl": "Een gepubliceerde IRI blijft zolang het domein bestaat, en blijft naar "
            "hetzelfde verwijzen. Ze wordt nooit voor iets anders hergebruikt.",
            "en": "A published IRI stays as long as the domain exists, and keeps naming the same "
            "thing. It is never used again for another.",
        },
        "persistence.changed": {
            "nl": "De beschrijving van een ding mag veranderen. Elk document zegt wanneer het "
            "voor het laatst veranderde.",
            "en": "The description of a thing may change. Every document says when it changed "
            "last.",
        },
        "persistence.deprecated": {
            "nl": "Wat afgeschaft is, blijft beschreven, met wat het vervangt.",
            "en": "What is deprecated stays described, with what replaces it.",
        },
        "persistence.removed": {
            "nl": "Wat verwijderd is, antwoordt met 410: wanneer, waarom, wat het vervangt, en "
            "wat er het laatst over gezegd werd. Dat blijft voor altijd.",
            "en": "What was removed answers 410: when, why, what replaces it, and what was said "
            "of it last. That stays for ever.",
        },
        "persistence.enforced": {
            "nl": "Een publicatie die een IRI zou laten verdwijnen of er iets anders van zou "
            "maken, gaat niet door, tenzij iemand dat uitdrukkelijk toestaat.",
            "en": "A publication that would make an IRI disappear or name another kind of thing "
            "does not go through, unless someone explicitly allows it.",
        },
        "persistence.examples": {
            "nl": "Verzonnen voorbeelden vallen buiten de belofte, net als adressen onder "
            "/.well-known/genid/.",
            "en": "Invented examples are outside the promise, and so are addresses below "
            "/.well-known/genid/.",
        },
        "persistence.responsible": {
            "nl": "Wie voor het domein instaat",
            "en": "Who answers for the domain",
        },
        "persistence.nobody": {
            "nl": "Wie deze server beheert, heeft nog niemand genoemd.",
            "en": "Whoever runs this server has named nobody yet.",
        },
        "persistence.rules": {"nl": "De regels", "en": "The rules"},
        "persistence.standard": {
            "nl": "Getoetst bij elke publicatie, aan de Belgische en Vlaamse URI-standaard: "
            "{count} beloofde IRI's onder {base}.",
            "en": "Checked at each publication, against the Belgian and Flemish URI standard: "
            "{count} promised IRIs under {base}.",
        },
        "persistence.none": {
            "nl": "De volgende publicatie toetst de regels; deze deed dat nog niet.",
            "en": "The next publication checks the rules; this one did not yet.",
        },
        "persistence.rule": {"nl": "Regel", "en": "Rule"},
        "persistence.checked": {"nl": "Getoetst", "en": "Checked"},
        "persistence.result": {"nl": "Resultaat", "en": "Result"},
        "persistence.ok": {"nl": "in orde", "en": "holds"},
        "persistence.faults": {"nl": "{count} fouten", "en": "{count} faults"},
        "persistence.advised": {
            "nl": "{count} keer af te raden",
            "en": "advised against {count} times",
        },
        "persistence.right": {"nl": "juist is", "en": "right is"},
        "persistence.crawl": {
            "nl": "Of elke IRI ook antwoordt, toetst begrip check iris --server aan een server "
            "die draait.",
            "en": "Whether every IRI answers too is checked by begrip check iris --server against "
            "a server that runs.",
        },
    }
)

POLICY = ("kept", "changed", "deprecated", "removed", "enforced", "examples")
"""The sentences of the persistence policy, in their order."""
