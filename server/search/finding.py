"""Find things, and say of each what it is called, of what kind it is and why it was found.

Step on the line: in a worker; what is asked comes in and values for a view go out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from ontology.words import to_code
from server.labels import Labels, Text, choose_text, rank
from server.links import document_path
from server.search.asked import Asked, parse_asked
from server.search.index import Hits, SearchIndex, Thing
from server.search.marking import Found, cut_around, find_words
from server.search.queries import ALTERNATIVE, FACETS, FORGIVING, LEAST, Wish, to_query
from server.search.scanning import scan
from server.search.spelling import spell
from server.terms import DEFAULT, DESCRIPTIONS

PAGE_SIZE = 20
"""Results on one page."""

FURTHEST = 10_000
"""Results that can be paged through; what is further down is better found with other words."""

FEW = 3
"""Suggestions from which on spelling is taken as it is."""

FACET_VALUES = 30
"""Values of one facet that are told."""

SNIPPET = 240
"""Characters that are shown of a description, about."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finder:
    """What finds, in one generation, for one reader.

    Args:
        index: The index; None where a generation has none, and some names are looked through.
        store: The generation's store, for names and descriptions.
        base: The base of our IRIs.
        languages: The reader's languages, best first.
    """

    index: SearchIndex | None
    store: Store
    base: str
    languages: tuple[str, ...]

    def suggest(self, text: str, filters: Mapping[str, str], limit: int) -> Json:
        """Return the things that somebody who types may mean, the likeliest first.

        Shape:
            ``words`` that were sought, ``indexed``, ``forgiving``: whether spelling was
            forgiven for any of them; ``suggestions`` as :meth:`_to_result` makes them.
        """
        asked = parse_asked(text)
        found, forgiving = self._nearest(asked, filters, limit)
        labels = Labels(self.store, self.base, self.languages)
        return {
            "words": list(asked.words),
            "indexed": self.index is not None,
            "forgiving": forgiving,
            "suggestions": [self._to_result(thing, asked, labels, forgiving) for thing in found],
        }

    def _nearest(
        self, asked: Asked, filters: Mapping[str, str], limit: int
    ) -> tuple[list[Thing], bool]:
        """Return the things that are meant most likely, and whether spelling was forgiven.

        It is looked as far as is needed: no further where enough was found that nothing
        further off could come before, and to other spellings only where no name fits and
        little else does.
        """
        hits = Hits(0, [])
        for depth, least in LEAST.items():
            hits = self._find(Wish(asked, self.languages, filters, depth), limit)
            if self.index is None or (len(hits.things) >= limit and hits.least >= least):
                return hits.things, False
        if len(hits.things) >= min(limit, FEW) or hits.most >= ALTERNATIVE or not asked.words:
            return hits.things, False
        more = self._find(Wish(asked, self.languages, filters, FORGIVING), limit)
        return more.things, len(more.things) > len(hits.things)

    def _find(self, wish: Wish, limit: int, offset: int = 0) -> Hits:
        """Return how many things fit a wish, and some of them, the best first."""
        if self.index is None:
            return scan(self.store, self.base, wish, limit=limit, offset=offset)
        query = to_query(self.index.schema, wish)
        return self.index.find(query, limit=limit, offset=offset)

    def search(self, text: str, filters: Mapping[str, str], page: int, size: int) -> Json:
        """Return one page of results, with what they can be narrowed by.

        Shape:
            ``total``, ``page``, ``pages``, ``words``, ``left_out``, ``indexed``, ``forgiving``,
            ``nearest`` (what may have been meant, empty if nothing is near), ``facets`` as
            ``{facet: [{"value", "count", "label"}]}`` and ``results``.
        """
        asked = parse_asked(text)
        wish = Wish(asked, self.languages, filters)
        page = max(1, min(page, FURTHEST // size))
        hits = self._find(wish, size, (page - 1) * size)
        if not hits.total and asked.words:
            wish = Wish(asked, self.languages, filters, FORGIVING)
            hits = self._find(wish, size, (page - 1) * size)
        total = hits.total
        pages = max(1, min(-(-total // size), FURTHEST // size))
        if total and page > pages:
            page = pages
            hits = self._find(wish, size, (page - 1) * size)
        labels = Labels(self.store, self.base, self.languages)
        astray = wish.depth == FORGIVING
        forgiving = astray and total > 0
        results = [self._to_result(thing, asked, labels, forgiving) for thing in hits.things]
        for result in results:
            result["snippet"] = self._snippet(result["iri"], asked, forgiving)
        return {
            "total": total,
            "page": page if total else 1,
            "pages": pages,
            "words": list(asked.words),
            "left_out": asked.left_out,
            "indexed": self.index is not None,
            "forgiving": forgiving,
            "nearest": spell(self.index, asked) if self.index and astray else "",
            "facets": self._facets(wish, labels),
            "results": results,
        }

    def _facets(self, wish: Wish, labels: Labels) -> Json:
        """Return the values of each facet among what fits the words and the other facets."""
        if self.index is None:
            return {facet: [] for facet in FACETS}
        free = [facet for facet in FACETS if facet not in wish.filters]
        counts = self.index.count(to_query(self.index.schema, wish), free, most=FACET_VALUES)
        for facet in wish.filters:
            query = to_query(self.index.schema, wish, without=facet)
            counts |= self.index.count(query, [facet], most=FACET_VALUES)
        return {
            facet: [_to_value(facet, *pair, labels) for pair in counts[facet]] for facet in FACETS
        }

    def _to_result(self, thing: Thing, asked: Asked, labels: Labels, forgiving: bool) -> Json:
        """Return what is shown of a thing.

        Shape:
            ``iri``, ``path``, ``label`` and ``lang``, ``marks`` in the label, ``kind``,
            ``notation``, ``schemes`` (IRI and name), ``past``, ``why`` it was found (``label``,
            ``alternative``, ``notation``, ``description``) and, where another text than the
            label fits, that text as ``matched``.
        """
        names = [Text(text, lang) for lang, text in thing.get("labels", ())]
        label = min(names, key=lambda name: rank(name.language, self.languages), default=None)
        label = label or labels.name(thing["iri"])
        found = find_words(label.value, asked.strong, forgiving=forgiving)
        result: Json = {
            "iri": thing["iri"],
            "path": document_path(self.base, thing["iri"]),
            "label": label.value,
            "lang": label.language,
            "marks": found.marks,
            "kind": thing.get("kind", ""),
            "notation": next(iter(thing.get("codes", ())), ""),
            "schemes": [_to_name(iri, labels) for iri in thing.get("schemes", ())],
            "past": thing.get("past", False),
            "why": "label",
        }
        if len(found.words) < len(asked.strong):
            result.update(self._reason(thing, names, asked, forgiving))
        return result

    def _reason(self, thing: Thing, names: Sequence[Text], asked: Asked, forgiving: bool) -> Json:
        """Return why a thing was found that has not all words in its label."""
        codes = [code for code in thing.get("codes", ()) if to_code(code).startswith(asked.code)]
        if codes and asked.code:
            return {"why": "notation", "notation": codes[0]}
        if asked.text == thing["iri"]:
            return {"why": "notation"}
        others = [Text(text, lang) for lang, text in thing.get("alternatives", ())]
        best, most = None, Found()
        for text in (*names, *others):
            found = find_words(text.value, asked.strong, forgiving=forgiving)
            if len(found.words) > len(most.words):
                best, most = text, found
        if best is None or len(most.words) < len(asked.strong):
            return {"why": "description"}
        why = "label" if best in names else "alternative"
        return {"why": why, "matched": {**best.to_json(), "marks": most.marks}}

    def _snippet(self, iri: str, asked: Asked, forgiving: bool) -> Json | None:
        """Return a part of the description that has the words, in the reader's language first."""
        literals = [
            quad.object
            for predicate in DESCRIPTIONS
            for quad in self.store.quads_for_pattern(NamedNode(iri), predicate, None, DEFAULT)
            if isinstance(quad.object, Literal)
        ]
        own = choose_text(literals, self.languages)
        if own is None:
            return None
        texts = [own, *(Text(each.value, each.language or "") for each in literals)]
        found = [find_words(text.value, asked.strong, forgiving=forgiving) for text in texts]
        best = max(range(len(texts)), key=lambda at: (len(found[at].words), -at))
        text, marks = cut_around(texts[best].value, found[best].marks, SNIPPET)
        return {"text": text, "lang": texts[best].language, "marks": marks}


def _to_name(iri: str, labels: Labels) -> Json:
    return {"iri": iri, **labels.name(iri).to_json()}


def _to_value(facet: str, value: str, count: int, labels: Labels) -> Json:
    """Return a value of a facet; a kind is named where pages are made."""
    if facet == "kind":
        return {"value": value, "count": count}
    return {"value": value, "count": count, "label": labels.name(value).to_json()}
