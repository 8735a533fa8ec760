"""Write texts of others as Markdown in which nothing of them is a command.

Step on the line: beneath :mod:`linkml_schemas.specifying.markdown`.

Source:
    GitHub Flavored Markdown, sections 2.4 (backslash escapes), 4.10 (tables), 6.1 (code spans).
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from linkml_schemas.specifying.wording import Said

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$!])")
_LEADING = re.compile(r"^(?:([-+=])|(\d+)([.)])(?=\s|$))")
_PLAIN_IRI = re.compile(r"https?://[^\s<>\\`\"{}|^]+")


def escape(text: str) -> str:
    r"""Return a text on one line in which every mark stands for itself.

    >>> escape("label_nl | <b>")
    'label\\_nl \\| \\<b\\>'
    """
    flat = _MARKS.sub(r"\\\1", " ".join(text.split()).replace("&", "&amp;"))
    return _LEADING.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", flat)


def say(said: Said) -> str:
    """Return a text; one in another language is marked so, for eyes and for ears."""
    text = escape(said.text)
    if not said.language:
        return text
    return f'<span lang="{escape(said.language)}">{text}</span> <sup>{escape(said.language)}</sup>'


def lines_of(said: Said) -> str:
    """Return a text by paragraph, each on one line."""
    parts = [part for part in said.text.split("\n\n") if part.strip()]
    return "\n\n".join(say(Said(part, said.language)) for part in parts)


def code(text: str) -> str:
    """Return a text as code, also within a table.

    >>> code("a|b")
    '<code>a&#124;b</code>'
    """
    flat = " ".join(text.split())
    if flat and not re.search(r"[`|<>&\\]", flat):
        return f"`{flat}`"
    safe = re.sub(r"[^\w\s.,:;/()-]", lambda found: f"&#{ord(found[0])};", flat)
    return f"<code>{safe}</code>"


def iri(text: str) -> str:
    """Return an IRI that leads there, or as text where it is no address."""
    return f"<{text}>" if _PLAIN_IRI.fullmatch(text) else escape(text)


def anchor(name: str) -> str:
    """Return the place that links lead to."""
    return f'<a id="{name}"></a>'


def link(text: str, address: str) -> str:
    """Return a link; ``text`` is Markdown already."""
    return f"[{text}]({quote(address, safe=_SAFE)})"


_SAFE = ":/?#@!$&'*+,;=%~.-_"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are Markdown already, each on one line."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
