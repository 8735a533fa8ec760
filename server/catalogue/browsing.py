"""Say what a page of the catalogue shows to people: the same entries as that page of its data.

Step on the line: in a worker, over an open store; beside ``holdings``, which tells the same to
harvesters.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from server.catalogue.describing import Manifest, Paging
from server.catalogue.holdings import entries_of, page_of
from server.labels import Labels, shorten_name
from server.links import base_path, document_path
from server.sources import objects, to_source
from server.terms import to_term

_MODIFIED = (to_term("dct:modified"), to_term("dct:issued"))
"""Where a data set says when it changed, the best first."""


def browse(
    store: Store, base: str, manifest: Manifest, *, page: int, languages: Sequence[str]
) -> dict[str, Any] | None:
    """Return what a page of the catalogue shows, None if there is no such page.

    Shape:
        ``page``, ``pages``, ``total`` (entries on all pages); ``registries`` and ``held``: those
        of this page as ``to_source`` gives them, with ``modified``; a registry with ``title`` per
        language, ``dump`` and ``stream``; what is held with ``kind``, the CURIE of its class.

    Args:
        store: A generation's store.
        base: The base of the data directory.
        manifest: What the build said of the generation.
        page: From 1.
        languages: BCP 47 tags, the reader's best first.
    """
    paging = page_of(store, manifest, page)
    if not 1 <= page <= paging.pages:
        return None
    labels = Labels(store, base, tuple(languages))
    return {
        "page": paging.page,
        "pages": paging.pages,
        "total": paging.total,
        "registries": list(_registries(store, base, manifest, labels, paging)),
        "held": list(_held(store, base, manifest, labels, paging)),
    }


def _registries(
    store: Store, base: str, manifest: Manifest, labels: Labels, paging: Paging
) -> Iterator[dict[str, Any]]:
    for entry in entries_of(store, manifest, paging):
        if isinstance(entry, Mapping):
            yield {
                **to_source(store, base, labels, entry["graph"]),
                "title": entry.get("title") or {"nl": entry["name"]},
                "href": document_path(base, entry["graph"]),
                "modified": entry.get("loaded", ""),
                "dump": f"{base_path(base)}/dumps/{entry['name']}.nq.gz",
                "stream": f"{base_path(base)}/ldes/{entry['name']}",
            }


def _held(
    store: Store, base: str, manifest: Manifest, labels: Labels, paging: Paging
) -> Iterator[dict[str, Any]]:
    for entry in entries_of(store, manifest, paging):
        if not isinstance(entry, Mapping):
            iri, curie = entry
            yield {
                **to_source(store, base, labels, iri),
                "title": shorten_name(labels.name(iri)).to_json(),
                "kind": curie,
                "modified": _modified(store, NamedNode(iri)),
            }


def _modified(store: Store, node: NamedNode) -> str:
    for predicate in _MODIFIED:
        literals = [t.value for t in objects(store, node, predicate) if isinstance(t, Literal)]
        if literals:
            return max(literals)
    return ""
