"""A workbook of the tables of a document: a sheet for each part, with charts of the figures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from math import ceil

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
from sstc_cli.render.stationery import PAPERS
from sstc_cli.render.templates import Document, Templates
from sstc_cli.render.xlsx import Book, ChartWorkbook, Sheet, write_text
from sstc_cli.render.zipped import zipped

_LONGEST, _LONGEST_LINK = (
    15,
    255,
)  # characters of a number, which a spreadsheet keeps, and of a link
# a sign, digits, decimals and `%` with the space before it
_NUMBER = re.compile(r"([+\-−]?)(0|[1-9]\d*)(?:\.(\d+))?([ \u00a0\u202f]?%)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a cell, and how a spreadsheet writes it: `0.0" %"`."""

    value: float
    look: str = "General"


Cell = str | Number | None


@dataclass(frozen=True, slots=True)
class Block:
    """A table: its caption, the names of its columns, and rows of cells; or that of a figure."""

    caption: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    figure: Figure | None = None


def blocks_of(document: Document) -> dict[str, list[Block]]:
    """Return the figures and tables of a document in one language, by the heading of their part.

    The caption of a table is the heading above it. Tables of facts, which have no head, stay out.
    """
    tokens = parse(document.markdown, document.direction)
    inserts, heading = inserts_of(document, tokens), ""
    found: dict[str, list[Block]] = {}
    part = heading
    for node in SyntaxTreeNode(tokens).children:
        insert = inserts.get(first_line(node))
        if node.type == "heading":
            heading = " ".join(plain_text(node).split())
            part = heading if node.tag in {"h1", "h2"} else part
        elif insert and insert.figure:
            found.setdefault(part, []).append(_figure_block(insert.caption, insert.figure))
        elif node.type == "table" and node.children[0].type == "thead":
            head, *rows = [
                [plain_text(cell) for cell in row.children]
                for each in node.children
                for row in each.children
            ]
            cells = tuple(tuple(map(cell_of, row)) for row in rows)
            found.setdefault(part, []).append(Block(heading, tuple(head), cells))
    return found


def _figure_block(caption: str, figure: Figure) -> Block:
    cells = tuple(_row(figure, row) for row in headed(figure))
    return Block(caption, _head(figure) if cells else (), cells, figure)


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


_WIDE, _NARROW, _SENTENCE = 48, 9, 60  # characters of columns, and of a long text
_INK, _SHADE, _SOFT = "#17456e", "#eef2f6", "#5b6875"
_TOP: Mapping[str, object] = {"text_wrap": True, "valign": "top"}
_HEAD = {**_TOP, "bold": True, "font_color": _INK, "bg_color": _SHADE}
_RIGHT = {"align": "right", "indent": 1}  # numbers do not touch the words of the next column
_LINK = {"font_color": _INK, "underline": 1}


@dataclass
class WorkbookFormats:
    """The formats of a workbook."""

    book: Book
    is_rtl: bool
    _made: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        add = self.book.add_format
        self.caption = add({**_TOP, "bold": True, "font_size": 12, "font_color": _INK})
        self.words = add(_TOP)
        self.head, self.head_of_numbers = add(_HEAD), add({**_HEAD, **_RIGHT})
        self.heading = add({**_TOP, "bold": True})
        way: Mapping[str, object] = {"align": "right", "reading_order": 2} if self.is_rtl else {}
        self.aside = add({**way, "font_size": 8, "font_color": _SOFT})  # away from what is printed
        self.link, self.link_to_block = add({**_LINK, **way}), add({**_LINK, **way, "indent": 2})
        self.title = add({**way, "bold": True, "font_size": 15, "font_color": _INK})
        self.link_to_part = add({**_LINK, **way, "bold": True})

    def tone(self, tone: int) -> object:
        colors = {"bg_color": f"#{FILLS[tone]}", "font_color": f"#{INKS[tone]}"}
        return self.book.add_format({**_HEAD, **_RIGHT, **colors})

    def number(self, written: str) -> object:
        if written not in self._made:
            self._made[written] = self.book.add_format({**_TOP, **_RIGHT, "num_format": written})
        return self._made[written]


