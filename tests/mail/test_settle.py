"""What people do about mails: resolve, withdraw, stop, allow, forget and purge."""

import gzip
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Sstc
from offices import exim, exim_server, office, postfix, postfix_server
from prepared import account, address, prepare, sending
from scripted import CLOSE
from senders import counts, run, store_in

from sstc_cli.mailing.evidence import accepted_in_log, ids_in_folder
from sstc_cli.store.mail.status import mails_of

__all__ = ["exim", "exim_server", "office", "postfix", "postfix_server"]


@pytest.fixture
def unsettled(sstc: Sstc, workspace: Path) -> str:
    """Return a batch of five, of which two are unknown, and the rest is sent."""
    batch = prepare(workspace, 5)
    with sending(workspace, {"dot": [CLOSE, None, None, CLOSE, None]}):
        run(workspace, batch)
    assert counts(workspace, batch) == {"unknown": 2, "sent": 3}
    return batch


def unknown(workspace: Path, batch: str) -> list[str]:
    return [mail.id for mail in mails_of(store_in(workspace), batch, ["unknown"])]


def test_unknown_mails_are_shown_with_their_files(sstc: Sstc, workspace: Path, unsettled) -> None:
    shown = sstc("mail", "status", unsettled).out
    assert "2 unknown, because the connection broke at the last moment" in shown
    for id_ in unknown(workspace, unsettled):
        assert f"-{id_[:12]}.eml" in shown
    send = sstc("mail", "send", unsettled, "--send", "--yes", 5).gives(1, out="sent no mails\n")
    assert f"`sstc mail resolve {unsettled}` settles them" in send.err


@pytest.mark.parametrize("packed", [False, True])
def test_the_log_of_the_server_settles(sstc: Sstc, workspace: Path, unsettled, packed) -> None:
    first, _ = unknown(workspace, unsettled)
    line = (
        f"2026-11-26 22:05:56 1xWhbI-00A <= office@example.org H=(x) [127.0.0.1] S=3 id={first}\n"
    )
    log = workspace / ("mainlog.2.gz" if packed else "mainlog")
    log.write_bytes(gzip.compress(line.encode()) if packed else line.encode())
    result = sstc("mail", "resolve", unsettled, "--log", log).gives(0)
    assert "1 mail found, and kept as sent; 1 not found" in result.out
    assert f"`sstc mail resolve {unsettled} --again` sends it again" in result.out
    again = sstc("mail", "send", unsettled, "--send", "--yes", 5)
    assert f"`sstc mail resolve {unsettled}` settles it" in again.err
    assert "postqueue" in result.out
    assert counts(workspace, unsettled) == {"unknown": 1, "sent": 4}


def test_a_log_of_another_kind_is_refused(sstc: Sstc, workspace: Path, unsettled) -> None:
    for name, text in (("a.txt", "nothing\n"), ("b.gz", "\x1f")):
        (workspace / name).write_text(text)
        result = sstc("mail", "resolve", unsettled, "--log", name)
        assert result.status == 2 and "is not a log of Exim or Postfix" in result.err
    (workspace / "c.gz").write_bytes(gzip.compress(b"a" * 1_000)[:20])
    assert sstc("mail", "resolve", unsettled, "--log", "c.gz").status == 3
    assert sstc("mail", "resolve", unsettled, "--log", "missing").status == 3


def sent_folder(folder: Path, kind: str, ids: list[str]) -> Path:
    """Make the folder of sent mails of a mail program."""
    texts = [f"Subject: x\nMessage-ID:\n <{id_}>\n\nbody\nMessage-ID: <no@x>\n" for id_ in ids]
    if kind == "mbox":
        file = folder / "Sent"
        file.write_text("".join(f"From me Thu Nov 26\n{text}\n" for text in texts))
        return file
    place = folder / "Sent" / ("cur" if kind == "Maildir" else "2026")
    place.mkdir(parents=True)
    for number, text in enumerate(texts):
        name = f"17{number}.host:2,S" if kind == "Maildir" else f"a{number}.eml"
        (place / name).write_text(text)
    return folder / "Sent"


