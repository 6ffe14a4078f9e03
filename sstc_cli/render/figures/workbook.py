"""A workbook of the tables of a document: a sheet for each, and for figures a native chart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from markdown_it.tree import SyntaxTreeNode

from sstc_cli.diagnostics import display_width
from sstc_cli.model.view import Figure, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.charts import (
    add_chart,
    set_size,
    value_names,
    write_intervals,
    write_labels,
)
from sstc_cli.render.figures.inserts import first_line, inserts_of
from sstc_cli.render.figures.scale import has_intervals, has_n, rounded
from sstc_cli.render.parse import parse, plain_text, title_of
from sstc_cli.render.templates import Document, Templates
from sstc_cli.render.xlsx import Book, ChartColumns, ChartWorkbook, Sheet, write_text
from sstc_cli.render.zipped import zipped

_LONGEST = 15  # characters of a number, which a spreadsheet keeps
# a sign, digits, decimals and `%` with the space before it
_NUMBER = re.compile(r"([+\-−]?)(0|[1-9]\d*)(?:\.(\d+))?([ \u00a0\u202f]?%)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a cell, and how a spreadsheet writes it: `0.0" %"`."""

    value: float
    look: str = "General"


Cell = str | Number | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table without a chart: its caption, the names of its columns, and rows of cells."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(document: Document) -> Iterator[Figure | Grid]:
    """Yield the figures and tables of a document in one language, in their order.

    The caption of a table is the heading above it. Tables of facts, which have no head, stay out.
    """
    tokens = parse(document.markdown, document.direction)
    inserts, heading = inserts_of(document, tokens), ""
    for node in SyntaxTreeNode(tokens).children:
        insert = inserts.get(first_line(node))
        if node.type == "heading":
            heading = " ".join(plain_text(node).split())
        elif insert and insert.figure:
            yield insert.figure
        elif node.type == "table" and node.children[0].type == "thead":
            head, *rows = [
                [plain_text(cell) for cell in row.children]
                for part in node.children
                for row in part.children
            ]
            yield Grid(heading, tuple(head), tuple(tuple(map(cell_of, row)) for row in rows))


def cell_of(text: str) -> Cell:
    """Return a text as the content of a cell: a number, written as it was, if it is only that."""
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return text
    sign, whole, decimals, unit = match.groups()
    value = float(f"{whole}.{decimals}") if decimals else int(whole)
    look = f"0.{'0' * len(decimals)}" if decimals else "0"
    look += f'"{unit}"' if unit else ""
    signed = f"+{look};-{look};{look}" if sign == "+" else look
    return Number(value if sign in {"", "+"} else -value, signed if signed != "0" else "General")


_WIDE, _NARROW = 48, 9  # characters of columns
_INK, _SHADE, _SOFT = "#17456e", "#eef2f6", "#5b6875"
_TOP: Mapping[str, object] = {"text_wrap": True, "valign": "top"}
_HEAD = {**_TOP, "bold": True, "font_color": _INK, "bg_color": _SHADE}
_RIGHT = {"align": "right", "indent": 1}  # numbers do not touch the words of the next column


@dataclass
class WorkbookFormats:
    """The formats of a workbook."""

    book: Book
    _made: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        add = self.book.add_format
        self.caption = add({"bold": True, "font_size": 13, "font_color": _INK})
        self.words, self.aside = add(_TOP), add({"font_size": 8, "font_color": _SOFT})
        self.head, self.head_of_numbers = add(_HEAD), add({**_HEAD, **_RIGHT})

    def number(self, written: str) -> object:
        if written not in self._made:
            self._made[written] = self.book.add_format({**_TOP, **_RIGHT, "num_format": written})
        return self._made[written]


def write_table(
    sheet: Sheet,
    head: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    top: int,
    formats: WorkbookFormats,
) -> None:
    """Write a table; its columns are as wide as their words."""
    for column, words in enumerate(head):
        cells = [row[column] for row in rows]
        is_number = any(isinstance(cell, Number) for cell in cells)
        write_text(
            sheet, top, column, words, formats.head_of_numbers if is_number else formats.head
        )
        widest = display_width(words)
        for at, cell in enumerate(cells, top + 1):
            if isinstance(cell, Number):
                sheet.write_number(at, column, cell.value, formats.number(cell.look))
                widest = max(widest, len(f"{cell.value:g} %  "))
            elif cell is not None:
                write_text(sheet, at, column, cell, formats.words)
                widest = max(widest, display_width(cell))
        most = _WIDE if column == 0 else _WIDE // 2
        sheet.set_column(column, column, min(max(widest + 2, _NARROW), most))
    sheet.freeze_panes(top + 1, 1)


_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME, _LINES = 31, (90, 140)  # characters of a sheet's name, of two lines at the head of a page
_CHART_WIDTH = 640  # pixels
_CHART_COLUMNS, _ROW_HEIGHT = 11, 20  # columns that it covers, and pixels


