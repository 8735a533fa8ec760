"""The HTTP of a front: what a strict, an odd, a slow and a hostile client is answered."""

import gc
import socket
import weakref
from contextlib import closing

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.app import create_app
from server.http.outgoing import IN_MEMORY, Outgoing
from server.http.parsing import ENDLESS, FIELD_LIMIT, HEAD_LIMIT, Limits, RequestReader
from server.settings import Settings
from tests.server.fronting import fronting
from tests.server.talking import ASK, CLOSE, get, statuses, talk

LIMITS = Limits(target=1000, body=1000)
CHUNKED = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def front(dataset):
    with fronting(create_app(Settings.from_mapping({}), dataset)) as client:
        yield client


def test_requests_in_one_go_are_answered_in_their_order(front):
    sent = get(ASK, "Host: x") + get("/nowhere", "Host: x") + get(ASK, *CLOSE)

    assert statuses(talk(front, sent)) == [200, 404, 200]


def test_requests_that_come_byte_by_byte_are_answered(front):
    assert statuses(talk(front, get(ASK, *CLOSE), pieces=1000)) == [200]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400, id="TLS"),
        pytest.param(b"GET\r\n\r\n", 400, id="no target"),
        pytest.param(get(), 400, id="no Host"),
        pytest.param(get(ASK, "Host: a", "Host: b"), 400, id="two Hosts"),
        pytest.param(get(ASK, "Host: a", "Content-Length: x"), 400, id="length no number"),
        pytest.param(
            get(ASK, "Host: a", "Content-Length: 3", "Transfer-Encoding: chunked"),
            400,
            id="two lengths: smuggling",
        ),
        pytest.param(b"FOO / HTTP/1.1\r\nHost: a\r\n\r\n", 501, id="unknown method"),
        pytest.param(b"GETX / HTTP/1.1\r\nHost: a\r\n\r\n", 501, id="method that begins known"),
        pytest.param(b"get / HTTP/1.1\r\nHost: a\r\n\r\n", 501, id="method in small letters"),
        pytest.param(b"F(O / HTTP/1.1\r\nHost: a\r\n\r\n", 400, id="method that is no token"),
        pytest.param(b"FOO / RTSP/1.0\r\nHost: a\r\n\r\n", 400, id="method of what is no HTTP"),
        pytest.param(get("/" + "a" * 900_000, "Host: a"), 414, id="address too long"),
        pytest.param(get(ASK, "Host: a", "X: " + "a" * HEAD_LIMIT), 431, id="field too long"),
        pytest.param(
            get(ASK, "Host: a", *(f"X{n}: a" for n in range(FIELD_LIMIT))), 431, id="many fields"
        ),
        pytest.param(get(ASK, "Host: a", "Content-Length: 9000000"), 413, id="body too long"),
    ],
)
def test_what_is_no_request_is_refused_and_the_connection_ends(front, sent, status):
    said = talk(front, sent)

    assert statuses(said) == [status]
    assert b"application/problem+json" in said
    assert b"Connection: close" in said


def test_a_method_that_is_unknown_on_a_connection_that_was_used_is_said_to_be_so(front):
    with socket.create_connection((front.base_url.host, front.base_url.port), timeout=20) as line:
        line.sendall(get(ASK, "Host: x"))
        first = line.recv(65536)
        line.sendall(b"BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n")
        second = b"".join(iter(lambda: line.recv(65536), b""))

    assert statuses(first + second) == [200, 501]


def test_what_the_server_itself_can_do_is_asked_without_an_address(front):
    said = talk(front, b"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert statuses(said) == [204]
    assert b"\r\nAllow: GET, HEAD, OPTIONS, POST, QUERY\r\n" in said


@pytest.mark.parametrize(
    ("line", "status"),
    [(b"GET * HTTP/1.1", 400), (b"POST * HTTP/1.1", 400), (b"CONNECT x:1 HTTP/1.1", 501)],
)
def test_a_target_that_no_method_has_here_is_refused(front, line, status):
    said = talk(front, line + b"\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert statuses(said) == [status]


def test_a_chunked_body_beyond_the_limit_is_refused(front):
    head = "POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    sent = head.encode() + b"%x\r\n" % 9_000_000 + b" " * 1_000_000

    assert statuses(talk(front, sent)) == [413]


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\nX", b"a", id="name of a field"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\nX: ", b"a", id="value of a field"),
        pytest.param(CHUNKED + b"5;", b"a", id="extension of a chunk"),
        pytest.param(CHUNKED + b"0\r\nX: ", b"a", id="value of a trailer"),
        pytest.param(b"", b"\r\n", id="empty lines"),
    ],
)
def test_what_never_ends_is_refused_before_it_takes_memory(before, piece):
    reader = RequestReader(LIMITS)
    reader.feed(before)
    sent = 0
    while not reader.refused and sent < 10 * ENDLESS:
        reader.feed(piece * 1000)
        sent += 1000 * len(piece)

    assert [request.refusal for request in reader.requests] == [431]
    assert sent <= 2 * ENDLESS


