"""The server of the office's page: for this computer and this user alone.

What protects it, in the order of the checks: the `Host` (a rebound name leads here, too), a secret
in the first address, which works once, and then a cookie below a secret path (other users of the
computer share 127.0.0.1, and browsers send cookies to each port), and for forms the origin and a
token. No GET changes anything.
"""

import hmac
import os
import secrets
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import Message
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Thread, Timer
from typing import Any, NamedTuple, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from sstc_cli.errors import ExitCode, SstcError, explained

HOST = "127.0.0.1"
_TRIES = 20
_DIGITS = 12
_MOST = 60_000_000  # bytes of a form with a file
_DISCARDED = 2_000_000_000  # bytes of a form that is too large, so that its answer is seen
_CHUNK = 1_000_000
_AT_ONCE = 32  # connections
_ROOM = 0.5  # seconds until a connection that is hung up on has ended
_PATIENCE = 10  # seconds in which a request has to come
_BRIEFLY = 2  # seconds for one that has not shown the cookie yet
_IDLE = 30 * 60  # seconds without a request, also of the script of an open page
_ENTRY, _ALIVE = "/enter/", "/alive"
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# a document that people wrote: it runs and loads nothing, and only the page itself can frame it
_SANDBOXED = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
)


class Upload(NamedTuple):
    """A file that was sent with a form."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Request:
    """A request that has passed all checks."""

    method: str
    path: str
    query: Mapping[str, str]
    languages: str = ""
    form: Mapping[str, str] = field(default_factory=dict)
    upload: Upload | None = None
    is_too_large: bool = False


@dataclass(frozen=True)
class Answer:
    """What a request gets; a `frame` is a document of others, which is shown in a sandbox."""

    body: bytes
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    frame: bool = False
    location: str = ""


class Page(NamedTuple):
    """What the server serves: what answers requests, and what tells that the data have changed."""

    answer: Callable[[Request], Answer]
    version: Callable[[], str]


class OfficeServer(ThreadingHTTPServer):
    """A server with its secrets, which end with it."""

    daemon_threads = True
    request_queue_size = _AT_ONCE  # that wait to be accepted
    allow_reuse_address = os.name != "nt"  # there, a second process could take the port

    def __init__(self, port: int, page: Page) -> None:
        super().__init__((HOST, port), _Handler)
        self.page = page
        self.entry, self.cookie, self._key = (secrets.token_urlsafe(32) for _ in range(3))
        self.root = f"/{secrets.token_urlsafe(16)}"
        self.last = time.monotonic()
        self._free = BoundedSemaphore(_AT_ONCE)
        self._strangers: dict[socket.socket, None] = {}  # without a cookie as yet, the oldest first

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own.

        If too many connections are open, the oldest that has not shown the cookie makes room:
        another user of the computer, who keeps them open, locks nobody out.
        """
        if not self._free.acquire(blocking=False):
            with suppress(StopIteration, RuntimeError):  # they leave meanwhile
                hang_up(next(iter(self._strangers)))
            if not self._free.acquire(timeout=_ROOM):
                self.shutdown_request(request)
                return
        self._strangers[request] = None
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.no_stranger(request)
            self._free.release()

    def no_stranger(self, connection: socket.socket) -> None:
        """Note that a connection has shown the cookie, or has ended."""
        self._strangers.pop(connection, None)

    @property
    def hosts(self) -> set[str]:
        return {f"{name}:{self.server_port}" for name in (HOST, "localhost")}

    @property
    def cookie_name(self) -> str:
        """The name of the cookie; browsers do not tell ports apart."""
        return f"sstc-{self.server_port}"

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}{self.root}{_ENTRY}{self.entry}"

    @property
    def token(self) -> str:
        """What each form has, which no other page can know."""
        return sha256(self._key.encode()).hexdigest()

    def handle_error(self, request: object, client_address: object) -> None:
        """Write nothing: browsers leave when they like, and a page says what went wrong."""

    def stop_when_idle(self) -> None:
        """Stop once no page has been open for a while."""

        def watch() -> None:
            while time.monotonic() - self.last < _IDLE:
                time.sleep(5)
            self.shutdown()

        Thread(target=watch, daemon=True).start()


