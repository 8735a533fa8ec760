"""A bounded load of clients that keep their connections, and what they were answered."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

LONGEST = 40
"""Seconds after which a request counts as not answered at all."""

Request = tuple[str, str]
"""A path with its query string, and the Accept header."""


@dataclass
class Seen:
    """What the clients saw.

    Shape:
        ``right`` counts the answers that were as expected, ``busy`` the honest 503s and
        ``broken`` the connections that were reset; ``wrong`` holds everything else.
    """

    right: int = 0
    busy: int = 0
    broken: int = 0
    wrong: list[str] = field(default_factory=list)
    retried_in_vain: list[str] = field(default_factory=list)


def ask(client: httpx.Client, request: Request) -> tuple[int, bytes]:
    """Return status and body of one request."""
    path, accept = request
    answer = client.get(path, headers={"Accept": accept, "Cache-Control": "no-cache"})
    return answer.status_code, answer.content


def expect(address: str, requests: list[Request]) -> dict[Request, tuple[int, bytes]]:
    """Return what a quiet server answers."""
    with httpx.Client(base_url=address, timeout=LONGEST) as client:
        return {request: ask(client, request) for request in requests}


@contextmanager
def loading(
    address: str, expected: Mapping[Request, set[tuple[int, bytes]]], *, clients: int = 4
) -> Iterator[Seen]:
    """Let clients ask all requests over and over while the block runs."""
    seen, stop, lock = Seen(), threading.Event(), threading.Lock()

    def run(offset: int) -> None:
        requests = list(expected)
        number = offset
        with httpx.Client(base_url=address, timeout=LONGEST) as client:
            while not stop.is_set():
                request = requests[number % len(requests)]
                number += 1
                _judge(client, request, expected[request], seen, lock)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _judge(
    client: httpx.Client,
    request: Request,
    expected: set[tuple[int, bytes]],
    seen: Seen,
    lock: threading.Lock,
) -> None:
    try:
        answer = ask(client, request)
    except (httpx.NetworkError, httpx.RemoteProtocolError):
        with lock:
            seen.broken += 1
        _again(client, request, expected, seen)
        return
    except httpx.TimeoutException as error:
        with lock:
            seen.wrong.append(f"{request}: {error!r}")
        return
    with lock:
        if answer in expected:
            seen.right += 1
        elif answer[0] == 503:
            seen.busy += 1
        else:
            seen.wrong.append(f"{request}: {answer[0]} {answer[1][:200]!r}")


def _again(
    client: httpx.Client, request: Request, expected: set[tuple[int, bytes]], seen: Seen
) -> None:
    """Ask again what broke, as a client would; note if that is in vain."""
    last = ""
    for _ in range(20):
        try:
            answer = ask(client, request)
        except httpx.TransportError as error:
            last = repr(error)
        else:
            if answer in expected:
                return
            last = f"{answer[0]} {answer[1][:200]!r}"
        time.sleep(0.1)
    seen.retried_in_vain.append(f"{request}: {last}")
