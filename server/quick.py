"""See at a glance that a query is plain, so that most texts need not be split into tokens.

Step on the line: before ``reading`` and ``protocol``, which know everything. What is seen here
is either what they would say or nothing: each test looks for characters or words that would
have to be there, wherever they stand. Pure; every step is a search in C.

Source:
    SPARQL 1.1 Query Language, section 19.8 (grammar).
"""

import re
from binascii import a2b_qp

from server.tokens import Form

_SUSPECT = ("\\", "\x00", "service", "now", "rand", "uuid", "bnode")
"""Escapes, and parts of words that ask another server or differ by run."""
_MAKING_BLANK_NODES = ("_:", "[", "(", "<<", "{|", "~")

_IRI = r'<[^<>"{}|^`\\\x00-\x20]*>'
_PROLOGUE = re.compile(
    rf"""(?:[ \t\r\n]+
       |\#[^\r\n]*
       |PREFIX[ \t\r\n]+[A-Za-z0-9_]*:[ \t\r\n]*{_IRI}
       |BASE[ \t\r\n]+{_IRI}
       )*+(SELECT|ASK|CONSTRUCT|DESCRIBE)[ \t\r\n]""",
    re.IGNORECASE | re.VERBOSE,
)
_ODD = re.compile(r"%(?![0-9A-Fa-f]{2})")
"""A single alternative, so that the search leaps from one percent sign to the next."""

_ENDING = ".;,{}[]/|^"
_TERM = re.compile(r"[^\s(),;.]+")
_NESTING = "{([<!-+^"
_CHAINING = "|&+-*/"
_CHAINING_WORDS = re.compile(
    r"union|optional|minus|filter|exists|lateral|graph|values|as", re.IGNORECASE
)


def form_of_plain(text: str, depth: int, operators: int, patterns: int) -> Form:
    """Return the form of a query that is plainly harmless, empty where nothing is plain.

    Shape:
        ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``: the query then asks no other
        server, answers the same in every run, nests at most as deep as may be and chains no
        more operators than may be.

    Args:
        text: The query.
        depth: How deep brackets may nest.
        operators: How many operators may be chained.
        patterns: How many triple patterns there may be.

    >>> form_of_plain("PREFIX a: <b#> SELECT * { ?s a a:c }", 8, 99, 99)
    'SELECT'
    >>> form_of_plain("SELECT (NOW() AS ?now) {}", 8, 99, 99)
    ''
    """
    lower = text.lower()
    for suspect in _SUSPECT:
        if suspect in lower:
            return ""
    found = _PROLOGUE.match(text)
    if found is None:
        return ""
    if sum(map(text.count, _NESTING)) > depth:
        return ""
    if len(text) > operators and _chains(text) > operators:
        return ""
    if len(text) > patterns and _patterns(text) > patterns:
        return ""
    form: Form = found[1].upper()  # type: ignore[assignment]
    if form == "CONSTRUCT" and any(sign in text for sign in _MAKING_BLANK_NODES):
        return ""  # its template may make blank nodes, which are new in each run
    return form


def _chains(text: str) -> int:
    return sum(map(text.count, _CHAINING)) + len(_CHAINING_WORDS.findall(text))


def _patterns(text: str) -> int:
    """Return at least how many triple patterns there are; each term of a list makes two."""
    if "(" in text:
        return 2 * len(_TERM.findall(text))
    return sum(map(text.count, _ENDING))


def text_of_plain(query_string: str) -> str:
    """Return the query of an address that has no other parameter, empty where it has.

    >>> text_of_plain("query=ASK+%7B%7D"), text_of_plain("query=ASK%7B%7D&x=1")
    ('ASK {}', '')
    """
    if not query_string.startswith("query=") or "&" in query_string:
        return ""
    try:
        return decode_percents(query_string[6:].replace("+", " ")).decode("utf-8")
    except ValueError:
        return ""


def decode_percents(text: str) -> bytes:
    r"""Return what a text with percent-encoding stands for.

    Quoted-printable is the same with another sign, and is read in C.

    Raises:
        ValueError: A percent sign is not followed by two digits, or the text is not ASCII.

    Source:
        RFC 3986, section 2.1; RFC 2045, section 6.7.

    >>> decode_percents("%7B+=%c3%A9")
    b'{+=\xc3\xa9'
    """
    if "\n" in text or "\r" in text or _ODD.search(text):
        raise ValueError("no percent-encoding")
    return a2b_qp(text.replace("=", "=3D").replace("%", "=").encode("ascii"))
