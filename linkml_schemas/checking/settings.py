"""Read ``begrip-schema.toml``: which languages, which levels, and what is left alone and why.

Step on the line: beneath :mod:`linkml_schemas.checking.rule`. The file stands beside the
schema; without one the levels are those of the rules.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from linkml_schemas.modelling.faults import Fault, Place

FILE_NAME = "begrip-schema.toml"

NAMING: Mapping[str, str] = {
    "class": r"[A-Z][A-Za-z0-9]*",
    "slot": r"[a-z][a-z0-9]*(_[a-z0-9]+)*",
    "enum": r"[A-Z][A-Za-z0-9]*",
    "type": r"[A-Za-z][A-Za-z0-9]*",
    "value": r"\S(.*\S)?",
}
"""How elements are called, unless ``[naming]`` says otherwise."""

KEYS: Mapping[str, type | tuple[type, ...]] = {
    "languages": list,
    "fail_on": str,
    "published": str,
    "published_under": list,
    "base": str,
    "vocabularies": list,
    "examples": str,
    "convention": bool,
    "levels": dict,
    "naming": dict,
    "suppress": list,
}
"""What the file may say, and as what."""

SUPPRESSION_KEYS = ("rule", "element", "reason")
"""What a suppression says, all of it."""

CHOICES = ("error", "warning", "hint", "off")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One fault that stands, with the reason why."""

    rule: str
    element: str
    reason: str
    place: Place

    def matches(self, fault: Fault) -> bool:
        """Tell whether a fault is meant; ``*`` at the end of an element stands for any rest."""
        if self.rule != fault.rule:
            return False
        if self.element.endswith("*"):
            return fault.element.startswith(self.element[:-1])
        return self.element == fault.element


@dataclass(frozen=True)
class CheckSettings:
    """How a schema is to be checked.

    Shape:
        ``faults`` are what is wrong in the file itself. ``languages`` are BCP 47 tags; none
        means the language of the schema. Paths are absolute.
    """

    file: Path | None = None
    languages: tuple[str, ...] = ()
    fail_on: str = "error"
    published: Path | None = None
    published_under: tuple[str, ...] = ("",)
    base: str = ""
    vocabularies: tuple[Path, ...] = ()
    examples: Path | None = None
    convention: bool = False
    levels: Mapping[str, str] = field(default_factory=dict)
    naming: Mapping[str, str] = field(default_factory=lambda: NAMING)
    suppressions: tuple[Suppression, ...] = ()
    faults: tuple[Fault, ...] = ()


def places_of_settings(schema: Path) -> Iterator[Path]:
    """Yield where the settings of a schema may be: beside it, then in each folder above.

    Shape:
        The nearest that is there counts. The folder of a repository is the last.
    """
    folder = schema.resolve()
    for each in (folder, *folder.parents):
        if each != folder or each.is_dir():
            yield each / FILE_NAME
        if (each / ".git").exists():
            return


def find_settings(schema: Path) -> Path | None:
    """Return the file of settings beside a schema, or in the nearest folder above that has one."""
    return next((each for each in places_of_settings(schema) if each.is_file()), None)


def read_settings(file: Path | None, rules: tuple[str, ...]) -> CheckSettings:
    """Return the settings of a file, with what is wrong in it.

    Args:
        file: The file, None for none.
        rules: The names of all rules.
    """
    if file is None:
        return CheckSettings()
    try:
        text = file.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        place = Place(file, int(line[1]) if line else 1)
        return CheckSettings(file, faults=(Fault(place, "settings", f"this is no TOML: {error}"),))
    return _Reading(file, text, rules).settings(content)


