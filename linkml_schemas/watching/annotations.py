"""Write the faults to a file that an editor or a build server reads, whole or not at all.

Step on the line: after each answer. The ending of the file says in which form.
"""

import os
from pathlib import Path

from linkml_schemas.checking.check import Report
from linkml_schemas.checking.formats import FORMATS, relative, whole_message

BY_ENDING = {".json": "json", ".sarif": "sarif", ".xml": "junit", ".github": "github"}
"""Any other ending means lines that editors take for messages of a compiler."""


def write_annotations(report: Report, target: Path) -> None:
    """Write the faults, and put the new file in the place of the old one in one step."""
    form = BY_ENDING.get(target.suffix)
    text = FORMATS[form]([report]) if form else to_lines(report)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(target)


def to_lines(report: Report) -> str:
    """Return ``file:line:column: level: message [rule]`` for each fault."""
    return "".join(
        f"{relative(fault.place.file)}:{fault.place.line}:{fault.place.column}: "
        f"{fault.level}: {' '.join(whole_message(fault).split())} [{fault.rule}]\n"
        for fault in report.faults
    )
