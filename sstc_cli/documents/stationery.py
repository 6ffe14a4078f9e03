"""The paper, header and footer of a series' documents."""

from typing import TYPE_CHECKING

from sstc_cli.model import Series
from sstc_cli.render import Look, Paper, Stationery, read_letterhead
from sstc_cli.workspace import Photos, Workspace

if TYPE_CHECKING:
    from sstc_cli.render.letterhead import Letterhead


def stationery(
    workspace: Workspace,
    series: Series,
    language: str,
    paper: Paper | None = None,
    letterhead: "Letterhead | None" = None,
) -> Stationery:
    """Return the stationery in a language, on the given paper or on that of the series."""
    names = [(office.name.pick(language), office.short) for office in series.organisers]
    return Stationery(
        paper=paper or series.paper,
        series=(series.short_title or series.title).pick(language),
        organisers=" · ".join(short.pick(language) if short else name for name, short in names),
        author="; ".join(name for name, _ in names),
        letterhead=letterhead,
        own_look=own_look(series),
        photos=Photos(workspace.root, series),
    )


def own_look(series: Series) -> Look:
    """Return the look that the data file has for documents, as far as it has one."""
    if series.look is None:
        return Look()
    font, accent = series.look.font, series.look.accent
    color = accent[1:].lower() or Look().accent
    return Look(font, color, is_required=bool(font))


def letterhead_of(workspace: Workspace, series: Series) -> "Letterhead | None":
    """Return the workspace's letterhead, or None if it has none."""
    file = workspace.templates / "letterhead.docx"
    return read_letterhead(file, own_look(series)) if file.exists() else None
