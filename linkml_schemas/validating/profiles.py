"""Find the profiles that data can be checked against: ours, those of tables, those of a folder.

Step on the line: name of a profile → its shapes. Official files of others may not be ours to
give, so an operator lays them in a folder with a list that says where each comes from and what
its checksum is; a file that differs from its checksum is not used.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from linkml_schemas.conformance_values import FORMATS, ShapesSource
from linkml_schemas.generated_files import read_shapes_turtle
from linkml_schemas.plan import read_plan_at
from linkml_schemas.validating.constraint_tables import Constraint, read_constraints, to_shapes
from ontology.namespaces import PLACEHOLDER_BASE, rebase

OWN = "begrip"
LIST = "profiles.toml"
HANDED_IN = "shapes"
"""The name of the profile that stands for shapes which are handed in with the data."""

_TABLES = Path(__file__).parent / "profiles"
_SHAPES = f"{PLACEHOLDER_BASE}/ns/datastrategie/shapes#"
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6})*")
_KEYS = {"title", "files", "source", "licence", "sha256", "background"}


class ProfileError(ValueError):
    """Say what is wrong with the list of profiles, or with a file that it names."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A set of rules that data can be checked against.

    Shape:
        ``titles`` by language; ``source`` is the address of who made the rules; ``class_name``
        the one class of ours that it speaks of; ``files`` those of an operator's folder.
    """

    name: str
    titles: Mapping[str, str]
    source: str
    licence: str
    class_name: str = ""
    folder: Path | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    background: tuple[str, ...] = ()

    def to_document(self) -> dict[str, Any]:
        """Return the profile as programs read it."""
        return {
            "name": self.name,
            "title": dict(self.titles),
            "source": self.source,
            "licence": self.licence,
            **({"class": self.class_name} if self.class_name else {}),
            **({"sha256": dict(self.files)} if self.files else {}),
        }


_BUILT_IN: Mapping[str, tuple[str, str, str]] = {
    "dcat-ap-3.0.1": (
        "DCAT-AP 3.0.1",
        "https://semiceu.github.io/DCAT-AP/releases/3.0.1",
        "https://semiceu.github.io/DCAT-AP/releases/3.0.1",
    ),
    "dcat-ap-vl-3.0": (
        "DCAT-AP-VL 3.0",
        "https://data.vlaanderen.be/doc/applicatieprofiel/DCAT-AP-VL",
        "https://data.vlaanderen.be/doc/applicatieprofiel/DCAT-AP-VL",
    ),
}
"""Tables of facts: title, document and source of each."""


def known_profiles(base: str, folder: str = "") -> dict[str, Profile]:
    """Return every profile by name, our own first.

    Args:
        base: The base of our IRIs.
        folder: Where an operator's profiles lie, empty for none.

    Raises:
        ProfileError: The list of the folder cannot be used.
    """
    return {**_built_in(base), **_read_list(Path(folder) if folder else None)}


def newest_profile(name: str, known: Iterable[str]) -> str:
    """Return the newest version of a profile that is named without one, else the name.

    >>> newest_profile("dcat-ap", ["dcat-ap-3.0.1", "dcat-ap-2.1", "dcat-ap-vl-3.0"])
    'dcat-ap-3.0.1'
    """
    versions = [
        (tuple(int(part) for part in version.split(".")), each)
        for each in known
        if (version := each.removeprefix(f"{name}-")) != each and _VERSION.fullmatch(version)
    ]
    return max(versions)[1] if versions else name


@cache
def _built_in(base: str) -> dict[str, Profile]:
    source = f"{base}/ns/datastrategie"
    licence = "EUPL-1.2"
    titles = {"nl": "Begrip, alle klassen", "en": "Begrip, all classes"}
    found = {OWN: Profile(OWN, titles, source, licence)}
    for name, (title, _, address) in _BUILT_IN.items():
        both = {
            "nl": f"{title} (onze eigen tabel van de regels)",
            "en": f"{title} (our own table of its rules)",
        }
        found[name] = Profile(name, both, address, licence)
    for record_class in read_plan_at(base).classes:
        name = f"{OWN}/{record_class.name}"
        labels = {tag: f"Begrip: {text}" for tag, text in record_class.labels.items()}
        found[name] = Profile(name, labels, record_class.iri, licence, record_class.name)
    return found


def _read_list(folder: Path | None) -> dict[str, Profile]:
    if folder is None:
        return {}
    data = _parse_list(folder)
    found = {}
    for name, entry in data.items():
        if name == "contexts":
            continue
        if unknown := set(entry) - _KEYS:
            raise ProfileError(f"{LIST}: [{name}] has the unknown key {sorted(unknown)[0]}")
        for key in ("title", "files", "source", "licence", "sha256"):
            if not entry.get(key):
                raise ProfileError(f"{LIST}: [{name}] needs {key}")
        files = (*entry["files"], *entry.get("background", ()))
        sums = {file: str(entry["sha256"].get(file, "")) for file in files}
        if missing := [file for file, digest in sums.items() if not digest]:
            raise ProfileError(f"{LIST}: [{name}] needs sha256 of {missing[0]}")
        titles = entry["title"] if isinstance(entry["title"], dict) else {"nl": entry["title"]}
        found[name] = Profile(
            name, titles, entry["source"], entry["licence"], "", folder, sums,
            tuple(entry.get("background", ())),
        )  # fmt: skip
    return found


def _parse_list(folder: Path) -> dict[str, Any]:
    path = folder / LIST
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(f"{path}: {error}") from error


def held_contexts(folder: str) -> dict[str, bytes]:
    """Return the JSON-LD contexts that an operator's folder holds, by their address.

    Raises:
        ProfileError: The list, or a file that it names, cannot be read.
    """
    if not folder:
        return {}
    named = _parse_list(Path(folder)).get("contexts", {})
    return {address: _read(Path(folder), file) for address, file in named.items()}


def read_profile(profile: Profile, base: str) -> tuple[ShapesSource, ...]:
    """Return the shapes of a profile.

    Raises:
        ProfileError: A file is not there, or is another one than the list says.
    """
    if profile.folder is not None:
        return _read_files(profile, profile.folder)
    if profile.name in _BUILT_IN:
        _, document, _ = _BUILT_IN[profile.name]
        namespace = f"{base}/valideren/{profile.name}#"
        return (
            ShapesSource(profile.name, to_shapes(_read_csv(profile.name), namespace, document)),
        )
    only = f"{_SHAPES}{profile.class_name}Shape" if profile.class_name else ""
    shapes = rebase(read_shapes_turtle(), base)
    return (ShapesSource(profile.name, shapes, "turtle", rebase(only, base)),)


def is_table(name: str) -> bool:
    """Return whether a profile is a table of ours, which has an address of its own."""
    return name in _BUILT_IN


def read_table_of(name: str) -> tuple[Constraint, ...]:
    """Return what a profile that is a table of ours asks."""
    return read_constraints(_read_csv(name))


def _read_csv(name: str) -> str:
    return (_TABLES / f"{name}.csv").read_text(encoding="utf-8")


def read_background(profile: Profile) -> tuple[tuple[str, bytes], ...]:
    """Return the files with what data may refer to, such as code lists, by name.

    Raises:
        ProfileError: A file is not there, or is another one than the list says.
    """
    if profile.folder is None:
        return ()
    return tuple((name, _read(profile.folder, name, profile.files)) for name in profile.background)


def _read_files(profile: Profile, folder: Path) -> tuple[ShapesSource, ...]:
    found = []
    for name in profile.files:
        if name in profile.background:
            continue
        kind = FORMATS.get(Path(name).suffix)
        if kind is None:
            raise ProfileError(f"{name} must end in one of {', '.join(FORMATS)}")
        found.append(ShapesSource(name, _read(folder, name, profile.files), kind))
    return tuple(found)


def _read(folder: Path, name: str, sums: Mapping[str, str] | None = None) -> bytes:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ProfileError(f"{name} lies outside the folder of profiles")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ProfileError(f"{name}: {error.strerror}") from error
    if sums is not None and hashlib.sha256(content).hexdigest() != sums[name].lower():
        raise ProfileError(f"{name} is not the file of which {LIST} has the checksum")
    return content
