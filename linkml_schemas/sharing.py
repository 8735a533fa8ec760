"""Name what several classes have alike, so that an artefact holds it once.

Step on the line: beneath the plan's JSON and the emitter of shapes. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Use:
    """One class that has something: the name it has there and its content as text."""

    owner: str
    name: str
    content: str


def name_shared(uses: Sequence[Use]) -> dict[str, str]:
    """Return a readable key for each content that several classes have.

    Shape:
        Content to key, in the order of first use. What most classes have under a name has
        that name as its key; another content of that name adds the first class that has it.
        An edited text keeps its key.

    >>> name_shared([Use("Role", "id", "a"), Use("Post", "id", "a"), Use("Post", "to", "b")])
    {'a': 'id'}
    """
    owners: dict[tuple[str, str], list[str]] = {}
    for use in uses:
        owners.setdefault((use.content, use.name), []).append(use.owner)
    shared = {each: names for each, names in owners.items() if len(set(names)) > 1}
    keys: dict[str, str] = {}
    for content, name in sorted(shared, key=lambda each: -len(shared[each])):
        key = name if name not in keys.values() else f"{name}-{shared[content, name][0]}"
        keys.setdefault(content, _free(key, keys.values()))
    return {content: keys[content] for content, _ in shared}


def _free(key: str, taken: Iterable[str]) -> str:
    while key in taken:
        key += "-other"
    return key
