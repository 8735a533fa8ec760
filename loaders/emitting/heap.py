"""Keep what the allocator holds back small while a store is filled.

Step on the line: beneath :mod:`loaders.emitting.store`. The engine loads in threads of its own, and
the C library gives each thread a part of the heap that it seldom gives back: a third of the memory
of a large build.

Source:
    mallopt(3) and malloc_trim(3) of the GNU C library.
"""

import ctypes
from contextlib import suppress

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
_BLOCK = 1024 * 1024
_ARENAS = 2


def keep_heap_small() -> bool:
    """Let threads share two heaps, and give large blocks back as soon as they are free.

    Shape:
        False where the C library does not know how; nothing is different then.
    """
    with suppress(AttributeError, OSError):
        library = ctypes.CDLL(None)
        wanted = ((_ARENA_MAX, _ARENAS), (_MMAP_THRESHOLD, _BLOCK))
        return all(library.mallopt(*pair) == 1 for pair in wanted)
    return False


def give_heap_back() -> bool:
    """Give back what is free within the heaps, before something else takes memory.

    Shape:
        Whether anything was given back; False where the C library does not know how.
    """
    with suppress(AttributeError, OSError):
        return bool(ctypes.CDLL(None).malloc_trim(0))
    return False
