"""A page on the terminal: headings with indented lines, in the words of a language."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table

from sstc_cli.cli.console.terminal import print_indented
from sstc_cli.model import Series, State
from sstc_cli.model.phrases import Phrases
from sstc_cli.views.catalogues import phrases_in

_ROOM = 20  # columns; a text in fewer is hard to read
NARROW = 64  # terminals with fewer columns get lists or narrower tables


def under(console: Console, start: str, text: str) -> RenderableType:
    """Return a line of a section whose text, if it wraps, goes on below its own beginning."""
    if console.width - cell_len(start) < _ROOM:
        return f"{start}  {text}"
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(start, text)
    return grid


def print_sections(
    console: Console, sections: Iterable[tuple[str, Sequence[RenderableType]]]
) -> None:
    """Print each heading that has lines; long lines keep their indent when they wrap."""
    for heading, lines in sections:
        if lines:
            console.print(f"\n{heading}", style="bold")
        for line in lines:
            if isinstance(line, str):
                print_indented(console, f"  {line}")
            else:
                console.print(Padding(line, (0, 0, 0, 2), expand=False))


def phrases_for(language: str, *described: Series | State) -> Phrases:
    """Return the words in a language, with the everyday names of the zones of series or states."""
    zone_names = {one.zone: one.zone_name for one in described if one.zone_name}
    if language == "en":
        return Phrases(language, zone_names)
    return phrases_in(language, zone_names)
