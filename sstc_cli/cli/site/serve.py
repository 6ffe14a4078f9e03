"""`sstc site serve`: the site on this computer, built anew at every save."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Annotated
from urllib.parse import unquote, urlsplit

import typer

from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.site.folder import Draft
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.listing import files_below
from sstc_cli.site.build import SiteRequest, build
from sstc_cli.site.servers import type_of

_RELOAD = b"""\
let version;
setInterval(async () => {
  const now = await fetch("/.version").then(answer => answer.text(), () => version);
  if (version && now != version) location.reload();
  version = now;
}, 1000);
"""
_HOST = "127.0.0.1"
_FIRST = 8_000
_TRIES = 20

_SCRIPT, _VERSION = "/.live.js", "/.version"


class Live:
    """The files of the site, and a version that changes with the data and the templates."""

    def __init__(self, session: Session, *, draft: bool) -> None:
        self._session, self._draft = session, draft
        self._files: Mapping[str, Callable[[], bytes]] = {}
        self._version, self._failure = "", ""
        self._lock = Lock()

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Return status, type and contents for a path of the site."""
        with self._lock:
            if path == _SCRIPT:
                return 200, type_of("x.js"), _RELOAD
            if path == _VERSION:
                self.refresh()
                return 200, type_of("x.txt"), self._version.encode()
            name = path.lstrip("/")
            name = f"{name}index.html" if not name or name.endswith("/") else name
            make = self._files.get(name) or self._files.get("404.html")
            if make is None:
                return 404, type_of("x.txt"), b"not found\n"
            status = 200 if name in self._files else 404
            return status, type_of(name if status == 200 else "x.html"), self._made(make)

    def refresh(self) -> None:
        """Build the site again if a file has changed; keep the last one if that fails."""
        version = self._stamp()
        if version == self._version:
            return
        is_first, self._version = not self._version, version
        try:
            self._files = self._built()
        except SstcError as error:
            if is_first:
                raise
            self._session.say(f"error: {error.message}")
        except SystemExit:
            if is_first:
                raise

    def _built(self) -> Mapping[str, Callable[[], bytes]]:
        workspace, series = self._session.opened()
        return build(workspace, series, SiteRequest(workspace.today, None, self._draft)).files

    def _made(self, make: Callable[[], bytes]) -> bytes:
        """Return a file; pages also get the script that loads them again."""
        try:
            data = make()
        except SstcError as error:
            text = f"error: {error.message}\nhelp: {error.hint or ''}\n"
            self._session.say(text.strip())
            data = f"<!doctype html><pre>{escape(text)}</pre></body>".encode()
        if data.lstrip().startswith(b"<!doctype html>"):
            tag = f'<script defer src="{_SCRIPT}"></script></body>'.encode()
            return data.replace(b"</body>", tag)
        return data

    def _stamp(self) -> str:
        """Return a digest of the times and sizes of the data files and templates."""
        stamps = []
        for folder in ("data", "templates"):
            root = self._session.root / folder
            for file in files_below(root, "*") if root.is_dir() else ():
                try:
                    status = file.stat()
                except OSError:  # an editor is replacing it
                    continue
                stamps.append(f"{file} {status.st_mtime_ns} {status.st_size}")
        return sha256("\n".join(stamps).encode()).hexdigest()


Port = Annotated[
    int,
    typer.Option(
        "--port", min=1, max=65_535, metavar="PORT", help="First port to try.", show_default=True
    ),
]


def serve(context: typer.Context, draft: Draft = False, port: Port = _FIRST) -> None:
    """Show the site in your browser, on this computer only, until Ctrl-C.

    Pages load again when you save the data or a template. Nothing is written.

    Example: `sstc site serve --draft`
    """
    session = session_of(context)
    live = Live(session, draft=draft)
    live.refresh()
    with _server(port, live) as server:
        session.result(f"http://{_HOST}:{server.server_port}/")
        session.say("press Ctrl-C to stop")
        with suppress(KeyboardInterrupt):
            server.serve_forever()


def _server(port: int, live: Live) -> ThreadingHTTPServer:
    """Return a server at the first port that is free."""
    failure: OSError | None = None
    for number in range(port, min(port + _TRIES, 65_536)):
        try:
            return ThreadingHTTPServer((_HOST, number), _handler(live))
        except OSError as error:
            failure = error
    reason = explained(failure) if failure else "all are taken"
    message = f"cannot use a port from {port} on: {reason}"
    raise SstcError(message, "name another one with `--port`", ExitCode.FAILED)


def _handler(live: Live) -> Callable[..., BaseHTTPRequestHandler]:
    """Return the class that answers requests for the files of a site."""

    class Handler(BaseHTTPRequestHandler):
        """Answers with a file of the site, made from the latest data."""

        server_version, sys_version = "sstc", ""

        def do_GET(self) -> None:
            self._answer(with_body=True)

        def do_HEAD(self) -> None:
            self._answer(with_body=False)

        def handle(self) -> None:
            """Answer until the browser leaves, which it may do at any moment."""
            with suppress(ConnectionError):
                super().handle()

        def log_message(self, format: str, *args: object) -> None:
            """Write nothing: a browser asks for the version every second."""

        def _answer(self, *, with_body: bool) -> None:
            host = (self.headers.get("Host") or "").rpartition(":")[0]
            if host not in (_HOST, "localhost"):  # another site's name that leads here
                self.send_error(403)
                return
            try:
                path = unquote(urlsplit(self.path).path)
            except ValueError:
                self.send_error(400)
                return
            status, kind, data = live.answer(path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            if with_body:
                self.wfile.write(data)

    return Handler
