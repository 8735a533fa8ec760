"""Read the queries that are measured, as requests that no cache has seen."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from ontology.namespaces import rebase
from tests.benchmarks.endpoints import BASE

FOLDER = Path(__file__).parent / "queries"

JSON, CSV = "application/sparql-results+json", "text/csv"
N_TRIPLES = "application/n-triples"
_HEADER = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Question:
    """One query, in the format in which its answer is measured.

    Shape:
        ``text`` has the base of the measured graph and no headers; ``kind`` says what it is
        an example of.
    """

    name: str
    kind: str
    summary: str
    text: str
    accept: str

    @cached_property
    def is_ordered(self) -> bool:
        """Tell whether the order of the answer is asked for."""
        return "ORDER BY" in self.text

    def target(self, path: str, number: int | None = None) -> str:
        """Return the request's target; with a number, one that was never asked before.

        The number stands in a comment, for both servers alike: the query is the same and the
        request is new, so that neither can answer from what it keeps.
        """
        text = self.text if number is None else f"{self.text}# {number}\n"
        return f"{path}?query={quote(text)}"


def read_questions(folder: Path = FOLDER) -> list[Question]:
    """Return the queries of a folder, by kind and name."""
    found = [_read(path) for path in sorted(folder.glob("*.rq"))]
    return sorted(found, key=lambda question: (question.kind, question.name))


def _read(path: Path) -> Question:
    whole = path.read_text(encoding="utf-8")
    headers = dict(_HEADER.findall(whole))
    text = rebase(_HEADER.sub("", whole).lstrip(), BASE)
    graph = re.search(r"^(CONSTRUCT|DESCRIBE)", text, re.MULTILINE)
    accept = headers.get("accept", N_TRIPLES if graph else JSON)
    return Question(path.stem, headers["kind"], headers["summary"], text, accept)
