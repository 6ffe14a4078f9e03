"""Real calendar programs on this machine: a CalDAV server, and one that subscribes to a file."""

import os
import random
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import missing_program

# they bring their own Python, which must not find ours
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
_USER = {"Authorization": "Basic b2ZmaWNlOng="}  # office:x, and nobody asks for the password
_FIELDS = "{start-long-full}|{end-long-full}|{status}|{title}"


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


@dataclass(frozen=True)
class Subscriber:
    """A person who subscribes to a file on a web page, and looks at the calendar."""

    folder: Path

    def offer(self, data: bytes) -> None:
        (self.folder / "web" / "feed.ics").write_bytes(data)

    def fetch(self) -> None:
        self._run("vdirsyncer", "-c", "vdirsyncer.conf", "sync")

    def entries(self) -> list[tuple[str, ...]]:
        words = ("list", "--day-format", "", "--format", _FIELDS, "2020-01-01", "365d")
        listed = self._run("khal", "-c", "khal.conf", *words)
        return [tuple(map(str.strip, line.split("|"))) for line in listed.splitlines()]

    def prepare(self) -> None:
        self._run("vdirsyncer", "-c", "vdirsyncer.conf", "discover")

    def _run(self, *command: str) -> str:
        environment = ENVIRONMENT | {"HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def subscriber(tmp_path: Path) -> Iterator[Subscriber]:
    """Yield a subscriber with vdirsyncer and khal, and a web server for the file."""
    for program in ("vdirsyncer", "khal"):
        if not shutil.which(program):
            missing_program(f"{program} is missing: apt-get install {program}")
    for name in ("web", "calendar"):
        (tmp_path / name).mkdir()
    handler = partial(_Quiet, directory=str(tmp_path / "web"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}/feed.ics"
        for name, text in _settings(tmp_path, address).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = Subscriber(tmp_path)
        found.prepare()
        yield found
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    """A file server without a log."""

    def log_message(self, *_: object) -> None:
        pass


def _settings(folder: Path, address: str) -> dict[str, str]:
    times = "\n".join(
        f"{name} = {value}"
        for name, value in {
            "timeformat": "%H:%M",
            "dateformat": "%Y-%m-%d",
            "longdateformat": "%Y-%m-%d",
            "datetimeformat": "%Y-%m-%d %H:%M",
            "longdatetimeformat": "%Y-%m-%d %H:%M",
            "local_timezone": "UTC",
            "default_timezone": "UTC",
        }.items()
    )
    return {
        "vdirsyncer.conf": (
            f'[general]\nstatus_path = "{folder}/status/"\n'
            '[pair feed]\na = "local"\nb = "web"\ncollections = null\n'
            'conflict_resolution = "b wins"\n'
            f'[storage local]\ntype = "filesystem"\npath = "{folder}/calendar/"\n'
            f'fileext = ".ics"\n[storage web]\ntype = "http"\nurl = "{address}"\n'
        ),
        "khal.conf": (
            f"[calendars]\n[[webinars]]\npath = {folder}/calendar/\n[locale]\n{times}\n"
            f"[sqlite]\npath = {folder}/khal.db\n"
        ),
    }
