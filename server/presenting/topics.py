"""Call the topics of a named query by their titles where its page would show their keys.

Step on the line: between the groups of a page and its template, within a worker.
"""

from collections.abc import Iterable
from typing import Any

from ontology.namespaces import expand
from queries.topics import TAGS, TOPICS
from server.labels import Text, choose_label
from server.links import base_path
from server.statements import Reader

KEYWORDS = expand("schema:keywords")


def topics_address(base: str, topic: str) -> str:
    """Return the path of the queries of a topic, empty for a tag that is none.

    >>> topics_address("https://b.example/x", "strategy"), topics_address("", "areas")
    ('/x/api/queries#strategy', '')
    """
    return f"{base_path(base)}/api/queries#{topic}" if topic in TOPICS else ""


def name_topics(reader: Reader, groups: Iterable[dict[str, Any]]) -> None:
    """Put titles, and links to the queries of a topic, in the place of the keys of topics.

    Args:
        reader: Base and languages.
        groups: As ``to_groups`` gives them for a named query; changed in place.
    """
    for statement in (each for group in groups for each in group["statements"]):
        if statement["predicate"] == KEYWORDS:
            statement["values"] = [_named(reader, value) for value in statement["values"]]


def _named(reader: Reader, value: dict[str, Any]) -> dict[str, Any]:
    text: Text | None = choose_label(TAGS.get(value["text"], {}), reader.languages)
    if text is None:
        return value
    href = topics_address(reader.base, value["text"])
    if not href:
        return {**value, **text.to_json()}
    link = {"kind": "link", "iri": "", "href": href, "external": False}
    return {**link, **text.to_json(), "sources": value["sources"]}
