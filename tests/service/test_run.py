"""The running service as a process: what it leaves behind when it is told to stop."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress

import pytest

from service.home import Home, HomeLock

RUN = "from service.cli import main; main()"


@pytest.fixture
def firm(tmp_path):
    subprocess.run(
        [sys.executable, "-c", RUN, "demo", "--home", str(tmp_path / "firm")], check=True, capture_output=True
    )
    return tmp_path / "firm"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def until_polled(home: Home) -> None:
    until = time.monotonic() + 30
    while not (home.own / "heartbeat").exists():
        assert time.monotonic() < until
        time.sleep(0.05)


def answers(port: int) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
        return answer.status == 200
    return False


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_service_that_was_stopped_has_let_go_of_the_home_when_it_ends(firm, told):
    home, port = Home(firm), free_port()
    with (firm / "out.log").open("w") as out:
        command = [sys.executable, "-c", RUN, "run", "--home", str(firm), "--port", str(port)]
        service = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
        try:
            until_polled(home)
            assert answers(port)
            service.send_signal(told)
            service.wait(15)
            with HomeLock(home, "next"):
                pass
        finally:
            with suppress(ProcessLookupError):
                os.killpg(service.pid, signal.SIGKILL)
