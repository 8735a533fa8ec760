"""Hold what we say of one term of another vocabulary.

Step on the line: beneath :mod:`linkml_schemas.foreign_terms`, which lists them.
"""

from dataclasses import dataclass

from linkml_schemas.plan import Texts


@dataclass(frozen=True, slots=True)
class ForeignTerm:
    """A class or property of another vocabulary, with the labels that our pages show."""

    curie: str
    type: str
    labels: Texts
    comments: Texts


def foreign_class(curie: str, nl: str, en: str, comment_nl: str, comment_en: str) -> ForeignTerm:
    """Return a class, with its label and comment in Dutch and English."""
    return _term("owl:Class", curie, (nl, en), (comment_nl, comment_en))


def foreign_link(curie: str, nl: str, en: str, comment_nl: str, comment_en: str) -> ForeignTerm:
    """Return a property whose values are things."""
    return _term("owl:ObjectProperty", curie, (nl, en), (comment_nl, comment_en))


def foreign_value(curie: str, nl: str, en: str, comment_nl: str, comment_en: str) -> ForeignTerm:
    """Return a property whose values are literals."""
    return _term("owl:DatatypeProperty", curie, (nl, en), (comment_nl, comment_en))


def _term(kind: str, curie: str, labels: tuple[str, str], comments: tuple[str, str]) -> ForeignTerm:
    languages = ("nl", "en")
    return ForeignTerm(
        curie,
        kind,
        dict(zip(languages, labels, strict=True)),
        dict(zip(languages, comments, strict=True)),
    )
