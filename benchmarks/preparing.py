"""`sstc mail prepare` for 10,000 people in seven languages, beside Python's `email` alone.

The peer writes as many mails with a text and a page of the same length, but renders nothing, and
neither reads nor keeps anything.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from benchmarks.data import REPOSITORY
from benchmarks.measure import Measured, once, tool

PEOPLE = 10_000
LANGUAGES = "en, zh, fr, es, ru, ar, pt"
NAMES = ("Ama Owusu", "李雷", "Marie Dupont", "José Silva", "Иван Петров", "محمد علي", "Ana Souza")
SPOKEN = ("English", "Chinese", "French", "Spanish", "Russian", "Arabic", "Portuguese")
COUNTRIES = ("Ghana", "China", "Egypt", "Kenya", "France", "India", "Peru", "Spain")
BOUNDS = "<= 25 s, 250 MB, >= 500 mails/s"
TODAY = "2020-09-18"
PEER = """
import sys
from email.message import EmailMessage
from email.policy import SMTP

text, page = "A line of the text, which is as long as others.\\n" * 30, "<p>" + "x" * 5_000 + "</p>"
for number in range(int(sys.argv[1])):
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = "Office <office@example.org>", f"P {number} <p{number}@example.org>"
    mail["Subject"] = "Invitation"
    mail.set_content(text)
    mail.add_alternative(page, subtype="html")
    mail.as_bytes()
"""


def run(folder: Path, rounds: int) -> list[tuple[str, ...]]:
    os.environ.pop("SSTC_STORE", None)
    os.environ["XDG_CONFIG_HOME"] = str(folder / "home")
    root = office(folder / "office")
    prepare = [tool("sstc"), "mail", "prepare"]
    lists = ["--to", str(root / "contacts.xlsx")]
    commands = {
        "email alone": [tool("python"), "-c", PEER, str(PEOPLE)],
        "invitations to contacts": [*prepare, "invitation", "7", *lists, "--today", TODAY],
        "confirmations with entries": [*prepare, "confirmation", "7", "--today", TODAY],
    }
    kept = folder / "kept"
    shutil.copytree(root / ".sstc", kept)
    best: dict[str, Measured] = {}
    for _ in range(rounds):
        for name, command in commands.items():
            shutil.rmtree(root / ".sstc")
            shutil.copytree(kept, root / ".sstc")
            measured = Measured(*once(command, root))
            best[name] = min(best.get(name, measured), measured, key=lambda found: found.seconds)
    return [row(name, measured, best["email alone"]) for name, measured in best.items()]


def office(root: Path) -> Path:
    """Return a workspace in seven languages with many contacts and registrations."""
    shutil.copytree(REPOSITORY / "data", root / "data")
    file = root / "data" / "webinars.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace(
        "    short: CATIS\n", "    short: CATIS\n    email: office@example.org\n", 1
    )
    text = text.replace("languages: [en, zh]", f"languages: [{LANGUAGES}]", 1)
    assert LANGUAGES in text
    file.write_text(text, encoding="utf-8")
    people = [
        (f"{NAMES[n % 7]} {n}", f"p{n}@example.org", SPOKEN[n % 7], COUNTRIES[n % 8])
        for n in range(PEOPLE)
    ]
    others = [(name, f"c{address}", *more) for name, address, *more in people]
    save(root / "contacts.xlsx", ("Name", "E-mail", "Language", "Country"), others)
    header = ("Consent", "Full name", "Email", "Language", "Country", "Audience")
    groups = ("Private company", "Ministry")
    rows = [("Yes", *row, groups[n % 2]) for n, row in enumerate(people)]
    save(root / "registration.xlsx", header, rows)
    words = ["surveys", "import", "registration.xlsx", "--survey", "registration", "--webinar", "7"]
    once([tool("sstc"), *words], root)
    return root


def save(path: Path, header: tuple[str, ...], rows: Sequence[Sequence[str]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("People")
    for row in (header, *rows):
        sheet.append(row)
    book.save(path)


def row(name: str, measured: Measured, peer: Measured) -> tuple[str, ...]:
    rate = f"{PEOPLE / measured.seconds:,.0f} mails/s"
    shown = (name, f"{measured.seconds:.1f} s", rate, f"{measured.megabytes:.0f} MB")
    if name == "email alone":
        return (*shown, "", "")
    return (*shown, f"{measured.seconds / peer.seconds:.2f} x email alone", BOUNDS)
