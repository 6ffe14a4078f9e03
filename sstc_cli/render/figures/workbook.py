"""A workbook of the tables of a document: a sheet for each, and for figures a native chart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sstc_cli.diagnostics import display_width
from sstc_cli.model.report.figure import Figure, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.chart_data import (
    value_names,
    write_labels,
    write_spans,
)
from sstc_cli.render.figures.chart_size import set_size
from sstc_cli.render.figures.charts import add_chart
from sstc_cli.render.figures.document_tables import Cell, Grid, cell_of, tables_of
from sstc_cli.render.figures.scale import has_intervals, has_n
from sstc_cli.render.figures.spreadsheet import (
    Book,
    Columns,
    Sheet,
    Workbook,
    workbook_bytes,
    write_text,
)
from sstc_cli.render.parse import parse, title_of
from sstc_cli.render.templates import Document, Templates

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME, _WIDE, _NARROW = 31, 48, 9  # characters of a sheet's name, of columns
_CHART_WIDTH = 640  # pixels
_CHART_COLUMNS, _ROW_HEIGHT = 11, 20  # columns that it covers, and pixels
_INK, _SHADE, _SOFT = "#17456e", "#eef2f6", "#5b6875"


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of a workbook."""

    caption: object
    head: object
    words: object
    aside: object


def write_workbook(document: Document, templates: Templates) -> bytes:
    """Return the figures and tables of a document as the bytes of an `.xlsx` file.

    The name of the organisers, which says what is for the office only, is on each printed page.
    """
    title = title_of(parse(document.markdown)) or templates.stationery.series
    revised = datetime.fromisoformat(document.revised).replace(tzinfo=None)
    workbook = Workbook(revised, title, templates.stationery.look.font)
    looks, number = _looks(workbook.book), 0
    for part in document.parts:
        for table in tables_of(part):
            number += 1
            sheet = workbook.book.add_worksheet(_sheet_name(number, table.caption))
            _set_page(sheet, templates, part)
            if isinstance(table, Grid):
                _grid(sheet, table, looks)
            else:
                _figure(workbook.book, sheet, table, looks)
    if not number:
        write_text(workbook.book.add_worksheet(), 0, 0, title)
    return workbook_bytes(workbook.parts())


def _looks(book: Book) -> _Looks:
    words = {"text_wrap": True, "valign": "top"}
    return _Looks(
        book.add_format({"bold": True, "font_size": 13, "font_color": _INK}),
        book.add_format({**words, "bold": True, "font_color": _INK, "bg_color": _SHADE}),
        book.add_format(words),
        book.add_format({"font_size": 8, "font_color": _SOFT}),
    )


def _sheet_name(number: int, caption: str) -> str:
    """Return a name that Excel accepts; its number makes it the only one."""
    words = " ".join(_FORBIDDEN.sub(" ", clean(caption)).split())
    name = f"{number} {words}".encode("utf-16-le")[: 2 * _NAME]
    return name.decode("utf-16-le", "ignore").rstrip(" '")


def _set_page(sheet: Sheet, templates: Templates, document: Document) -> None:
    """Set the paper, the words around it, and the side where the columns begin."""
    sheet.set_landscape()
    sheet.set_paper({"a4": 9, "letter": 1}[templates.stationery.paper])
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{_printed(document.organisers)}&R{_printed(document.series)}")
    sheet.set_footer("&C&P / &N")
    if document.direction == "rtl":
        sheet.right_to_left()


def _printed(words: str) -> str:
    """Return words for a foot, in which `&` begins a command."""
    return clean(words)[:50].replace("&", "&&")


def _above(sheet: Sheet, looks: _Looks, lines: Sequence[str]) -> int:
    """Write the lines above a table, and return the row of its head."""
    shown = [line for line in lines if line]
    for row, line in enumerate(shown):
        write_text(sheet, row, 0, line, looks.caption if row == 0 else None)
    return len(shown) + 1


def _grid(sheet: Sheet, table: Grid, looks: _Looks) -> None:
    _cells(sheet, table.head, table.rows, _above(sheet, looks, [table.caption]), looks)


