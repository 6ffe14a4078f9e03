"""`sstc mail send`: a dry run, the count, continuing, and batches that are refused."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from conftest import Sstc, alter
from offices import exim, exim_server, office
from prepared import account, address, prepare, sending
from scripted import GOOD, Scripted
from senders import counts, store_in
from systems import INTERRUPTS, NAMED_PIPES

from sstc_cli.cli.mail.send import Stopping
from sstc_cli.errors import SstcError
from sstc_cli.mail.connection import stuffed
from sstc_cli.mailing.outbox import addresses_of
from sstc_cli.store.mail.ledger import Ledger
from sstc_cli.store.mail.status import mails_of

__all__ = ["exim", "exim_server", "office"]
DAY = ("--today", "2020-07-02")


@pytest.fixture
def ready(sstc: Sstc, workspace: Path):
    """Return a function that prepares a batch, and its server that accepts everything."""
    with sending(workspace) as server:
        yield lambda count, **more: (prepare(workspace, count, **more), server)


def outbox(workspace: Path, batch: str) -> list[Path]:
    return sorted((workspace / ".sstc" / "outbox" / batch).iterdir())


def sender(batch: str, count: int) -> subprocess.Popen[str]:
    """Start to send in a process of its own, which a test interrupts."""
    words = [sys.executable, "-m", "sstc_cli", "mail", "send", batch, "--send", "--yes", str(count)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_without_send_it_says_what_would_happen(sstc: Sstc, ready) -> None:
    batch, server = ready(40)
    result = sstc("mail", "send", batch, "--send", "--dry-run", *DAY).gives(0)
    assert sstc("mail", "send", batch, *DAY).out == result.out
    assert f"{batch}: message `agenda` of webinar 7, prepared on 2020-07-02" in result.out
    assert "would send 40 mails from office@example.org by 127.0.0.1:" in result.out
    assert "at 100,000 a minute and 1,000,000 a day, the last one leaves about" in result.out
    assert "nothing was sent: add `--send`, and confirm 40 mails" in result.err
    assert "warning: the webinar has begun" in sstc("mail", "send", batch).err
    assert server.sessions == 0


def test_the_count_is_confirmed(sstc: Sstc, ready) -> None:
    batch, server = ready(5)
    sstc("mail", "send", batch, "--send").gives(2, "add `--yes 5` to send them")
    wrong = sstc("mail", "send", batch, "--send", "--yes", 4)
    assert (wrong.status, "5 mails are still to be sent, not 4" in wrong.err) == (2, True)
    assert server.sessions == 0
    sstc("mail", "send", batch, "--send", "--yes", 5).gives(0, out="sent 5 mails\n")
    assert len({*server.accepted}) == len(server.accepted) == 5
    sstc("mail", "send", batch, "--send", "--yes", 5).gives(0, out="sent no mails\n")
    assert "before: 5 sent" in sstc("mail", "send", batch).out
    assert len(server.accepted) == 5


def test_a_limit_is_kept_and_the_same_command_goes_on(sstc: Sstc, ready) -> None:
    batch, server = ready(7)
    words = ("mail", "send", batch[:9], "--send", "--yes", 7, "--limit", 3)
    assert [sstc(*words).out for _ in range(4)] == [
        "sent 3 mails, 4 left\n", "sent 3 mails, 1 left\n", "sent 1 mail\n", "sent no mails\n",
    ]  # fmt: skip
    assert len({*server.accepted}) == len(server.accepted) == 7
    assert sstc("mail", "send", batch, "--send", "--yes", 8).status == 0  # nothing is left


def test_a_time_is_kept(sstc: Sstc, ready) -> None:
    batch, server = ready(3)
    late = ("--until", "2020-01-01 10:00")
    sstc("mail", "send", batch, "--send", "--yes", 3, *late).gives(0, out="sent no mails, 3 left\n")
    assert not server.accepted
    sstc("mail", "send", batch, "--until", "noon").gives(
        2, "`noon` is not a time\nhelp: write 18:00"
    )
    assert sstc("mail", "send", batch, "--send", "--yes", 3, "--until", "23:59").status == 0


def test_json_has_a_number_for_each_state(sstc: Sstc, ready) -> None:
    batch, _ = ready(3)
    dry = json.loads(sstc("mail", "send", batch, "--json").out)
    assert (dry["batch"], dry["count"], dry["sent"], dry["dry_run"]) == (batch, 3, 0, True)
    sent = json.loads(sstc("mail", "send", batch, "--send", "--yes", 3, "--json").out)
    assert (sent["sent"], sent["dry_run"]) == (3, False)
    states = ["prepared", "claimed", "dot", "sent", "deferred", "failed", "unknown", "expired",
              "withdrawn"]  # fmt: skip
    assert sent["states"] == dict.fromkeys(states, 0) | {"sent": 3}
    shown = json.loads(sstc("mail", "status", batch, "--json").out)
    assert shown["states"] == sent["states"] and shown["version"] == 1
    listed = json.loads(sstc("mail", "status", "--json").out)["batches"]
    assert [(entry["batch"], entry["count"]) for entry in listed] == [(batch, 3)]


def test_an_edited_mail_stops_everything(sstc: Sstc, ready, workspace: Path) -> None:
    batch, server = ready(3)
    kept = [other.read_bytes() for other in outbox(workspace, batch)]
    file = outbox(workspace, batch)[1]
    file.write_bytes(file.read_bytes() + b"PS: more\r\n")
    result = sstc("mail", "send", batch, "--send", "--yes", 3)
    assert (result.status, server.sessions) == (3, 0)
    place = f".sstc/outbox/{batch}/{file.name}"
    edited = f"error: {place} was edited since it was prepared, so nothing was sent"
    assert edited in result.err
    for other in outbox(workspace, batch):
        other.write_bytes(b"edited")
    more = sstc("mail", "send", batch, "--send", "--yes", 3).err
    assert "and 2 more were edited since they were prepared, so nothing was sent" in more
    assert "delete those files and run `sstc mail prepare` again, which restores them" in more
    for number, other in enumerate(outbox(workspace, batch)):
        other.write_bytes(kept[number])
    file.unlink()
    file.mkdir()
    assert edited in sstc("mail", "send", batch, "--send", "--yes", 3).err
    file.rmdir()
    result = sstc("mail", "send", batch, "--send", "--yes", 3)
    assert (
        f"1 mail is not in .sstc/outbox/{batch}," in result.err
        and "`sstc mail prepare` on this computer" in result.err
    )
    assert server.sessions == 0


@NAMED_PIPES
@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_what_is_not_a_file_is_refused_like_an_edited_one(sstc, ready, workspace, kind) -> None:
    batch, _ = ready(3)
    file = outbox(workspace, batch)[1]
    other = file.rename(workspace / "elsewhere.eml")
    os.mkfifo(file) if kind == "pipe" else file.symlink_to(other)
    for command in ("send", "export"):
        sstc("mail", command, batch).gives(3, f"{file.name} was edited since it was prepared")


def test_a_batch_whose_webinar_has_moved_is_refused(sstc: Sstc, ready) -> None:
    batch, server = ready(5)
    assert sstc("mail", "send", batch, "--send", "--yes", 5, "--limit", 2).status == 0
    assert sstc("schedule", "move", 7, "--time", "16:00", *DAY).status == 0
    result = sstc("mail", "send", batch, "--send", "--yes", 5)
    assert (result.status, len(server.accepted)) == (1, 2)
    assert "webinar 7 has changed since this batch was prepared, so nothing was sent" in result.err
    assert "2 people have a mail with an earlier plan" in result.err
    assert "`sstc mail prepare agenda 7`, and tell" in result.err
    shown = sstc("mail", "status", batch)
    assert "2 people have an earlier plan" in shown.out
    for told in (result, shown):
        assert "`sstc mail prepare change 7`" in told.err
    known = json.loads(sstc("mail", "status", batch, "--json").out)["known"]
    assert known == [{"release": "", "current": False, "people": 2, "unsure": 0}]


def test_an_expired_batch_is_not_sent(sstc: Sstc, ready) -> None:
    batch, server = ready(3, more={"expires_at": "2020-10-01T10:00:00+08:00"})
    assert "expire" not in sstc("mail", "send", batch, "--today", "2020-09-30").err
    assert "warning: 3 of them expire before it is their turn" in sstc("mail", "send", batch).err
    result = sstc("mail", "send", batch, "--send", "--yes", 3)
    assert (result.status, result.out, server.accepted) == (1, "", [])
    assert f"it is too late to send {batch}, so nothing was sent" in result.err
    assert "its mails expired at 2020-10-01 10:00 (Asia/Shanghai)" in result.err
    assert "3 prepared" in sstc("mail", "status").out  # another day may be tried
    batch, server = ready(3, message="invitation", more={"expires_at": "2020-10-01T10:00:00+08:00"})
    day = ("--today", "2020-09-30")  # for people who work on another day
    assert sstc("mail", "send", batch, "--send", "--yes", 3, *day).out == "sent 3 mails\n"


def test_unknown_batches_get_a_hint(sstc: Sstc, ready) -> None:
    batch, _ = ready(2)
    sstc("mail", "send", "agneda-07").gives(2, batch)


def test_trouble_is_one_line_and_says_what_was_sent(sstc: Sstc, workspace: Path) -> None:
    batch = prepare(workspace, 4)
    quota = {"rcpt": [None, None, b"550 5.4.5 daily " + address(2).encode() + b"\r\n"]}
    with sending(workspace, quota):
        result = sstc("mail", "send", batch, "--send", "--yes", 4)
    assert (result.status, result.out) == (3, "sent 2 mails, 2 left\n")
    assert "takes no more mails now (550 5.4.5, the limit of a day is used up)" in result.err
    assert "seeded" not in result.err + result.out
    with sending(workspace, quota):
        result = sstc("mail", "send", batch, "--send", "--yes", 4, "--json")
    assert result.status == 0
    assert json.loads(result.out)["states"]["sent"] == 4


def test_json_is_complete_in_trouble_too(sstc: Sstc, workspace: Path) -> None:
    batch = prepare(workspace, 2)
    with sending(workspace, {"mail": [b"530 5.7.0 no\r\n"]}):
        result = sstc("mail", "send", batch, "--send", "--yes", 2, "--json")
    assert result.status == 3 and "530 5.7.0" in json.loads(result.out)["error"]["message"]


def test_the_server_gets_the_same_bytes_with_a_date(sstc: Sstc, ready, workspace: Path) -> None:
    batch, server = ready(2)
    assert sstc("mail", "send", batch, "--send", "--yes", 2).status == 0
    for text, file in zip(server.texts, outbox(workspace, batch), strict=True):
        date, _, rest = text.partition(b"\r\n")
        assert date.startswith(b"Date: ") and date.endswith(b" +0000")
        assert rest == stuffed(file.read_bytes()) + b".\r\n"
        assert b"\r\n..Line 1" in rest


def test_addresses_are_read_from_any_header() -> None:
    head = (
        b"From: =?utf-8?q?B=C3=BCro=2C_a?=\r\n <office@example.org>\r\nto: a+b@example.org\r\n\r\n"
    )
    assert addresses_of(head) == ("office@example.org", "a+b@example.org")
    assert addresses_of("From: a@b.org\nTo: jörg@example.org\n\nx".encode())[1] == (
        "jörg@example.org"
    )


def test_no_address_is_in_the_ledger_or_in_any_message(sstc: Sstc, ready, workspace: Path) -> None:
    batch, _ = ready(3)
    said = [sstc("mail", "send", batch), sstc("mail", "send", batch, "--send", "--yes", 3)]
    said += [sstc("mail", "status", batch), sstc("mail", "status")]
    assert "seeded" not in "".join(result.out + result.err for result in said)
    store = workspace / ".sstc" / "store.sqlite"
    assert b"seeded" not in store.read_bytes()
    assert "nothing has been imported yet" in sstc("surveys", "list").err
    assert sstc("surveys", "check").status == 0


@INTERRUPTS
def test_an_interruption_wakes_up_whoever_waits_for_the_pace(office: Path) -> None:
    batch = prepare(office, 3)
    with sending(office):
        alter(office / ".sstc" / "mail.toml", "per_minute = 100000", "per_minute = 1")
        process = sender(batch, 3)
        while counts(office, batch) != {"sent": 1, "prepared": 2}:
            assert process.poll() is None
        process.terminate()
        out, _ = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "sent 1 mail, 2 left\n")


@INTERRUPTS
def test_a_second_request_does_not_wait_for_the_server(office: Path) -> None:
    batch = prepare(office, 3)
    ended = Event()

    class Silent(Scripted):
        def reply(self, stage: str) -> object:
            if stage == "dot":
                for _ in range(2):
                    process.terminate()
                    time.sleep(2)  # two signals at once would be one
                ended.wait(60)
            return super().reply(stage)

    with sending(office, Silent({})):
        process = sender(batch, 3)
        _, err = process.communicate(timeout=30)
        ended.set()
    assert process.returncode == 130, err
    assert counts(office, batch) == {"unknown": 1, "prepared": 2}


@INTERRUPTS
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_finishes_its_mail_and_goes_on(office: Path, number: int) -> None:
    batch = prepare(office, 30)

    class Slow(Scripted):
        def reply(self, stage: str) -> object:
            if stage == "dot" and len(self.accepted) == 3:
                os.kill(process.pid, number)
            return super().reply(stage)

    server = Slow({})
    with sending(office, server):
        process = sender(batch, 30)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 130, err
        assert out == f"sent {len(server.accepted)} mails, {30 - len(server.accepted)} left\n"
        assert "interrupted: no file is half written; run it again to continue" in err
        states = counts(office, batch)
        assert states == {"sent": len(server.accepted), "prepared": 30 - len(server.accepted)}
        again = sender(batch, 30)
        _, err = again.communicate(timeout=60)
        assert again.returncode == 0, err
    assert len(server.accepted) == len({*server.accepted}) == 30


def test_a_mail_too_large_for_the_server_stops_the_batch(sstc: Sstc, workspace: Path) -> None:
    batch = prepare(workspace, 2)
    small = GOOD["ehlo"].replace(b"1000000", b"100")
    with sending(workspace, {"ehlo": [small]}):
        result = sstc("mail", "send", batch, "--send", "--yes", 2)
    assert result.status == 3 and "and the server takes 100 at most" in result.err
    assert counts(workspace, batch) == {"prepared": 2}


def test_exim_gets_every_mail_once(office: Path, exim, monkeypatch, capfd) -> None:
    from sstc_cli.cli import main

    batch = prepare(office, 50)
    account(office, exim.port)
    assert main(["mail", "send", batch, "--send", "--yes", "50"]) == 0
    assert capfd.readouterr().out == "sent 50 mails\n"
    assert {*exim.accepted().values()} == {1} and len(exim.accepted()) == 50
    ids = {mail.id for mail in mails_of(store_in(office), batch, ["sent"])}
    assert exim.accepted().keys() == ids


def test_check_tries_the_account_and_sends_nothing(sstc: Sstc, ready) -> None:
    _, server = ready(1)
    result = sstc("mail", "check")
    assert result.status == 0
    assert "no encryption: the server is on this computer" in result.out
    assert "largest mail: 1 MB" in result.out and "pace: 100,000 a minute" in result.out
    assert "login: none" in result.out and "nothing was sent" in result.err
    about = json.loads(sstc("mail", "check", "--json").out)
    assert about["size"] == 1_000_000 and about["smtputf8"] is False
    assert not any(line.upper().startswith(b"MAIL") for line in server.said)


def test_a_store_of_mails_alone_is_backed_up(sstc: Sstc, ready, workspace: Path) -> None:
    batch, _ = ready(2)
    assert sstc("surveys", "backup", "copy.sqlite").status == 0
    with closing(sqlite3.connect(workspace / "copy.sqlite")) as copy:
        assert copy.execute("SELECT count(*), min(mailing) FROM mails").fetchone() == (2, batch)
    assert sstc("surveys", "key", "--rotate").status == 0
    assert sstc("mail", "send", batch, "--send", "--yes", 2).out == "sent 2 mails\n"


def test_the_beginning_of_a_name_means_the_batch_that_waits(sstc: Sstc, ready) -> None:
    first, _ = ready(2)
    assert sstc("mail", "send", "agenda-sustainable-logistics", "--send", "--yes", 2).status == 0
    second, _ = ready(3, webinar=8)
    assert first != second
    sstc("mail", "send", "agenda-sus", *DAY).gives(0, shows=f"{second}: message")
    sstc("mail", "status", "agenda-sus").gives(0, shows=(first, second))
    listed = json.loads(sstc("mail", "status", "agenda", "--json").out)["batches"]
    assert {entry["batch"] for entry in listed} == {first, second}


def test_a_sender_that_could_give_up_nothing_is_recovered_by_the_next_command(
    sstc: Sstc, ready, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, server = ready(5)
    full = SstcError("cannot write to the store: the disk is full", "delete some files")

    def fail(*_: object) -> None:
        raise full

    with monkeypatch.context() as disk:
        for step in ("fence", "release", "keep"):
            disk.setattr(Ledger, step, fail)
        result = sstc("mail", "send", batch, "--send", "--yes", 5, "--early", *DAY)
    assert result.status == 3
    assert result.out == "sent no mails, 5 left\n"
    assert "5 mails are being sent by a sender that holds them until 20" in result.err
    assert counts(workspace, batch) == {"claimed": 5}
    sstc("mail", "send", batch, "--send", "--yes", 5, "--early", *DAY).gives(
        0, out="sent 5 mails\n"
    )
    assert len(server.accepted) == 5
    assert not [*(workspace / ".sstc").glob(".sender-*")]


# each round asks at the next line that is run, in the standard library as well, until none is left
AT_EACH_LINE = """
import signal, sys
from sstc_cli.cli.mail.send import Stopping

def waited(at):
    lines = 0
    def trace(frame, event, _):
        nonlocal lines
        lines += event == "line"
        if event == "line" and lines == at:
            signal.raise_signal(signal.SIGTERM)
        return trace
    stopping = Stopping()
    with stopping.listening():
        sys.settrace(trace)
        stopping.wait(1 if at else 0)
        sys.settrace(None)
    return stopping()

waited(0)
at = 1
while waited(at):
    at += 1
print(at)
"""


def test_a_request_at_any_moment_of_a_wait_ends_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_EACH_LINE],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 4


def test_only_what_may_take_long_is_interrupted() -> None:
    stopping = Stopping()
    with stopping.listening():
        with stopping.interruptible():
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt), stopping.interruptible():
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
    assert stopping()
