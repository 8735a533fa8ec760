"""Label properties of other vocabularies that say more than the column of ours that uses them.

Step on the line: beneath :mod:`linkml_schemas.vocabulary`. A plan calls dct:isPartOf ``Plan of``,
and so do its shape and its page; the property itself means any part of any whole, so what is
published of it stands here.
"""

from linkml_schemas.foreign_term import foreign_link as _link
from linkml_schemas.foreign_term import foreign_value as _value

GENERAL_TERMS = (
    _link(
        "cpsv:follows", "Volgt", "Follows",
        "De regel waarnaar de dienst werkt.", "The rule by which the service works.",
    ),
    _link(
        "cv:hasCompetentAuthority", "Bevoegde overheid", "Competent authority",
        "De overheid die voor de dienst verantwoordelijk is.",
        "The public organisation that is responsible for the service.",
    ),
    _link(
        "dct:conformsTo", "Voldoet aan", "Conforms to",
        "De standaard of het profiel waaraan dit voldoet.",
        "The standard or profile that this meets.",
    ),
    _link(
        "dct:contributor", "Bijdrager", "Contributor",
        "Wie aan de zaak meewerkt.", "Who contributes to the thing.",
    ),
    _value(
        "dct:created", "Gemaakt op", "Created on",
        "De dag of het moment waarop de zaak ontstond.",
        "The day or moment at which the thing came into being.",
    ),
    _link(
        "dct:creator", "Maker", "Creator",
        "Wie de zaak maakte.", "Who made the thing.",
    ),
    _value(
        "dct:date", "Datum", "Date",
        "Een dag of moment dat bij de zaak hoort.", "A day or moment that belongs with the thing.",
    ),
    _link(
        "dct:isPartOf", "Deel van", "Part of",
        "De zaak waarvan dit een deel is.", "The thing of which this is a part.",
    ),
    _link(
        "dct:isReferencedBy", "Genoemd in", "Referenced by",
        "Een werk dat naar de zaak verwijst.", "A work that refers to the thing.",
    ),
    _link(
        "dct:isVersionOf", "Versie van", "Version of",
        "Het werk waarvan dit een versie is.", "The work of which this is a version.",
    ),
    _link(
        "dct:type", "Soort", "Kind",
        "Van welke soort de zaak is.", "Of what kind the thing is.",
    ),
    _link(
        "eli:based_on", "Gebaseerd op", "Based on",
        "De tekst waarop dit steunt.", "The text on which this rests.",
    ),
    _value(
        "eli:id_local", "Lokale identificator", "Local identifier",
        "De identificator die een land zelf aan de tekst geeft.",
        "The identifier that a country itself gives to the text.",
    ),
    _link(
        "foaf:primaryTopic", "Hoofdonderwerp", "Primary topic",
        "Waar het document vooral over gaat.", "What the document is mainly about.",
    ),
    _link(
        "odrl:assignee", "Toegekend aan", "Assignee",
        "Voor wie de regel geldt.", "For whom the rule holds.",
    ),
    _link(
        "odrl:assigner", "Toegekend door", "Assigner",
        "Wie de regel vastlegt.", "Who sets the rule.",
    ),
    _link(
        "odrl:target", "Waarvoor de regel geldt", "Target",
        "De zaak waarvoor de regel geldt.", "The thing to which the rule applies.",
    ),
    _link(
        "org:member", "Lid", "Member",
        "Wie lid is of de rol opneemt.", "Who is the member or takes up the role.",
    ),
    _link(
        "org:organization", "Organisatie", "Organisation",
        "De organisatie waarin men lid is of een rol opneemt.",
        "The organisation in which somebody is a member or takes up a role.",
    ),
    _value(
        "owl:versionInfo", "Versie", "Version",
        "De aanduiding van de versie.", "The designation of the version.",
    ),
    _link(
        "prov:hadPrimarySource", "Oorspronkelijke bron", "Primary source",
        "De bron uit de eerste hand waarop dit steunt.",
        "The first-hand source on which this rests.",
    ),
    _link(
        "prov:wasAssociatedWith", "Geassocieerd met", "Associated with",
        "Wie verantwoordelijkheid droeg in de activiteit.",
        "Who had a responsibility in the activity.",
    ),
    _link(
        "prov:wasAttributedTo", "Toegeschreven aan", "Attributed to",
        "Wie de zaak tot stand bracht.", "Who brought the thing about.",
    ),
    _link(
        "prov:wasRevisionOf", "Herziening van", "Revision of",
        "De eerdere zaak waarvan dit een herziening is.",
        "The earlier thing of which this is a revision.",
    ),
    _link(
        "rdfs:seeAlso", "Zie ook", "See also",
        "Waar meer over de zaak te lezen is.", "Where more can be read about the thing.",
    ),
    _value(
        "schema:alternateName", "Andere naam", "Alternate name",
        "Een andere naam waarmee men de zaak aanduidt.", "Another name by which the thing goes.",
    ),
    _value(
        "schema:numberOfItems", "Aantal onderdelen", "Number of items",
        "Hoeveel onderdelen de zaak telt.", "How many items the thing counts.",
    ),
    _link(
        "skos:broadMatch", "Ruimere overeenkomst", "Broader match",
        "Een begrip van een andere lijst dat dit begrip omvat.",
        "A concept of another list that comprises this one.",
    ),
    _link(
        "skos:narrowMatch", "Engere overeenkomst", "Narrower match",
        "Een begrip van een andere lijst dat onder dit begrip valt.",
        "A concept of another list that this one comprises.",
    ),
)  # fmt: skip
"""Properties with the words that hold wherever they are used, and not in one class only."""
