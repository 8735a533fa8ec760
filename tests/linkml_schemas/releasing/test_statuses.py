"""A version moves through the statuses of the standards register, and no other way."""

import pytest

from linkml_schemas.plan import read_plan
from linkml_schemas.releasing.statuses import (
    CODES,
    FOLLOWING,
    SCHEME,
    STATUSES,
    Stage,
    StatusError,
    require_first,
    require_following,
)


def test_every_status_is_a_code_of_the_standards_register():
    (known,) = [each for each in read_plan().enumerations if each.name == "StandardStatus"]

    assert {SCHEME + code for code in CODES.values()} <= {value.iri for value in known.values}


@pytest.mark.parametrize("before", STATUSES)
@pytest.mark.parametrize("after", STATUSES)
def test_only_known_steps_are_taken(before, after):
    first, second = Stage(before, "2026-01-01"), Stage(after, "2026-01-02")

    if after in FOLLOWING[before]:
        require_following(first, second)
    else:
        with pytest.raises(StatusError, match=f"it is {before} since 2026-01-01"):
            require_following(first, second)


def test_no_step_goes_back_in_time():
    with pytest.raises(StatusError, match="after 2025-12-31"):
        require_following(Stage("draft", "2026-01-01"), Stage("candidate", "2025-12-31"))


def test_only_what_is_withdrawn_is_replaced():
    with pytest.raises(StatusError, match="only a withdrawn version"):
        require_following(Stage("draft", "2026-01-01"), Stage("candidate", "2026-01-01", "2.0.0"))

    assert Stage("withdrawn", "2026-01-01").code == "HerroepenStandaard"
    assert Stage("withdrawn", "2026-01-01", "2.0.0").code == "VervangenStandaard"


@pytest.mark.parametrize("status", ["recognised", "withdrawn"])
def test_no_version_begins_as_what_needs_a_decision(status):
    with pytest.raises(StatusError, match="begins as draft or candidate"):
        require_first(status)
