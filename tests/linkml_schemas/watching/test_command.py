"""The watch as a process: saves, and what terminal, annotations and preview say of them."""

import json
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.clients.browsing import browsing
from tests.linkml_schemas.watching.schemas import edit, write_library
from tests.running import CHECKOUT

LONGEST = 60
"""Seconds to wait for what takes about one on an idle machine."""


@dataclass
class Watched:
    """A watch that runs: its schema, and where it writes to."""

    schema: Path
    log: Path
    annotations: Path
    process: subprocess.Popen[bytes]

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def address(self) -> str:
        return re.search(r"preview: (http://\S+/)", self.said())[1]

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.address()}{path}", timeout=LONGEST) as response:
            return response.read().decode()

    def rules(self) -> set[str]:
        content = json.loads(self.annotations.read_text(encoding="utf-8"))
        return {
            each["rule"] for each in content["schemas"][0]["faults"] if each["level"] == "error"
        }


def await_until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("watched")
    schema = write_library(folder)
    log, annotations = folder / "watch.log", folder / "faults.json"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "begrip", "schema", "watch", str(schema), "--port", "0",
             "--annotations", str(annotations)],
            stdout=output, stderr=subprocess.STDOUT, cwd=CHECKOUT,
        )  # fmt: skip
    found = Watched(schema, log, annotations, process)
    try:
        await_until(lambda: "waiting for a save" in found.said())
        yield found
        process.send_signal(signal.SIGINT)
        assert process.wait(LONGEST) == 130
        assert "Traceback" not in found.said()
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_saves_are_answered_in_terminal_annotations_and_preview(watched):
    edit(watched.schema, "title_nl: Bladzijden", "title_nl: Pagina's")
    await_until(lambda: "answered" in watched.said().partition("save 2")[2])
    assert "editorial" in watched.said().partition("save 2")[2]
    assert watched.rules() == set()
    assert "Pagina&#39;s" in watched.page("nl/term/Book")

    edit(watched.schema, "classes:", "classes: [")
    await_until(lambda: "answered" in watched.said().partition("save 3")[2])
    assert watched.rules() == {"yaml"}
    assert "This cannot be read yet; save 2 is shown." in watched.said()
    assert "Pagina&#39;s" in watched.page("nl/term/Book")
    assert "[yaml]" in watched.page("nl/term/Book")

    edit(watched.schema, "classes: [", "classes:")
    edit(watched.schema, "range: integer", "range: intger")
    await_until(lambda: watched.rules() == {"reference"})
    await_until(lambda: "did you mean integer?" in watched.said())
    assert re.search(r"library\.yaml:21:9: error \[reference\]", watched.said())

    edit(watched.schema, "range: intger", "range: integer")
    await_until(lambda: watched.rules() == set())
    assert "[reference]" not in watched.page("nl/term/Book")


@pytest.mark.slow
def test_page_in_a_browser_is_fresh_after_a_save_by_itself(watched):
    with browsing() as page:
        page.goto(f"{watched.address()}en/term/Book")
        expect(page.locator("aside[data-save]")).to_be_visible()
        edit(watched.schema, "How many pages it has.", "How many leaves were counted.")
        expect(page.get_by_text("How many leaves were counted.").first).to_be_visible(
            timeout=LONGEST * 1000
        )


@pytest.mark.slow
def test_port_that_is_taken_ends_with_10(watched):
    port = watched.address().rpartition(":")[2].strip("/")
    done = subprocess.run(
        [sys.executable, "-m", "begrip", "schema", "watch", str(watched.schema), "--port", port],
        capture_output=True, check=False, timeout=LONGEST, cwd=CHECKOUT,
    )  # fmt: skip

    assert done.returncode == 10
    assert b"cannot be used" in done.stderr
