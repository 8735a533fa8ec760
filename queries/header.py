"""Read the header of a named query: lines that begin with ``#+`` and hold YAML.

Step on the line: under :mod:`queries.reader`. What is wrong is said with file and line.

Source:
    The convention of grlc (decorator comments in YAML) for queries that are an API.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from queries.errors import ParameterError, QueryError, nearest
from queries.parameters import Choice, Parameter, to_term
from queries.topics import TOPICS
from queries.value_types import TYPES

LANGUAGES = ("nl", "en")
"""In which every title and description is written."""

RESERVED = ("page", "page_size", "lang")
"""Parameters of the API itself."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The one in C reads the headers five times as fast, and every start waits for them."""

_LINE = re.compile(r"#\+(?: (.*))?")
_PARAMETER = re.compile(r"[a-z][A-Za-z0-9]*")
_TAG = re.compile(r"[a-z][a-z0-9-]*")
_KEYS = ("title", "description", "tags", "parameters")
_PARAMETER_KEYS = (
    "type", "class", "label", "description", "default", "example", "required", "values",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a query says.

    Shape:
        ``titles`` and ``descriptions`` per language; the first of the ``tags`` is the topic;
        ``lines`` is how many lines the header takes.
    """

    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    lines: int


def read_header(file: str, text: str) -> Header:
    """Return what the header at the beginning of a file says.

    Raises:
        QueryError: It is missing, no YAML, or says something that it cannot.
    """
    lines = _header_lines(text)
    try:
        root = yaml.compose("\n".join(lines), Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else 1
        raise QueryError(f"{file}:{line}: the header is no YAML: {problem}") from error
    if root is None:
        raise QueryError(f"{file}:1: expected a header, lines that begin with '#+ title:'")
    top = _Place(file, root)
    parts = top.mapping(_KEYS)
    return Header(
        titles=top.part(parts, "title").texts(end=""),
        descriptions=top.part(parts, "description").texts(end="."),
        tags=_tags(top.part(parts, "tags")),
        parameters=_parameters(parts["parameters"]) if "parameters" in parts else (),
        lines=len(lines),
    )


def _header_lines(text: str) -> list[str]:
    """Return the YAML of the lines at the beginning that belong to the header."""
    found = []
    for line in text.split("\n"):
        match = _LINE.fullmatch(line)
        if match is None:
            break
        found.append(match[1] or "")
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """A node of the header, which knows where it stands."""

    file: str
    node: yaml.Node

    def error(self, message: str) -> QueryError:
        return QueryError(f"{self.file}:{self.node.start_mark.line + 1}: {message}")

    def mapping(self, known: tuple[str, ...] = ()) -> dict[str, "_Place"]:
        """Return the entries of a mapping, whose keys are among the known ones, if any are."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error(f"expected keys: {', '.join(known) or 'name: value'}")
        found: dict[str, _Place] = {}
        for key, value in self.node.value:
            here = _Place(self.file, key)
            if known and key.value not in known:
                raise here.error(f"{key.value!r} is no key here{nearest(str(key.value), known)}")
            if key.value in found:
                raise here.error(f"key {key.value!r} is there twice")
            found[str(key.value)] = _Place(self.file, value)
        return found

    def part(self, parts: Mapping[str, "_Place"], key: str) -> "_Place":
        if key not in parts:
            raise self.error(f"{key} is missing")
        return parts[key]

    def text(self) -> str:
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.error("expected a text")
        return str(self.node.value).strip()

    def texts(self, *, end: str) -> Mapping[str, str]:
        """Return a text in each language of ``LANGUAGES``."""
        parts = self.mapping(LANGUAGES)
        found = {tag: self.part(parts, tag).text() for tag in LANGUAGES}
        for tag, text in found.items():
            if not text.endswith(end):
                raise parts[tag].error(f"expected a sentence that ends in {end!r}")
        return found

    def items(self) -> list["_Place"]:
        if not isinstance(self.node, yaml.SequenceNode) or not self.node.value:
            raise self.error("expected a list: [one, two]")
        return [_Place(self.file, node) for node in self.node.value]


def _tags(place: _Place) -> tuple[str, ...]:
    tags = [item.text() for item in place.items()]
    if tags[0] not in TOPICS:
        raise place.error(f"the first tag {tags[0]!r} is no topic{nearest(tags[0], TOPICS)}")
    for tag in tags:
        if not _TAG.fullmatch(tag) or tags.count(tag) > 1:
            raise place.error(f"tag {tag!r} is there twice, or is not in small letters")
    return tuple(tags)


def _parameters(place: _Place) -> tuple[Parameter, ...]:
    return tuple(_parameter(name, part) for name, part in place.mapping().items())


def _parameter(name: str, place: _Place) -> Parameter:
    if not _PARAMETER.fullmatch(name) or name in RESERVED:
        raise place.error(
            f"{name!r} cannot name a parameter; expected the name of a variable, in letters "
            f"and digits, and none of {', '.join(RESERVED)}"
        )
    parts = place.mapping(_PARAMETER_KEYS)
    of_type = place.part(parts, "type")
    if of_type.text() not in TYPES:
        raise of_type.error(f"{of_type.text()!r} is no type{nearest(of_type.text(), TYPES)}")
    found = Parameter(
        name,
        of_type.text(),
        labels=place.part(parts, "label").texts(end=""),
        descriptions=parts["description"].texts(end=".") if "description" in parts else {},
        default=parts["default"].text() if "default" in parts else None,
        example=parts["example"].text() if "example" in parts else None,
        required="required" in parts and _is_true(parts["required"]),
        choices=tuple(_choices(parts["values"])) if "values" in parts else (),
        class_iri=parts["class"].text() if "class" in parts else "",
    )
    _require_sound(found, place, parts)
    return found


def _is_true(place: _Place) -> bool:
    if place.text() not in {"true", "false"}:
        raise place.error(f"expected true or false, not {place.text()!r}")
    return place.text() == "true"


def _choices(place: _Place) -> Iterator[Choice]:
    for item in place.items():
        if isinstance(item.node, yaml.ScalarNode):
            yield Choice(item.text(), {tag: item.text() for tag in LANGUAGES})
        else:
            parts = item.mapping(("value", "label"))
            labels = item.part(parts, "label").texts(end="")
            yield Choice(item.part(parts, "value").text(), labels)


def _require_sound(found: Parameter, place: _Place, parts: Mapping[str, _Place]) -> None:
    """Return if a parameter can be used as it is described.

    Raises:
        QueryError: A value is not of its type, or the parameter contradicts itself.
    """
    if found.required and found.default is not None:
        raise parts["default"].error("a required parameter has no default; call it an example")
    if found.required and found.example is None:
        raise place.error("a required parameter needs an example")
    if found.class_iri and found.type != "iri":
        raise parts["class"].error("only a parameter of type iri has a class")
    for choice in found.choices:
        try:
            to_term(found, choice.value)
        except ParameterError as error:
            raise parts["values"].error(str(error)) from error
    values = {"default": found.default, "example": found.example, "class": found.class_iri or None}
    for key, value in values.items():
        if value is None or (key == "default" and found.is_today):
            continue
        kind = Parameter(key, "iri", {}, {}) if key == "class" else found
        try:
            to_term(kind, value)
        except ParameterError as error:
            raise parts[key].error(str(error)) from error
