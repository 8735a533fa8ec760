"""Answer what a front asks of the thesaurus.

Step on the line: within a worker, under ``Dataset.thesaurus``; each question is one function, so
that one name crosses the socket for all of them.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pyoxigraph import Store

from linkml_schemas.plan import Schema
from server.dereferencing.relations import relate
from server.describe import Document
from server.layout import choose_class
from server.problems import ServerFault
from server.saying.message import say
from server.statements import Reader
from server.terms import TYPE
from server.thesaurus import slices, terms
from server.thesaurus.collection import collection_page
from server.thesaurus.concept import concept_page
from server.thesaurus.directory import list_schemes, read_directory
from server.thesaurus.index import read_scheme
from server.thesaurus.neighbours import is_of, stated
from server.thesaurus.overview import overview_page, scheme_facts, to_titles
from server.thesaurus.scheme import Asked, scheme_page
from server.thesaurus.table import scheme_table


def answer(
    store: Store,
    base: str,
    plan: Schema,
    question: str,
    *,
    languages: Sequence[str],
    **arguments: Any,
) -> Any:
    """Return the answer to a question, None where there is no such thing.

    Args:
        store: A generation's store.
        base: The base of the data directory.
        plan: The compiled plan at that base.
        question: A key of ``QUESTIONS``.
        languages: BCP 47 tags, that of the content first.
        arguments: What the question takes.
    """
    asked = QUESTIONS.get(question)
    if asked is None:
        raise ServerFault(say("fault.question", question=question))
    return asked(Reader(store, base, plan, tuple(languages)), **arguments)


def _page(reader: Reader, iri: str, *, page: int = 1, **asked: Any) -> dict[str, Any] | None:
    """Return the page of a scheme, a collection or a concept; None for anything else.

    Shape:
        A thing with a class of its own that is a concept too, such as a role, is anything else.
        ``relations`` are what its Link header names.
    """
    reader.subject = iri
    found = None
    if is_of(reader.store, iri, terms.SCHEME):
        found = scheme_page(reader, iri, Asked(page=page, **asked))
    elif is_of(reader.store, iri, *terms.COLLECTIONS):
        found = collection_page(reader, iri, page=page)
    elif is_plain_concept(reader, iri):
        found = concept_page(reader, iri, page=page)
    if found is None:
        return None
    related = relate(reader.store, reader.base, reader.schema, iri, reader.graphs)
    return {**found, "relations": related}


def is_plain_concept(reader: Reader, iri: str) -> bool:
    """Return whether something is a concept, and nothing that the plan knows better."""
    types = stated(reader.store, iri, TYPE)
    if terms.CONCEPT.value not in types:
        return False
    planned = choose_class(reader.schema, reader.base, iri, types)
    return planned is None or planned.iri == terms.CONCEPT.value


def _schemes(reader: Reader) -> list[dict[str, Any]]:
    rows = list_schemes(reader)
    return [{**row, "titles": to_titles(reader.store, row["iri"])} for row in rows]


def _children(reader: Reader, key: str, of: str = "", page: int = 1) -> Any:
    iri = read_directory(reader.store, reader.base).iri(key)
    if iri is None:
        return None
    index = read_scheme(reader.store, reader.base, iri)
    return slices.children(index, reader.languages[:1], of=of, page=page)


def _letters(reader: Reader, key: str, letter: str = "", page: int = 1) -> Any:
    iri = read_directory(reader.store, reader.base).iri(key)
    if iri is None:
        return None
    index = read_scheme(reader.store, reader.base, iri)
    return slices.letters(index, reader.languages[:1], letter=letter, page=page)


def _table(reader: Reader, key: str) -> Document | None:
    iri = read_directory(reader.store, reader.base).iri(key)
    return None if iri is None else scheme_table(reader.store, reader.base, iri)


QUESTIONS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "page": _page,
        "overview": overview_page,
        "schemes": _schemes,
        "scheme": scheme_facts,
        "children": _children,
        "letters": _letters,
        "table": _table,
    }
)
"""What a front may ask."""
