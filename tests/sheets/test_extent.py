"""What a workbook holds is never taken for less than its reader makes of it."""

import io
import re
from time import process_time

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st
from test_guard import CELL, TABLE, ods, sharing, xlsx

from sstc_cli.sheets.biff import DamagedError
from sstc_cli.sheets.expanded_size import expanded_size, shared_items, shared_texts
from sstc_cli.sheets.extent import Extent
from sstc_cli.sheets.listener import Listener
from sstc_cli.sheets.ods_extent import ods_sizes
from sstc_cli.sheets.panics import PanicError, panics_caught

ROWS = st.one_of(st.none(), st.integers(1, 40))
COLUMNS = st.sampled_from(["A", "B", "E", "Z", "AB"])
ADDRESSES = st.one_of(st.none(), st.builds("{}{}".format, COLUMNS, st.integers(1, 40)))
SHEET = st.lists(st.tuples(ROWS, st.lists(ADDRESSES, max_size=5)), max_size=8)
PREFIX = st.sampled_from(["", "x:"])
TEXT = st.sampled_from(
    ["", "one", "a longer text", "<r><t>rich</t></r>", "<![CDATA[</si><si>]]>", "<!-- </si> -->"]
)
ITEM = st.sampled_from(["<si><t>{}</t></si>", "<si/>", "<si >{}</si >", "<si><t>{}</t><t/></si>"])
INDEX = st.sampled_from(["0", "1", "2", "99", " 1", "1 ", "+1", "", "01", "<b/>1", "1<b/>", "x"])


