"""Say what would be right where a file is no YAML: the parser only says what it met.

Step on the line: beneath :mod:`linkml_schemas.checking.check`. Of a file that is no YAML it reads
how far the lines are indented, for that is what is wrong most often.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from linkml_schemas.modelling.faults import Fault

REMEDIES: Mapping[str, str] = {
    "mapping values are not allowed": "put quotes around a text that holds `: `, or mind how far "
    "the line is indented",
    "found character '\\t'": "indent with spaces; YAML allows no tabs",
    "found a tab character": "indent with spaces; YAML allows no tabs",
    "cannot start any token": "indent with spaces, and put quotes around a text that begins with "
    "@, ` or %",
    "found unexpected end of stream": "close the quotes that are opened here",
    "did not find expected ',' or ']'": "close the [ that was opened, with commas between",
    "did not find expected ',' or '}'": "close the { that was opened, with commas between",
    "did not find expected key": "indent this line as far as those that belong with it",
    "did not find expected '-' indicator": "begin each item of the list with `- `, equally far "
    "indented",
    "could not find expected ':'": "write `key: value`; a text of several lines needs `>-` or "
    "quotes",
    "did not find expected alphabetic": "put quotes around a text that begins with & or *",
    "found undefined alias": "put quotes around a text that begins with *",
    "block sequence entries are not allowed": "put the list on lines of its own below the key",
    "found unknown escape": "use single quotes around a pattern with backslashes",
    "control characters are not allowed": "remove the character that cannot be seen",
    "did not find expected <document start>": "a schema is one document: indent this line, or "
    "remove it",
    "the file cannot be read": "give the right to read it, or name another file",
    "expected a single document": "a schema is one document: remove the `---` between",
}
"""What the parser says, and what to do."""


_ENTRY = re.compile(r"(- )*[\w:.-]+:( |$)|- ")
"""How a line begins that is an entry of its own, and no further line of a text."""

_INDENTED = ("did not find expected key", "mapping values are not allowed")
"""What the parser says where a line may be indented otherwise than those that it belongs with."""


def add_remedy(fault: Fault) -> Fault:
    """Return a fault of YAML with what would be right; any other as it is."""
    if fault.rule != "yaml" or fault.remedy:
        return fault
    if any(said in fault.message for said in _INDENTED) and (nearer := _indentation(fault)):
        return replace(fault, remedy=nearer)
    found = next((remedy for said, remedy in REMEDIES.items() if said in fault.message), "")
    return replace(fault, remedy=found or "look at this line and the one before it")


def _indentation(fault: Fault) -> str:
    """Return how far a line should be indented, empty if that is not what is wrong with it."""
    try:
        lines = fault.place.file.read_text(encoding="utf-8").splitlines()[: fault.place.line]
    except (OSError, UnicodeDecodeError):
        return ""
    entries = [
        (number, line)
        for number, line in enumerate(lines, start=1)
        if _ENTRY.match(line.lstrip(" "))
    ]
    if len(entries) < 2 or entries[-1][0] != fault.place.line or _opens(entries[-2][1]):
        return ""
    *above, (_, line) = entries
    spaces = _depths(line)[0]
    depths: dict[int, int] = {}
    for number, entry in reversed(above):
        for depth in reversed(_depths(entry)):
            if depth < min(depths, default=depth + 1):
                depths[depth] = number
    if spaces in depths:
        return ""
    deeper = [depth for depth in depths if depth > spaces][-1:]
    near = deeper + [depth for depth in depths if depth < spaces][:1]
    told = " or ".join(f"{depth}, as line {depths[depth]}" for depth in near)
    return f"it is indented by {spaces} spaces: make that {told}"


def _opens(line: str) -> bool:
    """Return whether what stands below a line may be indented further."""
    return line.partition(" #")[0].rstrip().endswith((":", "|", ">", "-"))


def _depths(line: str) -> list[int]:
    """Return how far a line is indented, and how far what stands in it as an item of a list is."""
    bare = line.lstrip(" ")
    found = [len(line) - len(bare)]
    while bare.startswith("- "):
        bare = bare[2:]
        found.append(found[-1] + 2)
    return found
