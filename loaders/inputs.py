"""Say what a generation is made of, as one digest: same inputs, same generation.

Step on the line: before anything is read. Must stay cheap, for it runs at every start: no
parser of tables or RDF is imported here.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import ontology
from loaders.reading.definition_values import OWN_SHAPES
from loaders.reading.definitions import Definition
from loaders.reading.sources import Source

ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Inputs:
    """The digest of all inputs, and of each registry's own."""

    digest: str
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SystemGraph:
    """A graph that is built from files of the program itself, not from a registry."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    source: Source


@dataclass(frozen=True, slots=True)
class World:
    """What a build takes from the lower layers: the compiled plan and the system graphs.

    Args:
        plan: JSON of the compiled plan, with the placeholder base.
        graphs: Turtle of the program itself, with the placeholder base.
    """

    plan: str
    graphs: tuple[SystemGraph, ...]


def shipped_world() -> World:
    """Return the world as it is shipped: the committed plan, vocabulary and code lists."""
    from linkml_schemas.plan import PLAN_FILE
    from loaders.emitting.system_graphs import shipped_graphs

    return World(PLAN_FILE.read_text(encoding="utf-8"), shipped_graphs())


def digest_inputs(
    base: str, world: World, definitions: tuple[Definition, ...], removals: str = ""
) -> Inputs:
    """Return the digest of everything that decides what the graph will be.

    Args:
        base: The base of every minted IRI.
        world: Plan and system graphs.
        definitions: The registries.
        removals: Digest of what is taken away on purpose, empty if nothing is.

    Raises:
        SourceError: A source cannot be read.
    """
    common = _digest(base, _digest(world.plan), code_digest())
    keys = {definition.name: registry_key(common, definition) for definition in definitions}
    graphs = {graph.name: _digest(common, graph.source.checksum()) for graph in world.graphs}
    keys |= graphs
    whole = _digest(common, json.dumps(keys, sort_keys=True), *([removals] if removals else []))
    return Inputs(whole, MappingProxyType(keys))


def registry_key(common: str, definition: Definition) -> str:
    """Return the digest of a registry: its definition, its files, and what reads it."""
    path = definition.directory / f"{definition.name}.yaml"
    files = [part for file in definition.files() for part in _parts(file.source)]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return _digest(common, digest, *files, *_shapes_digests(definition))


def _parts(source: Source) -> tuple[str, str]:
    """Return the name and the checksum of a file, for a file that moves is another input."""
    return source.name, source.checksum()


def _shapes_digests(definition: Definition) -> tuple[str, ...]:
    """Return the digests of the shapes of a registry and of what checks by them."""
    if not definition.shapes:
        return ()
    from linkml_schemas.conformance_values import validator_digest
    from linkml_schemas.generated_files import read_shapes_turtle

    digests = [validator_digest()]
    for name in definition.shapes:
        own = name in OWN_SHAPES
        shapes = Source(name, content=read_shapes_turtle()) if own else None
        digests.append((shapes or Source(name, definition.directory / name)).checksum())
    return tuple(digests)


def code_digest() -> str:
    """Return the digest of the code that decides what is emitted."""
    digest = hashlib.sha256()
    folders = (Path(__file__).parent, Path(ontology.__file__).parent)
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()


def generation_id(*parts: str) -> str:
    """Return the id of a generation made of these digests.

    >>> len(generation_id("a"))
    16
    """
    return _digest(*parts)[:ID_DIGITS]


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
