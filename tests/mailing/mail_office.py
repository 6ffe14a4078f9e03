"""An office that sends mail: its series, a list of contacts, registrations and attendance."""

from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

from conftest import Sstc
from openpyxl import Workbook

from sstc_cli.ics_check import check_stream

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
    file = workspace / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace(
        "    short: CATIS\n", "    short: CATIS\n    email: office@example.org\n", 1
    )
    exit_survey = "  - id: exit\n    when: after\n"
    text = text.replace(exit_survey, f"{exit_survey}    url: https://example.org/exit\n", 1)
    start = "    number: 7\n"
    head, _, tail = text.partition(start)
    talks = "    talks: [{id: talk-1}, {id: talk-2}, {id: talk-3}]\n"
    own = "    talks: [{id: talk-1, speaker: wanjiru}, {id: talk-2, speaker: li}, {id: talk-3}]\n"
    tail = tail.replace(talks, own + JOIN, 1)
    head = head.replace("webinars:\n", PEOPLE + "webinars:\n", 1)
    file.write_text(head + start + tail, encoding="utf-8")
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


def register(sstc: Sstc, workspace: Path, rows: Sequence[Sequence[object]] = REGISTERED) -> None:
    """Import registrations for webinar 7."""
    file = write_rows(workspace / "registration.xlsx", [ASKED, *rows])
    done = sstc("surveys", "import", file, "--webinar", 7)
    assert done.status == 0, done.err


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
    done = sstc("mail", "prepare", *words, "--today", "2020-09-18")
    assert done.status == 0, done.err
    return done.out.strip()
