"""One named thing of a schema: its own words, where they stand, its IRI and its texts.

Step on the line: the base of :mod:`linkml_schemas.modelling.elements`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from linkml_schemas.modelling.documents import KeyPath
from linkml_schemas.modelling.faults import Place
from linkml_schemas.modelling.files import SchemaFile
from linkml_schemas.modelling.values import camel_case, flatten_annotations, to_text, underscore

Kind = Literal["schema", "class", "slot", "enum", "value", "type"]
Texts = Mapping[str, str]

MAPPINGS = ("exact", "close", "broad", "narrow", "related")
"""The kinds of mappings, as LinkML and SKOS name them."""

TEXT_KEY = re.compile(r"(title|description)_([a-z]{2,3}(?:_[a-z0-9]{2,8})?)")
"""An annotation that is a title or description in another language."""


@dataclass(frozen=True, eq=False)
class ElementModel:
    """One named thing of a schema.

    Shape:
        ``raw`` holds its metamodel keys and values, inherited ones included where the element
        is an induced slot; ``places`` says where each key is written. ``path`` leads to it in
        its file.
    """

    kind: Kind
    name: str
    source: SchemaFile
    path: KeyPath
    raw: Mapping[str, Any]
    prefixes: Mapping[str, str]
    places: Mapping[str, Place] = field(default_factory=dict)

    @cached_property
    def place(self) -> Place:
        """Return where the element begins."""
        return self.source.document.place(self.path)

    def place_of(self, *keys: str | int) -> Place:
        """Return where a key of the element stands, or the element where it does not."""
        if len(keys) == 1 and keys[0] in self.places:
            return self.places[str(keys[0])]
        return self.source.document.place((*self.path, *keys))

    @property
    def language(self) -> str:
        """Return the language of title and description: BCP 47."""
        return self.source.language

    @property
    def imported(self) -> bool:
        """Return whether LinkML itself brings the element."""
        return self.source.foreign

    @cached_property
    def iri(self) -> str:
        """Return the absolute IRI, minted in the default namespace where none is given."""
        return self.expand(self.text(f"{self.kind}_uri")) or self._minted()

    @cached_property
    def titles(self) -> Texts:
        """Return the titles by language; empty where there is none."""
        return self._texts("title")

    @cached_property
    def descriptions(self) -> Texts:
        """Return the descriptions by language."""
        return self._texts("description")

    @cached_property
    def annotations(self) -> Mapping[str, str]:
        """Return the annotations as text; whatever is no scalar is JSON."""
        return flatten_annotations(self.raw.get("annotations"))

    @cached_property
    def mappings(self) -> Mapping[str, tuple[str, ...]]:
        """Return the mapped IRIs by kind: exact, close, broad, narrow, related."""
        found = {kind: self.texts(f"{kind}_mappings") for kind in MAPPINGS}
        return {
            kind: tuple(self.expand(curie) or curie for curie in curies)
            for kind, curies in found.items()
            if curies
        }

    @property
    def deprecated(self) -> str | None:
        """Return what is said of its deprecation; None while it holds."""
        return self.text("deprecated") or None

    @property
    def replaced_by(self) -> str | None:
        """Return the name or IRI of the successor of a deprecated element."""
        return (
            self.text("deprecated_element_has_exact_replacement")
            or self.text("deprecated_element_has_possible_replacement")
            or None
        )

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return other names."""
        return self.texts("aliases")

    @property
    def examples(self) -> tuple[str, ...]:
        """Return example values, as text."""
        found = self.raw.get("examples")
        items = found if isinstance(found, list) else []
        return tuple(
            to_text(item.get("value", item.get("object", "")) if isinstance(item, dict) else item)
            for item in items
        )

    def label(self, language: str) -> str:
        """Return the title in a language, else in the schema's own, else the name."""
        return self.titles.get(language) or self.titles.get(self.language) or self.name

    def text(self, key: str) -> str:
        """Return a scalar as it is written, empty where it is absent."""
        written = self.source.document.written.get((*self.path, key))
        if written is not None:
            return written
        return to_text(self.raw.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of scalars; a single one counts as a list of one."""
        found = self.raw.get(key)
        if found is None or isinstance(found, dict):
            return tuple(found or ())
        return tuple(to_text(item) for item in (found if isinstance(found, list) else [found]))

    def is_true(self, key: str) -> bool:
        """Return whether a key says true."""
        return self.raw.get(key) in (True, "true", "True")

    def number(self, key: str) -> int | float | None:
        """Return a number, None where it is absent or no number."""
        found = self.raw.get(key)
        if isinstance(found, bool) or not isinstance(found, int | float):
            return None
        return found

    def expand(self, curie: str) -> str:
        """Return the IRI of a CURIE; empty where the prefix is not declared."""
        prefix, colon, local = curie.partition(":")
        if not colon or local.startswith("//"):
            return curie
        namespace = self.source.prefixes.get(prefix) or self.prefixes.get(prefix)
        if namespace is None:
            return curie if prefix in {"urn", "mailto", "tag", "info", "doi"} else ""
        return namespace + local

    def _minted(self) -> str:
        local = underscore(self.name) if self.kind == "slot" else camel_case(self.name)
        return self.source.default_prefix + local

    def _texts(self, key: str) -> Texts:
        found: dict[str, str] = {}
        own = self.raw.get(key)
        if isinstance(own, dict):
            found |= {str(tag): to_text(text).strip() for tag, text in own.items()}
        elif own is not None:
            found[self.language] = self.text(key).strip()
        for name, text in self.annotations.items():
            match = TEXT_KEY.fullmatch(name)
            if match and match[1] == key:
                found.setdefault(match[2].replace("_", "-"), text.strip())
        return {tag: text for tag, text in found.items() if text}