def test_a_folder_without_the_mails_changes_nothing(sstc: Sstc, workspace: Path, unsettled) -> None:
    folder = workspace / "kept"
    folder.mkdir()
    result = sstc("mail", "resolve", unsettled, "--sent", sent_folder(folder, "mbox", ["a@b"]))
    assert f"{unsettled}: not found: 2 (nothing was changed)" in result.out
    shown = sstc("mail", "status", unsettled).out
    assert "3 people have, and 2 may have, the present plan" in shown


@pytest.mark.parametrize("kind", ["mbox", "Maildir", "eml"])
def test_the_folder_of_sent_mails_settles(sstc, workspace, unsettled, kind) -> None:
    ids = unknown(workspace, unsettled)
    folder = workspace / "kept"
    folder.mkdir()
    place = sent_folder(folder, kind, ids)
    assert ids_in_folder(place) == {*ids}
    result = sstc("mail", "resolve", unsettled, "--sent", place)
    assert "2 mails found, and kept as sent" in result.out
    assert counts(workspace, unsettled) == {"sent": 5}
    assert "no mail is unknown" in sstc("mail", "resolve", unsettled, "--sent-by-hand").out


def test_a_person_decides(sstc: Sstc, workspace: Path, unsettled) -> None:
    none = sstc("mail", "resolve", unsettled)
    both = sstc("mail", "resolve", unsettled, "--sent-by-hand", "--again")
    assert none.status == both.status == 2 and "give one of `--log`" in none.err
    store = workspace / ".sstc" / "store.sqlite"
    with closing(sqlite3.connect(store)) as ledger:
        dates = dict(ledger.execute("SELECT id, first_at FROM mails WHERE state = 'unknown'"))
    assert "2 mails wait to be sent again" in sstc("mail", "resolve", unsettled, "--again").out
    with sending(workspace) as server:
        assert sstc("mail", "send", unsettled, "--send", "--yes", 2).status == 0
    assert {*server.accepted} == {*dates}
    with closing(sqlite3.connect(store)) as ledger:
        for id_, first in dates.items():
            query = "SELECT first_at FROM mails WHERE id = ?"
            assert ledger.execute(query, (id_,)).fetchone() == (first,)


def test_refused_mails_can_be_tried_again(sstc: Sstc, workspace: Path) -> None:
    batch = prepare(workspace, 12)
    with sending(workspace, {"rcpt": [b"550 relay not permitted\r\n"]}):
        stopped = sstc("mail", "send", batch, "--send", "--yes", 12)
    assert stopped.status == 3 and "refused 10 mails in a row" in stopped.err
    assert sstc("mail", "resolve", batch, "--failed", "--sent-by-hand").status == 2
    assert "10 mails wait" in sstc("mail", "resolve", batch, "--again", "--failed").out
    with sending(workspace):
        assert sstc("mail", "send", batch, "--send", "--yes", 12).out == "sent 12 mails\n"


def settled_by(office: Path, port: int, log: Path) -> None:
    """Send by a real server, and let its log say of each mail that it was accepted."""
    batch = prepare(office, 5)
    account(office, port)
    run(office, batch)
    assert counts(office, batch) == {"sent": 5}
    ids = {mail.id for mail in mails_of(store_in(office), batch, ["sent"])}
    for _ in range(300):  # the server answers before it writes
        if ids <= accepted_in_log(log):
            return
        time.sleep(0.1)
    pytest.fail("the log lacks a mail")


def test_the_log_of_a_real_exim_is_understood(office: Path, exim) -> None:
    settled_by(office, exim.port, exim.log)


def test_the_log_of_a_real_postfix_is_understood(office: Path, postfix) -> None:
    settled_by(office, postfix.delivering, postfix.log)


def test_a_mail_that_postfix_did_not_finish_was_not_accepted(tmp_path: Path) -> None:
    log = tmp_path / "mail.log"
    start = "Nov 26 22:20:51 mail postfix"
    log.write_text(
        f"{start}/cleanup[1]: 4A: message-id=<a@x>\n{start}/cleanup[1]: 4B: message-id=<b@x>\n"
        f"{start}/qmgr[2]: 4B: from=<o@x>, size=2, nrcpt=1 (queue active)\n"
    )
    assert accepted_in_log(log) == {"b@x"}


