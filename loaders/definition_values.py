"""Read values of a definition that are no text: a share, a switch, a word of a few.

Step on the line: beneath :mod:`loaders.definitions`.
"""

from collections.abc import Callable

from loaders.lined_yaml import Lined


def share(lined: Lined, key: str) -> float:
    """Return a number, which the caller holds between 0 and 1."""
    value = lined.data[key]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise lined.error(key, f"{key} must be a number between 0 and 1, such as 0.05")
    return float(value)


def switch(lined: Lined, key: str) -> bool:
    """Return what is switched on or off."""
    value = lined.data[key]
    if not isinstance(value, bool):
        raise lined.error(key, f"{key} must be true or false")
    return value


def one_of(*choices: str) -> Callable[[Lined, str], str]:
    """Return what reads a word of a few."""

    def read(lined: Lined, key: str) -> str:
        value = lined.data[key]
        if value not in choices:
            raise lined.error(key, f"{key} {value!r} must be one of {', '.join(choices)}")
        return str(value)

    return read
