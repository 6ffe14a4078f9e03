"""What documents are printed on, and what their pages carry besides."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sstc_cli.model import Series
    from sstc_cli.render import Stationery
    from sstc_cli.workspace import Workspace


class Paper(StrEnum):
    """What documents are printed on."""

    A4 = "a4"
    LETTER = "letter"


Papers = Annotated[
    Paper | None,
    typer.Option("--paper", help="For Word and PDF; the series' `paper` by default."),
]


def stationery(
    workspace: Workspace, series: Series, language: str, paper: Paper | None
) -> Stationery:
    """The series' paper, and what its pages carry besides the document."""
    from sstc_cli.render import Stationery

    names = [(each.name.pick(language), each.short) for each in series.organisers]
    letterhead = workspace.templates / "letterhead.docx"
    return Stationery(
        paper=paper.value if paper else series.paper,
        series=series.title.pick(language),
        organisers=" · ".join(short.pick(language) if short else name for name, short in names),
        author="; ".join(name for name, _ in names),
        letterhead=letterhead if letterhead.exists() else None,
    )
