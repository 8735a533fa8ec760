"""Take from a worker what it must not have: memory without end, and any way to the network.

Step on the line: called by a worker before its first request; nothing given up comes back.

Source:
    prctl(2), seccomp(2), setrlimit(2), proc_pid_oom_score_adj(5) of Linux.
"""

import contextlib
import ctypes
import errno
import os
import platform
import resource
import signal
import struct
from collections.abc import Sequence
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_NAME, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 15, 22, 38
_SECCOMP_MODE_FILTER = 2
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | errno.EPERM
_NUMBER, _ARCHITECTURE = 0, 4
_X32 = 0x40000000
"""System calls of the x32 ABI start here; ours never are."""

_EVERYWHERE = (425, 426, 427)  # io_uring: setup, enter, register
_DENIED: dict[str, tuple[int, tuple[int, ...]]] = {
    # socket, connect, bind, listen, ptrace, execve, execveat, process_vm_readv, _writev
    "x86_64": (0xC000003E, (41, 42, 49, 50, 101, 59, 322, 310, 311, *_EVERYWHERE)),
    "aarch64": (0xC00000B7, (198, 203, 200, 201, 117, 221, 281, 270, 271, *_EVERYWHERE)),
}


class SandboxError(OSError):
    """Say which limit the kernel refused."""


def die_with_parent(parent: int) -> None:
    """Let the kernel kill this process when its parent ends.

    Args:
        parent: The process that forked this one; if it is gone already, this one ends at once.
    """
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def name_process(name: str) -> None:
    """Give this process a name of at most 15 bytes, for ps and top."""
    with contextlib.suppress(SandboxError):
        _prctl(_PR_SET_NAME, ctypes.create_string_buffer(name.encode()[:15]))


STACK = 96 * 1024 * 1024
"""Bytes of stack of a worker; the kernel keeps 128 MiB free below the stack of any process."""


def deepen_stack() -> None:
    """Give this process room to recurse over long chains of operators, as the engine does."""
    _, most = resource.getrlimit(resource.RLIMIT_STACK)
    room = STACK if most == resource.RLIM_INFINITY else min(STACK, most)
    resource.setrlimit(resource.RLIMIT_STACK, (room, most))


def limit_memory(budget: int) -> None:
    """Limit the address space to what this process has now and a budget in bytes."""
    limit = address_space() + budget
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("800", encoding="ascii")


def address_space() -> int:
    """Return the address space of this process in bytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()


def thread_count() -> int:
    """Return the number of threads of this process."""
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - no Path per thread


def deny_network() -> None:
    """Deny this process, for good, every new socket, connection and program.

    What is open stays open: an accepted connection is read and written as before.

    Raises:
        SandboxError: The kernel or the processor's architecture does not know how.
    """
    machine = platform.machine()
    if machine not in _DENIED:
        raise SandboxError(
            f"no list of system calls for {machine}; workers run on {' and '.join(_DENIED)}"
        )
    architecture, numbers = _DENIED[machine]
    code = b"".join(_filter(architecture, numbers))
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.create_string_buffer(program))


def _filter(architecture: int, numbers: Sequence[int]) -> list[bytes]:
    """Return a program of the classic Berkeley packet filter, eight bytes an instruction."""
    count = len(numbers)
    return [
        _instruction(_LOAD, 0, 0, _ARCHITECTURE),
        _instruction(_JUMP_IF_EQUAL, 0, count + 3, architecture),
        _instruction(_LOAD, 0, 0, _NUMBER),
        _instruction(_JUMP_IF_AT_LEAST, count + 1, 0, _X32),
        *(
            _instruction(_JUMP_IF_EQUAL, count - index, 0, number)
            for index, number in enumerate(numbers)
        ),
        _instruction(_RETURN, 0, 0, _ALLOW),
        _instruction(_RETURN, 0, 0, _DENY),
    ]


def _instruction(code: int, if_true: int, if_false: int, operand: int) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, operand)


def _prctl(option: int, *arguments: object) -> None:
    values = [a if isinstance(a, ctypes.Array) else ctypes.c_ulong(a) for a in arguments]  # type: ignore[arg-type]
    padding = [ctypes.c_ulong(0)] * (4 - len(values))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, *values, *padding) != 0:
        number = ctypes.get_errno()
        raise SandboxError(number, f"prctl({option}): {os.strerror(number)}")
