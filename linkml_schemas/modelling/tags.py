"""Say which tags of YAML a schema may have: what LinkML's reader knows, as the kind that it is.

Step on the line: beneath :mod:`linkml_schemas.modelling.documents`. Pure.

Source:
    YAML 1.1, chapter 10 (tags), and the types of its repository.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import yaml

_OF_YAML = "tag:yaml.org,2002:"

KNOWN: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        yaml.ScalarNode: frozenset({"str", "int", "float", "bool", "null", "timestamp"}),
        yaml.SequenceNode: frozenset({"seq"}),
        yaml.MappingNode: frozenset({"map"}),
    }
)
"""The kinds of nodes, with the types that a value of a schema may have."""

_SIGNS = frozenset({"merge", "value"})
"""Types of ``<<`` and ``=``, which are something as a key only."""


def misread(node: Any, *, is_key: bool = False) -> tuple[str, str] | None:
    """Return why a node cannot be read and what would be right, None if it can."""
    name = str(node.tag).removeprefix(_OF_YAML)
    if name in KNOWN[type(node)] and name != node.tag:
        return None
    if isinstance(node, yaml.ScalarNode) and name in _SIGNS:
        return None if is_key else (f"{node.value} is no text in YAML", "put quotes around it")
    written = f"!!{name}" if name != node.tag else name
    return f"the tag {written} cannot be read in a schema", "remove it"
