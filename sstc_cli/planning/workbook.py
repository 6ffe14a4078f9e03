"""A plan becomes a workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series
from sstc_cli.planning.columns import LABELS, CellKind, Layout, Table
from sstc_cli.planning.export_state import SHEET, digest_of, write_state
from sstc_cli.planning.rows import PlanRow, rows_of
from sstc_cli.planning.sheet import SPARE, Lists, SheetLooks, SheetWriter, marked
from sstc_cli.planning.workbook_words import Choices, Names, choices_of
from sstc_cli.render.xlsx import Sheet, Workbook, write_text
from sstc_cli.render.zipped import zipped
from sstc_cli.source import parse
from sstc_cli.views.dates import direction_of
from sstc_cli.views.fixed_labels import PlanAdvice, PlanLabel

_WIDTH = 88


def write_read_me(sheet: Sheet, looks: SheetLooks, words: Sequence[str], command: str) -> None:
    title, *advice, last = words
    sheet.set_column(0, 0, _WIDTH, looks.words)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    write_text(sheet, 0, 0, title, looks.title)
    for row, sentence in enumerate(advice, 2):
        write_text(sheet, row, 0, sentence, looks.words)
    write_text(sheet, len(words) + 1, 0, last, looks.words)
    write_text(sheet, len(words) + 2, 0, command, looks.command)
    sheet.protect()


def sentences(series: Series, layout: Layout, names: Names) -> Iterator[str]:
    """Yield the title of the series, and what people should know."""
    yield series.title.pick(layout.language)
    yield names.say(PlanAdvice.PURPOSE)
    zone = str(series.zone_name.pick(layout.language)) if series.zone_name else ""
    place = f"{zone}, {series.zone}" if zone else series.zone
    yield names.say(PlanAdvice.CLOCK, zone=place)
    for advice in (PlanAdvice.NEW, PlanAdvice.ORDER, PlanAdvice.MISSING, PlanAdvice.COLOUR):
        yield names.say(advice)
    yield names.say(PlanAdvice.PRIVATE if layout.private else PlanAdvice.LEFT_OUT)
    yield names.say(PlanAdvice.PROTECTED)
    yield names.say(PlanAdvice.IMPORT)


_NAMES = (CellKind.PERSON, CellKind.AUDIENCES, CellKind.THEMES)


@dataclass(frozen=True, slots=True)
class Export:
    """What a workbook is made of: a series, its data file as text, and what is wrong with it."""

    series: Series
    text: str
    layout: Layout
    names: Names
    diagnostics: Sequence[Diagnostic] = ()


def write_plan(export: Export, command: str) -> bytes:
    """Return the workbook of a plan; `command` takes its changes over."""
    series, layout, names = export.series, export.layout, export.names
    rows = {table: [*rows_of(series, table, layout)] for table in Table}
    choices = choices_of(series, names)
    workbook = Workbook(series.revised, series.title.pick(layout.language))
    looks = SheetLooks(workbook.book)
    titles = names.sheets([*LABELS.values(), PlanLabel.READ_ME])
    sheets = {table: workbook.book.add_worksheet(titles[LABELS[table]]) for table in Table}
    explained = workbook.book.add_worksheet(titles[PlanLabel.READ_ME])
    write_read_me(explained, looks, [*sentences(series, layout, names)], command)
    hidden = workbook.book.add_worksheet(SHEET)
    lists = _lists(hidden, choices)
    if places := _names_of_people(sheets[Table.PEOPLE], rows[Table.PEOPLE], layout, choices):
        lists[CellKind.PERSON] = places
    marks = marked(layout, rows, export.diagnostics)
    for table, sheet in sheets.items():
        writer = SheetWriter(sheet, table, layout, names, looks, choices, lists)
        writer.write(rows[table], marks, sheets=sheets)
    if direction_of(layout.language) == "rtl":
        for sheet in (*sheets.values(), explained):
            sheet.right_to_left()
    shown = {kind.value: choices[kind] for kind in _NAMES}
    state = write_state(_plan(export), layout, digest_of(export.text), shown, rows)
    for at, piece in enumerate(state):
        write_text(hidden, at, 0, piece)
    hidden.very_hidden()
    return zipped(workbook.parts(), texts=())  # uncompressed, because compressors differ


def _plan(export: Export) -> dict[str, Any]:
    """Return the keys of the plan, in their order."""
    root: Any = parse(export.text, "").root or {}
    known = {key: root[key] for key in Series.fields if key in root}
    return {"id": export.series.id, **known}


def _lists(sheet: Sheet, choices: Choices) -> Lists:
    """Write the words that cells choose from, a column for each kind, and return where they are."""
    places: Lists = {}
    for column, (kind, shown) in enumerate(choices.items(), 1):
        words = [] if kind is CellKind.LINK else [*shown.values()]
        for row, word in enumerate(words):
            write_text(sheet, row, column, word)
        if words:
            places[kind] = [SHEET, 0, column, len(words) - 1, column]
    return places


def _names_of_people(
    sheet: Sheet, rows: Sequence[PlanRow], layout: Layout, choices: Choices
) -> list[object]:
    """Return the cells with names, new ones too, unless a name needs an id beside it."""
    columns = layout.columns(Table.PEOPLE)
    at = next(at for at, column in enumerate(columns, 1) if column.key == "name" and column.is_main)
    named = {row.id: row.values[columns[at - 1].name] for row in rows}
    if named != choices[CellKind.PERSON]:
        return []
    return [sheet.name, 1, at, len(rows) + SPARE, at]
