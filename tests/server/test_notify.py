"""What a service manager is told, over a real socket."""

import os
import signal
import socket
import threading

import httpx
import pytest

from server.generations import control_groups
from server.notify import Notifier
from tests.server.generation import write_generation
from tests.server.serving import await_equal, serving


@pytest.fixture
def manager(tmp_path):
    """A socket as that of a service manager."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(20)
        yield listener


def heard(manager):
    return dict(line.split("=", 1) for line in manager.recv(4096).decode().splitlines())


def test_a_manager_hears_that_the_server_is_ready_and_that_it_stops(manager, tmp_path):
    environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "OTHER": "x"}
    notifier = Notifier(environment)
    notifier.serving("0a")
    notifier.stopping()

    assert heard(manager) == {
        "READY": "1",
        "STATUS": "serving generation 0a",
        "MAINPID": str(os.getpid()),
    }
    assert heard(manager)["STOPPING"] == "1"
    assert environment == {"OTHER": "x"}
    assert notifier.is_heard


def test_an_abstract_address_is_understood():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(f"\0begrip-test-{os.getpid()}")
        listener.settimeout(5)
        Notifier({"NOTIFY_SOCKET": f"@begrip-test-{os.getpid()}"}).stopping()

        assert heard(listener)["STOPPING"] == "1"


@pytest.mark.parametrize("environment", [{}, {"NOTIFY_SOCKET": "/nowhere/notify"}])
def test_a_manager_that_does_not_listen_is_no_fault(environment):
    notifier = Notifier(dict(environment))
    notifier.serving("0a")
    notifier.stopping()

    assert notifier.is_heard is bool(environment)


@pytest.mark.slow
def test_a_server_under_a_manager_says_when_it_serves_and_bears_a_reload(
    manager, tmp_path, monkeypatch
):
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    first = write_generation(tmp_path, count=100)
    codes, stop = set(), threading.Event()
    with serving(tmp_path, tmp_path / "log", WORKERS=2) as server:
        ready = heard(manager)
        assert (ready["READY"], ready["MAINPID"]) == ("1", str(server.process.pid))
        assert ready["STATUS"] == f"serving generation {first}"

        def ask():
            with httpx.Client(base_url=server.address, timeout=30) as client:
                while not stop.is_set():
                    codes.add(client.get("/health/ready").status_code)

        thread = threading.Thread(target=ask)
        thread.start()
        processes = server.processes()
        for count in range(1, 4):
            server.process.send_signal(signal.SIGHUP)
            await_equal(lambda: len(server.events("nothing to reload")), count)
        assert server.processes() == processes
        second = write_generation(tmp_path, count=102)
        assert heard(manager)["STATUS"] == f"serving generation {second}"
        stop.set()
        thread.join()
    assert heard(manager)["STOPPING"] == "1"
    assert codes == {200}


def test_the_memory_of_a_unit_is_that_of_every_group_above_it(tmp_path):
    told = tmp_path / "cgroup"
    told.write_text("1:name=systemd:/x\n0::/system.slice/begrip.service\n")
    mounted = tmp_path / "mounted"

    assert control_groups(told, mounted) == [
        mounted / "system.slice" / "begrip.service",
        mounted / "system.slice",
        mounted,
    ]
    told.write_text("0::/\n")
    assert control_groups(told, mounted) == [mounted]
    assert control_groups(tmp_path / "absent", mounted) == [mounted]
