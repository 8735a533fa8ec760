"""Paths about versions are told from all others."""

import pytest

from server.versions.addresses import Asked, parse_path


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("datastrategie/0.1.0", Asked("datastrategie", "0.1.0")),
        ("datastrategie/0.1.0.ttl", Asked("datastrategie", "0.1.0", "", "ttl")),
        ("datastrategie/10.20.30/shapes", Asked("datastrategie", "10.20.30", "shapes")),
        ("a/b/0.1.0/verschil.json", Asked("a/b", "0.1.0", "verschil", "json")),
        ("a/0.1.0/bron/sub/core.yaml", Asked("a", "0.1.0", "bron/sub/core.yaml")),
        ("a/versies", Asked("a")),
        ("a/versies.md", Asked("a", "", "", "md")),
    ],
)
def test_a_path_about_versions_is_read(path, expected):
    assert parse_path(path) == expected


@pytest.mark.parametrize(
    "path",
    ["datastrategie", "versies", "0.1.0", "a/0.1", "a/v0.1.0", "a/0.1.0-rc1", "a/0.1.0/x/y", "a/"],
)
def test_any_other_path_is_left_to_the_graph(path):
    assert parse_path(path) is None
