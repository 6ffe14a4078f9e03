"""A session with a mail server: encryption, login, and mails whose last dot is sent apart."""

import re
import select
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic

from sstc_cli.errors import SstcError
from sstc_cli.mail.account import PLACE, Account
from sstc_cli.mail.replies import Act, Reply, read_reply


def tls_context(account: Account) -> ssl.SSLContext:
    """Return a context that verifies certificates, also those that the account names."""
    context = ssl.create_default_context()
    if account.ca is not None:
        try:
            context.load_verify_locations(cadata=account.certificates.decode("ascii", "replace"))
        except (ssl.SSLError, ValueError):
            message = f"{PLACE}: the file `ca` has no certificate"
            raise SstcError(message, "name a file of certificates in PEM") from None
    return context


def certificate_error(error: ssl.SSLCertVerificationError) -> SstcError:
    """Return what is wrong with a certificate in words for users."""
    hint = "try another network, or ask the administrator of the mail server"
    what = "is from an authority that this computer does not trust"
    match error.verify_code:
        case 10:
            what = "has expired"
        case 9:
            what = "is not valid yet"
            hint = "check the clock of this computer"
        case 62 | 64:
            what = "is of another server"
            hint = f"check `host` in {PLACE}; on a hotel's network, try another one"
        case _:
            hint = f"try another network; for a server of your own, name its `ca` in {PLACE}"
    return SstcError(f"the server's certificate {what}, so nothing was sent", hint)


_NO_LOGIN = "the server {} offers no login that sstc supports"


def log_in(client: smtplib.SMTP, account: Account, secret: str) -> None:
    """Log in, or raise what smtplib does for a refusal."""
    try:
        if account.token:
            _with_token(client, account, secret)
        else:
            client.login(account.user, secret)
    except UnicodeEncodeError:  # it has the secret
        message = "the user or the password has letters that this server cannot take"
        raise SstcError(message, "use ASCII letters, digits and symbols") from None
    except smtplib.SMTPNotSupportedError:
        hint = "check `tls`, `port` and the command for the password in .sstc/mail.toml"
        raise SstcError(_NO_LOGIN.format(account.server), hint) from None


def _with_token(client: smtplib.SMTP, account: Account, token: str) -> None:
    """Log in by XOAUTH2; the answer to an error in it is an empty line."""
    client.ehlo_or_helo_if_needed()
    if "XOAUTH2" not in client.esmtp_features.get("auth", "").split():
        raise smtplib.SMTPNotSupportedError
    first = f"user={account.user}\x01auth=Bearer {token}\x01\x01"

    def answer(challenge: bytes | None = None) -> str:
        return first if challenge is None else ""

    client.auth("XOAUTH2", answer)


_LINE_ENDS = re.compile(rb"\r\n|\n|\r")
_DOT = b".\r\n"
_GO_ON = 354
_MOST = 10**12
_LONGEST_REPLY = 60_000  # bytes
_AT_ONCE = 8_000  # bytes
_ME = "[127.0.0.1]"  # the name of this computer stays private


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for a server, by RFC 5321, 4.5.3.2."""

    connect: float = 60
    command: float = 300
    dot: float = 600


class LostError(Exception):
    """The connection broke, or the server does not speak SMTP; `reason` has no data of it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnsentError(LostError):
    """The connection broke before the last dot was sent: the mail was surely not accepted."""


class RefusedError(Exception):
    """The server refused a mail or its sender, or the session, before the last dot."""

    def __init__(self, reply: Reply, *, of_sender: bool = False) -> None:
        super().__init__(reply.reason)
        self.reply = reply
        self.of_sender = of_sender


@dataclass(frozen=True, slots=True)
class Envelope:
    """The addresses that a server gets for a mail, and its bytes."""

    sender: str
    recipient: str
    data: bytes


