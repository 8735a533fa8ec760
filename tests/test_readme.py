"""Every fenced block of the README and of docs/ does what it shows, in order, on a real server."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import yaml
from playwright.sync_api import expect
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser

from ontology.namespaces import rebase
from tests.clients.browsing import browsing
from tests.clients.scripts import run_script
from tests.running import CHECKOUT, Copy

README = "README.md"
ADDRESS = "http://127.0.0.1:8000"
"""Stands in the documents for wherever the server under test is."""

STARTS_A_SERVER = re.compile(r"(?:make serve|(?:\.venv/bin/)?begrip (?:up|serve))\b(?! --help)")
"""What the fixture has done already when a block says it."""

RUNS_THE_TESTS = re.compile(r"(?:make (?:check|test|bench|lock|clean|setup|develop)|\.ci/run)\b")
"""What runs this module, or what takes long; `.ci/run` and tests of their own show them."""

CHANGES_THE_MACHINE = re.compile(r"(?:sudo|apt-get|git clone|cd)\b")
"""What a reader does once, before the first step."""

STOPS_READING = re.compile(r"\| *(?:head|grep +(?:-\w*[qm]\d*|--quiet|--max-count)|sed [^|]*\dq)\b")
"""What may end before the command that writes to it, which is a failure of that command then."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where the blocks of one document run, and what they have set so far."""

    copy: Copy
    address: str
    folder: Path
    assignments: list[str] = field(default_factory=list)

    @staticmethod
    def of(example: Example) -> "Page":
        page = example.document.namespace["page"]
        assert isinstance(page, Page)
        return page


def pages() -> list[str]:
    """Return the README and the documentation, the README first."""
    found = sorted(CHECKOUT.glob("docs/**/*.md"))
    return [README, *(str(path.relative_to(CHECKOUT)) for path in found)]


def here(text: str, address: str) -> str:
    """Return the text with the server under test for the one that the documents name."""
    return rebase(text, ADDRESS).replace(ADDRESS, address).replace("127.0.0.1:8000", address[7:])


def script(text: str) -> str:
    """Return the commands of a block, without prompts, what they print and what is done already.

    Shape:
        In a block with prompts (``$ ``) only those lines are commands.
    """
    joined = re.sub(r"\\\n *", " ", text)
    if prompted := re.findall(r"^\$ (.+)$", joined, re.MULTILINE):
        joined = "\n".join(prompted)
    known = (STARTS_A_SERVER, RUNS_THE_TESTS, CHANGES_THE_MACHINE)
    lines = joined.splitlines()
    return "\n".join(line for line in lines if not any(item.match(line) for item in known))


def run_shell(example: Example) -> None:
    """Run a block where its page is read: the README in the checkout, others in a new folder.

    A variable that a block of the page sets is there for the blocks after it.
    """
    page = Page.of(example)
    text = here(script(str(example.parsed)), page.address)
    before = "\n".join(page.assignments)
    page.assignments.extend(re.findall(r"^[A-Za-z_]+=.*$", text, re.MULTILINE))
    done = page.copy.run(f"{before}\n{text}", folder=page.folder)
    assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"


def keep_file(example: Example) -> None:
    """Keep a block as the file that the line before it names, in the folder of the registries."""
    page = Page.of(example)
    before = example.document.text[: example.start].rstrip().rsplit("\n", 1)[-1]
    if named := re.search(r"`([\w-]+\.(?:yaml|csv|ttl))`[^`]*:$", before):
        target = page.folder / "registries" / named[1]
        target.parent.mkdir(exist_ok=True)
        target.write_text(str(example.parsed), encoding="utf-8")


def run_python(example: Example) -> None:
    page = Page.of(example)
    code = here(str(example.parsed), page.address)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=page.folder,
        env=page.copy.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def run_javascript(example: Example) -> None:
    run_script(here(str(example.parsed), Page.of(example).address), Page.of(example).folder)


def open_in_browser(example: Example) -> None:
    """Open a page of another origin than ours, and wait until its script has filled a list."""
    with browsing() as page:
        page.set_content(here(str(example.parsed), Page.of(example).address))
        expect(page.locator("li").first).to_be_visible()


