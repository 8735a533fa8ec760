"""Show the form again after a refusal: filled with what was typed, the fault at its field.

Step on the line: a problem and what a visitor handed in → values of the template
``validate.html``. What was typed lives as long as the request, as everything handed in does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import g

from server.problems import RequestProblem, UnsupportedMediaType
from server.validating.form_texts import REFUSAL_TEXTS
from server.validating.problems import DataTooLarge, DataUnreadable, ProfileBroken

AROUND = 80
"""Characters of a line that are shown before and after the place of a fault."""

FIELDS = ("profile", "data", "text", "format", "iri", "class", "columns", "shapes", "answer")
"""The fields of the form, by their names, which are their identifiers in the page too."""

_USUAL: tuple[tuple[type[RequestProblem], str], ...] = (
    (DataUnreadable, "data"),
    (DataTooLarge, "data"),
    (UnsupportedMediaType, "data"),
    (ProfileBroken, "profile"),
)
"""The field that a problem is of which names none."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What came with a form.

    Shape:
        ``fields`` are its texts, ``files`` the names of its files, ``parts`` the bytes of the
        data and the shapes, by the names of the fields.
    """

    fields: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)

    def text(self, most: int) -> str:
        """Return the pasted text, empty if it is longer than so many bytes."""
        content = self.fields.get("text", "").encode("utf-8", "replace")
        return content.decode() if len(content) <= most else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Where in the form the fault is, and where in what was handed in.

    Shape:
        ``field`` is one of ``FIELDS``, empty if the fault is of none; ``line`` and ``column``
        count from 1, 0 for no place; ``before`` and ``after`` are the text around that place.
    """

    problem: RequestProblem
    field: str
    line: int = 0
    column: int = 0
    before: str = ""
    after: str = ""

    @property
    def titles(self) -> Mapping[str, str]:
        """Return what is wrong, per language."""
        said = self._words
        return said[0] if said else self.problem.titles

    @property
    def advice(self) -> Mapping[str, str]:
        """Return what to do about it in the form, per language."""
        said = self._words
        return said[1] if said else self.problem.advice

    @property
    def _words(self) -> tuple[Mapping[str, str], Mapping[str, str]] | None:
        slug = self.problem.slug
        return REFUSAL_TEXTS.get((slug, self.field)) or REFUSAL_TEXTS.get((slug, ""))


def keep_typed(typed: Typed) -> None:
    """Keep what came with a form until the request is answered."""
    g.typed = typed


def kept_typed() -> Typed | None:
    """Return what came with the form, None if there was no form that could be read."""
    found: Typed | None = g.get("typed")
    return found


def to_fault(problem: RequestProblem, typed: Typed | None) -> Fault:
    """Return where in the form a fault is.

    >>> typed = Typed({"text": "<a> b"}, {}, {"data": b"<a> b"})
    >>> fault = to_fault(DataUnreadable("Unexpected b.", line=1, column=5), typed)
    >>> fault.field, fault.before, fault.after
    ('text', '<a> ', 'b')
    """
    named = _named(problem)
    line, column = (int(problem.fields.get(key) or 0) for key in ("line", "column"))
    before, after = "", ""
    if line and typed:
        before, after = _around(typed.parts.get(named, b""), line, column)
    return Fault(problem, _shown(named, typed), line, column, before, after)


def _named(problem: RequestProblem) -> str:
    """Return which field a problem is of, as the problem says it or as such a problem is."""
    name = str(problem.fields.get("parameter", ""))
    return name or next((usual for kind, usual in _USUAL if isinstance(problem, kind)), "")


def _shown(name: str, typed: Typed | None) -> str:
    """Return the field of the form that stands for a field of the question, empty for none."""
    if name == "data" and typed and not typed.files.get("data"):
        return "text" if typed.fields.get("text", "").strip() else "data"
    return name if name in FIELDS else ""


def _around(content: bytes, line: int, column: int) -> tuple[str, str]:
    """Return the text before and after a place, on its line."""
    lines = content.split(b"\n", line)
    if len(lines) < line:
        return "", ""
    text = lines[line - 1].decode("utf-8", "replace").rstrip("\r")
    start = max(column - 1, 0)
    return text[max(0, start - AROUND) : start], text[start : start + AROUND]
