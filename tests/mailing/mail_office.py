"""An office that sends mail: its series, a list of contacts, registrations and attendance."""

import json
from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

from conftest import Sstc, alter, alter_webinar
from openpyxl import Workbook
from sqlalchemy import func, select, update

from sstc_cli.ics_check import check_stream
from sstc_cli.store import SqliteFile, Store
from sstc_cli.store.mail.batch import MailState
from sstc_cli.store.schema import MAILS

PEOPLE = """people:
  - {id: wanjiru, name: Wanjiru Kamau, email: wanjiru@example.org, zone: Africa/Nairobi}
  - {id: li, name: 李雷, email: li@example.org, country: CN}
  - {id: ana, name: Ana Díaz, email: ana@example.org, country: MX}

"""
JOIN = "    join: {url: 'https://example.org/join/secret-7', passcode: '4711'}\n"
ASKED = (
    "Do you agree that the organisers keep your answers to prepare and evaluate this webinar "
    "series?",
    "Your full name", "Your e-mail address", "Which country do you work in?",
    "Which group describes you best?", "Which language do you prefer for the webinar?",
)  # fmt: skip
REGISTERED = (
    ("Yes, I agree", "Ama Owusu", "ama@example.org", "Ghana", "Private company", "English"),
    ("Yes, I agree", "王小明", "wang@example.org", "China", "Private company", "Chinese"),
    ("Yes, I agree", "Kofi Mensah", "kofi@example.org", "Ghana", "Private company", ""),
)


def found_office(workspace: Path) -> Path:
    """Give the shipped series an address, a survey, three people and a link for webinar 7."""
    short, exit_survey = "    short: CATIS\n", "  - id: exit\n    when: after\n"
    talks = "    talks: [{id: talk-1}, {id: talk-2}, {id: talk-3}]\n"
    own = "    talks: [{id: talk-1, speaker: wanjiru}, {id: talk-2, speaker: li}, {id: talk-3}]\n"
    alter(workspace, short, f"{short}    email: office@example.org\n", count=1)
    alter(workspace, exit_survey, f"{exit_survey}    url: https://example.org/exit\n", count=1)
    alter(workspace, "\nwebinars:\n", f"\n{PEOPLE}webinars:\n", count=1)
    alter_webinar(workspace, 7, talks, own + JOIN)
    return workspace


def write_rows(path: Path, rows: Sequence[Sequence[object]], sheet: str = "Sheet1") -> Path:
    """Write a workbook with one sheet."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append([*row])
    book.save(path)
    return path


def register(
    sstc: Sstc, workspace: Path, rows: Sequence[Sequence[object]] = REGISTERED, number: int = 7
) -> None:
    """Import registrations for a webinar."""
    path = workspace / f"registration-{number}.xlsx"
    # the sheet tells it from that of another webinar, which may be written in the same second
    file = write_rows(path, [ASKED, *rows], f"Webinar {number}")
    sstc("surveys", "import", file, "--webinar", number).gives(0)


def mails_in(workspace: Path, batch: str = "*") -> dict[str, EmailMessage]:
    """Return the mails in the outbox by their recipients, without any defect."""
    found = {}
    for file in sorted((workspace / ".sstc" / "outbox").glob(f"{batch}/*.eml")):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert isinstance(mail, EmailMessage)
        assert not [part for part in mail.walk() if part.defects]
        (person,) = mail["To"].addresses
        found[person.addr_spec] = mail
    return found


def text_of(mail: EmailMessage) -> str:
    """Return the plain text of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def entry_of(mail: EmailMessage) -> str:
    """Return the calendar part of a mail, unfolded, or nothing; our own check accepts it."""
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    if not parts:
        return ""
    (part,) = parts
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    result = check_stream(BytesIO(data), "entry.ics")
    assert not result.diagnostics, result.diagnostics
    return data.replace(b"\r\n ", b"").decode()


def prepared(sstc: Sstc, *words: object) -> str:
    """Prepare a batch, and return its id."""
    return sstc("mail", "prepare", *words, "--today", "2020-09-18").gives(0).out.strip()


def reported(sstc: Sstc, *words: object, today: str = "2020-09-18") -> dict[str, Any]:
    """Prepare a batch, and return what programs are told of it."""
    return json.loads(sstc("mail", "prepare", *words, "--today", today, "--json").gives(0).out)


def send(office: Path, batch: str, but: str = "") -> None:
    """Let the ledger say that the mails of a batch have left after all others, but for one."""
    kept = mails_in(office, batch)[but]["Message-ID"].strip("<>") if but else ""
    store = Store(SqliteFile(office / ".sstc" / "store.sqlite"))
    with store.writing() as connection:
        last = connection.scalar(select(func.max(MAILS.c.at))) or 1_600_000_000.0
        leaving = update(MAILS).where(
            MAILS.c.mailing == batch, MAILS.c.state == MailState.PREPARED, MAILS.c.id != kept
        )
        connection.execute(leaving.values(state=MailState.SENT, at=last + 60))
