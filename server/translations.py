"""Keep what a reader can read apart from the same in other languages.

Step on the line: after the statements of a page are made, before the template. A value in
another language is set aside only where the reader's own language says it too.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Group = dict[str, Any]
Statement = dict[str, Any]


def set_translations_aside(
    groups: Sequence[Group], language: str, said: Mapping[str, Mapping[str, str]]
) -> tuple[list[Group], list[Statement]]:
    """Return the groups without translations, and the statements that hold only those.

    Args:
        groups: Groups of statements, as ``to_groups`` returns them.
        language: The reader's language.
        said: What stands at the head of the page, by predicate: ``text`` and ``lang``.

    Shape:
        Statements and groups that have nothing left are dropped; ``total`` counts what is
        left, so that a page that shows it all does not say that it hides something. A text
        that is the same in another language is not set aside but left out.
    """
    kept: list[Group] = []
    translations: list[Statement] = []
    for group in groups:
        rest: list[Statement] = []
        for statement in group["statements"]:
            own, others = _split(statement, language, said)
            rest.extend(own)
            translations.extend(others)
        if rest:
            kept.append({**group, "statements": rest})
    return kept, translations


def _split(
    statement: Statement, language: str, said: Mapping[str, Mapping[str, str]]
) -> tuple[list[Statement], list[Statement]]:
    values = statement["values"]
    foreign = [value for value in values if _tag(value) not in ("", language)]
    head = said.get(statement["predicate"], {})
    readable = {value["text"] for value in values if _tag(value) == language}
    if head.get("lang") == language:
        readable.add(head["text"])
    if not foreign or not readable:
        return [statement], []
    own = [value for value in values if value not in foreign]
    left = {**statement, "values": own, "total": statement["total"] - len(foreign)}
    other = [value for value in foreign if value["text"] not in readable]
    aside = {**statement, "values": other, "total": len(other)}
    return ([left] if own else []), ([aside] if other else [])


def _tag(value: Mapping[str, Any]) -> str:
    return str(value["lang"]) if value["kind"] == "literal" else ""
