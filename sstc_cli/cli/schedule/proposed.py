"""What a workbook proposes, on the terminal and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sstc_cli.cli.console.session import Session
    from sstc_cli.planning.incoming.proposal import ProposalSection


def print_sections_of(session: Session, sections: Sequence[ProposalSection]) -> None:
    """Print the changes row by row, each with the cell that has it."""
    from rich.console import Group, RenderableType
    from rich.padding import Padding
    from rich.text import Text

    from sstc_cli.cli.console.sections import under

    lines: list[RenderableType] = []  # printed at once, because each print of rich is slow
    for section in sections:
        lines.append(Text(section.heading, "bold"))
        for line in section.lines:
            what = f"{line.what} ({line.place})" if line.place else line.what
            lines.append(Padding(what, (0, 0, 0, 2), expand=False))
            sides = {"was": line.was, "now": line.now}
            texts = [under(session.out, name, text) for name, text in sides.items() if text]
            lines += [Padding(text, (0, 0, 0, 4), expand=False) for text in texts]
    if lines:
        session.out.print(Group(*lines, ""))


def entries_of(sections: Sequence[ProposalSection]) -> list[dict[str, Any]]:
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
