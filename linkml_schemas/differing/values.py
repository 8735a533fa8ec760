"""Hold what a comparison of two schemas says, as values that any layer may show.

Step on the line: what :func:`linkml_schemas.differing.comparison.difference` returns; the
renderers, the release and the watch read it. Nothing here reads a file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from linkml_schemas.differing.kinds import KINDS
from linkml_schemas.differing.steps import Step, next_version, step_of, version_fault

Verdict = Literal["breaking", "additive", "editorial"]

VERDICTS: tuple[Verdict, ...] = ("breaking", "additive", "editorial")
"""The verdicts, gravest first."""


@dataclass(frozen=True, slots=True)
class Touch:
    """Something that uses what changed.

    Shape:
        ``kind`` is registry, query, profile or shapes; ``name`` what people call it.
    """

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many published records break under what changed, of how many that were looked at."""

    broken: int
    records: int


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs, said once, however many classes inherit it.

    Shape:
        ``kind`` is a key of ``KINDS``; ``name`` is that of the element before, or after if it
        is new, with the enumeration before a value (``Status.active``); ``key`` says which
        text, annotation or fact; ``old`` and ``new`` are empty where there is none;
        ``classes`` are those in which it shows, by their name before, or after if they are
        new; ``columns`` the same with the slot (``Organisation.kbo``); ``iris`` what the
        graph calls what changed; places read ``file:line:column``.
    """

    kind: str
    element: str
    name: str
    key: str = ""
    old: str = ""
    new: str = ""
    classes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    iris: tuple[str, ...] = ()
    old_place: str = ""
    new_place: str = ""
    touched: tuple[Touch, ...] = ()
    count: Count | None = None

    @property
    def verdict(self) -> Verdict:
        """Return what the version step follows."""
        return KINDS[self.kind].verdict

    @property
    def publishing(self) -> Verdict:
        """Return what it is to who publishes: breaking if valid data may become invalid."""
        return KINDS[self.kind].publishing

    @property
    def consuming(self) -> Verdict:
        """Return what it is to who reads: breaking if data may no longer be understood."""
        return KINDS[self.kind].consuming


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two schemas: what it was asked for as, and what it says of itself."""

    label: str
    name: str
    iri: str
    version: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two versions of a schema.

    Shape:
        ``changes`` go gravest first, then by element and name: the same for the same input.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...] = field(default=())

    @property
    def step(self) -> Step:
        """Return the step that the changes ask: major, minor, patch or none."""
        return step_of(change.verdict for change in self.judged)

    @property
    def judged(self) -> tuple[Change, ...]:
        """Return the changes that ask a step: all but that of the version itself."""
        return tuple(change for change in self.changes if change.kind != "version_changed")

    @property
    def next_version(self) -> str | None:
        """Return the lowest version that fits the changes, None if the old one is no version."""
        return next_version(self.old.version, self.step)

    @property
    def version_fault(self) -> str | None:
        """Return what is wrong with the new version, None if nothing is."""
        return version_fault(self.old.version, self.new.version, self.step)

    def count(self, verdict: Verdict) -> int:
        """Return how many changes have a verdict."""
        return sum(change.verdict == verdict for change in self.changes)

    def of(self, verdict: Verdict) -> tuple[Change, ...]:
        """Return the changes with a verdict, in order."""
        return tuple(change for change in self.changes if change.verdict == verdict)


def gravest(verdicts: Iterable[Verdict]) -> Verdict | None:
    """Return the gravest of some verdicts, None of none.

    >>> gravest(["editorial", "additive"])
    'additive'
    """
    return min(verdicts, key=VERDICTS.index, default=None)


Renames = Mapping[str, str]
"""Names before to names after, of what was recognised as renamed."""
