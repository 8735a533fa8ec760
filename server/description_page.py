"""Show people what the graph says of itself: its numbers, its graphs, its classes.

Step on the line: beside ``descriptions``; from the same files, so the page and the data agree.
Pure functions.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ontology.namespaces import prefixes_at, shrink
from server.labels import Text
from server.links import base_path, contents_address, document_path
from server.negotiation import GRAPH_OFFERS
from server.void import whole_counts

NUMBERS = ("triples", "entities", "predicates", "classes")
"""What is counted of the whole, in the order of the page."""

NO_NAMES: Mapping[str, Mapping[str, Any]] = MappingProxyType({})


def page_values(
    manifest: Mapping[str, Any],
    statistics: Mapping[str, Any],
    base: str,
    names: Mapping[str, Mapping[str, Any]] = NO_NAMES,
) -> dict[str, Any]:
    """Return what the page shows.

    Shape:
        ``numbers`` by key; ``graphs`` with ``title`` by language, ``href``, ``triples``,
        ``entities``, ``licence``, ``licence_name`` (None if it has none), ``attribution``,
        ``loaded`` and ``contents``, the largest first; ``classes`` with ``name``, ``iri`` and
        ``entities``, likewise; ``types``: the media types of the description, all at
        ``address``.

    Args:
        manifest: What the build said of the generation.
        statistics: What it counted.
        base: The base of the data directory.
        names: What licences are called, by their IRIs.
    """
    counted = whole_counts(manifest, statistics)
    numbers = {
        key: counted[key] if isinstance(counted[key], int) else len(counted[key])
        for key in NUMBERS
        if key in counted
    }
    graphs = [
        {
            **_graph(entry, statistics.get("graphs", {}).get(entry["graph"], {}), base),
            "licence_name": names.get(entry.get("licence", "")),
        }
        for entry in manifest.get("registries", ())
    ]
    classes = [_class(iri, found, base) for iri, found in statistics.get("classes", {}).items()]
    return {
        "numbers": numbers,
        "graphs": sorted(graphs, key=lambda row: -row["triples"]),
        "classes": sorted(classes, key=lambda row: (-row["entities"], row["name"])),
        "types": [offer.media_type for offer in GRAPH_OFFERS],
        "address": f"{base_path(base)}/.well-known/void",
    }


def _graph(entry: Mapping[str, Any], counts: Mapping[str, Any], base: str) -> dict[str, Any]:
    iri = entry["graph"]
    return {
        "title": entry.get("title") or {"nl": entry["name"]},
        "href": document_path(base, iri),
        "triples": counts.get("triples", entry.get("quads", 0)),
        "entities": counts.get("entities"),
        "licence": entry.get("licence", ""),
        "attribution": Text(entry["attribution"], "nl").to_json()
        if entry.get("attribution")
        else None,
        "loaded": entry.get("loaded", ""),
        "contents": base_path(base) + contents_address(base, iri)[len(base) :],
    }


def _class(iri: str, found: Mapping[str, Any], base: str) -> dict[str, Any]:
    name = shrink(iri, prefixes_at(base)) or iri
    return {"name": name, "iri": iri, "entities": found["entities"]}
