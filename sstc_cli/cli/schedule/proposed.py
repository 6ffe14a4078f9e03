"""What a workbook proposes, on the terminal and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sstc_cli.cli.console.session import Session
    from sstc_cli.planning.incoming.words import Line, Section


def print_sections_of(session: Session, sections: Sequence[Section]) -> None:
    """Print the changes row by row, each with the cell that has it."""
    from rich.console import Group, RenderableType
    from rich.padding import Padding
    from rich.text import Text

    lines: list[RenderableType] = []  # printed at once, because each print of rich is slow
    for section in sections:
        lines.append(Text(section.heading, "bold"))
        for indent, words in _said(section.lines):
            lines.append(Padding(words, (0, 0, 0, indent), expand=False))
    if lines:
        session.out.print(Group(*lines, ""))


def _said(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Yield each change with its indent, then what was and what is now."""
    for line in lines:
        yield 2, f"{line.what} ({line.place})" if line.place else line.what
        for name, text in (("was", line.was), ("now", line.now)):
            if text:
                yield 4, f"{name}  {text}"


def entries_of(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Return the changes as plain data."""
    return [
        {
            "table": section.table.value,
            "id": section.id,
            "name": section.heading,
            "change": line.what,
            "before": line.was,
            "after": line.now,
            "cell": str(line.place) if line.place else None,
        }
        for section in sections
        for line in section.lines
    ]
