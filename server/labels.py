"""Name things in the reader's language.

Step on the line: between ``describe``, which finds the statements about a thing, and its
page. A name is looked up once per page by pattern access, never by a query per link.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Store

from ontology.namespaces import shrink_at
from server.presenting.names import NAMES
from server.terms import DEFAULT, DESCRIPTIONS, LABELS

FALLBACK = ("nl", "en")
"""The languages tried after the reader's own; then a text without language, then any."""

LONGEST_NAME = 300
"""Characters of the name of a link."""

_VERSION = re.compile(r"v?\d+(\.\d+)*")


@dataclass(frozen=True, slots=True)
class Text:
    """A text for a page and the language it is in, empty if it has none."""

    value: str
    language: str = ""

    def to_json(self) -> dict[str, str]:
        """Return the text as a page holds it."""
        return {"text": self.value, "lang": self.language}


def rank(language: str, wanted: Sequence[str]) -> tuple[int, str]:
    """Return how good a language is for a reader, lowest best.

    Args:
        language: BCP 47 tag of a literal, empty if it has none.
        wanted: The reader's languages, best first.

    >>> sorted(["fr", "", "nl-BE", "en"], key=lambda tag: rank(tag, ["en"]))
    ['en', 'nl-BE', '', 'fr']
    """
    chain = [*wanted, *FALLBACK]
    primary = language.lower().partition("-")[0]
    if primary and primary in chain:
        return chain.index(primary), language
    return (len(chain) if not language else len(chain) + 1), language


def choose_text(literals: Iterable[Literal], wanted: Sequence[str]) -> Text | None:
    """Return the text that suits a reader best, None if there is none.

    >>> choose_text([Literal("role", language="en"), Literal("rol", language="nl")], ["en"])
    Text(value='role', language='en')
    """
    texts = [Text(literal.value, literal.language or "") for literal in literals]
    return min(
        (text for text in texts if text.value.strip()),
        key=lambda text: (rank(text.language, wanted), text.value),
        default=None,
    )


def choose_label(labels: Mapping[str, str], wanted: Sequence[str]) -> Text | None:
    """Return the best of the labels that the plan gives per language.

    >>> choose_label({"nl": "Rol", "en": "Role"}, ["fr", "en"])
    Text(value='Role', language='en')
    """
    language = min(labels, key=lambda tag: rank(tag, wanted), default=None)
    return None if language is None else Text(labels[language], language)


def shorten(iri: str, base: str) -> str:
    """Return a readable stand-in for an IRI without a name: its CURIE or its last segment.

    A last segment that is only a version takes the one before with it.

    >>> shorten("https://example.org/dienst/magda%20online", "https://begrip.example")
    'magda online'
    >>> shorten("https://e.org/id/licentie/gratis/v1.0", "https://begrip.example")
    'gratis v1.0'
    """
    if curie := shrink_at(iri, base):
        return curie
    parts = [unquote(part) for part in iri.replace("#", "/").split("/") if part]
    if len(parts) > 2 and _VERSION.fullmatch(parts[-1]):
        return " ".join(parts[-2:])
    return parts[-1] if parts else iri


def shorten_name(name: Text) -> Text:
    """Return a name that a list can hold, cut where it is longer than ``LONGEST_NAME``."""
    if len(name.value) <= LONGEST_NAME:
        return name
    return Text(f"{name.value[:LONGEST_NAME]}…", name.language)


def fold(name: str) -> str:
    """Return a name as it is sorted and sought: without case and diacritics.

    >>> fold("École")
    'ecole'
    """
    if name.isascii():
        return name.lower()
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@dataclass(slots=True)
class Labels:
    """The names in one store for one reader, each looked up once."""

    store: Store
    base: str
    languages: tuple[str, ...]
    _texts: dict[str, Text | None] = field(default_factory=dict)

    def find(self, iri: str) -> Text | None:
        """Return the name that the graph gives an IRI, None if it gives none."""
        if iri not in self._texts:
            self._texts[iri] = self._look_up(NamedNode(iri), LABELS)
        return self._texts[iri]

    def name(self, iri: str) -> Text:
        """Return the name of an IRI, else the one we list, its CURIE or its last segment."""
        return self.find(iri) or self.listed(iri) or Text(shorten(iri, self.base))

    def listed(self, iri: str) -> Text | None:
        """Return what we call a term of others that the graph does not name."""
        return choose_label(NAMES.get(iri, {}), self.languages)

    def description(self, iri: str) -> Text | None:
        """Return the definition or description of an IRI."""
        return self._look_up(NamedNode(iri), DESCRIPTIONS)

    def _look_up(self, subject: NamedNode, predicates: Sequence[NamedNode]) -> Text | None:
        best: Text | None = None
        for predicate in predicates:
            found = choose_text(self._literals(subject, predicate), self.languages)
            if found and (best is None or self._rank(found) < self._rank(best)):
                best = found
            if best and self._rank(best) == 0:
                break
        return best

    def _rank(self, text: Text) -> int:
        return rank(text.language, self.languages)[0]

    def _literals(self, subject: NamedNode, predicate: NamedNode) -> Iterator[Literal]:
        for quad in self.store.quads_for_pattern(subject, predicate, None, DEFAULT):
            if isinstance(quad.object, Literal):
                yield quad.object
