"""Edit a YAML file as text, so that every byte that is not meant to change stays.

Step on the line: beneath :mod:`linkml_schemas.translating.writing`. A document that is parsed
and written again loses comments, quoting or line breaks; here the positions of the nodes are
known and only the places themselves are rewritten.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

import yaml

from linkml_schemas.modelling.documents import KeyPath

BOM = b"\xef\xbb\xbf"

STEP = 2
"""Spaces by which what is new is indented more than what holds it."""

BODY = frozenset(
    {
        "prefixes", "emit_prefixes", "default_curi_maps", "default_prefix", "default_range",
        "imports", "subsets", "types", "enums", "slots", "classes", "settings",
    }
)  # fmt: skip
"""Keys of a schema that come after what it says of itself."""


class EditError(ValueError):
    """A text cannot be edited in this place without writing more of the file anew."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of text and what comes in its place.

    Shape:
        Of edits in one place the deeper one comes first: what belongs to an inner element is
        written before what belongs to the one around it.
    """

    start: int
    end: int
    text: str
    depth: int = 1 << 16


@dataclass
class YamlText:
    """A YAML text with the edits that are still to be made in it."""

    text: str
    edits: list[Edit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root: Any = yaml.compose(self.text, Loader=yaml.SafeLoader)
        self.newline = "\r\n" if "\r\n" in self.text else "\n"

    def find(self, path: KeyPath) -> Any:
        """Return the node at a path, None if there is none."""
        node = self.root
        for key in path:
            pair = self.pair(node, key)
            if pair is None:
                return None
            node = pair[1]
        return node

    def nearest(self, path: KeyPath) -> Any:
        """Return the node at a path, or the innermost one around it that there is."""
        node = None
        while node is None:
            node, path = self.find(path), path[:-1]
        return node

    def pair(self, node: Any, key: str | int) -> tuple[Any, Any] | None:
        """Return key and value of a mapping, or an item of a list as both."""
        if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            return (node.value[key],) * 2 if key < len(node.value) else None
        if isinstance(node, yaml.MappingNode):
            return next((pair for pair in node.value if str(pair[0].value) == key), None)
        return None

    def replace_scalar(self, node: Any, text: str) -> None:
        """Write another text in the place of a scalar, quoted as it was if that will do."""
        end = node.end_mark.index
        written = self.text[node.start_mark.index : end]
        kept = written[len(written.rstrip()) :] if node.style in ("|", ">") else ""
        self.edits.append(Edit(node.start_mark.index, end, render_scalar(text, node.style) + kept))

    def add_key(self, node: Any, key: str, text: str, *, after: Any = None) -> None:
        """Add a key with a text to a mapping: after a pair of it, at the end by default."""
        if not isinstance(node, yaml.MappingNode) or not node.value:
            raise EditError("the place holds no mapping")
        written = f"{key}: {render_scalar(text, None, flow=bool(node.flow_style))}"
        last = after or node.value[-1]
        if node.flow_style:
            end = max(end_of(last[1]), int(last[0].end_mark.index))
            self.edits.append(Edit(end, end, f", {written}"))
            return
        end = max(end_of(last[1]), int(last[0].end_mark.index))
        self._add_line(end, node.value[0][0].start_mark.column, written)

    def add_block(self, holder: Any, lines: tuple[str, ...]) -> None:
        """Add lines at the end of a block mapping; of the whole file, below its first texts."""
        indent = holder.value[0][0].start_mark.column
        joined = f"{self.newline}{' ' * indent}".join(lines)
        last = holder.value[-1]
        if holder is self.root:
            head = takewhile(lambda pair: pair[0].value not in BODY, holder.value)
            last = next(reversed(list(head)), last)
        self._add_line(max(end_of(last[1]), int(last[0].end_mark.index)), indent, joined)

    def add_flow(self, holder: Any, written: str) -> None:
        """Add a pair at the end of a mapping in braces."""
        end = max(end_of(holder.value[-1][1]), int(holder.value[-1][0].end_mark.index))
        self.edits.append(Edit(end, end, f", {written}"))

    def fill(self, key: Any, value: Any, lines: tuple[str, ...]) -> None:
        """Write a block mapping where a key has no value, or an empty one, as yet."""
        indent = " " * (key.start_mark.column + STEP)
        block = "".join(f"{self.newline}{indent}{line}" for line in lines)
        self.edits.append(Edit(value.start_mark.index, end_of(value), block))

    def replace_after(self, key: Any, value: Any, written: str) -> None:
        """Write what stands after the colon of a key anew: lines, or a text on its line."""
        start = self.text.index(":", int(key.end_mark.index)) + 1
        self.edits.append(Edit(start, end_of(value), written))

    def replace_map(self, pair: tuple[Any, Any], written: str) -> None:
        """Write a text on the line of a key in the place of the mapping below it."""
        self.replace_after(pair[0], pair[1], f" {written}")

    def remove_line(self, pair: tuple[Any, Any]) -> None:
        """Take the lines of one pair of a block mapping out."""
        start = self.text.rfind("\n", 0, pair[0].start_mark.index) + 1
        end = self._line_end(_end(pair))
        stop = end + len(self.newline) if self.text.startswith(self.newline, end) else end
        self._take_out(start, stop)

    def replace_value(self, value: Any, written: str) -> None:
        """Write a value anew where it stands, within braces."""
        self.edits.append(Edit(value.start_mark.index, end_of(value), written))

    def remove(self, holder: Any, gone: Callable[[Any], bool]) -> None:
        """Take pairs of a mapping, or items of a list, out; some must stay.

        Args:
            holder: The mapping or list, as a block or in braces.
            gone: Whether a pair of nodes, or an item, is taken out.
        """
        parts = [each if isinstance(each, tuple) else (each, each) for each in holder.value]
        out = [gone(each) for each in holder.value]
        first = out.index(False)
        for index, (pair, leaves) in enumerate(zip(parts, out, strict=True)):
            if leaves and not holder.flow_style:
                self.remove_line(pair)
            elif leaves and index < first:
                start, end = pair[0].start_mark.index, parts[index + 1][0].start_mark.index
                self._take_out(start, end)
            elif leaves:
                self._take_out(_end(parts[index - 1]), _end(pair))

    def result(self) -> str:
        """Return the text with all edits made."""
        text = self.text
        last_first = list(reversed(self.edits))
        for edit in sorted(last_first, key=lambda edit: (-edit.start, edit.depth)):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text

    def _take_out(self, start: int, end: int) -> None:
        """Take a stretch out, once: what an alias repeats is written in one place."""
        edit = Edit(start, end, "")
        if edit not in self.edits:
            self.edits.append(edit)

    def _add_line(self, end: int, indent: int, written: str) -> None:
        at = self._line_end(end)
        self.edits.append(Edit(at, at, f"{self.newline}{' ' * indent}{written}", indent))

    def _line_end(self, index: int) -> int:
        end = self.text.find("\n", index)
        end = len(self.text) if end < 0 else end
        return end - 1 if end and self.text[end - 1] == "\r" else end


def _end(pair: tuple[Any, Any]) -> int:
    if pair[0] is pair[1]:
        return end_of(pair[1])  # an item of a list
    return max(end_of(pair[1]), int(pair[0].end_mark.index))


def end_of(node: Any) -> int:
    """Return where what is written of a node ends; blank lines and comments do not count."""
    if isinstance(node, yaml.ScalarNode):
        if node.style not in ("|", ">"):
            return int(node.end_mark.index)
        buffer: str = node.start_mark.buffer or ""
        end = int(node.end_mark.index)
        return end - len(buffer[:end]) + len(buffer[:end].rstrip()) if buffer else end
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    if isinstance(node, yaml.SequenceNode):
        return end_of(last)
    return max(end_of(last[1]), int(last[0].end_mark.index))


def render_scalar(text: str, style: str | None, *, flow: bool = False) -> str:
    """Return a text as YAML on one line: plain if it may be, quoted if it must be.

    >>> render_scalar("Ja: nee", None)
    "'Ja: nee'"
    """
    if style == '"':
        return _quoted(text)
    if style == "'" and "\n" not in text:
        return _single(text)
    if _reads_as(text, text, flow=flow):
        return text
    if "\n" not in text and _reads_as(_single(text), text, flow=flow):
        return _single(text)
    return _quoted(text)


def is_flow(node: Any) -> bool:
    """Return whether a mapping or list is written in braces or brackets."""
    return bool(getattr(node, "flow_style", False))


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(text: str) -> str:
    dumped = yaml.dump(text, default_style='"', allow_unicode=True, width=float("inf"))
    return str(dumped).strip()


def _reads_as(written: str, text: str, *, flow: bool) -> bool:
    sample = f"{{k: {written}, z: 1}}" if flow else f"k: {written}\nz: 1"
    if "\n" in written or written != written.strip() or not written:
        return False
    try:
        return bool(yaml.safe_load(sample) == {"k": text, "z": 1})
    except yaml.YAMLError:
        return False
