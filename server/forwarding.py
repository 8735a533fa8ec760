"""Believe our own proxies, and nobody else, about who asks and by which address.

Step on the line: the first to see a request in a front. What it finds goes to the log and to
what asks for an address; no IRI, link or redirect is ever made of it, for those have the base.

Source:
    RFC 7239 (Forwarded); the X-Forwarded headers as nginx, Apache and HAProxy write them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address

from werkzeug.http import parse_options_header

from server.kept import Environ
from server.networks import Network, is_within, parse_address, parse_networks
from server.settings import Settings

CLIENT, PROXIED = "begrip.client", "begrip.proxied"
"""Where the layers below find the address of the client, and whether a stranger speaks for it."""

LONGEST = 4096
"""Characters of one header; a longer one is not believed."""

_HEADERS = (
    "HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PREFIX",
)  # fmt: skip
_HOST = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"
)
_PORT = re.compile(r"(?:\[(?P<six>[^\]]*)\]|(?P<four>[0-9.]+))(?::[0-9A-Za-z._-]{1,32})?")


@dataclass(frozen=True, slots=True)
class Hop:
    """What one proxy says of whoever asked it: empty where it says nothing."""

    client: str
    scheme: str = ""
    host: str = ""


class Forwarded:
    """Sees the client where others see their own proxy.

    Args:
        settings: Say which proxies are ours and in which headers they speak.
        mount: Returns the path of the base, empty if it has none.
    """

    def __init__(self, settings: Settings, mount: Callable[[], str]) -> None:
        self._trusted = parse_networks(settings.trusted_proxies)
        self._standard = settings.forwarded == "forwarded"
        self._mount = mount

    def believe(self, environ: Environ) -> None:
        """Put the client's address, scheme and host in an environment, where they are known."""
        peer = environ["REMOTE_ADDR"]
        said = {name: environ.pop(name) for name in _HEADERS if name in environ}
        environ[CLIENT], environ[PROXIED] = peer, bool(said)
        if said and is_within(parse_address(peer), self._trusted):
            self._believe(environ, said)

    def _believe(self, environ: Environ, said: dict[str, str]) -> None:
        """Put what our proxies say in the place of what the connection says."""
        short = {name: text for name, text in said.items() if len(text) <= LONGEST}
        hops = list(read_forwarded(short) if self._standard else read_x_forwarded(short))
        hop = choose_hop(hops, self._trusted)
        environ[PROXIED] = False
        if hop:
            environ[CLIENT] = environ["REMOTE_ADDR"] = hop.client
            if hop.scheme:
                environ["wsgi.url_scheme"] = hop.scheme
            if hop.host:
                environ["HTTP_HOST"] = hop.host
        prefix = short.get("HTTP_X_FORWARDED_PREFIX", "").rstrip("/")
        if prefix and prefix == self._mount():  # our proxy took it from the path
            environ["PATH_INFO"] = prefix + environ["PATH_INFO"]


def choose_hop(hops: Sequence[Hop], trusted: Sequence[Network]) -> Hop | None:
    """Return what our outermost proxy says: the last hop that is not a proxy of ours.

    Shape:
        None if the last hops are hidden or no addresses; a client can write what it likes in
        the headers, but it stands before what our own proxies add.

    >>> ours = parse_networks("10.0.0.0/8")
    >>> choose_hop([Hop("192.0.2.66"), Hop("198.51.100.7"), Hop("10.0.0.2")], ours).client
    '198.51.100.7'
    """
    chosen = None
    for hop in reversed(hops):
        address = parse_address(hop.client)
        if address is None:
            break
        chosen = Hop(str(address), hop.scheme, hop.host)
        if not is_within(address, trusted):
            break
    return chosen


def read_x_forwarded(headers: dict[str, str]) -> Iterator[Hop]:
    """Yield the hops of ``X-Forwarded-For``; only the last scheme and host count.

    >>> list(read_x_forwarded({"HTTP_X_FORWARDED_FOR": "192.0.2.1, [2001:db8::1]:4711"}))
    [Hop(client='192.0.2.1', scheme='', host=''), Hop(client='2001:db8::1', scheme='', host='')]
    """
    scheme = to_scheme(headers.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2])
    host = to_host(headers.get("HTTP_X_FORWARDED_HOST", "").rpartition(",")[2])
    for part in headers.get("HTTP_X_FORWARDED_FOR", "").split(","):
        if part.strip():
            yield Hop(without_port(part), scheme, host)


def read_forwarded(headers: dict[str, str]) -> Iterator[Hop]:
    """Yield the hops of ``Forwarded``.

    >>> list(read_forwarded({"HTTP_FORWARDED": 'for="[2001:db8::1]:4711";proto=https;by=_x'}))
    [Hop(client='2001:db8::1', scheme='https', host='')]
    """
    for element in _split(headers.get("HTTP_FORWARDED", "")):
        _, pairs = parse_options_header(f"hop; {element}")
        yield Hop(
            without_port(pairs.get("for", "")),
            to_scheme(pairs.get("proto", "")),
            to_host(pairs.get("host", "")),
        )


def _split(text: str) -> Iterator[str]:
    """Yield the elements between commas; a comma within quotes separates nothing."""
    for element in re.findall(r'(?:[^,"]|"(?:[^"\\]|\\.)*"|")+', text):
        if element.strip():
            yield element.strip()


def without_port(text: str) -> str:
    """Return the address of a node that may have a port.

    >>> without_port("198.51.100.7:4711"), without_port("[::1]"), without_port("2001:db8::1")
    ('198.51.100.7', '::1', '2001:db8::1')
    """
    text = text.strip().strip('"')
    found = _PORT.fullmatch(text)
    return (found["six"] or found["four"] or "") if found else text


def to_scheme(text: str) -> str:
    """Return http or https, empty for anything else."""
    scheme = text.strip().lower()
    return scheme if scheme in {"http", "https"} else ""


def to_host(text: str) -> str:
    """Return a host with its port, empty if it is none.

    >>> to_host("data.example.org:8443"), to_host("evil/?"), to_host("[::1]:8000")
    ('data.example.org:8443', '', '[::1]:8000')
    """
    host = text.strip()
    if not _HOST.fullmatch(host):
        return ""
    if host.startswith("["):
        six = parse_address(host[1 : host.index("]")])
        return host if isinstance(six, IPv6Address) else ""
    return host
