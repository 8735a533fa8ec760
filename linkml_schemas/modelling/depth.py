"""Find where a YAML text is nested too deeply to be read.

Step on the line: asked by :mod:`linkml_schemas.modelling.documents` before it makes any node.
"""

from typing import Any

import yaml

DEEPEST = 100
"""Levels of lists and mappings beyond which a file is not taken for a schema."""


def find_too_deep(text: str, loader: Any) -> Any:
    """Return where a text is nested beyond :data:`DEEPEST`, None where it is not.

    The events are gone through before any node is made: making one calls itself for each level,
    and ends the process where there are a hundred thousand.
    """
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                return event.start_mark
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None
