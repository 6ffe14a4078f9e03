"""A page of the terminal: headings, with their lines indented under them."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding

NARROW = 64  # columns under which a table takes two columns into one


def print_sections(console: Console, sections: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Print each heading that has lines; long lines wrap under their own start."""
    for heading, lines in sections:
        if lines:
            console.print(f"\n{heading}", style="bold")
        for line in lines:
            console.print(Padding(line, (0, 0, 0, 2), expand=False))
