"""Say where a concept stands in the alphabet of its scheme: its letter and its neighbours.

Step on the line: under ``concept``, within a worker; a slice of the index that the views of the
scheme share.
"""

from bisect import bisect_left
from itertools import islice
from typing import Any

from pyoxigraph import NamedNode

from server.languages import SITE_LANGUAGES
from server.statements import Reader
from server.terms import DEFAULT
from server.thesaurus import slices, terms
from server.thesaurus.alphabet import Alphabet, letter_of, place_of, to_key
from server.thesaurus.index import PREPARED, SchemeIndex, read_alphabet, read_scheme

NEAR = 3
"""Concepts that are shown before and after one."""

READ_AT_ONCE = 2_000
"""Concepts of a scheme that is read for the page of one of them, if it was not read before."""

SORTED_AT_ONCE = 50_000
"""Concepts that are put in the order of a language in which nothing was prepared."""


def read_shelf(reader: Reader, scheme: str, iri: str) -> dict[str, Any] | None:
    """Return what stands around a concept in the alphabet of a scheme.

    Shape:
        ``letters`` with their counts, the ``letter`` of the concept, ``rows`` as
        :func:`server.thesaurus.slices.to_row` gives them, that of the concept among them,
        ``is_flat``; None where there is nothing beside it, or the scheme is too large to be
        read for one page.
    """
    index = _find_index(reader, scheme)
    language = reader.languages[:1]
    if index is None or iri not in index.positions or len(index.entries) < 2:
        return None
    if len(index.entries) > SORTED_AT_ONCE and language[0] not in SITE_LANGUAGES:
        return None
    position = index.positions[iri]
    text = index.name(position, language).value
    alphabet = read_alphabet(index, language)
    found = _near(alphabet, text, position)
    return {
        "letters": [list(pair) for pair in alphabet.letters],
        "letter": letter_of(to_key(text)),
        "rows": [slices.to_row(index, place, language) for place in found],
        "is_flat": index.tree.is_flat,
    }


def _find_index(reader: Reader, scheme: str) -> SchemeIndex | None:
    if (reader.base, scheme) not in PREPARED:
        node = NamedNode(scheme)
        inside = reader.store.quads_for_pattern(None, terms.IN_SCHEME, node, DEFAULT)
        if sum(1 for _ in islice(inside, READ_AT_ONCE + 1)) > READ_AT_ONCE:
            return None
    return read_scheme(reader.store, reader.base, scheme)


def _near(alphabet: Alphabet, text: str, position: int) -> list[int]:
    """Return the positions of a concept and its neighbours, in the order of their names."""
    key = to_key(text)
    own = (place_of(letter_of(key)), key, text, position)
    at = bisect_left(alphabet.rows, own, key=lambda r: (r.place, r.key, r.text, r.concept))
    rows = alphabet.rows
    before = (rows[i].concept for i in range(at - 1, -1, -1) if not rows[i].alternative)
    after = (rows[i].concept for i in range(at + 1, len(rows)) if not rows[i].alternative)
    return [*reversed([*islice(before, NEAR)]), position, *islice(after, NEAR)]
