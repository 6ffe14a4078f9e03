"""Mails that come back: reports of servers, older forms, automatic replies, and wishes to stop."""

import json
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest
from conftest import Sstc
from hypothesis import given
from hypothesis import strategies as st
from prepared import TODAY, address, prepare

from sstc_cli.cli.console.store import make_keys, store_of
from sstc_cli.mail.bounces import Bounce, Kind, Other, Wish, read_returned
from sstc_cli.mail.mailboxes import bytes_in, mails_in
from sstc_cli.mailing.mailing import stop_code
from sstc_cli.store.mail import stopped
from sstc_cli.workspace import open_workspace

ID = "abcdefghij234567@example.org"
HEAD = "From: MAILER-DAEMON@example.org\nTo: office@example.org\nMessage-ID: <report@example.org>\n"
WHEN = "Date: Fri, 3 Jul 2020 09:00:00 +0800\n"


def report(
    status: str = "5.1.1",
    *,
    action: str = "failed",
    reason: str = "",
    id_: str = ID,
    when: str = WHEN,
    returned: str = "text/rfc822-headers",
) -> bytes:
    """Return a report by RFC 3464, with the headers of the mail or all of it."""
    diagnostic = f"Diagnostic-Code: smtp; {reason}\n" if reason else ""
    return (
        f"{HEAD}{when}Subject: Undelivered Mail Returned to Sender\n"
        "Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=b"\n\n'
        "--=b\nContent-Type: text/plain\n\nYour mail could not be delivered.\n\n"
        "--=b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {address(0)}\nAction: {action}\nStatus: {status}\n{diagnostic}\n"
        f"--=b\nContent-Type: {returned}\n\n"
        f"From: office@example.org\nMessage-ID:\n <{id_}>\nSubject: Agenda\n\nText\n"
        "--=b--\n"
    ).encode()


QMAIL = f"""{HEAD}Date: Fri, 3 Jul 2020 01:00:00 -0000
Subject: failure notice

Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{address(0)}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <office@example.org>
Message-ID: <{ID}>
Subject: Agenda

Text
"""
LEAVE = f"""From: {address(0)}
Subject: Automatic reply: Agenda
Auto-Submitted: auto-replied
In-Reply-To: <{ID}>

I am on leave until Monday.
"""


def read(data: bytes | str) -> Bounce | Wish | Other:
    return read_returned(message_from_bytes(data.encode() if isinstance(data, str) else data))


