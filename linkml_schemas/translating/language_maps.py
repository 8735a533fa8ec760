"""Carry a schema to language maps, LinkML's coming form of texts, and back.

Step on the line: ``title: …`` with the annotation ``title_en`` becomes
``title: {nl: …, en: …}`` in block style; nothing else in the file changes.

Source:
    linkml/linkml-model, pull request 276 (a plain text, or a map from tag to text).
"""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from linkml_schemas.modelling.documents import KeyPath
from linkml_schemas.translating.comparing import WritingError, plain, require_same
from linkml_schemas.translating.units import PARTS, Unit
from linkml_schemas.translating.yaml_editing import BOM, STEP, YamlText, is_flow, render_scalar


def to_language_maps(content: bytes, units: tuple[Unit, ...]) -> bytes:
    """Return a schema file whose texts in several languages are maps by language.

    Args:
        content: The file.
        units: Its texts; a text in one language only stays as it is.

    Raises:
        WritingError: A place is written so that it cannot be carried over.
    """
    text = content.decode("utf-8-sig")
    edited, expected = YamlText(text), plain(text)
    for path, parts in _by_element(units):
        holder, data = edited.find(path), _at(expected, path)
        gone: set[str] = set()
        for part, texts in parts.items():
            own = edited.pair(holder, part)
            if own is None or isinstance(own[1], yaml.MappingNode) or len(texts) < 2:
                continue
            _write_map(edited, holder, own, texts)
            data[part] = dict(texts)
            gone |= {_annotation(part, tag) for tag in texts}
        _drop_annotations(edited, holder, data, gone)
    return _finish(content, edited, expected)


def from_language_maps(content: bytes, language: str) -> bytes:
    """Return a schema file whose language maps are texts with annotations again.

    Args:
        content: The file.
        language: The schema's own language, whose text stands in the key itself.

    Raises:
        WritingError: A place is written so that it cannot be carried back.
    """
    text = content.decode("utf-8-sig")
    edited, expected = YamlText(text), plain(text)
    for path, holder in _holders(edited):
        data = _at(expected, path)
        others: dict[str, str] = {}
        for part in PARTS:
            texts = data.get(part)
            if not isinstance(texts, dict) or language not in texts:
                continue
            pair = edited.pair(holder, part)
            assert pair is not None
            edited.replace_map(pair, render_scalar(texts[language], None, flow=is_flow(holder)))
            data[part] = texts[language]
            others |= {
                _annotation(part, tag): each for tag, each in texts.items() if tag != language
            }
        if others:
            _add(edited, holder, others)
            data["annotations"] = {**(data.get("annotations") or {}), **others}
    return _finish(content, edited, expected)


def _finish(content: bytes, edited: YamlText, expected: Any) -> bytes:
    result = edited.result()
    try:
        require_same(result, expected)
    except WritingError as error:
        node = edited.nearest(error.path)
        line = f"line {node.start_mark.line + 1}: " if error.path else ""
        raise WritingError(f"{line}{error}") from error
    return (BOM if content.startswith(BOM) else b"") + result.encode()


def _by_element(units: tuple[Unit, ...]) -> Iterator[tuple[KeyPath, dict[str, Mapping[str, str]]]]:
    found: dict[KeyPath, dict[str, Mapping[str, str]]] = {}
    for unit in units:
        if unit.texts:
            found.setdefault(unit.path, {})[unit.part] = unit.texts
    yield from found.items()


def _holders(edited: YamlText) -> Iterator[tuple[KeyPath, Any]]:
    """Yield each mapping that has a map by language as title or description, and its path."""
    pending: list[tuple[KeyPath, Any]] = [((), edited.root)]
    while pending:
        path, node = pending.pop()
        if isinstance(node, yaml.SequenceNode):
            pending += [((*path, index), item) for index, item in enumerate(node.value)]
        elif isinstance(node, yaml.MappingNode):
            pairs = {str(key.value): value for key, value in node.value}
            inside = path[-1:] in {
                ("slots",),
                ("classes",),
                ("attributes",),
                ("permissible_values",),
            }
            if not inside and any(isinstance(pairs.get(part), yaml.MappingNode) for part in PARTS):
                yield path, node
            pending += [((*path, key), value) for key, value in pairs.items()]


def _write_map(
    edited: YamlText, holder: Any, own: tuple[Any, Any], texts: Mapping[str, str]
) -> None:
    key, value = own
    flow = is_flow(holder)
    entries = [_entry(tag, text, flow=flow) for tag, text in texts.items()]
    if flow:
        edited.replace_value(value, f"{{{', '.join(entries)}}}")
        return
    indent = f"{edited.newline}{' ' * (key.start_mark.column + STEP)}"
    edited.replace_after(key, value, "".join(f"{indent}{entry}" for entry in entries))


def _entry(key: str, text: str, *, flow: bool) -> str:
    return f"{render_scalar(key, None, flow=flow)}: {render_scalar(text, None, flow=flow)}"


def _drop_annotations(edited: YamlText, holder: Any, data: dict[str, Any], gone: set[str]) -> None:
    annotations = edited.pair(holder, "annotations")
    if annotations is None or not isinstance(annotations[1], yaml.CollectionNode):
        return
    names = {_name(each) for each in annotations[1].value}
    if names & gone and names <= gone:
        edited.remove(holder, lambda pair: pair[0] is annotations[0])
        del data["annotations"]
    elif names & gone:
        edited.remove(annotations[1], lambda each: _name(each) in gone)
        said = data["annotations"]
        data["annotations"] = (
            {name: text for name, text in said.items() if name not in gone}
            if isinstance(said, dict)
            else [
                each for each in said if not isinstance(each, dict) or each.get("tag") not in gone
            ]
        )


def _name(annotation: Any) -> str:
    """Return the name of an annotation: a pair of a mapping, or an item with a ``tag``."""
    if isinstance(annotation, tuple):
        return str(annotation[0].value)
    pairs = annotation.value if isinstance(annotation, yaml.MappingNode) else ()
    return next((str(value.value) for key, value in pairs if key.value == "tag"), "")


def _add(edited: YamlText, holder: Any, others: Mapping[str, str]) -> None:
    annotations = edited.pair(holder, "annotations")
    if annotations is not None and isinstance(annotations[1], yaml.SequenceNode):
        line = annotations[0].start_mark.line + 1
        raise WritingError(f"line {line}: the annotations are a list; write each as `tag: text`")
    inner = annotations[1] if annotations else None
    within = isinstance(inner, yaml.MappingNode) and bool(inner.value)
    flow = is_flow(inner if within else holder)
    entries = tuple(_entry(key, text, flow=flow) for key, text in others.items())
    if within and flow:
        edited.add_flow(inner, ", ".join(entries))
    elif within:
        edited.add_block(inner, entries)
    elif annotations is not None:
        edited.replace_after(*annotations, f" {{{', '.join(_flow(others))}}}")
    elif flow:
        edited.add_flow(holder, f"annotations: {{{', '.join(entries)}}}")
    else:
        edited.add_block(holder, ("annotations:", *(" " * STEP + entry for entry in entries)))


def _flow(texts: Mapping[str, str]) -> Iterator[str]:
    return (_entry(key, text, flow=True) for key, text in texts.items())


def _at(data: Any, path: KeyPath) -> Any:
    for key in path:
        data = data[key]
    return data


def _annotation(part: str, tag: str) -> str:
    return f"{part}_{tag.replace('-', '_').lower()}"
