"""Say of a thing that was found what it is called, of what kind it is, and why it was found.

Step on the line: between the index and the views, in a worker.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pyoxigraph import Literal, NamedNode

from ontology.iris import IriError, parse_iri
from ontology.words import to_code
from server.labels import Labels, Text, choose_text, rank
from server.links import base_path, document_path
from server.search.asked import Asked
from server.search.index import Thing
from server.search.marking import Found, cut_around, find_words
from server.terms import DEFAULT, DESCRIPTIONS

SNIPPET = 240
"""Characters that are shown of a description, about."""

QUERY_KIND = "zoekvraag"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Presenter:
    """Says what is shown of what was found.

    Args:
        labels: Names in the reader's languages.
        asked: What was sought.
        forgiving: Whether other spellings were sought too.
        fewer: Whether what has only some of the words was sought too.
        day: What ended before or on it is past.
    """

    labels: Labels
    asked: Asked
    forgiving: bool
    fewer: bool
    day: date

    def to_result(self, thing: Thing) -> Json:
        """Return what is shown of a thing.

        Shape:
            ``iri``, ``path``, ``label`` and ``lang``, ``marks`` in the label, ``kind``,
            ``notation``, ``schemes`` (IRI and name), ``past``, ``period`` (``since`` and
            ``until``, the first day on which it no longer holds; empty where that is not
            said), ``why`` it was found (``label``, ``alternative``, ``notation``,
            ``description``) and, where another text than the label fits, that text as
            ``matched``.
        """
        asked, labels, forgiving = self.asked, self.labels, self.forgiving
        names = [Text(text, lang) for lang, text in thing.get("labels", ())]
        label = min(
            names, key=lambda name: rank(name.language, self.labels.languages), default=None
        )
        label = label or labels.name(thing["iri"])
        found = find_words(label.value, asked.strong, forgiving=forgiving)
        result: Json = {
            "iri": thing["iri"],
            "path": _to_path(labels.base, thing),
            "label": label.value,
            "lang": label.language,
            "marks": found.marks,
            "kind": thing.get("kind", ""),
            "notation": next(iter(thing.get("codes", ())), ""),
            "schemes": [_to_name(iri, labels) for iri in thing.get("schemes", ())],
            "past": self._is_past(thing),
            "period": {name: thing.get(name, "") for name in ("since", "until")},
            "why": "label",
        }
        if len(found.words) < (1 if self.fewer else len(asked.strong)):
            result.update(self._reason(thing, names))
        return result

    def _is_past(self, thing: Thing) -> bool:
        until = thing.get("until", "")
        return thing.get("past", False) or bool(until and until <= self.day.isoformat())

    def _reason(self, thing: Thing, names: Sequence[Text]) -> Json:
        """Return why a thing was found that has not all words in its label."""
        asked = self.asked
        codes = [code for code in thing.get("codes", ()) if to_code(code).startswith(asked.code)]
        if codes and asked.code:
            return {"why": "notation", "notation": codes[0]}
        if "://" in asked.text and asked.text.endswith(thing["iri"].partition("://")[2]):
            return {"why": "notation"}
        others = [Text(text, lang) for lang, text in thing.get("alternatives", ())]
        best, most = None, Found()
        for text in (*names, *others):
            found = find_words(text.value, asked.strong, forgiving=self.forgiving)
            if len(found.words) > len(most.words):
                best, most = text, found
        if best is None or len(most.words) < (1 if self.fewer else len(asked.strong)):
            return {"why": "description"}
        why = "label" if best in names else "alternative"
        return {"why": why, "matched": {**best.to_json(), "marks": most.marks}}

    def snippet(self, iri: str) -> Json | None:
        """Return a part of the description that has the words, in the reader's language first."""
        literals = [
            quad.object
            for predicate in DESCRIPTIONS
            for quad in self.labels.store.quads_for_pattern(
                NamedNode(iri), predicate, None, DEFAULT
            )
            if isinstance(quad.object, Literal)
        ]
        own = choose_text(literals, self.labels.languages)
        if own is None:
            return None
        texts = [own, *(Text(each.value, each.language or "") for each in literals)]
        found = [
            find_words(text.value, self.asked.strong, forgiving=self.forgiving) for text in texts
        ]
        best = max(range(len(texts)), key=lambda at: (len(found[at].words), -at))
        text, marks = cut_around(texts[best].value, found[best].marks, SNIPPET)
        return {"text": text, "lang": texts[best].language, "marks": marks}


def _to_path(base: str, thing: Thing) -> str:
    """Return the path of the page about a thing; a named query has one where it is asked."""
    iri = thing["iri"]
    if thing.get("kind") == QUERY_KIND:
        try:
            parsed = parse_iri(base, iri)
        except IriError:
            return document_path(base, iri)
        if parsed.concept == QUERY_KIND and len(parsed.reference) == 1:
            return f"{base_path(base)}/api/queries/{parsed.reference[0]}"
    return document_path(base, iri)


def _to_name(iri: str, labels: Labels) -> Json:
    return {"iri": iri, **labels.name(iri).to_json()}
