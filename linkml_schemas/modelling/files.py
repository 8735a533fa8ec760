"""Read a schema file and all that it imports, each once.

Step on the line: between :mod:`linkml_schemas.modelling.documents` and
:mod:`linkml_schemas.modelling.reading`. Nothing is fetched: ``linkml:…`` comes from the
installed LinkML, an import by address is a fault that says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from linkml_schemas.modelling.documents import Document, KeyPath, read_document
from linkml_schemas.modelling.faults import Fault, Place

BUILT_IN = "https://w3id.org/linkml/"
"""Where the imports of LinkML itself lie."""

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """One file of a schema, and what it says for all elements in it.

    Shape:
        ``foreign`` is true of what LinkML itself brings. ``prefixes`` are the file's own.
    """

    document: Document
    name: str
    iri: str
    language: str
    prefixes: Mapping[str, str]
    default_prefix: str
    default_range: str | None
    foreign: bool

    @property
    def path(self) -> Path:
        """Return where the file lies."""
        return self.document.file

    def entries(self, path: KeyPath) -> Iterator[tuple[str, KeyPath, dict[str, Any]]]:
        """Yield name, path and body of each element under a key, as mapping or as list."""
        holder: Any = self.document.data
        for key in path:
            try:
                holder = holder[key]
            except (KeyError, IndexError, TypeError):
                return
        if isinstance(holder, dict):
            for name, body in holder.items():
                yield name, (*path, name), body if isinstance(body, dict) else {}
        elif isinstance(holder, list):
            named = "text" if path[-1] == "permissible_values" else "name"
            for index, item in enumerate(holder):
                if isinstance(item, dict) and not isinstance(item.get(named, {}), dict):
                    yield str(item[named]), (*path, index), item
                elif isinstance(item, dict) and len(item) == 1:
                    name, body = next(iter(item.items()))
                    yield name, (*path, index, name), body if isinstance(body, dict) else {}
                elif isinstance(item, str):
                    yield item, (*path, index), {}


def read_files(path: Path) -> tuple[list[SchemaFile], list[Fault]]:
    """Return a schema file and its imports, the file itself first, and what is wrong in them."""
    files: list[SchemaFile] = []
    faults: list[Fault] = []
    seen: set[Path] = set()
    pending = [(path, False)]
    while pending:
        file, foreign = pending.pop(0)
        if _real(file) in seen:
            continue
        seen.add(_real(file))
        document = read_document(file)
        faults += document.faults
        if not isinstance(document.data, dict):
            if not document.faults:
                faults.append(_no_schema(file))
            continue
        language = files[0].language if files else DEFAULT_LANGUAGE
        found = _to_file(document, language, foreign)
        files.append(found)
        pending += _imports(found, faults)
    return files, faults


def _no_schema(file: Path) -> Fault:
    return Fault(
        Place(file), "schema", "the file holds no schema", "a schema is a mapping with id and name"
    )


def _to_file(document: Document, language: str, foreign: bool) -> SchemaFile:
    data = document.data
    prefixes = dict(_prefixes(data.get("prefixes")))
    iri = str(data.get("id") or f"urn:schema:{document.file.stem}")
    name = str(data.get("name") or document.file.stem)
    default = str(data.get("default_prefix") or "")
    stem = iri if iri.endswith(("/", "#")) else f"{iri}/"
    return SchemaFile(
        document,
        name,
        iri,
        str(data.get("in_language") or language),
        prefixes,
        prefixes.get(default, default if "://" in default else stem),
        str(data["default_range"]) if data.get("default_range") else None,
        foreign,
    )


def _prefixes(declared: Any) -> Iterator[tuple[str, str]]:
    pairs: Any = declared.items() if isinstance(declared, dict) else ()
    for prefix, namespace in pairs:
        if isinstance(namespace, dict):
            namespace = namespace.get("prefix_reference")
        if namespace is not None:
            yield str(prefix), str(namespace)
    if isinstance(declared, list):
        for item in declared:
            if isinstance(item, dict) and item.get("prefix_reference"):
                yield str(item.get("prefix_prefix", "")), str(item["prefix_reference"])


def _imports(file: SchemaFile, faults: list[Fault]) -> list[tuple[Path, bool]]:
    found: list[tuple[Path, bool]] = []
    listed = file.document.data.get("imports")
    for index, name in enumerate(listed if isinstance(listed, list) else ()):
        target = _locate(file, str(name))
        if target is None or not target[0].is_file():
            faults.append(
                Fault(
                    file.document.place(("imports", index)),
                    "import",
                    f"the import {name!r} is not found",
                    _import_remedy(file, str(name), target),
                )
            )
        else:
            found.append(target)
    return found


def _import_remedy(file: SchemaFile, name: str, target: tuple[Path, bool] | None) -> str:
    if target is None:
        return "nothing is fetched: save the schema beside this one and import it by its file name"
    near = sorted(each.stem for each in file.path.parent.glob("*.yaml"))[:8]
    return f"expected {target[0].name}; beside this file are {', '.join(near)}"


def _locate(file: SchemaFile, name: str) -> tuple[Path, bool] | None:
    """Return the file of an import and whether it is LinkML's own; None if it is an address."""
    prefix, colon, local = name.partition(":")
    if colon and not local.startswith("//") and len(prefix) > 1:
        namespace = file.prefixes.get(prefix, BUILT_IN if prefix == "linkml" else "")
        name = namespace + local if namespace else name
    if name.startswith(BUILT_IN):
        return _built_in_folder() / f"{name[len(BUILT_IN) :]}.yaml", True
    if "://" in name:
        return None
    target = file.path.parent / f"{name}.yaml"
    if not target.is_file() and (file.path.parent / name).is_file():
        target = file.path.parent / name
    return target, file.foreign


@cache
def _built_in_folder() -> Path:
    """Return where the installed LinkML keeps its schemas; found without importing it."""
    spec = find_spec("linkml_runtime")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0] if places else "") / "linkml_model" / "model" / "schema"


def _real(path: Path) -> Path:
    return path.resolve()
