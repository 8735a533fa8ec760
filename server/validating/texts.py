"""Hold the texts of the page that checks data, in Dutch and English.

Step on the line: beside the templates ``validate.html`` and ``validation.html``.
"""

from collections.abc import Mapping
from types import MappingProxyType

from server.validating.form_texts import FORM_TEXTS

CHECK_LIMIT_MEANINGS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "CHECK_SIZE": {
            "nl": "Zo groot mogen data zijn die aangeboden worden om na te gaan.",
            "en": "Size that data may have which are handed in to be checked.",
        },
        "CHECK_DEADLINE": {
            "nl": "Zo lang mag een controle van data duren; daarna wordt ze gestopt.",
            "en": "How long a check of data may take; then it is ended.",
        },
        "CHECK_SHAPES_DEADLINE": {
            "nl": "Zo lang mag een controle duren met shapes die met de data meekomen.",
            "en": "How long a check may take with shapes that come with the data.",
        },
        "CHECK_MEMORY": {
            "nl": "Zoveel geheugen mag een controle van data gebruiken.",
            "en": "Memory that a check of data may use.",
        },
        "CHECKS": {
            "nl": "Zoveel controles tegen profielen van deze server mogen tegelijk lopen, en één "
            "met shapes die meekomen; andere wachten even.",
            "en": "Checks against profiles of this server that may run at once, and one with "
            "shapes that come along; others wait for a while.",
        },
        "CLIENT_CHECKS": {
            "nl": "Zoveel controles mag één adres tegelijk laten lopen, in elk proces dat HTTP "
            "spreekt.",
            "en": "Checks that one address may run at once, in each process that speaks HTTP.",
        },
    }
)
"""What a limit means, by the name of its setting."""

