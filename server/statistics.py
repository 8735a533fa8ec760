"""Read what the build counted in the generation that is served.

Step on the line: between a generation and its description; a generation that an older version
built has no counts, and is described without them.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

STATISTICS = "statistics.json"

NOTHING: Mapping[str, Any] = {}


@lru_cache(maxsize=2)
def read_statistics(folder: Path | None) -> Mapping[str, Any]:
    """Return the statistics of a generation, empty if it has none that can be read.

    Args:
        folder: Its directory, None if it has none.
    """
    if folder is None:
        return NOTHING
    try:
        found = json.loads((folder / STATISTICS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return NOTHING
    return found if isinstance(found, dict) else NOTHING
