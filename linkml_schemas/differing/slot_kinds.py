"""Hold the kinds of change of a slot, as the classes that have it see it.

Step on the line: beneath :mod:`linkml_schemas.differing.kinds`. The kinds of pattern, limits
and constraints hold for types too.
"""

from collections.abc import Mapping
from types import MappingProxyType

from linkml_schemas.differing.kind import Kind, to_kind
from linkml_schemas.differing.rule_kinds import RULE_KINDS

_OWN: Mapping[str, Kind] = {
    "slot_added": to_kind(
        "AAA",
        ("is nieuw en niet verplicht", "Records zonder blijven geldig."),
        ("is new and not required", "Records without it stay valid."),
    ),
    "required_slot_added": to_kind(
        "BBA",
        ("is nieuw en verplicht", "Bestaande records hebben er geen waarde voor."),
        ("is new and required", "Existing records have no value for it."),
    ),
    "slot_removed": to_kind(
        "BBB",
        ("is weg", "Records die er een waarde voor hebben, worden geweigerd; wie leest, mist ze."),
        ("is gone", "Records with a value for it are refused; who reads it misses it."),
    ),
    "slot_renamed": to_kind(
        "BBB",
        (
            "kreeg een andere naam",
            "De kolom heet anders in bestanden; de graaf verandert alleen als ook de IRI dat doet.",
        ),
        (
            "has another name",
            "Files call the column otherwise; the graph changes only if the IRI does too.",
        ),
    ),
    "slot_iri_changed": to_kind(
        "BBB",
        (
            "kreeg een andere IRI",
            "De graaf zegt het met een ander predicaat; vragen vinden het niet.",
        ),
        ("has another IRI", "The graph says it with another predicate; queries do not find it."),
    ),
    "range_widened": to_kind(
        "AAB",
        (
            "aanvaardt meer soorten waarden",
            "Wat geldig was blijft dat; wie leest kan iets nieuws treffen.",
        ),
        ("takes more kinds of value", "What was valid stays so; readers may meet something new."),
    ),
    "range_narrowed": to_kind(
        "BBA",
        (
            "aanvaardt minder soorten waarden",
            "Waarden die geldig waren, zijn dat misschien niet meer.",
        ),
        ("takes fewer kinds of value", "Values that were valid may be so no longer."),
    ),
    "range_changed": to_kind(
        "BBB",
        (
            "aanvaardt een andere soort waarden",
            "De oude en de nieuwe waarden sluiten elkaar niet in.",
        ),
        ("takes another kind of value", "Neither of the old and new values includes the other."),
    ),
    "range_retyped": to_kind(
        "BBB",
        (
            "geeft dezelfde tekst een ander datatype",
            "Cellen blijven geldig; waarden in de graaf of in JSON hebben nog het oude datatype "
            "of de oude vorm.",
        ),
        (
            "gives the same text another datatype",
            "Cells stay valid; values in the graph or in JSON have the old datatype or form.",
        ),
    ),
    "range_renamed": to_kind(
        "EEE",
        (
            "noemt dezelfde waarden anders",
            "Wat geldig was en wat er te lezen valt, blijft hetzelfde.",
        ),
        ("calls the same values otherwise", "What is valid and what can be read stays the same."),
    ),
    "required_on": to_kind(
        "BBA",
        ("werd verplicht", "Records zonder waarde zijn niet meer geldig."),
        ("became required", "Records without a value are no longer valid."),
    ),
    "required_off": to_kind(
        "AAB",
        ("is niet meer verplicht", "Wie leest kan er niet meer op rekenen dat er een waarde is."),
        ("is no longer required", "Readers can no longer count on a value."),
    ),
    "recommended_on": to_kind(
        "EEE",
        ("werd aanbevolen", "Een aanbeveling maakt niets ongeldig."),
        ("became recommended", "A recommendation makes nothing invalid."),
    ),
    "recommended_off": to_kind(
        "EEE",
        ("is niet meer aanbevolen", "Een aanbeveling maakt niets ongeldig."),
        ("is no longer recommended", "A recommendation makes nothing invalid."),
    ),
    "multivalued_on": to_kind(
        "BBB",
        (
            "mag meer dan één waarde hebben",
            "Cellen en graaf blijven geldig; in JSON moet een lijst staan waar één waarde stond.",
        ),
        (
            "may have several values",
            "Cells and graph stay valid; in JSON there must be a list where one value was.",
        ),
    ),
    "multivalued_off": to_kind(
        "BBB",
        (
            "mag maar één waarde hebben",
            "Records met meer waarden zijn niet meer geldig, en in JSON geen enkele lijst.",
        ),
        (
            "may have one value only",
            "Records with several values are no longer valid, and in JSON no list is.",
        ),
    ),
    "identifier_on": to_kind(
        "BBB",
        ("identificeert nu het record", "Waarden moeten uniek zijn en verwijzingen gebruiken ze."),
        ("now identifies the record", "Its values must be unique and references use them."),
    ),
    "identifier_off": to_kind(
        "BBB",
        ("identificeert het record niet meer", "Verwijzingen met deze waarde leiden nergens heen."),
        ("no longer identifies the record", "References by this value lead nowhere."),
    ),
    "inlined_changed": to_kind(
        "BBB",
        ("staat anders in bestanden", "Wat er genest stond is een verwijzing, of omgekeerd."),
        ("is written otherwise in files", "What was nested is a reference, or the reverse."),
    ),
    "statement_changed": to_kind(
        "BBB",
        (
            "staat anders in de graaf",
            "Vragen over het oude pad, de oude richting of taal vinden het niet.",
        ),
        ("is stated otherwise", "Queries over the old path, direction or language do not find it."),
    ),
    "slot_parent_lost": to_kind(
        "AEB",
        (
            "valt niet meer onder een ander slot",
            "Gegevens blijven geldig; vragen naar dat andere vinden de waarden niet meer.",
        ),
        (
            "is no longer below another slot",
            "Data stay valid; queries for that other one no longer find the values.",
        ),
    ),
    "slot_parent_gained": to_kind(
        "AEA",
        ("valt nu onder een ander slot", "Gegevens blijven geldig; vragen vinden meer."),
        ("is now below another slot", "Data stay valid; queries find more."),
    ),
    "axiom_changed": to_kind(
        "AEB",
        (
            "leidt tot andere gevolgtrekkingen",
            "De ontologie besluit iets anders uit dezelfde data.",
        ),
        ("leads to other conclusions", "The ontology concludes other things of the same data."),
    ),
    "form_changed": to_kind(
        "BBB",
        (
            "wordt anders tot één vorm gebracht",
            "Dezelfde cel kan in de graaf een andere waarde worden.",
        ),
        ("is brought to another form", "The same cell may become another value in the graph."),
    ),
    "unit_changed": to_kind(
        "BBB",
        ("staat in een andere eenheid", "Hetzelfde getal betekent iets anders."),
        ("is in another unit", "The same number means another thing."),
    ),
    "unit_added": to_kind(
        "EEE",
        ("noemt zijn eenheid", "De waarde blijft dezelfde; nu staat er wat ze betekent."),
        ("names its unit", "The value stays the same; now its meaning is written."),
    ),
    "default_changed": to_kind(
        "BEB",
        ("betekent iets anders waar niets staat", "Records zonder waarde worden anders gelezen."),
        ("means another thing where empty", "Records without a value are read otherwise."),
    ),
}

SLOT_KINDS: Mapping[str, Kind] = MappingProxyType({**_OWN, **RULE_KINDS})
"""The kinds of change of a slot."""
