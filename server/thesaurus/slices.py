"""Cut what one page of a scheme shows out of its index.

Step on the line: between ``index`` and the pages and addresses of a scheme. A slice has a bounded
number of rows, however large the scheme is.
"""

from collections.abc import Sequence
from typing import Any

from server.links import document_path
from server.thesaurus.alphabet import Row
from server.thesaurus.index import SchemeIndex, read_alphabet

PAGE_SIZE = 200
"""Rows of a list on one page."""

LONGEST = 300
"""Characters of a label that a list shows; the page of the concept has all of it."""

Languages = tuple[str, ...]


def to_row(index: SchemeIndex, position: int, wanted: Languages) -> dict[str, Any]:
    """Return a concept as a list shows it.

    Shape:
        ``iri``, ``href``, ``text`` and ``lang`` of its label, ``notation``, ``deprecated``,
        ``narrower`` (how many concepts are right below it), ``loose``, ``named``.
    """
    entry, name = index.entries[position], index.name(position, wanted)
    return {
        "iri": entry.iri,
        "href": document_path(index.base, entry.iri),
        "text": shorten_label(name.value),
        "lang": name.language,
        "notation": shorten_label(entry.notation),
        "deprecated": entry.deprecated,
        "narrower": len(index.tree.children[position]),
        "loose": position in index.tree.loose,
        "named": bool(entry.names),
    }


def shorten_label(text: str) -> str:
    """Return a label that fits a list; a cut one ends in an ellipsis.

    >>> len(shorten_label("x" * 5000))
    300
    """
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def cut(total: int, page: int) -> tuple[int, int, slice]:
    """Return the page that is shown, how many there are, and its rows.

    >>> cut(401, 9)
    (3, 3, slice(400, 600, None))
    """
    pages = max(1, -(-total // PAGE_SIZE))
    shown = min(max(1, page), pages)
    return shown, pages, slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE)


def letters(
    index: SchemeIndex, wanted: Languages, *, letter: str = "", page: int = 1
) -> dict[str, Any]:
    """Return one page of the labels of a scheme under a letter.

    Shape:
        ``letters`` with their counts, the ``letter`` shown (the first for one that is not
        there), ``rows``, ``total`` of the letter, ``page``, ``pages``. The row of an
        alternative label has it as ``alternative``, and the concept's own label as ``text``.
    """
    alphabet = read_alphabet(index, wanted)
    known = dict(alphabet.letters)
    chosen = letter if letter in known else next(iter(known), "")
    found = alphabet.under(chosen) if chosen else ()
    shown, pages, part = cut(len(found), page)
    return {
        "letters": [list(pair) for pair in alphabet.letters],
        "letter": chosen,
        "rows": [_labelled(index, row, wanted) for row in found[part]],
        "total": len(found),
        "page": shown,
        "pages": pages,
    }


def _labelled(index: SchemeIndex, row: Row, wanted: Languages) -> dict[str, Any]:
    other = shorten_label(row.text) if row.alternative else ""
    return {**to_row(index, row.concept, wanted), "alternative": other}


def children(index: SchemeIndex, wanted: Languages, *, of: str = "", page: int = 1) -> Any:
    """Return one page of the concepts right below another, or of those at the top.

    Shape:
        ``of``, ``rows``, ``total``, ``page``, ``pages``; None if the scheme has no such concept.
    """
    if of and of not in index.positions:
        return None
    found = sorted_children(index, wanted, index.positions[of] if of else None)
    shown, pages, part = cut(len(found), page)
    rows = [to_row(index, position, wanted) for position in found[part]]
    return {"of": of, "rows": rows, "total": len(found), "page": shown, "pages": pages}


def sorted_children(index: SchemeIndex, wanted: Languages, above: int | None) -> Sequence[int]:
    """Return the positions right below a concept, those at the top for None, in order."""
    return index.sort(index.tree.roots if above is None else index.tree.children[above], wanted)


def branch(index: SchemeIndex, wanted: Languages, *, of: str = "", page: int = 1) -> Any:
    """Return what :func:`children` does, unfolded as far as a page has room for.

    Shape:
        A row whose concepts below are on the page has them as ``rows``, level by level from
        the top, and never those of a concept that stands above it as well.
    """
    found = children(index, wanted, of=of, page=page)
    if found is None:
        return None
    room = PAGE_SIZE - len(found["rows"])
    level = [(row, frozenset({of, row["iri"]})) for row in found["rows"]]
    while level and room > 0:
        following = []
        for row, above in level:
            if not row["narrower"] or row["narrower"] > room:
                continue
            below = _below(index, wanted, row, above)
            if below is None:
                continue
            row["rows"] = below
            room -= len(below)
            following += [(child, above | {child["iri"]}) for child in below]
        level = following
    return found


def _below(
    index: SchemeIndex, wanted: Languages, row: dict[str, Any], above: frozenset[str]
) -> list[dict[str, Any]] | None:
    """Return the rows below one, None where a cycle would unfold for ever."""
    places = sorted_children(index, wanted, index.positions[row["iri"]])
    below = [to_row(index, place, wanted) for place in places]
    return None if any(child["iri"] in above for child in below) else below


def recent(index: SchemeIndex, wanted: Languages, *, page: int = 1) -> dict[str, Any]:
    """Return one page of the concepts that say when they were made or changed, the last first.

    Shape:
        As :func:`children`; a row has ``created`` and ``modified``.
    """
    dated = index.dated
    shown, pages, part = cut(len(dated), page)
    rows = [
        {
            **to_row(index, place, wanted),
            "created": index.entries[place].created,
            "modified": index.entries[place].modified,
        }
        for place in dated[part]
    ]
    return {"rows": rows, "total": len(dated), "page": shown, "pages": pages}
