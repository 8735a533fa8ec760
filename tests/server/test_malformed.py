"""Requests that no client should send: never a fault of ours, never a way out of the site."""

import re
import socket
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.effort import examples
from tests.server.fronting import fronting
from tests.server.small_graph import BASE, small_store

PIECES = (
    b"/", b"//", b"/.", b"/..", b"/%2e%2e", b"/%2E", b"\\", b"%5c", b"%", b"%2", b"%zz", b"%00",
    b"%0d%0aSet-Cookie:%20x=1", b"%ff", b"%C3%28", b"%ed%a0%80", b"%25", b"\x80", b"\xff\xfe",
    b"\xc3\xa9", b"\x00", b"\x01", b"\x7f", b"\t", b"?", b"#", b"&", b"=", b";", b"@evil.example",
    b"/id", b"/doc", b"/ns", b"/id/rol", b"/caf%C3%A9", b"/strategie/vlaamse-datastrategie",
    b"/datastrategie", b".ttl", b".json", b".html", b"iri=", b"lang=en", b"p=-1", b"p=9e9",
    b"https://e.org/", b"javascript:alert(1)", b"//evil.example/", b"http://evil.example/",
    b"/etc/passwd", b"/generatie/", b"/graaf/strategie", b"/.well-known/genid/0a", b"/persistentie",
    b"/static/", b"/lijst/", b"{{7*7}}", b"<script>", b"'", b'"', b"x" * 3000, b"%61" * 1000,
)  # fmt: skip
TARGETS = st.lists(st.sampled_from(PIECES) | st.binary(max_size=6), max_size=7).map(b"".join)
ACCEPTS = st.lists(
    st.sampled_from(
        (b"text/turtle", b"*/*", b"text/*", b";q=", b"0.5", b"nan", b"-1", b",", b";", b'"', b"\\",
         b"application/ld+json", b';profile="', b"http://www.w3.org/ns/json-ld#framed",
         b"text/html", b"/", b"=", b"\xff", b"x" * 300)
    )
    | st.binary(max_size=5),
    max_size=8,
).map(b"".join)  # fmt: skip
HEAD = re.compile(rb"HTTP/1\.1 (\d{3}) [^\r\n]*\r\n(?:[A-Za-z-]+: [^\r\n]*\r\n)*\r\n")


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    dataset = Dataset(small_store(), BASE, "g1", {"counts": {"triples": 1, "quads": 1}})
    with fronting(create_app(Settings.from_mapping({}), dataset)) as client:
        yield client.base_url.host, client.base_url.port


def send(address: tuple[str, int], target: bytes, *lines: bytes) -> tuple[int, bytes]:
    """Return the status and the head of the answer to a request, sent as it is."""
    fields = b"".join(line + b"\r\n" for line in (b"Host: localhost", b"Connection: close", *lines))
    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(b"GET " + target + b" HTTP/1.1\r\n" + fields + b"\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head = HEAD.match(answer)
    assert head, f"{target!r} is answered with {answer[:300]!r}"
    return int(head[1]), head[0]


def fields(head: bytes, name: bytes) -> list[bytes]:
    return re.findall(rb"(?im)^%s: ([^\r\n]*)" % re.escape(name), head)


def require_safe(address: tuple[str, int], target: bytes, *lines: bytes) -> int:
    """Return the status of an answer that is no fault and leads nowhere else."""
    status, head = send(address, target, *lines)
    assert status < 500, target
    assert not fields(head, b"set-cookie")
    for location in fields(head, b"location"):
        assert location.startswith(b"/"), (target, location)
        assert location[1:2] not in {b"/", b"\\"}, (target, location)
    return status


@given(target=TARGETS.map(lambda rest: b"/" + rest))
@settings(max_examples=examples(300))
def test_no_target_is_a_fault_or_leads_elsewhere(address, target):
    target = re.sub(rb"[ \r\n]", b"", target)

    require_safe(address, target, b"Accept: text/turtle")


@given(target=TARGETS, accept=ACCEPTS)
@settings(max_examples=examples(200))
def test_no_iri_in_an_address_and_no_accept_is_a_fault(address, target, accept):
    target, accept = (re.sub(rb"[\s\x00]", b"", part) for part in (target, accept))

    require_safe(address, b"/doc?iri=" + target, b"Accept: " + accept)
    require_safe(address, b"/doc/rol/caf%C3%A9", b"Accept: " + accept)


@pytest.mark.parametrize(
    ("target", "statuses"),
    [
        pytest.param(b"/id/rol/%ff", {400}, id="not UTF-8"),
        pytest.param(b"/id/rol/%ed%a0%80", {400}, id="half a surrogate pair"),
        pytest.param(b"/id/rol/a%00b", {400}, id="NUL"),
        pytest.param(b"/ns/%00", {400}, id="NUL in a vocabulary"),
        pytest.param(
            b"/doc?iri=" + BASE.encode() + b"/ns/%2500", {400, 404}, id="NUL in an IRI of ours"
        ),
        pytest.param(b"/id/rol/%zz", {400}, id="no percent-encoding"),
        pytest.param(b"/id/rol/" + b"x" * 2_000_000, {414}, id="very long"),
        pytest.param(b"/id/rol/" + b"x" * 4000, {404, 414}, id="long"),
        pytest.param(b"/../../etc/passwd", {404}, id="dot segments"),
        pytest.param(b"/static/../settings.py", {404}, id="dot segments in files"),
        pytest.param(b"/static/%2e%2e/settings.py", {404}, id="encoded dot segments"),
        pytest.param(b"/static/..%2fsettings.py", {404}, id="encoded slash"),
        pytest.param(b"//evil.example/", {400, 404}, id="two slashes"),
        pytest.param(b"/\\evil.example/", {400, 404}, id="backslash"),
        pytest.param(b"/id/rol/caf%C3%A9%0d%0aX: y", {400}, id="a space in the line"),
        pytest.param(b"/doc?iri=https://e.org/a%0d%0aX:y", {400}, id="line end in an IRI"),
        pytest.param(b"/doc?iri=" + b"https://e.org/" + b"x" * 3000, {400}, id="long IRI"),
        pytest.param(b"/id/rol/\xc3\xa9", {400, 404}, id="raw bytes"),
        pytest.param(b"*", {400, 404}, id="asterisk"),
        pytest.param(b"id/rol/x", {400, 404}, id="no slash"),
        pytest.param(b"/id/rol/caf%C3%A9?p=%ff&lang=%00", {303}, id="odd query"),
    ],
)
def test_malformed_requests_are_the_clients_fault(address, target, statuses):
    assert require_safe(address, target) in statuses


@pytest.mark.parametrize(
    "target",
    [
        pytest.param(b"http://localhost/id/rol/caf%C3%A9", id="absolute form"),
        pytest.param(b"http://evil.example/id/rol/caf%C3%A9", id="of another host"),
    ],
)
def test_an_absolute_target_is_answered_within_the_site(address, target):
    status, head = send(address, target)

    assert status in {303, 400, 404}
    for location in fields(head, b"location"):
        assert location == b"/doc/rol/caf%C3%A9"


def test_every_answer_guards_its_reader(address):
    for target in (b"/", b"/doc/rol/caf%C3%A9", b"/id/rol/nooit", b"/id/rol/%ff", b"/doc?iri=x"):
        _, head = send(address, target)
        assert fields(head, b"x-content-type-options") == [b"nosniff"]
        assert b"default-src 'none'" in fields(head, b"content-security-policy")[0]
        assert fields(head, b"access-control-allow-origin") == [b"*"]
