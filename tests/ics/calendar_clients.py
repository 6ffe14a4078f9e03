"""A real CalDAV server on this machine."""

import os
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from conftest import missing_program

# they bring their own Python, which must not find ours
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
_USER = {"Authorization": "Basic b2ZmaWNlOng="}  # office:x, and nobody asks for the password


@dataclass(frozen=True)
class CalDav:
    """A CalDAV server with collections, each of which is a calendar."""

    port: int

    def make(self, collection: str) -> None:
        assert self._ask("MKCALENDAR", f"/office/{collection}/") == (201, b"")

    def put(self, collection: str, name: str, data: bytes) -> None:
        status, said = self._ask("PUT", f"/office/{collection}/{name}.ics", data)
        assert status in (201, 204), said

    def get(self, collection: str) -> bytes:
        status, data = self._ask("GET", f"/office/{collection}/")
        assert status == 200
        return data

    def _ask(self, method: str, path: str, data: bytes | None = None) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, data, {**_USER, "Content-Type": "text/calendar"})
        answer = connection.getresponse()
        found = answer.status, answer.read()
        connection.close()
        return found


@pytest.fixture(scope="module")
def caldav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalDav]:
    """Yield Radicale on a free port, with its store in a temporary folder."""
    if not (program := shutil.which("radicale")):
        missing_program("radicale is missing: apt-get install radicale")
    folder = tmp_path_factory.mktemp("radicale")
    port = _free_port()
    (folder / "config").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n"
        f"[storage]\nfilesystem_folder = {folder / 'store'}\n[logging]\nlevel = warning\n",
        encoding="utf-8",
    )
    command = [program, "--config", str(folder / "config")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=ENVIRONMENT)
    try:
        _wait(server, port, folder / "log")
        yield CalDav(port)
    finally:
        server.kill()
        server.wait()


def _free_port() -> int:
    """Return a port that nobody listens on, and that the system gives to no other program.

    What asks for any port, as the web server of another test, gets one from 32768 on.
    """
    for port in random.SystemRandom().sample(range(20_000, 32_000), 100):
        with socket.socket() as free, suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port
    pytest.fail("no port is free")


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(300):
        assert server.poll() is None, log.read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(log.read_text(encoding="utf-8"))
