"""`sstc mail prepare`: who gets which mail, all of them or none, and what the ledger has."""

import re
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from conftest import Sstc, alter
from mail_office import (
    entry_of,
    found_office,
    mails_in,
    prepared,
    register,
    reported,
    text_of,
    write_rows,
)

from sstc_cli.cli.mail.composer import templates_in
from sstc_cli.errors import SstcError
from sstc_cli.mail.addresses import plain_address
from sstc_cli.mailing.calendar_entries import Entries
from sstc_cli.mailing.composing import Composer
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipient import Recipient
from sstc_cli.mailing.rendering import Renderer
from sstc_cli.store import PseudonymKey, SqliteFile, Store
from sstc_cli.store.mail.earlier import earlier_batches
from sstc_cli.workspace import open_workspace

CONTACTS = [
    ("Name", "E-mail", "Language", "Country", "Audience"),
    ("Ama Owusu", "ama@example.org", "English", "Ghana", "City officials"),
    ("李雷", "li@例子.中国", "中文", "中国", ""),
    ("Pat O'Connor", "Pat <pat@example.org>", "", "Ireland", ""),
]


@pytest.fixture
def office(workspace: Path) -> Path:
    return found_office(workspace)


def test_an_invitation_reaches_each_contact_in_the_own_language(sstc: Sstc, office: Path) -> None:
    file = write_rows(office / "contacts.xlsx", CONTACTS)
    batch = prepared(sstc, "invitation", 7, "--to", file)
    mails = mails_in(office, batch)
    assert {*mails} == {"ama@example.org", "li@xn--fsqu00a.xn--fiqs8s", "pat@example.org"}
    ama, li, pat = (mails[at] for at in sorted(mails, key=str))
    assert (ama["Content-Language"], pat["Content-Language"]) == ("en", "en, zh")
    assert li["Content-Language"] == "zh"
    assert "Invitation" in text_of(ama) and "邀请函" not in text_of(ama)
    assert "Invitation" in text_of(pat) and "邀请函" in text_of(pat)
    assert "Accra" in text_of(ama)  # the country has one zone
    assert "Dublin" in text_of(pat)
    for mail in mails.values():
        assert str(mail["From"]) == "CATIS <office@example.org>"
        assert mail["List-Unsubscribe"].startswith("<mailto:office@example.org?subject=stop%20")
        assert mail["List-Unsubscribe-Post"] is None
        assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == (
            None,
            "OOF, AutoReply",
        )
        assert "Date" not in mail
        assert "secret-7" not in mail.as_string() + text_of(mail)
        # an open list: a file to save, and nobody is asked for an answer
        assert "METHOD:PUBLISH" in entry_of(mail)
        assert "ATTENDEE" not in entry_of(mail)
        assert [file.get_filename() for file in mail.iter_attachments()] == [
            "07-sustainable-logistics.ics"
        ]
    codes = {mail["List-Unsubscribe"] for mail in mails.values()}
    assert len(codes) == 3
    for mail in mails.values():
        code = mail["List-Unsubscribe"].partition("stop%20")[2].rstrip(">")
        assert f"stop {code}" in " ".join(text_of(mail).split())


def test_people_who_registered_get_the_link_and_are_asked(sstc: Sstc, office: Path) -> None:
    register(sstc, office)
    mails = mails_in(office, prepared(sstc, "confirmation", 7))
    assert {*mails} == {"ama@example.org", "wang@example.org", "kofi@example.org"}
    for address, mail in mails.items():
        assert "https://example.org/join/secret-7" in text_of(mail)
        entry = entry_of(mail)
        assert "METHOD:REQUEST" in entry
        assert "ORGANIZER;CN=" in entry and ":mailto:office@example.org\r\n" in entry
        assert entry.count("ATTENDEE") == 1 and f"mailto:{address}" in entry
        (part,) = (part for part in mail.walk() if part.get_content_type() == "text/calendar")
        assert part["Content-Disposition"] is None
        assert part["Content-Type"].params["method"] == "REQUEST"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["List-Unsubscribe"] is None
        alternative = mail.get_content_type() == "multipart/alternative" and mail
        assert alternative, mail.get_content_type()
        assert [*alternative.iter_parts()][-1].get_content_type() == "text/calendar"
    assert "Ama Owusu" in text_of(mails["ama@example.org"])
    assert mails["wang@example.org"]["Content-Language"] == "zh"


def test_one_mail_for_people_of_several_groups(sstc: Sstc, office: Path) -> None:
    register(sstc, office, [("Yes, I agree", "W. Kamau", "WANJIRU@example.org", "Kenya",
                             "Private company", "English")])  # fmt: skip
    assert reported(sstc, "reminder", 7, today="2020-10-01")["count"] == 2
    mails = mails_in(office)
    assert str(mails["wanjiru@example.org"]["To"]) == "Wanjiru Kamau <wanjiru@example.org>"
    assert "Nairobi" in text_of(mails["wanjiru@example.org"])


