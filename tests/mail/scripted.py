"""A mail server that does what a script says, and remembers what it accepted."""

import socket
import ssl
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

GOOD = {
    "greeting": b"220 mail.test\r\n",
    "ehlo": b"250-mail.test\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n",
    "helo": b"250 mail.test\r\n",
    "starttls": b"220 go on\r\n",
    "auth": b"235 2.7.0 welcome\r\n",
    "mail": b"250 2.1.0 ok\r\n",
    "rcpt": b"250 2.1.5 ok\r\n",
    "data": b"354 go on\r\n",
    "text": b"",
    "dot": b"250 2.0.0 queued\r\n",
    "rset": b"250 2.0.0 ok\r\n",
    "quit": b"221 bye\r\n",
}
CLOSE, HANG = object(), object()
Script = Mapping[str, list[object]]


@dataclass
class Scripted:
    """Replies in their order; the last one of a stage is repeated, and others are good ones."""

    script: Script
    context: ssl.SSLContext | None = None
    implicit: bool = False
    accepted: list[str] = field(default_factory=list)
    said: list[bytes] = field(default_factory=list)
    texts: list[bytes] = field(default_factory=list)
    sessions: int = 0
    _turns: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def reply(self, stage: str) -> object:
        replies = self.script.get(stage)
        if not replies:
            return GOOD[stage]
        turn = self._turns[stage]
        self._turns[stage] += 1
        found = replies[min(turn, len(replies) - 1)]
        return GOOD[stage] if found is None else found

    def serve(self, peer: socket.socket) -> None:
        self.sessions += 1
        if self.implicit and self.context:
            peer = self.context.wrap_socket(peer, server_side=True)
        try:
            with suppress(OSError, _Closed):
                self._say(peer, "greeting")
                peer = self._until_tls(peer)
                self._until_tls(peer)
        finally:
            peer.close()

    def _until_tls(self, peer: socket.socket) -> socket.socket:
        """Answer lines until the end, or until encryption begins; return its socket."""
        with peer.makefile("rb") as stream:
            while line := stream.readline():
                self.said.append(line)
                stage = line.split(b":")[0].split()[0].decode("ascii", "replace").lower()
                if stage not in GOOD:
                    peer.sendall(b"500 5.5.1 what?\r\n")
                    continue
                self._say(peer, stage)
                if stage == "starttls" and self.context:
                    return self.context.wrap_socket(peer, server_side=True)
                if stage == "data" and self._was_good("data"):
                    self._text(peer, stream)
        raise _Closed

    def _was_good(self, stage: str) -> bool:
        replies = self.script.get(stage) or [None]
        return replies[min(self._turns[stage], len(replies)) - 1] in (None, GOOD[stage])

    def _text(self, peer: socket.socket, stream) -> None:
        id_ = ""
        self._say(peer, "text")
        self.texts.append(b"")
        for line in stream:
            self.texts[-1] += line
            if line.lower().startswith(b"message-id:"):
                id_ = line.split(b"<")[1].split(b">")[0].decode()
            if line == b".\r\n":
                break
        else:
            return
        reply = self.reply("dot")
        data = reply[0] if isinstance(reply, tuple) else reply
        if data not in (CLOSE, HANG) and bytes(data).startswith(b"250"):
            self.accepted.append(id_)
        self._act(peer, reply)

    def _say(self, peer: socket.socket, stage: str) -> None:
        self._act(peer, self.reply(stage))

    def _act(self, peer: socket.socket, reply: object) -> None:
        """Say something; a pair ends the session after it."""
        if reply is CLOSE:
            raise _Closed
        if reply is HANG:
            threading.Event().wait(3)
            raise _Closed
        data = reply[0] if isinstance(reply, tuple) else reply
        peer.sendall(bytes(data))
        if isinstance(reply, tuple):
            raise _Closed


class _Closed(Exception):  # noqa: N818
    """The script ends the session."""


@contextmanager
def serving(server) -> Iterator[int]:
    """Yield the port at which a server is, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            with suppress(OSError):
                while True:
                    peer, _ = listener.accept()
                    threading.Thread(
                        target=_quietly, args=(server.serve, peer), daemon=True
                    ).start()

        threading.Thread(target=listen, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def _quietly(serve, peer: socket.socket) -> None:
    with suppress(OSError, ValueError, IndexError):
        serve(peer)
