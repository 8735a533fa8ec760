"""Find the file and line that LinkML refuses: its own errors name neither.

Step on the line: called by :mod:`linkml_schemas.compiler` when a schema does not load. Loads
ever smaller parts of each file until the part that is refused holds nothing smaller.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from linkml_runtime.linkml_model import SchemaDefinition
from linkml_runtime.loaders import yaml_loader

from linkml_schemas.convention import SchemaError

KeyPath = tuple[str, ...]

ALWAYS = ("id", "name")
"""Without these linkml refuses any schema."""

UNKNOWN_KEY = "unexpected keyword argument"
"""What linkml says of a key that it does not know."""


def locate_fault(path: Path, error: Exception) -> SchemaError:
    """Return what LinkML says against a schema, with the file, line and key it is about.

    Args:
        path: The schema that was to be loaded.
        error: What linkml raised; it stands as it is if no file by itself is refused.
    """
    for file in _files(path):
        reason = _refusal(file.read_text(encoding="utf-8"))
        if reason is None:
            continue
        line, keys, narrowed = _locate(file)
        named = f": {' → '.join(keys)}" if keys else ""
        return SchemaError(f"{file.name}:{line}{named}: this is no LinkML: {narrowed or reason}")
    return SchemaError(f"{path.name} or a file it imports is no LinkML: {error}")


def _files(path: Path) -> Iterator[Path]:
    """Yield a schema file and those that it imports, each once."""
    pending, seen = [path], set()
    while pending:
        file = pending.pop(0)
        if file in seen or not file.is_file():
            continue
        seen.add(file)
        yield file
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        imports = content.get("imports") if isinstance(content, dict) else None
        names = imports if isinstance(imports, list) else []
        pending += [file.parent / f"{name}.yaml" for name in names]


def _refusal(text: str) -> str | None:
    try:
        yaml_loader.loads(text, target_class=SchemaDefinition)
    except (TypeError, ValueError, AttributeError) as error:
        return str(error)
    return None


def _locate(file: Path) -> tuple[int, KeyPath, str | None]:
    """Return line, keys and reason of what is refused in a file that is refused."""
    text = file.read_text(encoding="utf-8")
    root = yaml.compose(text)
    for keys, line, repeated in _walk(root):
        if repeated:
            return line, keys, "the key stands here twice; keep one"
    content = yaml.safe_load(text)
    keys, reason = _narrow(content) if isinstance(content, dict) else ((), None)
    lines = {found: line for found, line, _ in _walk(root)}
    return lines.get(keys, 1), keys, reason


def _narrow(content: Mapping[str, Any]) -> tuple[KeyPath, str | None]:
    """Return the keys to the smallest part of a schema that is refused by itself."""
    keys: KeyPath = ()
    reason: str | None = None
    part: Any = content
    while isinstance(part, dict):
        for key in part:
            found = (*keys, key)
            refused = _refusal(_to_text(content, found, part[key]))
            if refused and UNKNOWN_KEY in (_refusal(_to_text(content, found, None)) or ""):
                return found, "it knows no such key here; mend the spelling or remove it"
            if refused:
                keys, part, reason = found, part[key], refused
                break
        else:
            break
    return keys, reason


def _to_text(content: Mapping[str, Any], keys: KeyPath, part: Any) -> str:
    for key in reversed(keys):
        part = {key: part}
    kept = {key: content[key] for key in ALWAYS if key in content}
    return yaml.safe_dump({**kept, **part})


def _walk(node: yaml.Node | None, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, int, bool]]:
    """Yield the keys to each part, the line they stand on and whether they stood before."""
    if not isinstance(node, yaml.MappingNode):
        return
    seen = set()
    for key, value in node.value:
        path = (*keys, str(key.value))
        yield path, key.start_mark.line + 1, path in seen
        seen.add(path)
        yield from _walk(value, path)
