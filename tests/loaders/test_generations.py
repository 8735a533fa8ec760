import pytest

from loaders.errors import BaseError, GenerationError
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import (
    choose_generation,
    clean,
    locked,
    publish,
    roll_back,
    tidy,
)
from tests.survival.whole import find_litter


@pytest.fixture
def data(tmp_path):
    directory = DataDirectory(tmp_path / "var")
    for number, name in enumerate(("aa11", "ab22", "cc33")):
        folder = directory.generation(name)
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(f'{{"made": "2026-01-0{number + 1}"}}')
    return directory


def test_the_pointer_is_relative_and_the_log_says_what_happened(data):
    publish(data, "aa11")
    publish(data, "ab22")

    assert str(data.current.readlink()) == "generations/ab22"
    assert [(event.event, event.id, event.before) for event in data.events()] == [
        ("publish", "aa11", None),
        ("publish", "ab22", "aa11"),
    ]


def test_a_rollback_goes_to_what_was_served_before(data):
    for name in ("aa11", "ab22", "cc33"):
        publish(data, name)

    assert roll_back(data, None) == ("cc33", "ab22")
    assert roll_back(data, None) == ("ab22", "cc33")
    assert roll_back(data, "aa") == ("cc33", "aa11")


@pytest.mark.parametrize(
    ("text", "told"),
    [("a", "several generations begin"), ("zz", "no generation begins"), ("cc33", "is the one")],
)
def test_a_generation_that_cannot_be_meant_is_told(data, text, told):
    publish(data, "cc33")

    with pytest.raises(GenerationError, match=told):
        roll_back(data, text)


def test_without_an_earlier_generation_there_is_no_way_back(data):
    publish(data, "aa11")

    with pytest.raises(GenerationError, match="no earlier generation"):
        roll_back(data, None)


def test_nothing_built_is_told(tmp_path):
    with pytest.raises(GenerationError, match="run begrip build"):
        choose_generation(DataDirectory(tmp_path), None)


def test_a_swap_that_had_no_time_to_be_logged_is_logged_later(data):
    publish(data, "aa11")
    log = data.path / "publications.log"
    torn = log.read_bytes()
    publish(data, "ab22")
    log.write_bytes(torn + b'{"at": "20')

    with locked(data):
        clean(data)

    assert [(event.event, event.id) for event in data.events()] == [
        ("publish", "aa11"),
        ("recover", "ab22"),
    ]


LEFT = (
    "generations/.building-7/work/a.parquet",
    "generations/.removing-ab22/manifest.json",
    "registries/orgs/.snapshot.json.new",
    "withdrawn/.new/tombstones.sqlite",
    "withdrawn/.head.json.new",
    "feed/.head.json.new",
    "feed/parts/.new-3/index.json",
    ".base.json.new",
)


@pytest.mark.parametrize("name", LEFT)
def test_what_an_interrupted_command_left_the_next_one_removes(data, name):
    publish(data, "aa11")
    (data.path / name).parent.mkdir(parents=True, exist_ok=True)
    (data.path / name).write_text("")

    tidy(data)

    assert find_litter(data.path) == []


def test_a_pointer_that_was_not_swapped_is_removed_although_it_leads_nowhere(data):
    publish(data, "aa11")
    (data.path / ".current").symlink_to("generations/cc33")

    tidy(data)

    assert find_litter(data.path) == []
    assert data.current_id() == "aa11"


@pytest.mark.parametrize("text", ["{", '{"base": 5}', '{"base": null}', '{"base": "e.org"}'])
def test_a_damaged_base_is_told(data, text):
    (data.path / "base.json").write_text(text)

    with pytest.raises(BaseError, match="is damaged"):
        data.read_base()
