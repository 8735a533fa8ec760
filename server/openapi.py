"""Describe the API in OpenAPI, made of the named queries and the list of addresses.

Step on the line: beside the views of the API. Pure.

Source:
    OpenAPI Specification 3.1; RFC 9457 (problem documents); RFC 8288 (links).
"""

import re
from collections.abc import Collection, Iterable, Mapping
from importlib.metadata import version

from queries.topics import TOPICS
from server.endpoints import Argument, Endpoint, known_endpoints
from server.links import base_path
from server.named_queries import LARGEST_PAGE_SIZE, PAGE_SIZE, queries_at
from server.openapi_parts import (
    ALWAYS,
    PROBLEM_SCHEMA,
    RESULTS_SCHEMA,
    Json,
    content_schema,
    problems,
    query_operation,
)
from server.protocol import DIRECT, FORM

_INTRODUCTION = (
    "One graph of concepts, data standards and registries, to read. Every named query answers in "
    "each of its formats, by Accept or by a suffix of its address (.csv). Unknown parameters are "
    "ignored; an error is application/problem+json. Every answer may be read by pages of other "
    "origins."
)
_STATUSES: Mapping[int, str] = {
    400: "The request is not right; the problem says what would be.",
    403: "The query asks for what is not done here, such as SERVICE.",
    404: "There is nothing at this address.",
    406: "No format satisfies Accept; the problem lists the offers.",
    410: "It was removed; the problem says when, why and what replaced it.",
    413: "The query, or what was handed in, is too large.",
    415: "The Content-Type is not read here.",
    422: "What was handed in cannot be checked like that; the problem says why.",
    429: "The client runs as many as it may; see Retry-After.",
    503: "The server is too busy, or the query needs too much; see Retry-After.",
    504: "The query ran until its deadline.",
}


def to_openapi(base: str, rules: Collection[str]) -> Json:
    """Return the description of the API.

    Args:
        base: The base of the data directory; its path is that of the server.
        rules: Those of the application's URL map, so that only what is served is described.
    """
    queries = queries_at(base)
    paths: dict[str, Json] = {}
    for endpoint in known_endpoints(rules):
        paths[endpoint.path] = _path_item(endpoint)
    for query in queries:
        paths[f"/api/queries/{query.name}"] = {"get": query_operation(query)}
    tags = dict.fromkeys(endpoint.tag for endpoint in known_endpoints(rules))
    topics = dict.fromkeys(query.topic for query in queries)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Begrip",
            "summary": "The named queries of the graph, and SPARQL over all of it.",
            "description": _INTRODUCTION,
            "version": version("begrip"),
        },
        "servers": [{"url": base_path(base) or "/"}],
        "tags": [
            *({"name": tag} for tag in tags),
            *({"name": topic, "description": TOPICS[topic]["en"]} for topic in topics),
        ],
        "paths": paths,
        "components": _components(),
    }


def _path_item(endpoint: Endpoint) -> Json:
    get = {
        **_operation(endpoint),
        "parameters": [_argument(argument) for argument in endpoint.arguments],
    }
    if "POST" not in endpoint.methods:
        return {"get": get}
    if endpoint.operation is not None:
        return {"get": get, "post": dict(endpoint.operation)}
    post = {
        **_operation(endpoint),
        "operationId": "post_sparql",
        "parameters": [_argument(item) for item in endpoint.arguments if not item.required],
        "requestBody": _query_body(endpoint.arguments),
    }
    return {"get": get, "post": post}


def _operation(endpoint: Endpoint) -> Json:
    content = {media_type: {"schema": content_schema(media_type)}
               for media_type in endpoint.media_types}  # fmt: skip
    success: Json = {"description": endpoint.titles["en"]}
    if content:
        success["content"] = content
    if endpoint.success == 303:
        success["description"] = "The address of the document, in Location."
        success["headers"] = {"Location": {"schema": {"type": "string", "format": "uri-reference"}}}
    return {
        "operationId": "get_" + re.sub(r"\W+", "_", endpoint.path).strip("_"),
        "tags": [endpoint.tag],
        "summary": endpoint.titles["en"],
        "responses": {
            str(endpoint.success): success,
            **problems((*ALWAYS, *endpoint.statuses)),
        },
    }


def _query_body(arguments: Iterable[Argument]) -> Json:
    query = next(argument for argument in arguments if argument.required)
    form = {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}
    return {
        "required": True,
        "content": {
            DIRECT: {"schema": {"type": "string"}, "example": query.example},
            FORM: {"schema": form, "example": {"query": query.example}},
        },
    }


def _argument(argument: Argument) -> Json:
    described: Json = {
        "name": argument.name,
        "in": argument.place,
        "required": argument.required,
        "description": argument.titles["en"],
        "schema": dict(argument.schema or {"type": "string"}),
    }
    if argument.example:
        described["example"] = argument.example
    return described


def _components() -> Json:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "schemas": {"Results": RESULTS_SCHEMA, "Problem": PROBLEM_SCHEMA},
        "parameters": {
            "page": _number("page", "Page of the answer, from 1.", default=1, example=1),
            "pageSize": _number(
                "page_size",
                "Rows of a page. The Link header leads to the first, previous and next page.",
                default=PAGE_SIZE,
                example=1000,
                maximum=LARGEST_PAGE_SIZE,
            ),
        },
        "headers": {
            "ETag": _header("Changes with the answer; absent where two runs may differ."),
            "Link": _header("Other pages (first, prev, next) and what describes the query."),
            "Query-Version": _header("Changes with the text of the named query."),
        },
        "responses": {
            f"problem{status}": {"description": text, "content": problem}
            for status, text in _STATUSES.items()
        },
    }


def _number(name: str, description: str, *, example: int, **schema: int) -> Json:
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": {"type": "integer", "minimum": 1, **schema},
        "example": example,
    }


def _header(description: str) -> Json:
    return {"description": description, "schema": {"type": "string"}}