@pytest.mark.parametrize(
    ("status", "reason", "kind"),
    [
        ("5.1.1", "", Kind.HARD),
        ("5.1.2", "", Kind.HARD),
        ("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound", Kind.HARD),  # Exchange
        ("5.4.4", "", Kind.HARD),  # Postfix about a domain that does not exist
        ("5.0.0", "550 5.1.1 <somebody>: unknown", Kind.HARD),  # Exim
        ("5.0.0", "550 No such user here", Kind.HARD),
        ("5.5.0", "550 用户不存在", Kind.HARD),
        ("5.0.0", "550 Sender verify failed", Kind.SOFT),
        ("5.2.2", "552 5.2.2 mailbox full", Kind.SOFT),
        ("4.4.7", "", Kind.SOFT),
        ("5.2.1", "", Kind.SOFT),
        ("5.2.1", "550-5.2.1 The email account that you tried to reach is inactive", Kind.HARD),
        ("5.2.1", "550 5.2.1 The user is receiving mail too quickly: rate limit", Kind.SOFT),
        ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied. AS(1)", Kind.HARD),
        ("5.4.1", "550 5.4.1 no answer from host", Kind.SOFT),
        ("5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable", Kind.HARD),
        ("5.5.0", "550 Mailbox unavailable, over quota limit", Kind.SOFT),
        ("5.0.0", "554 delivery error: This user doesn't have a yahoo.com account", Kind.HARD),
        ("5.1.8", "501 5.1.8 bad sender", Kind.POLICY),
        ("5.7.1", "550 5.7.1 message refused", Kind.POLICY),
        ("5.0.0", "554 listed as spam: no such user", Kind.POLICY),
        ("", "", Kind.SOFT),
    ],
)
def test_a_report_says_what_is_wrong_with_an_address(status: str, reason: str, kind: Kind) -> None:
    found = read(report(status, reason=reason))
    assert isinstance(found, Bounce)
    assert (found.kind, found.ids, str(found.day)) == (kind, (ID,), "2020-07-03")


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_the_id_is_that_of_the_returned_mail(returned: str) -> None:
    found = read(report(returned=returned))
    assert isinstance(found, Bounce)
    assert found.ids == (ID,)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (report("4.4.1", action="delayed"), Other.DELAYED),
        (report("2.0.0", action="delivered"), Other.AUTOMATIC),
        (LEAVE, Other.AUTOMATIC),
        (LEAVE.replace("Auto-Submitted: auto-replied", "X-Autoreply: yes"), Other.AUTOMATIC),
        (LEAVE.replace("auto-replied", "auto-generated"), Other.AUTOMATIC),
        (LEAVE.replace("auto-replied", "no").replace("Automatic", "My"), Other.MAIL),
        ("Subject: stop\n\nabcdefghijklmnop", Other.MAIL),
        ("Subject: stop abcdefghijklmno8\n\n", Other.MAIL),
        ("Subject: Re: STOP abcdefghijklmnop\n\n", Wish("abcdefghijklmnop")),
        ("Subject: =?utf-8?b?c3RvcCBhYmNkZWZnaGlqa2xtbm9w?=\n\n", Wish("abcdefghijklmnop")),
        ("Subject: =?what?b?c3RvcA==?= stop abcdefghijklmnop\n\n", Wish("abcdefghijklmnop")),
        (LEAVE.replace("Automatic reply:", "stop abcdefghijklmnop"), Other.AUTOMATIC),
    ],
)
def test_what_is_no_bounce(data: bytes | str, what: object) -> None:
    assert read(data) == what


@pytest.mark.parametrize("more", ["", "Auto-Submitted: auto-replied\n"])
def test_the_form_of_an_older_server(more: str) -> None:
    assert read(more + QMAIL) == Bounce((ID,), Kind.HARD, "", date(2020, 7, 3))


PLAIN = f"""{HEAD}Subject: Undeliverable: Agenda

Your message to {address(0)} could not be delivered. The remote server said:
"""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("550 5.4.1 Recipient address rejected: Access denied", Kind.HARD),
        ("552 mailbox full", Kind.SOFT),
        ("550 5.7.1 no", Kind.POLICY),
    ],
)
def test_a_bounce_in_words_of_its_own(text: str, what: Kind) -> None:
    found = read(PLAIN + text)
    assert isinstance(found, Bounce)
    assert (found.kind, found.ids) == (what, ())
    named = read(f"{PLAIN}{text}\n\nMessage-ID: <{ID}>\nSubject: A policy on quotas\n")
    assert isinstance(named, Bounce) and (named.kind, named.ids) == (what, (ID,))
    for late in ("Warning: could not be delivered yet", "Delivery delayed"):
        assert read(PLAIN.replace("Undeliverable: Agenda", late)) is Other.MAIL


@pytest.mark.parametrize("when", ["", "Date: yesterday\n", "Date: Fri, 99 Jul 2020 09:00:00\n"])
def test_a_bounce_without_a_date_has_no_day(when: str) -> None:
    found = read(report(when=when))
    assert isinstance(found, Bounce)
    assert found.day is None


@pytest.fixture
def ids(workspace: Path, sstc: Sstc) -> dict[int, str]:
    """Prepare mails to three people; return their Message-IDs by the numbers of the people."""
    prepare(workspace, 3)
    store = store_of(open_workspace(workspace, TODAY))
    key = store.pseudonym_key(make_keys())
    return {
        number: f"{key.digest('mail', 'agenda', '7', key.recipient(address(number)))[:26]}"
        "@example.org"
        for number in range(3)
    }


