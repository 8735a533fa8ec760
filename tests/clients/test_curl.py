"""curl, with the options that people use."""

import json
import subprocess

import pytest

from tests.clients.graph import TITLES
from tests.server.generation import GRAPH
from tests.server.serving import await_equal

pytestmark = pytest.mark.slow

ALL = "SELECT * { ?s ?p ?o }"
PAGE = f"SELECT * {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }} ORDER BY ?s ?p LIMIT 1000"


@pytest.fixture
def curl(tmp_path):
    def run(*arguments, code=0):
        done = subprocess.run(
            ["curl", "-sS", "--max-time", "60", *arguments],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout

    return run


def asked(query):
    return ["-G", "--data-urlencode", f"query={query}", "-H", "Accept: text/csv"]


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate, gzip, br, zstd"])
@pytest.mark.parametrize("query", [PAGE, ALL], ids=["whole", "streamed"])
def test_every_coding_is_read(curl, endpoint, coding, query):
    plain = curl(endpoint, *asked(query))
    head = "%{stderr}%header{content-encoding}"
    coded = curl(
        endpoint, *asked(query), "--compressed", "-H", f"Accept-Encoding: {coding}", "-w", head
    )

    assert sorted(coded.splitlines()) == sorted(plain.splitlines())


def test_a_coded_answer_says_so(curl, endpoint):
    head = curl(endpoint, *asked(PAGE), "--compressed", "-D", "-", "-o", "out").decode()

    assert "Content-Encoding: zstd" in head


@pytest.mark.parametrize("query", [PAGE, ALL], ids=["whole", "streamed"])
def test_head_is_the_head_of_get(curl, endpoint, query):
    head = curl("--head", endpoint, *asked(query)).decode().splitlines()
    got = curl("-D", "-", "-o", "out", endpoint, *asked(query)).decode().splitlines()

    def lasting(lines):
        return [line for line in lines if not line.startswith("Date:")]

    assert lasting(head) == lasting(got)


@pytest.mark.parametrize("options", [[], ["--compressed"]], ids=["plain", "coded"])
@pytest.mark.parametrize("query", [PAGE, ALL], ids=["whole", "streamed"])
def test_a_saved_tag_saves_the_answer(curl, endpoint, options, query):
    first = curl(endpoint, *asked(query), *options, "--etag-save", "tag")
    again = curl(endpoint, *asked(query), *options, "--etag-compare", "tag", "-w", "%{http_code}")
    other = curl(endpoint, *asked(TITLES), *options, "--etag-compare", "tag", "-w", "%{http_code}")

    assert first
    assert again == b"304"
    assert other.endswith(b"200")


@pytest.mark.parametrize("version", ["--http1.0", "--http1.1", "--http2"])
@pytest.mark.parametrize("query", [PAGE, ALL], ids=["whole", "streamed"])
def test_every_version_of_http_is_answered_alike(curl, endpoint, version, query):
    assert curl(version, endpoint, *asked(query)) == curl(endpoint, *asked(query))


def test_a_pipe_that_closes_early_frees_the_worker(server, endpoint):
    command = f"curl -sN -G '{endpoint}' --data-urlencode 'query={ALL}' | head -c 1000"
    for _ in range(5):
        done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)
        assert len(done.stdout) == 1000

    assert server.query("ASK {}").status_code == 200
    assert len(await_equal(lambda: server.named("begrip-worker")[:2], [])) == 2


@pytest.mark.parametrize(
    ("size", "status"), [(200_000, "200"), (9_000_000, "413")], ids=["taken", "refused"]
)
def test_a_large_body_is_asked_for_first(curl, endpoint, tmp_path, size, status):
    (tmp_path / "query").write_text("ASK {}" + " " * size)
    said = curl(
        endpoint, "-v", "-H", "Expect: 100-continue", "--expect100-timeout", "30",
        "-H", "Content-Type: application/sparql-query", "--data-binary", "@query",
        "-o", "out", "-w", "%{http_code} %{size_upload}",
    ).decode()  # fmt: skip

    assert said.split()[0] == status
    sent = int(said.split()[1])
    assert sent == size + len("ASK {}") if status == "200" else sent < size


def test_an_error_is_read_with_its_place(curl, endpoint):
    said = json.loads(curl(endpoint, "--data-urlencode", "query=SELECT ?x {"))

    assert (said["status"], said["line"]) == (400, 1)
    curl("--fail", endpoint, "--data-urlencode", "query=SELECT ?x {", code=22)


def test_one_connection_carries_many_requests(curl, endpoint):
    targets = f"{endpoint}?query=ASK%7B%7D&n=[1-200]"
    said = curl(targets, "-w", "\n%{num_connects}\n", "-o", "out").decode().split()

    assert [said[0], sum(map(int, said))] == ["1", 1]
