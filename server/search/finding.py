"""Find things, and say of each what it is called, of what kind it is and why it was found.

Step on the line: in a worker; what is asked comes in and values for a view go out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import Store

from server.labels import Labels
from server.search.asked import parse_asked
from server.search.forms import unknown_words
from server.search.index import Hits, SearchIndex
from server.search.queries import (
    EVERYWHERE,
    FACETS,
    FEWER,
    FORGIVING,
    LEAST,
    Wish,
    to_query,
    today,
)
from server.search.results import Presenter
from server.search.scanning import scan
from server.search.spelling import spell

PAGE_SIZE = 20
"""Results on one page."""

FURTHEST = 10_000
"""Results that can be paged through; what is further down is better found with other words."""

FEW = 3
"""Suggestions from which on spelling is taken as it is."""

FACET_VALUES = 30
"""Values of one facet that are told."""

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
            forgiven for any of them; ``unknown``: filters with a value that nothing has;
            ``suggestions`` as :meth:`Presenter.to_result` makes them.
        """
        wish = self._wish(text, filters)
        wish, hits = self._nearest(wish, limit)
        shown = self._presenter(wish)
        return {
            "words": list(wish.asked.words),
            "indexed": self.index is not None,
            "forgiving": shown.forgiving and bool(hits.things),
            "unknown": self._unknown_filters(filters),
            "suggestions": [shown.to_result(thing) for thing in hits.things],
        }

    def _wish(self, text: str, filters: Mapping[str, str]) -> Wish:
        asked = parse_asked(text)
        return Wish(asked, self.languages, filters)

    def _presenter(self, wish: Wish) -> Presenter:
        labels = Labels(self.store, self.base, self.languages)
        forgiving, fewer = wish.depth == FORGIVING, wish.depth == FEWER
        return Presenter(labels, wish.asked, forgiving, fewer, today())

    def _nearest(self, wish: Wish, limit: int) -> tuple[Wish, Hits]:
        """Return the things that are meant most likely, and how far it was looked for them.

        It is looked as far as is needed: no further where enough was found that nothing
        further off could come before, and to other spellings only where little else fits.
        """
        hits = Hits(0, [])
        for depth, least in LEAST.items():
            wish = replace(wish, depth=depth)
            hits = self._find(wish, limit)
            if self.index is None or (len(hits.things) >= limit and hits.least >= least):
                return wish, hits
        if len(hits.things) >= min(limit, FEW):
            return wish, hits
        for further in self._further(wish, fewer=False):
            more = self._find(further, limit)
            if more.total > hits.total:
                return further, more
        return wish, hits

    def _further(self, wish: Wish, *, fewer: bool = True) -> Iterator[Wish]:
        """Yield the wishes that go further, where little or nothing fits.

        Shape:
            None where the words fit but not the choices: what does not fit a choice is not
            sought otherwise, so that the counts say what another choice gives.
        """
        if self.index is None or not wish.asked.words:
            return
        if wish.filters and self._find(replace(wish, filters={}), 1).total:
            return
        if unknown := unknown_words(self.index, wish.asked.strong):
            yield replace(wish, depth=FORGIVING, unknown=unknown)
        if fewer and len(wish.asked.strong) > 1:
            yield replace(wish, depth=FEWER)

    def _find(self, wish: Wish, limit: int, offset: int = 0) -> Hits:
        """Return how many things fit a wish, and some of them, the best first."""
        if self.index is None:
            return scan(self.store, self.base, wish, limit=limit, offset=offset)
        return self.index.find(to_query(self.index, wish), limit=limit, offset=offset)

    def search(self, text: str, filters: Mapping[str, str], page: int, size: int) -> Json:
        """Return one page of results, with what they can be narrowed by.

        Shape:
            ``total``, ``page``, ``pages``, ``words``, ``left_out``, ``indexed``, ``forgiving``,
            ``fewer`` (things have only some of the words), ``nearest`` (what may have been
            meant, empty if nothing is near), ``unknown`` (filters with a value that nothing
            has), ``facets`` as ``{facet: [{"value", "count", "label"}]}`` and ``results``.
        """
        wish = self._wish(text, filters)
        page = max(1, min(page, FURTHEST // size))
        hits = self._find(wish, size, (page - 1) * size)
        for further in self._further(wish) if not hits.total else ():
            hits = self._find(further, size, (page - 1) * size)
            if hits.total or (filters and self._find(replace(further, filters={}), 1).total):
                wish = further
                break
        total = hits.total
        pages = max(1, min(-(-total // size), FURTHEST // size))
        if total and page > pages:
            page = pages
            hits = self._find(wish, size, (page - 1) * size)
        shown = self._presenter(wish)
        results = [{**shown.to_result(t), "snippet": shown.snippet(t["iri"])} for t in hits.things]
        astray = not total or wish.depth > EVERYWHERE
        return {
            "total": total,
            "page": page if total else 1,
            "pages": pages,
            "words": list(wish.asked.words),
            "left_out": wish.asked.left_out,
            "indexed": self.index is not None,
            "forgiving": total > 0 and shown.forgiving,
            "fewer": total > 0 and shown.fewer,
            "nearest": spell(self.index, wish.asked, results) if self.index and astray else "",
            "unknown": self._unknown_filters(filters),
            "facets": self._facets(wish, shown.labels),
            "results": results,
        }

    def _unknown_filters(self, filters: Mapping[str, str]) -> list[str]:
        """Return the filters whose value nothing has; none where that is not known."""
        if self.index is None:
            return []
        return [facet for facet, value in filters.items() if not self.index.has(facet, value)]

    def _facets(self, wish: Wish, labels: Labels) -> Json:
        """Return the values of each facet among what fits the words and the other facets."""
        if self.index is None:
            return {facet: [] for facet in FACETS}
        free = [facet for facet in FACETS if facet not in wish.filters]
        counts = self.index.count(to_query(self.index, wish), free, most=FACET_VALUES)
        for facet in wish.filters:
            query = to_query(self.index, wish, without=facet)
            counts |= self.index.count(query, [facet], most=FACET_VALUES)
        return {
            facet: [_to_value(facet, *pair, labels) for pair in counts[facet]] for facet in FACETS
        }


def _to_value(facet: str, value: str, count: int, labels: Labels) -> Json:
    """Return a value of a facet; a kind is named where pages are made."""
    if facet == "kind":
        return {"value": value, "count": count}
    return {"value": value, "count": count, "label": labels.name(value).to_json()}