VALIDATING_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        **FORM_TEXTS,
        "validate.title": {"nl": "Data valideren", "en": "Validate data"},
        "validate.lead": {
            "nl": "Ga na of data een applicatieprofiel volgen. U krijgt per regel te zien welk "
            "ding fout is, welke waarde er staat en hoe u dat herstelt.",
            "en": "Check whether data follow an application profile. For each rule you see which "
            "thing is wrong, which value it has and how to mend it.",
        },
        "validate.kept": {
            "nl": "Er wordt niets bewaard en niets opgehaald: de data worden nagegaan in een "
            "afgesloten proces en daarna vergeten, en geen enkel adres van elders wordt gelezen.",
            "en": "Nothing is kept and nothing is fetched: the data are checked in a closed "
            "process and then forgotten, and no address elsewhere is ever read.",
        },
        "validate.bounds": {
            "nl": "Hoogstens {size}, {seconds} seconden.",
            "en": "{size} at most, {seconds} seconds.",
        },
        "validate.limits": {"nl": "Alle grenzen", "en": "All limits"},
        "validate.profile": {"nl": "Profiel", "en": "Profile"},
        "validate.profiles.general": {"nl": "Profielen", "en": "Profiles"},
        "validate.profiles.class": {"nl": "Begrip, per klasse", "en": "Begrip, by class"},
        "validate.profiles.own": {"nl": "Eigen shapes (hieronder)", "en": "Shapes of mine (below)"},
        "validate.data": {"nl": "Uw data", "en": "Your data"},
        "validate.file": {"nl": "Bestand", "en": "File"},
        "validate.text": {"nl": "Of plak de data hier", "en": "Or paste the data here"},
        "validate.iri": {
            "nl": "Of de IRI van een ding in deze graaf",
            "en": "Or the IRI of a thing in this graph",
        },
        "validate.iri.hint": {
            "nl": "Enkel wat deze server zelf heeft; een adres van elders wordt niet opgehaald.",
            "en": "Only what this server has itself; an address elsewhere is not fetched.",
        },
        "validate.format": {"nl": "Formaat van de data", "en": "Format of the data"},
        "validate.format.auto": {"nl": "Afleiden", "en": "Work it out"},
        "validate.table": {"nl": "Een tabel (CSV)", "en": "A table (CSV)"},
        "validate.class": {"nl": "Klasse van de rijen", "en": "Class of the rows"},
        "validate.class.none": {"nl": "Die van het profiel", "en": "That of the profile"},
        "validate.columns": {
            "nl": "Kolommen die anders heten, een per regel: Naam = label_nl",
            "en": "Columns that are called otherwise, one a line: Name = label_en",
        },
        "validate.shapes": {"nl": "Eigen shapes (SHACL)", "en": "Shapes of your own (SHACL)"},
        "validate.shapes.hint": {
            "nl": "SHACL Core. SPARQL, JavaScript en regels worden niet uitgevoerd, en genoemd.",
            "en": "SHACL Core. SPARQL, JavaScript and rules are not run, and are named.",
        },
        "validate.answer": {"nl": "Antwoord", "en": "Answer"},
        "validate.answer.html": {"nl": "Pagina", "en": "Page"},
        "validate.submit": {"nl": "Valideren", "en": "Validate"},
        "validate.available": {"nl": "Wat hier nagegaan kan worden", "en": "What can be checked"},
        "validate.source": {"nl": "Bron", "en": "Source"},
        "validate.licence": {"nl": "Licentie van de shapes", "en": "Licence of the shapes"},
        "validate.available.classes": {
            "nl": "Daarnaast elk van onze {count} klassen apart.",
            "en": "And each of our {count} classes by itself.",
        },
        "validate.broken": {
            "nl": "De profielen van de beheerder zijn niet te lezen; die van Begrip zelf werken.",
            "en": "The operator's profiles cannot be read; those of Begrip itself work.",
        },
        "validate.machines": {"nl": "Voor machines", "en": "For machines"},
        "profile.lead": {
            "nl": "Wat dit profiel van elke klasse vraagt. De shapes hieronder zeggen hetzelfde "
            "aan programma's; verslagen van controles noemen ze.",
            "en": "What this profile asks of each class. The shapes below say the same to "
            "programs; reports of checks name them.",
        },
        "profile.shapes": {"nl": "Shapes (SHACL)", "en": "Shapes (SHACL)"},
        "profile.check": {
            "nl": "Data nagaan tegen dit profiel",
            "en": "Check data against this profile",
        },
        "profile.property": {"nl": "Eigenschap", "en": "Property"},
        "profile.level": {"nl": "Gevraagd", "en": "Asked"},
        "profile.count": {"nl": "Aantal", "en": "Number"},
        "profile.range": {"nl": "Waarde", "en": "Value"},
        "profile.mandatory": {"nl": "verplicht", "en": "mandatory"},
        "profile.recommended": {"nl": "aanbevolen", "en": "recommended"},
        "profile.optional": {"nl": "optioneel", "en": "optional"},
        "profile.kind.literal": {"nl": "een literal", "en": "a literal"},
        "profile.kind.resource": {"nl": "een IRI of een ding", "en": "an IRI or a thing"},
        "profile.kind.text": {"nl": "tekst met een taal", "en": "text in a language"},
        "validation.true": {
            "nl": "De data volgen het profiel.",
            "en": "The data follow the profile.",
        },
        "validation.false": {
            "nl": "De data volgen het profiel niet.",
            "en": "The data do not follow the profile.",
        },
        "validation.none": {
            "nl": "Er is niets nagegaan.",
            "en": "Nothing was checked.",
        },
        "validation.none.text": {
            "nl": "De data bevatten geen enkel ding waarover dit profiel spreekt. Dat is geen "
            "goedkeuring: kies een ander profiel, of kijk of elk ding zijn rdf:type heeft.",
            "en": "The data hold not one thing that this profile speaks of. That is no approval: "
            "choose another profile, or see whether every thing has its rdf:type.",
        },
        "validation.partly": {"nl": "Niet alles is nagegaan", "en": "Not all was checked"},
        "validation.fallen": {
            "nl": "de validator kan deze shapes niet gebruiken; onderaan staat welke en waarom.",
            "en": "the validator cannot use these shapes; at the end stands which, and why.",
        },
        "validation.counts": {
            "nl": "{violations} fouten, {warnings} waarschuwingen, {remarks} opmerkingen.",
            "en": "{violations} violations, {warnings} warnings, {remarks} remarks.",
        },
        "validation.checked": {"nl": "Wat er is nagegaan", "en": "What was checked"},
        "validation.triples": {
            "nl": "{things} dingen in {triples} uitspraken, tegen {profile}.",
            "en": "{things} things in {triples} statements, against {profile}.",
        },
        "validation.rows": {"nl": "{rows} rijen gelezen.", "en": "{rows} rows read."},
        "validation.target": {"nl": "Waarover het profiel spreekt", "en": "What it speaks of"},
        "validation.count": {"nl": "In uw data", "en": "In your data"},
        "validation.zero": {
            "nl": "Niet in uw data, dus niet nagegaan",
            "en": "Not in your data, so not checked",
        },
        "validation.class": {"nl": "klasse", "en": "class"},
        "validation.node": {"nl": "ding", "en": "thing"},
        "validation.subjects": {"nl": "wat heeft", "en": "what has"},
        "validation.objects": {"nl": "waarde van", "en": "value of"},
        "validation.rules": {"nl": "Per regel", "en": "By rule"},
        "validation.rule": {"nl": "Regel", "en": "Rule"},
        "validation.see": {"nl": "Uitleg bij de regel", "en": "The rule explained"},
        "validation.row": {"nl": "Rij", "en": "Row"},
        "validation.column": {"nl": "Kolom", "en": "Column"},
        "validation.thing": {"nl": "Ding", "en": "Thing"},
        "validation.value": {"nl": "Waarde", "en": "Value"},
        "validation.why": {"nl": "Waarom", "en": "Why"},
        "validation.mend": {"nl": "Hoe te herstellen", "en": "How to mend it"},
        "validation.nameless": {"nl": "zonder IRI", "en": "without an IRI"},
        "validation.shown": {
            "nl": "Hier staan er {shown} van {count}; kies CSV of JSON voor alle.",
            "en": "These are {shown} of {count}; choose CSV or JSON for all.",
        },
        "validation.more": {
            "nl": "En nog {count} regels; kies CSV of JSON voor alle.",
            "en": "And {count} more rules; choose CSV or JSON for all.",
        },
        "validation.again": {"nl": "Nog eens valideren", "en": "Validate again"},
        "validation.nothing": {"nl": "Geen enkele regel is gebroken.", "en": "No rule is broken."},
        "validation.row.rule": {"nl": "de rij zelf", "en": "the row itself"},
        "validation.severity.Violation": {"nl": "Fout", "en": "Violation"},
        "validation.severity.Warning": {"nl": "Waarschuwing", "en": "Warning"},
        "validation.severity.Info": {"nl": "Opmerking", "en": "Remark"},
        "validation.faulty": {
            "nl": "Fouten in de shapes zelf",
            "en": "Faults in the shapes themselves",
        },
        "validation.dropped": {"nl": "Niet gebruikt.", "en": "Not used."},
        "validation.mended": {"nl": "Gelezen als {better}.", "en": "Read as {better}."},
    }
)
"""Texts of the page and of the report, by key."""
