"""Hold every setting of the server, made once from a mapping and passed on as an argument.

Step on the line: none of its own; ``commands`` makes them, the keeper hands them on.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.contacts import require_contact, require_template
from server.networks import parse_networks
from server.setting import PREFIX as PREFIX
from server.setting import Setting as Setting
from server.setting import SettingError as SettingError

MEBIBYTE = 1024 * 1024
BYTES = {"KiB": 1024, "MiB": MEBIBYTE}
"""Bytes of each unit of a size."""

_CHECKS: Mapping[str, Callable[[str], object]] = {
    "networks": parse_networks,
    "contact": require_contact,
    "template": require_template,
}
"""What is asked of a text by its unit."""


SETTINGS: tuple[Setting, ...] = (
    Setting("DATA", "var", "path", "The data directory, which holds the generations."),
    Setting("REGISTRIES", "", "path", "The registry definitions; empty for the shipped ones."),
    Setting("BASE_IRI", "", "IRI", "The base of our IRIs, fixed by the first build of a data "
            "directory; empty for the address of the server."),
    Setting("EXAMPLES", "on", "", "Whether registries marked as example are built.", ("on", "off")),
    Setting("HOST", "127.0.0.1", "address", "Where the server listens."),
    Setting("PORT", "8000", "port", "Where the server listens.", least=0),
    Setting("FRONTS", "0", "processes", "Processes that speak HTTP; 0 for one per two processors, "
            "two at least.", least=0),
    Setting("THREADS", "64", "threads", "Requests that one front works on at once.", least=1),
    Setting("WORKERS", "0", "processes", "Processes that hold the graph and answer; 0 for one per "
            "processor and one more.", least=0),
    Setting("STORE", "auto", "", "Whether workers hold the graph in memory or read it from disk.",
            ("auto", "memory", "disk")),
    Setting("REWRITE", "on", "", "Whether queries are asked in faster words.", ("on", "off")),
    Setting("QUERY_DEADLINE", "30", "seconds", "How long a query may run.", least=0.05),
    Setting("QUERY_MEMORY", "1024", "MiB", "Memory that a query may use beyond the graph.",
            least=16),
    Setting("QUERY_SIZE", "256", "KiB", "Length of a query in UTF-8.", least=1),
    Setting("QUERY_DEPTH", "128", "levels", "How deep brackets may nest in a query.", least=1),
    Setting("QUERY_OPERATORS", "1000", "operators", "Operators that a query may chain.", least=1),
    Setting("QUERY_PATTERNS", "256", "patterns", "Triple patterns that a query may have; a step "
            "of a path counts as one.", least=1),
    Setting("QUERY_ROWS", "0", "rows", "Rows that a table may have; 0 for any number.", least=0),
    Setting("SLOW_AFTER", "0.25", "seconds", "When a query counts as long and yields to others.",
            least=0.01),
    Setting("SLOW_QUERIES", "4", "queries", "Long queries that may run at once.", least=1),
    Setting("QUEUE", "64", "requests", "Requests that may wait for a worker.", least=1),
    Setting("QUEUE_WAIT", "10", "seconds", "How long a request waits for a worker.", least=0.1),
    Setting("ANSWER_BUFFER", "4", "MiB", "Answers up to this size are whole before they are sent; "
            "larger ones stream.", least=0),
    Setting("ANSWER_LIMIT", "256", "MiB", "How much of one answer waits on disk for a client that "
            "takes it slowly.", least=1),
    Setting("SPOOL", "", "path", "Where large answers wait; empty for the system's temporary "
            "directory."),
    Setting("REPORT", "on", "", "Whether /rapport shows what the build refused, with the values.",
            ("on", "off")),
    Setting("REMARKS", "", "template", "Where a reader reports a remark on a concept: mailto: or "
            "a page, in which {iri} and {label} stand for the concept's; empty for nowhere."),
    Setting("PROFILES", "", "path", "A folder with profiles of others to check data against, and "
            "their list; empty for none."),
    Setting("CHECK_SIZE", "8", "MiB", "Size of the data that a visitor hands in to be checked.",
            least=1),
    Setting("CHECK_DEADLINE", "60", "seconds", "How long a check of data may take.", least=0.05),
    Setting("CHECK_SHAPES_DEADLINE", "8", "seconds", "How long a check with shapes that came with "
            "the data may take.", least=0.05),
    Setting("CHECK_MEMORY", "1024", "MiB", "Memory that a check of data may use.", least=16),
    Setting("CHECKS", "1", "checks", "Checks of data against profiles that may run at once; one "
            "with shapes of a visitor runs beside them.", least=1),
    Setting("CLIENT_CHECKS", "2", "checks", "Checks of data that one client may run at once in "
            "each front; 0 for any number.", least=0),
    Setting("KEPT", "64", "MiB", "Finished answers that each front keeps in memory.", least=0),
    Setting("GRACE", "1.5", "seconds", "How long a stopping server waits before force.", least=0),
    Setting("CLIENT_QUERIES", "0", "queries", "Queries that one client may run at once in each "
            "front; 0 for any number.", least=0),
    Setting("TRUSTED_PROXIES", "", "networks", "Addresses and networks of our own proxies, "
            "separated by commas; what others say of a client is not believed."),
    Setting("FORWARDED", "x-forwarded", "", "In which headers our proxies say it: "
            "X-Forwarded-For and the like, or Forwarded (RFC 7239).", ("x-forwarded", "forwarded")),
    Setting("METRICS_FROM", "127.0.0.0/8,::1", "networks", "Addresses and networks of clients "
            "that may read /metrics."),
    Setting("CONTACT", "", "contact", "Where to ask, in the catalogue: https: or mailto:."),
    Setting("ACCESS_LOG", "off", "", "Whether a line is logged for each request.", ("on", "off")),
    Setting("QUERY_LOG", "off", "", "Whether a line is logged for each query, without its text "
            "and without the client.", ("on", "off")),
    Setting("SLOW_LOG", "5", "seconds", "When a query is logged in full; 0 for never.", least=0),
    Setting("RESPONSIBLE", "", "name", "Who answers for the domain, as /persistentie says it."),
)  # fmt: skip
"""Every setting, in the order of the documentation."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force; ``SETTINGS`` says what each means.

    Shape:
        Sizes are in bytes, times in seconds.
    """

    data: Path
    registries: str = ""
    base_iri: str = ""
    examples: bool = True
    host: str = "127.0.0.1"
    port: int = 8000
    fronts: int = 2
    threads: int = 64
    workers: int = 2
    store: str = "auto"
    rewrite: bool = True
    query_deadline: float = 30.0
    query_memory: int = 1024 * MEBIBYTE
    query_size: int = 256 * 1024
    query_depth: int = 128
    query_operators: int = 1000
    query_patterns: int = 256
    query_rows: int = 0
    slow_after: float = 0.25
    slow_queries: int = 4
    queue: int = 64
    queue_wait: float = 10.0
    answer_buffer: int = 4 * MEBIBYTE
    answer_limit: int = 256 * MEBIBYTE
    spool: str = ""
    report: bool = True
    remarks: str = ""
    profiles: str = ""
    check_size: int = 8 * MEBIBYTE
    check_deadline: float = 60.0
    check_shapes_deadline: float = 8.0
    check_memory: int = 1024 * MEBIBYTE
    checks: int = 1
    client_checks: int = 2
    kept: int = 64 * MEBIBYTE
    grace: float = 1.5
    client_queries: int = 0
    trusted_proxies: str = ""
    forwarded: str = "x-forwarded"
    metrics_from: str = "127.0.0.0/8,::1"
    contact: str = ""
    access_log: bool = False
    query_log: bool = False
    slow_log: float = 5.0
    responsible: str = ""

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, str]) -> "Settings":
        """Return the settings that a mapping such as ``os.environ`` gives.

        Args:
            mapping: Texts by variable; what is absent or empty has its default, what is not
                ours is passed over.

        Raises:
            SettingError: A value is no number, too small, or none of the choices.

        >>> Settings.from_mapping({"BEGRIP_PORT": "8001"}).port
        8001
        """
        found = {item.name: _parse(item, mapping.get(item.variable, "")) for item in SETTINGS}
        values = {item.name.lower(): _to_value(item, found[item.name]) for item in SETTINGS}
        processors = os.cpu_count() or 1
        values["data"] = Path(found["DATA"])
        values["port"] = _to_port(found["PORT"])
        values["fronts"] = values["fronts"] or max(2, processors // 2)
        values["workers"] = values["workers"] or processors + 1
        return cls(**values)

    def to_mapping(self) -> dict[str, str]:
        """Return the mapping from which :meth:`from_mapping` makes the same settings."""
        mapping = {}
        for item in SETTINGS:
            value = getattr(self, item.name.lower())
            if item.unit in BYTES:
                value //= BYTES[item.unit]
            elif isinstance(value, bool):
                value = "on" if value else "off"
            mapping[item.variable] = str(value)
        return mapping

    @property
    def address(self) -> str:
        """Return where a browser on this machine finds the server."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def _parse(item: Setting, given: str) -> str:
    text = given.strip() or item.default
    if item.choices and text not in item.choices:
        raise SettingError(f"{item.variable}={text}: expected one of {', '.join(item.choices)}")
    try:
        _CHECKS.get(item.unit, str)(text)
    except ValueError as error:
        raise SettingError(f"{item.variable}={text}: {error}") from None
    if item.least is None:
        return text
    parts = item.unit == "seconds"
    try:
        number = float(text) if parts else int(text)
    except ValueError:
        kind = "a number" if parts else "a whole number"
        raise SettingError(f"{item.variable}={text}: expected {kind} of {item.unit}") from None
    if not item.least <= number < float("inf"):
        raise SettingError(f"{item.variable}={text}: expected {item.least:g} {item.unit} or more")
    return text


def _to_value(item: Setting, text: str) -> Any:
    """Return the value that the text of a setting stands for, sizes in bytes."""
    if item.choices == ("on", "off"):
        return text == "on"
    if item.unit in BYTES:
        return int(text) * BYTES[item.unit]
    if item.least is None:
        return text
    return float(text) if item.unit == "seconds" else int(text)


def _to_port(text: str) -> int:
    port = int(text)
    if port > 65535:
        raise SettingError(f"{PREFIX}PORT={text}: expected a port from 0 to 65535")
    return port
