"""The flags of Excel's workbooks (`.xlsx`): attributes in the XML of each sheet.

Most sheets have no flag at all. A search for its bytes shows that in a tenth of a parser's time,
and only a tag around such bytes is cut out and read. Programs write these few tags alike, and
a missed flag costs a warning, not an answer.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from sstc_cli.sheets.cell_flags.flag import CellFlags, Flagged
from sstc_cli.sheets.extent import column_number

_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=\"([^\"]*)\"")
_CELL = rb"\br=\"([A-Z]{1,3})([0-9]{1,7})\""
_ROW = rb"\br=\"([0-9]{1,7})\""
_SPAN = rb"\bm(?:in|ax)=\"([0-9]{1,5})\""
_ERROR = b' t="e"'
_HIDDEN = (b'hidden="1"', b'hidden="true"')
_UNCOMPUTED = (
    b"</%sf></%sc>",
    b"</%sf><%sv/></%sc>",
    b"</%sf><%sv /></%sc>",
    b"</%sf><%sv></%sv></%sc>",
)
_LONGEST = 400  # bytes of the tag of a cell, a row or a column


def xlsx_flags(data: bytes) -> Iterator[CellFlags]:
    """Yield the flags of each sheet."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name, member in _sheets(archive):
            yield _flags(name, archive.read(member))


def _flags(name: str, text: bytes) -> CellFlags:
    """Return the flags in the XML of one sheet."""
    flags = CellFlags(name)
    prefix = text[:4_000].partition(b"worksheet")[0].rpartition(b"<")[2]  # of its tags
    for tag in _tags_around(text, b"<%sc " % prefix, _ERROR):
        if _ERROR in tag:
            _add(flags.errors, tag)
    for ending in _UNCOMPUTED if b"</%sf>" % prefix in text else ():
        for tag in _tags_around(text, b"<%sc " % prefix, ending.replace(b"%s", prefix)):
            _add(flags.formulas, tag)
    for hidden in _HIDDEN if b"hidden=" in text else ():
        for tag in _tags_around(text, b"<%srow " % prefix, hidden):
            if hidden in tag and (row := re.search(_ROW, tag)):
                flags.hidden_rows.add(int(row[1]))
        for tag in _tags_around(text, b"<%scol " % prefix, hidden):
            if hidden in tag and len(span := [*map(int, re.findall(_SPAN, tag))]) == 2:
                flags.hide_columns(*sorted(span))
    return flags


def _tags_around(text: bytes, start: bytes, trace: bytes) -> Iterator[bytes]:
    """Yield the last tag that starts before each trace. The trace may be in it or after it."""
    at, since = text.find(trace), 0
    while at >= 0:
        begin = text.rfind(start, since, at)
        end = text.find(b">", begin, at + _LONGEST) if begin >= 0 else -1
        if end >= 0:
            yield text[begin:end]
        since, at = at, text.find(trace, at + 1)


def _add(flagged: Flagged, tag: bytes) -> None:
    if address := re.search(_CELL, tag):
        flagged.add(int(address[2]), column_number(address[1]))


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet, and the member that holds it."""
    targets = {
        relation["Id"]: relation["Target"].removeprefix("/").removeprefix("xl/")
        for relation in _tags(archive, "xl/_rels/workbook.xml.rels", _RELATION)
        if {"Id", "Target"} <= set(relation)
    }
    members = set(archive.namelist())
    for sheet in _tags(archive, "xl/workbook.xml", _SHEET):
        member = f"xl/{targets.get(sheet.get('r:id', ''), '')}"
        if member in members and "name" in sheet:
            yield html.unescape(sheet["name"]), member


def _tags(archive: zipfile.ZipFile, member: str, tag: re.Pattern[str]) -> Iterator[dict[str, str]]:
    """Yield the attributes of each such tag in a member."""
    if member in archive.namelist():
        text = archive.read(member).decode("utf-8", "replace")
        yield from (dict(_ATTRIBUTE.findall(match)) for match in tag.findall(text))
