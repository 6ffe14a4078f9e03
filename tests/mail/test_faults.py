"""Servers that fail in every way: no mail twice, none lost, and one line that says what to do."""

import select
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Sstc
from offices import office
from prepared import account, address, prepare, sending
from scripted import CLOSE, GOOD, HANG, Script, Scripted, serving
from senders import counts, run, store_in

from sstc_cli.mail.connection import Connection
from sstc_cli.store.mail import stopped
from sstc_cli.store.mail.status import reasons_of

__all__ = ["office"]
COUNT = 4
ADDRESS = address(0).encode()
BAD = b"550 5.1.1 <" + ADDRESS + b">: no such user\r\n"

# what the server does, what becomes of four mails, what the error says, and how often it waits
FAULTS: dict[str, tuple[Script, dict[str, int], str, int]] = {
    "closes at once": ({"greeting": [CLOSE]}, {"prepared": 4}, "no connection", 3),
    "wants nobody": ({"greeting": [b"554 5.3.2 no service\r\n"]}, {"prepared": 4}, "refused", 0),
    "is busy for long": ({"greeting": [b"421 4.3.0 later\r\n"]}, {"prepared": 4}, "is busy", 3),
    "is busy for a while": ({"greeting": [b"421 later\r\n", None]}, {"sent": 4}, "", 1),
    "speaks HTTP": ({"greeting": [b"HTTP/1.1 400 Bad\r\n"]}, {"prepared": 4}, "not SMTP", 3),
    "says nothing": ({"greeting": [HANG]}, {"prepared": 4}, "no connection", 3),
    "is old": ({"ehlo": [b"502 what?\r\n"]}, {"sent": 4}, "", 0),
    "wants a login": ({"mail": [b"530 5.7.0 log in\r\n"]}, {"prepared": 4}, "refused", 0),
    "has no passwords": ({"mail": [b"550 5.7.30 off\r\n"]}, {"prepared": 4}, "5.7.30", 0),
    "ends sessions": ({"mail": [None, (b"421 4.7.0 enough\r\n",), None]}, {"sent": 4}, "", 0),
    "wants fewer": ({"mail": [b"432 4.3.2 too many\r\n"]}, {"prepared": 4}, "busy", 3),
    "greylists": ({"rcpt": [b"450 4.7.1 later " + ADDRESS + b"\r\n"]}, {"deferred": 4}, "", 0),
    "wants another session": ({"rcpt": [None, b"452 4.5.3 x\r\n", None]}, {"sent": 4}, "", 0),
    "takes nobody": ({"rcpt": [b"452 too many recipients\r\n"]}, {"prepared": 4}, "busy", 3),
    "has full mailboxes": ({"rcpt": [b"452 4.2.2 full\r\n"]}, {"deferred": 4}, "", 0),
    "wants encryption": ({"mail": [b"530 Must issue STARTTLS\r\n"]}, {"prepared": 4}, "tls =", 0),
    "does not know the sender": ({"mail": [b"550 5.1.8 x\r\n"]}, {"prepared": 4}, "refused", 0),
    "has a closed group": ({"rcpt": [b"550 5.7.1 x\r\n", None]}, {"deferred": 1, "sent": 3}, "", 0),
    "has a full one": ({"rcpt": [b"550 over quota\r\n", None]}, {"deferred": 1, "sent": 3}, "", 0),
    "relays nothing": ({"rcpt": [b"554 5.7.1 x\r\n"]}, {"deferred": 3, "prepared": 1}, "policy", 0),
    "knows nobody": ({"rcpt": [BAD]}, {"failed": 4}, "", 0),
    "finds it large": ({"mail": [b"552 5.3.4 x\r\n", None]}, {"failed": 1, "sent": 3}, "", 0),
    "has a quota": ({"rcpt": [None, b"550 5.4.5 x\r\n"]}, {"sent": 1, "prepared": 3}, "limit", 0),
    "has a limit": ({"mail": [b"550 frequency limited\r\n"]}, {"prepared": 4}, "limit", 0),
    "refuses data": ({"data": [b"451 4.3.0 x\r\n", None]}, {"deferred": 1, "sent": 3}, "", 0),
    "answers 250 to DATA": ({"data": [b"250 ok\r\n"]}, {"deferred": 2, "prepared": 2}, "SMTP", 3),
    "closes in the text": ({"text": [CLOSE]}, {"deferred": 2, "prepared": 2}, "closed", 3),
    "closes once in the text": ({"text": [CLOSE, None]}, {"sent": 4}, "", 1),
    "answers too early": ({"text": [b"250 x\r\n"]}, {"deferred": 2, "prepared": 2}, "early", 3),
    "closes after the dot": ({"dot": [CLOSE]}, {"unknown": 3, "prepared": 1}, "broke off", 0),
    "closes once after it": ({"dot": [CLOSE, None]}, {"unknown": 1, "sent": 3}, "", 0),
    "hangs after the dot": ({"dot": [HANG, None]}, {"unknown": 1, "sent": 3}, "", 0),
    "defers at the dot": ({"dot": [b"451 4.3.0 x\r\n", None]}, {"deferred": 1, "sent": 3}, "", 0),
    "fails at the dot": ({"dot": [b"554 5.6.0 x\r\n", None]}, {"failed": 1, "sent": 3}, "", 0),
    "has a policy": ({"dot": [b"554 5.7.1 x\r\n"]}, {"deferred": 3, "prepared": 1}, "policy", 0),
    "answers nonsense": ({"dot": [b"\xff\x00\r\n", None]}, {"unknown": 1, "sent": 3}, "", 0),
    "answers for ever": ({"dot": [b"2" * 99_999, None]}, {"unknown": 1, "sent": 3}, "", 0),
    "leaves after 250": ({"dot": [(GOOD["dot"],)]}, {"sent": 4}, "", 0),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_server_that(office: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    script, states, said, waits = FAULTS[name]
    if "text" in script:  # what the server does there arrives before the dot
        monkeypatch.setattr(Connection, "_has_spoken", has_spoken_within_a_second)
    batch = prepare(office, COUNT)
    server = Scripted(script)
    with sending(office, server):
        ended = run(office, batch)
    assert ended.states == states
    assert (ended.error is not None) == bool(said or "prepared" in states), ended.error
    shown = f"{ended.error.message} {ended.error.hint}" if ended.error else ""
    assert said in shown and "\n" not in shown
    assert len(ended.waits) == waits
    assert len(server.accepted) == len({*server.accepted})
    assert len(server.accepted) >= states.get("sent", 0)
    assert len(server.accepted) <= states.get("sent", 0) + states.get("unknown", 0)
    assert ADDRESS.decode() not in shown
    with closing(sqlite3.connect(office / ".sstc" / "store.sqlite")) as store:
        assert "seeded" not in "".join(store.iterdump())


def has_spoken_within_a_second(connection: Connection) -> bool:
    return bool(select.select([connection._socket], [], [], 1)[0])


def test_a_bad_address_gets_no_more_mail(office: Path) -> None:
    batch = prepare(office, COUNT)
    other = prepare(office, COUNT, "invitation")
    with sending(office, {"rcpt": [BAD, None]}):
        assert run(office, batch).states == {"sent": 3, "failed": 1}
        assert run(office, other).states == {"sent": 3, "withdrawn": 1}
    assert [*stopped(store_in(office)).values()] == ["bounced"]
    assert reasons_of(store_in(office), batch) == [("failed", "550 5.1.1", 1)]


def test_ten_equal_refusals_stop_the_batch(office: Path) -> None:
    batch = prepare(office, 30)
    with sending(office, {"rcpt": [b"550 no\r\n"]}):
        ended = run(office, batch)
    assert ended.states == {"failed": 10, "prepared": 20}
    assert "refused 10 mails in a row (550, the server refused it)" in ended.error.message


def test_more_than_five_in_a_hundred_stop_the_batch(office: Path) -> None:
    batch = prepare(office, 60)
    odd = [b"550 5.1.1 no\r\n", *[None] * 8]
    with sending(office, {"rcpt": odd * 7}):
        ended = run(office, batch)
    assert ended.states == {"failed": 3, "sent": 17, "prepared": 40}
    assert "refused 3 of 20 mails, more than 5 %" in ended.error.message


def test_mails_that_break_off_now_and_then_stop_the_batch(office: Path) -> None:
    batch = prepare(office, 60)
    with sending(office, {"dot": [CLOSE, *[None] * 8] * 7}):
        ended = run(office, batch)
    assert ended.states == {"unknown": 3, "sent": 17, "prepared": 40}
    assert "broke off after 3 of 20 mails, more than 5 %" in ended.error.message


def test_a_server_that_takes_nothing_now_stops_the_batch(sstc: Sstc, office: Path) -> None:
    batch = prepare(office, 30)
    with sending(office, {"rcpt": [b"451 4.7.1 later\r\n"]}) as server:
        sent = sstc("mail", "send", batch, "--send", "--yes", 30)
        assert len([line for line in server.said if line.startswith(b"rcpt")]) == 20
    sent.gives(
        3, "took none of the last 20 mails now (451 4.7.1", "20 deferred: run this again after 2"
    )


def test_an_address_that_a_policy_refuses_fails_in_the_end(sstc: Sstc, office: Path) -> None:
    batch = prepare(office, COUNT)
    with sending(office, {"rcpt": [b"550 5.7.1 denied\r\n", None]}):
        sent = sstc("mail", "send", batch, "--send", "--yes", COUNT)
        sent.gives(3, "1 deferred: run this again after", out="sent 3 mails, 1 deferred\n")
        sstc("mail", "status", batch).gives(0, shows=("550 5.7.1", "are deferred:\n", ".eml"))
    with store_in(office).writing() as connection:
        connection.exec_driver_sql("UPDATE mails SET next_at = 0, attempts = 4 WHERE next_at > 0")
    with sending(office, {"rcpt": [b"550 5.7.1 denied\r\n"]}):
        assert run(office, batch).states == {"sent": 3, "failed": 1}
    assert not stopped(store_in(office))


class Relay:
    """A relay that cuts both ways after so many bytes of what the sender says."""

    def __init__(self, port: int, most: int) -> None:
        self.port, self.most = port, most

    def serve(self, peer) -> None:
        import socket
        import threading

        with closing(peer), socket.create_connection(("127.0.0.1", self.port)) as server:
            answers = threading.Thread(target=self._back, args=(server, peer), daemon=True)
            answers.start()
            left = self.most
            while left and (data := peer.recv(min(left, 65_536))):
                server.sendall(data)
                left -= len(data)
            if left == 0:  # what it has passed on arrives, and the answer does not come back
                peer.shutdown(socket.SHUT_RDWR)
                server.shutdown(socket.SHUT_WR)
            answers.join(3)

    @staticmethod
    def _back(server, peer) -> None:
        try:
            while data := server.recv(65_536):
                peer.sendall(data)
        except OSError:
            pass


def test_a_relay_may_cut_at_every_byte_around_the_dot(office: Path) -> None:
    batch = prepare(office, 1)
    whole = Scripted({})
    with serving(whole) as port:
        account(office, port)
        with serving(Relay(port, 10**9)) as relay:
            account(office, relay)
            assert run(office, batch).states == {"sent": 1}
    size = sum(map(len, whole.said)) - len(b"QUIT\r\n")
    text = size_of_text(office, batch)
    for cut in range(size + text - 12, size + text + 4):
        again(office, batch)
        server = Scripted({})
        with serving(server) as port, serving(Relay(port, cut)) as relay:
            account(office, relay)
            ended = run(office, batch, most=1)
        assert len(server.accepted) == int(cut >= size + text), cut
        # what is on its way may be cut, too, so only an answer tells
        may_be = ["unknown", "sent"] if server.accepted else ["unknown", "prepared", "deferred"]
        assert [*ended.states] in [[state] for state in may_be], cut
        assert ended.states != {"sent": 1} or cut >= size + text


def size_of_text(office: Path, batch: str) -> int:
    """Return the bytes of the first mail as the server gets it, with its date and its dot."""
    from sstc_cli.mail.connection import stuffed

    (file,) = (office / ".sstc" / "outbox" / batch).glob("*.eml")
    date = b"Date: Thu, 26 Nov 2026 22:00:00 +0000\r\n"
    return len(stuffed(date + file.read_bytes())) + len(b".\r\n")


def again(office: Path, batch: str) -> None:
    """Let the mail wait again, as if nothing had happened."""
    with store_in(office).writing() as connection:
        connection.exec_driver_sql(
            "UPDATE mails SET state = 'prepared', attempts = 0, owner = NULL"
        )
    assert counts(office, batch) == {"prepared": 1}
