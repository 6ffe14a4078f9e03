"""A visitor of the office's page, which sends what a browser sends."""

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

DAY = "2020-09-20"


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str


class Visitor:
    """A browser without a screen, which sends what Chromium sends."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.port = parts.port
        self.host = f"127.0.0.1:{parts.port}"
        self.headers = {"Host": self.host, "Accept-Language": "en"}
        self.own = {"Origin": f"http://{self.host}", "Sec-Fetch-Site": "same-origin"}
        self.led_to = ""  # by the last form
        self.kill = lambda: None  # the page, at once
        self.root, _, self.entry = parts.path.partition("/enter/")
        self.entered = self.get(f"/enter/{self.entry}")
        self.headers["Cookie"] = self.entered.headers["set-cookie"].partition(";")[0]

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> Reply:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        link.request(method, f"{self.root}{path}", body, headers)
        reply = link.getresponse()
        data = reply.read().decode("utf-8", "replace")
        link.close()
        if reply.status == HTTPStatus.SEE_OTHER:
            self.led_to = str(reply.headers["Location"]).removeprefix(self.root)
            return self.get(self.led_to)
        return Reply(reply.status, {k.lower(): v for k, v in reply.getheaders()}, data)

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, {**self.headers, **headers}, None)

    def post(self, path: str, form: dict[str, str], headers: dict[str, str] | None = None) -> Reply:
        sent = {**self.headers, **(self.own if headers is None else headers)}
        sent["Content-Type"] = "application/x-www-form-urlencoded"
        return self.ask("POST", path, sent, urlencode(form).encode())

    def send(self, path: str, form: dict[str, str], name: str, data: bytes) -> Reply:
        """Send a form with a file."""
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in form.items()
        ]
        head = f'--x\r\nContent-Disposition: form-data; name="upload"; filename="{name}"\r\n\r\n'
        body = b"".join([*parts, head.encode(), data, b"\r\n--x--\r\n"])
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        return self.ask("POST", path, {**self.headers, **self.own, **kind}, body)


def fields(page: str, action: str) -> dict[str, str]:
    """Return the hidden fields of a form."""
    form = re.search(rf'action="[^"]*{re.escape(action)}".*?</form>', page, re.DOTALL)
    assert form, page
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
    return {name: unescape(value) for name, value in found}


@contextmanager
def opened(root: Path, *options: str, day: str = DAY) -> Iterator[Visitor]:
    command = [sys.executable, "-m", "sstc_cli", "--workspace", root, "--today", day, "open"]
    with subprocess.Popen(
        [*command, "--no-browser", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout
            visitor = Visitor(process.stdout.readline().strip())
            visitor.kill = process.kill
            yield visitor
        finally:
            process.terminate()
