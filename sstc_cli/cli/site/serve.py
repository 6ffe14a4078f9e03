"""`sstc site serve`: the site on this computer, built anew at every save."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Annotated
from urllib.parse import unquote, urlsplit

import typer

from sstc_cli.cli.console.options import Today
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.site.live import Live
from sstc_cli.cli.site.options import Draft
from sstc_cli.errors import ExitCode, SstcError, explained

if TYPE_CHECKING:
    from collections.abc import Callable

_HOST = "127.0.0.1"
_FIRST = 8_000
_TRIES = 20
Port = Annotated[
    int,
    typer.Option(
        "--port", min=1, max=65_535, metavar="PORT", help="First port to try.", show_default=True
    ),
]


def serve(
    context: typer.Context, draft: Draft = False, port: Port = _FIRST, today: Today = None
) -> None:
    """Show the site in your browser, on this computer only, until Ctrl-C.

    Pages load again when you save the data or a template. Nothing is written.

    Example: `sstc site serve --draft`
    """
    session = session_of(context)
    live = Live(session, today or date.today(), draft=draft)
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
