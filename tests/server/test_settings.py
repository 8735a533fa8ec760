from pathlib import Path

import pytest

from server.settings import SETTINGS, SettingError, Settings


def test_absent_and_empty_variables_have_their_defaults():
    settings = Settings.from_mapping({"BEGRIP_PORT": "", "OTHER": "x"})

    assert settings.port == 8000
    assert settings.data == Path("var")
    assert settings.query_deadline == 30
    assert settings.query_memory == 1024 * 1024 * 1024
    assert settings.workers >= 2
    assert settings.fronts >= 2


def test_values_are_read_in_their_units():
    settings = Settings.from_mapping(
        {
            "BEGRIP_DATA": "elsewhere",
            "BEGRIP_QUERY_DEADLINE": "2.5",
            "BEGRIP_QUERY_MEMORY": "64",
            "BEGRIP_QUERY_SIZE": "8",
            "BEGRIP_WORKERS": "7",
            "BEGRIP_EXAMPLES": "off",
            "BEGRIP_STORE": "disk",
        }
    )

    assert settings.data == Path("elsewhere")
    assert settings.query_deadline == 2.5
    assert settings.query_memory == 64 * 1024 * 1024
    assert settings.query_size == 8192
    assert (settings.workers, settings.examples, settings.store) == (7, False, "disk")


@pytest.mark.parametrize(
    ("variable", "text", "right"),
    [
        ("BEGRIP_PORT", "http", "a whole number"),
        ("BEGRIP_PORT", "70000", "0 to 65535"),
        ("BEGRIP_PORT", "-1", "0 port or more"),
        ("BEGRIP_QUERY_DEADLINE", "soon", "a number of seconds"),
        ("BEGRIP_QUERY_DEADLINE", "0", "0.05 seconds or more"),
        ("BEGRIP_QUERY_DEADLINE", "inf", "0.05 seconds or more"),
        ("BEGRIP_QUERY_DEADLINE", "nan", "0.05 seconds or more"),
        ("BEGRIP_QUERY_MEMORY", "1.5", "a whole number of MiB"),
        ("BEGRIP_STORE", "tape", "auto, memory, disk"),
        ("BEGRIP_EXAMPLES", "yes", "on, off"),
        ("BEGRIP_TRUSTED_PROXIES", "10.0.0.1,proxy", "'proxy' is no network"),
        ("BEGRIP_TRUSTED_PROXIES", "10.0.0.1/8", "such as 127.0.0.1"),
        ("BEGRIP_METRICS_FROM", "all", "an address or a network"),
    ],
)
def test_a_wrong_value_says_which_and_what_would_be_right(variable, text, right):
    with pytest.raises(SettingError) as caught:
        Settings.from_mapping({variable: text})

    assert f"{variable}={text}" in str(caught.value)
    assert right in str(caught.value)


@pytest.mark.parametrize(
    "mapping",
    [{}, {"BEGRIP_QUERY_SIZE": "8", "BEGRIP_KEPT": "3", "BEGRIP_EXAMPLES": "off"}],
)
def test_settings_survive_the_way_through_an_environment(mapping):
    settings = Settings.from_mapping(mapping)

    assert Settings.from_mapping(settings.to_mapping()) == settings


def test_every_setting_has_a_sentence_and_a_field():
    assert all(item.sentence.endswith(".") for item in SETTINGS)
    assert {item.name.lower() for item in SETTINGS} == set(Settings.__dataclass_fields__)


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000")],
)
def test_address_is_one_that_a_browser_understands(host, address):
    assert Settings.from_mapping({"BEGRIP_HOST": host}).address == address
