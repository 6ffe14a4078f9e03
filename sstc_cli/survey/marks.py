"""What a reader of workbooks loses without a word: error cells, hidden rows and columns, formulas.

Only workbooks of Excel (`.xlsx`) are looked through, after the guard has let them pass.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from sstc_cli.diagnostics import Diagnostic, Place, column_letters

_SHEET = re.compile(r"<sheet\b[^>]*>")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=\"([^\"]*)\"")
_CELL = re.compile(rb"\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_ROW = re.compile(rb"\br=\"([0-9]{1,7})\"")
_SPAN = re.compile(rb"\bmin=\"([0-9]{1,5})\"")
_UNCOMPUTED = (b"</f></c>", b"</f><v/></c>", b"</f><v /></c>", b"</f><v></v></c>")
_MOST_NAMED = 8


class _Mark(NamedTuple):
    """A row and a column, from 1; 0 where it is all of them."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{column_letters(self.column)}{self.row or ''}"


def marks_of(data: bytes, shown: str) -> tuple[Diagnostic, ...]:
    """A remark for each kind of loss in each sheet, with its cells."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return tuple(
            remark
            for name, member in _sheets(archive)
            for remark in _remarks(archive.read(member), shown, name)
        )


def _remarks(text: bytes, shown: str, sheet: str) -> Iterator[Diagnostic]:
    """What is lost in the XML of one sheet."""
    errors = [*_cells(text, b' t="e"')]
    formulas = [mark for sign in _UNCOMPUTED for mark in _cells(text, sign)]
    rows, columns = _hidden(text)
    open_it = "open it in Excel and correct them: they are read as blank"
    save_it = "open it in Excel and save it: a formula without its result is read as blank"
    show_it = "they are read like all others: delete what must not count"
    for code, marks, what, hint in (
        ("W521", errors, "error value", open_it),
        ("W522", formulas, "formula without result", save_it),
        ("W523", rows, "hidden row", show_it),
        ("W524", columns, "hidden column", show_it),
    ):
        if marks:
            named = ", ".join(map(str, marks[:_MOST_NAMED]))
            more = ", …" if len(marks) > _MOST_NAMED else ""
            message = f"{len(marks)} {what}{'s' if len(marks) > 1 else ''}: {named}{more}"
            row, column = max(marks[0].row, 1), max(marks[0].column, 1)
            place = Place(shown, row, column, row, column + 1, sheet)
            yield Diagnostic(code, message, hint=hint, place=place)


def _cells(text: bytes, sign: bytes) -> Iterator[_Mark]:
    """The cells in whose XML something stands."""
    at = text.find(sign)
    while at >= 0:
        start = text.rfind(b"<c ", 0, at)
        if start >= 0 and (found := _CELL.search(text, start, start + 200)):
            yield _Mark(int(found[2]), _number(found[1]))
        at = text.find(sign, at + 1)


def _hidden(text: bytes) -> tuple[list[_Mark], list[_Mark]]:
    """Hidden rows, then hidden columns; of columns that belong together the first."""
    rows: list[_Mark] = []
    columns: list[_Mark] = []
    for sign in (b'hidden="1"', b'hidden="true"'):
        at = text.find(sign)
        while at >= 0:
            start = text.rfind(b"<", 0, at)
            if text.startswith(b"<row ", start) and (found := _ROW.search(text, start, at + 200)):
                rows.append(_Mark(int(found[1]), 0))
            if text.startswith(b"<col ", start) and (found := _SPAN.search(text, start, at + 200)):
                columns.append(_Mark(0, int(found[1])))
            at = text.find(sign, at + 1)
    return rows, columns


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Names of sheets, and the members that hold them."""
    targets = {
        each["Id"]: each["Target"].removeprefix("/").removeprefix("xl/")
        for each in _tags(archive, "xl/_rels/workbook.xml.rels", _RELATION)
        if {"Id", "Target"} <= set(each)
    }
    members = set(archive.namelist())
    for each in _tags(archive, "xl/workbook.xml", _SHEET):
        member = f"xl/{targets.get(each.get('r:id', ''), '')}"
        if member in members and "name" in each:
            yield html.unescape(each["name"]), member


def _tags(archive: zipfile.ZipFile, member: str, tag: re.Pattern[str]) -> Iterator[dict[str, str]]:
    """The attributes of every such tag in a member."""
    if member in archive.namelist():
        text = archive.read(member).decode("utf-8", "replace")
        yield from (dict(_ATTRIBUTE.findall(each)) for each in tag.findall(text))


def _number(letters: bytes) -> int:
    """`A` is 1, `AB` is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
