"""Say when a concept holds: the period that is stated of it.

Step on the line: under ``concept`` and ``neighbours``; pattern access only. Whether a period is
over is not said here, for a page is kept longer than a day lasts.
"""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Store

from server.terms import DEFAULT
from server.thesaurus import terms


def validity(store: Store, iri: str) -> dict[str, str]:
    """Return from when and until when a concept holds; empty where nothing is said of it.

    Shape:
        ``start`` and ``end``, each a day of ISO 8601 or empty. The period is half-open: the
        end is the first day on which the concept no longer holds.
    """
    for period in store.quads_for_pattern(NamedNode(iri), terms.TEMPORAL, None, DEFAULT):
        start = next(_days(store, period.object, terms.START), "")
        end = next(_days(store, period.object, terms.END), "")
        if start or end:
            return {"start": start, "end": end}
    return {}


def _days(store: Store, period: object, predicate: NamedNode) -> Iterator[str]:
    if isinstance(period, NamedNode):
        for quad in store.quads_for_pattern(period, predicate, None, DEFAULT):
            yield getattr(quad.object, "value", "")[:10]
