"""Hold the sentences of blocks, timelines and drawings in Dutch and English.

Step on the line: part of ``server.texts``, which every template reads.
"""

from collections.abc import Mapping
from types import MappingProxyType

PRESENTING_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "search.do": {"nl": "Zoek", "en": "Search"},
        "time.title": {"nl": "Tijdlijn", "en": "Timeline"},
        "time.since": {"nl": "sinds", "en": "since"},
        "time.until": {"nl": "tot", "en": "until"},
        "time.unknown": {"nl": "datum onbekend", "en": "date unknown"},
        "steps.done": {"nl": "voorbij", "en": "passed"},
        "why.source": {"nl": "Bron", "en": "Source"},
        "block.name": {"nl": "Naam", "en": "Name"},
        "block.more": {
            "nl": "De eerste {shown} staan hier. Alles samen:",
            "en": "The first {shown} are here. All together:",
        },
        "diagram.title": {"nl": "In de buurt", "en": "In the neighbourhood"},
        "diagram.label": {
            "nl": "Tekening van dit ding met {count} andere waarmee het verbonden is",
            "en": "Drawing of this thing with {count} others that it is linked to",
        },
        "diagram.caption": {
            "nl": "→ waar dit naar verwijst, ← wat naar dit verwijst. Dezelfde verbanden staan "
            "als tekst op deze pagina.",
            "en": "→ what this points to, ← what points to this. The same links stand as text "
            "on this page.",
        },
        "diagram.more": {
            "nl": "Nog {count} soorten verbanden pasten niet in de tekening.",
            "en": "{count} more kinds of links did not fit in the drawing.",
        },
        "diagram.one": {
            "nl": "Nog {count} soort verband paste niet in de tekening.",
            "en": "{count} more kind of link did not fit in the drawing.",
        },
        "kinds.heading": {"nl": "Hoe alles samenhangt", "en": "How everything hangs together"},
        "kinds.title": {
            "nl": "De soorten dingen en hun samenhang",
            "en": "The kinds of things and how they hang together",
        },
        "kinds.text": {
            "nl": "Elke balk is een soort, hoe langer hoe meer (logaritmisch). Een boog "
            "verbindt twee soorten waarvan de ene naar de andere verwijst.",
            "en": "Each bar is a kind, the longer the more (logarithmic). An arc joins two "
            "kinds of which one points at the other.",
        },
        "kinds.table": {"nl": "Deze cijfers als tabel", "en": "These numbers as a table"},
        "kinds.count": {"nl": "Aantal", "en": "Number"},
        "kinds.tied": {"nl": "Hangt samen met", "en": "Hangs together with"},
        "family.strategy": {"nl": "Strategie en acties", "en": "Strategy and actions"},
        "family.governance": {"nl": "Rollen en afspraken", "en": "Roles and agreements"},
        "family.organisation": {"nl": "Organisaties", "en": "Organisations"},
        "family.data": {"nl": "Data en diensten", "en": "Data and services"},
        "family.standard": {"nl": "Standaarden", "en": "Standards"},
        "family.law": {"nl": "Recht en besluiten", "en": "Law and decisions"},
        "family.concept": {"nl": "Begrippen", "en": "Concepts"},
        "family.other": {"nl": "Andere", "en": "Others"},
        "latest.title": {"nl": "Wat het laatst veranderde", "en": "What changed last"},
        "latest.published": {"nl": "Gepubliceerd op {day}.", "en": "Published on {day}."},
        "latest.none": {
            "nl": "Daarbij veranderde er niets aan de dingen zelf.",
            "en": "Nothing about the things themselves changed in it.",
        },
        "latest.first": {
            "nl": "Dit is de eerste uitgave: alles is nieuw.",
            "en": "This is the first edition: everything is new.",
        },
        "latest.registry": {"nl": "Register", "en": "Registry"},
        "latest.added": {"nl": "Nieuw", "en": "New"},
        "latest.changed": {"nl": "Gewijzigd", "en": "Changed"},
        "latest.removed": {"nl": "Verdwenen", "en": "Removed"},
        "latest.more": {"nl": "En nog {count} registers.", "en": "And {count} more registries."},
        "home.organisations.link": {"nl": "Naar de organisaties", "en": "To the organisations"},
        "home.decisions.link": {"nl": "Naar de beslissingen", "en": "To the decisions"},
        "home.roles.link": {"nl": "Naar de rollen", "en": "To the roles"},
        "home.datasets.link": {"nl": "Naar de datasets", "en": "To the datasets"},
        "home.concepts.link": {"nl": "Naar de begrippen", "en": "To the concepts"},
        "home.queries.link": {"nl": "Zoekvragen om over te nemen", "en": "Queries to take over"},
        "home.api.link": {"nl": "De API, met OpenAPI", "en": "The API, with OpenAPI"},
        "home.sources.all": {"nl": "Alle registers", "en": "All registries"},
        "home.things": {"nl": "Dingen", "en": "Things"},
        "home.kinds": {"nl": "Soorten", "en": "Kinds"},
        "home.registries": {"nl": "Registers", "en": "Registries"},
        "predicate.skos:example": {"nl": "Voorbeeld bij", "en": "Example with"},
        "thing.query": {
            "nl": "Stel deze vraag, met uw eigen waarden",
            "en": "Ask this query, with your own values",
        },
        "thing.path": {"nl": "Waar dit toe behoort", "en": "What this belongs to"},
        "thing.cut": {
            "nl": "De eerste {shown} van {total} tekens; de andere formaten bevatten alles.",
            "en": "The first {shown} of {total} characters; the other formats hold everything.",
        },
        "graph.changes": {"nl": "Wat veranderde", "en": "What changed"},
        "graph.stream": {"nl": "Stroom (LDES)", "en": "Stream (LDES)"},
        "terms.own": {"nl": "Eigenschappen van {name}", "en": "Properties of {name}"},
        "terms.inherited": {"nl": "Geërfd van", "en": "Inherited from"},
        "terms.shared": {
            "nl": "Zoals elke soort hier",
            "en": "As every kind here",
        },
        "use.class": {"nl": "Eigenschappen van deze soort", "en": "Properties of this kind"},
        "use.property": {"nl": "Waar dit gebruikt wordt", "en": "Where this is used"},
        "use.things": {"nl": "{count} in de graaf.", "en": "{count} in the graph."},
        "use.all": {"nl": "Toon ze", "en": "Show them"},
        "use.of": {"nl": "Bij", "en": "Of"},
        "use.column": {"nl": "Heet daar", "en": "Called"},
        "use.values": {"nl": "Waarde", "en": "Value"},
        "use.times": {"nl": "Hoe vaak", "en": "How often"},
        "use.any": {"nl": "vrij", "en": "free"},
        "use.text": {"nl": "tekst", "en": "text"},
        "use.required": {"nl": "verplicht", "en": "required"},
        "use.optional": {"nl": "mag ontbreken", "en": "optional"},
        "use.one": {"nl": "hoogstens één", "en": "one at most"},
        "use.several": {"nl": "meer dan één mag", "en": "more than one allowed"},
        "list.label": {"nl": "Filter deze lijst", "en": "Filter this list"},
        "problem.wait": {
            "nl": "Probeer opnieuw over {seconds} seconden.",
            "en": "Try again in {seconds} seconds.",
        },
        "problem.again": {"nl": "Opnieuw proberen", "en": "Try again"},
        "problem.place": {
            "nl": "Regel {line}, kolom {column}.",
            "en": "Line {line}, column {column}.",
        },
        "problem.see": {"nl": "Wat er nu geldt", "en": "What holds now"},
        "problem.near": {"nl": "Bedoelde u dit?", "en": "Did you mean this?"},
        "problem.search": {"nl": "Zoek naar “{term}”", "en": "Search for “{term}”"},
        "problem.list": {"nl": "Alles van deze soort", "en": "Everything of this kind"},
        "problem.ways": {"nl": "Van hier verder", "en": "Where to go from here"},
        "problem.home": {"nl": "Naar de beginpagina", "en": "To the home page"},
        "problem.details": {"nl": "Voor wie dit meldt", "en": "For whoever reports this"},
    }
)
"""Every text by its key; each in both languages."""