def put(workspace: Path, name: str, *mails: bytes) -> Path:
    file = workspace / name
    file.write_bytes(b"".join(b"From MAILER-DAEMON Fri Jul  3 09:00:00 2020\n" + mail + b"\n"
                              for mail in mails))  # fmt: skip
    return file


def reasons(workspace: Path) -> list[str]:
    return sorted(stopped(store_of(open_workspace(workspace, TODAY))).values())


def test_an_address_that_does_not_exist_gets_no_more_mail(workspace, sstc, ids) -> None:
    box = put(workspace, "inbox.mbox", report(id_=ids[0]), LEAVE.encode(), report(id_="x@y.org"))
    before = box.read_bytes()
    result = sstc("mail", "bounces", box, "--today", "2020-07-04")
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "read 3 mails: 2 bounces, no wishes to stop, 1 automatic reply, no notices of a delay, "
        "no other mails\n"
        "1 bounce of a mail that was not sent from here\n"
        "1 address gets no more mail from now on\n"
        "no people get no more invitations from now on\n"
        "withdrew 1 mail that had not left\n"
    )
    assert reasons(workspace) == ["bounced"]
    assert box.read_bytes() == before
    again = sstc("mail", "bounces", box)
    assert "1 bounce known from an earlier time\n" in again.out
    assert "no addresses get no more mail from now on\n" in again.out


def test_a_bounce_that_names_no_mail_is_called_a_bounce(
    workspace: Path, sstc: Sstc, ids: dict[int, str]
) -> None:
    box = put(workspace, "inbox.mbox", f"{PLAIN}550 no such user".encode())
    shown = sstc("mail", "bounces", box).gives(0).out
    assert "read 1 mail: 1 bounce, " in shown
    assert "1 bounce that does not name its mail: open it to see the address" in shown
    assert "not sent from here" not in shown and not reasons(workspace)
    seen: list[int] = []
    assert len([*mails_in(box, seen.append)]) == len(seen) == 1
    assert 0 < sum(seen) <= bytes_in(box) == box.stat().st_size


@pytest.mark.parametrize(
    ("days", "stops"),
    [((3, 4), 0), ((3, 3, 3), 0), ((3, 4, 18), 0), ((1, 8, 15), 1), ((1, 3, 20, 21, 22), 1)],
)
def test_a_full_mailbox_stops_mail_after_three_bounces_within_14_days(
    workspace: Path, sstc: Sstc, ids: dict[int, str], days: tuple[int, ...], stops: int
) -> None:
    mails = [
        report("5.2.2", id_=ids[1], when=f"Date: {day} Jul 2020 09:00:00 +0000\n") for day in days
    ]
    found = json.loads(sstc("mail", "bounces", put(workspace, "a", *mails), "--json").out)
    assert (found["soft"], found["stopped_addresses"]) == (len(days), stops)
    assert reasons(workspace) == ["bounced"] * stops


def test_soft_bounces_of_several_files_and_runs_count_together(workspace, sstc, ids) -> None:
    for day in (3, 4, 5):
        mail = report("4.4.7", id_=ids[2], when=f"Date: {day} Jul 2020 09:00:00 +0000\n")
        (workspace / f"{day}.eml").write_bytes(mail)
    assert "no addresses get" in sstc("mail", "bounces", "3.eml", "4.eml").out
    assert "1 address gets" in sstc("mail", "bounces", "4.eml", "5.eml").out


def test_a_policy_stops_nobody(workspace: Path, sstc: Sstc, ids: dict[int, str]) -> None:
    mails = [report("5.7.1", id_=id_) for id_ in ids.values()]
    out = sstc("mail", "bounces", put(workspace, "a", *mails)).out
    assert "3 bounces because of a server's policy, which block no address" in out
    assert reasons(workspace) == []


