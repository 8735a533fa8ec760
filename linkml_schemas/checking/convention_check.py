"""Hold one of our own schemas to the convention that the loaders need.

Step on the line: after the rules, by compiling the schema as a build does, and by naming every
term that its records use. Both stop at the first fault, so this is the last step. linkml is
imported when it is used.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from linkml_schemas.convention import SchemaError
from linkml_schemas.modelling.faults import Fault, Place
from linkml_schemas.vocabulary import profile_terms

_PLACED = re.compile(
    r"(?:(?P<file>[\w.-]+\.yaml):(?:(?P<line>\d+):)?)? *(?P<message>.*)", re.DOTALL
)


def check_convention(path: Path) -> Iterator[Fault]:
    """Yield the first fault against the convention, if there is one."""
    from linkml_schemas.compiler import compile_schema

    try:
        profile_terms(compile_schema(path))
    except SchemaError as error:
        found = _PLACED.fullmatch(str(error))
        file = path.parent / found["file"] if found and found["file"] else path
        line = int(found["line"]) if found and found["line"] else 1
        message = found["message"] if found else str(error)
        yield Fault(Place(file, line), "convention", message, "docs/schemas.md has the convention")
