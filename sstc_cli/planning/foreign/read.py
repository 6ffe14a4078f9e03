"""A spreadsheet file becomes a plan: its sheets are read, what is open is decided and noted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.errors import SstcError
from sstc_cli.planning.foreign.entry import Entry
from sstc_cli.planning.foreign.grouping import group
from sstc_cli.planning.foreign.headers.column_notes import note_columns
from sstc_cli.planning.foreign.headers.tables import day_of_sheet, tables_of
from sstc_cli.planning.foreign.languages import decide_languages
from sstc_cli.planning.foreign.levels import Levels, levels_of
from sstc_cli.planning.foreign.lines import lines_of
from sstc_cli.planning.foreign.notes import Notes
from sstc_cli.planning.foreign.numbers import numbers_of
from sstc_cli.planning.foreign.options import Asker, Options
from sstc_cli.planning.foreign.series_title import series_title, texts_about
from sstc_cli.planning.foreign.spelling.parts import parts_of
from sstc_cli.planning.foreign.table import Table
from sstc_cli.planning.foreign.webinars import Builder
from sstc_cli.planning.foreign.when.dates import Dates
from sstc_cli.planning.foreign.when.moment import Written
from sstc_cli.planning.foreign.when.moments import moment_of_line
from sstc_cli.planning.foreign.when.slots import overlap, slots_of
from sstc_cli.planning.foreign.when.swapped import note_swapped
from sstc_cli.planning.foreign.when.timing import into_zone, place_in_time
from sstc_cli.planning.foreign.when.zone_choice import decide_zone
from sstc_cli.planning.foreign.written.plan import Facts, plan_text
from sstc_cli.sheets import Source


@dataclass(frozen=True)
class Reading:
    """What a schedule became: the plan's text and facts, the tables, and what was not understood.

    `rows` says whether a row was a webinar or a talk. `first_number` is that of the first webinar.
    """

    text: str
    facts: Facts
    tables: tuple[Table, ...]
    rows: str
    first_number: int
    notes: tuple[Diagnostic, ...]


def read_schedule(
    source: Source, starter: str, identity: str, options: Options, asker: Asker | None = None
) -> Reading:
    """Return the plan of a schedule; refuse a file without dates, or that leaves something open."""
    notes = Notes(source.file.name)
    tables = tables_of(source, options, asker, notes)
    entries = _entries(source, tables, options, asker, notes)
    levels = levels_of(entries)
    columns = [column for table in tables for column in table.columns]
    languages = decide_languages(columns, _titles(entries, levels), options, asker)
    zone = decide_zone(tables, entries, options, asker, notes)
    into_zone(entries, zone.name, zone.by_words, notes)
    grouped = group(entries, levels, options.rows, notes)
    if not grouped.groups:
        raise _nothing(source)
    slots = slots_of(grouped.groups, options, asker)
    note_columns(tables, levels, notes)
    order = sorted(range(len(slots)), key=lambda at: slots[at])
    groups = [grouped.groups[at] for at in order]
    numbers = numbers_of(groups, levels, notes)
    builder = Builder(languages, levels, notes)
    in_order = [slots[at] for at in order]
    webinars = [
        builder.webinar(lines, number, slot)
        for lines, number, slot in zip(groups, numbers, in_order, strict=True)
    ]
    title = options.title or series_title(tables, notes)
    facts = Facts(
        source.file.name, identity, title, zone.name, zone.label, languages, in_order,
        builder.roster.documents(), builder.audiences, webinars, overlaps=overlap(in_order),
    )  # fmt: skip
    text = plan_text(starter, facts)
    return Reading(text, facts, tables, grouped.rows, min(numbers), notes.diagnostics())


def _entries(
    source: Source,
    tables: Sequence[Table],
    options: Options,
    asker: Asker | None,
    notes: Notes,
) -> list[Entry]:
    """Return the lines of all tables with their dates and times."""
    entries = [
        Entry(table, line, moment_of_line(table, line, notes))
        for table in tables
        for line in lines_of(table)
    ]
    days = {table.sheet.name: day for table in tables if (day := _day(table))}
    written = [entry.moment.day for entry in entries if entry.moment.day]
    note_swapped(written, notes)
    about = [*texts_about(source, tables)]
    dates = Dates([*written, *days.values()], about, _with_order(tables, options), asker)
    place_in_time(entries, dates, days, notes)
    return entries


def _day(table: Table) -> Written | None:
    """Return the day of a sheet that has no other one."""
    found = day_of_sheet(table)
    parts = parts_of(found[1]) if found else None
    if found is None or parts is None or parts.day is None:
        return None
    return Written(parts.day, found[0], found[1], parts.weekday)


def _with_order(tables: Sequence[Table], options: Options) -> Options:
    """Return the options with the order of dates that a header names: `Date (dd/mm/yyyy)`."""
    order = next((c.order for table in tables for c in table.columns if c.order), None)
    return replace(options, dates=options.dates or order)


def _titles(entries: Sequence[Entry], levels: Levels) -> list[str]:
    facts = [fact for fact in (levels.webinar, levels.talk) if fact]
    return [text for entry in entries for fact in facts if (text := entry.line.text(fact))]


def _nothing(source: Source) -> SstcError:
    message = f"no row of {source.file.name} has both a date and a title or a speaker"
    return SstcError(message, "write the date of each webinar into its row")
