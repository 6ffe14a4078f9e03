"""The figures that a note draws: those that it names, or the usual ones, if they fit."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sstc_cli.diagnostics import Diagnostic, did_you_mean
from sstc_cli.model.knowledge.limits import MOST_FIGURES, MOST_ROWS, MOST_TOGETHER
from sstc_cli.model.report.figure import Figure, Row
from sstc_cli.report.figures.make import figure_id, figures_of
from sstc_cli.report.knowledge.noted import NoteSetting
from sstc_cli.report.knowledge.shortened import shortened, shortened_inside
from sstc_cli.report.setting import Setting

_LABEL, _CAPTION = 46, 70  # columns of the names of a row and of a figure
_USUAL = ("reach", "ratings", "knowledge", "recommend", "ratings_2")


def drawn_figures(noted: NoteSetting) -> dict[str, Figure]:
    """Return up to three figures by their ids, in order."""
    known = figures_of(noted.setting)
    named = noted.note.figures or _USUAL
    ids = (figure_of(noted.setting, known, name) for name in named)
    drawn: dict[str, Figure] = {}
    for id_ in dict.fromkeys(ids):
        if id_ and fits(known[id_], drawn):
            drawn[id_] = brief(known[id_])
    return drawn


def brief(figure: Figure) -> Figure:
    """Return a figure with shorter names, notes only of values that it cannot draw, no source."""
    rows = (
        replace(
            row,
            label=shortened_inside(row.label, _LABEL),
            note=row.note if _is_undrawn(row) else "",
        )
        for row in figure.rows
    )
    caption = shortened(figure.caption, _CAPTION)
    return replace(figure, rows=tuple(rows), caption=caption, wording="", source="")


def _is_undrawn(row: Row) -> bool:
    return any(mark.value is None for mark in row.marks)


def figure_of(setting: Setting, known: Mapping[str, Figure], name: str) -> str | None:
    """Return the id of a figure that is named by it, or by a table that it draws."""
    if name in known:
        return name
    table = setting.tables.get(name)
    drawn = figure_id(setting, table) if table else ""
    return drawn if drawn in known else None


def fits(figure: Figure, drawn: Mapping[str, Figure]) -> bool:
    """Return whether a note has room for a figure beside those that it has."""
    rows = sum(len(other.rows) for other in drawn.values()) + len(figure.rows)
    return len(figure.rows) <= MOST_ROWS and rows <= MOST_TOGETHER and len(drawn) < MOST_FIGURES


def check_drawn(noted: NoteSetting) -> Iterator[Diagnostic]:
    """Yield the named figures that the report lacks, or that a note has no room for."""
    known = figures_of(noted.setting)
    for index, name in enumerate(noted.note.figures) if known else ():
        path, id_ = ("figures", index), figure_of(noted.setting, known, name)
        if id_ is None:
            message = f"the report has no figure `{name}`, or it is hidden"
            yield Diagnostic("E711", message, path, did_you_mean(name, list(known)))
        elif len(known[id_].rows) > MOST_ROWS:
            rows = len(known[id_].rows)
            message = f"`{name}` has {rows} rows, but a note has room for {MOST_ROWS}"
            hint = "name another figure, or leave it to the report"
            yield Diagnostic("W796", message, path, hint)
