"""Say what the check of one file of shapes may take.

Step on the line: from the settings to :mod:`loaders.shapes.bounded_check`. Imports nothing heavy.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the check of one file of shapes may take.

    Args:
        seconds: Of wall clock.
        memory: MiB of address space.
    """

    seconds: int = 120
    memory: int = 4096
