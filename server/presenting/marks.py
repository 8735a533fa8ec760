"""Tell things of one list apart: their step in a workflow, and their code where names are shared.

Step on the line: under ``overview``, within a worker; pattern access, of the things shown only.
"""

from typing import Any

from linkml_schemas.plan import RecordClass
from server.presenting.moments import is_moment
from server.presenting.reading import to_cell
from server.statements import Reader

ALWAYS = frozenset({"steps"})
"""The presentations whose value stands beside every name of a list."""

WHERE_SHARED = frozenset({"steps", "code", "status", "end"})
"""Those whose value stands beside a name that another thing of the class has too."""


def to_marks(
    reader: Reader, iri: str, record_class: RecordClass, *, shared: bool
) -> list[dict[str, Any]]:
    """Return what stands beside a name in a list.

    Shape:
        ``[{"text", "lang", "until"}]``; of columns with a value, in the order of the class;
        ``until`` says that the text is the day of an end.

    Args:
        reader: Store, base, plan and languages.
        iri: The thing.
        record_class: Its class.
        shared: Whether another thing of the class has its name.
    """
    wanted = WHERE_SHARED if shared else ALWAYS
    cells = (to_cell(reader, iri, c) for c in record_class.columns if c.show in wanted)
    return [
        {
            "text": cell["values"][0]["text"],
            "lang": cell["values"][0].get("lang", ""),
            "until": cell["show"] == "end" and is_moment(cell["values"][0]["text"]),
        }
        for cell in cells
        if cell["values"]
    ]
