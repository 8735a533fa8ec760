"""Keep the texts of some languages in a plan of our own schemas.

Step on the line: behind ``begrip schema generate --language``. Pure.
"""

from dataclasses import replace
from typing import TypeVar

from linkml_schemas.generating.naming import Languages
from linkml_schemas.plan import Column, Enumeration, RecordClass, Schema, Value
from linkml_schemas.publication import Publication
from linkml_schemas.vocabulary import Term

OUR_LANGUAGE = "nl"
"""In which our schemas are written, see docs/schemas.md."""

Worded = TypeVar("Worded", Column, RecordClass, Value, Enumeration, Term)


def restrict_plan(schema: Schema, languages: Languages) -> Schema:
    """Return a plan with the texts of the chosen languages; as it is if none is chosen."""
    if not languages.chosen:
        return schema
    return replace(
        schema,
        classes=tuple(
            replace(
                restrict(each, languages),
                columns=tuple(restrict(column, languages) for column in each.columns),
            )
            for each in schema.classes
        ),
        enumerations=tuple(
            replace(
                restrict(each, languages),
                values=tuple(restrict(value, languages) for value in each.values),
            )
            for each in schema.enumerations
        ),
    )


def restrict_publication(publication: Publication, languages: Languages) -> Publication:
    """Return what a schema is called, in the chosen languages."""
    if not languages.chosen:
        return publication
    return replace(
        publication,
        titles=languages.select(publication.titles, OUR_LANGUAGE),
        descriptions=languages.select(publication.descriptions, OUR_LANGUAGE),
        languages=languages.spoken(publication.languages),
    )


def restrict(element: Worded, languages: Languages) -> Worded:
    """Return an element with its texts in the chosen languages."""
    return replace(
        element,
        labels=languages.select(element.labels, OUR_LANGUAGE),
        descriptions=languages.select(element.descriptions, OUR_LANGUAGE),
    )
