"""The office's page: each page of 300 webinars with 20,000 answers, and made documents."""

import http.client
import random
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.data import workspace
from benchmarks.measure import environment, tool
from benchmarks.summary import response
from sstc_cli.store import PseudonymKey, Reading, SqliteFile, Store

WEBINARS, ANSWERED, EACH = 300, 200, 100
TODAY = "--today=2003-11-10"
PAGES = ("/", "/webinars", "/webinars/7", "/problems", "/documents", "/changes", "/answers",
         "/mail", "/translations")  # fmt: skip
_BAR = 0.5  # seconds
_PATIENCE = 120  # seconds in which everything is known


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    root = workspace(folder / "office", WEBINARS)
    chance, reading = random.Random(7), Reading("exit.csv", "", "plain", "exit")
    ids = [f"webinar-{number}" for number in range(1, ANSWERED + 1)]
    for number in range(1, ANSWERED + 1):
        reading.responses += [response(chance, number, row, ids) for row in range(EACH)]
    store = Store(SqliteFile(root / ".sstc" / "store.sqlite"))
    store.record([reading], PseudonymKey(b"k" * 32), "0" * 64, date(2003, 11, 9))
    sstc = [tool("sstc"), "--workspace", str(root), TODAY]
    subprocess.run(
        [*sstc, "documents", "render", "agenda", "--format", "html"],
        check=True,
        capture_output=True,
    )
    with opened([*sstc, "open", "--no-browser"]) as get:
        end = time.monotonic() + _PATIENCE
        while any('class="waits"' in get(path) for path in PAGES) and time.monotonic() < end:
            time.sleep(1)
        best = {path: min(_seconds(get, path) for _ in range(rounds)) for path in PAGES}
    return [
        (path, f"{seconds:.2f} s", f"{seconds / _BAR:.2f} of {_BAR} s, <= 1")
        for path, seconds in best.items()
    ]


def _seconds(get: "Get", path: str) -> float:
    start = time.perf_counter()
    get(path)
    return time.perf_counter() - start


class Get:
    """A browser that has entered."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._port, self._cookie = parts.port, ""
        self._root = parts.path.partition("/enter/")[0]
        self._cookie = self._ask(parts.path).headers["Set-Cookie"].partition(";")[0]

    def __call__(self, path: str) -> str:
        return self._ask(f"{self._root}{path}").read().decode()

    def _ask(self, path: str) -> http.client.HTTPResponse:
        link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        link.request("GET", path, headers={"Cookie": self._cookie})
        reply = link.getresponse()
        if reply.status != http.client.OK:
            raise SystemExit(f"{path}: {reply.status}")
        return reply


@contextmanager
def opened(command: list[str]) -> Iterator[Get]:
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment(), stderr=subprocess.DEVNULL
    ) as process:
        try:
            assert process.stdout is not None
            yield Get(process.stdout.readline().strip())
        finally:
            process.terminate()
