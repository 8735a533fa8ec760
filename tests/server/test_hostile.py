"""Dozens of hostile queries at once: every one ends in time, and other people are answered."""

import pytest

from tests.benchmarks.hostile import attack
from tests.server.serving import serving

DEADLINE, QUEUE_WAIT = 3, 10


@pytest.mark.alone
@pytest.mark.slow
def test_hostile_queries_end_in_time_and_leave_nothing_behind(generation_dir, tmp_path):
    limits = {
        "QUERY_DEADLINE": DEADLINE,
        "QUEUE_WAIT": QUEUE_WAIT,
        "QUERY_MEMORY": 256,
        "WORKERS": 2,
        "FRONTS": 2,
        "QUERY_LOG": "on",
    }
    with serving(generation_dir, tmp_path / "log", **limits) as server:
        names, memory = sorted(server.processes().values()), server.memory()
        found = attack(server, 20)
        after = server.await_quiet(names)
        grown = server.memory() - memory
        again = server.query("ASK {}")
        times = found.times(server)

    assert found.failures == []
    assert {end.status for end in found.ends} <= {0, 200, 400, 403, 413, 429, 503, 504}
    assert len(times) > 20
    assert [late for late in times if late[0] > QUEUE_WAIT + DEADLINE + 1] == []
    assert after == names
    assert grown < 64 * 1024 * 1024
    assert again.status_code == 200
