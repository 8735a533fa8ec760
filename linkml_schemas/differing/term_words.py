"""Compare the words that two versions publish of terms, those of other vocabularies included.

Step on the line: after the comparison of the schemas, for what stands in no LinkML file or
follows from several: which label the ontology of a version gives a term. Pure, but for the two
files that it finds beside the schemas.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from linkml_schemas.differing.comparison import position
from linkml_schemas.differing.values import Change, Difference
from ontology.namespaces import expand, shrink

ONTOLOGY = "ontology.ttl"

_WORDS: Mapping[str, str] = {
    expand("rdfs:label"): "label",
    expand("rdfs:comment"): "comment",
    expand("skos:definition"): "definition",
}
"""The predicates whose values are words for people, with what each is called."""

Words = Mapping[tuple[str, str], str]
"""By IRI, and what kind of text in which language (``label@nl``), the text."""


def ontology_of(schema: Path) -> Path:
    """Return where the ontology of a schema file is: in its release, or generated beside it."""
    released = schema.parent.parent / "artefacts" / ONTOLOGY
    is_released = schema.parent.name == "source" and released.is_file()
    return released if is_released else schema.parent / "generated" / ONTOLOGY


def read_ontology(schema: Path) -> bytes:
    """Return the ontology of a schema file, empty if there is none."""
    file = ontology_of(schema)
    return file.read_bytes() if file.is_file() else b""


def with_term_words(difference: Difference, old: bytes, new: bytes) -> Difference:
    """Return a difference that says which terms are worded otherwise in the ontology.

    Shape:
        What the difference says already of a term is not said again. Nothing is added where one
        of the versions has no ontology, or one that cannot be read.

    Args:
        difference: What differs between the schemas.
        old: The ontology of the version before, in Turtle.
        new: That of the version after.
    """
    before, after = _read(old), _read(new)
    if not before or not after:
        return difference
    found = [*_compare(before, after, _Told(difference.changes))]
    changes = tuple(sorted((*difference.changes, *found), key=position))
    return replace(difference, changes=changes)


class _Told:
    """What a difference says of terms."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        self._texts = {(iri, each.old, each.new) for each in changes for iri in each.iris}
        self._moved = {
            iri
            for each in changes
            if each.kind.endswith(("_added", "_removed", "_iri_changed", "_renamed"))
            for iri in each.iris
        }

    def says(self, iri: str, old: str, new: str) -> bool:
        """Return whether it says of a term that it came or went, or that a text changed so."""
        comes_or_goes = not (old and new)
        return (iri, old, new) in self._texts or (comes_or_goes and iri in self._moved)


def _compare(before: Words, after: Words, told: _Told) -> Iterator[Change]:
    for iri, key in sorted({*before, *after}):
        old, new = (words.get((iri, key), "") for words in (before, after))
        if old != new and not told.says(iri, old, new):
            kind = "text_changed" if old and new else "text_added" if new else "text_removed"
            yield Change(kind, "term", shrink(iri) or iri, key, old, new, iris=(iri,))


def _read(content: bytes) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], list[str]] = {}
    try:
        for quad in ox.parse(content, format=ox.RdfFormat.TURTLE):
            kind, text = _WORDS.get(quad.predicate.value), quad.object
            if kind and isinstance(quad.subject, ox.NamedNode) and isinstance(text, ox.Literal):
                key = f"{kind}@{text.language}" if text.language else kind
                found.setdefault((quad.subject.value, key), []).append(text.value)
    except (SyntaxError, ValueError):
        return {}
    return {at: " | ".join(sorted(texts)) for at, texts in found.items()}
