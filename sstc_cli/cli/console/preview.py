"""A Markdown document on the terminal."""

import re
from collections.abc import Iterator
from typing import ClassVar

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, MarkdownElement, TableElement
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

# what stays on one line: a word or time, or a Chinese character, with the signs around it
_UNIT = re.compile(r"[（《「]*(?:[!-\u2fff]+|\S)[，。；：、）》」]*\s*")


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

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)


def _breaks(text: str, width: int) -> Iterator[int]:
    """Yield the places where a new line begins."""
    used = 0
    for unit in _UNIT.finditer(text):
        if used and used + cell_len(unit[0].rstrip()) > width:
            yield unit.start()
            used = 0
        used += cell_len(unit[0])


class _WholeTable(TableElement):
    """A table that wraps long cells; rich would cut Chinese texts and web addresses."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(
            box=box.SIMPLE, pad_edge=False, style="markdown.table.border", collapse_padding=True
        )
        for cell in self.header.row.cells if self.header and self.header.row else ():
            heading = cell.content.copy()
            heading.stylize("markdown.table.header")
            table.add_column(_Cell(heading), overflow="fold")
        for row in self.body.rows if self.body else ():
            table.add_row(*(_Cell(cell.content) for cell in row.cells))
        yield table


class Preview(Markdown):
    """Markdown in colours, without cut cells in tables."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "table_open": _WholeTable,
    }
