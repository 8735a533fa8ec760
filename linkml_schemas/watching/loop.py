"""Run the watch: answer, wait for a save, answer again.

Step on the line: joins the workbench with the terminal, the annotations and the preview.
"""

import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from linkml_schemas.watching.annotations import write_annotations
from linkml_schemas.watching.files import await_change, look_at
from linkml_schemas.watching.preview import Preview
from linkml_schemas.watching.telling import print_answer
from linkml_schemas.watching.workbench import Workbench


@dataclass(frozen=True)
class Watch:
    """One schema under watch, and who is told."""

    bench: Workbench
    console: Console
    preview: Preview | None = None
    annotations: Path | None = None

    def run(self, stop: threading.Event) -> None:
        """Answer every save until the event is set."""
        files = frozenset({self.bench.path})
        saved = True
        while saved:
            before = look_at(files)  # so that a save while we answer is noticed afterwards
            self.tell()
            if self.bench.number == 1:
                self._invite()
            files = self.bench.read
            look = {file: before.get(file, now) for file, now in look_at(files).items()}
            saved = await_change(look, files, stopped=stop.is_set)

    def _invite(self) -> None:
        if self.preview is not None:
            self.preview.start()
            self.console.print(Text(f"preview: {self.preview.address}", style="bold"))
        self.console.print(Text("waiting for a save; Ctrl-C ends this", style="dim"))

    def tell(self) -> None:
        """Answer the state of the files now, and tell everybody."""
        answer = self.bench.answer()
        if self.annotations is not None:
            try:
                write_annotations(answer.report, self.annotations)
            except OSError as error:
                said = f"{self.annotations} cannot be written: {error.strerror}"
                self.console.print(Text(said, style="bold red"))
        if self.preview is not None:
            self.preview.show(answer)
        print_answer(self.console, answer, datetime.now())