def test_people_are_left_out_on_request(sstc: Sstc, office: Path) -> None:
    register(sstc, office)
    file = write_rows(office / "contacts.xlsx", CONTACTS)
    report = reported(sstc, "invitation", 7, "--to", file)
    assert report["count"] == 2  # the message leaves out who is registered
    assert report["left_out"] == {"registered already": 1}
    assert report["languages"] == {"en+zh": 1, "zh": 1}
    assert "ama@example.org" not in mails_in(office)


def test_a_second_run_restores_the_same_batch(sstc: Sstc, office: Path) -> None:
    register(sstc, office)
    batch = prepared(sstc, "confirmation", 7)
    folder = office / ".sstc" / "outbox" / batch
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    first, second, *_ = sorted(folder.iterdir())
    first.unlink()
    second.write_bytes(b"edited")
    again = sstc("mail", "prepare", "confirmation", 7, "--today", "2020-09-20")
    assert again.out.strip() == batch
    assert "restored 3 mails" in again.err
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    if sys.platform != "win32":
        modes = {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
        assert modes == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_more_people_replace_a_batch_that_was_not_sent(sstc: Sstc, office: Path) -> None:
    register(sstc, office)
    first = prepared(sstc, "confirmation", 7)
    more = [("Yes, I agree", f"P {n}", f"p{n}@example.org", "Peru", "Private company", "English")
            for n in range(3)]  # fmt: skip
    register(sstc, office, more)
    second = sstc("mail", "prepare", "confirmation", 7, "--today", "2020-09-18")
    assert f"replaces `{first}`" in second.err
    assert [folder.name for folder in (office / ".sstc" / "outbox").iterdir()] == [
        second.out.strip()
    ]
    assert len(mails_in(office)) == 6


def test_a_template_that_fails_for_one_person_writes_nothing(sstc: Sstc, office: Path) -> None:
    rows = [("Yes, I agree", f"P {n}", f"p{n}@example.org", "Peru", "Private company", "English")
            for n in range(40)]  # fmt: skip
    register(sstc, office, rows)
    (office / "templates").mkdir()
    (office / "templates" / "confirmation.md.j2").write_text(
        '{% extends "shipped/confirmation.md.j2" %}\n'
        '{% block welcome %}{% if reader.name == "P 31" %}{{ 1 // 0 }}{% endif %}{{ super() }}'
        "{% endblock %}\n",
        encoding="utf-8",
    )
    done = sstc("mail", "prepare", "confirmation", 7, "--today", "2020-09-18")
    assert done.status != 0
    assert "row 33" in done.err, done.err
    assert "p31@" not in done.err + done.out and "P 31" not in done.err + done.out
    assert not [*(office / ".sstc" / "outbox").glob("*/*")]
    store = Store(SqliteFile(office / ".sstc" / "store.sqlite"))
    assert not earlier_batches(store, "confirmation", 7, "")


def test_rows_that_cannot_get_mail_stop_all_or_go_to_a_file(sstc: Sstc, office: Path) -> None:
    bad = [("Two", "a@example.org; b@example.org", "", "", ""), ("None", "", "", "", ""),
           ("Not", "seeded-secret", "", "", ""),
           ("C =?utf-8?q?x?=", "c@example.org", "", "", "")]  # fmt: skip
    file = write_rows(office / "contacts.xlsx", [*CONTACTS, *bad])
    words = ("mail", "prepare", "invitation", 7, "--to", file, "--today", "2020-09-18")
    cells = ("B5: error E742", "B6: error E743", "B7: error E741", "A8: error E745")
    places = (f"contacts.xlsx!Sheet1!{cell}" for cell in cells)
    refused = sstc(*words).gives(1, "4 rows cannot get mail", *places)
    assert not [*office.glob(".sstc/outbox/*")]
    done = sstc(*words, "--skip-rejected").gives(0)
    assert len(mails_in(office)) == 3
    rejects = office / "contacts.rejected.xlsx"
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600 or sys.platform == "win32"
    again = sstc("mail", "prepare", "invitation", 7, "--to", rejects, "--today", "2020-09-18")
    assert "contacts.rejected.xlsx!Sheet1!B2: error E742" in again.err
    assert "seeded-secret" not in refused.err + done.err + done.out


def test_invitations_go_to_people_in_the_store_only_with_consent(sstc: Sstc, office: Path) -> None:
    new = "messages:\n  - {id: news, document: invitation, to: [registered], kind: invitation}\n"
    alter(office, "messages:\n", new, count=1)
    file = write_rows(office / "elsewhere.xlsx", [
        ("Your full name", "Your e-mail address", "Which country do you work in?",
         "Which group describes you best?"),
        ("Nobody Asked", "unasked@example.org", "Ghana", "Private company"),
    ])  # fmt: skip
    done = sstc("surveys", "import", file, "--survey", "registration", "--webinar", 7,
                "--consent-elsewhere")  # fmt: skip
    assert done.status == 0, done.err
    register(sstc, office)
    report = reported(sstc, "news", 7)
    assert (report["count"], report["left_out"]) == (3, {"without consent on record": 1})
    assert (
        reported(sstc, "confirmation", 7)["count"] == 4
    )  # a message about a webinar for which they registered


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("invitatio", 7), "unknown message `invitatio`"),
        (("invitation",), "write its number after the message: `invitation 1`"),
        (("invitation", 7), "goes to contacts"),
        (("invitation", 99, "--to", "x.xlsx"), "webinar 99 does not exist"),
        (("confirmation", 7, "--to", "speakers"), "is not written for `speakers`"),
        (("confirmation", 7, "--to", "registred"), "neither a group of people nor a file"),
        (("confirmation", 7, "--except", "answered:exi"), "unknown survey `exi`"),
        (("confirmation", 7), "no recipient is left"),
        (("exit-survey", 7), "looks back at webinar 7, which is not over"),
        (("exit-survey", 7, "--early"), "no report of attendance is in the store"),
        (("change", 7), "no release has been published yet"),
    ],
)
def test_wrong_words_get_one_clear_line(sstc, office, words, message) -> None:
    done = sstc("mail", "prepare", *words, "--today", "2020-09-18")
    assert done.status in (1, 2)
    assert message in done.err
    assert "Traceback" not in done.err


