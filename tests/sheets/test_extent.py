"""What a workbook holds is never taken for less than its reader makes of it."""

import io
from time import process_time

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st
from test_guard import sharing, xlsx

from sstc_cli.sheets.biff import DamagedError
from sstc_cli.sheets.expanded_size import expanded_size, shared_items, shared_texts
from sstc_cli.sheets.extent import Extent

COLUMNS = st.one_of(st.none(), st.sampled_from(["A", "B", "E", "Z", "AB"]))
ROWS = st.one_of(st.none(), st.integers(1, 40))
SHEET = st.lists(st.tuples(ROWS, st.lists(COLUMNS, max_size=5)), max_size=8)
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
    def cell(row: int | None, column: str | None) -> str:
        address = f' r="{column}{row or 1}"' if column else ""
        return f"<{prefix}c{address}><{prefix}v>1</{prefix}v></{prefix}c>"

    def row(number: int | None, columns: list[str | None]) -> str:
        address = f' r="{number}"' if number else ""
        cells = "".join(cell(number, column) for column in columns)
        return f"<{prefix}row{address}>{cells}</{prefix}row>"

    return "".join(row(number, columns) for number, columns in sheet)


@given(SHEET, PREFIX, st.integers(1, 60))
def test_a_sheet_is_no_larger_than_it_is_taken_for(sheet, prefix: str, size: int) -> None:
    rows = rows_of(sheet, prefix)
    found = read(xlsx(rows))
    extent, at = Extent(), 0
    while at < len(rows):  # in pieces that end where a tag does
        end = rows.find(">", at + size) + 1 or len(rows)
        extent.take(rows[at:end].encode())
        at = end
    height, width = extent.size
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
    extent = Extent()
    extent.take("".join(rows).encode())
    assert (extent.row, extent.column) == size


def test_the_name_of_a_column_with_millions_of_letters_is_read_in_no_time() -> None:
    extent, started = Extent(), process_time()
    extent.take(b'<c r="%s1"/>' % (b"A" * 1_000_000))
    assert extent.size[1] > 1_000_000
    assert process_time() - started < 2
