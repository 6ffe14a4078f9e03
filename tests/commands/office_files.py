"""What people of an office do between two commands: a schedule, a changed plan, a mail's return."""

import csv
import re
from email import message_from_bytes
from pathlib import Path

import openpyxl

HEADER = "E-mail,Your full name,Country,Content,Consent\n"
# an export about which each question of an import is asked
ODD = """Timestamp,Your full name,Which country do you work in?,\
How satisfied were you with the contents?,How satisfied are you with the speakers?
13/04/2020 10:00,A,Nigerr,5,4
04/14/2020 11:00,B,Chna,5,4
06/07/2020 11:00,C,Kenya,5,4
"""
_SCHEDULE = (
    ["Date", "Time", "Title", "Speaker"],
    ["2027-03-13", "10:00-11:30", "Green ports", "Ana Example"],
    ["2027-03-20", "10:00-11:30", "Green roofs", "Bo Example"],
)


def write_responses(file: Path, header: str = HEADER, content: int = 5, more: str = "") -> None:
    """Write an export of sixty people, and more rows."""
    rows = (f"p{n}@example.org,Person {n},Kenya,{content},Yes\n" for n in range(60))
    file.write_text(header + "".join(rows) + more, encoding="utf-8")


def write_schedule(file: Path) -> None:
    """Write the schedule of a series that is not in sstc yet."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(_SCHEDULE)


def change_plan(exported: Path, file: Path) -> None:
    """Change the title of a webinar in a workbook of the plan, and save it as another one."""
    book = openpyxl.load_workbook(exported)
    sheet = book["Webinars"]
    column = next(cell.column for cell in sheet[1] if str(cell.value).startswith("Title"))
    sheet.cell(8, column).value = "Another title"
    book.save(file)


def return_mail(outbox: Path, file: Path) -> None:
    """Write the report of a server that has no mailbox for the first mail of an outbox."""
    mail = next(iter(sorted(outbox.glob("*/*.eml"))), None)
    if mail is None:
        return
    sent = message_from_bytes(mail.read_bytes())
    address = re.search(r"[\w.-]+@[\w.-]+", str(sent["To"]))
    assert address, sent["To"]
    file.write_text(
        "From: MAILER-DAEMON@example.org\nTo: office@example.org\n"
        "Date: Fri, 3 Jul 2020 09:00:00 +0800\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=b"\n\n'
        "--=b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {address[0]}\nAction: failed\nStatus: 5.1.1\n\n"
        f"--=b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {sent['Message-ID']}\n\n--=b--\n",
        encoding="utf-8",
    )
