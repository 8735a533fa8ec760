"""Say what is asked of a check, and what it found.

Step on the line: between whoever hands in data and whoever shows the report. Nothing here
imports a validator.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from linkml_schemas.conformance_values import SEVERITIES, FaultyShape, Severity, Target
from linkml_schemas.remedies import to_remedy
from linkml_schemas.validating.texts import CODES, LANGUAGES, to_text
from ontology.namespaces import shrink


@dataclass(frozen=True, slots=True)
class Asked:
    """Data, and what they are to be checked against.

    Shape:
        ``media_type`` is one of :data:`reading.FORMATS` or CSV; ``class_name`` is the class of
        a table's rows, ``columns`` what its columns are called in the class; ``shapes`` are
        shapes of one's own, with their media type, empty for those of the profile;
        ``context`` is N-Triples of what the data refer to, which is not checked itself;
        ``folder`` holds an operator's profiles.
    """

    data: bytes
    media_type: str
    profile: str
    base: str
    class_name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    shapes: bytes = b""
    shapes_type: str = ""
    context: bytes = b""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Shape:
        ``file`` names the shapes; ``rule`` is the IRI of the shape, or ``row:`` and a code for
        what only a row shows; ``focus`` the thing, as an IRI or ``_:`` and a label; ``label``
        what it is called; ``holder`` how one comes to a thing without an IRI; ``row`` and
        ``column`` are those of a table, 0 and empty without one.
    """

    file: str
    rule: str
    path: str
    component: str
    severity: Severity
    focus: str
    value: str = ""
    messages: Mapping[str, str] = field(default_factory=dict)
    constraint: str = ""
    see: str = ""
    path_term: str = ""
    value_term: str = ""
    label: str = ""
    holder: str = ""
    row: int = 0
    column: str = ""

    @property
    def remedy(self) -> Mapping[str, str]:
        """Return how to mend it, by language."""
        if self.component in CODES:
            return {tag: to_text(f"mend.{self.component}", tag) for tag in LANGUAGES}
        asked = self.constraint
        if not asked.endswith("#langString"):
            asked = shrink(asked) or asked
        return {tag: to_remedy(self.component, asked, tag) for tag in LANGUAGES}

    def to_document(self) -> dict[str, Any]:
        """Return the finding as programs read it."""
        return {
            "shapes": self.file,
            "rule": self.rule,
            "see": self.see,
            "path": self.path,
            "component": self.component,
            "severity": self.severity,
            "focus": self.focus,
            "label": self.label,
            "holder": self.holder,
            "value": self.value,
            "message": dict(self.messages),
            "remedy": dict(self.remedy),
            **({"row": self.row, "column": self.column} if self.row else {}),
        }


@dataclass(frozen=True, slots=True)
class Part:
    """What one file of shapes is and found, without its findings."""

    file: str
    problem: str
    things: int
    failing: int
    targets: tuple[Target, ...]
    faulty: tuple[FaultyShape, ...]

    def to_document(self) -> dict[str, Any]:
        """Return the part as programs read it."""
        faulty = [
            {"kind": item.kind, "shape": item.shape, "detail": item.detail, "done": item.done,
             "better": item.better}
            for item in self.faulty
        ]  # fmt: skip
        return {
            "file": self.file,
            "problem": self.problem,
            "things": self.things,
            "failing": self.failing,
            "targets": [
                {"kind": item.kind, "iri": item.iri, "count": item.count} for item in self.targets
            ],
            "faulty_shapes": faulty,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    Shape:
        ``notes`` are codes of ``texts`` that say what was done with the data on the way, with
        a number each; ``rows`` are those read of a table.
    """

    profile: Mapping[str, Any]
    media_type: str
    triples: int
    rows: int
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]
    notes: Mapping[str, int]

    @property
    def things(self) -> int:
        """Return how many things were checked, the most that one file of shapes speaks of."""
        return max((part.things for part in self.parts), default=0)

    @property
    def problem(self) -> str:
        """Return why not all was checked, empty if it was."""
        return next((part.problem for part in self.parts if part.problem), "")

    @property
    def conforms(self) -> bool | None:
        """Return whether nothing is violated; None if nothing, or not all, was checked."""
        if self.counts["Violation"]:
            return False
        return None if self.problem or not self.things else True

    @property
    def counts(self) -> dict[Severity, int]:
        """Return the number of findings of each severity."""
        found = Counter(item.severity for item in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    def to_head(self) -> dict[str, Any]:
        """Return all but the findings, as programs read it."""
        return {
            "profile": dict(self.profile),
            "conforms": self.conforms,
            "counts": self.counts,
            "checked": {
                "media_type": self.media_type,
                "triples": self.triples,
                "rows": self.rows,
                "things": self.things,
                "failing": len({f.focus for f in self.findings if f.severity == "Violation"}),
            },
            "problem": self.problem,
            "notes": [
                {"code": code, "count": count,
                 "text": {tag: to_text(f"note.{code}", tag, count=count) for tag in LANGUAGES}}
                for code, count in self.notes.items()
            ],
            "shapes": [part.to_document() for part in self.parts],
        }  # fmt: skip

    def to_document(self) -> dict[str, Any]:
        """Return all of it, as programs read it."""
        return {**self.to_head(), "results": [item.to_document() for item in self.findings]}