def test_what_has_not_left_can_be_withdrawn(sstc: Sstc, workspace: Path) -> None:
    batch = prepare(workspace, 5)
    with sending(workspace):
        sstc("mail", "send", batch, "--send", "--yes", 5, "--limit", 2)
        result = sstc("mail", "withdraw", batch, "--yes")
        assert result.out == f"{batch}: withdrew 3 mails\n"
        assert result.err == "2 mails had left before\n"
        assert sstc("mail", "send", batch, "--send", "--yes", 5).out == "sent no mails\n"
    assert counts(workspace, batch) == {"sent": 2, "withdrawn": 3}


def test_whoever_asks_gets_no_more_invitations(sstc: Sstc, workspace: Path) -> None:
    batch = prepare(workspace, 3, "invitation")
    result = sstc("mail", "stop", address(1).upper())
    assert result.out == "this person gets no more invitations; withdrew 1 mail\n"
    assert counts(workspace, batch) == {"prepared": 2, "withdrawn": 1}
    assert "had asked for none" in sstc("mail", "allow", address(1)).out
    assert sstc("mail", "allow", address(1)).out == "this person gets mail\n"
    for typed in ("someone", "a@b.org\r\nX", "a..b@example.org", "=?utf-8?q?b20?=@example.org"):
        for word in ("stop", "allow"):
            sstc("mail", word, typed).gives(2, "that is not an e-mail address")
    assert "seeded" not in result.out + result.err


def test_a_stop_of_an_unknown_address_says_so(sstc: Sstc, workspace: Path) -> None:
    prepare(workspace, 3, "invitation")
    assert "no mail was ever sent" not in sstc("mail", "stop", address(1)).err
    unknown = sstc("mail", "stop", "mistyped@example.org")
    assert unknown.status == 0 and "no mail was ever sent to this address" in unknown.err
    assert "had asked for none" in sstc("mail", "allow", "mistyped@example.org").out


def test_a_forgotten_person_is_in_no_ledger_and_no_outbox(sstc: Sstc, workspace: Path) -> None:
    batch = prepare(workspace, 4)
    with sending(workspace):
        sstc("mail", "send", batch, "--send", "--yes", 4, "--limit", 2)
        sstc("surveys", "forget", address(2), "--yes").gives(0, shows="1 mail in the ledger")
        left = [*(workspace / ".sstc" / "outbox" / batch).iterdir()]
        assert len(left) == 3
        assert not any(address(2).encode() in file.read_bytes() for file in left)
        assert sstc("mail", "send", batch, "--send", "--yes", 4).status == 0
    assert counts(workspace, batch) == {"sent": 3}
    assert sstc("surveys", "check").status == 0


def test_old_mails_are_purged_and_never_sent_twice(sstc: Sstc, workspace: Path) -> None:
    batch = prepare(workspace, 4)
    with sending(workspace, {"rcpt": [b"550 5.1.1 no\r\n", None]}):
        sstc("mail", "send", batch, "--send", "--yes", 4, "--limit", 3)
    late = ("--older-than", "1y", "--today", "2026-11-26")
    assert "still has mails to send" in sstc("mail", "purge", *late).err
    sstc("mail", "withdraw", batch, "--yes")
    for words, status in (("--dry-run",), 0), ((), 2):
        result = sstc("mail", "purge", *late, *words).gives(status)
        assert result.out == ("" if status else "before 2025-11-26: 4 mails of 1 batch\n")
    assert (workspace / ".sstc" / "outbox" / batch).exists()
    purged = sstc("mail", "purge", *late, "--yes")
    assert purged.out == "before 2025-11-26: 4 mails of 1 batch erased\n"
    assert not (workspace / ".sstc" / "outbox" / batch).exists()
    assert counts(workspace, batch) == {"sent": 2}
    assert "no mails of no batches" in sstc("mail", "purge", *late).out
    assert sstc("surveys", "check").status == 0
    # the same message again: those who have it keep it, and one has a bad address
    assert prepare(workspace, 4) == batch
    assert counts(workspace, batch) == {"sent": 2, "prepared": 1, "withdrawn": 1}


def test_a_batch_whose_people_are_all_forgotten_has_no_mails(sstc: Sstc, workspace: Path) -> None:
    batch = prepare(workspace, 1)
    sstc("surveys", "forget", address(0), "--yes").gives(0)
    listed = sstc("mail", "status").out
    assert batch in listed and "  no mails\n" in listed