def test_a_series_without_an_address_cannot_send(sstc: Sstc, workspace: Path) -> None:
    file = write_rows(workspace / "contacts.xlsx", CONTACTS)
    done = sstc("mail", "prepare", "invitation", 7, "--to", file, "--today", "2020-09-18").gives(1)
    assert done.err.startswith("error: no organiser has an e-mail address to send from\n")


def test_too_late_is_said_before_anything_is_sent(sstc: Sstc, office: Path) -> None:
    register(sstc, office)
    (office / ".sstc").mkdir(exist_ok=True)
    account = office / ".sstc" / "mail.toml"
    account.write_text('host = "127.0.0.1"\ntls = "none"\nper_minute = 1\n', encoding="utf-8")
    account.chmod(0o600)
    done = sstc("mail", "prepare", "confirmation", 7, "--today", "2020-10-20")
    assert "it is too late for `confirmation`" in done.err
    report = reported(sstc, "confirmation", 7)
    assert report["last_at"].startswith("2020-09-18T00:02:00")
    words = sstc("mail", "prepare", "confirmation", 7, "--today", "2020-09-18").err
    assert (
        "if you begin at 00:00, the last one leaves at 00:02 (Asia/Shanghai, 1 a minute)" in words
    )
    assert (
        "next: open one of them in .sstc/outbox/confirmation-sustainable-logistics-"
        in words.replace("\\", "/")
    )
    assert all(warning.startswith("no release yet") for warning in report["warnings"])


def test_a_link_to_join_is_never_for_contacts(sstc: Sstc, office: Path) -> None:
    new = (
        "messages:\n  - {id: news, document: invitation, to: [contacts, speakers], "
        "kind: invitation, with: [calendar, join-link]}\n"
    )
    alter(office, "messages:\n", new, count=1)
    workspace = open_workspace(office, date(2020, 9, 18))
    assert workspace.series is not None
    series, webinar = workspace.series, workspace.series.webinar(7)
    message = series.message("news")
    assert message is not None
    mailing = Mailing(workspace, series, message, webinar, PseudonymKey(b"k" * 32))
    composer = Composer(mailing, Renderer(mailing, templates_in(mailing)), Entries(mailing))
    address = plain_address("ama@example.org")
    for group, gets_it in (("contacts", False), ("speakers", True)):
        person = Recipient(address, group, "here", groups=frozenset([group]))
        assert ("join-link" in mailing.message_for(person).with_) == gets_it
        mail = composer.mail(person)
        files = [file.data for file in mail.attachments]
        files += [mail.calendar.data] if mail.calendar else []
        told = mail.text + mail.html + b"".join(files).replace(b"\r\n ", b"").decode()
        assert ("secret-7" in told) == gets_it


