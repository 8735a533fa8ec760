"""What RFC 9110 and 9112 ask of a server where clients are old, odd, strict or half gone."""

import gzip
import socket
from threading import Event
from urllib.parse import quote

import brotli
import httpx
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from server.app import create_app
from server.http.codings import CODINGS, choose_coding, least_size
from server.http.parsing import Limits, RequestReader
from server.settings import Settings
from tests.server.fronting import fronting
from tests.server.talking import ASK, CLOSE, connect, get, hear, post, statuses, talk

LIMITS = Limits(target=1000, body=1000)
CHUNKED = "Transfer-Encoding: chunked"
QUERY = b"5\r\nASK{}\r\n0\r\n\r\n"
LARGE = "/sparql?query=" + quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 30000")
"""An answer of more bytes than the sockets between a client and a front take."""

UNPACK = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
}


@pytest.fixture(scope="module")
def front(dataset):
    with fronting(create_app(Settings.from_mapping({}), dataset)) as client:
        yield client


def parts(said: bytes) -> tuple[bytes, bytes]:
    """Return head and body of the one answer that was said."""
    head, _, body = said.partition(b"\r\n\r\n")
    return head, body


@pytest.mark.parametrize(
    ("value", "version", "status"),
    [
        ("x", "1.1", 200),
        ("x.example:8000", "1.1", 200),
        ("x_y.example:", "1.1", 200),
        ("[::1]:8000", "1.1", 200),
        ("192.0.2.1", "1.1", 200),
        ("a%20b", "1.1", 200),
        ("", "1.1", 200),
        ("a b", "1.1", 400),
        ("a/b", "1.1", 400),
        ("a@b", "1.1", 400),
        ("a:b", "1.1", 400),
        ("a%2", "1.1", 400),
        ("[::1", "1.1", 400),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}", "1.1", 400),
        ("a b", "1.0", 400),
    ],
)
def test_a_host_that_is_none_is_refused(front, value, version, status):
    said = talk(front, get(ASK, f"Host: {value}", "Connection: close", version=version))

    assert statuses(said) == [status]
    assert (b"no name of a host" in said) == (status == 400)


def test_two_hosts_are_refused_of_an_old_client_too(front):
    assert statuses(talk(front, get(ASK, "Host: a", "Host: a", version="1.0"))) == [400]
    assert statuses(talk(front, get(ASK, version="1.0"))) == [200]


@pytest.mark.parametrize("version", ["2.0", "0.9"])
def test_a_version_that_is_not_spoken_is_refused_as_such(front, version):
    said = talk(front, get(ASK, *CLOSE, version=version))

    assert statuses(said) == [505]
    assert b"/api/problems/version-unknown" in said
    assert b"\r\nConnection: close" in said


@pytest.mark.parametrize(
    ("coding", "status"),
    [
        ("chunked", 200),
        ("Chunked", 200),
        ("gzip, chunked", 501),
        ("deflate,chunked", 501),
        ("chunked, gzip", 400),
        ("chunked, chunked", 400),
        ("xchunked", 400),
        ("identity", 400),
    ],
)
def test_a_body_in_another_transfer_coding_is_not_taken_for_a_plain_one(front, coding, status):
    said = talk(front, post(QUERY, *CLOSE, f"Transfer-Encoding: {coding}"))

    assert statuses(said) == [status]
    assert (b"/api/problems/coding-unknown" in said) == (status == 501)


