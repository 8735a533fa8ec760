"""Dumps are whole, checked, taken in parts, and nothing else can be had by their address."""

import gzip
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.catalogue.dump_files import WHOLE, JoinedFiles, find_dump


@pytest.fixture(scope="module")
def listed(client):
    return client.get("/dumps/").json["dumps"]


def test_every_graph_and_the_whole_are_listed_with_their_checksums(client, data, listed):
    manifest = data.read_manifest(str(data.current_id()))
    sums = dict(
        reversed(line.split("  ")) for line in client.get("/dumps/SHA256SUMS").text.splitlines()
    )

    assert [row["name"] for row in listed] == [WHOLE, *(e["name"] for e in manifest["registries"])]
    for row in listed:
        body = client.get(row["address"].removeprefix("https://data.example.org/begrip")).data
        assert hashlib.sha256(body).hexdigest() == row["sha256"] == sums[f"{row['name']}.nq.gz"]
        assert len(body) == row["bytes"]
        assert len(gzip.decompress(body).splitlines()) == row["quads"]


def test_a_stable_address_leads_to_the_one_that_never_changes(client, data):
    response = client.get("/dumps/organen.nq.gz")

    assert response.status_code == 307
    assert response.headers["Location"] == f"/begrip/dumps/{data.current_id()}/organen.nq.gz"
    assert response.headers["Cache-Control"] == "no-cache"
    kept = client.get("/dumps/organen.nq.gz?van=mij").headers["Location"]
    assert kept == f"{response.headers['Location']}?van=mij"


def test_a_dump_may_be_kept_for_a_year(client, data):
    address = f"/dumps/{data.current_id()}/organen.nq.gz"
    response = client.get(address)
    again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})

    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Type"] == "application/gzip"
    assert "Content-Encoding" not in response.headers
    assert again.status_code == 304
    assert client.head(address).headers["Content-Length"] == str(len(response.data))


@pytest.mark.parametrize("name", ["organen", WHOLE])
@pytest.mark.parametrize(
    ("asked", "part"),
    [("0-9", slice(0, 10)), ("100-199", slice(100, 200)), ("-50", slice(-50, None))],
)
def test_a_part_can_be_taken(client, data, name, asked, part):
    address = f"/dumps/{data.current_id()}/{name}.nq.gz"
    whole = client.get(address).data
    response = client.get(address, headers={"Range": f"bytes={asked}"})

    assert response.status_code == 206
    assert response.data == whole[part]
    assert response.headers["Content-Range"].endswith(f"/{len(whole)}")


def test_a_part_beyond_the_end_is_refused(client, data):
    address = f"/dumps/{data.current_id()}/organen.nq.gz"
    refused = client.get(address, headers={"Range": "bytes=999999999-"})

    assert refused.status_code == 416
    assert refused.headers["Content-Range"].startswith("bytes */")
    assert refused.json["type"].endswith("/range-refused")


@pytest.mark.parametrize("asked", ["items=0-1", "bytes=0-1,5-6", "bytes", "bytes=5-1", "x=y=z"])
def test_a_range_that_is_not_understood_is_passed_over(client, data, asked):
    address = f"/dumps/{data.current_id()}/organen.nq.gz"

    assert client.get(address, headers={"Range": asked}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/dumps/nergens.nq.gz",
        "/dumps/0000000000000000/organen.nq.gz",
        "/dumps/{id}/nergens.nq.gz",
        "/dumps/{id}/..%2fmanifest.nq.gz",
        "/dumps/../manifest.json",
        "/dumps/%2e%2e/organen.nq.gz",
        "/dumps/..%2f..%2fgenerations%2f{id}/organen.nq.gz",
        "/dumps/{id}%00/organen.nq.gz",
        "/dumps/{id}/organen.nq.gz%00",
        "/dumps/{id}/store/CURRENT",
    ],
)
def test_no_other_file_can_be_had(client, data, address):
    assert client.get(address.format(id=data.current_id())).status_code == 404


@pytest.mark.parametrize("generation", ["", ".", "..", "current", "A" * 16, "0" * 17])
def test_a_generation_is_named_by_its_id_only(data, generation):
    assert find_dump(data.path, generation, "organen") is None


@pytest.mark.parametrize(("language", "text"), [("nl", "Bestand"), ("en", "File")])
def test_people_see_a_page(client, language, text):
    response = client.get(f"/dumps/?lang={language}", headers={"Accept": "text/html"})

    assert text in response.text
    assert f"{WHOLE}.nq.gz" in response.text


@given(
    parts=st.lists(st.binary(max_size=20), min_size=1, max_size=5),
    start=st.integers(0, 110),
    size=st.integers(1, 30),
)
def test_joined_files_read_as_one(tmp_path_factory, parts, start, size):
    folder = tmp_path_factory.mktemp("joined")
    paths = []
    for number, part in enumerate(parts):
        paths.append(folder / str(number))
        paths[-1].write_bytes(part)
    joined, whole = JoinedFiles(paths), b"".join(parts)
    joined.seek(start)
    read = b""
    while piece := joined.read(size):
        read += piece

    assert read == whole[start:]
    assert joined.seek(0, 2) == len(whole)
