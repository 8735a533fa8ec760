"""Answer a query without a server, under the limits that a worker has.

Step on the line: under the command ``query``.
"""

import os
import signal
import sys

from server.exchange import to_problem
from server.generations import Generation, open_on_disk
from server.problems import RequestProblem
from server.query import QueryRequest, write_answer
from server.roster import end_of
from server.sandbox import deepen_stack, deny_network, limit_memory
from server.settings import Settings
from server.slots import End


def answer_in_a_child(generation: Generation, request: QueryRequest, settings: Settings) -> int:
    """Write the answer to standard output; return the exit code: 0, or 1 for a problem.

    The child ends at the deadline whatever the engine is doing, and the parent says so.
    """
    child = os.fork()
    if child == 0:
        os._exit(_answer(generation, request, settings))
    _, status, usage = os.wait4(child, 0)
    end = end_of(status, usage, settings)
    if end is End.RETIRED or os.WIFEXITED(status):
        return os.waitstatus_to_exitcode(status)
    sys.stderr.write(f"begrip: {to_problem(end, settings).detail}\n")
    return 1


def _answer(generation: Generation, request: QueryRequest, settings: Settings) -> int:
    try:
        store = open_on_disk(generation)
        limit_memory(settings.query_memory)
        deepen_stack()
        deny_network()
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, settings.query_deadline)
        write_answer(store, request, sys.stdout.buffer.write)
        sys.stdout.buffer.flush()
    except RequestProblem as problem:
        sys.stderr.write(f"begrip: {problem.detail}\n")
        return 1
    except MemoryError:
        sys.stderr.write(f"begrip: {to_problem(End.MEMORY, settings).detail}\n")
        return 1
    except (OSError, ValueError) as error:
        sys.stderr.write(f"begrip: {error}\n")
        return 1
    return 0