def test_the_connection_of_an_old_client_that_sends_chunks_ends(front):
    sent = post(QUERY, CHUNKED, "Connection: keep-alive", version="1.0")
    said = talk(front, sent + get(ASK, "Connection: keep-alive", version="1.0"))

    assert statuses(said) == [200]
    assert b"\r\nConnection: close" in said


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"5\r\nASK{}\r\n0\r\nContent-Type: text/csv\r\nX: a\r\n\r\n", id="trailers"),
        pytest.param(b'5;a=b;c="d e"\r\nASK{}\r\n0;x\r\n\r\n', id="extensions"),
        pytest.param(b"0005\r\nASK{}\r\n000\r\n\r\n", id="leading zeros"),
        pytest.param(b"".join(b"1\r\n%c\r\n" % c for c in b"ASK{}") + b"0\r\n\r\n", id="bytes"),
    ],
)
@pytest.mark.parametrize("method", [b"POST", b"QUERY"])
def test_a_query_in_chunks_is_read(front, method, body):
    sent = post(body, *CLOSE, CHUNKED).replace(b"POST", method, 1)

    assert statuses(talk(front, sent)) == [200]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(size + b"\r\nASK{}\r\n0\r\n\r\n", id=repr(size))
        for size in (b"5x", b"-5", b"0x5", b"+5", b"", b"5 ", b"9", b"3", b"F" * 17)
    ]
    + [pytest.param(b"5\nASK{}\n0\n\n", id="no carriage returns")],
)
def test_a_chunk_whose_size_is_wrong_ends_the_connection(front, body):
    said = talk(front, post(body, *CLOSE, CHUNKED) + get(ASK, *CLOSE))

    assert statuses(said) == [400]


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("target", [ASK, "/api/limits", "/nowhere"])
def test_who_refuses_what_is_plain_gets_a_small_answer_coded(front, coding, target):
    refusing = {"Accept-Encoding": f"{coding}, identity;q=0"}
    taking = {"Accept-Encoding": coding}
    asked = [refusing, taking, refusing]  # what is kept for one is not for the other

    answers = [front.get(target, headers=headers) for headers in asked]

    codings = [answer.headers.get("Content-Encoding", "") for answer in answers]
    assert codings[0] == codings[2] == coding
    assert answers[0].content == answers[1].content
    if target == ASK:
        assert codings[1] == ""
        assert answers[0].headers["ETag"] != answers[1].headers["ETag"]


def test_who_refuses_everything_is_answered_all_the_same(front):
    for accepted in ("identity;q=0", "*;q=0", "identity;q=0, gzip;q=0"):
        answer = front.get(ASK, headers={"Accept-Encoding": accepted})
        assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, None)


def test_an_answer_without_a_body_has_no_coding(front):
    refusing = {"Accept-Encoding": "gzip, identity;q=0"}
    tag = front.get(ASK, headers=refusing).headers["ETag"]

    known = front.get(ASK, headers={**refusing, "If-None-Match": tag})
    asked = front.options("/sparql", headers=refusing)
    preflight = front.options(
        "/nowhere", headers={**refusing, "Access-Control-Request-Method": "GET"}
    )

    assert (known.status_code, preflight.status_code) == (304, 204)
    for answer in (known, asked, preflight):
        assert "Content-Encoding" not in answer.headers
        assert answer.content == b""


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*CODINGS, "identity", "*", "x"]), st.sampled_from("01") | st.none()
        ),
        max_size=5,
        unique_by=lambda part: part[0],
    )
)
def test_a_coding_is_only_chosen_for_who_takes_it(wanted):
    header = ", ".join(name if weight is None else f"{name};q={weight}" for name, weight in wanted)
    weights = {name: 1 if weight is None else int(weight) for name, weight in wanted}

    chosen, least = choose_coding(header), least_size(header)

    assert not chosen or weights.get(chosen, weights.get("*", 0))
    assert (least == 0) == (weights.get("identity", weights.get("*", 1)) == 0)


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate, gzip"])
def test_a_compressed_query_is_refused_with_what_would_be_read(front, coding):
    packed = gzip.compress(b"ASK{}")
    said = talk(
        front, post(packed, *CLOSE, f"Content-Encoding: {coding}", f"Content-Length: {len(packed)}")
    )

    assert statuses(said) == [415]
    assert b"\r\nAccept-Encoding: identity\r\n" in said


def test_who_waits_to_send_a_body_behind_another_request_is_told_to_go_on(front):
    waiting = post(b"", *CLOSE, "Content-Length: 5", "Expect: 100-continue")
    with connect(front) as line:
        line.sendall(get(ASK, "Host: x") + waiting)
        said = b""
        while not said.endswith(b"HTTP/1.1 100 Continue\r\n\r\n"):
            said += (data := line.recv(65536))
            assert data, said
        line.sendall(b"ASK{}")
        said += hear(line)

    assert statuses(said) == [200, 100, 200]