def run_query(example: Example) -> None:
    address = Page.of(example).address
    answer = httpx.post(
        f"{address}/sparql",
        data={"query": here(str(example.parsed), address)},
        headers={"Accept": "application/sparql-results+json, text/turtle;q=0.5"},
        timeout=60,
    )
    assert answer.status_code == 200, answer.text
    if answer.headers["Content-Type"].startswith("application/sparql-results+json"):
        solutions = answer.json()
        assert solutions.get("boolean", True)
        assert solutions.get("results", {"bindings": [{}]})["bindings"], "no solution"
    else:
        assert answer.text.strip()


def parse_turtle(example: Example) -> None:
    assert list(ox.parse(str(example.parsed).encode(), format=ox.RdfFormat.TRIG))
    keep_file(example)


def read_yaml(example: Example) -> None:
    assert yaml.safe_load(str(example.parsed))
    keep_file(example)


def read_json(example: Example) -> None:
    assert json.loads(str(example.parsed))


def read_as_it_is(example: Example) -> None:
    assert str(example.parsed).strip()
    keep_file(example)


EVALUATORS = {
    "console": run_shell,
    "sh": run_shell,
    "bash": run_shell,
    "shell": run_shell,
    "python": run_python,
    "javascript": run_javascript,
    "html": open_in_browser,
    "sparql": run_query,
    "turtle": parse_turtle,
    "trig": parse_turtle,
    "json": read_json,
    "yaml": read_yaml,
    "csv": read_as_it_is,
    "text": read_as_it_is,
    "http": read_as_it_is,
}
SYBIL = Sybil([CodeBlockParser(language, check) for language, check in EVALUATORS.items()])


@pytest.mark.slow
@pytest.mark.parametrize("page", pages())
def test_every_block_does_what_it_shows(copy, address, tmp_path, page):
    document = SYBIL.parse(CHECKOUT / page)
    document.namespace["page"] = Page(copy, address, copy.path if page == README else tmp_path)

    for example in document.examples():
        try:
            example.evaluate()
        except Exception as error:
            error.add_note(f"in {page}, line {example.line}")
            raise


@pytest.mark.parametrize("page", pages())
def test_every_block_names_a_language_that_is_run_or_read(page):
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    fences = re.findall(r"^ *```(.*)$", text, re.MULTILINE)

    assert len(fences) % 2 == 0
    assert set(fences[::2]) <= EVALUATORS.keys()
    assert set(fences[1::2]) <= {""}
    assert len(fences) == 2 * len(list(SYBIL.parse(CHECKOUT / page).examples()))


@pytest.mark.parametrize("page", pages())
def test_no_command_stops_reading_another_that_still_writes(page):
    blocks = [str(example.parsed) for example in SYBIL.parse(CHECKOUT / page).examples()]

    assert [block for block in blocks if STOPS_READING.search(block)] == []


def test_a_command_that_stops_reading_is_known():
    for ends in ("a | head -3", "a | grep -q b", "a | grep -iq b", "a | grep -m1 b", "a | sed 3q"):
        assert STOPS_READING.search(ends), ends
    for reads in ("a | sed -n 1,3p", "a | grep b", "a | grep -c quiet", "head -3 file"):
        assert not STOPS_READING.search(reads), reads


@pytest.mark.parametrize("page", pages())
def test_every_link_to_a_file_leads_somewhere(page):
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    without_code = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", without_code)

    missing = [link for link in links if not ((CHECKOUT / page).parent / link).exists()]
    assert missing == []


def test_the_readme_has_five_steps_and_a_link_for_each_audience():
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")

    assert re.findall(r"^### (\d)\.", text, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    for page in ("sparql", "serving", "schemas", "dereferencing", "loading", "generation"):
        assert f"](docs/{page}.md)" in text


def test_every_decision_is_listed():
    folder = CHECKOUT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")

    assert [path.name for path in folder.glob("[0-9]*.md") if f"({path.name})" not in listed] == []
