"""Write how a concept, a collection or a scheme is cited.

Step on the line: under the pages of the thesaurus; pure functions.
"""

import re
from dataclasses import dataclass

_SPECIAL = re.compile(r"[\\{}$&#_%~^]")
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_UNFIT = re.compile(r"[^A-Za-z0-9]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation names.

    Shape:
        ``date`` is ISO 8601; all but ``title`` and ``iri`` may be empty.
    """

    title: str
    iri: str
    author: str = ""
    within: str = ""
    version: str = ""
    date: str = ""


def to_plain(cited: Cited) -> str:
    """Return a citation as one line of text.

    >>> to_plain(Cited("data", "https://b.example/id/concept/k/data", "Begrip", "Begrippenkader"))
    'Begrip. “data”. Begrippenkader. https://b.example/id/concept/k/data'
    """
    year = f" ({cited.date[:4]})" if cited.date else ""
    author = f"{cited.author}{year}. " if cited.author else ""
    version = f", {cited.version}" if cited.version else ""
    within = f"{cited.within}{version}. " if cited.within else ""
    return _line(f"{author}“{cited.title}”. {within}{cited.iri}")


def to_bibtex(cited: Cited) -> str:
    r"""Return a citation as an entry for BibTeX.

    Shape:
        Whatever a label holds, its braces are balanced and its signs are text.

    >>> print(to_bibtex(Cited("R&D {x}", "https://b.example/id/concept/k/rd", date="2026-01-02")))
    @misc{concept-k-rd,
      title = {{R\&D \{x\}}},
      year = {2026},
      howpublished = {\url{https://b.example/id/concept/k/rd}}
    }
    """
    fields = {
        "author": f"{{{_text(cited.author)}}}" if cited.author else "",
        "title": f"{{{_text(cited.title)}}}",
        "year": _text(cited.date[:4]),
        "note": _text(", ".join(part for part in (cited.within, cited.version) if part)),
        "howpublished": rf"\url{{{_address(cited.iri)}}}",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "@misc{" + _key(cited.iri) + ",\n" + ",\n".join(lines) + "\n}"


def _key(iri: str) -> str:
    """Return a key for an entry: the last segments of an IRI, each whole.

    >>> _key("http://b.example/id/beleidsveld/624436d6-3db6-11ed")
    'beleidsveld-624436d6-3db6-11ed'
    """
    path = iri.partition("://")[2].partition("/")[2] or iri
    segments = (_UNFIT.sub("-", part).strip("-") for part in re.split("[/#]", path))
    parts = [part for part in segments if part and part != "id"]
    return "-".join(parts[-3:]) or "concept"


def _text(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], f"\\{found[0]}"), _line(text))


def _address(iri: str) -> str:
    r"""Return an IRI that stands within ``\url{}``: braces and backslashes are no part of one."""
    return iri.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
