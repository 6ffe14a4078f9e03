"""All figures of a report, by their ids."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sstc_cli.model import Role
from sstc_cli.model.report.figure import Figure
from sstc_cli.numbers.tables.partners import OUTCOMES, REQUESTS
from sstc_cli.numbers.tables.table import Table
from sstc_cli.report.figures.bars import answer_bars
from sstc_cli.report.figures.change import known
from sstc_cli.report.figures.dots import dots, group_dots
from sstc_cli.report.figures.people import attendance_bars, people_bars
from sstc_cli.report.figures.ranges import range_dots
from sstc_cli.report.figures.stacked import ratings, recommendation
from sstc_cli.report.setting import Setting

RATINGS = "ratings"
_MOST_SEGMENTS = 7
TOLD = ("gain", "answers")  # in a sentence
_WHOLE: Mapping[str, Callable[[Setting, Table], Figure]] = {
    "reach": people_bars,
    "attendance": attendance_bars,
    "funnel": dots,
    "response": dots,
    "bounds": range_dots,
    "knowledge": known,
    "recommend": recommendation,
    "themes": answer_bars,
    REQUESTS: people_bars,
    OUTCOMES: people_bars,
}


def figures_of(setting: Setting) -> dict[str, Figure]:
    """Return the figures of all tables that have enough people, and a value that is shown."""
    shown = [table for table in setting.tables.values() if not table.too_few and table.lines]
    rated = list(_by_scale(setting, shown))
    figures = {id_: ratings(setting, id_, tables) for id_, tables in rated}
    drawn = {table.id for _, tables in rated for table in tables}
    compared = list(by_group(shown))
    figures |= {id_: group_dots(setting, id_, tables) for id_, tables in compared}
    drawn |= {table.id for _, tables in compared for table in tables}
    for table in shown:
        if table.id not in drawn and table.id not in TOLD:
            figures[table.id] = _drawn(setting, table)
    return {id_: figure for id_, figure in figures.items() if _has_values(figure)}


def _has_values(figure: Figure) -> bool:
    marks = [mark for row in figure.rows for mark in row.marks]
    return any(mark.value is not None or mark.low is not None for mark in marks)


def figure_id(setting: Setting, table: Table) -> str:
    """Return the id of the figure that draws a table, perhaps together with others."""
    shown = [other for other in setting.tables.values() if not other.too_few and other.lines]
    together = (*_by_scale(setting, shown), *by_group(shown))
    return next((id_ for id_, same in together if table in same), table.id)


def _drawn(setting: Setting, table: Table) -> Figure:
    if make := _WHOLE.get(table.id):
        return make(setting, table)
    if table.id.startswith("who."):
        return people_bars(setting, table)
    if table.by is not None or table.id.startswith("webinars."):
        return dots(setting, table)
    return answer_bars(setting, table)


def by_group(tables: Sequence[Table]) -> Iterator[tuple[str, list[Table]]]:
    """Yield the tables of one question, or of the response rate, by all properties of people."""
    found: dict[str, list[Table]] = {}
    for table in tables:
        root, _, rest = table.id.rpartition(".")
        if table.by is not None and (rest.startswith("by_") or root == "response"):
            found.setdefault(f"{root}.by_group", []).append(table)
    yield from found.items()


def _by_scale(setting: Setting, tables: Sequence[Table]) -> Iterator[tuple[str, list[Table]]]:
    """Yield the tables of ratings on the same scale, with the id of their figure."""
    found: dict[object, list[Table]] = {}
    for table in tables:
        question = setting.question(table)
        scale = question.scale if question else None
        is_whole = table.by is None and not table.id.startswith("webinars.")
        if scale and is_whole and len(scale.ratings) <= _MOST_SEGMENTS:
            said = question is not None and question.role not in (None, Role.SATISFACTION)
            key = table.survey, said, scale.lowest, scale.highest, scale.points
            found.setdefault(key, []).append(table)
    for place, same in enumerate(found.values(), start=1):
        yield RATINGS if place == 1 else f"{RATINGS}_{place}", same
