"""Hostile and broken files: one clear line each, in little time and memory."""

import contextlib
import io
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.errors import SstcError
from sstc_cli.sheets.biff import records_of, xls_sizes
from sstc_cli.sheets.guard import FileKind, checked
from sstc_cli.sheets.listener import Listener
from sstc_cli.sheets.sectors import DamagedError
from sstc_cli.sheets.sheet import read_sheets

END, NONE = 0xFFFF_FFFE, 0xFFFF_FFFF
EXPORTS = Path(__file__).parents[1] / "survey" / "exports"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TABLE = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="S">{}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
CELL = '<table:table-cell{} office:value-type="string"><text:p>a</text:p></table:table-cell>'


def xlsx(rows: str, before: str = "", dimension: str = "", **more: bytes) -> bytes:
    """Write a workbook of one sheet with these rows of XML."""
    root = f'<Relationship Id="r1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    sheet = f'<Relationship Id="r1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    members = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{root}</Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{sheet}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}">'
        f"{dimension}<sheetData>{rows}</sheetData></worksheet>",
    }
    return zipped({**members, **more})


def zipped(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)  # no time: ids of tests
    return stream.getvalue()


def ods(rows: str) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = TABLE.format(rows)
    return zipped({"mimetype": kind, "META-INF/manifest.xml": MANIFEST, "content.xml": content})


def cell(address: str) -> str:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{address}"><v>1</v></c></row>'


