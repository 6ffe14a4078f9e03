"""A series in which two people were asked, for the examples of `sstc partners`."""

from pathlib import Path

import openpyxl
from conftest import Sstc

from sstc_cli.brokering.requests import shown


def partners_until(command: str, sstc: Sstc, root: Path) -> str:
    """Do what a command needs to have been done, and return the code of a letter."""
    done = [sstc("surveys", "import", "exports/*.csv")]
    if command not in ("approve", "ask", "answer", "withdraw", "introduce", "outcome"):
        return ""
    done += [
        sstc("schedule", "set", "organisers[0].email", "office@example.org"),
        sstc("partners", "suggest"),
    ]
    _tick(root / ".sstc" / "suggestions.xlsx")
    if command == "approve":
        return ""
    done.append(sstc("partners", "approve", "--yes"))
    if command == "ask":
        return ""
    done.append(sstc("partners", "ask"))
    names = sorted(file.name[:8] for file in (root / ".sstc" / "partners").glob("*.request.eml"))
    codes = [_code(file) for file in sorted((root / ".sstc" / "partners").glob(f"{names[0]}-*"))]
    table = root / "answers.csv"
    table.write_text("code,answer\n" + "".join(f"{code},yes\n" for code in codes), "utf-8")
    if command not in ("answer", "withdraw"):
        done.append(sstc("partners", "answer", table))
    if command == "outcome":
        done.append(sstc("partners", "introduce"))
    assert [one.err for one in done if one.status] == []
    return codes[0]


def _tick(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    assert book.active is not None
    book.active["A2"] = "x"
    book.save(file)


def _code(letter: Path) -> str:
    text = letter.read_text("utf-8", "replace").partition("-partner-request@")[0]
    return shown(text[-8:])
