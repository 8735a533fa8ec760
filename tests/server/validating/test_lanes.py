"""Checks of few data take what place is free, and change nothing for others."""

import socket
from contextlib import ExitStack

import pytest

from linkml_schemas.validating.profiles import HANDED_IN
from server.settings import Settings
from server.validating.checker import Lane
from server.validating.lanes import FEW, NAMES, PROFILES, SHAPES, SMALL, to_bounds, to_lane


@pytest.fixture
def lanes():
    settings = Settings.from_mapping({"BEGRIP_CHECKS": "2"})
    with ExitStack() as stack:
        found = {
            name: Lane(
                stack.enter_context(socket.socket()), to_bounds(name, settings), lambda _: None
            )
            for name in NAMES
        }
        found[SMALL].beside = found[PROFILES], found[SHAPES]
        yield found


@pytest.mark.parametrize(
    ("profile", "size", "lane"),
    [
        ("dcat-ap-3.0.1", FEW, SMALL),
        ("dcat-ap-3.0.1", FEW + 1, PROFILES),
        (HANDED_IN, 1, SHAPES),
        (HANDED_IN, FEW + 1, SHAPES),
    ],
)
def test_a_check_goes_to_its_lane(profile, size, lane):
    assert to_lane(profile, size) == lane


@pytest.mark.parametrize(
    ("profiles", "shapes", "place", "bound"),
    [
        pytest.param(0, 0, PROFILES, PROFILES, id="all is free"),
        pytest.param(1, 1, PROFILES, PROFILES, id="one place is free"),
        pytest.param(2, 0, SHAPES, SMALL, id="only the short place is free"),
    ],
)
def test_few_data_take_the_widest_place_that_is_free(lanes, profiles, shapes, place, bound):
    lanes[PROFILES].running, lanes[SHAPES].running = profiles, shapes

    found = lanes[SMALL].free()

    assert found is lanes[place]
    assert lanes[SMALL].within(found) is lanes[bound]


def test_few_data_wait_where_all_is_taken_and_others_wait_as_before(lanes):
    lanes[PROFILES].running, lanes[SHAPES].running = 2, 1

    assert [lane.free() for lane in lanes.values()] == [None, None, None]


def test_no_lane_of_many_takes_the_place_of_another(lanes):
    lanes[PROFILES].running = 2

    assert lanes[PROFILES].free() is None
    assert lanes[SHAPES].free() is lanes[SHAPES]


def test_places_are_not_more_than_before(lanes):
    assert sum(lane.bounds.most for lane in lanes.values()) == 3
