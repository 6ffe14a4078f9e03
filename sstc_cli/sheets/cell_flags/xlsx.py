"""The flags of Excel's workbooks (`.xlsx`): attributes in the XML of each sheet.

Most sheets have no flag at all. A search for its bytes shows that in a tenth of a parser's time,
and only a tag around such bytes is cut out and read. Programs write these few tags alike, and
a missed flag costs a warning, not an answer.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from sstc_cli.sheets.cell_flags.flag import MOST_KEPT, CellFlags, Flagged
from sstc_cli.sheets.extent import column_number
from sstc_cli.sheets.limits import MOST_ROWS
from sstc_cli.sheets.strict_xml import attributes_of

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
_MOST_TRACES = 300_000  # in each member: a hostile one repeats them
_LONGEST = 400  # bytes of the tag of a cell, a row or a column


class XlsxFlags:
    """The flags in the members of a workbook, which the guard hands over piece by piece."""

    def __init__(self) -> None:
        self._members: dict[str, _MemberFlags] = {}

    def take(self, member: str, piece: bytes) -> None:
        """Take the next piece of a member's XML."""
        if member not in self._members:
            self._members[member] = _MemberFlags(piece)
        self._members[member].take(piece)

    def of_sheets(self, data: bytes) -> Iterator[CellFlags]:
        """Yield the flags of each sheet of the workbook."""
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name, member in _sheets(archive):
                flags = self._members[member].flags  # the guard has handed over every member
                flags.sheet = name
                yield flags


class _MemberFlags:
    """The flags in the XML of one member, whose tags have the prefix of its root."""

    def __init__(self, start: bytes) -> None:
        self.flags = CellFlags("")
        self._prefix = start[:4_000].partition(b"worksheet")[0].rpartition(b"<")[2]
        self._left = {b"c": _MOST_TRACES, b"row": MOST_ROWS, b"col": _MOST_TRACES}
        self._has_rows = False  # which come after the columns

    def take(self, piece: bytes) -> None:
        """Take the next piece."""
        self._flag(self.flags.errors, piece, _ERROR, inside=True)
        for ending in _UNCOMPUTED if b"</%sf>" % self._prefix in piece else ():
            trace = ending.replace(b"%s", self._prefix)
            self._flag(self.flags.formulas, piece, trace, inside=False)
        for hidden in _HIDDEN if b"hidden=" in piece else ():
            for tag, _ in self._tags_around(piece, b"row", hidden):
                if hidden in tag and (row := re.search(_ROW, tag)):
                    self.flags.hidden_rows.add(int(row[1]))
            columns = b"" if self._has_rows else piece.partition(b"sheetData")[0]
            for tag, _ in self._tags_around(columns, b"col", hidden):
                if hidden in tag and len(span := [*map(int, re.findall(_SPAN, tag))]) == 2:
                    self.flags.hide_columns(*sorted(span))
        self._has_rows = self._has_rows or b"sheetData" in piece

    def _flag(self, flagged: Flagged, piece: bytes, trace: bytes, *, inside: bool) -> None:
        """Flag the cell before each trace, or around it; after a thousand, only count them."""
        for tag, at in self._tags_around(piece, b"c", trace):
            if len(flagged.first) == MOST_KEPT:
                flagged.count += piece.count(trace, at)
                return
            if (trace in tag or not inside) and (address := re.search(_CELL, tag)):
                flagged.add(int(address[2]), column_number(address[1]))

    def _tags_around(self, piece: bytes, name: bytes, trace: bytes) -> Iterator[tuple[bytes, int]]:
        """Yield the last tag of this name that starts before each trace, and the trace's place."""
        start = b"<%s%s " % (self._prefix, name)
        at, since = piece.find(trace), 0
        while at >= 0 and self._left[name]:
            self._left[name] -= 1
            begin = piece.rfind(start, since, at)
            end = piece.find(b">", begin, at + _LONGEST) if begin >= 0 else -1
            if end >= 0:
                yield piece[begin:end], at
            since, at = at, piece.find(trace, at + 1)


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet, and the member that holds it."""
    members = set(archive.namelist())
    relations, workbook = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
    if not {relations, workbook} <= members:
        return
    targets = {
        relation["Id"]: relation["Target"].removeprefix("/").removeprefix("xl/")
        for relation in attributes_of(archive.read(relations), "Relationship")
        if {"Id", "Target"} <= set(relation)
    }
    for sheet in attributes_of(archive.read(workbook), "sheet"):
        member = f"xl/{targets.get(sheet.get('r:id', ''), '')}"
        if member in members and "name" in sheet:
            yield sheet["name"], member
