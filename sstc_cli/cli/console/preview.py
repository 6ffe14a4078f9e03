"""A Markdown document on the terminal."""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.markdown import Markdown, MarkdownElement, TableElement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

# what stays on one line: a word, time or Chinese date, or a character, with the signs around it
_UNIT = re.compile(r"[（《「]*(?:(?:\d+[年月日])+|[!-\u2fff]+|\S)[，。；：、）》」]*\s*")
_LONGEST = 24  # web addresses are longer, and may be cut into lines
_EDGES, _BETWEEN = 2, 2  # columns of the terminal beside and between those of a table


class _Cell:
    """A text that breaks between Chinese characters, but not within a time, as rich would."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        breaks = list(_breaks(self.text.plain, options.max_width))
        lines = self.text.divide(breaks)
        for line in lines:
            line.rstrip()
        yield Text("\n").join(lines)


def _breaks(text: str, width: int) -> Iterator[int]:
    """Yield the places where a new line begins."""
    used = 0
    for unit in _UNIT.finditer(text):
        if used and used + cell_len(unit[0].rstrip()) > width:
            yield unit.start()
            used = 0
        used = 0 if unit[0].endswith("\n") else used + cell_len(unit[0])


def _widths(columns: Sequence[Sequence[Text]], total: int) -> list[int] | None:
    """Return the widths of columns without a torn word or time; None if `total` is too narrow."""
    needs = [max(text.cell_len for text in column) for column in columns]
    units = (
        (cell_len(unit.rstrip()) for text in column for unit in _UNIT.findall(text.plain))
        for column in columns
    )
    widths = [min(max(lengths, default=0), _LONGEST) for lengths in units]
    rest = total - _EDGES - _BETWEEN * (len(columns) - 1) - sum(widths)
    if rest < 0:
        return None
    lacking = sorted(range(len(columns)), key=lambda index: needs[index] - widths[index])
    for number, index in enumerate(lacking):
        more = min(needs[index] - widths[index], rest // (len(columns) - number))
        widths[index] += more
        rest -= more
    return widths


class _WholeTable(TableElement):
    """A table that wraps long cells, or a list; rich would cut times and Chinese texts."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        header = self.header.row.cells if self.header and self.header.row else ()
        headings = [cell.content.copy() for cell in header]
        for heading in headings:
            heading.stylize("markdown.table.header")
        rows = [
            [cell.content for cell in row.cells] for row in (self.body.rows if self.body else ())
        ]
        widths = _widths(list(zip(headings, *rows, strict=True)), options.max_width)
        if widths is None:
            yield from _as_list(headings, rows)
            return
        table = Table(
            box=box.SIMPLE, pad_edge=False, style="markdown.table.border", collapse_padding=True
        )
        for heading, width in zip(headings, widths, strict=True):
            table.add_column(_Cell(heading), width=width, overflow="fold")
        for row in rows:
            table.add_row(*map(_Cell, row))
        yield table


def _as_list(headings: Sequence[Text], rows: Sequence[Sequence[Text]]) -> Iterator[RenderableType]:
    """Yield each row as lines of a heading and a text, the first one at the margin."""
    for row in rows:
        indent = 1
        yield Text()
        for heading, text in zip(headings, row, strict=True):
            if text.plain:
                line = Text("  ").join(filter(None, (heading, text)))
                yield Padding(_Cell(line), (0, 0, 0, indent))
                indent = 3
    yield Text()


class MarkdownPreview(Markdown):
    """Markdown in colours, without cut cells in tables."""

    def __init__(self, markup: str) -> None:
        super().__init__(markup)
        for block in self.parsed:
            for part in block.children or ():
                if part.type == "html_inline":  # `<br>`: documents have no other tag
                    part.type = "hardbreak"

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "table_open": _WholeTable,
    }
