"""Tell what uses the schemas: registries by their columns, all else by the IRIs that it names.

Step on the line: from registry definitions, profiles and ``queries/`` to the values that
:mod:`linkml_schemas.differing.uses` compares with a change.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from linkml_schemas.differing.uses import Consumer
from linkml_schemas.plan import read_plan
from linkml_schemas.reusing.profiles import profile_names, read_profile
from loaders.errors import DefinitionError
from loaders.reading.definitions import Definition, read_definitions
from loaders.reading.sources import Source
from loaders.settings import REGISTRIES
from ontology.namespaces import shrink
from queries.reader import read_queries

_DECLARED = re.compile(r"(?:@prefix|PREFIX)\s+([\w.-]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_WRITTEN = re.compile(r"<([^<>\s]+)>")
_SHORTENED = re.compile(r"(?<![\w<:/?$])([A-Za-z][\w.-]*|):([A-Za-z_](?:[\w-]|\.(?=\w))*)")


def read_consumers(registries: Path = REGISTRIES) -> tuple[Consumer, ...]:
    """Return all that uses the schemas: registries, profiles of others, shapes, queries.

    Raises:
        DefinitionError: A definition is wrong.
    """
    definitions = read_definitions(registries)
    own = (to_registry(each) for each in definitions if each.class_name)
    queries = (
        Consumer("query", each.name, iris=iris_in(each.text))
        for each in sorted(read_queries(), key=lambda query: query.name)
    )
    return (*own, *_profiles(), *_shapes(definitions), *queries)


def to_registry(definition: Definition) -> Consumer:
    """Return a registry as what uses its class and the columns that it fills."""
    name = definition.class_name or ""
    iri = next((each.iri for each in read_plan().classes if each.name == name), "")
    return Consumer("registry", definition.name, name, iri, _filled(definition))


def iris_in(text: str) -> frozenset[str]:
    """Return every IRI that a text of SPARQL or Turtle names, in full or by its prefix.

    >>> sorted(iris_in("PREFIX org: <http://www.w3.org/ns/org#> ASK { ?body a org:Post }"))
    ['http://www.w3.org/ns/org#', 'http://www.w3.org/ns/org#Post']
    """
    prefixes = dict(_DECLARED.findall(text))
    found = set(_WRITTEN.findall(text))
    bare = _WRITTEN.sub(" ", text)
    for prefix, name in _SHORTENED.findall(bare):
        if prefix in prefixes:
            found.add(prefixes[prefix] + name)
    return frozenset(found)


def _profiles() -> Iterator[Consumer]:
    """Yield what application profiles of others ask, class by class."""
    for name in profile_names():
        profile = read_profile(name)
        for class_iri, asked in profile.classes().items():
            iris = frozenset((class_iri, *(each.property for each in asked)))
            label = f"{profile.title}: {shrink(class_iri) or class_iri}"
            yield Consumer("profile", label, iris=iris)


def _shapes(definitions: tuple[Definition, ...]) -> Iterator[Consumer]:
    """Yield each file of shapes that a registry is held to, once."""
    files = {
        (each.directory / name).resolve(): name for each in definitions for name in each.shapes
    }
    for path, name in sorted(files.items(), key=lambda item: item[1]):
        text = path.read_text(encoding="utf-8", errors="replace")
        yield Consumer("shapes", name, iris=iris_in(text))


def _filled(definition: Definition) -> frozenset[str] | None:
    """Return the slots that a registry fills; None if its format does not say."""
    stated = {*definition.columns.values(), *definition.constants}
    if definition.format != "csv":
        return frozenset(stated) if definition.columns else None
    names = {name for file in definition.files() for name in _header(definition, file.source)}
    mapped = {definition.columns.get(name, name) for name in names - set(definition.ignore)}
    return frozenset(mapped | stated)


def _header(definition: Definition, source: Source) -> list[str]:
    """Return the names in the first line of a file.

    Raises:
        DefinitionError: The file cannot be read.
    """
    try:
        with (
            source.open() as binary,
            io.TextIOWrapper(
                binary, encoding=definition.encoding, errors="replace", newline=""
            ) as text,
        ):
            lines = (line.removeprefix("\ufeff") for line in text if line.strip())
            cells = next(csv.reader(lines, delimiter=definition.delimiter), [])
    except OSError as error:
        raise DefinitionError(f"{definition.name}: its file cannot be read: {error}") from error
    return [cell.strip() for cell in cells]
