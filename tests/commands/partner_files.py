"""What a broker writes between two commands for partners: registrations, ticks and answers."""

import csv
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from sstc_cli.sheets.xlsx import write_workbook

PEOPLE = 12
_HEADER = ("submitted", "consent", "full_name", "email", "organisation", "country", "audience",
           "language", "offer", "seek", "introduce", "share", "at_once")  # fmt: skip
_CODE = re.compile(r"([a-z2-7]{8})-partner-request@")


def write_registrations(file: Path) -> None:
    """Write an export of people in two countries, who offer what those of the other one seek."""
    sides = (("KE", "taxation", "customs"), ("CN", "customs", "taxation"))
    rows = [
        (f"2020-06-01T10:00:{number:02}Z", "yes", f"Person {number}", f"q{number:02}@example.org",
         f"Office {number}", country, "companies", "en", offer, seek, "yes",
         "my_country;my_topics", "up_to_2")
        for number in range(PEOPLE)
        for country, offer, seek in [sides[number % 2]]
    ]  # fmt: skip
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([_HEADER, *rows])


def write_ticks(store: Path, file: Path) -> None:
    """Write a workbook in which two pairs are ticked."""
    with closing(sqlite3.connect(store)) as connection:
        query = "SELECT person FROM identities WHERE email LIKE 'q%' ORDER BY email"
        people = [person[:16] for (person,) in connection.execute(query)]
    rows = [["approve", "first", "second"]]
    rows += [["x", *people[start : start + 2]] for start in (0, 2) if len(people) > start + 1]
    file.write_bytes(write_workbook({"suggestions": (rows, 1)}))


def write_answers(letters: Path, file: Path) -> str:
    """Write a table in which everybody who was asked says yes, and return one of the codes."""
    texts = (
        letter.read_text("utf-8", "replace") for letter in sorted(letters.glob("*.request.eml"))
    )
    codes = [found[1] for text in texts if (found := _CODE.search(text))]
    file.write_text("code,answer\n" + "".join(f"{code},yes\n" for code in codes), "utf-8")
    return next(iter(codes), "")
