"""Hold the convention that our LinkML follows beyond LinkML itself: annotations and languages.

Step on the line: beneath :mod:`linkml_schemas.compiler`; pure functions over the texts and
annotations of one element. Nothing here imports linkml.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from ontology.namespaces import expand

REQUIRED_LANGUAGES = ("nl", "en")
"""Every class, slot, enumeration and value has a title in these."""

ElementKind = Literal["schema", "type", "class", "slot", "enum", "value"]

ANNOTATIONS: Mapping[ElementKind, tuple[str, ...]] = MappingProxyType(
    {
        "schema": (),
        "type": (),
        "class": (
            "concept", "scheme", "scheme_column", "authority", "types", "family", "glance",
            "plural_nl", "plural_en",
        ),
        "slot": (
            "language", "via", "via_types", "inverse", "adds_type", "normalise", "group",
            "template", "show", "back", "back_columns", "back_nl", "back_en",
        ),
        "enum": ("scheme", "scheme_iri", "steps"),
        "value": (),
    }
)  # fmt: skip
"""What may be annotated, besides ``title_xx`` and ``description_xx``."""

_TEXT_KEY = re.compile(r"(title|description)_([a-z]{2,3}(?:_[a-z0-9]{2,8})?)")


_NO_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


class SchemaError(ValueError):
    """Say what is wrong in a schema file, where, and what would be right."""


@dataclass(frozen=True, slots=True)
class Element:
    """One named thing of a schema file, as errors and the convention see it.

    Shape:
        ``place`` reads ``organisations.yaml:12: class Organisation, slot kbo``; ``language``
        is that of ``title`` and ``description``.
    """

    kind: ElementKind
    place: str
    language: str
    title: str | None
    description: str | None
    annotations: Mapping[str, str]

    def error(self, message: str) -> SchemaError:
        """Return an error that names the file and the element."""
        return SchemaError(f"{self.place}: {message}")

    def expand(self, curie: str, prefixes: Mapping[str, str]) -> str:
        """Return the IRI that a CURIE in this element stands for.

        Raises:
            SchemaError: The prefix is not declared, or the text is no CURIE.
        """
        try:
            iri = expand(curie, prefixes)
        except ValueError as error:
            raise self.error(str(error)) from error
        if _NO_IRI.search(iri):
            raise self.error(f"{iri!r} holds a character that no IRI may have")
        return iri

    def expand_all(self, key: str, prefixes: Mapping[str, str]) -> tuple[str, ...]:
        """Return the IRIs that an annotation lists as CURIEs with spaces between."""
        curies = self.annotations.get(key, "").split()
        return tuple(self.expand(curie, prefixes) for curie in curies)


def require_known_annotations(element: Element) -> None:
    """Refuse an annotation that nothing reads.

    Raises:
        SchemaError: The key is not one of :data:`ANNOTATIONS` for this kind of element.
    """
    known = ANNOTATIONS[element.kind]
    for key in element.annotations:
        if key not in known and not _TEXT_KEY.fullmatch(key):
            listed = ", ".join((*known, "title_en", "description_en"))
            raise element.error(f"unknown annotation {key!r}; a {element.kind} may have {listed}")


def read_labels(element: Element) -> dict[str, str]:
    """Return the titles of an element by language, the schema's own language first.

    Raises:
        SchemaError: A required language is missing.
    """
    labels = _texts(element, "title", element.title)
    _require_languages(element, "title", labels)
    return labels


def read_descriptions(element: Element) -> dict[str, str]:
    """Return the descriptions of an element by language.

    Shape:
        A permissible value may go without; whatever has one has it in every required language.

    Raises:
        SchemaError: A required language is missing, or a description does not end in a full
            stop.
    """
    descriptions = _texts(element, "description", element.description)
    if descriptions or element.kind != "value":
        _require_languages(element, "description", descriptions)
    for language, text in descriptions.items():
        if not text.endswith("."):
            raise element.error(
                f"the description in {language!r} must be a sentence that ends in a full stop: "
                f"{text[-40:]!r}"
            )
    return descriptions


def require_whole_override(element: Element) -> None:
    """Refuse a ``slot_usage`` that changes a text in the schema's language and in no other.

    Raises:
        SchemaError: A required language of the changed text is missing.
    """
    for key, own in (("title", element.title), ("description", element.description)):
        if own:
            _require_languages(element, key, _texts(element, key, own))


def require_pattern(element: Element, pattern: str | None) -> None:
    """Refuse a pattern that is no regular expression, before a build meets it.

    Raises:
        SchemaError: The pattern does not compile.
    """
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise element.error(
            f"pattern {pattern!r} is no regular expression: {error}; mend or remove it"
        ) from error


def _texts(element: Element, key: str, own: str | None) -> dict[str, str]:
    texts = {element.language: own.strip()} if own else {}
    for name, value in element.annotations.items():
        match = _TEXT_KEY.fullmatch(name)
        if match and match[1] == key:
            language = match[2].replace("_", "-")
            if language == element.language:
                raise element.error(
                    f"{name} repeats {key}: the schema's own language is {language}"
                )
            texts[language] = value.strip()
    return {language: text for language, text in texts.items() if text}


def _require_languages(element: Element, key: str, texts: Mapping[str, str]) -> None:
    for language in REQUIRED_LANGUAGES:
        if language not in texts:
            own = language == element.language
            remedy = f"{key}: …" if own else f"annotations: {key}_{language}: …"
            raise element.error(f"the {key} in {language!r} is missing; add `{remedy}`")
