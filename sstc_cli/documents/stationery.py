"""The paper, header and footer of a series' documents."""

from sstc_cli.model import Series
from sstc_cli.render import Letterhead, Paper, Stationery, read_letterhead
from sstc_cli.workspace import Workspace


def stationery(
    series: Series, language: str, paper: Paper | None, letterhead: Letterhead | None
) -> Stationery:
    """Return the stationery in a language, on the given paper or on that of the series."""
    names = [(office.name.pick(language), office.short) for office in series.organisers]
    return Stationery(
        paper=paper or series.paper,
        series=(series.short_title or series.title).pick(language),
        organisers=" · ".join(short.pick(language) if short else name for name, short in names),
        author="; ".join(name for name, _ in names),
        letterhead=letterhead,
    )


def letterhead_of(workspace: Workspace) -> Letterhead | None:
    """Return the workspace's letterhead, or None if it has none."""
    file = workspace.templates / "letterhead.docx"
    return read_letterhead(file) if file.exists() else None
