"""Find the files of a registry: one, a list, a folder, or all that a pattern matches.

Step on the line: between a definition and the bytes that are read. The order is that of the
names, so that it is the same on every machine.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from loaders.reading.sources import Source

AUTO = "auto"
"""The format of a registry whose RDF files each tell theirs by their suffix."""

SUFFIXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "csv": (".csv",),
        "json": (".json",),
        "turtle": (".ttl",),
        "ntriples": (".nt",),
        "nquads": (".nq",),
        "trig": (".trig",),
        "n3": (".n3",),
        "rdfxml": (".rdf", ".xml", ".owl"),
        "jsonld": (".jsonld",),
    }
)
"""What the name of a file of each format ends in, but for a last ``.gz``."""

_RDF = {suffix: name for name in list(SUFFIXES)[2:] for suffix in SUFFIXES[name]}
_WILD = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a registry and its format."""

    source: Source
    format: str


class NoFileError(ValueError):
    """Say that what a definition names is no file, or none of its format."""


def find_source_files(
    directory: Path, patterns: Sequence[str], format_name: str
) -> tuple[SourceFile, ...]:
    """Return the files that a definition names, by name and each once.

    Args:
        directory: The folder of the definition.
        patterns: Files, folders (all files of the format in and under them) or patterns with
            ``*``, ``?``, ``[…]`` and ``**``.
        format_name: The format of the files; ``auto`` takes it from their suffixes.

    Raises:
        NoFileError: A pattern leads to no file, or to one whose suffix tells no format.
    """
    found: dict[str, SourceFile] = {}
    for pattern in patterns:
        paths = list(_expand(directory, pattern, format_name))
        if not paths:
            raise NoFileError(f"no file {pattern!r} beside the definition")
        for path, name in paths:
            found[name] = SourceFile(Source(name, path), _format(path, format_name))
    return tuple(found[name] for name in sorted(found))


def _expand(directory: Path, pattern: str, format_name: str) -> Iterator[tuple[Path, str]]:
    path = directory / pattern
    if path.is_dir():
        for item in path.rglob("*"):
            if item.is_file() and _suffix(item) in _suffixes(format_name):
                yield item, _name(pattern, item.relative_to(path))
    elif _WILD & set(pattern):
        fixed, rest = _split(pattern)
        root = directory / fixed
        for item in root.glob(rest):
            if item.is_file():
                yield item, _name(fixed, item.relative_to(root))
    elif path.is_file():
        yield path, pattern


def _split(pattern: str) -> tuple[str, str]:
    """Return the folders before the first wild one, and the rest of a pattern."""
    parts = Path(pattern).parts
    first = next(place for place, part in enumerate(parts) if _WILD & set(part))
    return str(Path(*parts[:first])), "/".join(parts[first:])


def _name(fixed: str, rest: Path) -> str:
    """Return the name of a file as reports show it: without the way up to its folder."""
    kept = [part for part in Path(fixed).parts if part not in {"..", ".", "/"}]
    return "/".join([*kept[-1:], *rest.parts])


def _suffix(path: Path) -> str:
    return Path(path.name.removesuffix(".gz")).suffix.lower()


def _suffixes(format_name: str) -> frozenset[str]:
    return frozenset(_RDF if format_name == AUTO else SUFFIXES[format_name])


def _format(path: Path, format_name: str) -> str:
    if format_name != AUTO:
        return format_name
    try:
        return _RDF[_suffix(path)]
    except KeyError as error:
        known = ", ".join(_RDF)
        raise NoFileError(f"{path.name} has no suffix of RDF; known: {known}") from error