_MARKS = " '\"“”«»(（,，;；、–-"  # that no name ends with
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME, _LINES = 31, (90, 140)  # characters of a sheet's name, of two lines at the head of a page
_CHART_WIDTH, _COLUMN, _LETTER, _PADDING = 640, 64, 7, 5  # pixels: of a letter, and beside it
_LABEL = 40  # letters in a line of a chart's label
_ROW_HEIGHT, _TITLE = 21, 30  # pixels: of a row, which LibreOffice would make higher, of a title
_INCH, _SIDES, _ENDS = 96, 1.4, 1.5  # pixels, and inches of both margins
_SURE = 0.94  # of a page: letters are wider on some printers
_FULL = 1.4  # widths of a page that are readable on one
_LARGEST = 0.72  # of the size on a screen: two tables of many groups are on a page
_FIRST = 2  # row of the first table, below the title and the way back


def write_workbook(document: Document, templates: Templates) -> bytes:
    """Return the figures and tables of a document as the bytes of an `.xlsx` file.

    Each part of the document is a sheet, after one with the contents. The name of the organisers,
    which says what is for the office only, is on each printed page.
    """
    title = title_of(parse(document.markdown)) or templates.stationery.series
    revised = datetime.fromisoformat(document.revised).replace(tzinfo=None)
    workbook = ChartWorkbook(revised, title, templates.stationery.look.font)
    contents, names = templates.label("Contents"), list[str]()
    parts = [
        (part, heading, blocks)
        for part in document.parts
        for heading, blocks in blocks_of(part).items()
    ]
    formats = WorkbookFormats(workbook.book, document.direction == "rtl")
    first = _new_sheet(workbook, contents, names, templates, document)
    first.set_column(0, 0, 2 * _WIDE)
    first.fit_to_pages(1, 0)
    write_text(first, 0, 0, title, formats.title)
    lines: list[tuple[str, object, str]] = []
    for part, heading, blocks in parts:
        sheet = _new_sheet(workbook, heading or title, names, templates, part)
        tops = _PartSheet(sheet, formats, templates, blocks).write(heading or title)
        sheet.write_url(1, 0, _target(names[0], 0), formats.link, contents)
        lines.append((_target(names[-1], 0), formats.link_to_part, heading or title))
        lines += [
            (_target(names[-1], top), formats.link_to_block, block.caption)
            for block, top in zip(blocks, tops, strict=True)
            if block.caption != heading
        ]
    for row, (target, look, words) in enumerate(lines, _FIRST):
        first.write_url(row, 0, target, look, clean(words)[:_LONGEST_LINK])
    return zipped(workbook.parts())


def _target(name: str, row: int) -> str:
    return f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A{row + 1}"


def _new_sheet(
    workbook: ChartWorkbook, words: str, names: list[str], templates: Templates, part: Document
) -> Sheet:
    """Add a sheet with the head and foot of its printed pages, and its name to the `names`."""
    taken, count = {name.casefold() for name in names}, 1
    while (name := _sheet_name(words, f" ({count})" if count > 1 else "")).casefold() in taken:
        count += 1
    names.append(name)
    sheet = workbook.book.add_worksheet(name)
    sheet.set_paper(9 if templates.stationery.paper.startswith("a4") else 1)
    is_rtl = part.direction == "rtl"
    lines = "\n".join(map(_printed, (part.organisers, part.series), _LINES))
    sheet.set_header(f"{'&R' if is_rtl else '&L'}&9 {lines}")
    sheet.set_footer("&L&P / &N&R&A" if is_rtl else "&L&A&R&P / &N")
    if is_rtl:
        sheet.right_to_left()
    return sheet


def _sheet_name(words: str, end: str = "") -> str:
    """Return a name that Excel accepts, with an end that makes it the only one."""
    name, room = " ".join(_FORBIDDEN.sub(" ", clean(words)).split()).strip("'"), _NAME - len(end)
    if len(name.encode("utf-16-le")) > 2 * room:  # words stay whole; Chinese has none
        cut = name.encode("utf-16-le")[: 2 * room - 2].decode("utf-16-le", "ignore")
        before, space, rest = cut.rpartition(" ")
        is_word = space and display_width(rest) == len(rest)
        name = f"{(before if is_word else cut).rstrip(_MARKS)}…"
    return (name or "–") + end


