"""Find the file and line that LinkML refuses: its own errors name neither.

Step on the line: called by :mod:`linkml_schemas.compiler` when a schema does not load. The
metamodel is held against each file, as ``begrip schema check`` does.
"""

from collections.abc import Iterator
from pathlib import Path

from linkml_schemas.checking.metamodel import check_metamodel
from linkml_schemas.convention import SchemaError
from linkml_schemas.modelling.documents import Document, KeyPath
from linkml_schemas.modelling.faults import Fault
from linkml_schemas.modelling.files import read_files


def locate_fault(path: Path, error: Exception) -> SchemaError:
    """Return what LinkML says against a schema, with the file, line and key it is about.

    Args:
        path: The schema that was to be loaded.
        error: What linkml raised; it stands as it is if no file by itself is refused.
    """
    for document, fault in _refusals(path):
        keys = " → ".join(map(str, _keys_at(document, fault)))
        named = f": {keys}" if keys else ""
        remedy = f"; {fault.remedy}" if fault.remedy else ""
        return SchemaError(
            f"{document.file.name}:{fault.place.line}{named}: this is no LinkML: "
            f"{fault.message}{remedy} ({error})"
        )
    return SchemaError(f"{path.name} or a file it imports is no LinkML: {error}")


def _refusals(path: Path) -> Iterator[tuple[Document, Fault]]:
    files, _ = read_files(path)
    for file in files:
        if not file.foreign:
            for fault in (*file.document.faults, *check_metamodel(file.document)):
                if fault.level == "error":
                    yield file.document, fault


def _keys_at(document: Document, fault: Fault) -> KeyPath:
    """Return the keys that lead to the place of a fault."""
    place = (fault.place.line, fault.place.column)
    return next((keys for keys, mark in document.marks.items() if mark == place), ())
