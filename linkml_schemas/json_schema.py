"""Emit JSON Schema by linkml's own generator, made stable.

Step on the line: from ``begrip.yaml`` to ``generated/schema.json``, for whoever writes records
in an editor. A schema tool: it imports linkml.
"""

import json
from pathlib import Path
from typing import Any

from linkml.generators.jsonschemagen import JsonSchemaGenerator

from linkml_schemas.headings import heading
from linkml_schemas.plan import Schema


def render_json_schema(schema: Schema, path: Path) -> str:
    """Return the JSON Schema of all classes; ``$defs`` holds one per class.

    Shape:
        linkml's own, but for columns with a template: a record holds the code, not the IRI.

    Args:
        schema: The plan, for its heading.
        path: The LinkML file.
    """
    generator: Any = JsonSchemaGenerator(str(path), metadata=False)
    content = json.loads(generator.serialize())
    content["$comment"] = heading(schema)
    for record_class in schema.classes:
        properties = content["$defs"][record_class.name]["properties"]
        for column in record_class.columns:
            if column.template:
                properties[column.name].pop("format", None)
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
