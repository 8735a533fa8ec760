"""Know which addresses are meant by a list of addresses and networks.

Step on the line: none of its own; settings name our proxies and those who may read metrics.
"""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def parse_networks(text: str) -> tuple[Network, ...]:
    """Return the networks that a list names; an address is a network of one.

    Raises:
        ValueError: A part is neither; the message says which.

    >>> parse_networks("10.0.0.0/8, ::1")
    (IPv4Network('10.0.0.0/8'), IPv6Network('::1/128'))
    """
    parts = [part.strip() for part in text.split(",")]
    return tuple(_parse_network(part) for part in parts if part)


def _parse_network(part: str) -> Network:
    try:
        return ip_network(part)
    except ValueError:
        right = "an address or a network, such as 127.0.0.1, 10.0.0.0/8 or fd00::/8"
        raise ValueError(f"{part!r} is no network; expected {right}") from None


@lru_cache(maxsize=4096)
def parse_address(text: str) -> Address | None:
    """Return an address, None if the text is none.

    Shape:
        An IPv4 address that is written as one of IPv6 is the IPv4 address.

    >>> parse_address("::ffff:192.0.2.1")
    IPv4Address('192.0.2.1')
    """
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def is_within(address: Address | None, networks: Sequence[Network]) -> bool:
    """Return whether an address lies in one of the networks."""
    return address is not None and any(address in network for network in networks)
