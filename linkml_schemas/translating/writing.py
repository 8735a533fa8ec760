"""Write translations into schema files, changing nothing else, and all of them or none.

Step on the line: from accepted changes to files. What an edited file says is compared with
what it should say before anything is written, so nothing is ever lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from linkml_schemas.modelling.documents import KeyPath
from linkml_schemas.translating.comparing import WritingError, dotted, plain, require_same
from linkml_schemas.translating.yaml_editing import (
    BOM,
    STEP,
    EditError,
    YamlText,
    is_flow,
    render_scalar,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One text to write: the part of an element at a path, in a language (BCP 47)."""

    path: KeyPath
    part: str
    language: str
    text: str

    @property
    def annotation(self) -> str:
        """Return the annotation that holds the text.

        >>> Change((), "title", "pt-BR", "").annotation
        'title_pt_br'
        """
        return f"{self.part}_{self.language.replace('-', '_').lower()}"


def rewrite(content: bytes, changes: Iterable[Change], own_language: str) -> bytes:
    """Return a schema file with texts written into it.

    Shape:
        A text in the schema's own language is the value of its key; another one an annotation,
        or an entry of a language map where the schema has such maps. No changes, no difference.

    Args:
        content: UTF-8, with or without a byte order mark; its line breaks stay.
        changes: What to write; of an element that is there.
        own_language: BCP 47 tag of the schema's own texts.

    Raises:
        WritingError: A place cannot be written into.
    """
    listed = list(changes)
    if not listed:
        return content
    mark = BOM if content.startswith(BOM) else b""
    text = content.decode("utf-8-sig")
    edited = YamlText(text)
    expected = plain(text)
    for element in {change.path: None for change in listed}:
        here = [change for change in listed if change.path == element]
        try:
            _write_element(edited, element, here, own_language)
        except EditError as error:
            raise WritingError(f"{dotted(element)}: {error}") from error
        for change in here:
            _expect(expected, change, own_language)
    result = edited.result()
    require_same(result, expected)
    return mark + result.encode()


def _write_element(
    edited: YamlText, path: KeyPath, changes: list[Change], own_language: str
) -> None:
    holder = edited.find(path)
    added: list[Change] = []
    for change in changes:
        pair = edited.pair(holder, change.part)
        if pair and isinstance(pair[1], yaml.MappingNode):
            _write_entry(edited, pair[1], change.language, change.text)
        elif change.language == own_language:
            if pair:
                edited.replace_scalar(pair[1], change.text)
            else:
                raise EditError(f"there is no {change.part} to replace")
        elif not _write_annotation(edited, holder, change):
            added.append(change)
    if added:
        _add_annotations(edited, path, holder, added)


def _write_entry(edited: YamlText, node: Any, key: str, text: str) -> None:
    entry = edited.pair(node, key)
    if entry:
        edited.replace_scalar(entry[1], text)
    else:
        edited.add_key(node, key, text)


def _write_annotation(edited: YamlText, holder: Any, change: Change) -> bool:
    """Write one annotation into annotations that are there; False if there are none."""
    annotations = edited.pair(holder, "annotations")
    if annotations is None:
        return False
    node = annotations[1]
    if isinstance(node, yaml.SequenceNode):
        raise EditError("its annotations are a list; write them as a mapping")
    if not isinstance(node, yaml.MappingNode) or not node.value:
        return False
    found = edited.pair(node, change.annotation)
    if found is None:
        edited.add_key(node, change.annotation, change.text, after=_sibling(node, change.part))
        return True
    value = found[1]
    if isinstance(value, yaml.MappingNode):
        inner = edited.pair(value, "value")
        if inner is None:
            raise EditError(f"{change.annotation} has no value")
        value = inner[1]
    edited.replace_scalar(value, change.text)
    return True


def _sibling(node: Any, part: str) -> Any:
    """Return the last text of the same part among annotations, None if it is the first."""
    same = [pair for pair in node.value if str(pair[0].value).startswith(f"{part}_")]
    return same[-1] if same else None


def _add_annotations(edited: YamlText, path: KeyPath, holder: Any, changes: list[Change]) -> None:
    entries = [f"{change.annotation}: {render_scalar(change.text, None)}" for change in changes]
    block = ("annotations:", *(" " * STEP + entry for entry in entries))
    existing = edited.pair(holder, "annotations")
    if existing is not None:
        edited.fill(existing[0], existing[1], tuple(entries))
    elif isinstance(holder, yaml.MappingNode) and holder.value and not is_flow(holder):
        edited.add_block(holder, block)
    elif isinstance(holder, yaml.MappingNode) and holder.value:
        inside = ", ".join(
            f"{change.annotation}: {render_scalar(change.text, None, flow=True)}"
            for change in changes
        )
        edited.add_flow(holder, f"annotations: {{{inside}}}")
    else:
        parent = edited.find(path[:-1])
        pair = edited.pair(parent, path[-1])
        if pair is None or pair[0] is pair[1] or is_flow(parent):
            raise EditError("it is written without a mapping of its own; give it one")
        edited.fill(pair[0], pair[1], block)


def _expect(data: Any, change: Change, own_language: str) -> None:
    """Write a change into plain data: what the edited file must say."""
    node = data
    for index, key in enumerate(change.path):
        if node[key] is None:
            assert index == len(change.path) - 1
            node[key] = {}
        node = node[key]
    if isinstance(node.get(change.part), dict):
        node[change.part][change.language] = change.text
    elif change.language == own_language:
        node[change.part] = change.text
    else:
        annotations = node.get("annotations") or {}
        node["annotations"] = annotations
        found = annotations.get(change.annotation)
        if isinstance(found, dict):
            found["value"] = change.text
        else:
            annotations[change.annotation] = change.text
