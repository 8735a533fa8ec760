"""Say what would be right where a file is no YAML: the parser only says what it met.

Step on the line: beneath :mod:`linkml_schemas.checking.check`. Pure.
"""

from collections.abc import Mapping
from dataclasses import replace

from linkml_schemas.modelling.faults import Fault

REMEDIES: Mapping[str, str] = {
    "mapping values are not allowed": "put quotes around a text that holds `: `, or mind how far "
    "the line is indented",
    "found character '\\t'": "indent with spaces; YAML allows no tabs",
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


def add_remedy(fault: Fault) -> Fault:
    """Return a fault of YAML with what would be right; any other as it is."""
    if fault.rule != "yaml" or fault.remedy:
        return fault
    found = next((remedy for said, remedy in REMEDIES.items() if said in fault.message), "")
    return replace(fault, remedy=found or "look at this line and the one before it")
