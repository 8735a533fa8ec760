from pathlib import Path

import pytest

from loaders.errors import BaseError, DefinitionError
from loaders.settings import REGISTRIES, require_base, to_settings


def test_nothing_given_is_the_defaults():
    settings = to_settings({})

    assert settings.data == Path("var")
    assert settings.registries == REGISTRIES
    assert settings.base is None


@pytest.mark.parametrize(
    "base", ["https://a.example/", "ftp://a.example", "a.example", "https://a.example?x", "http://"]
)
def test_what_cannot_be_a_base_is_told(base):
    with pytest.raises(BaseError, match="cannot be a base"):
        require_base(base)


def test_a_switch_is_on_or_off():
    with pytest.raises(DefinitionError, match="must be on or off"):
        to_settings({"BEGRIP_EXAMPLES": "maybe"})


@pytest.mark.parametrize(
    "base",
    ["http://[::1]:8000", "https://e.org:65535/a/b", "http://127.0.0.1:8000", "https://é.org"],
)
def test_a_base_may_be_an_address_of_version_6(base):
    assert require_base(base) == base


@pytest.mark.parametrize(
    "base",
    [
        "https://e.org/a/../b",
        "https://e.org/a/./b",
        "https://e.org//a",
        "https://user{}e.org".format("@"),
        "https://user:word{}e.org".format("@"),
        "https://e.org:65536",
        "https://e.org:",
        "https://e.org:0",
        "http://[::1",
        "http://[bad]:8000",
        "HTTP://e.org",
    ],
)
def test_a_base_that_is_not_written_the_shortest_way_is_refused(base):
    with pytest.raises(BaseError, match="cannot be a base"):
        require_base(base)
