"""Tell queries that look one thing up from those that may look at everything.

Step on the line: in a front, before a worker is asked. Which lane a query takes changes when it
is answered and never what: a query that looks things up passes those that wait for one of the
few places of long ones. Pure, but for what it remembers.
"""

import re
from collections import OrderedDict

_TERM = r"(?:<[^<>\s]*>|[A-Za-z][\w-]*:[\w.%-]+)"
_LITERAL = r"(?:\"[^\"\n]*\"|'[^'\n]*')(?:@[\w-]+|\^\^\S+)?"
_STARTS = re.compile(rf"[{{.]\s*{_TERM}\s+[^\s{{}}]")
"""A pattern whose subject is named."""

_ARRIVES = re.compile(
    rf"(?:[?$]\w++\s+|;\s*+)(?!a\s|rdf:type\s)(?:[?$]\w++|[^\s?${{}};.,]++)\s+(?:{_TERM}|{_LITERAL})\s*[.;}}\s]"
)
"""A pattern whose object is named, and that is no class: the things of a class are many."""

_VALUES = re.compile(r"VALUES\s+[?$]\w+\s*\{", re.IGNORECASE)
_DESCRIBES = re.compile(r"DESCRIBE\s+<[^<>\s]*>\s*$", re.IGNORECASE)
_ANYTHING = re.compile(r"[{}.]\s*[?$]\w+\s+[?$]\w+\s+[?$]\w+\s*[.}\s]")
"""A pattern that every triple fits, unless another one binds its subject."""

_QUOTING = "\"'<>"
"""What a number sign may stand within, so that it begins no comment."""

LARGEST = 16_384
"""Characters of a text that is looked at; a longer one is not light."""

TEXTS, CLIENTS = 4096, 4096
"""Texts and clients that are remembered."""

PATIENCE, WITHIN = 3, 10.0
"""Queries of one client that had to be ended within some seconds, after which its queries are
taken for long ones; one that is merely slow may be so because of others."""


def is_light(text: str) -> bool:
    """Return whether a query seems to look up few things.

    Shape:
        A guess: it must name a subject, or an object that is no class, and have no pattern that
        every triple fits.

    >>> is_light("SELECT ?p ?o { <https://x.example/a> ?p ?o }")
    True
    >>> is_light("SELECT ?d { ?d a dcat:Dataset ; dct:title ?t }"), is_light("ASK { ?s ?p ?o }")
    (False, False)
    """
    if len(text) > LARGEST:
        return False
    bare = _bare(text)
    if _ANYTHING.search(bare):
        return False
    return any(seen.search(bare) for seen in (_STARTS, _ARRIVES, _VALUES, _DESCRIBES))


class LongOnes:
    """Remembers which texts took long, and of which clients several queries had to be ended.

    Shape:
        Times are in seconds of a clock that only goes forward. A text is known whatever its
        comments say, and by its hash: as many texts could take much memory, and where two have
        the same one waits that need not.
    """

    def __init__(self) -> None:
        self._texts: OrderedDict[int, None] = OrderedDict()
        self._clients: OrderedDict[str, list[float]] = OrderedDict()

    def expects(self, text: str, client: str, now: float) -> bool:
        """Return whether a query is to be taken for a long one."""
        if self._texts and hash(_bare(text)) in self._texts:
            return True
        times = self._clients.get(client)
        return times is not None and len(times) >= PATIENCE and now - times[-1] < WITHIN

    def note_text(self, text: str) -> None:
        """Remember that a query took long."""
        if len(text) > LARGEST:
            return  # it is never light
        known = hash(_bare(text))
        self._texts[known] = None
        self._texts.move_to_end(known)
        while len(self._texts) > TEXTS:
            self._texts.popitem(last=False)

    def note_client(self, client: str, now: float) -> None:
        """Remember that a query of a client had to be ended."""
        times = [time for time in self._clients.get(client, []) if now - time < WITHIN]
        self._clients[client] = [*times[1 - PATIENCE :], now]
        self._clients.move_to_end(client)
        while len(self._clients) > CLIENTS:
            self._clients.popitem(last=False)

    def forget(self) -> None:
        """Forget the texts: another generation may answer them at once."""
        self._texts.clear()


def _bare(text: str) -> str:
    r"""Return a text without its comments, and without what stands around it.

    Each line is looked at once, from behind: a stranger may write thousands of number signs.

    >>> _bare("ASK { # a comment\n <a:b#c> ?p 1 }#")
    'ASK { \n <a:b#c> ?p 1 }'
    """
    if "#" not in text:
        return text.strip()
    return "\n".join(map(_without_comment, text.split("\n"))).strip()


def _without_comment(line: str) -> str:
    quoted = max(map(line.rfind, _QUOTING))
    begin = line.find("#", quoted + 1)
    return line if begin < 0 else line[:begin]
