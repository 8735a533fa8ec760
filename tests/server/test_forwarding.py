"""Who is believed about a client, without a server."""

import pytest

from server.forwarding import CLIENT, PROXIED, Forwarded, to_host
from server.settings import Settings

US = "10.0.0.1"


def seen(peer=US, path="/id/x", mount="", trusted="10.0.0.0/8", mode="x-forwarded", **headers):
    """Return the environ that the application sees behind the layer."""
    settings = Settings.from_mapping({"BEGRIP_TRUSTED_PROXIES": trusted, "BEGRIP_FORWARDED": mode})
    environ = {
        "REMOTE_ADDR": peer,
        "PATH_INFO": path,
        "HTTP_HOST": "inside:8000",
        "wsgi.url_scheme": "http",
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    Forwarded(settings, lambda: mount).believe(environ)
    return environ


@pytest.mark.parametrize(
    ("said", "client"),
    [
        pytest.param("198.51.100.7", "198.51.100.7", id="one"),
        pytest.param("192.0.2.66, 198.51.100.7", "198.51.100.7", id="what a client adds is not"),
        pytest.param("198.51.100.7, 10.2.3.4, 10.0.0.9", "198.51.100.7", id="several of ours"),
        pytest.param("10.2.3.4, 10.0.0.9", "10.2.3.4", id="only ours"),
        pytest.param("[2001:db8::1]:4711", "2001:db8::1", id="version 6 with a port"),
        pytest.param("2001:db8::1", "2001:db8::1", id="version 6"),
        pytest.param("198.51.100.7:4711", "198.51.100.7", id="port"),
        pytest.param("::ffff:198.51.100.7", "198.51.100.7", id="mapped"),
        pytest.param("198.51.100.7,,, , ,", "198.51.100.7", id="many commas"),
        pytest.param("," * 3000, US, id="only commas"),
        pytest.param("198.51.100.7, unknown", US, id="hidden"),
        pytest.param("198.51.100.7, evil\r\nhost", US, id="no address"),
        pytest.param("198.51.100.7, 999.1.1.1", US, id="no such address"),
        pytest.param("1" * 5000, US, id="oversize"),
        pytest.param("192.0.2.1, " * 1000 + "198.51.100.7", US, id="oversize with an address"),
        pytest.param("", US, id="empty"),
    ],
)
def test_the_last_hop_that_is_not_ours_is_the_client(said, client):
    found = seen(x_forwarded_for=said)

    assert (found[CLIENT], found["REMOTE_ADDR"]) == (client, client)
    assert found[PROXIED] is False


@pytest.mark.parametrize(
    ("said", "client", "scheme", "host"),
    [
        pytest.param(
            'for=192.0.2.43, for="[2001:db8:cafe::17]:4711";proto=https;host=data.example.org',
            "2001:db8:cafe::17", "https", "data.example.org", id="two",
        ),
        pytest.param("FOR=198.51.100.7;PROTO=HTTPS", "198.51.100.7", "https", "inside:8000",
                     id="capitals"),
        pytest.param('for="198.51.100.7";host="a,b"', "198.51.100.7", "http", "inside:8000",
                     id="a comma within quotes"),
        pytest.param("for=_hidden;host=evil.example", US, "http", "inside:8000", id="hidden"),
        pytest.param("for=198.51.100.7, for=unknown", US, "http", "inside:8000", id="unknown"),
        pytest.param('for="', US, "http", "inside:8000", id="broken quotes"),
        pytest.param('"' * 4000, US, "http", "inside:8000", id="only quotes"),
        pytest.param("=;=,;", US, "http", "inside:8000", id="nothing"),
    ],
)  # fmt: skip
def test_the_standard_header_is_read_where_it_is_chosen(said, client, scheme, host):
    found = seen(mode="forwarded", forwarded=said, x_forwarded_for="192.0.2.99")

    assert found[CLIENT] == client
    assert (found["wsgi.url_scheme"], found["HTTP_HOST"]) == (scheme, host)


def test_the_header_that_is_not_chosen_is_not_believed():
    assert seen(forwarded="for=192.0.2.99")[CLIENT] == US
    assert seen(mode="forwarded", x_forwarded_for="192.0.2.99")[CLIENT] == US


@pytest.mark.parametrize("trusted", ["", "192.0.2.0/24"])
def test_nobody_else_is_believed(trusted):
    found = seen(
        trusted=trusted,
        mount="/begrip",
        x_forwarded_for="198.51.100.7",
        x_forwarded_proto="https",
        x_forwarded_host="evil.example",
        x_forwarded_prefix="/begrip",
    )

    assert (found[CLIENT], found["REMOTE_ADDR"]) == (US, US)
    assert (found["wsgi.url_scheme"], found["HTTP_HOST"]) == ("http", "inside:8000")
    assert found["PATH_INFO"] == "/id/x"
    assert found[PROXIED] is True
    assert not [name for name in found if "FORWARDED" in name]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("data.example.org", "data.example.org"),
        ("evil.example, data.example.org:8443", "data.example.org:8443"),
        ("[2001:db8::1]:443", "[2001:db8::1]:443"),
        ("[not:an:address]", "inside:8000"),
        ("evil.example/path", "inside:8000"),
        ("user@evil.example".replace("@", "%40"), "inside:8000"),
        ("evil example", "inside:8000"),
        ("x" * 300, "inside:8000"),
        ("", "inside:8000"),
    ],
)
def test_a_host_that_is_none_is_not_believed(host, expected):
    assert seen(x_forwarded_for="198.51.100.7", x_forwarded_host=host)["HTTP_HOST"] == expected


@pytest.mark.parametrize(("scheme", "expected"), [("https", "https"), ("javascript", "http")])
def test_a_scheme_is_http_or_https(scheme, expected):
    found = seen(x_forwarded_for="198.51.100.7", x_forwarded_proto=scheme)

    assert found["wsgi.url_scheme"] == expected


@pytest.mark.parametrize(
    ("prefix", "path"),
    [("/begrip", "/begrip/id/x"), ("/begrip/", "/begrip/id/x"), ("/other", "/id/x"), ("", "/id/x")],
)
def test_a_prefix_is_put_back_only_if_it_is_that_of_the_base(prefix, path):
    assert seen(mount="/begrip", x_forwarded_prefix=prefix)["PATH_INFO"] == path


def test_a_host_may_end_in_a_dot():
    assert to_host("example.org.") == "example.org."
