"""List the named queries for programs: their titles, parameters, text and address.

Step on the line: between the reader of the queries and the answers of the API. Pure.
"""

from typing import Any

from ontology.iris import mint_thing
from queries.binding import to_example
from queries.parameters import Parameter
from queries.reader import CONCEPT, Query
from queries.topics import TOPICS
from server.links import base_path
from server.named_queries import queries_at


def to_listing(base: str) -> dict[str, Any]:
    """Return all named queries by topic.

    Shape:
        ``topics``, each with ``name`` and ``title`` per language, in order; ``queries`` as
        :func:`to_entry` gives them, in the order of the topics.
    """
    topics = [{"name": name, "title": dict(title)} for name, title in TOPICS.items()]
    return {"topics": topics, "queries": [to_entry(base, query) for query in queries_at(base)]}


def to_entry(base: str, query: Query) -> dict[str, Any]:
    """Return what a program is told of one query.

    Shape:
        ``name``, ``title`` and ``description`` per language, ``tags`` of which the first is the
        topic, ``form``, ``columns``, ``text`` as it can be asked, ``parameters``, ``href`` of
        its answers, ``iri`` and ``version``, which changes with the file.
    """
    return {
        "name": query.name,
        "title": dict(query.titles),
        "description": dict(query.descriptions),
        "tags": list(query.tags),
        "form": query.form,
        "columns": list(query.columns),
        "text": to_example(query),
        "parameters": [_to_parameter(parameter) for parameter in query.parameters],
        "href": f"{base_path(base)}/api/queries/{query.name}",
        "iri": mint_thing(base, CONCEPT, query.name),
        "version": query.version,
    }


def _to_parameter(parameter: Parameter) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": parameter.name,
        "type": parameter.type,
        "required": parameter.required,
        "label": dict(parameter.labels),
        "description": dict(parameter.descriptions),
        "default": parameter.default,
        "example": parameter.example,
    }
    if parameter.class_iri:
        found["class"] = parameter.class_iri
    if parameter.choices:
        found["values"] = [
            {"value": choice.value, "label": dict(choice.labels)} for choice in parameter.choices
        ]
    return found
