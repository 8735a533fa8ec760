"""Label the predicates of other vocabularies that columns state the other way round.

Step on the line: a part of :mod:`linkml_schemas.foreign_terms`. A column ``dataset`` of a
distribution is called ``Distribution of``; dcat:distribution leads from the dataset to the
distribution, so what it is called and what it says stands here.
"""

from linkml_schemas.foreign_term import foreign_link as _link

INVERSE_TERMS = (
    _link(
        "dcat:dataset", "Dataset", "Dataset",
        "Een dataset die in de catalogus staat.", "A dataset that the catalogue holds.",
    ),
    _link(
        "dcat:distribution", "Distributie", "Distribution",
        "Een vorm waarin de dataset te krijgen is, zoals een bestand.",
        "A form in which the dataset can be had, such as a file.",
    ),
    _link(
        "dcat:record", "Catalogusrecord", "Catalogue record",
        "Een inschrijving van een dataset of dataservice in de catalogus.",
        "An entry of a dataset or data service in the catalogue.",
    ),
    _link(
        "dcat:service", "Dataservice", "Data service",
        "Een dataservice die in de catalogus staat.", "A data service that the catalogue holds.",
    ),
    _link(
        "odrl:hasPolicy", "Gebruiksregels", "Policy",
        "De regels voor toegang tot de zaak en het gebruik ervan.",
        "The rules for access to the thing and its use.",
    ),
)  # fmt: skip
"""Each from what a column points at to the record that has the column."""
