"""Say how hard tests try that make up their examples: `make check` tries a share of them."""

import os

import hypothesis

QUICK, THOROUGH = "quick", "thorough"
"""Profiles of hypothesis; ``--hypothesis-profile`` chooses, and without it tests are thorough."""

_USUAL = 100


def register_profiles() -> None:
    """Let hypothesis know the profiles; no example is bound to a time, for machines differ.

    Where the environment says ``CI``, a tree is judged by the same examples each time, so that
    a run tells of the tree and not of luck; whoever develops tries other examples at each run.
    """
    same = os.environ.get("CI", "") not in {"", "0", "false"}
    for profile, number in ((THOROUGH, _USUAL), (QUICK, _USUAL // 5)):
        hypothesis.settings.register_profile(
            profile, deadline=None, max_examples=number, derandomize=same
        )
    hypothesis.settings.load_profile(THOROUGH)


def examples(number: int) -> int:
    """Return how many examples a test tries that wants so many, under the profile in force."""
    return max(1, number * hypothesis.settings().max_examples // _USUAL)
