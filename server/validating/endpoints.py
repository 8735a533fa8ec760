"""Describe the check of data for the list of addresses and for OpenAPI.

Step on the line: beside ``server.endpoints``.

Source:
    OpenAPI Specification 3.1.
"""

from collections.abc import Mapping
from typing import Any

from linkml_schemas.conformance_values import SEVERITIES
from linkml_schemas.validating.formats import CSV, RDF_TYPES
from server.endpoint import Argument, Endpoint
from server.negotiation import GRAPH_OFFERS

_TEXTS = {"type": "object", "additionalProperties": {"type": "string"}}
_COUNT = {"type": "integer", "minimum": 0}
_TEXT = {"type": "string"}

FINDING_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["rule", "path", "component", "severity", "focus", "value", "message", "remedy"],
    "properties": {
        "shapes": {**_TEXT, "description": "The file of shapes; empty for a row."},
        "rule": {**_TEXT, "description": "The IRI of the shape; row: and a word for a row."},
        "see": {**_TEXT, "description": "Where the rule is explained, empty if nowhere."},
        "path": {**_TEXT, "description": "The predicate, or the path as SPARQL writes it."},
        "component": {**_TEXT, "description": "The constraint component, such as MinCount."},
        "severity": {"enum": list(SEVERITIES)},
        "focus": {**_TEXT, "description": "The thing: its IRI, or _: and a label."},
        "label": {**_TEXT, "description": "What the thing is called in the data."},
        "holder": {**_TEXT, "description": "How one comes to a thing without an IRI."},
        "value": _TEXT,
        "message": {**_TEXTS, "description": "What the shape says, by language."},
        "remedy": {**_TEXTS, "description": "How to mend it, by language."},
        "row": {"type": "integer", "minimum": 1, "description": "The line of a table."},
        "column": _TEXT,
    },
}

REPORT_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "required": ["profile", "conforms", "counts", "checked", "problem", "shapes", "results"],
    "properties": {
        "profile": {"type": "object"},
        "conforms": {
            "type": ["boolean", "null"],
            "description": "Whether nothing is violated; null if nothing, or not all, was checked.",
        },
        "counts": {
            "type": "object",
            "properties": dict.fromkeys(SEVERITIES, _COUNT),
        },
        "checked": {
            "type": "object",
            "properties": {
                "media_type": _TEXT,
                "triples": _COUNT,
                "rows": _COUNT,
                "things": {**_COUNT, "description": "0 if the profile speaks of nothing here."},
                "failing": _COUNT,
            },
        },
        "problem": {**_TEXT, "description": "Why not all was checked, empty if it was."},
        "notes": {"type": "array", "items": {"type": "object"}},
        "shapes": {
            "type": "array",
            "description": "Each file of shapes: what it speaks of, and what is wrong with it.",
            "items": {"type": "object"},
        },
        "results": {"type": "array", "items": FINDING_SCHEMA},
    },
}
"""What POST /api/validate answers as JSON."""

_PARAMETERS: tuple[tuple[str, str, str], ...] = (
    ("profile", "dcat-ap-3.0.1", "The profile; that of all our classes if none is named."),
    ("class", "Dataset", "The class of the rows of a table."),
    ("columns", "", "What columns of a table are called in the class: a line of the form "
     "Name = slot for each."),
    ("iri", "", "A thing of this graph, in the place of data; nothing elsewhere is fetched."),
    ("graph", "", "A named graph of this server, in the place of data."),
    ("format", "ttl", "The format of the data, if the Content-Type does not say it."),
    ("answer", "csv", "The format of the answer, if Accept does not say it."),
    ("fail", "violation", "violation or warning: answer 422 if there are any, or nothing was "
     "checked; the body is the report all the same."),
)  # fmt: skip


_RAW = {"schema": _TEXT}
_ANSWERS = {
    "application/json": {"schema": REPORT_SCHEMA},
    **{offer.media_type: _RAW for offer in GRAPH_OFFERS},
    CSV: _RAW,
    "text/html": _RAW,
}
_FAILED = {
    "description": "What was handed in cannot be checked like that; or, where fail is given, the "
    "report: it has what fail asks about, or nothing was checked.",
    "content": {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
        **_ANSWERS,
    },
}


def _operation() -> dict[str, Any]:
    ends = (400, 406, 413, 415, 429, 503, 504)
    return {
        "operationId": "post_validate",
        "tags": ["validation"],
        "summary": "Check data against a profile; nothing is kept.",
        "parameters": [
            {"name": name, "in": "query", "required": False, "description": description,
             "schema": _TEXT, **({"example": example} if example else {})}
            for name, example, description in _PARAMETERS
        ],
        "requestBody": {"required": False, "content": _bodies()},
        "responses": {
            "200": {
                "description": "The report, also of data that do not conform.",
                "headers": {
                    "Validation-Conforms": {"schema": {"enum": ["true", "false", "null"]}},
                    "Validation-Counts": {"schema": _TEXT},
                },
                "content": _ANSWERS,
            },
            **{str(status): {"$ref": f"#/components/responses/problem{status}"} for status in ends},
            "422": _FAILED,
        },
    }  # fmt: skip


def _bodies() -> dict[str, Any]:
    """Return what the data may come as: by themselves, or as part of a form."""
    names = ("data", "text", "shapes", "shapes_format", *(name for name, _, _ in _PARAMETERS))
    fields = dict.fromkeys(names, _TEXT)
    files = {name: {"type": "string", "format": "binary"} for name in ("data", "shapes")}
    forms = {"multipart/form-data": fields | files, "application/x-www-form-urlencoded": fields}
    return {
        **dict.fromkeys((*RDF_TYPES, CSV), _RAW),
        **{
            kind: {"schema": {"type": "object", "properties": each}} for kind, each in forms.items()
        },
    }


CHECK_ENDPOINTS = (
    Endpoint(
        "/api/validate",
        "/api/validate",
        "validation",
        {
            "nl": "Ga data na tegen een profiel (POST); welke profielen er zijn (GET).",
            "en": "Check data against a profile (POST); which profiles there are (GET).",
        },
        ("application/json",),
        methods=("GET", "POST"),
        operation=_operation(),
    ),
    Endpoint(
        "/valideren/{profile}",
        "/valideren/<name>",
        "validation",
        {
            "nl": "De regels van een profiel dat een tabel van ons is, als shapes of als pagina.",
            "en": "The rules of a profile that is a table of ours, as shapes or as a page.",
        },
        (*(offer.media_type for offer in GRAPH_OFFERS), "text/html"),
        (
            Argument(
                "profile",
                {"nl": "Het profiel.", "en": "The profile."},
                "dcat-ap-3.0.1",
                required=True,
                place="path",
            ),
        ),
    ),
)
"""The address of the check."""
