"""Find what somebody may have meant who asked for an address at which there is nothing.

Step on the line: beside ``overview``, within a worker; names of a class are kept there. Bounded:
only the class that the path names is looked through, and only so many of it.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any
from urllib.parse import unquote

from pyoxigraph import Store

from linkml_schemas.plan import Schema
from server.labels import fold
from server.layout import list_key
from server.links import base_path, document_path
from server.overview import class_names, count_of_classes

MOST = 6
"""Things that are offered."""

LOOKED_AT = 20_000
"""Things of a class that are looked through; of a larger class nothing is offered but its list."""

COMPARED = 800
"""Names of about the right length that are compared letter by letter."""

_LIKE = 0.6
_ABOUT = 3


def nearest(
    store: Store, base: str, plan: Schema, path: str, *, languages: Sequence[str]
) -> dict[str, Any]:
    """Return what an address that names nothing may have been meant to name.

    Shape:
        ``term`` (the last segment as words, to search for), ``kind`` (``key``, ``labels`` and
        ``href`` of the list that the path names, or None) and ``things`` (links).

    Args:
        store: A generation's store.
        base: The base of the data directory.
        plan: The compiled plan at that base.
        path: The path that was asked for, under the base.
        languages: BCP 47 tags, the reader's best first.
    """
    segments = [unquote(part) for part in path.split("/") if part]
    last = segments[-1][:100] if segments else ""
    stem = last.rpartition(".")[0] if "." in last else last
    keys = {list_key(each): each for each in plan.classes}
    named = next((part for part in segments[1:] if part in keys), None) or (
        segments[0] if segments and segments[0] in keys else None
    )
    things: list[dict[str, Any]] = []
    if named and stem and count_of_classes(store)[keys[named].iri] <= LOOKED_AT:
        rows = class_names(store, base, keys[named].iri, tuple(languages))
        things = _closest(base, rows, stem)
    kind = keys[named] if named else None
    return {
        "term": " ".join(stem.replace("-", " ").replace("_", " ").split()),
        "kind": {
            "labels": dict(kind.plurals or kind.labels),
            "href": f"{base_path(base)}/lijst/{named}",
        }
        if kind
        else None,
        "things": things,
    }


def _closest(base: str, rows: Sequence[tuple[str, str, str, str]], stem: str) -> list[Any]:
    """Return the things of which the reference or the name is most like what was asked."""
    wanted = fold(stem).replace("-", " ")
    by_text: dict[str, tuple[str, str, str, str]] = {}
    for row in rows:
        by_text.setdefault(row[0], row)
        by_text.setdefault(fold(unquote(row[1].rpartition("/")[2])).replace("-", " "), row)
    begun = [text for text in by_text if wanted in text or (len(text) > _ABOUT and text in wanted)]
    begun = sorted(begun, key=len)[:MOST]
    about = [text for text in by_text if abs(len(text) - len(wanted)) <= _ABOUT]
    about.sort(key=lambda text: text[:3] != wanted[:3])
    like = get_close_matches(wanted, about[:COMPARED], n=MOST, cutoff=_LIKE)
    found = {by_text[text][1]: by_text[text] for text in (*like, *begun)}
    return [
        {"text": name, "lang": language, "iri": iri, "href": document_path(base, iri)}
        for _, iri, name, language in list(found.values())[:MOST]
    ]
