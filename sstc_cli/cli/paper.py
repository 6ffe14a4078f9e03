"""What documents are printed on, and what their pages carry besides."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.session import Session

if TYPE_CHECKING:
    from sstc_cli.model import Series
    from sstc_cli.render import Letterhead, Stationery
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
    series: Series, language: str, paper: Paper | None, letterhead: Letterhead | None
) -> Stationery:
    """The series' paper, and what its pages carry besides the document."""
    from sstc_cli.render import Stationery

    names = [(each.name.pick(language), each.short) for each in series.organisers]
    return Stationery(
        paper=paper.value if paper else series.paper,
        series=series.title.pick(language),
        organisers=" · ".join(short.pick(language) if short else name for name, short in names),
        author="; ".join(name for name, _ in names),
        letterhead=letterhead,
    )


def letterhead_of(workspace: Workspace) -> Letterhead | None:
    """The workspace's letterhead, where it has one."""
    file = workspace.templates / "letterhead.docx"
    if not file.exists():
        return None
    from sstc_cli.render.word_letterhead import read_letterhead

    return read_letterhead(file)


def tell_unshown(session: Session, letterhead: Letterhead | None) -> None:
    """Say what of the letterhead HTML and PDF cannot show, or not to everybody."""
    for what, hint in letterhead.notes if letterhead else ():
        session.say(f"warning: templates/letterhead.docx has {what}\nhelp: {hint}")
