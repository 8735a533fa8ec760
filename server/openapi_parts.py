"""Hold the parts of the description of the API that a named query and every address share.

Step on the line: under ``openapi``. Pure.

Source:
    OpenAPI Specification 3.1; JSON Schema 2020-12; SPARQL 1.1 Query Results JSON Format.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from queries.parameters import Parameter, expected_value
from queries.reader import Query
from server.endpoints import GRAPHS, JSON, PAGE, RESULTS

Json = dict[str, Any]

ALWAYS = (400, 406, 503)
"""Statuses of the problems that every address may answer."""

_SCHEMAS: Mapping[str, Json] = {
    "iri": {"type": "string", "format": "iri"},
    "string": {"type": "string"},
    "langString": {"type": "string", "pattern": "^.+@[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
    "integer": {"type": "integer", "format": "int64"},
    "decimal": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "year": {"type": "string", "pattern": "^[0-9]{4}$"},
    "dateTime": {"type": "string", "format": "date-time"},
    "boolean": {"type": "boolean"},
    "language": {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
}


def query_operation(query: Query) -> Json:
    """Return the operation that answers a named query."""
    parameters = [_parameter(parameter) for parameter in query.parameters]
    if query.form == "SELECT":
        parameters += [{"$ref": f"#/components/parameters/{name}"} for name in ("page", "pageSize")]
    return {
        "operationId": query.name,
        "tags": [query.topic],
        "summary": query.titles["en"],
        "description": query.descriptions["en"],
        "parameters": parameters,
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": {
                    name: {"$ref": f"#/components/headers/{name}"}
                    for name in ("ETag", "Link", "Query-Version")
                },
                "content": _query_content(query),
            },
            "304": {"description": "The client has this answer already."},
            **problems((*ALWAYS, 404, 504)),
        },
    }


def _query_content(query: Query) -> Json:
    media_types = GRAPHS if query.form == "CONSTRUCT" else RESULTS
    content: Json = {
        media_type: {"schema": content_schema(media_type)} for media_type in (*media_types, PAGE)
    }
    if query.form == "SELECT":
        example = {"head": {"vars": list(query.columns)}, "results": {"bindings": []}}
        content[RESULTS[0]]["example"] = example
    elif query.form == "ASK":
        content[RESULTS[0]]["example"] = {"head": {}, "boolean": True}
    return content


def _parameter(parameter: Parameter) -> Json:
    schema: Json = dict(_SCHEMAS[parameter.type])
    if parameter.choices:
        schema["enum"] = [_to_value(parameter, choice.value) for choice in parameter.choices]
    sentences = [f"{parameter.labels['en']}: {expected_value(parameter)}."]
    sentences += [text for tag, text in parameter.descriptions.items() if tag == "en"]
    if parameter.class_iri:
        sentences.append(f"An instance of {parameter.class_iri}.")
    if parameter.is_today:
        sentences.append("Without it, the day on which the query is asked.")
    elif parameter.default is not None:
        schema["default"] = _to_value(parameter, parameter.default)
    described: Json = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": " ".join(sentences),
        "schema": schema,
    }
    if parameter.sample is not None and not parameter.is_today:
        described["example"] = _to_value(parameter, parameter.sample)
    return described


def _to_value(parameter: Parameter, text: str) -> str | int | float | bool:
    """Return the value of a parameter as its schema has it."""
    if parameter.type == "integer":
        return int(text)
    if parameter.type == "decimal":
        return float(text)
    return text in {"true", "1"} if parameter.type == "boolean" else text


def content_schema(media_type: str) -> Json:
    """Return what an answer in a media type is."""
    if media_type == RESULTS[0]:
        return {"$ref": "#/components/schemas/Results"}
    return {"type": "object"} if media_type == JSON else {"type": "string"}


def problems(statuses: Iterable[int]) -> Json:
    """Return the answers that are a problem, by status."""
    return {
        str(status): {"$ref": f"#/components/responses/problem{status}"}
        for status in sorted(set(statuses))
    }


RESULTS_SCHEMA: Json = {
    "description": "SPARQL 1.1 Query Results JSON.",
    "type": "object",
    "required": ["head"],
    "properties": {
        "head": {
            "type": "object",
            "properties": {"vars": {"type": "array", "items": {"type": "string"}}},
        },
        "boolean": {"type": "boolean"},
        "results": {
            "type": "object",
            "properties": {"bindings": {"type": "array", "items": {"type": "object"}}},
        },
    },
}
PROBLEM_SCHEMA: Json = {
    "description": "What is wrong, and what would be right (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "details": {
            "type": "object",
            "description": "The detail by language, where it is known.",
            "additionalProperties": {"type": "string"},
        },
        "parameter": {"type": "string", "description": "Which parameter is wrong."},
        "value": {"type": ["string", "null"], "description": "What was given."},
        "expected": {"type": "string", "description": "What would be right."},
    },
    "example": {
        "type": "/api/problems/bad-parameter",
        "title": "A parameter is not right",
        "status": 400,
        "detail": "The parameter since has the value 'soon'; expected a day of the calendar.",
        "parameter": "since",
        "value": "soon",
        "expected": "a day of the calendar, such as 2024-02-29",
    },
}