def read(data: bytes) -> list[list[object]]:
    """Return what the reader makes of a workbook's sheet, without its guard."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except python_calamine.CalamineError:
        return []


def rows_of(sheet: list[tuple[int | None, list[str | None]]], prefix: str) -> str:
    def cell(address: str | None) -> str:
        where = f' r="{address}"' if address else ""
        return f"<{prefix}c{where}><{prefix}v>1</{prefix}v></{prefix}c>"

    def row(number: int | None, cells: list[str | None]) -> str:
        where = f' r="{number}"' if number else ""
        return f"<{prefix}row{where}>{''.join(map(cell, cells))}</{prefix}row>"

    return "".join(row(number, cells) for number, cells in sheet)


def pieces(text: bytes, size: int) -> list[bytes]:
    """Return pieces of at least this size that end where a tag does."""
    at, found = 0, []
    while at < len(text):
        end = text.find(b">", at + size) + 1 or len(text)
        found.append(text[at:end])
        at = end
    return found


def size_of(parts: list[bytes]) -> tuple[int, int]:
    extent = Extent()
    for part in parts:
        extent.take(part)
    if not extent.is_plain:
        for part in parts:
            extent.count(part)
        extent.end()
    return extent.size


@given(SHEET, PREFIX, st.integers(1, 60))
def test_a_sheet_is_no_larger_than_it_is_taken_for(sheet, prefix: str, size: int) -> None:
    rows = rows_of(sheet, prefix)
    found = read(xlsx(rows))
    height, width = size_of(pieces(f"<sheet>{rows}</sheet>".encode(), size))
    assert height >= len(found)
    assert width >= max(map(len, found), default=0)


@given(st.lists(st.tuples(ITEM, TEXT), min_size=1, max_size=5), st.lists(INDEX, max_size=6))
def test_cells_hold_no_more_text_than_was_counted(items, indexes: list[str]) -> None:
    texts = "".join(item.format(text) for item, text in items)
    cells = "".join(f'<row><c t="s"><v>{index}</v></c></row>' for index in indexes)
    try:
        lengths = shared_texts(shared_items(f"<sst>{texts}</sst>".encode()))
    except DamagedError:
        return
    found = read(sharing(texts, cells))
    actual = sum(len(cell) for row in found for cell in row if isinstance(cell, str))
    assert expanded_size([cells.encode()], lengths) >= actual


@pytest.mark.parametrize(
    ("address", "size"),
    [
        (' r="C5"', (900, 3)),
        (' r="B1001"', (1001, 2)),
        (' s="1" r="AB7"', (900, 28)),
        ("\tr='c901'", (901, 3)),
        (' r = "D9"', (900, 4)),
        ('\nr\n="b10000"', (10_000, 2)),
    ],
)
def test_one_address_far_out_is_found_among_many(address: str, size: tuple[int, int]) -> None:
    rows = [f'<row r="{row}"><c r="A{row}"/><c r="B{row}"/></row>' for row in range(1, 901)]
    rows[600] = f"<row r='601'><c{address}/></row>"
    height, width = size_of([f"<sheet>{''.join(rows)}</sheet>".encode()])
    assert height == size[0]
    assert width - size[1] in (0, 1)  # a cell without a plain address may follow the last one


def test_the_name_of_a_column_with_millions_of_letters_is_read_in_no_time() -> None:
    started = process_time()
    assert size_of([b'<c r="%s1"/>' % (b"A" * 1_000_000)])[1] > 1_000_000
    assert process_time() - started < 2


NUMBERS = st.sampled_from(["", "", "", "1", "2", "3", "7", "0"])
ODD = st.sampled_from(
    ["", "", "", "", "", 'a=">"', 'a="/>"', 'table:style-name="ce1"', 'a="<table:table-row>"',
     "a='</table:table-row>'", 'b"', 'calcext:value-type="string"', 'table:value="1"',
     "b'", 'a="k b=" b"', 'a=""', 'table:b="2"', 'text:c="9"']
)  # fmt: skip
VALUE = st.sampled_from(
    ["", "", 'office:value="1"', 'office:value-type="float" office:value="2"',
     'office:value-type="string"', 'office:string-value="x"', 'office:boolean-value="true"',
     'office:date-value="2020-07-03"', 'table:formula="of:=1"']
)  # fmt: skip
INSIDE = st.sampled_from(
    [
        "", "", "", "a", "<text:p/>", "<text:p>a</text:p>", "a s-repeated b",
        ':number-columns-repeated="1" a long text', '<text:p>s-repeated="1" a long text</text:p>',
        "</table:table-cell>", "<table:table-cell>", "<office:annotation>", "<", "</table:table x>",
        "<text:p>b</text:p><text:p>c</text:p>",
        "<text:p>a<text:s text:c='3'/></text:p>", "<text:p>b<table:x/>-cell</text:p>",
        "<table:table-cell/>more", "<table:table-row/>", "<?x <table:table-row>?>",
        '<text:p b"', "<text:p b'", '<text:p a="k b=" b">', '">a</text:p>', "'>a</text:p>",
        '<text:p>"</text:p>', "<text:p>it's</text:p>", '<text:p a="it\'s">b</text:p>',
        "<table:table/>", "<table:table>", "</table:table>",
        "<table:table-row><table:table-cell office:value='1'/></table:table-row>",
        "<office:annotation><text:p>x</text:p></office:annotation>",
    ]
)  # fmt: skip
TAG = st.sampled_from(["table:table-cell", "table:table-cell", "table:covered-table-cell"])
ODS_ROW = st.tuples(NUMBERS, ODD, st.lists(st.tuples(TAG, NUMBERS, ODD, VALUE, INSIDE), max_size=4))


def copies(what: str, number: str) -> str:
    return f'table:number-{what}-repeated="{number}"' if number else ""


def ods_row(number: str, odd: str, cells: list[tuple[str, str, str, str, str]]) -> str:
    inside = "".join(
        f"<{tag} {copies('columns', times)} {odd} {value}>{text}</{tag}>"
        for tag, times, odd, value, text in cells
    )
    return f"<table:table-row {odd} {copies('rows', number)}>{inside}</table:table-row>"


def sizes_of(content: str, most: int) -> list[tuple[int, int, int]]:
    """Return the sizes of tables whose content comes in pieces of at most so many tags."""
    pieces = re.findall(rf"(?:[^>]*>){{1,{most}}}|[^>]+", content)
    return [*ods_sizes((piece.encode() for piece in pieces), Listener())]


@given(st.lists(st.lists(ODS_ROW, max_size=4), min_size=1, max_size=2), st.integers(1, 99))
def test_open_document_tables_are_no_larger_than_they_are_taken_for(tables, most) -> None:
    rows = ("".join(ods_row(*row) for row in table) for table in tables)
    content = "</table:table><table:table table:name='T'>".join(rows)
    try:
        sizes = sizes_of(TABLE.format(content), most)
        with panics_caught(), python_calamine.load_workbook(io.BytesIO(ods(content))) as book:
            found = [
                book.get_sheet_by_index(index).to_python(skip_empty_area=False)
                for index in range(len(book.sheet_names))
            ]
    except (python_calamine.CalamineError, DamagedError, PanicError):
        return
    cells = [cell for table in found for row in table for cell in row]
    assert sum(height * width for height, width, _ in sizes) >= len(cells)
    texts = [cell.encode() for cell in cells if isinstance(cell, str)]
    assert sum(text for *_, text in sizes) >= sum(map(len, texts))


def test_header_rows_below_others_do_not_begin_another_table() -> None:
    row = f"<table:table-row>{CELL.format('')}</table:table-row>"
    header = f"<table:table-header-rows>{row}</table:table-header-rows>"
    (size,) = sizes_of(TABLE.format(row + header + row), 9)
    assert size[:2] == (3, 1)
