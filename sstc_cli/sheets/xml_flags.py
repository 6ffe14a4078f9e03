"""The flags of cells in Excel's and LibreOffice's workbooks: attributes in the XML of each sheet.

Most sheets have no flag at all. A search for a few bytes shows that in a tenth of a parser's time,
and only tags around such bytes are read. Programs write these few tags alike, and a missed flag
costs a warning, not an answer.
"""

import html
import pyexpat
import re
import zipfile
from collections.abc import Collection, Iterator
from io import BytesIO

from sstc_cli.sheets.flags import MOST_KEPT, CellFlags, Flagged
from sstc_cli.sheets.limits import MOST_ROWS

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
_FORMULAS = (b"<%sf>", b"<%sf ")
_MOST_TRACES = 300_000  # in each sheet: a hostile one repeats them
_LONGEST = 400  # bytes of the tag of a cell, a row or a column
_RELATIONS, _WORKBOOK = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
_STYLES = "xl/styles.xml"
_STRIKE = re.compile(rb"<(?:\w+:)?strike(?!\s+val=\"(?:0|false)\")[\s/>]")
_FONT, _STYLE = re.compile(rb"\bfontId=\"([0-9]{1,6})\""), re.compile(rb"\ss=\"([0-9]{1,6})\"")
_TRACES = (b'value-type="error"', b'visibility="', b"table:formula=", b"<table:covered-table-cell")
_ODS_TAG = re.compile(
    rb"<table:(table|table-column|table-row|(?:covered-)?table-cell)(?=[\s/>])([^>]*)"
)
_ODS_ROW = b"<table:table-row"
_MOST_TAGS = 1_000_000  # in which cells are flagged: a hostile file has more
_ODS_HIDDEN = (b"collapse", b"filter")


def column_number(letters: bytes) -> int:
    """Return the number of a column: 1 for `A`, 16,384 for `XFD`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def xlsx_flags(data: bytes) -> Iterator[CellFlags]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        styles = archive.read(_STYLES) if _STYLES in archive.namelist() else b""
        struck = _struck_styles(styles) if b"strike" in styles else set()
        for name, member in _members_of_sheets(archive):
            yield flags_in_excel(name, archive.read(member), struck)


def _struck_styles(xml: bytes) -> set[bytes]:
    """Return the numbers of the styles of cells whose font is struck through."""
    fonts, styles = (
        re.split(rb"<(?:\w+:)?%s\b" % tag, (*re.split(rb"\b%s\b" % part, xml, maxsplit=2), b"")[1])
        for part, tag in ((b"fonts", b"font"), (b"cellXfs", b"xf"))
    )
    struck = {b"%d" % at for at, font in enumerate(fonts[1:]) if _STRIKE.search(font)}
    found = (_FONT.search(style) for style in styles[1:])
    return {b"%d" % at for at, font in enumerate(found) if font and font[1] in struck}


def _members_of_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    members = set(archive.namelist())
    if not {_RELATIONS, _WORKBOOK} <= members:
        return
    targets = {
        relation["Id"]: relation["Target"].removeprefix("/").removeprefix("xl/")
        for relation in _attributes_of(archive.read(_RELATIONS), "Relationship")
        if {"Id", "Target"} <= set(relation)
    }
    for sheet in _attributes_of(archive.read(_WORKBOOK), "sheet"):
        member = f"xl/{targets.get(sheet.get('r:id', ''), '')}"
        if member in members and "name" in sheet:
            yield sheet["name"], member


def _attributes_of(xml: bytes, name: str) -> list[dict[str, str]]:
    """Return the attributes of each element with a name, in any namespace."""
    found: list[dict[str, str]] = []

    def take(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == name:
            found.append(attributes)

    parser = pyexpat.ParserCreate()
    parser.StartElementHandler = take
    try:
        parser.Parse(xml, True)
    except pyexpat.ExpatError as error:
        raise ValueError(f"no {name} can be read") from error
    return found


def flags_in_excel(sheet: str, xml: bytes, struck: Collection[bytes] = ()) -> CellFlags:
    """Return the flags of a sheet of Excel's, whose tags have the prefix of its root."""
    flags = CellFlags(sheet)
    prefix = xml[:4_000].partition(b"worksheet")[0].rpartition(b"<")[2]
    _flag(flags.errors, xml, prefix, _ERROR, inside=True)
    for cell in re.finditer(rb"<%sc [^<>]{0,400}>" % prefix, xml) if struck else ():
        style, address = _STYLE.search(cell[0]), re.search(_CELL, cell[0])
        if style and address and style[1] in struck:
            flags.struck.add(int(address[2]), column_number(address[1]))
    for ending in _UNCOMPUTED if b"</%sf>" % prefix in xml else ():
        _flag(flags.formulas, xml, prefix, ending.replace(b"%s", prefix), inside=False)
    for beginning in _FORMULAS:
        _flag(flags.computed, xml, prefix, beginning % prefix, inside=False)
    for hidden in _HIDDEN if b"hidden=" in xml else ():
        for tag, _ in _tags_around(xml, prefix + b"row", hidden, MOST_ROWS):
            if hidden in tag and (row := re.search(_ROW, tag)):
                flags.hidden_rows.add(int(row[1]))
        columns = xml.partition(b"sheetData")[0]
        for tag, _ in _tags_around(columns, prefix + b"col", hidden, _MOST_TRACES):
            if hidden in tag and len(span := [*map(int, re.findall(_SPAN, tag))]) == 2:
                flags.hide_columns(*sorted(span))
    return flags


