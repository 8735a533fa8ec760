"""Keep a schema warm, and answer each save: what is wrong, what changed, what can be shown.

Step on the line: between the files and what shows them. A file that did not change is not read
again, for :func:`linkml_schemas.modelling.documents.parse_document` keeps it by its content.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from linkml_schemas.checking.check import Beyond, Report, check_schema
from linkml_schemas.checking.rules.reading import READING_RULES
from linkml_schemas.checking.settings import places_of_settings
from linkml_schemas.checking.targets import TargetError, read_before
from linkml_schemas.differing.comparison import difference
from linkml_schemas.differing.finding import Places, default_before
from linkml_schemas.differing.values import Difference
from linkml_schemas.modelling.documents import GONE
from linkml_schemas.modelling.faults import Fault
from linkml_schemas.modelling.files import SchemaFile
from linkml_schemas.modelling.schema import SchemaModel

_UNREADABLE = frozenset(rule.name for rule in READING_RULES if rule.level == "error")


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was committed or released: the schema to compare with, and what it is called."""

    label: str
    model: SchemaModel


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to say after a save.

    Shape:
        ``good`` is the last state that could be read, of save number ``good_number``;
        ``since_save`` and ``since_baseline`` are None where there is nothing to compare.
        ``seconds`` is what it took to find all this.
    """

    number: int
    report: Report
    good: SchemaModel | None
    good_number: int
    since_save: Difference | None
    since_baseline: Difference | None
    seconds: float

    @property
    def is_readable(self) -> bool:
        """Return whether this save is the one that is shown."""
        return self.good_number == self.number

    @property
    def is_gone(self) -> bool:
        """Return whether the file that is watched was not there."""
        return any(fault.message == GONE for fault in self.report.faults)


@dataclass
class Workbench:
    """One schema under watch, and the last state that could be read."""

    path: Path
    baseline: Baseline | None = None
    settings: Path | None = None
    good: SchemaModel | None = None
    good_number: int = 0
    number: int = 0
    read: frozenset[Path] = field(default_factory=frozenset)

    def answer(self) -> Answer:
        """Read what changed, check it and compare it with the last good state."""
        begun = time.perf_counter()
        self.number += 1
        before = self.baseline.model if self.baseline else None
        report = check_schema(self.path, Beyond(before, self.settings, thorough=False))
        self.read = self._files(report)
        since_save = since_baseline = None
        if report.model is not None and is_readable(report.faults):
            if self.good is not None:
                labels = (f"save {self.good_number}", f"save {self.number}")
                since_save = difference(self.good, report.model, labels=labels)
            if self.baseline is not None:
                labels = (self.baseline.label, self.path.name)
                since_baseline = difference(self.baseline.model, report.model, labels=labels)
            self.good, self.good_number = report.model, self.number
        seconds = time.perf_counter() - begun
        return Answer(
            self.number, report, self.good, self.good_number, since_save, since_baseline, seconds
        )

    def _files(self, report: Report) -> frozenset[Path]:
        """Return the files to watch: those that were read, also before the last fault."""
        files = {self.path, *self.read} if report.model is None else {self.path}
        if report.model is not None:
            for each in report.model.files:
                files |= set() if each.foreign else {each.path, *_imported(each)}
        settings = report.settings
        files |= {each for each in (settings.file, settings.published) if each is not None}
        if self.settings is None:
            files |= set(places_of_settings(self.path))
        return frozenset(files | set(settings.vocabularies))


def _imported(file: SchemaFile) -> Iterator[Path]:
    """Yield the files that a file imports by name, whether they are there or not."""
    listed = file.document.data.get("imports")
    for name in listed if isinstance(listed, list) else ():
        if isinstance(name, str) and name and ":" not in name:
            yield file.path.parent / f"{name}.yaml"


def is_readable(faults: tuple[Fault, ...]) -> bool:
    """Tell whether a state can be shown and compared: nothing stands in the way of reading it."""
    return not any(fault.level == "error" and fault.rule in _UNREADABLE for fault in faults)


def find_baseline(path: Path, against: str | None) -> Baseline | None:
    """Return what a schema is compared with: what is asked for, else what was made last.

    Shape:
        The last release if there are releases beside the schema, else the last commit; None
        where there is neither.

    Raises:
        TargetError: What is asked for is not there, or holds no schema.
    """
    places = Places(path)
    words = against or default_before(places)
    try:
        return Baseline(words, read_before(words, path))
    except TargetError:
        if against:
            raise
        return None