def test_what_is_refused_leaves_the_request_before_it_alone():
    reader = RequestReader(LIMITS)
    reader.feed(get("/x", "Host: x") + b"\r\n" * ENDLESS)

    assert [(r.target, r.refusal) for r in reader.requests] == [(b"/x", 0)]
    reader.feed(b"\r\n" * ENDLESS)
    assert [(r.target, r.refusal) for r in reader.requests] == [(b"/x", 0), (b"", 431)]


def test_a_reader_that_is_closed_leaves_nothing_for_the_garbage_collector():
    reader = RequestReader(LIMITS)
    reader.feed(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n" + b"a" * 800)
    seen = weakref.ref(reader)
    gc.disable()
    try:
        reader.close()
        del reader

        assert seen() is None
    finally:
        gc.enable()


def test_a_client_that_asks_first_is_told_to_go_on(front):
    sent = "\r\n".join(
        [
            "POST /sparql HTTP/1.1",
            *CLOSE,
            "Content-Type: application/sparql-query",
            "Content-Length: 5",
            "Expect: 100-continue",
            "",
            "",
        ]
    ).encode()
    with socket.create_connection((front.base_url.host, front.base_url.port), timeout=20) as line:
        line.sendall(sent)
        first = line.recv(1000)
        line.sendall(b"ASK{}")
        rest = line.recv(10000)

    assert first == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert statuses(rest) == [200]


@pytest.mark.parametrize("expect_first", [True, False])
def test_a_client_that_asks_first_is_refused_before_it_sends_what_is_too_long(front, expect_first):
    asking = ["Expect: 100-continue", "Content-Length: 9000000"]
    fields = [*CLOSE, *(asking if expect_first else reversed(asking))]
    said = talk(front, "\r\n".join(["POST /sparql HTTP/1.1", *fields, "", ""]).encode())

    assert statuses(said) == [413]


def test_an_old_client_is_answered_in_its_way(front):
    closed = talk(front, get(ASK, version="1.0"))
    kept = talk(front, get(ASK, "Connection: keep-alive", version="1.0") + get(ASK, version="1.0"))

    assert statuses(closed) == [200]
    assert b"Connection: close" in closed
    assert statuses(kept) == [200, 200]


@pytest.mark.parametrize(
    "fields",
    [
        ("Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMAAABk"),
        ("Upgrade: websocket", "Connection: Upgrade"),
    ],
)
def test_another_protocol_is_not_taken_up(front, fields):
    said = talk(front, get(ASK, "Host: x", *fields) + get(ASK, *CLOSE))

    assert statuses(said) == [200, 200]


@pytest.mark.parametrize("target", [f"http://anywhere:81{ASK}", f"https://x{ASK}"])
def test_a_whole_address_is_a_target_too(front, target):
    assert statuses(talk(front, get(target, *CLOSE))) == [200]


def test_head_is_get_without_its_body(front):
    for target in (ASK, "/", "/nowhere", "/doc/strategie/vlaamse-datastrategie"):
        got, headed = front.get(target), front.head(target)

        assert headed.content == b""
        assert headed.status_code == got.status_code
        assert {**headed.headers, "date": ""} == {**got.headers, "date": ""}


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_answers_of_every_kind_are_compressed(front, coding):
    for target in ("/", "/doc/strategie/vlaamse-datastrategie", "/static/begrip.css"):
        accept = {"Accept": "text/html, text/css"}
        plain = front.get(target, headers=accept)
        coded = front.get(target, headers={**accept, "Accept-Encoding": coding})

        assert coded.headers["Content-Encoding"] == coding
        assert coded.content == plain.content
        assert "Accept-Encoding" in coded.headers["Vary"]
        assert "Accept-Encoding" in plain.headers["Vary"]


@given(
    requests=st.lists(st.tuples(st.binary(max_size=50), st.booleans()), min_size=1, max_size=5),
    cuts=st.lists(st.integers(1, 60), min_size=1),
)
def test_requests_are_the_same_however_they_are_cut(requests, cuts):
    sent = b"".join(encode(body, chunked=chunked) for body, chunked in requests)
    reader, place, number = RequestReader(LIMITS), 0, 0
    while place < len(sent):
        step = cuts[number % len(cuts)]
        reader.feed(sent[place : place + step])
        place, number = place + step, number + 1

    assert [request.body for request in reader.requests] == [body for body, _ in requests]
    assert not any(request.refusal for request in reader.requests)
    assert not reader.begun


def encode(body: bytes, *, chunked: bool) -> bytes:
    head = b"POST /x HTTP/1.1\r\nHost: x\r\n"
    if chunked:
        data = b"%x\r\n%s\r\n" % (len(body), body) if body else b""
        return head + b"Transfer-Encoding: chunked\r\n\r\n" + data + b"0\r\n\r\n"
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


@given(data=st.binary(max_size=300))
def test_nothing_that_is_sent_breaks_the_reader(data):
    reader = RequestReader(LIMITS)
    reader.feed(data)
    reader.feed(b"\r\n\r\n")

    assert all(r.refusal or r.method for r in reader.requests)


@given(
    sizes=st.lists(st.integers(0, 3 * IN_MEMORY), max_size=8),
    takes=st.lists(st.integers(1, 2 * IN_MEMORY), min_size=1),
    limit=st.sampled_from([0, IN_MEMORY, 100 * IN_MEMORY]),
)
def test_what_waits_comes_out_as_it_went_in(sizes, takes, limit):
    outgoing, given, taken = Outgoing("", limit), b"", b""
    with closing(outgoing):
        for number, size in enumerate(sizes):
            data = bytes([number + 1]) * size
            if data:
                outgoing.add(data)
            given += data
            taken += take(outgoing, takes[number % len(takes)])
        while data := outgoing.next():
            taken += data
            outgoing.sent(len(data))

        assert taken == given
        assert outgoing.size == 0


def take(outgoing: Outgoing, most: int) -> bytes:
    taken = b""
    while most and (data := outgoing.next()[:most]):
        taken += data
        most -= len(data)
        outgoing.sent(len(data))
    return taken


def test_what_waits_beyond_memory_and_file_leaves_no_room():
    outgoing = Outgoing("", 2 * IN_MEMORY)
    with closing(outgoing):
        for _ in range(3):
            assert outgoing.has_room
            outgoing.add(b"x" * IN_MEMORY)
        outgoing.add(b"x" * IN_MEMORY)

        assert not outgoing.has_room


def test_a_front_takes_the_next_request_of_a_kept_connection(front):
    first, second = front.get(ASK), front.get(ASK)

    assert first.content == second.content


def test_a_disk_that_is_full_keeps_the_rest_in_memory(monkeypatch):
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    outgoing = Outgoing("", 100 * IN_MEMORY)
    monkeypatch.setattr("os.pwrite", full)
    with closing(outgoing):
        for _ in range(3):
            outgoing.add(b"x" * IN_MEMORY)

        assert not outgoing.has_room
        taken = take(outgoing, 10 * IN_MEMORY)
        assert len(taken) == 3 * IN_MEMORY
        assert outgoing.has_room


def test_http_2_without_tls_is_refused(front):
    assert statuses(talk(front, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) == [400]


def test_a_client_that_leaves_at_once_harms_nobody(front):
    for _ in range(20):
        with socket.create_connection((front.base_url.host, front.base_url.port)) as line:
            line.sendall(get(ASK, "Host: x"))

    assert httpx.get(f"{front.base_url}{ASK}").status_code == 200


def test_a_fault_ends_one_connection_and_never_the_front(dataset, monkeypatch):
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with fronting(create_app(Settings.from_mapping({}), dataset)) as front:
        with monkeypatch.context() as patched:
            patched.setattr("server.http.turn.Turn.begin", fail)
            with pytest.raises(httpx.TransportError):
                front.get(ASK)

        assert front.get(ASK).status_code == 200


def test_what_follows_the_body_says_nothing_of_the_request():
    reader = RequestReader(LIMITS)
    reader.feed(CHUNKED + b"5\r\nASK{}\r\n0\r\nHost: y\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n")

    assert [request.body for request in reader.requests] == [b"ASK{}"]
    assert [name for name, _ in reader.requests[0].fields] == [b"host", b"transfer-encoding"]


@given(
    body=st.binary(max_size=80),
    field=st.binary(max_size=20).map(lambda value: value.translate(None, b"\r\n\0")),
    cuts=st.lists(st.integers(1, 60), min_size=1),
)
def test_a_target_beyond_ascii_is_escaped_and_nothing_else_however_it_is_cut(body, field, cuts):
    target = "/café?q=coördinatie&x=\N{EURO SIGN}".encode()
    head = b"POST %s HTTP/1.1\r\nHost: x\r\nX-Field: a%sb\r\n" % (target, field)
    reader = RequestReader(LIMITS)
    for _ in range(2):  # one after the other on one connection
        sent = head + b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
        place = number = 0
        while place < len(sent):
            step = cuts[number % len(cuts)]
            reader.feed(sent[place : place + step])
            place, number = place + step, number + 1

    plain = RequestReader(LIMITS)
    plain.feed(sent.replace(target, b"/x", 1))
    [expected] = plain.requests
    for request in reader.requests:
        assert request.refusal == expected.refusal
        if not expected.refusal:
            assert request.target == b"/caf%C3%A9?q=co%C3%B6rdinatie&x=%E2%82%AC"
            assert (request.fields, request.body) == (expected.fields, body)


@pytest.mark.parametrize("target", ["/sparql?query=ASK{?é ?p 'ö'}", "/sparql?x=é&query=ASK%7B%7D"])
def test_a_query_string_may_hold_utf_8_as_it_is(front, target):
    said = talk(front, get(target.replace(" ", "+"), *CLOSE))

    assert statuses(said) == [200]


def test_an_address_that_is_none_is_refused_with_that_reason(front):
    said = talk(front, get("/zoeken?q=a\x01b", "Host: x"))

    assert statuses(said) == [400]
    assert b"percent-encode it" in said
