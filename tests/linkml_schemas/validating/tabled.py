"""Write an example record as the table that someone hands in."""

import csv
import io

from linkml_schemas.examples import Example
from linkml_schemas.plan import read_plan

BASE = "https://data.example.org"


def to_table(example: Example) -> bytes:
    """Return a record as CSV: a header and one row."""
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow(example.record)
    cells = example.record.values()
    writer.writerow([cell if isinstance(cell, str) else "|".join(cell) for cell in cells])
    return output.getvalue().encode()


def fits_a_table(example: Example) -> bool:
    """Return whether a cell of CSV can say it: several texts are one, for a bar is plain text."""
    record_class = read_plan().record_class(example.class_name)
    lists = [name for name, cell in example.record.items() if not isinstance(cell, str)]
    columns = [record_class.column(name) for name in lists]
    return all(column.multivalued or column.kind not in {"text", "literal"} for column in columns)
