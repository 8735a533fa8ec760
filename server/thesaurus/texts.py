"""Hold the sentences of the thesaurus in Dutch and English.

Step on the line: part of ``server.texts``, which every template reads.
"""

from collections.abc import Mapping
from types import MappingProxyType

THESAURUS_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "menu.concepts": {"nl": "Begrippen", "en": "Concepts"},
        "thesaurus.title": {"nl": "Begrippen", "en": "Concepts"},
        "thesaurus.lead": {
            "nl": "{concepts} begrippen in {schemes} lijsten: wat woorden hier betekenen, en uit "
            "welke codes gekozen wordt.",
            "en": "{concepts} concepts in {schemes} lists: what words mean here, and which codes "
            "there are to choose from.",
        },
        "thesaurus.group.framework": {
            "nl": "Het gedeelde begrippenkader",
            "en": "The shared concept framework",
        },
        "thesaurus.group.framework.text": {
            "nl": "De begrippen van de datastrategie, met een afgesproken betekenis.",
            "en": "The concepts of the data strategy, with an agreed meaning.",
        },
        "thesaurus.group.registries": {
            "nl": "Registers van begrippen",
            "en": "Registries of concepts",
        },
        "thesaurus.group.registries.text": {
            "nl": "Dingen met een pagina van hun soort die ook begrippen zijn.",
            "en": "Things with a page of their kind that are concepts too.",
        },
        "thesaurus.group.codes": {"nl": "Codelijsten", "en": "Code lists"},
        "thesaurus.group.codes.text": {
            "nl": "De waarden waaruit een kolom van een register kiest.",
            "en": "The values that a column of a registry chooses from.",
        },
        "thesaurus.group.others": {"nl": "Lijsten van anderen", "en": "Lists of others"},
        "thesaurus.group.others.text": {
            "nl": "Lijsten van beheerders elders, met hun eigen adressen.",
            "en": "Lists of authorities elsewhere, with their own addresses.",
        },
        "thesaurus.concept": {"nl": "Begrip", "en": "Concept"},
        "thesaurus.scheme": {"nl": "Conceptschema", "en": "Concept scheme"},
        "thesaurus.collection": {"nl": "Verzameling", "en": "Collection"},
        "thesaurus.count": {"nl": "{count} begrippen", "en": "{count} concepts"},
        "thesaurus.concepts": {"nl": "Begrippen", "en": "Concepts"},
        "thesaurus.tops": {"nl": "Bovenaan", "en": "At the top"},
        "thesaurus.top": {"nl": "Bovenaan", "en": "At the top"},
        "thesaurus.publisher": {"nl": "Uitgever", "en": "Publisher"},
        "thesaurus.version": {"nl": "Versie", "en": "Version"},
        "thesaurus.date": {"nl": "Datum", "en": "Date"},
        "thesaurus.empty": {
            "nl": "Deze lijst heeft nog geen begrippen.",
            "en": "This list has no concepts yet.",
        },
        "thesaurus.search": {"nl": "Zoek in deze lijst", "en": "Search this list"},
        "thesaurus.views": {"nl": "Weergaven", "en": "Views"},
        "thesaurus.view.list": {"nl": "Lijst", "en": "List"},
        "thesaurus.view.tree": {"nl": "Hiërarchie", "en": "Hierarchy"},
        "thesaurus.view.letters": {"nl": "Alfabet", "en": "Alphabet"},
        "thesaurus.view.recent": {"nl": "Nieuw en gewijzigd", "en": "New and changed"},
        "thesaurus.view.groups": {"nl": "Verzamelingen", "en": "Collections"},
        "thesaurus.letters": {"nl": "Letters", "en": "Letters"},
        "thesaurus.shelf": {"nl": "In de lijst", "en": "In the list"},
        "thesaurus.see": {"nl": "zie", "en": "see"},
        "thesaurus.filter": {"nl": "Filter deze bladzijde", "en": "Filter this page"},
        "thesaurus.filter.none": {
            "nl": "Niets op deze bladzijde bevat dat.",
            "en": "Nothing on this page contains that.",
        },
        "thesaurus.below": {"nl": "begrippen eronder", "en": "concepts below"},
        "thesaurus.below.of": {
            "nl": "Begrippen onder “{label}”",
            "en": "Concepts below “{label}”",
        },
        "thesaurus.below.all": {
            "nl": "Toon de {count} engere begrippen",
            "en": "Show the {count} narrower concepts",
        },
        "thesaurus.more": {"nl": "Toon alles", "en": "Show all"},
        "thesaurus.failed": {
            "nl": "Dit kon niet worden opgehaald. Open het begrip zelf, of probeer opnieuw.",
            "en": "This could not be fetched. Open the concept itself, or try again.",
        },
        "thesaurus.loose": {"nl": "losstaand", "en": "unplaced"},
        "thesaurus.loose.why": {
            "nl": "Staat onder geen ander begrip en is niet als hoogste begrip aangewezen.",
            "en": "Stands below no other concept and is not declared to be a top concept.",
        },
        "thesaurus.unnamed": {"nl": "zonder naam", "en": "no name"},
        "thesaurus.unnamed.why": {
            "nl": "Dit begrip heeft geen naam; wat hier staat is het einde van zijn adres.",
            "en": "This concept has no name; what stands here is the end of its address.",
        },
        "thesaurus.unnamed.many": {
            "nl": "Zonder naam in welke taal ook: {count}.",
            "en": "Without a name in any language: {count}.",
        },
        "thesaurus.valid.both": {
            "nl": "Geldig van {start} tot {end}.",
            "en": "Valid from {start} until {end}.",
        },
        "thesaurus.valid.start": {"nl": "Geldig sinds {start}.", "en": "Valid since {start}."},
        "thesaurus.valid.end": {"nl": "Geldig tot {end}.", "en": "Valid until {end}."},
        "thesaurus.deprecated": {"nl": "afgeschaft", "en": "deprecated"},
        "thesaurus.deprecated.many": {"nl": "Afgeschaft", "en": "Deprecated"},
        "thesaurus.deprecated.is": {
            "nl": "Dit begrip is afgeschaft.",
            "en": "This concept is deprecated.",
        },
        "thesaurus.deprecated.use": {"nl": "Gebruik in de plaats:", "en": "Use instead:"},
        "thesaurus.way": {"nl": "Kruimelpad {number}", "en": "Breadcrumb {number}"},
        "thesaurus.content": {"nl": "Taal van de begrippen", "en": "Language of the concepts"},
        "thesaurus.elsewhere": {"nl": "in het {tongue}", "en": "in {tongue}"},
        "thesaurus.fallback": {
            "nl": "Er is geen naam in deze taal ({tongue}); dit is die in een andere ({other}).",
            "en": "There is no name in this language ({tongue}); this is one in another "
            "({other}).",
        },
        "thesaurus.undefined": {
            "nl": "Dit begrip heeft nog geen definitie.",
            "en": "This concept has no definition yet.",
        },
        "thesaurus.from": {"nl": "Bron:", "en": "Source:"},
        "thesaurus.place": {"nl": "Plaats tussen de begrippen", "en": "Place among the concepts"},
        "thesaurus.broader": {"nl": "ruimer", "en": "broader"},
        "thesaurus.narrower": {"nl": "enger", "en": "narrower"},
        "thesaurus.beside.of": {"nl": "Ook onder “{label}”", "en": "Also below “{label}”"},
        "thesaurus.related": {"nl": "Verwant", "en": "Related"},
        "thesaurus.collections": {"nl": "In verzameling", "en": "In collection"},
        "thesaurus.members": {"nl": "Leden", "en": "Members"},
        "thesaurus.part": {"nl": "Deel van", "en": "Part of"},
        "thesaurus.notes": {"nl": "Uitleg en voorbeelden", "en": "Notes and examples"},
        "thesaurus.labels": {"nl": "In alle talen", "en": "In all languages"},
        "thesaurus.label": {"nl": "Naam", "en": "Name"},
        "thesaurus.language": {"nl": "Taal", "en": "Language"},
        "thesaurus.languageless": {"nl": "zonder taal", "en": "no language"},
        "thesaurus.preferred": {"nl": "Voorkeur", "en": "Preferred"},
        "thesaurus.alternative": {"nl": "Ook", "en": "Also"},
        "thesaurus.hidden": {"nl": "Vindbaar als", "en": "Found as"},
        "thesaurus.missing": {"nl": "Ontbreekt", "en": "Missing"},
        "thesaurus.definition": {"nl": "Definitie", "en": "Definition"},
        "thesaurus.definitions.other": {
            "nl": "Definitie in andere talen",
            "en": "Definition in other languages",
        },
        "thesaurus.notation": {"nl": "Code", "en": "Code"},
        "thesaurus.matches": {
            "nl": "Overeenkomst met andere lijsten",
            "en": "Matches in other lists",
        },
        "thesaurus.usage": {"nl": "Gebruikt door", "en": "Used by"},
        "thesaurus.usage.other": {"nl": "Andere dingen", "en": "Other things"},
        "thesaurus.columns": {
            "nl": "Kolommen die hieruit kiezen",
            "en": "Columns that choose from this",
        },
        "thesaurus.history": {"nl": "Geschiedenis", "en": "History"},
        "thesaurus.created": {"nl": "gemaakt", "en": "created"},
        "thesaurus.issued": {"nl": "uitgegeven", "en": "issued"},
        "thesaurus.modified": {"nl": "gewijzigd", "en": "modified"},
        "thesaurus.changed": {"nl": "gewijzigd", "en": "changed"},
        "thesaurus.new": {"nl": "nieuw", "en": "new"},
        "thesaurus.past.added": {"nl": "hier opgenomen", "en": "taken up here"},
        "thesaurus.past.changed": {"nl": "hier gewijzigd", "en": "changed here"},
        "thesaurus.past.removed": {"nl": "hier weggehaald", "en": "removed here"},
        "thesaurus.past.shown": {
            "nl": "De laatste {shown} van {total} wijzigingen.",
            "en": "The last {shown} of {total} changes.",
        },
        "thesaurus.past.since": {
            "nl": "Wijzigingen worden hier onthouden sinds {day}.",
            "en": "Changes are remembered here since {day}.",
        },
        "thesaurus.replaces": {"nl": "Vervangt", "en": "Replaces"},
        "predicate.skos:scopeNote": {"nl": "Gebruik", "en": "Scope note"},
        "predicate.skos:example": {"nl": "Voorbeeld", "en": "Example"},
        "predicate.skos:note": {"nl": "Noot", "en": "Note"},
        "predicate.skos:editorialNote": {"nl": "Noot van de redactie", "en": "Editorial note"},
        "predicate.skos:changeNote": {"nl": "Wijziging", "en": "Change"},
        "predicate.skos:historyNote": {"nl": "Voorgeschiedenis", "en": "Past"},
        "predicate.skos:exactMatch": {"nl": "Exact hetzelfde", "en": "Exact match"},
        "predicate.skos:closeMatch": {"nl": "Bijna hetzelfde", "en": "Close match"},
        "predicate.skos:broadMatch": {"nl": "Ruimer begrip elders", "en": "Broader elsewhere"},
        "predicate.skos:narrowMatch": {"nl": "Enger begrip elders", "en": "Narrower elsewhere"},
        "predicate.skos:relatedMatch": {"nl": "Verwant begrip elders", "en": "Related elsewhere"},
        "predicate.skos:mappingRelation": {"nl": "Overeenkomst", "en": "Match"},
        "thesaurus.statistics": {"nl": "Namen per taal", "en": "Names by language"},
        "thesaurus.cite": {"nl": "Zo verwijst u ernaar", "en": "How to cite"},
        "thesaurus.bibtex": {"nl": "BibTeX", "en": "BibTeX"},
        "thesaurus.copy": {"nl": "Kopieer het adres", "en": "Copy the address"},
        "thesaurus.copy.citation": {"nl": "Kopieer de verwijzing", "en": "Copy the citation"},
        "thesaurus.copied": {"nl": "Gekopieerd", "en": "Copied"},
        "thesaurus.remark": {"nl": "Klopt dit niet?", "en": "Is this not right?"},
        "thesaurus.remark.do": {"nl": "Meld een opmerking", "en": "Report a remark"},
        "thesaurus.whole": {"nl": "De hele lijst", "en": "The whole list"},
    }
)  # fmt: skip
"""Every text by its key; each in both languages."""
