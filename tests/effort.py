"""Say how hard tests try that make up their examples: `make check` tries a share of them."""

import hypothesis

QUICK, THOROUGH = "quick", "thorough"
"""Profiles of hypothesis; ``--hypothesis-profile`` chooses, and without it tests are thorough."""

_USUAL = 100


def register_profiles() -> None:
    """Let hypothesis know the profiles; no example is bound to a time, for machines differ."""
    hypothesis.settings.register_profile(THOROUGH, deadline=None, max_examples=_USUAL)
    hypothesis.settings.register_profile(QUICK, deadline=None, max_examples=_USUAL // 5)
    hypothesis.settings.load_profile(THOROUGH)


def examples(number: int) -> int:
    """Return how many examples a test tries that wants so many, under the profile in force."""
    return max(1, number * hypothesis.settings().max_examples // _USUAL)