@dataclass(frozen=True)
class _Reading:
    file: Path
    text: str
    rules: tuple[str, ...]

    def settings(self, content: Mapping[str, Any]) -> CheckSettings:
        faults = [*self._wrong(content)]
        sound = {key: value for key, value in content.items() if self._fits(key, value)}
        suppressions, unsound = self._suppressions(sound.get("suppress", []))
        folder = self.file.parent
        faults += unsound
        faults += self._names(sound.get("levels", {}), self.rules, "rule")
        faults += self._levels(sound.get("levels", {}))
        faults += self._names(sound.get("naming", {}), tuple(NAMING), "kind of element")
        naming, unsound = self._naming(sound.get("naming", {}))
        return CheckSettings(
            self.file,
            tuple(map(str, sound.get("languages", ()))),
            sound.get("fail_on", "error"),
            folder / sound["published"] if sound.get("published") else None,
            tuple(map(str, sound.get("published_under", ("",)))),
            sound.get("base", ""),
            tuple(folder / str(each) for each in sound.get("vocabularies", ())),
            folder / sound["examples"] if sound.get("examples") else None,
            sound.get("convention", False),
            {key: each for key, each in sound.get("levels", {}).items() if each in CHOICES},
            {**NAMING, **naming},
            suppressions,
            tuple(faults + unsound),
        )

    def _fault(self, key: str, message: str, remedy: str = "", level: Any = "error") -> Fault:
        return Fault(Place(self.file, self._line(key)), "settings", message, remedy, level)

    def _line(self, key: str) -> int:
        pattern = re.compile(rf"^\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=\]]", re.MULTILINE)
        match = pattern.search(self.text)
        return self.text.count("\n", 0, match.start()) + 1 if match else 1

    @staticmethod
    def _fits(key: str, value: Any) -> bool:
        if key == "fail_on":
            return value in CHOICES[:3]
        return key in KEYS and isinstance(value, KEYS[key])

    def _wrong(self, content: Mapping[str, Any]) -> Iterator[Fault]:
        yield from self._names(content, tuple(KEYS), "setting")
        for key, value in content.items():
            if key == "fail_on" and value not in CHOICES[:3]:
                yield self._fault(key, f"fail_on is {value!r}", "write error, warning or hint")
            elif key in KEYS and not isinstance(value, KEYS[key]):
                yield self._fault(key, f"{key} is of another kind than expected: {value!r}")

    def _names(
        self, found: Mapping[str, Any], known: tuple[str, ...], kind: str
    ) -> Iterator[Fault]:
        for name in found:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                remedy = f"did you mean {near[0]}?" if near else f"known: {', '.join(known[:40])}"
                yield self._fault(name, f"there is no {kind} {name!r}", remedy)

    def _levels(self, found: Mapping[str, Any]) -> Iterator[Fault]:
        for name, level in found.items():
            if level not in CHOICES:
                yield self._fault(name, f"{level!r} is no level", f"one of {', '.join(CHOICES)}")

    def _naming(self, found: Mapping[str, Any]) -> tuple[dict[str, str], list[Fault]]:
        sound, faults = {}, []
        for kind, pattern in found.items():
            try:
                re.compile(str(pattern))
            except re.error as error:
                faults.append(self._fault(kind, f"{pattern!r} is no regular expression: {error}"))
            else:
                sound[kind] = str(pattern)
        return sound, faults

    def _suppressions(self, found: list[Any]) -> tuple[tuple[Suppression, ...], list[Fault]]:
        sound, faults = [], []
        lines = [
            self.text.count("\n", 0, match.start()) + 1
            for match in re.finditer(r"^\s*\[\[\s*suppress\s*\]\]", self.text, re.MULTILINE)
        ]
        for index, item in enumerate(found):
            place = Place(self.file, lines[index] if index < len(lines) else 1)
            said = item if isinstance(item, dict) else {}
            faults += [
                replace(fault, place=place)
                for fault in self._names(said, SUPPRESSION_KEYS, "key of a suppression")
            ]
            missing = [key for key in SUPPRESSION_KEYS if not str(said.get(key, "")).strip()]
            if missing:
                message = f"a suppression without {' and '.join(missing)}"
                faults.append(Fault(place, "settings", message, "say what stands, and why"))
                continue
            each = Suppression(said["rule"], said["element"], said["reason"], place)
            faults += [
                replace(fault, place=place)
                for fault in self._names({each.rule: ""}, self.rules, "rule")
            ]
            sound.append(each)
        return tuple(sound), faults
