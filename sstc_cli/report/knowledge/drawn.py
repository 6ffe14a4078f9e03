"""The figures that a note draws: those that it names, or the usual ones, if they fit."""

from collections.abc import Iterator, Mapping

from sstc_cli.model.knowledge.limits import MOST_FIGURES, MOST_ROWS
from sstc_cli.model.report.figure import Figure
from sstc_cli.report.figures.make import figure_id, figures_of
from sstc_cli.report.knowledge.noted import NoteSetting
from sstc_cli.report.setting import Setting

_USUAL = ("reach", "ratings", "knowledge", "recommend", "ratings_2")


def drawn_figures(noted: NoteSetting) -> dict[str, Figure]:
    """Return up to three figures by their ids, in order."""
    known = figures_of(noted.setting)
    named = noted.note.figures or _USUAL
    ids = (figure_of(noted.setting, known, name) for name in named)
    fitting = [id_ for id_ in dict.fromkeys(ids) if id_ and fits(known[id_])]
    return {id_: known[id_] for id_ in fitting[:MOST_FIGURES]}


def figure_of(setting: Setting, known: Mapping[str, Figure], name: str) -> str | None:
    """Return the id of a figure that is named by it, or by a table that it draws."""
    if name in known:
        return name
    table = setting.tables.get(name)
    drawn = figure_id(setting, table) if table else ""
    return drawn if drawn in known else None


def fits(figure: Figure) -> bool:
    """Return whether a note has room for a figure."""
    return len(figure.rows) <= MOST_ROWS


def large_figures(noted: NoteSetting) -> Iterator[tuple[int, str, int]]:
    """Yield the place, name and rows of each named figure that a note has no room for."""
    known = figures_of(noted.setting)
    for index, name in enumerate(noted.note.figures):
        id_ = figure_of(noted.setting, known, name)
        if id_ and not fits(known[id_]):
            yield index, name, len(known[id_].rows)


def undrawn_figures(noted: NoteSetting) -> Iterator[tuple[int, str, list[str]]]:
    """Yield the place of each named figure that the report lacks, with those that it has."""
    known = figures_of(noted.setting)
    for index, name in enumerate(noted.note.figures):
        if known and figure_of(noted.setting, known, name) is None:
            yield index, name, list(known)