def _figure(book: Book, sheet: Sheet, figure: Figure, looks: _Looks) -> None:
    """Fill the sheet of a figure: its table, and a chart beside it."""
    top = _above(sheet, looks, (figure.caption, figure.wording))
    rows = [_row(figure, row) for row in figure.rows]
    if rows:
        _cells(sheet, _head(figure), rows, top, looks)
        _chart(book, sheet, figure, top, looks)
    else:
        write_text(sheet, top, 0, figure.alternative)
    if figure.source:
        write_text(sheet, top + len(rows) + 2, 0, figure.source)


def _chart(book: Book, sheet: Sheet, figure: Figure, top: int, looks: _Looks) -> None:
    """Add a chart; the numbers that only it needs are right of it, in grey."""
    beside = len(_head(figure)) + 1
    aside = beside + _CHART_COLUMNS
    write_labels(sheet, figure, figure.rows, top, aside, looks.aside)
    first = 1 + has_n(figure)
    columns = Columns(aside, first, first + len(figure.segments) + 1, aside + 1)
    if has_intervals(figure):
        write_spans(sheet, figure.rows, top, aside + 1, looks.aside)
    chart = add_chart(book, sheet, figure, figure.rows, top, columns)
    chart.set_title({"name": clean(figure.caption), "name_font": {"size": 11}})
    height = set_size(chart, figure, figure.rows, _CHART_WIDTH, titled=True)
    words = clean(figure.alternative or figure.caption)
    last = max(len(figure.rows) + 2, height // _ROW_HEIGHT + 1)
    sheet.print_area(0, 0, top + last, aside - 1)
    sheet.insert_chart(top, beside, chart, {"description": words})


def _has_limits(figure: Figure) -> bool:
    return any(mark.low is not None for row in figure.rows for mark in row.marks)


def _notes(figure: Figure) -> bool:
    return any(_note(row) for row in figure.rows)


def _note(row: Row) -> str:
    """Return what is said about a row, and in place of values that it lacks."""
    missing = (mark.text for mark in row.marks if mark.value is None)
    return " · ".join(dict.fromkeys(filter(None, (*missing, row.note))))


def _head(figure: Figure) -> tuple[str, ...]:
    """Return the names of the columns of a figure's table."""
    label, _, n = figure.head
    limits = (f"{name} {sign}" for name in value_names(figure) for sign in ("≥", "≤"))
    return (
        *((label, n) if has_n(figure) else (label,)),
        *value_names(figure),
        *(limits if _has_limits(figure) else ()),
        *([""] if _notes(figure) else ()),
    )


def _row(figure: Figure, row: Row) -> tuple[Cell, ...]:
    limits = (limit for mark in row.marks for limit in (mark.low, mark.high))
    return (
        *((row.label, cell_of(row.n)) if has_n(figure) else (row.label,)),
        *(mark.value for mark in row.marks),
        *(limits if _has_limits(figure) else ()),
        *([_note(row)] if _notes(figure) else ()),
    )


def _cells(
    sheet: Sheet,
    head: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    top: int,
    looks: _Looks,
) -> None:
    """Write a table; its head stays in sight, and its columns are as wide as their words."""
    for column, words in enumerate(head):
        write_text(sheet, top, column, words, looks.head)
        sheet.set_column(column, column, _width(column, [words, *_texts(rows, column)]))
    for at, row in enumerate(rows, top + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                write_text(sheet, at, column, cell, looks.words)
            elif cell is not None:
                sheet.write_number(at, column, cell)
    sheet.freeze_panes(top + 1, 1)


def _texts(rows: Sequence[Sequence[Cell]], column: int) -> Iterator[str]:
    for row in rows:
        yield "" if row[column] is None else str(row[column])


def _width(column: int, texts: Sequence[str]) -> int:
    widest = max(map(display_width, texts)) + 2
    return min(max(widest, _NARROW), _WIDE if column == 0 else _WIDE // 2)