class _Replies:
    """Lines of a server, as smtplib reads them, with bounds of size and time for each reply."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._data = bytearray()
        self._seconds = self._end = 0.0
        self._left = 0

    @property
    def has_more(self) -> bool:
        return bool(self._data)

    def begin(self) -> None:
        """Expect a new reply, within the time that the socket has for it."""
        self._seconds = self._socket.gettimeout() or 0
        self._end, self._left = monotonic() + self._seconds, _LONGEST_REPLY

    def readline(self, most: int) -> bytes:
        """Return the next line or, at the end of the connection, what is left."""
        while (end := self._data.find(b"\n") + 1) == 0 and len(self._data) < most:
            if not (more := self._received()):
                break
            self._data += more
            self._left -= len(more)
            if self._left < 0:
                raise LostError("the server's answer has no end")
        size = min(end or most, most)
        line = bytes(self._data[:size])
        del self._data[:size]
        return line

    def close(self) -> None:
        self._data.clear()

    def _received(self) -> bytes:
        left = self._end - monotonic()
        if left <= 0:
            raise LostError("the server did not answer in time")
        self._socket.settimeout(left)
        try:
            return self._socket.recv(_AT_ONCE)
        except TimeoutError:
            raise LostError("the server did not answer in time") from None
        finally:
            self._socket.settimeout(self._seconds)


class _Client(smtplib.SMTP):
    """A client whose replies have an end: smtplib collects lines as long as they come."""

    def getreply(self) -> tuple[int, bytes]:
        """Return the next reply, or raise LostError for one without end."""
        if self.file is None and self.sock is not None:
            self.file = _Replies(self.sock)
        try:
            if isinstance(self.file, _Replies):
                self.file.begin()
            return super().getreply()
        except LostError:
            self.close()
            raise
        except smtplib.SMTPResponseException:  # no reply of the server: its line has no end
            self.close()
            raise LostError("the server did not answer as a mail server") from None


class _TlsClient(_Client, smtplib.SMTP_SSL):
    """The same, encrypted from the beginning."""


class Connection:
    """An open session, logged in. `size` is the largest mail that the server takes, or 0."""

    def __init__(self, client: smtplib.SMTP, patience: Patience) -> None:
        self._client = client
        self._patience = patience
        self.size = _size(client.esmtp_features.get("size", ""))
        self.utf8 = client.has_extn("smtputf8")

    def offer(self, mail: Envelope) -> None:
        """Send everything of a mail but its last dot."""
        with _trouble():
            self._envelope(mail)
            code, text = self._client.docmd("DATA")
            if code != _GO_ON:
                self._refuse(code, text)
            self._socket.sendall(stuffed(mail.data))

    def finish(self) -> Reply:
        """Send the last dot, and return the answer. Whatever else happens, it is unknown.

        But if the server has spoken or left already, the dot is not sent: UnsentError.
        """
        if self._has_spoken():
            raise UnsentError("the server closed the connection, or answered too early")
        with _trouble():
            self._socket.settimeout(self._patience.dot)
            self._socket.sendall(_DOT)
            code, text = self._client.getreply()
            self._socket.settimeout(self._patience.command)
        if not 200 <= code < 600:
            raise LostError("the server's answer is not SMTP")
        return read_reply(code, text)

    def reset(self) -> None:
        """Make the session ready for another mail after a refused one."""
        with _trouble():
            self._client.rset()

    def quit(self) -> None:
        """End the session politely, but do not wait for the answer: some take a while over it."""
        with suppress(LostError), _trouble():
            self._client.putcmd("quit")
        self.abandon()

    def abandon(self) -> None:
        """Close the socket at once: a mail without its last dot is not accepted."""
        self._client.close()

    @property
    def _socket(self) -> socket.socket:
        if self._client.sock is None:
            raise LostError("the server closed the connection")
        return self._client.sock

    def _envelope(self, mail: Envelope) -> None:
        options = [f"SIZE={len(mail.data)}"] if self._client.has_extn("size") else []
        if self._client.has_extn("8bitmime"):
            options.append("BODY=8BITMIME")
        if not mail.recipient.isascii() or not mail.sender.isascii():
            if not self.utf8:
                raise RefusedError(Reply(553, "5.6.7", Act.FAIL))
            options.append("SMTPUTF8")
        self._accepted(*self._client.mail(mail.sender, options), of_sender=True)
        self._accepted(*self._client.rcpt(mail.recipient))

    def _accepted(self, code: int, text: bytes, *, of_sender: bool = False) -> None:
        if not 200 <= code < 300:
            self._refuse(code, text, of_sender=of_sender)

    def _refuse(self, code: int, text: bytes, *, of_sender: bool = False) -> None:
        if not 400 <= code < 600:
            raise LostError("the server's answer is not SMTP")
        raise RefusedError(read_reply(code, text), of_sender=of_sender)

    def _has_spoken(self) -> bool:
        """Return whether the server has said something before the last dot."""
        sock = self._socket
        if isinstance(self._client.file, _Replies) and self._client.file.has_more:
            return True
        if isinstance(sock, ssl.SSLSocket):
            return bool(sock.pending())
        return bool(select.select([sock], [], [], 0)[0])


def connect(account: Account, secret: str, patience: Patience) -> Connection:
    """Open a session with a verified certificate, and log in."""
    client = _client(account, patience)
    try:
        with _trouble(), _refusals():
            client.ehlo_or_helo_if_needed()
            if account.tls == "starttls":
                _start_tls(client, account)
            if account.user:
                log_in(client, account, secret)
        return Connection(client, patience)
    except BaseException:
        client.close()
        raise


def stuffed(data: bytes) -> bytes:
    """Return the bytes of a mail with the line ends and doubled dots of RFC 5321, 4.5.2."""
    if not data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n"):
        data = _LINE_ENDS.sub(b"\r\n", data)
    lines = data.replace(b"\r\n.", b"\r\n..")
    lines = b"." + lines if lines.startswith(b".") else lines
    return lines if lines.endswith(b"\r\n") else lines + b"\r\n"


def _client(account: Account, patience: Patience) -> smtplib.SMTP:
    context = tls_context(account) if account.tls != "none" else None
    with _trouble(), _refusals():
        client = (
            _Client(account.host, account.port, _ME, patience.connect)
            if context is None or account.tls == "starttls"
            else _TlsClient(
                account.host, account.port, _ME, timeout=patience.connect, context=context
            )
        )
    if client.sock is None:
        raise LostError("the server closed the connection")
    client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.sock.settimeout(patience.command)
    return client


def _start_tls(client: smtplib.SMTP, account: Account) -> None:
    if not client.has_extn("starttls"):
        message = f"the server {account.server} offers no encryption, so nothing was sent"
        hint = "others could read the mails: try another network, or `tls = implicit`"
        raise SstcError(message, hint)
    code, text = client.starttls(context=tls_context(account))
    if code != 220:
        raise RefusedError(read_reply(code, text))
    client.ehlo()


def _size(text: str) -> int:
    return min(int(text), _MOST) if text.isascii() and text.isdigit() and len(text) < 20 else 0


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn the exceptions of smtplib for replies into ours."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        code = error.smtp_code
        if not 400 <= code < 600:
            raise LostError("the server's answer is not SMTP") from None
        text = error.smtp_error
        raise RefusedError(read_reply(code, text)) from None


@contextmanager
def _trouble() -> Iterator[None]:
    """Turn everything that breaks a connection into LostError, without any data of it."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise certificate_error(error) from None
    except TimeoutError:
        raise LostError("the server did not answer in time") from None
    except ConnectionRefusedError:
        raise LostError(
            "connection refused: nothing listens on this port, or a firewall is between"
        ) from None
    except (smtplib.SMTPServerDisconnected, ConnectionError):
        raise LostError("the server closed the connection") from None
    except ssl.SSLError:
        raise LostError("the server does not speak TLS on this port") from None
    except socket.gaierror:
        raise LostError("the name of the server is unknown: check the network") from None
    except OSError as error:
        raise LostError((error.strerror or "the network is unreachable").lower()) from None
    except (smtplib.SMTPException, ValueError):
        raise LostError("the server's answer is not SMTP") from None