def test_a_wish_stops_invitations_only(workspace: Path, sstc: Sstc, ids: dict[int, str]) -> None:
    prepare(workspace, 3, "invitation")
    key = store_of(open_workspace(workspace, TODAY)).pseudonym_key(make_keys())
    code = stop_code(key, key.recipient(address(1)))
    folder = workspace / "Maildir" / "new"
    folder.mkdir(parents=True)
    for number, subject in enumerate(
        (f"stop {code}", f"Re: Stop {code.upper()}", f"stop {'a' * 16}")
    ):
        (folder / str(number)).write_text(f"From: {address(1)}\nSubject: {subject}\n\nBye\n")
    result = sstc("mail", "bounces", workspace / "Maildir", "--json")
    found = json.loads(result.out)
    assert (found["wishes"], found["stopped_invitations"], found["unknown_codes"]) == (3, 1, 1)
    assert found["withdrawn"] == 1  # the agenda still goes out
    assert reasons(workspace) == ["asked"]
    assert json.loads(sstc("mail", "bounces", workspace / "Maildir", "--json").out)[
        "stopped_invitations"
    ] == 0  # fmt: skip


def test_an_address_that_failed_stays_stopped_for_all_mail(workspace, sstc, ids) -> None:
    key = store_of(open_workspace(workspace, TODAY)).pseudonym_key(make_keys())
    wish = f"Subject: stop {stop_code(key, key.recipient(address(0)))}\n\n".encode()
    sstc("mail", "bounces", put(workspace, "a", report(id_=ids[0]), wish))
    assert reasons(workspace) == ["bounced"]


def test_no_output_and_no_file_of_the_store_has_an_address(workspace, sstc, ids, caplog) -> None:
    mails = [report(id_=ids[0]), LEAVE.encode(), QMAIL.encode(), b"Subject: odd\n\nseeded-0000\n"]
    result = sstc("mail", "bounces", put(workspace, "a", *mails))
    said = result.out + result.err + caplog.text
    store = b"".join(file.read_bytes() for file in (workspace / ".sstc").glob("*.db*"))
    assert "seeded-" not in said and b"seeded-" not in store


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "save the mails as .eml files"),
        (b"PK\x03\x04", "export the folder as an mbox file"),
        (b"", "has no e-mail in it"),
        (None, "cannot read"),
    ],
)
def test_files_without_mail_are_refused_before_anything_is_recorded(
    workspace: Path, sstc: Sstc, ids: dict[int, str], data: bytes | None, says: str
) -> None:
    good = put(workspace, "good", report(id_=ids[0]))
    bad = workspace / "bad"
    if data is not None:
        bad.write_bytes(data)
    sstc("mail", "bounces", good, bad).gives(3 if data is None else 1, says, lacks="Traceback")
    assert reasons(workspace) == []


@given(st.binary(max_size=400), st.sampled_from([b"", HEAD.encode(), report()[:600]]))
def test_any_bytes_are_some_kind_of_mail(data: bytes, head: bytes) -> None:
    assert isinstance(read_returned(message_from_bytes(head + data)), (Bounce, Wish, Other))


@pytest.mark.parametrize(
    "mail",
    [
        b"MIME-Version: 1.0\n"
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)
        ),
        b"MIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * 20_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nx",
        b"Subject: x\n\n" + b"<a@b.example>:\n" * 1_000_000,
    ],
)
@pytest.mark.parametrize("start", [b"From: a@b.example\n", b"From a Mon Jan  1 00:00:00 2020\n"])
def test_a_mail_of_a_stranger_without_end_is_no_bounce(sstc, workspace, start, mail) -> None:
    prepare(workspace, 1)
    (workspace / "inbox.mbox").write_bytes(start + mail)
    result = sstc("mail", "bounces", "inbox.mbox")
    found = "no addresses get no more mail" if result.status == 0 else "has no e-mail in it"
    assert found in result.out + result.err
