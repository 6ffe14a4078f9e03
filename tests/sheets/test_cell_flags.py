"""Whatever the reader of a workbook drops is reported, in every format and from every program."""

import json
import struct
from io import BytesIO
from pathlib import Path

import pytest
from hostile_sheets import CELL, TABLE, record, xlsx
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from sstc_cli.sheets import xml_flags
from sstc_cli.sheets.flags import MOST_KEPT, CellFlags, Flagged, reports_of
from sstc_cli.sheets.limits import MOST_COLUMNS
from sstc_cli.sheets.sheet import read_sheets
from sstc_cli.sheets.xls_flags import flags_of_records
from sstc_cli.sheets.xml_flags import flags_in_excel, flags_in_open_document, xlsx_flags

SAVED = Path(__file__).parent / "flags"
ERROR = '<table:table-cell office:value-type="string" calcext:value-type="error"{}/>'


def in_excel(sheet: str) -> CellFlags:
    """Return the flags of a sheet of Excel."""
    return flags_in_excel("S", sheet.encode())


def in_open_document(rows: str) -> CellFlags:
    """Return the flags of an OpenDocument workbook with this one sheet."""
    return flags_in_open_document(f'<table:table table:name="S">{rows}'.encode())[-1]


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_libreoffice_s_formats_have_the_same_flags(kind: str) -> None:
    source = read_sheets(SAVED / f"webinar-7.{kind}")
    assert source.hidden == ("old",)
    assert [(flag.code, flag.message, flag.place.sheet) for flag in source.cell_flags] == [
        ("W521", "4 error values: C2, D2, C3, D7", "A & B"),
        ("W523", "3 hidden rows: 3, 5, 6", "A & B"),
        ("W524", "2 hidden columns: D, E", "A & B"),
        ("W521", "1 error value: B3", "第七场"),
        ("W523", "1 hidden row: 2", "第七场"),
    ]
    places = [(flag.place.line, flag.place.column) for flag in source.cell_flags]
    assert places == [(2, 3), (3, 1), (1, 4), (3, 2), (2, 1)]
    rows = source.sheets[0].rows
    assert [rows[1][2], rows[1][3], rows[2][2], rows[6][3]] == [""] * 4


def test_cells_struck_through_are_told() -> None:
    workbook = Workbook()
    sheet = workbook.active
    for row in (["5 Jan", "Ports"], ["12 Jan", "Roads"], ["19 Jan", "Rails"]):
        sheet.append(row)
    for address in ("A2", "B2", "C2", "B3"):
        sheet[address].font = Font(strike=True)
    sheet["A3"].font = Font(strike=False, bold=True)
    workbook.save(stream := BytesIO())
    (flags,) = xlsx_flags(stream.getvalue())
    assert flags.struck.first == [(2, 1), (2, 2), (2, 3), (3, 2)]
    (report,) = reports_of(
        {"Sheet": flags}, "plan.xlsx", {"Sheet": [["5 Jan", "Ports"], ["12 Jan", "Roads", ""]]}
    )
    assert (report.code, report.message) == ("W520", "2 struck cells: A2, B2")


def test_copies_have_their_own_addresses() -> None:
    found = in_open_document(
        '<table:table-column/><table:table-column table:visibility="collapse"'
        ' table:number-columns-repeated="3"/>'
        '<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
        '<table:table-row table:visibility="filter" table:number-rows-repeated="2">'
        '<table:covered-table-cell table:number-columns-repeated="2"/>'
        + ERROR.format(' table:number-columns-repeated="2"')
        + '<table:table-cell table:formula="of:=1+1"/></table:table-row>'
        + f"<table:table-row>{ERROR.format('')}</table:table-row>"
    )
    assert (found.sheet, found.hidden_rows, found.hidden_columns) == ("S", {5, 6}, {2, 3, 4})
    assert found.errors.count == 5
    assert found.errors.first == [(5, 3), (5, 4), (6, 3), (6, 4), (7, 1)]
    assert (found.formulas.count, found.formulas.first) == (2, [(5, 5), (6, 5)])


KINDS = st.sampled_from([
    f"<table:table-row>{CELL.format('')}</table:table-row>",
    f"<table:table-row table:visibility='collapse'>{CELL.format('')}</table:table-row>",
    '<table:table-row table:visibility="filter" table:number-rows-repeated="3">'
    f"{CELL.format('')}</table:table-row>",
    f"<table:table-row>{CELL.format('')}{ERROR.format('')}</table:table-row>",
    '<table:table-row><table:table-cell table:formula="of:=1"/></table:table-row>',
    '<table:table-row><table:table-cell table:number-rows-spanned="2" office:value="1"/>'
    "</table:table-row><table:table-row><table:covered-table-cell/></table:table-row>",
    f'<table:table-row table:number-rows-repeated="2">{CELL.format("")}</table:table-row>',
    "<table:table-row/>",
    '</table:table><table:table table:name="T"><table:table-column table:visibility="collapse"/>',
])  # fmt: skip


