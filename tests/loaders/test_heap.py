import platform
import subprocess
import sys

import pytest

KEPT = """
import threading
from pathlib import Path
from loaders.emitting.heap import keep_heap_small

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

together = threading.Barrier(8)  # one that has ended would leave its part to the next

def use():
    together.wait()
    for _ in range(20):
        held = [bytes(200_000) for _ in range(100)]
        del held
    together.wait()

if {small}:
    assert keep_heap_small()
before = resident()
threads = [threading.Thread(target=use) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len({{line.split()[0] for line in open("/proc/self/maps") if "rw-p 00000000 00:00 0" in line
            and int(line.split("-")[0], 16) % 0x4000000 == 0}}))
"""

FREED = """
from pathlib import Path
from loaders.emitting.heap import give_heap_back

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

held = [bytes(50_000) for _ in range(2_000)]
del held[:-1]
before = resident()
assert give_heap_back()
print(before - resident())
"""


def heaps(*, small: bool) -> int:
    """Return how many parts of the heap eight threads leave behind, each aligned to its size."""
    command = [sys.executable, "-c", KEPT.format(small=small)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.slow
def test_threads_share_their_heaps():
    assert platform.libc_ver()[0] != "glibc" or heaps(small=True) <= 1 < heaps(small=False)


def test_free_memory_is_given_back():
    command = [sys.executable, "-c", FREED]
    given = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert platform.libc_ver()[0] != "glibc" or int(given) > 50_000_000
