"""Lay out what was found for a page: marked pieces, facets as links, what was chosen.

Step on the line: between the results and the template. No markup is made here.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from linkml_schemas.kinds import ANY_KIND, OTHER_KINDS, list_key
from linkml_schemas.plan import read_plan_at
from server.render import site_language
from server.search.asked import MOST_WORDS
from server.search.finding import FURTHEST
from server.search.marking import to_pieces
from server.search.queries import FACETS
from server.search.requests import TEXT, address_with
from server.texts import to_text

SHOWN_VALUES = 12
"""Values of a facet that a page shows at once, the chosen one beside them; the others unfold."""

Json = dict[str, Any]


@lru_cache(maxsize=8)
def kind_names(base: str, language: str) -> Mapping[str, str]:
    """Return the name of each kind of thing by its key."""
    others = [kind for kind, _ in OTHER_KINDS]
    names = {kind: to_text(f"kind.{kind}", language) for kind in (*others, ANY_KIND)}
    for record_class in read_plan_at(base).classes:
        labels = record_class.labels
        names[list_key(record_class)] = labels.get(language) or labels.get("nl", "")
    return names


def to_page(found: Json, filters: Mapping[str, str], base: str) -> Json:
    """Return what the page shows.

    Shape:
        That of the results, each text as ``pieces``; ``facets`` as a list with ``key`` and
        ``values`` (``name``, ``lang``, ``count``, ``address``), without the chosen ones, and
        ``more`` of them that unfold;
        ``chosen`` as a list with ``key``, ``name`` and the ``address`` without it.
    """
    kinds = kind_names(base, site_language())
    facets = {key: [_named(key, value, kinds) for value in found["facets"][key]] for key in FACETS}
    return {
        **found,
        "results": [_to_result(result, kinds) for result in found["results"]],
        "facets": [
            {"key": key, "values": others[:SHOWN_VALUES], "more": others[SHOWN_VALUES:]}
            for key, values in facets.items()
            if (others := _others(key, values, filters))
        ],
        "chosen": [_chosen(key, value, facets[key], kinds) for key, value in filters.items()],
        "nearest_address": address_with(**{TEXT: found["nearest"]}),
        "unnarrowed": address_with(**dict.fromkeys(FACETS)),
        "most_words": MOST_WORDS,
        "furthest": FURTHEST,
    }


def _to_result(result: Json, kinds: Mapping[str, str]) -> Json:
    shown = {**result, "kind_name": kinds.get(result["kind"], "")}
    shown["pieces"] = to_pieces(result["label"], result["marks"])
    for part in ("snippet", "matched"):
        if text := result.get(part):
            shown[part] = {**text, "pieces": to_pieces(text["text"], text["marks"])}
    return shown


def _named(key: str, value: Json, kinds: Mapping[str, str]) -> Json:
    """Return a value of a facet with its name."""
    if key == "kind":
        return {**value, "name": kinds.get(value["value"], value["value"]), "lang": ""}
    return {**value, "name": value["label"]["text"], "lang": value["label"]["lang"]}


def _others(key: str, values: list[Json], filters: Mapping[str, str]) -> list[Json]:
    """Return the values of a facet that could be chosen now, with their addresses."""
    return [
        {**value, "address": address_with(**{key: value["value"]})}
        for value in values
        if value["value"] != filters.get(key)
    ]


def _chosen(key: str, value: str, values: list[Json], kinds: Mapping[str, str]) -> Json:
    known = next((item for item in values if item["value"] == value), None)
    name = known["name"] if known else kinds.get(value, value.rpartition("/")[2])
    lang = known["lang"] if known else ""
    return {"key": key, "name": name, "lang": lang, "address": address_with(**{key: None})}