@pytest.mark.parametrize("unwritable", ["\x1b", "\ufffe"])
def test_rejected_rows_are_written_whatever_their_cells_have(sstc, office, unwritable) -> None:
    file = office / "contacts.csv"
    rows = f"Name,E-mail\nAma,ama@example.org\nB{unwritable}en,not an address\n"
    file.write_text(rows, encoding="utf-8")
    words = ("invitation", 7, "--to", file, "--skip-rejected", "--today", "2020-09-18")
    sstc("mail", "prepare", *words).gives(0)
    again = sstc("mail", "prepare", "invitation", 7, "--to", office / "contacts.rejected.xlsx")
    assert "E741" in again.err


def test_a_csv_that_nobody_can_read_says_what_this_command_can_do(sstc: Sstc, office: Path) -> None:
    file = office / "contacts.csv"
    file.write_bytes(b"Name,E-mail\nA\0ma,ama@example.org\n")
    done = sstc("mail", "prepare", "invitation", 7, "--to", file, "--today", "2020-09-18")
    said = "contacts.csv, line 2: a NUL character, which no text has"
    done.gives(3, said, "save it in Excel as `CSV UTF-8`, or as .xlsx", lacks="--encoding")


def test_without_room_for_rejected_rows_nothing_is_prepared(sstc, office, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise SstcError("cannot write the rejected rows: the disk is full", None)

    monkeypatch.setattr("sstc_cli.cli.mail.prepare.write_near", fail)
    file = write_rows(office / "contacts.xlsx", [*CONTACTS, ("Not", "seeded", "", "", "")])
    words = ("invitation", 7, "--to", file, "--skip-rejected", "--today", "2020-09-18")
    assert sstc("mail", "prepare", *words).status == 3
    assert not [*office.glob(".sstc/outbox/*")]


def test_an_open_list_learns_where_to_subscribe(sstc: Sstc, office: Path) -> None:
    """The link leads to a page that `sstc site build` writes."""
    today = ("--today", "2020-09-18")
    assert sstc("schedule", "set", "site_url", "https://example.org/series", *today).status == 0
    file = write_rows(office / "contacts.xlsx", CONTACTS)
    mails = mails_in(office, prepared(sstc, "invitation", 7, "--to", file))
    ama = " ".join(text_of(mails["ama@example.org"]).split())
    found = re.search(r"https://example\.org/series/(\S+?calendar\.html)", ama)
    assert found, ama
    assert sstc("site", "build", "--draft", *today).status == 0
    assert (office / "out" / "site" / found[1]).exists()


def test_people_of_an_audience_get_its_language(sstc: Sstc, office: Path) -> None:
    """Somebody's own language comes first; without an audience, the mail has all languages."""
    own = "  - id: ministries\n"
    alter(office, own, f"{own}    language: zh\n", count=1)
    rows = [("one@example.org", "", "Ministries"), ("two@example.org", "en", "Ministries")]
    rows = [("E-mail", "Language", "Audience"), *rows, ("three@example.org", "", "")]
    file = write_rows(office / "contacts.xlsx", rows)
    mails = mails_in(office, prepared(sstc, "invitation", 7, "--to", file))
    languages = {address: mail["Content-Language"] for address, mail in mails.items()}
    assert languages == {
        "one@example.org": "zh", "two@example.org": "en", "three@example.org": "en, zh",
    }  # fmt: skip


def test_somebody_who_stops_and_comes_back_leaves_the_batch_whole(sstc: Sstc, office: Path) -> None:
    """The batch has another id for a time; its files must be there when it is itself again."""
    file = write_rows(office / "contacts.xlsx", CONTACTS)
    first = prepared(sstc, "invitation", 7, "--to", file)
    assert sstc("mail", "stop", "ama@example.org", "--today", "2020-09-18").status == 0
    fewer = prepared(sstc, "invitation", 7, "--to", file)
    assert {*mails_in(office, fewer)} == {*mails_in(office)} - {"ama@example.org"}
    assert sstc("mail", "allow", "ama@example.org").status == 0
    done = sstc("mail", "prepare", "invitation", 7, "--to", file, "--today", "2020-09-18")
    assert done.out.strip() == first
    assert f"replaces `{fewer}`\n" in done.err
    assert len(mails_in(office, first)) == 3
    assert "3 prepared" in sstc("mail", "status", first).out


def test_without_a_release_nobody_can_be_told_of_a_change(sstc: Sstc, office: Path) -> None:
    file = write_rows(office / "contacts.xlsx", CONTACTS)
    words = ("mail", "prepare", "invitation", 7, "--to", file, "--today", "2020-09-18")
    said = "warning: no release yet to compare later changes with"
    assert said in sstc(*words).err
    assert sstc("release", "publish", "first", "--today", "2020-09-18").status == 0
    assert said not in sstc(*words).err