def copied(number: int) -> bytes:
    """Write a workbook that names its one sheet many times."""
    sheets = (f'<sheet name="{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, number + 1))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{"".join(sheets)}'
    rows = "".join(f'<row r="{r}"><c r="Z{r}"><v>1</v></c></row>' for r in range(1, 9_000))
    return xlsx(rows, **{"xl/workbook.xml": f"{book}</sheets></workbook>".encode()})


def sharing(texts: str, rows: str, says: str = "") -> bytes:
    """Write a workbook whose cells have shared texts."""
    kinds = {"r1": ("worksheet", "worksheets/sheet1.xml"), "r2": ("sharedStrings", "shared.xml")}
    links = (
        f'<Relationship Id="{id_}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for id_, (kind, target) in kinds.items()
    )
    relations = f'<Relationships xmlns="{PACKAGE}">{"".join(links)}</Relationships>'
    shared = f'<sst xmlns="{MAIN}" {says}>{texts}</sst>'
    return xlsx(
        rows,
        **{
            "xl/_rels/workbook.xml.rels": relations.encode(),
            "xl/SharedStrings.xml": shared.encode(),
        },
    )


def shared(number: int, text: str = "0") -> str:
    """Write rows whose cells have one and the same shared text."""
    return "".join(
        f'<row r="{r}"><c r="A{r}" t="s"><v>{text}</v></c></row>' for r in range(1, number + 1)
    )


HEAD = b"Country,Gender,Content\n"
LONG = "x" * 900_000


def repeated(what: str, number: int | str) -> str:
    return f' table:number-{what}-repeated="{number}"'


GOOD = xlsx(cell("A1") + cell("B2"))
CASES = {
    "empty": (b"", "is empty"),
    "only a mark": (b"\xef\xbb\xbf\r\n", "is empty"),
    "zeros": (b"\0" * 100, "is empty"),
    "far cell": (xlsx(cell("A1") + cell("XFD1048576")), "far outside any table"),
    "far row in a near one": (
        xlsx('<row r="1"><c r="A1"/><c\n r = \'ZZ1048576\'><v>1</v></c></row>'),
        "far outside any table",
    ),
    "sheet named twice": (copied(2), "is damaged"),
    "two members of one name": (
        xlsx(cell("A1"), **{"XL/worksheets/Sheet1.xml": cell("A1").encode()}), "is damaged",
    ),
    "many far cells": (
        xlsx(cell("A2000000"), **{"xl/2.xml": cell("A2000000"), "xl/3.xml": cell("A1")}),
        "more than 1,048,576 rows or 4,000,000 cells",
    ),
    "cells without addresses": (
        xlsx(f'<row r="1048576">{"<c><v>1</v></c>" * 5}</row>'),
        "far outside any table: 1,048,576 rows and 5 columns",
    ),
    "addresses that are none": (
        xlsx(f'<row r="1048576">{"<c><v>1</v></c>" * 5}</row>' + '<d r="A1"/>' * 9),
        "far outside any table: 1,048,576 rows and 5 columns",
    ),
    "rows without addresses": (
        xlsx(f'{cell("C999999")}{"<row><c><v>1</v></c></row>" * 2_000}'), "far outside any table",
    ),
    "one text in many cells": (
        sharing(f"<si><t/></si><si><t>{LONG}</t></si>", shared(300, "1")),
        "unpacks to far more data",
    ),
    "one text in parts": (
        sharing(f"<si>{'<r><t>some of it</t></r>' * 30_000}</si>", shared(500)),
        "unpacks to far more data",
    ),
    "one text that looks like many": (
        sharing(f"<si><t><![CDATA[{'</si>' * 180_000}]]></t></si>", shared(300)),
        "unpacks to far more data",
    ),
    "a text in another": (
        sharing(f"<si><t/><si><t>{LONG}</t></si></si>", shared(300)), "is damaged",
    ),
    "texts that are not well-formed": (
        sharing(f"<si><t></si></t>{LONG}</si>", shared(300)), "is damaged",
    ),
    "many texts that are not there": (
        sharing("<si><t>a</t></si>", shared(1), "uniqueCount='2147483648'"), "is damaged",
    ),
    "no index": (
        sharing(f"<si><t>{LONG}</t></si><si><t/></si>", shared(300, " 1")),
        "unpacks to far more data",
    ),
    "an index in parts": (
        sharing(f"<si><t/></si><si><t>{LONG}</t></si>", shared(300, "<b/>1")),
        "unpacks to far more data",
    ),
    "doctype": (xlsx(cell("A1"), '<!DOCTYPE a [<!ENTITY b "c">]>'), "declares XML entities"),
    "bomb": (xlsx(cell("A1") + " " * 40_000_000), "unpacks to far more data"),
    "many members": (
        xlsx(cell("A1"), **{f"xl/{n}.xml": b"" for n in range(2_100)}),
        "unpacks to far more data",
    ),
    "truncated": (GOOD[: len(GOOD) // 2], "is damaged"),
    "changed byte": (GOOD.replace(b"sheet1", b"sheet2", 1), "is damaged"),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    "broken xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4_000, "is damaged"),
    "binary workbook": (zipped({"xl/workbook.bin": b"\0"}), "is a binary workbook"),
    "web page named xls": (b"\r\n<HTML><table><tr><td>a", "is a web page"),
    "xml": (b'\xef\xbb\xbf<?xml version="1.0"?><a/>', "is a web page or XML"),
    "pdf": (b"%PDF-1.7\n", "is a PDF"),
    "ods rows": (ods(f"<table:table-row{repeated('rows', 900)}>"
                     f"{CELL.format(repeated('columns', 9_000_000))}</table:table-row>"),
                 "far outside any table"),
    "ods gap": (ods("<table:table-row>" + CELL.format("") + "<table:table-cell"
                    + repeated("columns", 10**9) + "/>" + CELL.format("") + "</table:table-row>"),
                "far outside any table"),
    "ods table in a table": (ods(f"<table:table-row{repeated('rows', 9_000_000)}>"
                                 "<table:table-cell><table:table table:name='T'>"
                                 f"<table:table-row>{CELL.format('')}</table:table-row>"
                                 "</table:table></table:table-cell></table:table-row>"),
                             "is damaged"),
    "ods with a password": (zipped({"content.xml": "...", "META-INF/manifest.xml":
                                    "<manifest:encryption-data/>"}), "protected by a password"),
    "ods text": (ods(f"<table:table-row{repeated('rows', 3_000)}>"
                     f"{CELL.replace('>a<', '>' + 'a' * 90_000 + '<').format('')}"
                     "</table:table-row>"), "unpacks to far more data"),
    "ods blanks": (ods("<table:table-row>" + CELL.format("").replace(
                       ">a<", '><text:s text:c="999999999"/><') + "</table:table-row>"),
                   "unpacks to far more data"),
    "ods strange number": (ods("<table:table-row table:number-rows-repeated='&#57;9999999'>"
                               f"{CELL.format('')}</table:table-row>"), "far outside any table"),
    "ods sign before a number": (ods("<table:table-row table:number-rows-repeated='+9999999'>"
                                     f"{CELL.format('')}</table:table-row>"), "is damaged"),
    "ods sign in an attribute": (ods("<table:table-row table:a='>'"
                                     f"{repeated('rows', 9_000_000)}>{CELL.format('')}"
                                     "</table:table-row>"), "far outside any table"),
    "ods tag in a comment": (ods(f"<table:table-row{repeated('rows', 9_000_000)}>"
                                 f"<!-- <table:table-row -->{CELL.format('')}</table:table-row>"),
                             "is damaged"),
}  # fmt: skip


def test_a_zip_file_without_tables_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("exit.docx", "a,b")
    with pytest.raises(SstcError, match="is not a workbook, nor a zip file with a csv in it"):
        checked(stream.getvalue(), "exit.zip")
    with pytest.raises(SstcError, match=r"exit\.docx is not a spreadsheet"):
        checked(stream.getvalue(), "exit.docx")


def packed(offset: int, value: int, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Write a zip file of one csv, with one byte changed in what its directory says of it."""
    data = bytearray(zipped({"exit.csv": HEAD + b"Kenya,Woman,5\n" * 90}, method))
    data[data.rindex(b"exit.csv") - 46 + offset] = value
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (packed(16, 1), "is damaged"),  # its check sum
        (packed(24, 9), "is damaged"),  # its size
        (packed(42, 200), "is damaged"),  # its place
        (packed(8, 1), "protected by a password"),
        (packed(10, 99), "is packed in an unusual way"),
        (packed(10, 14, zipfile.ZIP_LZMA), "is packed in an unusual way"),
        (packed(10, 12, zipfile.ZIP_BZIP2)[:-9], "is damaged"),
    ],
)
def test_a_zip_file_that_cannot_be_unpacked_is_refused(
    data: bytes, message: str, tmp_path: Path
) -> None:
    file = tmp_path / "exit.zip"
    file.write_bytes(data)
    with pytest.raises(SstcError, match=message):
        read_sheets(file)


def test_a_member_longer_than_it_declares_is_refused() -> None:
    data = bytearray(GOOD)
    name = b"xl/worksheets/sheet1.xml"
    size = zipfile.ZipFile(io.BytesIO(GOOD)).getinfo(name.decode()).file_size
    entry = data.rindex(name) - 46  # its record in the central directory
    data[entry + 24 : entry + 28] = (size - 20).to_bytes(4, "little")
    with pytest.raises(SstcError):
        checked(bytes(data), "exit.xlsx")


def test_honest_files_pass(tmp_path: Path) -> None:
    empty = "<table:table-cell" + repeated("columns", 16_384) + "/>"
    trailing = f"<table:table-row{repeated('rows', 1_048_575)}>{empty}</table:table-row>"
    row = "<table:table-row>" + CELL.format("") + empty + "</table:table-row>"
    assert checked(ods(row + trailing), "a.ods").kind is FileKind.ODS
    tables = "".join(f"</table:table><table:table table:name='{n}'>{row}{trailing}" for n in "abc")
    assert checked(ods(row + trailing + tables), "a.ods").kind is FileKind.ODS
    assert checked(GOOD, "a.xlsx").kind is FileKind.XLSX
    file = tmp_path / "really-csv.xlsx"
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    assert read_sheets(file).sheets[0].rows == [["a", "b"], ["1", "2"]]


def test_honest_texts_pass(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    texts = "".join(f"<si><t>{n} {'word ' * 400}</t></si>" for n in range(400))
    rows = "".join(
        f'<row><c t="s"><v>{n % 400}</v></c><c><v>{n}</v></c></row>' for n in range(9_000)
    )
    file.write_bytes(sharing(f"<!-- made by a program --><si/>{texts}", rows))
    read = read_sheets(file).sheets[0].rows
    assert (read[0], read[1][0][:7]) == (["", 0.0], "0 word ")
    file.write_bytes(sharing(f"{texts}<si><t>{LONG}</t></si>", rows))  # which no cell has
    assert len(read_sheets(file).sheets[0].rows) == 9_000


@pytest.mark.parametrize("name", ["wenjuanxing/webinar-7.xls", "../../sheets/flags/webinar-7.xls"])
def test_texts_of_an_old_workbook_are_as_long_as_they_are_read(name: str, monkeypatch) -> None:
    monkeypatch.setattr("sstc_cli.sheets.biff_texts._HARMLESS", 0)
    file = EXPORTS / name
    (records,) = records_of(file.read_bytes())
    *_, (_, _, counted) = xls_sizes(records)
    sheets = read_sheets(file).sheets
    texts = [
        cell for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, str)
    ]
    assert sum(map(len, texts)) <= counted < sum(map(len, texts)) + 60  # of the hidden sheet
    monkeypatch.setattr("sstc_cli.sheets.guard.MOST_EXPANDED", 10)
    with pytest.raises(SstcError, match="unpacks to far more data"):
        read_sheets(file)


def test_a_lying_dimension_loses_no_rows(tmp_path: Path) -> None:
    file = tmp_path / "wps.xlsx"
    file.write_bytes(xlsx(cell("A1") + cell("A2"), f"<!-- {'x' * 10} -->"))
    assert len(read_sheets(file).sheets[0].rows) == 2


def far_xls() -> bytes:
    """Return an honest old workbook, one of whose cells was put far away."""
    data = bytearray((EXPORTS / "wenjuanxing" / "webinar-7.xls").read_bytes())
    record = data.rindex(b"\xfd\x00\x0a\x00")  # a text cell: kind, length, then row and column
    struct.pack_into("<HH", data, record + 4, 65_535, 16_383)
    return bytes(data)


def hidden_xls() -> bytes:
    """Return the same, whose stream is not said to be one: its reader goes by the name alone."""
    data = bytearray(far_xls())
    data[data.index("Workbook".encode("utf-16-le")) + 66] = 0
    return bytes(data)


def marked_xls() -> bytes:
    """Return the same, with a mark of its encoding before the name of the stream."""
    data, name = far_xls(), "Workbook".encode("utf-16-le")
    return data.replace(name + b"\0\0", b"\xff\xfe" + name)


def uncut_xls() -> bytes:
    """Return the same, which says that it has no small sectors; its reader knows better."""
    data = bytearray(far_xls())
    struct.pack_into("<I", data, 56, 0)
    return bytes(data)


def renamed(name: str, extra: bytes = b"") -> bytes:
    """Return a workbook that declares too many texts in a member with another name."""
    data = CASES["many texts that are not there"][0]
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            is_texts = member.filename.lower() == "xl/sharedstrings.xml"
            info = zipfile.ZipInfo(name if is_texts else member.filename)
            info.extra = extra if is_texts else b""
            new.writestr(info, old.read(member))
    return made.getvalue()


def other_name(name: bytes) -> bytes:
    """Return the extra field of a member that gives it another name (APPNOTE 4.6.9)."""
    field = struct.pack("<BI", 1, 0) + name
    return struct.pack("<HH", 0x7075, len(field)) + field


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def shrunk_xls() -> bytes:
    """Return an honest old workbook that says that its table ends before it starts."""
    data = bytearray((EXPORTS / "wenjuanxing" / "webinar-7.xls").read_bytes())
    record = data.index(b"\x00\x02\x0e\x00")
    struct.pack_into("<I", data, record + 4, 0x00FF_0000)
    return bytes(data)


def copied_xls() -> bytes:
    """Return an honest old workbook whose second sheet is said to start where the first does."""
    data = bytearray((Path(__file__).with_name("flags") / "webinar-7.xls").read_bytes())
    first, second, *_ = (match.start() for match in re.finditer(rb"\x85\x00.\x00", bytes(data)))
    data[second + 4 : second + 8] = data[first + 4 : first + 8]
    return bytes(data)


def linked_xls(*numbers: tuple[int, int]) -> bytes:
    """Return an honest old workbook with other numbers of sectors at some places."""
    data = bytearray((EXPORTS / "wenjuanxing" / "webinar-7.xls").read_bytes())
    for place, number in numbers:
        struct.pack_into("<I", data, place, number)
    return bytes(data)


def deep_xls() -> bytes:
    """Return an old workbook whose directory is a list: each entry is below the one before it."""
    entries, sectors, tables = 4_000, 1_001, 8
    head = bytearray(linked_xls()[:512])
    struct.pack_into("<8I", head, 44, tables, 0, 0, 4096, END, 0, END, 0)
    struct.pack_into("<109I", head, 76, *range(sectors, sectors + tables), *[NONE] * (109 - tables))
    directory = entry("R", 5, (NONE, 1), (END, 0)) + b"".join(
        entry(f"{number:05}", 2, (number + 1 if number < entries else NONE, NONE), (END, 0))
        for number in range(1, entries + 1)
    )
    links = [*range(1, sectors), END, *[NONE] * (128 * tables - sectors)]
    return head + directory.ljust(512 * sectors, b"\0") + struct.pack(f"<{len(links)}I", *links)


def entry(name: str, kind: int, links: tuple[int, int], content: tuple[int, int]) -> bytes:
    """Return an entry of the directory of an OLE file, with the place and size of its content."""
    letters = f"{name}\0".encode("utf-16-le")
    head = struct.pack("<HBB3I", len(letters), kind, 1, NONE, *links)
    return letters.ljust(64, b"\0") + head + bytes(36) + struct.pack("<IQ", *content)


def old_book(tokens: bytes, times: int, name: str = "") -> bytes:
    """Write an old workbook with this formula many times, and a name that it may use."""
    formula = struct.pack("<HHHdHIH", 0, 0, 0, 1.0, 0, 0, len(tokens)) + tokens
    label = struct.pack("<3xB10xB", len(name), 0) + name.encode()
    start, end = record(0x0809, struct.pack("<HH12x", 0x0600, 5)), record(0x000A)
    place = len(start + record(0x0018, label) + record(0x0085, bytes(9)) + end)
    sheet = record(0x0085, struct.pack("<IHBBs", place, 0, 1, 0, b"A"))
    stream = start + record(0x0018, label) + sheet + end
    stream += start + record(0x0006, formula) * times + end
    stream += bytes(-len(stream) % 512 + 4_096)
    tables = len(stream) // 60_000 + 1
    sectors = range(tables + 2, tables + 1 + len(stream) // 512)
    links = [*[NONE - 2] * tables, END, *sectors, END]
    links += [NONE] * (128 * tables - len(links))
    head = bytearray(linked_xls()[:512])
    struct.pack_into("<8I", head, 44, tables, tables, 0, 4096, END, 0, END, 0)
    struct.pack_into("<109I", head, 76, *range(tables), *[NONE] * (109 - tables))
    content = tables + 1, len(stream)
    directory = entry("R", 5, (NONE, 1), (END, 0)) + entry("Workbook", 2, (NONE, NONE), content)
    return head + struct.pack(f"<{len(links)}I", *links) + directory.ljust(512, b"\0") + stream


BIG_TABLE, SMALL_TABLE = 512, 512 + 2 * 512  # where it stands which sector follows which
SECTORS = {
    "table": [(48, 0), (BIG_TABLE, 0)],
    "directory": [(BIG_TABLE + 4 * 12, 11)],
    "crossed": [(BIG_TABLE + 4 * 12, 3)],
    "unused": [(BIG_TABLE + 4 * 12, NONE)],
    "far": [(BIG_TABLE + 4 * 12, 0x00F0_0000)],
    "small": [(SMALL_TABLE + 4 * 49, 0)],
    "small far": [(SMALL_TABLE + 4 * 49, 0x00F0_0000)],
    "more tables": [(68, 1), (72, 1), (2 * 512 + 508, 1)],
    "many tables": [(44, 0x7FFF_FFFF)],
    "many directories": [(40, 0x7FFF_FFFF)],
    "large root": [(512 * 12 + 120, 0x7FFF_FFFF)],
}


@pytest.mark.parametrize("name", SECTORS)
def test_an_old_workbook_whose_sectors_lead_nowhere_is_refused(name: str) -> None:
    with pytest.raises(SstcError, match="is damaged"):
        checked(linked_xls(*SECTORS[name]), "a.xls")


def elsewhere() -> bytes:
    """Write a far cell in a sheet that is called a picture."""
    with zipfile.ZipFile(io.BytesIO(CASES["far cell"][0])) as archive:
        members = {
            name.replace("worksheets/sheet1.xml", "media/image1.png"): archive.read(name).replace(
                b"worksheets/sheet1.xml", b"media/image1.png"
            )
            for name in archive.namelist()
        }
    return zipped(members)


HOSTILE = {
    "far cell.xlsx": (lambda: CASES["far cell"][0], "far outside any table"),
    "far cell elsewhere.xlsx": (elsewhere, "far outside any table"),
    "far cell.xls": (far_xls, "far outside any table"),
    "hidden.xls": (hidden_xls, "far outside any table"),
    "marked.xls": (marked_xls, "is damaged"),
    "uncut.xls": (uncut_xls, "is damaged"),
    "backslash.xlsx": (lambda: renamed("xl\\sharedStrings.xml"), "is damaged"),
    "two names.xlsx": (
        lambda: renamed("xl/other.xml", other_name(b"xl/sharedStrings.xml")),
        "is damaged",
    ),
    "one text.xlsx": (lambda: CASES["one text in many cells"][0], "unpacks to far more data"),
    "copies.xlsx": (lambda: copied(900), "is damaged"),
    "shrunk.xls": (shrunk_xls, "is damaged"),
    "many texts.xlsx": (lambda: CASES["many texts that are not there"][0], "is damaged"),
    "copies.xls": (copied_xls, "is damaged"),
    "loop.xls": (lambda: linked_xls(*SECTORS["table"])[:1_024], "is damaged"),
    "small loop.xls": (lambda: linked_xls(*SECTORS["small"]), "is damaged"),
    "deep.xls": (deep_xls, "is damaged"),
    "names.xls": (
        lambda: old_book(b"\x23\1\0\0\0" + b"\x23\1\0\0\0\3" * 600, 600, "x" * 255),
        "unpacks to far more data",
    ),
    "spaces.xls": (
        lambda: old_book(b"\x1e\0\0" + b"\x19\x40\0\xff" * 900, 1),
        "unpacks to far more data",
    ),
    "long formula.xls": (lambda: old_book(b"\x1e\0\0" + b"\x15" * 9_000, 1), "is damaged"),
    "ods gap.ods": (lambda: CASES["ods gap"][0], "far outside any table"),
    "bomb.xlsx": (lambda: CASES["bomb"][0], "unpacks to far more data"),
    "doctype.xlsx": (lambda: CASES["doctype"][0], "XML entities"),
    "bomb.zip": (lambda: zipped({"a.csv": b"," * 300_000_000}), "unpacks to far more data"),
    "many.zip": (
        lambda: zipped({f"{n}.csv": HEAD + b"K,W,5\n" * 900 for n in range(1_900)}),
        "more than 50 csv files",
    ),
    "commas.csv": (lambda: HEAD + b"," * 31_000_000, "more than"),
    "lines.csv": (lambda: HEAD + b"\n" * 3_900_000, "more than"),
    "one field.csv": (lambda: HEAD + b'"' + b"a" * 31_000_000, "field larger than"),
    "wide.csv": (lambda: (b"w," * 50_000 + b"\n") * 40, "more than 1,000 columns"),
    "large.csv": (lambda: HEAD + b"K,W,5\n" * 6_000_000, "larger than 32 MB"),
}
SCRIPT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_200_000_000,) * 2)  # of addresses, not of memory
from sstc_cli.cli import main
status = main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
about = dict(line.split(":", 1) for line in open("/proc/self/status"))  # not of its parent, too
print(int(about["VmHWM"].split()[0]) // 1024, used.ru_utime + used.ru_stime)
sys.exit(status)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited and measured by Linux")
@pytest.mark.parametrize("name", HOSTILE)
def test_the_command_refuses_a_hostile_file_in_little_memory_and_time(
    name: str, workspace: Path
) -> None:
    make, message = HOSTILE[name]
    (workspace / name).write_bytes(make())

    def run(file: str) -> tuple[subprocess.CompletedProcess[str], int, float]:
        words = [sys.executable, "-c", SCRIPT, "surveys", "import", file, "--webinar", "7"]
        done = subprocess.run(
            words, cwd=workspace, capture_output=True, text=True, timeout=60, check=False
        )
        megabytes, seconds = done.stdout.split()[-2:]
        return done, int(megabytes), float(seconds)

    done, megabytes, seconds = run(name)
    assert done.returncode == 3
    assert done.stderr.startswith("error: ")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (workspace / ".sstc").exists()
    assert megabytes <= 200
    started = run("nothing.csv")[2]  # what the machine needs to say that there is no such file
    assert seconds - started < max(1.0, started)


MARKED = Path(__file__).with_name("flags")
NUMBER = re.compile(rb"=\"(?:[A-Z]*[0-9]+|[A-Z]+[0-9]+:[A-Z]+[0-9]+)\"|>[0-9]+<")
NUMBERS = ["0", "-1", "16384", "1048576", "2147483648", "4294967295", "9" * 20, "XFD1048576"]


@pytest.mark.parametrize("name", ["webinar-7.ods", "webinar-7.xlsx"])
@given(st.data())
def test_no_number_in_a_workbook_makes_its_reader_give_up(
    name: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    with zipfile.ZipFile(MARKED / name) as archive:
        members = {path: archive.read(path) for path in archive.namelist()}
    xml = [path for path in members if path == "content.xml" or path.startswith("xl/")]
    member = data.draw(st.sampled_from([path for path in xml if NUMBER.search(members[path])]))
    places = [match.span() for match in NUMBER.finditer(members[member])]
    start, end = data.draw(st.sampled_from(places))
    text = members[member]
    number = data.draw(st.sampled_from([*NUMBERS, "A1:XFD1048576"])).encode()
    opened = text[start : start + 2] if text[start:].startswith(b"=") else text[start : start + 1]
    members[member] = text[:start] + opened + number + text[end - 1 :]
    file = tmp_path_factory.mktemp("numbers") / name
    file.write_bytes(zipped(members))
    with contextlib.suppress(SstcError):
        read_sheets(file)


@pytest.mark.parametrize(
    "name",
    ["wenjuanxing/webinar-7.xls", "wenjuanxing/webinar-7.xlsx", "../../sheets/flags/webinar-7.xls"],
)
@given(st.data())
def test_a_damaged_workbook_is_refused_or_read(
    name: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("damaged") / Path(name).name
    content = bytearray((EXPORTS / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    file.write_bytes(content[:cut] if data.draw(st.booleans()) else content)
    with contextlib.suppress(SstcError):
        read_sheets(file)


def test_a_reader_that_panics_is_silent(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cut.xls"
    file.write_bytes((EXPORTS / "wenjuanxing" / "webinar-7.xls").read_bytes()[:6300])
    with pytest.raises(SstcError, match="is damaged"):
        read_sheets(file)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["~$exit.xlsx", "._exit.xlsx", ".~lock.exit.xlsx#"])
def test_notes_of_excel_and_macos_are_not_read_as_surveys(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\x04Jane" + b" " * 50 + "Jane".encode("utf-16-le"))
    with pytest.raises(SstcError, match="is not a table: another program keeps notes in it"):
        read_sheets(tmp_path / name)


def test_text_survives_encodings(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    for text, encoding, counted in (
        ("城市,名称\n北京,甲", "gbk", "GB 18030"),
        ("Ville;Pays\nGenève;Suisse", "cp1252", "Windows 1252"),
        ("Málaga\tÑandú\tÀÉÎÕÜ", "cp1252", "Windows 1252"),
        ("城市,名称", "utf-16", "UTF-16"),
        ("城市,名称", "utf-8-sig", "UTF-8"),
    ):
        file.write_bytes(text.encode(encoding))
        source = read_sheets(file)
        assert source.encoding == counted
        cells = [cell for row in source.sheets[0].rows for cell in row]
        assert cells == text.replace("\n", ",").replace(";", ",").replace("\t", ",").split(",")


@pytest.mark.parametrize(
    "piece",
    [
        '<row r="2" hidden="1"/>', '<c r="A2" t="e"/>', '<x:row r="2"/>', '<x:c r="A2"/>',
        '<c\nr="A2"/>', "<c/><row/>", '<c s="1" r="A2"/>', '<mergeCell ref="A1:A2"/>',
    ],
)  # fmt: skip
def test_many_rows_or_cells_at_one_place_are_refused(piece: str, monkeypatch) -> None:
    monkeypatch.setattr("sstc_cli.sheets.members._CHUNK", 400)
    for name, value in {
        "MOST_ROWS": 50,
        "MOST_CELLS": 50,
        "MOST_MERGED": 50,
        "_LEAST_COUNTED": 100,
    }.items():
        monkeypatch.setattr(f"sstc_cli.sheets.guard.{name}", value)
    with pytest.raises(SstcError, match=r"has more than|far outside"):
        checked(xlsx(cell("A1") + piece * 60), "a.xlsx")
    checked(xlsx(cell("A1") + piece * 20), "a.xlsx")


def test_more_shared_texts_than_cells_are_refused(monkeypatch) -> None:
    monkeypatch.setattr("sstc_cli.sheets.members.MOST_CELLS", 50)
    assert checked(sharing("<si/>" * 40, shared(3)), "a.xlsx").kind is FileKind.XLSX
    for text in ("<si/>", "<si><t>a</t></si>", "<x:si/>"):
        with pytest.raises(SstcError, match="unpacks to far more"):
            checked(sharing(text * 60, shared(3)), "a.xlsx")


def test_more_merged_cells_than_an_old_workbook_has_are_refused(monkeypatch) -> None:
    stream = record(0x0809) + record(0x00E5, struct.pack("<H", 9) + bytes(72)) + record(0x000A)
    monkeypatch.setattr("sstc_cli.sheets.biff.streams_named", lambda *_: [stream])
    (found,) = records_of(b"")
    assert len([*xls_sizes(found)]) == 4
    monkeypatch.setattr("sstc_cli.sheets.biff.MOST_MERGED", 8)
    with pytest.raises(DamagedError):
        [*xls_sizes(found)]


def test_a_row_far_below_is_refused_before_the_rest_is_read(monkeypatch) -> None:
    monkeypatch.setattr("sstc_cli.sheets.members._CHUNK", 1_000)
    far = "<row r='9000000'/>" + cell("A1").replace("1", "9000000") + "<row r='1'/>" * 9_000
    listener = Mock(spec=Listener)
    with pytest.raises(SstcError, match="far outside any table"):
        checked(xlsx(cell("A1") + far), "a.xlsx", listener)
    assert sum(len(call.args[1]) for call in listener.piece.call_args_list) < 10_000


def test_a_text_longer_than_any_cell_is_refused(monkeypatch) -> None:
    monkeypatch.setattr("sstc_cli.sheets.members._CHUNK", 1_000)
    monkeypatch.setattr("sstc_cli.sheets.members._LONGEST", 20_000)
    texts = {length: ods(ROW.replace(">a<", f">{'a' * length}<")) for length in (15_000, 25_000)}
    assert checked(texts[15_000], "a.ods").kind is FileKind.ODS
    with pytest.raises(SstcError, match="unpacks to far more data"):
        checked(texts[25_000], "a.ods")


FILLER = "A" * 2_600_000
LONG_PARTS = {
    "a cell before a long text": (
        xlsx(f'{cell("A1")}<row r="2"><c r="XFD1048576" t="inlineStr"><is><t>{FILLER}'),
        "far outside any table",
    ),
    "an address in a long tag": (
        xlsx(f'{cell("A1")}<row r="2"><c a="{FILLER}" r="XFD1048576"/></row>'), "is damaged",
    ),
    "copies of a text that no piece ends in": (
        ods(f"<table:table-row{repeated('rows', 3_000)}>"
            + CELL.format("").replace(">a<", ">" + "a" * 2_000_000 + "<") + "</table:table-row>"),
        "unpacks to far more data",
    ),
    "a long declaration": (
        xlsx(cell("A1"), f'<!DOCTYPE x [<!ENTITY a "{FILLER}">]>'), "is damaged|entities",
    ),
    "another format in it": (
        xlsx(cell("A1"), **{"content.xml": TABLE.format("<table:table-row/>").encode()}),
        "is damaged",
    ),
}  # fmt: skip


ROW = f"<table:table-row>{CELL.format('')}</table:table-row>"
FILLERS = (
    f"<table:table-row{repeated('rows', 1_048_000)}><table:table-cell"
    f"{repeated('columns', 16_384)}/></table:table-row>"
)


def test_a_long_sheet_of_formulas_is_honest(monkeypatch) -> None:
    monkeypatch.setattr("sstc_cli.sheets.ods_extent._MOST_PARSED", 20_000)
    formula = '<table:table-cell table:formula="of:=1" office:value-type="float" office:value="1"/>'
    row = f"<table:table-row table:visibility='filter'>{formula}</table:table-row>".replace(
        "'", '"'
    )
    assert checked(ods(row * 900), "a.ods").kind is FileKind.ODS
    with pytest.raises(SstcError, match="too long for this format"):
        checked(ods(row.replace("<table:table-cell ", "<table:covered-table-cell ") * 900), "a.ods")


HONEST = {
    "a data bar": "<calcext:conditional-formats><calcext:data-bar calcext:show-value='false'/>"
    "</calcext:conditional-formats>",
    "shapes on the next sheet": "</table:table><table:table table:name='T'><table:shapes>"
    "<draw:frame><text:p>a</text:p></draw:frame></table:shapes><table:table-column"
    f"{repeated('columns', 16_384)}/>{ROW}",
    "a form": "</table:table><table:table table:name='T'><office:forms><form:text "
    f"form:current-value='a'/></office:forms>{ROW}",
}


@pytest.mark.parametrize("after", HONEST.values(), ids=HONEST)
def test_what_follows_the_rows_of_a_table_is_not_a_value(after: str) -> None:
    assert checked(ods(ROW * 900 + FILLERS + after), "a.ods").kind is FileKind.ODS


def two_archives() -> bytes:
    """Write an archive after another one, whose comment it is for some readers."""
    hostile, harmless = bytearray(xlsx(cell("XFD1048576"))), bytearray(GOOD)
    struct.pack_into("<H", harmless, len(harmless) - 2, 5)
    struct.pack_into("<H", hostile, len(hostile) - 2, len(harmless))
    return bytes(hostile + harmless)


def sheets(*attributes: str) -> bytes:
    """Write a workbook with two members, and a sheet with each of these attributes."""
    first, second = (
        f'<Relationship Id="r{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in (1, 2)
    )
    named = "".join(f"<sheet {text}/>" for text in attributes)
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{named}</sheets></workbook>'
    relations = f'<Relationships xmlns="{PACKAGE}">{first}{second}</Relationships>'
    return xlsx(cell("A1"), **{
        "xl/workbook.xml": book.encode(), "xl/_rels/workbook.xml.rels": relations.encode(),
        "xl/worksheets/sheet2.xml": b"<worksheet/>",
    })  # fmt: skip


def hidden_ends(start: str, end: str) -> bytes:
    """Write a row of 300,000 cells that seem to be many rows, and rows below it."""
    hidden = "</table:table-cell></table:table-row><table:table-row><table:table-cell>"
    wide = CELL.format(repeated("columns", 1_000)) + CELL.format("").replace(
        "<text:p>a", f"<text:p {start}{hidden}{end}"
    )
    return ods(f"<table:table-row>{wide * 300}</table:table-row>" + ROW * 900)


OPENED = CELL.format("").partition("<text:p>")[0]


def tables(between: str, name: str = "S") -> bytes:
    """Write a table of many rows and one of many columns, which some readers take for one."""
    rows = f"<table:table-row{repeated('rows', 9_000)}>{CELL.format('')}</table:table-row>"
    row = f"<table:table-row>{CELL.format(repeated('columns', 900))}</table:table-row>"
    first = f"</table:table><table:table table:name='{name}'>{rows}"
    return ods(f"{first}{between}<table:table table:name='T'>{row}")


OPEN = '<row r="1"><c r="ALL1"><v>1</v></c>'
BARE = "<c><v>1</v></c>"
TEXTS = f"<si><t/></si><si><t>{LONG}</t></si>"
SLY = {
    "two archives": (two_archives(), "is damaged"),
    "no space before an address": (xlsx('<row r="1"><c s="0"r="ALL1000000"/></row>'), "is damaged"),
    "no space before a kind": (
        sharing(TEXTS, shared(300, "1").replace(' t="s"', 't="s"')), "unpacks to far more"
    ),
    "rows without an end": (xlsx(OPEN + f'<row r="1">{BARE}' * 1_000), "is damaged"),
    "a row in a value": (xlsx(OPEN + '<c a="<row r="><v>1</v></c>' * 1_000), "is damaged"),
    "a row in a comment": (
        xlsx(OPEN + (BARE + '<!-- <row r="1"> -->') * 9 + "</row>"), "is damaged"
    ),
    "an end without a row": (xlsx(f"{OPEN}</row>{'<a></row>' * 9}{BARE}"), "is damaged"),
    "another prefix": (
        xlsx(f'<row r="1"><c r="A1000000"/>{"<a-b:c><v>1</v></a-b:c>" * 9}</row>'), "far outside"
    ),
    "the last of two indexes": (
        sharing(TEXTS, '<row><c t="s"><v>0</v><v>1</v></c></row>' * 300), "unpacks to far more"
    ),
    "an index in a value": (
        sharing(TEXTS, '<row><c t="s"><v a=">0</">1</v></c></row>' * 300), "is damaged|far more"
    ),
    "a name with a sign": (sheets('name="1>" r:id="r1"', 'name="B" r:id="r1"'), "is damaged"),
    "one name twice": (sheets('name="A" r:id="r1"', 'name="A" r:id="r2"'), "is damaged"),
    "a table in a value": (
        ods(f"<table:table-row{repeated('rows', 30_000)}>{CELL.format('')}</table:table-row>"
            f'<x a="<table:table >"/><table:table-row>{CELL.format("") * 1_000}</table:table-row>'),
        "is damaged",
    ),
    "a text before its copies": (
        ods(f"<table:table-row><table:table-cell office:string-value='{LONG}'"
            f"{repeated('columns', 900)}/></table:table-row>"),
        "unpacks to far more",
    ),
    "a text after an end in a value": (
        ods(f"<table:table-row{repeated('rows', 900)}><table:table-cell office:value-type='string'>"
            f'<x a="</table:table-cell"/>{LONG}</table:table-cell></table:table-row>'),
        "is damaged|unpacks to far more",
    ),
    "a quote in a name": (hidden_ends('b">', '">a'), "is damaged"),
    "an apostrophe in a name": (hidden_ends("b'>", "'>a"), "is damaged"),
    "a quote after one in a text": (
        hidden_ends('>"</text:p><text:p a="k b=" b">', '">a'), "is damaged"
    ),
    "a cell that ends after its row": (
        ods(f"<table:table-row>{OPENED}</table:table-row><text:s text:c='2000000000'/>"
            f"</table:table-cell>{OPENED}<table:table-row></table:table-cell></table:table-row>"),
        "is damaged",
    ),
    "a cell with the end of another": (
        ods(f"<table:table-row{repeated('rows', 300)}><table:covered-table-cell>"
            f"</table:table-cell></table:table-row>{ROW * 5}"), "is damaged",
    ),
    "a number in a text": (
        ods("<table:table-row>" + OPENED.replace(">", repeated("columns", 9_000) + ">")
            + f'<table:x s-repeated="1"/>{LONG}</table:table-cell></table:table-row>'),
        "is damaged|unpacks to far more",
    ),
    "an end of a table with more in it": (tables("</table:table x>"), "is damaged"),
    "an end of a table in a tag": (tables("<x </table:table>"), "is damaged"),
    "a tag in a tag": (tables("<"), "is damaged"),
    "an end in a name": (tables("", name="a/>"), "is damaged"),
    "tables in a plain row": (
        ods(ROW * 99 + f"<table:table-row><x>{'</table:table><table:table>' * 3_000}"
            f"</table:table-row>{ROW}"), "is damaged",
    ),
    "empty cells before the last": (
        ods(f"<table:table-row><table:table-cell{repeated('columns', 16_384)}/><table:table-cell/>"
            "</table:table-row>" * 900), "far outside any table",
    ),
    "a comment that does not end in its cell": (
        ods(f"<table:table-row>{OPENED}<office:annotation></table:table-cell></table:table-row>"),
        "is damaged",
    ),
    "a table that does not end": (ods(f"{ROW}</table:table x>"), "is damaged"),
    "many starts of tags": (ods(f"{ROW}</table:table>{'<table:table ' * 90_000}"), "is damaged"),
    "elements in elements": (ods(f"{ROW}{'<a>' * 300_000}"), "is damaged"),
    "elements in elements of Excel": (xlsx(f"<row><c/></row>{'<a>' * 300_000}"), "is damaged"),
    "another encoding": (
        xlsx("<row><c/></row>", '<?xml version="1.0" encoding="hex"?>'), "is damaged"
    ),
    "a number of 5,000 digits": (
        ods(f"{ROW}<table:table-cell calcext:value-type='error'"
            f"{repeated('columns', '9' * 5_000)}/>{ROW}"), "is damaged",
    ),
    "many short texts": (
        ods(f"<table:table-row{repeated('rows', 4_000)}>"
            f"{CELL.format(repeated('columns', 900))}</table:table-row>"), "unpacks to far more",
    ),
    "empty lines": (
        ods("<table:table-row>" + OPENED.replace(">", repeated("columns", 900) + ">")
            + "<text:p/>" * 300_000 + "</table:table-cell></table:table-row>"),
        "unpacks to far more",
    ),
    "a character of four bytes": (
        ods(f"<table:table-row{repeated('rows', 9_000)}>"
            + CELL.format("").replace(">a<", f">{'a' * 9_000}\U0001f600<")
            + "</table:table-row>"), "unpacks to far more",
    ),
    "a comment that goes on in all rows": (
        ods(f"{ROW}<!-- {'<table:table-row/>' * 90_000}"), "is damaged"
    ),
    "rows without content": (ods("<table:table-row/>" * 1_200_000), "is too long|far more"),
    "thousands of tables": (ods("</table:table><table:table>" * 5_000), "is damaged"),
    "a number twice": (
        ods(f"<table:table-row><table:table-cell{repeated('columns', 1) * 9} "
            "office:value='1'/></table:table-row>"),
        "is damaged",
    ),
}  # fmt: skip


REFUSED = CASES | LONG_PARTS | SLY


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_workbook_is_refused_with_its_own_message(case: str, tmp_path: Path) -> None:
    data, message = REFUSED[case]
    file = tmp_path / "exit.xlsx"
    file.write_bytes(data)
    with pytest.raises(SstcError, match=message) as caught:
        read_sheets(file)
    assert caught.value.hint
    assert str(file.parent) not in caught.value.message


def number(row: int, column: int) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))


@pytest.mark.parametrize(
    "tokens",
    [
        b"\x1e\5\0",  # 5
        b"\x1f" + struct.pack("<d", 1e-300) + b"\x1e\2\0\5",  # times 2
        b"\x23\1\0\0\0\x19\x40\0\7\x15",  # seven spaces and a name, in brackets
        b"\x1c\x2b\x22\1\4\0",  # the sum of an error
        b"\xff",
    ],
)
def test_honest_formulas_of_an_old_workbook_pass(tokens: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.xls"
    file.write_bytes(old_book(tokens, 3_000, "answers"))
    assert read_sheets(file).sheets[0].rows == [[1.0]]


@pytest.mark.parametrize(
    ("records", "size"),
    [
        (number(9, 0) + record(0x0809) + record(0x000A) + number(3, 60), (10, 61)),
        (record(0x00BD, struct.pack("<HH", 3, 65_535) + bytes(12) + bytes(2)), (4, 65_538)),
    ],
)
def test_an_old_sheet_goes_on_after_a_chart_and_its_columns_after_the_last(
    records: bytes, size: tuple[int, int], monkeypatch
) -> None:
    stream = record(0x0809) + records + record(0x000A)
    monkeypatch.setattr("sstc_cli.sheets.biff.streams_named", lambda *_: [stream])
    (found,) = records_of(b"")
    assert size in found.sizes