def test_who_waits_behind_a_long_answer_is_told_when_that_has_gone(front):
    waiting = post(b"", *CLOSE, "Content-Length: 5", "Expect: 100-continue")
    with connect(front) as line:
        line.sendall(get(LARGE, "Host: x"))
        said = line.recv(1000)
        line.sendall(waiting)
        while not said.endswith(b"HTTP/1.1 100 Continue\r\n\r\n"):
            said += (data := line.recv(1 << 20))
            assert data, said[-200:]
        line.sendall(b"ASK{}")
        said += hear(line)

    assert statuses(said) == [200, 100, 200]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_who_only_reads_any_more_gets_all_of_an_answer_that_is_there(front, version):
    with connect(front) as line:
        line.sendall(get(LARGE, "Host: x", version=version))
        first = line.recv(1000)  # so that the answer has begun, and waits for this client
        line.shutdown(socket.SHUT_WR)
        said = first + hear(line)

    expected = front.get(LARGE).content
    body = parts(said)[1]
    assert body == expected if version == "1.0" else body.endswith(b"\r\n0\r\n\r\n")


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_an_answer_that_will_not_be_finished_never_ends_like_a_whole_one(dataset, version):
    rest = Event()

    def unending(environ, start):
        start("200 OK", [("Content-Type", "text/plain")])
        yield b"x" * 2_000_000
        rest.wait(60)

    app = create_app(Settings.from_mapping({}), dataset)
    with fronting(app, application=unending, direct=False) as front:
        try:
            with connect(front) as line:
                line.sendall(get("/", "Host: x", version=version))
                said = 0
                while said < 2_000_000:
                    said += len(line.recv(65536))
                line.shutdown(socket.SHUT_WR)
                with pytest.raises(ConnectionResetError):
                    hear(line)
        finally:
            rest.set()


def test_a_head_of_a_long_answer_and_a_small_one_come_in_their_order(front):
    sent = get(LARGE, "Host: x", method="HEAD") + get(LARGE, "Host: x") + get(ASK, *CLOSE)
    said = talk(front, sent)

    assert statuses(said) == [200, 200, 200]
    assert said.endswith(b'{"head":{},"boolean":true}')


def test_a_part_of_a_long_answer_is_answered_with_all_of_it(front):
    whole = front.get(LARGE)
    for field in (
        {"Range": "bytes=0-9"},
        {"Range": "bytes=0-9", "If-Range": whole.headers["ETag"]},
    ):
        answer = front.get(LARGE, headers=field)
        assert (answer.status_code, answer.content) == (200, whole.content)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "HEAD", "QUERY"])
def test_conditions_hold_for_a_long_answer(front, method):
    def ask(**headers: str) -> httpx.Response:
        if method != "QUERY":
            return front.request(method, LARGE, headers=headers)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        body = LARGE.partition("?")[2]
        return front.request(method, "/sparql", headers={**headers, **kind}, content=body)

    whole = ask()
    tag = whole.headers["ETag"]

    assert ask(**{"If-Match": tag}).content == whole.content
    assert ask(**{"If-Match": "*"}).status_code == 200
    for headers in ({"If-Match": '"other"'}, {"If-Match": f"W/{tag}"}):
        assert ask(**headers).status_code == 412
    for headers in ({"If-None-Match": f'"other", W/{tag}'}, {"If-None-Match": "*"}):
        answer = ask(**headers)
        assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)


@given(value=st.binary(max_size=40).map(lambda value: value.translate(None, b"\r\n\0")))
def test_no_field_breaks_the_reader(value):
    reader = RequestReader(LIMITS)
    for name in (b"Host", b"Expect", b"Transfer-Encoding", b"Content-Length"):
        other = RequestReader(LIMITS)
        other.feed(b"POST / HTTP/1.1\r\nHost: x\r\n%s: %s\r\n\r\n" % (name, value))
        assert len(other.requests) <= 1
    reader.feed(b"GET / HTTP/1.1\r\nHost: %s\r\n\r\n" % value)
    assert all(request.refusal in {0, 400} for request in reader.requests)
