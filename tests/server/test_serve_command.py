"""What ``begrip serve`` hands to the process that it becomes."""

import os

import pytest

from server import commands
from server.settings import Settings


@pytest.mark.parametrize("given", [None, "glibc.malloc.tcache_count=7", ""])
def test_small_pieces_of_memory_are_kept_unless_the_operator_says_otherwise(
    given, tmp_path, monkeypatch
):
    became = []
    monkeypatch.delenv("GLIBC_TUNABLES", raising=False)
    if given is not None:
        monkeypatch.setenv("GLIBC_TUNABLES", given)
    monkeypatch.setattr(os, "execve", lambda *called: became.append(called))
    commands.serve(Settings(tmp_path))
    ((_, arguments, environment),) = became

    assert arguments[1:] == ["-m", "server.keeper"]
    assert environment["BEGRIP_DATA"] == str(tmp_path)
    expected = "glibc.malloc.tcache_count=127" if given is None else given
    assert environment["GLIBC_TUNABLES"] == expected
