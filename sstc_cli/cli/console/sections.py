"""Headings with indented lines, for a page on the terminal."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding

NARROW = 64  # terminals with fewer columns get lists or narrower tables


def print_sections(console: Console, sections: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Print each heading that has lines; long lines keep their indent when they wrap."""
    for heading, lines in sections:
        if lines:
            console.print(f"\n{heading}", style="bold")
        for line in lines:
            console.print(Padding(line, (0, 0, 0, 2), expand=False))
