"""Make the content of the page of a collection of concepts.

Step on the line: within a worker; beside the pages of schemes and concepts.
"""

from typing import Any

from pyoxigraph import NamedNode

from server.labels import fold
from server.layout import arrange
from server.presenting.grouping import join_small
from server.sources import to_source
from server.statements import Facts, Reader, to_groups
from server.terms import DEFAULT
from server.thesaurus import terms
from server.thesaurus.concept import to_citation, to_history
from server.thesaurus.neighbours import pointing, to_link, to_links
from server.thesaurus.scheme import PLACED
from server.thesaurus.slices import cut

_IN_COLLECTION = {terms.MEMBER.value, terms.MEMBERS.value, terms.IN_SCHEME.value}


def collection_page(reader: Reader, iri: str, *, page: int = 1) -> dict[str, Any] | None:
    """Return what the page of a collection shows, None if nothing is said of it.

    Shape:
        ``members`` of one page in their own order if they have one, else by name; ``total``,
        ``page``, ``pages``; ``parents``, the collections that it is a member of.
    """
    facts = reader.facts(iri)
    if not facts:
        return None
    listed = _listed(reader, iri)
    members = listed or sorted(
        _members(facts), key=lambda member: (fold(reader.labels.name(member).value), member)
    )
    shown, pages, part = cut(len(members), page)
    schemes = [term.value for term in facts.get(terms.IN_SCHEME.value, {})
               if isinstance(term, NamedNode)]  # fmt: skip
    rest = {p: v for p, v in facts.items() if p not in PLACED | _IN_COLLECTION}
    title, description = reader.labels.name(iri), reader.labels.description(iri)
    return {
        "kind": "collection",
        "iri": iri,
        "title": title.to_json(),
        "description": description.to_json() if description else None,
        "ordered": bool(listed),
        "schemes": to_links(reader, schemes),
        "parents": to_links(reader, pointing(reader.store, terms.MEMBER, iri)),
        "members": [to_link(reader, member) for member in members[part]],
        "total": len(members),
        "page": shown,
        "pages": pages,
        "history": to_history(reader, facts),
        "groups": join_small(to_groups(reader, rest, arrange(None))),
        "citation": to_citation(reader, iri, title, schemes, facts),
        "sources": [to_source(reader.store, reader.base, reader.labels, g) for g in reader.graphs],
    }


def _members(facts: Facts) -> list[str]:
    found = facts.get(terms.MEMBER.value, {})
    return [term.value for term in found if isinstance(term, NamedNode)]


def _listed(reader: Reader, iri: str) -> list[str]:
    """Return the members of an ordered collection in their order, none of another."""
    node = _next(reader, NamedNode(iri), terms.MEMBERS)
    found: dict[str, None] = {}
    seen = set()
    while node is not None and node not in seen:
        seen.add(node)
        first = _next(reader, node, terms.FIRST)
        if isinstance(first, NamedNode):
            found[first.value] = None
        node = _next(reader, node, terms.REST)
    return list(found)


def _next(reader: Reader, node: Any, predicate: NamedNode) -> Any:
    quad = next(reader.store.quads_for_pattern(node, predicate, None, DEFAULT), None)
    return quad.object if quad and quad.object != terms.NIL else None
