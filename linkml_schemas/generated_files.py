"""Read the committed artefacts, as they are: with the placeholder base.

Step on the line: how the other packages come by vocabulary, code lists, shapes and context,
for only this package opens its files. Nothing here imports linkml.
"""

import json
from pathlib import Path

GENERATED = Path(__file__).parent / "generated"


def read_ontology_turtle() -> bytes:
    """Return the labels of every term of others that records use."""
    return (GENERATED / "ontology.ttl").read_bytes()


def read_concept_schemes_turtle() -> bytes:
    """Return the enumerations as concept schemes."""
    return (GENERATED / "concept_schemes.ttl").read_bytes()


def read_shapes_turtle() -> bytes:
    """Return the SHACL shapes."""
    return (GENERATED / "shapes.ttl").read_bytes()


def read_context() -> bytes:
    """Return the JSON-LD context document."""
    return (GENERATED / "context.jsonld").read_bytes()


def read_json_schema() -> bytes:
    """Return the JSON Schema of all classes."""
    return (GENERATED / "schema.json").read_bytes()


def read_version() -> str:
    """Return the version that the schema is now."""
    return str(json.loads((GENERATED / "plan.json").read_bytes())["version"])