@given(st.lists(KINDS, min_size=1, max_size=12).map("".join))
def test_flags_do_not_depend_on_the_rows_without_any(rows: str) -> None:
    content = TABLE.format(rows).encode()
    found = flags_in_open_document(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml_flags, "_TRACES", (b"",))  # each row is looked at
        assert found == flags_in_open_document(content)


def test_of_very_many_the_first_are_named() -> None:
    found = Flagged()
    found.add(2, 3, rows=10**9, columns=4)
    found.add(1, 1)
    assert found.count == 4 * 10**9 + 1
    assert found.first[:5] == [(2, 3), (2, 4), (2, 5), (2, 6), (3, 3)]
    assert len(found.first) == MOST_KEPT


def test_other_programs_put_a_prefix_before_their_tags() -> None:
    found = in_excel(
        '<x:worksheet><x:cols><x:col min="2" max="4" hidden="1"/></x:cols>'
        '<x:row r="2" hidden="true"><x:c r="A2" t="e"><x:v>#N/A</x:v></x:c>'
        '<x:c r="B2"><x:f>1+1</x:f><x:v/></x:c></x:row>'
    )
    assert (found.hidden_rows, found.hidden_columns) == ({2}, {2, 3, 4})
    assert (found.errors.first, found.formulas.first) == ([(2, 1)], [(2, 2)])


def test_what_people_wrote_is_not_a_flag() -> None:
    said = ' t="e" hidden="1"'
    found = in_excel(
        f'<worksheet><row r="1"><c r="A1" t="inlineStr"><is><t>{said}</t></is></c>'
        f'<c r="B1" t="inlineStr"><is><t>{said}</t></is></c></row>'
    )
    assert (found.errors.count, found.hidden_rows, found.hidden_columns) == (0, set(), set())


def test_columns_that_are_hidden_again_and_again_are_counted_once() -> None:
    found = CellFlags("S")
    for first in range(1, 60_000):  # one by one, they would be counted for years
        found.hide_columns(first % 900 + 1, 2**40)
    assert found.hidden_columns == {*range(1, MOST_COLUMNS + 1)}


@pytest.mark.parametrize("trace", ["</f></c>", ' t="e"', ' hidden="1"', "<c ", "<row "])
def test_traces_without_a_cell_are_read_once(trace: str) -> None:
    # a reader that looks on to the end for each of them would take hours
    found = in_excel(f'<worksheet><c r="A1"><f>1</f></c>{trace * 1_000_000}')
    assert found.formulas.count == 1


def test_flags_that_a_sheet_repeats_without_end_are_not_all_read(monkeypatch) -> None:
    monkeypatch.setattr("sstc_cli.sheets.xml_flags.MOST_ROWS", 5)
    rows = "".join(f'<row r="{row}" hidden="1"/>' for row in range(1, 10))
    error = '<c r="B9" t="e"/>'
    found = in_excel(f"<worksheet><sheetData>{rows}{error}")
    assert (found.hidden_rows, found.errors.count) == ({1, 2, 3, 4, 5}, 1)
    errors = '<c r="A1" t="e"/>' * (MOST_KEPT + 500)
    assert in_excel(f"<worksheet><sheetData>{errors}").errors.count == MOST_KEPT + 500


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_all_flags_of_a_long_sheet_are_found(prefix: str) -> None:
    hidden = ' hidden="1"'
    rows = "".join(
        f'<{prefix}row r="{row}"{hidden if row % 3 else ""}><{prefix}c r="A{row}" t="e"/>'
        f'<{prefix}c r="B{row}"><{prefix}f>1</{prefix}f><{prefix}v/></{prefix}c></{prefix}row>'
        for row in range(1, 300)
    )
    columns = f'<{prefix}cols><{prefix}col min="2" max="3" hidden="1"/></{prefix}cols>'
    sheet = f"{columns}<{prefix}sheetData>{rows}</{prefix}sheetData>"
    root = f"<{prefix}worksheet>{sheet}</{prefix}worksheet>"
    (found,) = xlsx_flags(xlsx("", **{"xl/worksheets/sheet1.xml": root.encode()}))
    assert (len(found.hidden_rows), found.hidden_columns) == (200, {2, 3})
    assert (found.errors.count, found.formulas.count) == (299, 299)


def test_flags_are_the_same_after_a_child_answered() -> None:
    found = in_open_document(
        '<table:table-column table:visibility="collapse"/><table:table-row '
        f'table:visibility="filter"><table:covered-table-cell/>{ERROR.format("")}</table:table-row>'
    )
    assert CellFlags.of_plain(json.loads(json.dumps(found.plain()))) == found


def test_an_old_sheet_goes_on_after_a_chart() -> None:
    start, end = record(0x0809), record(0x000A)
    error = record(0x0205, struct.pack("<HHHBB", 9, 1, 0, 42, 1))
    chart = start + record(0x0205, struct.pack("<HHHBB", 0, 0, 0, 42, 1)) + end
    _, found = flags_of_records(start + chart + error + end)
    assert found.errors.first == [(10, 2)]
