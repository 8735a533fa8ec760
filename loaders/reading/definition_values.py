"""Read the values of a definition: texts, IRIs, lists, a share, a switch, a word of a few.

Step on the line: beneath :mod:`loaders.reading.definitions`.
"""

import codecs
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from loaders.checking.iri_syntax import is_iri
from loaders.reading.characters import find_unwritable
from loaders.reading.lined_yaml import Lined
from loaders.reading.source_files import AUTO, SUFFIXES

FORMATS = (*SUFFIXES, AUTO)
"""Formats of a source; :data:`loaders.reading.readers.READERS` reads each but ``auto``."""

ACCESS = ("PUBLIC", "RESTRICTED", "NON_PUBLIC", "SENSITIVE", "CONFIDENTIAL")
"""Codes of the EU access-right table that ``access`` may have."""

MEANING: Mapping[str, str] = MappingProxyType(
    {
        "name": "the file's name without .yaml",
        "title": "what people call the registry, under nl: and en:",
        "description": "what it holds, under nl: and en:",
        "source": "the file beside the definition, such as organisaties.csv; or a list of files",
        "format": f"one of {', '.join(FORMATS)}",
        "publisher": "the IRI of who made the source",
        "licence": "the IRI of the licence of the source",
        "access": f"one of {', '.join(ACCESS)}",
    }
)
"""What the keys that every definition needs mean."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def text(lined: Lined, key: str) -> str:
    """Return a text that is not empty."""
    value = lined.data[key]
    if not isinstance(value, str) or not value.strip("\n "):
        raise lined.error(key, f"{key} must be a text: {MEANING.get(key, 'such as a name')}")
    _require_writable(lined, key, value)
    return value


def texts(lined: Lined, key: str) -> Mapping[str, str]:
    """Return texts by language, Dutch and English among them."""
    value = lined.data[key]
    if not isinstance(value, dict) or not {"nl", "en"} <= set(value):
        raise lined.error(key, f"{key} must have a text under nl: and one under en:")
    if not all(isinstance(item, str) and item.strip() for item in value.values()):
        raise lined.error(key, f"every language of {key} must have a text")
    for language, item in value.items():
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            raise lined.error(
                key, f"{language!r} under {key} is no language; write such as nl, en or fr-BE"
            )
        _require_writable(lined, key, item)
    return MappingProxyType(value)


def _require_writable(lined: Lined, key: str, value: str) -> None:
    if code := find_unwritable(value):
        raise lined.error(key, f"{key} holds {code}, which XML cannot hold; remove the character")


def mapping(lined: Lined, key: str) -> Mapping[str, str]:
    """Return lines of the form name: text."""
    value = lined.data[key]
    if not isinstance(value, dict):
        raise lined.error(key, f"{key} must be lines of the form name: text")
    for name, item in value.items():
        if not isinstance(name, str) or not isinstance(item, str):
            raise lined.error(key, f"{name}: {item!r} must be text; put it between quotes")
        _require_writable(lined, key, name + item)
    return MappingProxyType(value)


def names(lined: Lined, key: str) -> tuple[str, ...]:
    """Return a list of texts."""
    value = lined.data[key]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise lined.error(key, f"{key} must be a list of texts: [first, second]")
    return tuple(value)


def iri(lined: Lined, key: str) -> str:
    """Return an absolute IRI."""
    value = text(lined, key)
    if not value.startswith(("http://", "https://")) or not is_iri(value):
        raise lined.error(key, f"{value!r} must be an absolute IRI: https://example.org/page")
    return value


def sources(lined: Lined, key: str) -> tuple[str, ...]:
    """Return one file, folder or pattern, or several in a list."""
    if isinstance(lined.data[key], list) and lined.data[key]:
        return names(lined, key)
    return (text(lined, key),)


OWN_SHAPES = ("profile", "own")
"""Words under ``shapes`` that mean the shapes generated from our own schemas."""

CONFORMANCE = ("report", "required")
"""What may follow from a violation of ``shapes``: it is told, or the registry is refused."""

SHAPES_SUFFIXES = (".ttl", ".nt", ".rdf", ".xml", ".jsonld", ".n3")
"""Suffixes that a file of shapes may have."""


def share(lined: Lined, key: str) -> float:
    """Return a number between 0 and 1."""
    value = lined.data[key]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise lined.error(key, f"{key} must be a number between 0 and 1, such as 0.05")
    if not 0 <= value <= 1:
        raise lined.error(key, "must lie between 0 and 1, such as 0.05")
    return float(value)


def switch(lined: Lined, key: str) -> bool:
    """Return what is switched on or off."""
    value = lined.data[key]
    if not isinstance(value, bool):
        raise lined.error(key, f"{key} must be true or false")
    return value


def one_of(*choices: str) -> Callable[[Lined, str], str]:
    """Return what reads a word of a few."""

    def read(lined: Lined, key: str) -> str:
        value = lined.data[key]
        if value not in choices:
            raise lined.error(key, f"{key} {value!r} must be one of {', '.join(choices)}")
        return str(value)

    return read


def require_encoding(lined: Lined, encoding: str) -> None:
    """Stop if an encoding is none that text can have.

    Raises:
        DefinitionError: There is no such encoding, or it is none of texts.
    """
    try:
        codecs.lookup(encoding)
        "a".encode(encoding)
    except (LookupError, ValueError) as error:
        raise lined.error(
            "encoding", f"unknown encoding {encoding!r}; usual: utf-8, cp1252"
        ) from error


def require_shapes(lined: Lined, directory: Path, names: tuple[str, ...]) -> None:
    """Stop if a file of shapes is not there, or cannot be one.

    Raises:
        DefinitionError: There is no such file, or its name says no format.
    """
    for name in names:
        if name in OWN_SHAPES:
            continue
        if Path(name).suffix not in SHAPES_SUFFIXES:
            known = ", ".join(SHAPES_SUFFIXES)
            raise lined.error("shapes", f"{name!r} must be 'profile' or end in one of {known}")
        if not (directory / name).is_file():
            raise lined.error("shapes", f"no file {name!r} beside the definition")
