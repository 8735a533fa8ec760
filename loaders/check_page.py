"""Write what a check found as files and as one page that needs no other.

Step on the line: the last of ``begrip check``.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from linkml_schemas.report_page import render_alone
from loaders.assembly import Assembly
from loaders.repairing.repair_report import write_repairs
from loaders.report import write_reports

PAGE = "index.html"


def write_page(
    folder: Path,
    assembly: Assembly,
    treated: Sequence[Mapping[str, Any]],
    *,
    made: str,
    problem: str,
) -> None:
    """Write all reports of a check in a folder, and the page about them.

    Raises:
        OSError: The disk refused.
    """
    report = write_reports(folder, assembly, generation=None, made=made, problem=problem)
    write_repairs(folder / "repairs.csv", treated)
    (folder / PAGE).write_text(render_alone(report), encoding="utf-8")
