"""Fill slots from the path of a file: a folder's name may be the only place that says an id.

Step on the line: between the files of a registry and their rows.
"""

import re
from functools import lru_cache

from loaders.reading.lined_yaml import Lined

_SLOT = re.compile(r"\{(\w+)\}")


def path_pattern(lined: Lined, key: str) -> str:
    """Return a pattern of paths with slots in braces, such as ``{id}/nl/configuration.json``.

    Raises:
        DefinitionError: It is no text with a slot in braces, or names a slot twice.
    """
    given = lined.data[key]
    slots = _SLOT.findall(given) if isinstance(given, str) else []
    if not slots or len(set(slots)) < len(slots):
        right = "{id}/nl/configuration.json"
        raise lined.error(key, f"{key} must be the end of a path with slots in braces: {right}")
    return str(given)


def slots_of(pattern: str) -> tuple[str, ...]:
    """Return the slots that a pattern fills.

    >>> slots_of("{id}/nl/configuration.json")
    ('id',)
    """
    return tuple(_SLOT.findall(pattern))


def slots_from(pattern: str, name: str) -> dict[str, str]:
    """Return what the name of a file says for each slot; empty if it does not fit the pattern.

    >>> slots_from("{id}/nl/configuration.json", "standaarden/api/nl/configuration.json")
    {'id': 'api'}
    """
    match = _compile(pattern).search(name)
    return match.groupdict() if match else {}


@lru_cache(maxsize=64)
def _compile(pattern: str) -> re.Pattern[str]:
    parts = _SLOT.split(pattern)
    text = "".join(
        f"(?P<{part}>[^/]+)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
    )
    return re.compile(f"(?:^|/){text}$")