def hang_up(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def server_at(port: int, page: Page) -> OfficeServer:
    """Return a server at the first port that is free."""
    failure: OSError | None = None
    for number in range(port, min(port + _TRIES, 65_536)):
        try:
            return OfficeServer(number, page)
        except OSError as error:
            failure = error
    reason = explained(failure) if failure else "all are taken"
    message = f"cannot use a port from {port} on: {reason}"
    raise SstcError(message, "name another one with `--port`", ExitCode.FAILED)


class _Handler(BaseHTTPRequestHandler):
    """Checks a request, and answers with a page."""

    server_version, sys_version = "sstc", ""
    protocol_version = "HTTP/1.1"
    _timer: Timer
    _patience = _BRIEFLY  # until the cookie was shown

    def handle_one_request(self) -> None:
        """Wait for a request, and answer it; one that comes byte by byte is not waited for."""
        self._wait()
        try:
            super().handle_one_request()
        finally:
            self._timer.cancel()

    def _wait(self) -> None:
        self._timer = Timer(self._patience, hang_up, [self.connection])
        self._timer.daemon = True
        self._timer.start()

    @property
    def _office(self) -> OfficeServer:
        return cast("OfficeServer", self.server)

    def do_GET(self) -> None:
        self._respond("GET")

    def do_POST(self) -> None:
        self._respond("POST")

    def handle(self) -> None:
        """Answer until the browser leaves, which it may do at any moment."""
        with suppress(ConnectionError, TimeoutError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing: addresses may have names in them."""

    def _respond(self, method: str) -> None:
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or hosts[0].lower() not in self._office.hosts or self.path[:1] != "/":
            self._refuse(403, "this page is only for this computer")
            return
        if method == "GET" and {"Content-Length", "Transfer-Encoding"} & {*self.headers}:
            self.close_connection = True  # its body would be taken for another request
        try:
            parts = urlsplit(self.path)
        except ValueError:
            self._refuse(400, "this is not an address")
            return
        path = unquote(parts.path)
        is_inside = path.startswith(f"{self._office.root}/")
        path = path.removeprefix(self._office.root)
        if method == "GET" and is_inside and path.startswith(_ENTRY):
            self._let_in(path.removeprefix(_ENTRY))
            return
        if not is_inside or not self._is_known():
            self._refuse(403, "open the address that `sstc open` has printed")
            return
        self._office.last = time.monotonic()
        self._timer.cancel()
        self._office.no_stranger(self.connection)
        self._patience = _PATIENCE
        if method == "GET" and path == _ALIVE:
            self._send(Answer(self._office.page.version().encode(), "text/plain; charset=utf-8"))
        else:
            self._page(method, path, dict(parse_qsl(parts.query)))

    def _page(self, method: str, path: str, query: Mapping[str, str]) -> None:
        languages = self.headers.get("Accept-Language") or ""
        request = Request(method, path, query, languages)
        if method == "POST":
            if not self._is_own_form():
                self._refuse(403, "this form is not from the page")
                return
            size = self._size()
            if size > _MOST:
                self._discard(size)
                request = replace(request, is_too_large=True)
                self._send(self._office.page.answer(request))
                return
            self._wait()
            form, upload = self._form(size)
            token = form.pop("token", "")
            if not hmac.compare_digest(token.encode(), self._office.token.encode()):
                self._refuse(403, "this form is of an earlier page: open it again")
                return
            request = Request(method, path, query, languages, form, upload)
        self._send(self._office.page.answer(request))

    def _let_in(self, secret: str) -> None:
        entry, self._office.entry = self._office.entry, ""
        if not entry or not hmac.compare_digest(secret.encode(), entry.encode()):
            self._office.entry = entry
            self._refuse(403, "this address was used already: run `sstc open` again")
            return
        # a redirect would still count as coming from elsewhere, and the cookie would not be sent
        root = f"{self._office.root}/"
        page = f'<!doctype html><meta http-equiv="refresh" content="0;url={root}">'.encode()
        self.send_response(200)
        cookie = f"{self._office.cookie_name}={self._office.cookie}"
        self.send_header("Set-Cookie", f"{cookie}; Path={root}; HttpOnly; SameSite=Strict")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self._protect(_POLICY)
        self.end_headers()
        self.wfile.write(page)

    def _is_known(self) -> bool:
        own, right = self._office.cookie_name, self._office.cookie.encode()
        pairs = (
            part.strip().partition("=") for part in (self.headers.get("Cookie") or "").split(";")
        )
        values = [value for name, _, value in pairs if name == own]  # cookies of others may be odd
        return any(hmac.compare_digest(value.encode(), right) for value in values)

    def _is_own_form(self) -> bool:
        """Return whether a form comes from a page of this server, as the browser says."""
        host = self.headers.get("Host")
        site = self.headers.get("Sec-Fetch-Site")
        return self.headers.get("Origin") == f"http://{host}" and site == "same-origin"

    def _size(self) -> int:
        """Return the size of a form as the browser says it; without one, it is empty."""
        size = self.headers.get("Content-Length") or ""
        if size.isascii() and size.isdigit() and len(size) < _DIGITS:
            return int(size)
        self.close_connection = True
        return 0

    def _discard(self, size: int) -> None:
        """Read a form that is too large: a browser shows no answer before it has sent it."""
        self.close_connection = True
        self.connection.settimeout(_PATIENCE)
        left = min(size, _DISCARDED)
        while left > 0 and (read := len(self.rfile.read(min(left, _CHUNK)))):
            left -= read

    def _form(self, size: int) -> tuple[dict[str, str], Upload | None]:
        body = self.rfile.read(size)
        self._timer.cancel()
        kind = self.headers.get("Content-Type") or ""
        if not kind.startswith("multipart/form-data"):
            return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)), None
        form: dict[str, str] = {}
        upload = None
        between = b"\r\n--" + (self.headers.get_boundary() or "").encode()
        # the parser of mails takes a second for each megabyte
        for part in (b"\r\n" + body).split(between)[1:-1]:
            head, _, contents = part.partition(b"\r\n\r\n")
            message = message_from_bytes(head.lstrip(b"\r\n") + b"\r\n\r\n")
            name = str(message.get_param("name", "", header="content-disposition"))
            if file := _file_name(message):
                upload = Upload(_last_part(file), contents)
            else:
                form[name] = contents.decode("utf-8", "replace")
        return form, upload

    def _refuse(self, status: int, why: str) -> None:
        self.close_connection = True  # what a refused form still sends is not read
        self._send(Answer(f"{why}\n".encode(), "text/plain; charset=utf-8", status))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.location:
            self.send_header("Location", answer.location)
        self._protect(_SANDBOXED if answer.frame else _POLICY, framed=answer.frame)
        self.end_headers()
        self.wfile.write(answer.body)

    def _protect(self, policy: str, *, framed: bool = False) -> None:
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Frame-Options", "SAMEORIGIN" if framed else "DENY")
        self.send_header("X-Content-Type-Options", "nosniff")
        # `no-referrer` would make browsers send forms with the origin `null`
        self.send_header("Referrer-Policy", "same-origin")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cache-Control", "no-store")


def _file_name(part: Message) -> str:
    """Return the name of a file in a form, which browsers write in UTF-8, or nothing."""
    for key, value in part.raw_items():
        if key.lower() == "content-disposition":
            text = str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            part.replace_header(key, text)
    return part.get_filename() or ""


def _last_part(name: str) -> str:
    """Return a file's name without folders, which some browsers send."""
    return name.replace("\\", "/").rpartition("/")[2]