def _printed(words: str, most: int) -> str:
    """Return words for a line of a head, in which `&` begins a command, or their beginning."""
    words = " ".join(clean(words).split())
    room = max(most - words.count("&"), most // 3)  # Excel has 255 characters for both lines
    short = words if len(words) <= room else f"{words[: room - 1].rstrip()}…"
    return short.replace("&", "&&")


class _PartSheet:
    """A sheet with tables below each other, and the charts of figures beside them."""

    def __init__(
        self, sheet: Sheet, formats: WorkbookFormats, templates: Templates, blocks: Sequence[Block]
    ) -> None:
        self._sheet, self._formats, self._blocks = sheet, formats, blocks
        self._widths = _widths(blocks)
        self._row, self._heights = 0, dict[int, int]()
        self._left = sum(_LETTER * width + _PADDING for width in self._widths)
        self._aside = len(self._widths) + 1  # the column of charts; one to its left is empty
        self._paper = PAPERS[templates.stationery.paper]

    def write(self, title: str) -> list[int]:
        """Write all tables; return the rows of their captions."""
        sheet, tops = self._sheet, []
        for column, width in enumerate(self._widths):
            sheet.set_column(column, column, width)
        sheet.set_column(self._aside - 1, self._aside - 1, 2)
        write_text(sheet, 0, 0, title, self._formats.title)
        sheet.set_default_row(_ROW_HEIGHT * 0.75)
        self._set_height(0, _TITLE)
        self._row = _FIRST
        for block in self._blocks:
            tops.append(self._row)
            if block.caption != title:
                self._write_words(block.caption, self._formats.caption)
            self._write_block(block)
        sheet.freeze_panes(1, 0)
        self._set_pages(tops)
        return tops

    def _set_height(self, row: int, height: int) -> None:
        self._heights[row] = height
        self._sheet.set_row_pixels(row, height)

    def _write_block(self, block: Block) -> None:
        figure, formats = block.figure, self._formats
        if figure and figure.wording:
            self._write_words(figure.wording, formats.words)
        top = self._row
        if block.rows:
            self._write_table(block)
        elif figure:
            self._write_words(figure.alternative, formats.words)
        height = (
            _chart(self._sheet, figure, top, self._aside, formats) if block.rows and figure else 0
        )
        if figure and figure.source:
            self._write_words(figure.source, formats.words)
        used = sum(self._heights.get(row, _ROW_HEIGHT) for row in range(top, self._row))
        self._row += max(0, ceil((height - used) / _ROW_HEIGHT)) + 1

    def _write_words(self, words: str, look: object) -> None:
        """Write words in lines over all columns of the tables."""
        last = len(self._widths) - 1
        if last:
            self._sheet.merge_range(self._row, 0, self._row, last, "", look)
        write_text(self._sheet, self._row, 0, words, look)
        lines = wrap(clean(words), self._left // _LETTER) or [""]
        self._set_height(self._row, _ROW_HEIGHT * len(lines) + _PADDING)
        self._row += 1

    def _write_table(self, block: Block) -> None:
        sheet, formats, top = self._sheet, self._formats, self._row
        segments = block.figure.segments if block.figure else ()
        for column, words in enumerate(block.head):
            is_number = any(isinstance(row[column], Number) for row in block.rows)
            look = formats.head_of_numbers if is_number else formats.head
            write_text(sheet, top, column, words, look)
        if block.figure and len(segments) > 1:  # the colours of the chart
            for at, part in enumerate(segments, 1 + has_n(block.figure)):
                write_text(sheet, top, at, part.label, formats.tone(part.tone))
        for at, row in enumerate(block.rows, top + 1):
            for column, cell in enumerate(row):
                if isinstance(cell, Number):
                    sheet.write_number(at, column, cell.value, formats.number(cell.look))
                elif cell is not None:
                    is_heading = column == 0 and not any(row[1:])
                    look = formats.heading if is_heading else formats.words
                    write_text(sheet, at, column, cell, look)
        for at, cells in enumerate((block.head, *block.rows), top):
            lines = [
                len(wrap(clean(cell), width - 1))
                for cell, width in zip(cells, self._widths, strict=False)
                if isinstance(cell, str)
            ]
            self._set_height(at, _ROW_HEIGHT * max([1, *lines]))
        self._row += 1 + len(block.rows)

    def _set_pages(self, tops: Sequence[int]) -> None:
        """Print all columns on a page that is not half empty, and each table on one if it fits."""
        has_charts = any(block.figure and block.rows for block in self._blocks)
        columns = ceil(_CHART_WIDTH / _COLUMN) if has_charts else 0
        width = self._left + (columns * _COLUMN + 2 * _LETTER + _PADDING if has_charts else 0)
        last = self._aside + columns - 1 if columns else self._aside - 2
        short, long = (side / 25.4 * _INCH for side in sorted(self._paper))
        is_wide = width > _FULL * (short - _SIDES * _INCH)
        if is_wide:
            self._sheet.set_landscape()
        across = (long if is_wide else short) - _SIDES * _INCH
        empty = 0 if columns else max(0, ceil((across / _LARGEST - width) / _COLUMN))
        scale = across / (width + empty * _COLUMN)
        self._sheet.print_area(0, 0, self._row, last + empty)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        room = ((short if is_wide else long) - _ENDS * _INCH) / scale * _SURE
        used, breaks = _TITLE + _ROW_HEIGHT, list[int]()
        for top, end in pairwise((*tops, self._row)):
            height = sum(self._heights.get(row, _ROW_HEIGHT) for row in range(top, end))
            if used + height > room and top > _FIRST:
                breaks.append(top)
                used = _TITLE
            used += height
        self._sheet.set_h_pagebreaks(breaks)


def _widths(blocks: Sequence[Block]) -> list[int]:
    """Return the widths of the columns in letters, which all tables of a sheet share."""
    widths = [_NARROW] * max(len(block.head) for block in blocks) or [_WIDE]
    for block in blocks:
        for column, words in enumerate(block.head):
            cells = [row[column] for row in block.rows]
            is_number = any(isinstance(cell, Number) for cell in cells)
            # the head of numbers is in several lines
            texts = [*(words.split() if is_number else [words])]
            texts += [cell for cell in cells if isinstance(cell, str)]
            texts += [f"{cell.value:g} %  " for cell in cells if isinstance(cell, Number)]
            widest = max(map(display_width, texts), default=0) + 2
            is_wide = column == 0 or (widest > _SENTENCE and not block.figure)
            most = _WIDE if is_wide else _WIDE // 2
            widths[column] = min(max(widest, widths[column]), most)
    return widths


def _chart(sheet: Sheet, figure: Figure, top: int, aside: int, formats: WorkbookFormats) -> int:
    """Add a chart beside the table of a figure, and its own numbers in grey; return its height."""
    rows, outside = headed(figure), aside + ceil(_CHART_WIDTH / _COLUMN) + 1
    columns = write_chart_data(sheet, figure, rows, top, outside, formats.aside, letters=_LABEL)
    if has_intervals(figure):
        columns = replace(columns, lengths=columns.ends + 1)
    else:  # the numbers in the table are those of the chart
        columns = replace(columns, values=1 + has_n(figure))
    chart = add_chart(formats.book, sheet, figure, rows, top, columns)
    chart.set_title({"none": True})  # the caption is above the table
    height = set_size(chart, figure, rows, _CHART_WIDTH, letters=_LABEL)
    words = clean(figure.alternative or figure.caption)
    sheet.insert_chart(top, aside, chart, {"description": words})
    return height


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
        *(limits if has_intervals(figure) else ()),  # of others, the annex tells them
        *([""] if _notes(figure) else ()),
    )


def _row(figure: Figure, row: Row) -> tuple[Cell, ...]:
    look = _look(figure)
    limits = [limit for mark in row.marks for limit in (mark.low, mark.high)]
    return (
        *((row.label, cell_of(row.n)) if has_n(figure) else (row.label,)),
        *(_number(mark.value, look) for mark in row.marks),
        *((_number(limit, look) for limit in limits) if has_intervals(figure) else ()),
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
