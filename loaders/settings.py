"""Settings of the loading commands, made once from a mapping of environment variables.

Step on the line: made by ``commands`` or by the composition root, passed on as an argument.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address
from pathlib import Path
from urllib.parse import urlsplit

from loaders.errors import BaseError, DefinitionError

REGISTRIES = Path(__file__).parent / "registries"
"""The registries that are shipped."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its variable, its default and what it means."""

    variable: str
    default: str
    meaning: str


SETTINGS = (
    Setting("BEGRIP_DATA", "var", "Data directory: generations, snapshots and the log."),
    Setting("BEGRIP_REGISTRIES", "", "Folder of registry definitions; empty for the shipped ones."),
    Setting("BEGRIP_BASE_IRI", "", "Base of every minted IRI; fixed by the first build."),
    Setting("BEGRIP_HOST", "127.0.0.1", "Host of the base if a first build was given none."),
    Setting("BEGRIP_PORT", "8000", "Port of the base if a first build was given none."),
    Setting("BEGRIP_EXAMPLES", "on", "Whether registries marked as example are built: on or off."),
    Setting("BEGRIP_KEEP", "10", "Generations that are kept whatever their age; 0 for none."),
    Setting("BEGRIP_KEEP_DAYS", "30", "Days for which each generation is kept; 0 for none."),
    Setting("BEGRIP_SHAPES_SECONDS", "120", "Seconds that one file of shapes may take at most."),
    Setting("BEGRIP_SHAPES_MEMORY", "4096", "MiB of memory that one file of shapes may take."),
)


@dataclass(frozen=True, slots=True)
class LoaderSettings:
    """Where a build reads and writes.

    Args:
        data: The data directory.
        registries: The folder of registry definitions.
        base: The base IRI, None to take the one that the data directory has.
        examples: Whether registries marked as example are built.
        keep: How many generations are kept whatever their age.
        keep_days: For how many days after it was served a generation is kept; if both are 0,
            every generation is kept.
        shapes_seconds: What the check of one file of shapes may take, in seconds.
        shapes_memory: The same in MiB of memory.
    """

    data: Path
    registries: Path = REGISTRIES
    base: str | None = None
    examples: bool = True
    keep: int = 10
    keep_days: float = 30.0
    shapes_seconds: int = 120
    shapes_memory: int = 4096


def to_settings(environment: Mapping[str, str]) -> LoaderSettings:
    """Return the settings that a mapping such as ``os.environ`` gives.

    Raises:
        DefinitionError: A switch is neither on nor off, or a number is none.
        BaseError: The base is no absolute http(s) IRI without a final slash.

    >>> to_settings({"BEGRIP_DATA": "var", "BEGRIP_EXAMPLES": "off"}).examples
    False
    """
    values = {item.variable: environment.get(item.variable) or item.default for item in SETTINGS}
    examples = values["BEGRIP_EXAMPLES"].lower()
    if examples not in {"on", "off"}:
        raise DefinitionError(f"BEGRIP_EXAMPLES is {examples!r}; it must be on or off")
    base = values["BEGRIP_BASE_IRI"]
    return LoaderSettings(
        data=Path(values["BEGRIP_DATA"]),
        registries=Path(values["BEGRIP_REGISTRIES"] or REGISTRIES),
        base=require_base(base) if base else None,
        examples=examples == "on",
        keep=int(_number(values, "BEGRIP_KEEP", "a whole number of generations")),
        keep_days=_number(values, "BEGRIP_KEEP_DAYS", "a number of days"),
        shapes_seconds=_count(values, "BEGRIP_SHAPES_SECONDS"),
        shapes_memory=_count(values, "BEGRIP_SHAPES_MEMORY"),
    )


def _number(values: Mapping[str, str], variable: str, right: str) -> float:
    """Return a number that is not negative."""
    text = values[variable]
    whole = text.isascii() and text.isdigit() and len(text) < 10
    if not whole and "whole" not in right:
        whole = re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,9}", text) is not None
    if not whole:
        raise DefinitionError(f"{variable} is {text!r}; it must be {right}, 0 or more")
    return float(text)


def _count(values: Mapping[str, str], variable: str) -> int:
    """Return a whole number above 0."""
    text = values[variable]
    if not re.fullmatch(r"[1-9][0-9]{0,6}", text):
        raise DefinitionError(f"{variable} is {text!r}; it must be a whole number above 0")
    return int(text)


def default_base(environment: Mapping[str, str]) -> str:
    """Return the base that a first build takes if none was asked for: the server's address.

    A server that listens on every address of its machine has none of its own to be called by,
    so its base is that of the machine itself.

    >>> default_base({"BEGRIP_PORT": "9000"})
    'http://127.0.0.1:9000'
    >>> default_base({"BEGRIP_HOST": "0.0.0.0"})
    'http://127.0.0.1:8000'
    """
    values = {item.variable: environment.get(item.variable) or item.default for item in SETTINGS}
    host = values["BEGRIP_HOST"]
    if host in {"0.0.0.0", "::"}:
        host = "127.0.0.1"
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}:{values['BEGRIP_PORT']}"


def require_base(base: str) -> str:
    """Return a base as it is if it may be one.

    Raises:
        BaseError: Not absolute http or https, with a final slash, a query, a fragment, a user,
            a port that cannot be, or a path that is not written the shortest way.

    >>> require_base("https://data.example.org/begrip")
    'https://data.example.org/begrip'
    >>> require_base("http://[::1]:8000")
    'http://[::1]:8000'
    """
    if _is_base(base):
        return base
    raise BaseError(
        f"{base!r} cannot be a base: expected http:// or https://, a host, perhaps a port up to "
        "65535, perhaps a path without . or .. or //, no user, and no final slash, "
        "such as https://data.example.org/begrip"
    )


def _is_base(base: str) -> bool:
    from loaders.checking.iri_syntax import IRI

    try:
        parts = urlsplit(base)
        port, host = parts.port, parts.hostname or ""
        if "[" in base:
            IPv6Address(host)
    except ValueError:
        return False
    plain = not any(character in base for character in "?#@")
    whole = not base.endswith(("/", ":")) and not {"", ".", ".."} & set(parts.path.split("/")[1:])
    named = base.replace(f"[{host}]", "host", 1) if ":" in host else base
    web = parts.scheme in {"http", "https"} and base.startswith(f"{parts.scheme}://")
    return web and plain and whole and port != 0 and IRI.fullmatch(named) is not None
