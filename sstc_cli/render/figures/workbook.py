"""A workbook of the tables of a document: a sheet for each, and for figures a native chart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from markdown_it.tree import SyntaxTreeNode

from sstc_cli.diagnostics import display_width
from sstc_cli.model.view import Figure, Row
from sstc_cli.render.escape import clean
from sstc_cli.render.figures.charts import (
    add_chart,
    set_size,
    value_names,
    write_chart_data,
)
from sstc_cli.render.figures.inserts import first_line, inserts_of
from sstc_cli.render.figures.scale import FILLS, INKS, has_intervals, has_n, headed, rounded
from sstc_cli.render.line_breaks import wrap
from sstc_cli.render.parse import parse, plain_text, title_of
from sstc_cli.render.templates import Document, Templates
from sstc_cli.render.xlsx import Book, ChartWorkbook, Sheet, write_text
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
        self.caption = add({**_TOP, "bold": True, "font_size": 13, "font_color": _INK})
        self.words, self.aside = add(_TOP), add({"font_size": 8, "font_color": _SOFT})
        self.head, self.head_of_numbers = add(_HEAD), add({**_HEAD, **_RIGHT})
        self.heading = add({**_TOP, "bold": True})

    def tone(self, tone: int) -> object:
        colors = {"bg_color": f"#{FILLS[tone]}", "font_color": f"#{INKS[tone]}"}
        return self.book.add_format({**_HEAD, **_RIGHT, **colors})

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
) -> int:
    """Write a table, its columns as wide as their words; return its width in pixels."""
    widths, lines = [], [1] * (len(rows) + 1)
    for column, words in enumerate(head):
        cells = [row[column] for row in rows]
        is_number = any(isinstance(cell, Number) for cell in cells)
        write_text(
            sheet, top, column, words, formats.head_of_numbers if is_number else formats.head
        )
        # the head of numbers is in several lines
        parts = words.split() if is_number else [words]
        widest = max(map(display_width, parts), default=0)
        for at, cell in enumerate(cells, top + 1):
            if isinstance(cell, Number):
                sheet.write_number(at, column, cell.value, formats.number(cell.look))
                widest = max(widest, len(f"{cell.value:g} %  "))
            elif cell is not None:
                write_text(sheet, at, column, cell, formats.words)
                widest = max(widest, display_width(cell))
        most = _WIDE if column == 0 else _WIDE // 2
        widths.append(min(max(widest + 2, _NARROW), most))
        sheet.set_column(column, column, widths[-1])
        for at, text in enumerate((words, *cells)):
            if isinstance(text, str):
                lines[at] = max(lines[at], len(wrap(text, widths[-1] - 1)))
    for at, count in enumerate(lines, top):  # a chart below has a place only if heights are known
        sheet.set_row_pixels(at, _ROW_HEIGHT * count)
    total = sum(_LETTER * width + _PADDING for width in widths)
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)
    if total > _PORTRAIT:
        sheet.set_landscape()
    return total


_MARKS = " '\"“”«»(（,，;；、–-"  # that no name ends with
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME, _LINES = 31, (90, 140)  # characters of a sheet's name, of two lines at the head of a page
_CHART_WIDTH, _PORTRAIT = 640, 760  # pixels: of a chart, of the text of a page
_COLUMN, _LETTER, _PADDING = (
    64,
    7,
    5,
)  # pixels: of a usual column, of a letter, of what is beside it
_ROW_HEIGHT, _EMPTY = 21, 20  # pixels: of a row with words, and of one without
_ON_A_PAGE = 40  # rows of a figure


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
                width = write_table(sheet, table.head, table.rows, 2, formats)
                for at, (label, *values) in enumerate(table.rows, 3):
                    if isinstance(label, str) and not any(values):
                        write_text(sheet, at, 0, label, formats.heading)
                _write_words(sheet, 0, table.caption, (len(table.head) - 1, width), formats.caption)
            else:
                _figure(sheet, table, formats)
    if not number:
        write_text(workbook.book.add_worksheet(), 0, 0, title)
    return zipped(workbook.parts())


def _sheet_name(number: int, caption: str) -> str:
    """Return a name that Excel accepts; its number makes it the only one."""
    words = " ".join(_FORBIDDEN.sub(" ", clean(caption)).split())
    name = f"{number} {words}"
    if len(name.encode("utf-16-le")) > 2 * _NAME:  # words stay whole; Chinese has none
        cut = name.encode("utf-16-le")[: 2 * _NAME - 2].decode("utf-16-le", "ignore")
        before, space, rest = cut.rpartition(" ")
        is_word = space and display_width(rest) == len(rest) and before != str(number)
        name = f"{(before if is_word else cut).rstrip(_MARKS)}…"
    return name.strip("'")


def _set_page(sheet: Sheet, templates: Templates, document: Document) -> None:
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


def _write_words(sheet: Sheet, row: int, words: str, room: tuple[int, int], look: object) -> None:
    """Write words in lines over the columns to the last one of the `room`, which has a width."""
    last, width = room
    if last:
        sheet.merge_range(row, 0, row, last, "", look)
    write_text(sheet, row, 0, words, look)
    lines = wrap(clean(words), width // _LETTER) or [""]
    sheet.set_row_pixels(row, _ROW_HEIGHT * len(lines) + _PADDING)


def _figure(sheet: Sheet, figure: Figure, formats: WorkbookFormats) -> None:
    above = list(filter(None, (figure.caption, figure.wording)))
    top, rows, head = len(above) + 1, headed(figure), _head(figure)
    room, end = (0, _LETTER * _WIDE), top
    if rows:
        cells = [_row(figure, row) for row in rows]
        width = write_table(sheet, head, cells, top, formats)
        _mark(sheet, figure, rows, top, formats)
        # the chart is below the table, and what only it needs is right of both
        outside = len(head) + max(0, -((width - _CHART_WIDTH) // _COLUMN)) + 1
        room = (outside - 2, max(width, _CHART_WIDTH))
        end = _chart(sheet, figure, rows, (top, outside), formats)
        sheet.fit_to_pages(1, 1 if len(rows) <= _ON_A_PAGE else 0)
        sheet.print_area(0, 0, end, outside - 2)
    else:
        sheet.set_column(0, 0, _WIDE)
        _write_words(sheet, top, figure.alternative, room, formats.words)
        end += 2
    for row, words in enumerate(above):
        _write_words(sheet, row, words, room, formats.words if row else formats.caption)
    if figure.source:
        _write_words(sheet, end, figure.source, room, formats.words)


def _mark(
    sheet: Sheet, figure: Figure, rows: Sequence[Row], top: int, formats: WorkbookFormats
) -> None:
    """Give headings bold letters, and the names of values the colours that they have below."""
    has_groups = any(row.group for row in rows)
    for at, row in enumerate(rows, top + 1):
        if has_groups and not row.group:
            write_text(sheet, at, 0, row.label, formats.heading)
    for at, part in enumerate(figure.segments if len(figure.segments) > 1 else ()):
        write_text(sheet, top, 1 + has_n(figure) + at, part.label, formats.tone(part.tone))


def _chart(
    sheet: Sheet,
    figure: Figure,
    rows: Sequence[Row],
    place: tuple[int, int],
    formats: WorkbookFormats,
) -> int:
    """Add a chart of the rows below `place`, and its own numbers there in grey; return the end."""
    top, aside = place
    columns = write_chart_data(sheet, figure, rows, top, aside, formats.aside)
    if has_intervals(figure):
        columns = replace(columns, lengths=columns.ends + 1)
    else:  # the numbers in the table are those of the chart
        columns = replace(columns, values=1 + has_n(figure))
    chart = add_chart(formats.book, sheet, figure, rows, top, columns)
    chart.set_title({"none": True})  # the caption is above the table
    height, below = set_size(chart, figure, rows, _CHART_WIDTH), top + len(rows) + 2
    words = clean(figure.alternative or figure.caption)
    sheet.insert_chart(below, 0, chart, {"description": words})
    return below + height // _EMPTY + 2


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
