"""Say what is probably wrong with a query that the engine could not read.

Step on the line: under ``query``, after the engine has given up. Its parser names what it tried
last, which is seldom what is missing; the frequent mistakes are looked for in the tokens.

Source:
    SPARQL 1.1 Query Language, section 19.8 (grammar).
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from server.problems import BadQuery
from server.saying.message import Message, say
from server.tokens import Token, original_offset, tokenize, unescape_codepoints

_WORDS = frozenset((
    "a", "abs", "add", "all", "as", "asc", "ask", "avg", "base", "bind", "bnode", "bound", "by",
    "ceil", "clear", "coalesce", "concat", "construct", "contains", "count", "create", "datatype",
    "day", "delete", "desc", "describe", "distinct", "drop", "encode_for_uri", "exists", "false",
    "filter", "floor", "from", "graph", "group", "group_concat", "haslang", "haslangdir",
    "having", "hours", "if", "in", "insert", "iri", "isblank", "isiri", "isliteral", "isnumeric",
    "istriple", "isuri", "lang", "langdir", "langmatches", "lateral", "lcase", "limit", "load",
    "max", "md5", "min", "minus", "minutes", "month", "named", "not", "now", "object", "offset",
    "optional", "order", "predicate", "prefix", "rand", "reduced", "regex", "replace", "round",
    "sameterm", "sample", "seconds", "select", "separator", "service", "sha1", "sha256", "sha384",
    "sha512", "silent", "str", "strafter", "strbefore", "strdt", "strends", "strlang",
    "strlangdir", "strlen", "strstarts", "struuid", "subject", "substr", "sum", "timezone", "to",
    "triple", "true", "tz", "ucase", "undef", "union", "unsaid", "uri", "using", "uuid", "values",
    "version", "where", "with", "year",
))  # fmt: skip
_TERMS = frozenset({"iri", "name", "variable", "string", "number", "blank"})
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_SENTENCE = re.compile(r"\b[A-Z][A-Za-z]+ (?:[a-z]|[A-Z]+ )[^,]*")
_NEAR = 40
_EXPECTED = re.compile(r'(?<=")[^"\s\\]+(?=")|\bBY\b')
_NOISE = re.compile(r"\['.*?\](?:, )?|\[_\](?:, )?", re.DOTALL)
_MOST = 100
"""Unknown words that are compared; a stranger may write many thousands."""

_SHORTEST = 4
"""Letters of a word that may have been meant for another one."""

_NEEDED = {"{": 3, "}": 3, ".": 3, ";": 2}
"""How many terms follow a mark within a group; after a semicolon the subject stays."""


def to_bad_query(message: str, text: str = "") -> BadQuery:
    """Return the problem that the engine's message tells of, without the parser's noise.

    Args:
        message: What the engine says; its place is past the mistake.
        text: The query, as it was sent.

    >>> to_bad_query("error at 1:10: expected SELECT, [_]", "SELEC *").fields
    {'line': 1, 'column': 1}
    """
    match = _POSITION.match(message)
    if match is None:
        return BadQuery(say("query.unreadable", reason=message))
    tokens = list(tokenize(text))
    last = _last_token(text, tokens, int(match[1]), int(match[2]))
    if last is None:
        return _unreadable(int(match[1]), int(match[2]), "", _reason(match[3]))
    reason = _reason(match[3])
    if isinstance(reason, Message) or not reason:
        last, reason = _likely_mistake(tokens, last) or (last, reason)
    before = text[: original_offset(text, last.start)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return _unreadable(line, column, last.text.partition("\n")[0][:_NEAR], reason)


def _unreadable(line: int, column: int, near: str, reason: Message | str) -> BadQuery:
    said = say(
        "query.unreadable.at",
        line=line,
        column=column,
        near=say("query.near", near=near) if near else "",
        reason=say("query.reason", reason=reason) if reason else "",
    )
    return BadQuery(said, line=line, column=column)


def _reason(said: str) -> Message | str:
    """Return what the parser gives as a reason: a sentence, or the marks that could stand there.

    The words that it names are those that it tried last, and mislead.
    """
    expected = _NOISE.sub("", said).strip().rstrip(",").strip()
    if sentence := _SENTENCE.search(expected):
        return sentence[0].strip()
    marks = list(dict.fromkeys(_EXPECTED.findall(expected)))
    return say("query.expected", marks=" ".join(marks)) if marks else ""


def _last_token(text: str, tokens: Sequence[Token], line: int, column: int) -> Token | None:
    """Return the last token before a place in the unescaped text."""
    whole = unescape_codepoints(text)
    offset = sum(len(part) + 1 for part in whole.split("\n")[: line - 1]) + column - 1
    return next((token for token in reversed(tokens) if token.start < offset), None)


def _likely_mistake(tokens: Sequence[Token], last: Token) -> tuple[Token, Message] | None:
    """Return the token that is probably wrong and what is wrong with it, None if unknown.

    Args:
        tokens: Those of the query.
        last: The token at which the engine gave up.
    """
    return (
        _unknown_word(tokens)
        or _open_string(tokens)
        or _wrong_projection(tokens)
        or _wrong_triple(tokens, last)
    )


def _open_string(tokens: Sequence[Token]) -> tuple[Token, Message] | None:
    broken = next((token for token in tokens if token.kind == "broken"), None)
    return (broken, say("query.string")) if broken else None


def _unknown_word(tokens: Sequence[Token]) -> tuple[Token, Message] | None:
    unknown = {token.text.lower(): token for token in reversed(tokens) if token.kind == "word"}
    words = [word for word in unknown if word not in _WORDS and len(word) >= _SHORTEST]
    for word in words[-_MOST:][::-1]:  # the first in the text first
        if meant := get_close_matches(word, _WORDS, n=1, cutoff=0.75):
            token = unknown[word]
            return token, say("query.word", word=token.text, meant=meant[0].upper())
    return None


def _wrong_projection(tokens: Sequence[Token]) -> tuple[Token, Message] | None:
    """Find a comma, or an expression without a name, between SELECT and what follows it."""
    words = [token.text.upper() if token.kind == "word" else token.text for token in tokens]
    if words[0] == "{":
        return tokens[0], say("query.form")
    if "SELECT" not in words[:-1]:
        return None
    begin = words.index("SELECT") + 1
    if words[begin] in {"{", "WHERE"}:
        return tokens[begin], say("query.projection")
    level, named, opened = 0, False, tokens[0]
    for token, word in list(zip(tokens, words, strict=True))[begin:]:
        if not level and word in {"{", "WHERE", "FROM"}:
            return None
        if not level and word == ",":
            return token, say("query.comma")
        if word == "(":
            level += 1
            named, opened = (False, token) if level == 1 else (named, opened)
        elif word == ")":
            level -= 1
            if not level and not named:
                return opened, say("query.as")
        named = named or word == "AS"
    return None


def _wrong_triple(tokens: Sequence[Token], last: Token) -> tuple[Token, Message] | None:
    """Find too few or too many terms before the mark at which the engine gave up."""
    at = next((index for index, token in enumerate(tokens) if token is last), 0)
    count = 0
    for token in reversed(tokens[: at + (last.kind in _TERMS)]):
        if token.kind in _TERMS or token.text in {"a", "true", "false"}:
            count += 1
        elif token.kind == "mark" and token.text in _NEEDED:
            needed = _NEEDED[token.text]
            wrong = count and count != needed
            one = say("query.term", needed=needed)
            said = one if count == 1 else say("query.triple", count=count, needed=needed)
            return (last, said) if wrong else None
        else:
            return None
    return None
