"""Find what things are called in the data, and how one comes to those without an IRI.

Step on the line: after the check, so that a person finds the thing that is wrong.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.iris import mint_genid
from ontology.namespaces import PREFIXES, shrink_at

_LABELS = tuple(
    PREFIXES[prefix] + name
    for prefix, name in (
        ("dct", "title"), ("skos", "prefLabel"), ("rdfs", "label"), ("foaf", "name"),
        ("schema", "name"), ("vcard", "fn"),
    )
)  # fmt: skip
"""What names a thing, the best first."""

_STEPS = 4
LONGEST = 200
"""Characters of a name that are shown."""


@dataclass(slots=True)
class Named:
    """What a thing is called, and how one comes to it."""

    label: str = ""
    holder: str = ""


def name_things(lines: bytes, wanted: Iterable[str], base: str) -> dict[str, Named]:
    """Return what things are called.

    Shape:
        ``holder`` is empty for a thing with an IRI; for another one it is the IRI of what holds
        it and the predicates that lead to it, such as ``<…/a> / dcat:contactPoint``.

    Args:
        lines: The data as N-Triples.
        wanted: IRIs, or ``_:`` and the label of a blank node.
        base: The base of our IRIs, some of which stand for things without a name.
    """
    nameless = ("_:", mint_genid(base, "0")[:-1])
    found = {name: Named() for name in wanted}
    held: dict[str, tuple[str, str]] = {}
    ranks: dict[str, int] = {}
    for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES):
        if not isinstance(quad.object, ox.Literal) and _show(quad.object).startswith(nameless):
            held.setdefault(_show(quad.object), (_show(quad.subject), quad.predicate.value))
        if not (isinstance(quad.object, ox.Literal) and quad.predicate.value in _LABELS):
            continue
        name, rank = _show(quad.subject), _LABELS.index(quad.predicate.value)
        if name in found and rank < ranks.get(name, len(_LABELS)):
            ranks[name] = rank
            found[name].label = quad.object.value[:LONGEST]
    for name, named in found.items():
        if name.startswith(nameless):
            named.holder = _lead(name, held, base)
    return found


def _lead(name: str, held: dict[str, tuple[str, str]], base: str) -> str:
    steps: list[str] = []
    here = name
    while here in held and len(steps) < _STEPS:
        here, predicate = held[here]
        steps.insert(0, shrink_at(predicate, base) or f"<{predicate}>")
    if not steps:
        return ""
    start = "[]" if here.startswith("_:") else f"<{here}>"
    return " / ".join((start, *steps))


def _show(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)
