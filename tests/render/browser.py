"""Chromium with a keyboard: its own protocol over two pipes, which needs no library."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from conftest import missing_program

_WAIT = 0.05
_READY = "document.readyState == 'complete'"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this computer, and yield its address."""
    handler = partial(_QuietHandler, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line for each request."""

    def log_message(self, *args: object) -> None:
        """Write nothing."""


class Browser:
    """A page of Chromium, and what it says and asks for while it is used."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("chromium") is None:
            missing_program("Chromium is missing: apt-get install chromium")
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()

        def as_three_and_four() -> None:
            spare_in, spare_out = os.dup(theirs_in), os.dup(theirs_out)
            os.dup2(spare_in, 3)
            os.dup2(spare_out, 4)

        self._process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
             f"--user-data-dir={folder}/profile", "--remote-debugging-pipe", "about:blank"],
            close_fds=False,
             preexec_fn=as_three_and_four,  # noqa: PLW1509 no thread has started yet
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for end in (theirs_in, theirs_out):
            os.close(end)
        self._read = b""
        self._last = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        pages = self.call("Target.getTargets")["targetInfos"]
        page = next(one["targetId"] for one in pages if one["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._out)
        os.close(self._in)

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Return the answer to a method of the protocol; keep the events before it."""
        self._last += 1
        message: dict[str, object] = {"id": self._last, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._last:
                assert "error" not in answer, answer
                return dict(answer["result"])
            if "method" in answer:
                self.events.append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._read:
            more = os.read(self._in, 1 << 16)
            assert more, "the browser has ended"
            self._read += more
        text, _, self._read = self._read.partition(b"\0")
        return dict(json.loads(text))

    def value(self, script: str) -> Any:
        """Return what a script gives in the page."""
        answer = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def open(self, address: str) -> None:
        """Open a page and wait until it is there."""
        self.events.clear()
        self.call("Page.navigate", url=address)
        for _ in range(200):
            if self.value(f"location.href != 'about:blank' && {_READY}"):
                break
            self.value(f"new Promise(done => setTimeout(done, {1_000 * _WAIT}))")
        self.value("new Promise(done => setTimeout(done, 100))")

    def narrow(self, width: int) -> None:
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=800,
                  deviceScaleFactor=1, mobile=True)  # fmt: skip

    def press(self, key: str, code: int) -> None:
        text = "\r" if key == "Enter" else ""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, text=text,
                      windowsVirtualKeyCode=code)  # fmt: skip

    def said(self) -> list[str]:
        """Return what the console has, policy violations and failures included."""
        methods = (
            "Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown",
            "Audits.issueAdded",
        )  # fmt: skip
        return [json.dumps(event["params"]) for event in self.events if event["method"] in methods]

    def asked(self) -> list[str]:
        sent = (one for one in self.events if one["method"] == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in sent]
