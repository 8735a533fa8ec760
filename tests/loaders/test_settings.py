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
