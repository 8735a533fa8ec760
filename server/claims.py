"""Claim the generation that is open, so that nobody removes it.

Step on the line: held by a holder as long as it or a worker of it lives. The kernel lets go of
the claim of processes that end, however they end.
"""

import fcntl
import os
from contextlib import suppress

from server.generations import Generation, GenerationError


def claim(generation: Generation) -> int:
    """Return a descriptor that claims a generation as long as any process has it.

    On a file system without locks nothing is claimed; there nothing is removed either.

    Raises:
        GenerationError: It was removed a moment ago.
    """
    try:
        descriptor = os.open(generation.path, os.O_RDONLY)
    except OSError as error:
        raise GenerationError(f"{generation.path} cannot be opened: {error.strerror}") from error
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    if not generation.path.exists():
        os.close(descriptor)
        raise GenerationError(f"generation {generation.id} was removed while it was opened")
    return descriptor
