"""Hold what application profiles of others ask, as facts: one short committed list each.

Step on the line: ``begrip schema profile`` makes a list of a local copy of official shapes; the
comparison of :mod:`linkml_schemas.reusing.coverage` reads it. Neither shapes nor their words
are committed, only who must have what, how often and of which kind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ontology.namespaces import expand, shrink

FOLDER = Path(__file__).parent / "profiles"

COLUMNS = ("class", "property", "obligation", "min", "max", "range", "codes")

Obligation = Literal["mandatory", "recommended", "optional"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One property that a profile gives a class; all IRIs absolute.

    Shape:
        ``maximum`` is None where there is no greatest number; ``ranges`` are classes or
        datatypes, any of which will do; ``codes`` the concept schemes that values come from.
        A class without properties is there with an empty ``property``.
    """

    class_iri: str
    property: str
    obligation: Obligation = "optional"
    minimum: int = 0
    maximum: int | None = None
    ranges: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """An application profile of others: what it is, and what it asks."""

    name: str
    iri: str
    title: str
    version: str
    source: str
    licence: str
    note: str
    asked: tuple[Asked, ...]

    def classes(self) -> dict[str, tuple[Asked, ...]]:
        """Return what is asked by class, in the order of the list."""
        found: dict[str, list[Asked]] = {}
        for each in self.asked:
            found.setdefault(each.class_iri, []).append(each)
        return {
            iri: tuple(each for each in listed if each.property) for iri, listed in found.items()
        }


def profile_names() -> tuple[str, ...]:
    """Return the profiles that there are lists of."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.tsv")))


def read_profile(name: str) -> Profile:
    """Return a profile of the committed lists.

    Raises:
        KeyError: There is no such list.
    """
    path = FOLDER / f"{name}.tsv"
    if not path.is_file():
        raise KeyError(f"no profile {name!r}; there are {', '.join(profile_names())}")
    return parse_profile(name, path.read_text(encoding="utf-8"))


def parse_profile(name: str, text: str) -> Profile:
    """Return the profile that :func:`render_profile` wrote."""
    lines = text.splitlines()
    facts = dict(_facts(lines))
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    head = {key: facts.get(key, "") for key in _HEAD}
    return Profile(name=name, asked=tuple(_to_asked(row) for row in rows), **head)


def render_profile(profile: Profile) -> str:
    """Return a profile as tab-separated text, class by class and property by property."""
    head = [f"# {key}: {getattr(profile, key)}" for key in _HEAD if getattr(profile, key)]
    ordered = sorted(profile.asked, key=lambda each: (short(each.class_iri), short(each.property)))
    rows = [
        "\t".join(
            (
                short(each.class_iri),
                short(each.property),
                each.obligation if each.property else "",
                str(each.minimum) if each.property else "",
                ("*" if each.maximum is None else str(each.maximum)) if each.property else "",
                " ".join(map(short, each.ranges)),
                " ".join(each.codes),
            )
        )
        for each in ordered
    ]
    return "\n".join((*head, "\t".join(COLUMNS), *rows)) + "\n"


def short(iri: str) -> str:
    """Return an IRI as people write it: with a prefix where there is one.

    >>> short("http://www.w3.org/ns/dcat#Dataset")
    'dcat:Dataset'
    """
    return (shrink(iri) or iri) if iri else ""


_HEAD = ("iri", "title", "version", "source", "licence", "note")


def _to_asked(row: list[str]) -> Asked:
    class_name, name, obligation, least, most, ranges, codes = row
    return Asked(
        class_iri=expand(class_name),
        property=expand(name) if name else "",
        obligation=obligation or "optional",  # type: ignore[arg-type]
        minimum=int(least or 0),
        maximum=None if most in ("", "*") else int(most),
        ranges=tuple(map(expand, ranges.split())),
        codes=tuple(codes.split()),
    )


def _facts(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line.startswith("# "):
            key, _, value = line[2:].partition(": ")
            yield key, value


def read_reasons(
    profile: str, path: Path = FOLDER / "lacking.txt"
) -> dict[tuple[str, str], Mapping[str, str]]:
    """Return why classes and properties of a profile are lacking, where somebody wrote it.

    Shape:
        By class and property IRI, then by language; an empty property stands for the class.
    """
    found: dict[tuple[str, str], Mapping[str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        if line and not line.startswith("#"):
            named, class_name, name, english, dutch = line.split("\t")
            if named in (profile, "*"):
                key = expand(class_name), "" if name == "*" else expand(name)
                found[key] = {"en": english, "nl": dutch}
    return found
