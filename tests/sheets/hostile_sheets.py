"""Files that were made to harm a program that reads them, each by a name that says how."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

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
FILLER = "A" * 2_600_000
ROW = f"<table:table-row>{CELL.format('')}</table:table-row>"
FILLERS = (
    f"<table:table-row{repeated('rows', 1_048_000)}><table:table-cell"
    f"{repeated('columns', 16_384)}/></table:table-row>"
)
OPENED = CELL.format("").partition("<text:p>")[0]
OPEN = '<row r="1"><c r="ALL1"><v>1</v></c>'
BARE = "<c><v>1</v></c>"
TEXTS = f"<si><t/></si><si><t>{LONG}</t></si>"


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
    data = HOSTILE["many texts that are not there.xlsx"]()
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


def elsewhere() -> bytes:
    """Write a far cell in a sheet that is called a picture."""
    with zipfile.ZipFile(io.BytesIO(HOSTILE["far cell.xlsx"]())) as archive:
        members = {
            name.replace("worksheets/sheet1.xml", "media/image1.png"): archive.read(name).replace(
                b"worksheets/sheet1.xml", b"media/image1.png"
            )
            for name in archive.namelist()
        }
    return zipped(members)


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


def tables(between: str, name: str = "S") -> bytes:
    """Write a table of many rows and one of many columns, which some readers take for one."""
    rows = f"<table:table-row{repeated('rows', 9_000)}>{CELL.format('')}</table:table-row>"
    row = f"<table:table-row>{CELL.format(repeated('columns', 900))}</table:table-row>"
    first = f"</table:table><table:table table:name='{name}'>{rows}"
    return ods(f"{first}{between}<table:table table:name='T'>{row}")


# refused before a reader sees them, with this message
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.xlsx": (lambda: b"", "is empty"),
    "only a mark.xlsx": (lambda: b"\xef\xbb\xbf\r\n", "is empty"),
    "zeros.xlsx": (lambda: b"\0" * 100, "is empty"),
    "two members of one name.xlsx": (
        lambda: xlsx(cell("A1"), **{"XL/worksheets/Sheet1.xml": cell("A1").encode()}),
        "is damaged",
    ),
    "bomb.xlsx": (lambda: xlsx(cell("A1") + " " * 40_000_000), "unpacks to far more data"),
    "many members.xlsx": (
        lambda: xlsx(cell("A1"), **{f"xl/{n}.xml": b"" for n in range(2_100)}),
        "unpacks to far more data",
    ),
    "truncated.xlsx": (lambda: GOOD[: len(GOOD) // 2], "is damaged"),
    "encrypted.xlsx": (
        lambda: (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\0" * 512
            + "EncryptedPackage".encode("utf-16-le")
        ),
        "protected by a password",
    ),
    "binary workbook.xlsx": (lambda: zipped({"xl/workbook.bin": b"\0"}), "is a binary workbook"),
    "web page named xls.xlsx": (lambda: b"\r\n<HTML><table><tr><td>a", "is a web page"),
    "xml.xlsx": (lambda: b'\xef\xbb\xbf<?xml version="1.0"?><a/>', "is a web page or XML"),
    "pdf.xlsx": (lambda: b"%PDF-1.7\n", "is a PDF"),
    "ods with a password.xlsx": (
        lambda: zipped(
            {"content.xml": "...", "META-INF/manifest.xml": "<manifest:encryption-data/>"}
        ),
        "protected by a password",
    ),
    "two archives.xlsx": (two_archives, "is damaged"),
    "bomb.zip": (lambda: zipped({"a.csv": b"," * 30_000_000}), "unpacks to far more data"),
    "many.zip": (
        lambda: zipped({f"{n}.csv": HEAD + b"K,W,5\n" * 900 for n in range(1_900)}),
        "more than 50 csv files",
    ),
    "commas.csv": (lambda: HEAD + b"," * 4_100_000, "more than"),
    "lines.csv": (lambda: HEAD + b"\n" * 1_100_000, "more than"),
    "one field.csv": (lambda: HEAD + b'"' + b"a" * 200_000, "field larger than"),
    "wide.csv": (lambda: (b"w," * 50_000 + b"\n") * 40, "more than 1,000 columns"),
    "large.csv": (lambda: HEAD + b"K,W,5\n" * 6_000_000, "larger than 32 MB"),
}
# what a reader would do with them is not known
HOSTILE: dict[str, Callable[[], bytes]] = {
    "far cell.xlsx": lambda: xlsx(cell("A1") + cell("XFD1048576")),
    "far row in a near one.xlsx": lambda: xlsx(
        '<row r="1"><c r="A1"/><c\n r = \'ZZ1048576\'><v>1</v></c></row>'
    ),
    "sheet named twice.xlsx": lambda: copied(2),
    "many far cells.xlsx": lambda: xlsx(
        cell("A2000000"), **{"xl/2.xml": cell("A2000000"), "xl/3.xml": cell("A1")}
    ),
    "cells without addresses.xlsx": lambda: xlsx(f'<row r="1048576">{"<c><v>1</v></c>" * 5}</row>'),
    "addresses that are none.xlsx": lambda: xlsx(
        f'<row r="1048576">{"<c><v>1</v></c>" * 5}</row>' + '<d r="A1"/>' * 9
    ),
    "rows without addresses.xlsx": lambda: xlsx(
        f"{cell('C999999')}{'<row><c><v>1</v></c></row>' * 2_000}"
    ),
    "one text in many cells.xlsx": lambda: sharing(
        f"<si><t/></si><si><t>{LONG}</t></si>", shared(300, "1")
    ),
    "one text in parts.xlsx": lambda: sharing(
        f"<si>{'<r><t>some of it</t></r>' * 30_000}</si>", shared(500)
    ),
    "one text that looks like many.xlsx": lambda: sharing(
        f"<si><t><![CDATA[{'</si>' * 180_000}]]></t></si>", shared(300)
    ),
    "a text in another.xlsx": lambda: sharing(f"<si><t/><si><t>{LONG}</t></si></si>", shared(300)),
    "texts that are not well-formed.xlsx": lambda: sharing(
        f"<si><t></si></t>{LONG}</si>", shared(300)
    ),
    "many texts that are not there.xlsx": lambda: sharing(
        "<si><t>a</t></si>", shared(1), "uniqueCount='2147483648'"
    ),
    "no index.xlsx": lambda: sharing(f"<si><t>{LONG}</t></si><si><t/></si>", shared(300, " 1")),
    "an index in parts.xlsx": lambda: sharing(
        f"<si><t/></si><si><t>{LONG}</t></si>", shared(300, "<b/>1")
    ),
    "doctype.xlsx": lambda: xlsx(cell("A1"), '<!DOCTYPE a [<!ENTITY b "c">]>'),
    "changed byte.xlsx": lambda: GOOD.replace(b"sheet1", b"sheet2", 1),
    "broken xls.xlsx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4_000,
    "ods rows.xlsx": lambda: ods(
        f"<table:table-row{repeated('rows', 900)}>"
        f"{CELL.format(repeated('columns', 9_000_000))}</table:table-row>"
    ),
    "ods gap.xlsx": lambda: ods(
        "<table:table-row>"
        + CELL.format("")
        + "<table:table-cell"
        + repeated("columns", 10**9)
        + "/>"
        + CELL.format("")
        + "</table:table-row>"
    ),
    "ods table in a table.xlsx": lambda: ods(
        f"<table:table-row{repeated('rows', 9_000_000)}>"
        "<table:table-cell><table:table table:name='T'>"
        f"<table:table-row>{CELL.format('')}</table:table-row>"
        "</table:table></table:table-cell></table:table-row>"
    ),
    "ods text.xlsx": lambda: ods(
        f"<table:table-row{repeated('rows', 3_000)}>"
        f"{CELL.replace('>a<', '>' + 'a' * 90_000 + '<').format('')}"
        "</table:table-row>"
    ),
    "ods blanks.xlsx": lambda: ods(
        "<table:table-row>"
        + CELL.format("").replace(">a<", '><text:s text:c="999999999"/><')
        + "</table:table-row>"
    ),
    "ods strange number.xlsx": lambda: ods(
        "<table:table-row table:number-rows-repeated='&#57;9999999'>"
        f"{CELL.format('')}</table:table-row>"
    ),
    "ods sign before a number.xlsx": lambda: ods(
        "<table:table-row table:number-rows-repeated='+9999999'>"
        f"{CELL.format('')}</table:table-row>"
    ),
    "ods sign in an attribute.xlsx": lambda: ods(
        "<table:table-row table:a='>'"
        f"{repeated('rows', 9_000_000)}>{CELL.format('')}"
        "</table:table-row>"
    ),
    "ods tag in a comment.xlsx": lambda: ods(
        f"<table:table-row{repeated('rows', 9_000_000)}>"
        f"<!-- <table:table-row -->{CELL.format('')}</table:table-row>"
    ),
    "a cell before a long text.xlsx": lambda: xlsx(
        f'{cell("A1")}<row r="2"><c r="XFD1048576" t="inlineStr"><is><t>{FILLER}'
    ),
    "an address in a long tag.xlsx": lambda: xlsx(
        f'{cell("A1")}<row r="2"><c a="{FILLER}" r="XFD1048576"/></row>'
    ),
    "copies of a text that no piece ends in.xlsx": lambda: ods(
        f"<table:table-row{repeated('rows', 3_000)}>"
        + CELL.format("").replace(">a<", ">" + "a" * 2_000_000 + "<")
        + "</table:table-row>"
    ),
    "a long declaration.xlsx": lambda: xlsx(cell("A1"), f'<!DOCTYPE x [<!ENTITY a "{FILLER}">]>'),
    "another format in it.xlsx": lambda: xlsx(
        cell("A1"), **{"content.xml": TABLE.format("<table:table-row/>").encode()}
    ),
    "no space before an address.xlsx": lambda: xlsx('<row r="1"><c s="0"r="ALL1000000"/></row>'),
    "no space before a kind.xlsx": lambda: sharing(
        TEXTS, shared(300, "1").replace(' t="s"', 't="s"')
    ),
    "rows without an end.xlsx": lambda: xlsx(OPEN + f'<row r="1">{BARE}' * 1_000),
    "a row in a value.xlsx": lambda: xlsx(OPEN + '<c a="<row r="><v>1</v></c>' * 1_000),
    "a row in a comment.xlsx": lambda: xlsx(OPEN + (BARE + '<!-- <row r="1"> -->') * 9 + "</row>"),
    "an end without a row.xlsx": lambda: xlsx(f"{OPEN}</row>{'<a></row>' * 9}{BARE}"),
    "another prefix.xlsx": lambda: xlsx(
        f'<row r="1"><c r="A1000000"/>{"<a-b:c><v>1</v></a-b:c>" * 9}</row>'
    ),
    "the last of two indexes.xlsx": lambda: sharing(
        TEXTS, '<row><c t="s"><v>0</v><v>1</v></c></row>' * 300
    ),
    "an index in a value.xlsx": lambda: sharing(
        TEXTS, '<row><c t="s"><v a=">0</">1</v></c></row>' * 300
    ),
    "a name with a sign.xlsx": lambda: sheets('name="1>" r:id="r1"', 'name="B" r:id="r1"'),
    "one name twice.xlsx": lambda: sheets('name="A" r:id="r1"', 'name="A" r:id="r2"'),
    "a table in a value.xlsx": lambda: ods(
        f"<table:table-row{repeated('rows', 30_000)}>{CELL.format('')}</table:table-row>"
        f'<x a="<table:table >"/><table:table-row>{CELL.format("") * 1_000}</table:table-row>'
    ),
    "a text before its copies.xlsx": lambda: ods(
        f"<table:table-row><table:table-cell office:string-value='{LONG}'"
        f"{repeated('columns', 900)}/></table:table-row>"
    ),
    "a text after an end in a value.xlsx": lambda: ods(
        f"<table:table-row{repeated('rows', 900)}><table:table-cell office:value-type='string'>"
        f'<x a="</table:table-cell"/>{LONG}</table:table-cell></table:table-row>'
    ),
    "a quote in a name.xlsx": lambda: hidden_ends('b">', '">a'),
    "an apostrophe in a name.xlsx": lambda: hidden_ends("b'>", "'>a"),
    "a quote after one in a text.xlsx": lambda: hidden_ends(
        '>"</text:p><text:p a="k b=" b">', '">a'
    ),
    "a cell that ends after its row.xlsx": lambda: ods(
        f"<table:table-row>{OPENED}</table:table-row><text:s text:c='2000000000'/>"
        f"</table:table-cell>{OPENED}<table:table-row></table:table-cell></table:table-row>"
    ),
    "a cell with the end of another.xlsx": lambda: ods(
        f"<table:table-row{repeated('rows', 300)}><table:covered-table-cell>"
        f"</table:table-cell></table:table-row>{ROW * 5}"
    ),
    "a number in a text.xlsx": lambda: ods(
        "<table:table-row>"
        + OPENED.replace(">", repeated("columns", 9_000) + ">")
        + f'<table:x s-repeated="1"/>{LONG}</table:table-cell></table:table-row>'
    ),
    "an end of a table with more in it.xlsx": lambda: tables("</table:table x>"),
    "an end of a table in a tag.xlsx": lambda: tables("<x </table:table>"),
    "a tag in a tag.xlsx": lambda: tables("<"),
    "an end in a name.xlsx": lambda: tables("", name="a/>"),
    "tables in a plain row.xlsx": lambda: ods(
        ROW * 99 + f"<table:table-row><x>{'</table:table><table:table>' * 3_000}"
        f"</table:table-row>{ROW}"
    ),
    "empty cells before the last.xlsx": lambda: ods(
        f"<table:table-row><table:table-cell{repeated('columns', 16_384)}/><table:table-cell/>"
        "</table:table-row>" * 900
    ),
    "a comment that does not end in its cell.xlsx": lambda: ods(
        f"<table:table-row>{OPENED}<office:annotation></table:table-cell></table:table-row>"
    ),
    "a table that does not end.xlsx": lambda: ods(f"{ROW}</table:table x>"),
    "many starts of tags.xlsx": lambda: ods(f"{ROW}</table:table>{'<table:table ' * 90_000}"),
    "elements in elements.xlsx": lambda: ods(f"{ROW}{'<a>' * 300_000}"),
    "elements in elements of Excel.xlsx": lambda: xlsx(f"<row><c/></row>{'<a>' * 300_000}"),
    "another encoding.xlsx": lambda: xlsx(
        "<row><c/></row>", '<?xml version="1.0" encoding="hex"?>'
    ),
    "a number of 5,000 digits.xlsx": lambda: ods(
        f"{ROW}<table:table-cell calcext:value-type='error'"
        f"{repeated('columns', '9' * 5_000)}/>{ROW}"
    ),
    "many short texts.xlsx": lambda: ods(
        f"<table:table-row{repeated('rows', 4_000)}>"
        f"{CELL.format(repeated('columns', 900))}</table:table-row>"
    ),
    "empty lines.xlsx": lambda: ods(
        "<table:table-row>"
        + OPENED.replace(">", repeated("columns", 900) + ">")
        + "<text:p/>" * 300_000
        + "</table:table-cell></table:table-row>"
    ),
    "a character of four bytes.xlsx": lambda: ods(
        f"<table:table-row{repeated('rows', 9_000)}>"
        + CELL.format("").replace(">a<", f">{'a' * 9_000}\U0001f600<")
        + "</table:table-row>"
    ),
    "a comment that goes on in all rows.xlsx": lambda: ods(
        f"{ROW}<!-- {'<table:table-row/>' * 90_000}"
    ),
    "rows without content.xlsx": lambda: ods("<table:table-row/>" * 1_200_000),
    "thousands of tables.xlsx": lambda: ods("</table:table><table:table>" * 5_000),
    "a number twice.xlsx": lambda: ods(
        f"<table:table-row><table:table-cell{repeated('columns', 1) * 9} "
        "office:value='1'/></table:table-row>"
    ),
    "far cell elsewhere.xlsx": elsewhere,
    "far cell.xls": far_xls,
    "hidden.xls": hidden_xls,
    "marked.xls": marked_xls,
    "uncut.xls": uncut_xls,
    "backslash.xlsx": lambda: renamed("xl\\sharedStrings.xml"),
    "two names.xlsx": lambda: renamed("xl/other.xml", other_name(b"xl/sharedStrings.xml")),
    "copies.xlsx": lambda: copied(900),
    "shrunk.xls": shrunk_xls,
    "copies.xls": copied_xls,
    "loop.xls": lambda: linked_xls(*SECTORS["table"])[:1_024],
    "small loop.xls": lambda: linked_xls(*SECTORS["small"]),
    "deep.xls": deep_xls,
    "names.xls": lambda: old_book(b"\x23\1\0\0\0" + b"\x23\1\0\0\0\3" * 600, 600, "x" * 255),
    "spaces.xls": lambda: old_book(b"\x1e\0\0" + b"\x19\x40\0\xff" * 900, 1),
    "long formula.xls": lambda: old_book(b"\x1e\0\0" + b"\x15" * 9_000, 1),
    **{
        f"{name} of sectors.xls": (lambda numbers=numbers: linked_xls(*numbers))
        for name, numbers in SECTORS.items()
    },
}