def _flag(flagged: Flagged, xml: bytes, prefix: bytes, trace: bytes, *, inside: bool) -> None:
    """Flag the cell before each trace, or around it; after a thousand, only count them."""
    for tag, at in _tags_around(xml, prefix + b"c", trace, _MOST_TRACES):
        if len(flagged.first) == MOST_KEPT:
            flagged.count += xml.count(trace, at)
            return
        if (trace in tag or not inside) and (address := re.search(_CELL, tag)):
            flagged.add(int(address[2]), column_number(address[1]))


def _tags_around(xml: bytes, name: bytes, trace: bytes, most: int) -> Iterator[tuple[bytes, int]]:
    """Yield the last tag of this name that starts before each trace, and the trace's place."""
    start = b"<%s " % name
    at, since = xml.find(trace), 0
    while at >= 0 and most:
        most -= 1
        begin = xml.rfind(start, since, at)
        end = xml.find(b">", begin, at + _LONGEST) if begin >= 0 else -1
        if end >= 0:
            yield xml[begin:end], at
        since, at = at, xml.find(trace, at + 1)


def ods_flags(data: bytes) -> list[CellFlags]:
    """Return the flags of each sheet of LibreOffice's workbook."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return flags_in_open_document(archive.read("content.xml"))


def flags_in_open_document(xml: bytes) -> list[CellFlags]:
    """Return the flags of each sheet in the content of LibreOffice's workbook."""
    sheets, tags = [_OdsSheet("", MOST_ROWS)], _MOST_TAGS
    before, *rows = xml.split(_ODS_ROW)
    for part in (before, *(_ODS_ROW + row for row in rows)):
        if tags <= 0 or not (b"<table:table " in part or any(trace in part for trace in _TRACES)):
            if part is not before:
                sheets[-1].take(b"table-row", part[len(_ODS_ROW) : part.find(b">")])
            continue
        for kind, tag in _ODS_TAG.findall(part):
            tags -= 1
            if kind == b"table":
                name = html.unescape(_value(tag, b"table:name").decode("utf-8", "replace"))
                sheets.append(_OdsSheet(name, sheets[-1].left))
            else:
                sheets[-1].take(kind, tag)
    return [sheet.flags for sheet in sheets]


class _OdsSheet:
    """A position in a sheet, to count addresses: the format has only numbers of copies."""

    def __init__(self, name: str, left: int) -> None:
        self.flags = CellFlags(name)
        self.left = left  # hidden rows that are still recorded, in all sheets
        self.row, self.rows, self.column, self.columns = 1, 0, 1, 1

    def take(self, kind: bytes, tag: bytes) -> None:
        """Take the next tag of a column, a row or a cell."""
        if kind == b"table-row":
            self.row, self.rows, self.column = self.row + self.rows, _copies(tag, b"rows"), 1
            if _value(tag, b"table:visibility") in _ODS_HIDDEN:
                last = min(self.row + self.rows - 1, MOST_ROWS, self.row + self.left - 1)
                self.flags.hidden_rows.update(range(self.row, last + 1))
                self.left -= max(last + 1 - self.row, 0)
            return
        copies = _copies(tag, b"columns")
        if kind == b"table-column":
            if _value(tag, b"table:visibility") in _ODS_HIDDEN:
                self.flags.hide_columns(self.columns, self.columns + copies - 1)
            self.columns += copies
            return
        if kind == b"covered-table-cell":
            self.flags.merged.add(self.row, self.column, self.rows, copies)
        if is_formula := b"table:formula=" in tag:
            self.flags.computed.add(self.row, self.column, self.rows, copies)
        if b'value-type="error"' in tag:
            self.flags.errors.add(self.row, self.column, self.rows, copies)
        elif is_formula and b"office:value-type=" not in tag:
            self.flags.formulas.add(self.row, self.column, self.rows, copies)
        self.column += copies


def _copies(tag: bytes, what: bytes) -> int:
    number = _value(tag, b"table:number-%s-repeated" % what)
    return int(number[:15]) if number.isdigit() else 1


def _value(tag: bytes, name: bytes) -> bytes:
    """Return an attribute of a tag, or nothing if the tag has none."""
    return tag.partition(b' %s="' % name)[2].partition(b'"')[0]