def write_workbook(document: Document, templates: Templates) -> bytes:
    """Return the figures and tables of a document as the bytes of an `.xlsx` file.

    The name of the organisers, which says what is for the office only, is on each printed page.
    """
    title = title_of(parse(document.markdown)) or templates.stationery.series
    revised = datetime.fromisoformat(document.revised).replace(tzinfo=None)
    workbook = ChartWorkbook(revised, title, templates.stationery.look.font)
    formats, number = WorkbookFormats(workbook.book), 0
    for part in document.parts:
        for table in tables_of(part):
            number += 1
            sheet = workbook.book.add_worksheet(_sheet_name(number, table.caption))
            _set_page(sheet, templates, part)
            if isinstance(table, Grid):
                top = _above(sheet, formats, [table.caption])
                write_table(sheet, table.head, table.rows, top, formats)
            else:
                _figure(sheet, table, formats)
    if not number:
        write_text(workbook.book.add_worksheet(), 0, 0, title)
    return zipped(workbook.parts())


def _sheet_name(number: int, caption: str) -> str:
    """Return a name that Excel accepts; its number makes it the only one."""
    words = " ".join(_FORBIDDEN.sub(" ", clean(caption)).split())
    name = f"{number} {words}".encode("utf-16-le")[: 2 * _NAME]
    return name.decode("utf-16-le", "ignore").rstrip(" '")


def _set_page(sheet: Sheet, templates: Templates, document: Document) -> None:
    sheet.set_landscape()
    sheet.set_paper(9 if templates.stationery.paper.startswith("a4") else 1)
    sheet.fit_to_pages(1, 0)
    is_rtl = document.direction == "rtl"
    words = "\n".join(map(_printed, (document.organisers, document.series), _LINES))
    sheet.set_header(f"{'&R' if is_rtl else '&L'}&9 {words}")
    sheet.set_footer("&C&P / &N")
    if is_rtl:
        sheet.right_to_left()


def _printed(words: str, most: int) -> str:
    """Return words for a line of a head, in which `&` begins a command, or their beginning."""
    words = " ".join(clean(words).split())
    room = max(most - words.count("&"), most // 3)  # Excel has 255 characters for both lines
    short = words if len(words) <= room else f"{words[: room - 1].rstrip()}…"
    return short.replace("&", "&&")


def _above(sheet: Sheet, formats: WorkbookFormats, lines: Sequence[str]) -> int:
    shown = [line for line in lines if line]
    for row, line in enumerate(shown):
        write_text(sheet, row, 0, line, formats.caption if row == 0 else None)
    return len(shown) + 1


def _figure(sheet: Sheet, figure: Figure, formats: WorkbookFormats) -> None:
    top = _above(sheet, formats, (figure.caption, figure.wording))
    rows = [_row(figure, row) for row in figure.rows]
    if rows:
        write_table(sheet, _head(figure), rows, top, formats)
        _chart(sheet, figure, top, formats)
    else:
        write_text(sheet, top, 0, figure.alternative)
    if figure.source:
        write_text(sheet, top + len(rows) + 2, 0, figure.source)


def _chart(sheet: Sheet, figure: Figure, top: int, formats: WorkbookFormats) -> None:
    """Add a chart; the numbers that only it needs are right of it, in grey."""
    beside = len(_head(figure)) + 1
    aside = beside + _CHART_COLUMNS
    write_labels(sheet, figure, figure.rows, top, aside, formats.aside)
    first = 1 + has_n(figure)
    columns = ChartColumns(aside, first, aside + 1, aside + 2)
    if has_intervals(figure):
        write_intervals(sheet, figure.rows, top, aside + 1, formats.aside)
    chart = add_chart(formats.book, sheet, figure, figure.rows, top, columns)
    chart.set_title({"none": True})  # the caption is above the table
    height = set_size(chart, figure, figure.rows, _CHART_WIDTH)
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
    label, _, n = figure.head
    limits = (f"{name} {sign}" for name in value_names(figure) for sign in ("≥", "≤"))
    return (
        *((label, n) if has_n(figure) else (label,)),
        *value_names(figure),
        *(limits if _has_limits(figure) else ()),
        *([""] if _notes(figure) else ()),
    )


def _row(figure: Figure, row: Row) -> tuple[Cell, ...]:
    look = _look(figure)
    limits = [limit for mark in row.marks for limit in (mark.low, mark.high)]
    return (
        *((row.label, cell_of(row.n)) if has_n(figure) else (row.label,)),
        *(_number(mark.value, look) for mark in row.marks),
        *((_number(limit, look) for limit in limits) if _has_limits(figure) else ()),
        *([_note(row)] if _notes(figure) else ()),
    )


def _look(figure: Figure) -> str:
    """Return how values of a figure are written: with its unit, and a decimal if one has it."""
    marks = [mark for row in figure.rows for mark in row.marks]
    numbers = [rounded(n) for mark in marks for n in (mark.value, mark.low, mark.high)]
    is_whole = all(n is None or n == int(n) for n in numbers)
    unit, digits = clean(figure.unit).replace('"', ""), "0" if is_whole else "0.0"
    return f'{digits}" {unit}"' if unit else digits


def _number(value: float | None, look: str) -> Cell:
    number = rounded(value)
    return None if number is None else Number(number, look)
