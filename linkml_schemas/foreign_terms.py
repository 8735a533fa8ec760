"""Label the terms of other vocabularies that no class or column of our schemas describes.

Step on the line: beneath :mod:`linkml_schemas.vocabulary`. They are the nodes between a record
and its values, the further types of a record, and what the build says of graphs and files.
"""

from linkml_schemas.foreign_term import foreign_class as _class
from linkml_schemas.foreign_term import foreign_link as _link
from linkml_schemas.foreign_term import foreign_value as _value
from linkml_schemas.inverse_terms import INVERSE_TERMS

FOREIGN_TERMS = (
    *INVERSE_TERMS,
    _link(
        "rdf:type", "Soort", "Type",
        "De klasse waartoe de zaak behoort.", "The class to which the thing belongs.",
    ),
    _value(
        "rdfs:label", "Naam", "Label",
        "De naam van de zaak voor mensen.", "The name of the thing for people.",
    ),
    _value(
        "rdfs:comment", "Toelichting", "Comment",
        "Een toelichting voor mensen.", "An explanation for people.",
    ),
    _link(
        "skos:inScheme", "Staat in lijst", "In scheme",
        "De lijst waarin het begrip staat.", "The list in which the concept stands.",
    ),
    _link(
        "skos:topConceptOf", "Bovenste begrip van", "Top concept of",
        "De lijst waarvan dit een bovenste begrip is.",
        "The list of which this is a top concept.",
    ),
    _link(
        "skos:hasTopConcept", "Heeft als bovenste begrip", "Has top concept",
        "Een begrip aan de top van de lijst.", "A concept at the top of the list.",
    ),
    _value(
        "skos:notation", "Notatie", "Notation",
        "De korte code van het begrip of de identificator.",
        "The short code of the concept or identifier.",
    ),
    _value(
        "skos:definition", "Definitie", "Definition",
        "Wat het begrip precies betekent.", "What the concept means exactly.",
    ),
    _class(
        "skos:Concept", "Begrip", "Concept",
        "Een begrip uit een begrippenlijst.", "A concept of a list of concepts.",
    ),
    _class(
        "skos:ConceptScheme", "Begrippenlijst", "Concept scheme",
        "Een lijst van begrippen.", "A list of concepts.",
    ),
    _class(
        "rdfs:Resource", "Zaak", "Resource",
        "Eender wat beschreven kan worden.", "Anything that can be described.",
    ),
    _class(
        "org:Organization", "Organisatie", "Organisation",
        "Mensen die samen een doel nastreven.", "People who pursue a purpose together.",
    ),
    _class(
        "regorg:RegisteredOrganization", "Geregistreerde organisatie", "Registered organisation",
        "Een organisatie met een inschrijving in een ondernemingsregister.",
        "An organisation that is entered in a business register.",
    ),
    _link(
        "regorg:registration", "Inschrijving", "Registration",
        "De inschrijving in het ondernemingsregister.", "The entry in the business register.",
    ),
    _class(
        "adms:Identifier", "Identificator", "Identifier",
        "Een identificator met wat erover bekend is.",
        "An identifier with what is known about it.",
    ),
    _link(
        "adms:identifier", "Identificator", "Identifier",
        "Een identificator met wat erover bekend is.",
        "An identifier with what is known about it.",
    ),
    _link(
        "dct:temporal", "Periode", "Period",
        "De periode waarop de zaak betrekking heeft of waarin ze geldt.",
        "The period that the thing is about or during which it holds.",
    ),
    _class(
        "dct:PeriodOfTime", "Periode", "Period of time",
        "Een tijd met een begin en een einde.", "A time with a beginning and an end.",
    ),
    _class(
        "cv:PeriodOfTime", "Periode", "Period of time",
        "Een tijd met een begin en een einde.", "A time with a beginning and an end.",
    ),
    _value(
        "dcat:startDate", "Begin", "Start date",
        "De dag waarop de periode begint.", "The day on which the period begins.",
    ),
    _value(
        "dcat:endDate", "Einde", "End date",
        "De dag waarop de periode eindigt.", "The day on which the period ends.",
    ),
    _link(
        "org:memberDuring", "Gedurende", "During",
        "De periode waarin de rol werd opgenomen.", "The period during which the role was held.",
    ),
    _link(
        "dcat:contactPoint", "Contactpunt", "Contact point",
        "Waar men terechtkan met vragen.", "Where one can go with questions.",
    ),
    _class(
        "vcard:Organization", "Contact", "Contact",
        "De contactgegevens van een organisatie of dienst.",
        "The contact details of an organisation or service.",
    ),
    _class(
        "vcard:Kind", "Contact", "Contact",
        "De contactgegevens van wie aanspreekbaar is.",
        "The contact details of whom one can address.",
    ),
    _value(
        "vcard:fn", "Naam", "Name",
        "De naam van wie aanspreekbaar is.", "The name of whom one can address.",
    ),
    _link(
        "vcard:hasURL", "Webpagina", "Web page",
        "De pagina waar men contact opneemt.", "The page where one makes contact.",
    ),
    _link(
        "spdx:checksum", "Controlegetal", "Checksum",
        "Waarmee men nagaat of een bestand volledig is.",
        "With which one checks that a file is whole.",
    ),
    _class(
        "spdx:Checksum", "Controlegetal", "Checksum",
        "Een controlegetal en hoe het berekend is.", "A checksum and how it was computed.",
    ),
    _value(
        "spdx:checksumValue", "Waarde van het controlegetal", "Checksum value",
        "Het controlegetal in hexadecimale cijfers.", "The checksum in hexadecimal digits.",
    ),
    _link(
        "spdx:algorithm", "Algoritme", "Algorithm",
        "Hoe het controlegetal berekend is.", "How the checksum was computed.",
    ),
    _link(
        "dct:provenance", "Herkomst", "Provenance",
        "Hoe de gegevens ontstaan zijn en wie ze bewaarde.",
        "How the data came about and who kept them.",
    ),
    _class(
        "dct:ProvenanceStatement", "Herkomst", "Provenance statement",
        "Een tekst over het ontstaan en het bewaren van gegevens.",
        "A text on how data came about and were kept.",
    ),
    _class(
        "prov:Plan", "Plan", "Plan",
        "Wat men zich voorneemt om een doel te bereiken.",
        "What one intends to do to reach a goal.",
    ),
    _class(
        "prov:Entity", "Gegevens", "Entity",
        "Iets met een herkomst, zoals een bestand of graaf.",
        "Something that has a provenance, such as a file or graph.",
    ),
    _class(
        "prov:Activity", "Activiteit", "Activity",
        "Iets dat gedurende een tijd gebeurt, zoals het laden van een register.",
        "Something that happens over a time, such as the loading of a registry.",
    ),
    _link(
        "prov:wasGeneratedBy", "Gemaakt door", "Was generated by",
        "De activiteit die dit maakte.", "The activity that made this.",
    ),
    _link(
        "prov:used", "Gebruikte", "Used",
        "Wat de activiteit gebruikte.", "What the activity used.",
    ),
    _value(
        "prov:endedAtTime", "Beëindigd op", "Ended at",
        "Het tijdstip waarop de activiteit eindigde.", "The moment at which the activity ended.",
    ),
    _class(
        "foaf:Document", "Document", "Document",
        "Een tekst of ander document.", "A text or other document.",
    ),
    _class(
        "authsrc:Agreement", "Afspraak over een bron", "Agreement on a source",
        "Een afspraak over het gebruik van een gegevensbron.",
        "An agreement on the use of a data source.",
    ),
    _class(
        "odrl:Policy", "Gebruiksregels", "Policy",
        "Een geheel van regels voor het gebruik van iets.",
        "A body of rules for the use of something.",
    ),
    _link(
        "odrl:permission", "Toelating", "Permission",
        "Wat de regels toelaten.", "What the rules permit.",
    ),
    _class(
        "odrl:Permission", "Toelating", "Permission",
        "Een handeling die toegelaten is.", "An action that is permitted.",
    ),
    _link(
        "odrl:action", "Handeling", "Action",
        "Wat er mag gebeuren.", "What may be done.",
    ),
    _link(
        "dpv:hasPurpose", "Doeleinde", "Purpose",
        "Waarvoor de data gebruikt worden.", "What the data are used for.",
    ),
    _class(
        "dpv:Purpose", "Doeleinde", "Purpose",
        "Een reden waarvoor data gebruikt worden.", "A reason for which data are used.",
    ),
    _class(
        "sd:NamedGraph", "Benoemde graaf", "Named graph",
        "De uitspraken van één register.", "The statements of one registry.",
    ),
    _value(
        "dct:title", "Titel", "Title",
        "De titel waaronder het werk bekend is.", "The title by which the work is known.",
    ),
    _value(
        "dct:description", "Beschrijving", "Description",
        "Wat de zaak is, in enkele zinnen.", "What the thing is, in a few sentences.",
    ),
    _link(
        "dct:license", "Licentie", "Licence",
        "De voorwaarden waaronder men de zaak mag gebruiken.",
        "The terms on which the thing may be used.",
    ),
    _link(
        "dct:publisher", "Uitgever", "Publisher",
        "Wie de zaak ter beschikking stelt.", "Who makes the thing available.",
    ),
    _link(
        "dct:accessRights", "Toegang", "Access rights",
        "Wie toegang heeft.", "Who has access.",
    ),
    _link(
        "dct:conformsTo", "Conform", "Conforms to",
        "De standaard of het schema dat gevolgd wordt.",
        "The standard or schema that is followed.",
    ),
)  # fmt: skip
"""Each has Dutch and English; what a class or column of a schema describes is taken from there."""
