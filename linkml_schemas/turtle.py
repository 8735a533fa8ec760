"""Write Turtle that a person can review: fixed order, nested blank nodes, one value a line.

Step on the line: beneath the emitters of shapes, vocabulary and concept schemes. A changed
text changes its own line and no other, for nothing is numbered or sorted by content.

Source:
    RDF 1.1 Turtle, section 2 and 6.5.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from linkml_schemas.plan import Texts
from ontology.namespaces import PREFIXES, shrink

INDENT = "  "

_LOCAL = re.compile(r"[A-Za-z_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")
_USED_PREFIX = re.compile(r"(?<![\w<\"])([a-z]+):[A-Za-z_]")
_FURTHER_PREFIX = re.compile(r"[A-Za-z](?:[\w.-]*[\w-])?", re.ASCII)
_FURTHER_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^>\n]*>')
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)

Predicates = Sequence[tuple[str, Sequence[str]]]
"""Predicate and its objects, all in Turtle, in the order in which they are written."""


@lru_cache(maxsize=8192)
def iri(value: str) -> str:
    """Return an IRI as Turtle, short where a prefix of ours fits.

    >>> iri("http://www.w3.org/ns/org#Role")
    'org:Role'
    >>> iri("https://example.org/2.1")
    '<https://example.org/2.1>'
    """
    short = shrink(value)
    if short and _LOCAL.fullmatch(short.partition(":")[2]):
        return short
    return f"<{value}>"


def literal(text: str, *, language: str | None = None, datatype: str | None = None) -> str:
    """Return a literal as Turtle.

    >>> literal("Rol", language="nl")
    '"Rol"@nl'
    """
    quoted = f'"{text.translate(_ESCAPES)}"'
    if language:
        return f"{quoted}@{language}"
    return f"{quoted}^^{iri(datatype)}" if datatype else quoted


def texts(values: Texts) -> list[str]:
    """Return one literal per language."""
    return [literal(text, language=language) for language, text in values.items()]


def collection(items: Iterable[str], depth: int) -> str:
    """Return an RDF collection with one item a line."""
    inner = INDENT * (depth + 1)
    lines = "".join(f"\n{inner}{item}" for item in items)
    return f"({lines}\n{INDENT * depth})"


def node(predicates: Predicates, depth: int) -> str:
    """Return a blank node with its predicates, nested at a depth."""
    inner = INDENT * (depth + 1)
    body = _lines(predicates, inner)
    return f"[\n{body}\n{INDENT * depth}]"


def block(subject: str, predicates: Predicates) -> str:
    """Return one subject with its predicates.

    Shape:
        A predicate without objects is left out.
    """
    return f"{subject}\n{_lines(predicates, INDENT)} .\n"


def document(
    heading: Iterable[str], blocks: Iterable[str], prefixes: Mapping[str, str] = PREFIXES
) -> str:
    """Return a Turtle document: comment, the prefixes that it uses, blocks.

    Args:
        heading: Lines of the comment.
        blocks: What :func:`block` returned.
        prefixes: Those of the schema; one that says something else than ours does not count
            where ours is used.
    """
    body = "\n".join(blocks)
    used = set(_USED_PREFIX.findall(_TOKEN.sub('""', body)))
    declared = {prefix: name for prefix, name in PREFIXES.items() if prefix in used}
    if prefixes is not PREFIXES:
        body, further = _shorten(body, prefixes, declared)
        declared = dict(sorted({**further, **declared}.items()))
    comment = "".join(f"# {line}\n" for line in heading)
    lines = "".join(f"@prefix {prefix}: <{name}> .\n" for prefix, name in declared.items())
    return f"{comment}\n{lines}\n{body}"


def _shorten(
    body: str, prefixes: Mapping[str, str], taken: Mapping[str, str]
) -> tuple[str, dict[str, str]]:
    """Return a body with the prefixes of a schema, and those of them that it uses."""
    fitting = {
        prefix: name
        for prefix, name in prefixes.items()
        if taken.get(prefix, name) == name and _FURTHER_PREFIX.fullmatch(prefix)
    }
    used: dict[str, str] = {}
    known: dict[str, str] = {}

    def shorter(match: re.Match[str]) -> str:
        token = match[0]
        if token[0] != "<":
            return token
        if token not in known:
            prefix, _, local = (shrink(token[1:-1], fitting) or "").partition(":")
            known[token] = f"{prefix}:{local}" if _FURTHER_LOCAL.fullmatch(local) else token
            if known[token] != token:
                used[prefix] = fitting[prefix]
        return known[token]

    return _TOKEN.sub(shorter, body), used


def _lines(predicates: Predicates, indent: str) -> str:
    lines = []
    for predicate, objects in predicates:
        if len(objects) == 1:
            lines.append(f"{indent}{predicate} {objects[0]}")
        elif objects:
            values = " ,\n".join(f"{indent}{INDENT}{value}" for value in objects)
            lines.append(f"{indent}{predicate}\n{values}")
    return " ;\n".join(lines)
