"""Choose at random, with a seed that is printed and can be given again.

``SURVIVAL_SEED`` repeats a run, ``SURVIVAL_KILLS`` makes it longer.
"""

import os
import random

KILLS = int(os.environ.get("SURVIVAL_KILLS", "24"))
"""How often a build is killed at a moment chosen at random."""

SEED = int(os.environ.get("SURVIVAL_SEED") or random.SystemRandom().randrange(2**32))


def chance(name: str) -> random.Random:
    """Return a source of chance for one test; what pytest shows of a failure holds the seed."""
    print(f"SURVIVAL_SEED={SEED} ({name})")  # noqa: T201 - shown with a failure
    return random.Random(f"{SEED} {name}")
