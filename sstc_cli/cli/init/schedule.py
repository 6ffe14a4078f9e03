"""The files of a workspace whose plan comes from a spreadsheet, and what was understood of it."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from rich.padding import Padding
from rich.table import Table as Grid

from sstc_cli.cli.console.session import Session
from sstc_cli.cli.init.questions import TerminalAsker
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.model.languages import language_name
from sstc_cli.model.text import LANGUAGES, kin
from sstc_cli.planning.foreign.dialogue import ScheduleOptions
from sstc_cli.planning.foreign.own_workbook import is_own, read_own_workbook
from sstc_cli.planning.foreign.read import ScheduleReading, read_schedule
from sstc_cli.planning.foreign.schedule import ScheduleColumn, ScheduleTable
from sstc_cli.quantity import quantity
from sstc_cli.sheets import Source, read_sheets
from sstc_cli.source import build, parse
from sstc_cli.unseen import visible
from sstc_cli.workspace import DATA, shipped_root
from sstc_cli.workspace.starter import starter_surveys

_HOW = {"mapped": "as you said", "suggested": "by its cells or a near name", "unknown": "unknown"}


@dataclass(frozen=True)
class _Origin:
    """No texts for excerpts: the places are cells."""

    sources: Mapping[str, str]


def show_reading(session: Session, source: Source, reading: ScheduleReading) -> None:
    """Show the tables with their columns, what they became, and the notes by cell."""
    if not session.quiet:
        for tables in _alike(reading.tables):
            _show_columns(session, source, tables)
        for line in _facts(reading):
            session.say(line)
    sheets = {table.sheet.name for table in reading.tables}
    flags = [flag for flag in source.cell_flags if flag.place and flag.place.sheet in sheets]
    if source.hidden:
        session.say(f"hidden sheets are not read: {', '.join(source.hidden)}")
    session.show((*flags, *reading.notes), _Origin({}))


def _alike(tables: tuple[ScheduleTable, ...]) -> list[list[ScheduleTable]]:
    """Return the tables in groups that have the same columns."""
    groups: dict[tuple[tuple[str, object], ...], list[ScheduleTable]] = {}
    for table in tables:
        key = tuple((column.header, column.fact) for column in table.columns)
        groups.setdefault(key, []).append(table)
    return list(groups.values())


def _show_columns(session: Session, source: Source, tables: list[ScheduleTable]) -> None:
    names = ", ".join(table.sheet.name for table in tables if table.sheet.name)
    where = f" [{visible(names)}]" if names else ""
    first = tables[0]
    header = f"header in row {first.header + 1}" if first.header >= 0 else "no header"
    session.say(f"{source.file.name}{where}: {header}")
    grid = Grid(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="bold")
    for heading in ("", "column", "has", ""):
        grid.add_column(heading, overflow="fold")
    for column in first.columns:
        grid.add_row(column.letters, visible(" ".join(column.header.split())), *_has(column))
    session.err.print(Padding(grid, (0, 0, 0, 2)))


def _has(column: ScheduleColumn) -> tuple[str, str]:
    """Return the fact of a column, and how it was found if that is not plain."""
    fact = column.fact.value if column.fact else ""
    fact += f" ({column.language})" if column.language and fact else ""
    fact += f" {column.group}" if column.group and fact else ""
    how = _HOW.get(column.how.value, "")
    return fact, how or ("also in another column" if not column.fact else "")


def _facts(reading: ScheduleReading) -> list[str]:
    """Return lines on what the schedule became."""
    facts = reading.facts
    first, last = facts.slots[0][0], max(ends for _, ends in facts.slots)
    counted = f"{quantity(len(facts.webinars), 'webinar')} from {first:%Y-%m-%d} to {last:%Y-%m-%d}"
    each = "webinar" if reading.rows == "webinars" else "talk"
    lines = [
        f"each row is a {each}; `--rows` changes that",
        f"{counted}, {quantity(len(facts.people), 'person', 'people')}",
        f"zone: {facts.zone}; languages: {', '.join(facts.languages)}",
    ]
    return [*lines, f"title: {visible(facts.title)}"] if facts.title else lines


def with_schedule(
    session: Session, identity: str, file: Path, options: ScheduleOptions, encoding: str | None
) -> dict[str, bytes]:
    """Return the plan of a schedule and its surveys by path; show what was understood."""
    source = read_sheets(file, encoding, options.languages or LANGUAGES, blocks=True)
    if is_own(source) and not options.sheets:
        return _with_own_workbook(session, identity, file, options)
    asker = TerminalAsker() if sys.stdin.isatty() else None
    reading = read_schedule(source, identity, options, asker)
    series = readable(reading.text, "the schedule")
    show_reading(session, source, reading)
    name_private_values(session, series)
    first = series.webinar(reading.first_number) or series.webinars[0]
    return _with_surveys(reading.text, series, first.id)


def _with_surveys(text: str, series: Series, first: str) -> dict[str, bytes]:
    """Return a plan with the starter's surveys, whose question is about the first webinar."""
    surveys = {
        name: data.replace(b"webinars: [first-topic]", f"webinars: [{first}]".encode())
        for name, data in starter_surveys(series.languages, series.audiences).items()
    }
    return {**surveys, DATA.as_posix(): text.encode()}


def _with_own_workbook(
    session: Session, identity: str, file: Path, options: ScheduleOptions
) -> dict[str, bytes]:
    """Return the plan of a workbook that `sstc schedule export` wrote, and say what it has."""
    if options != ScheduleOptions():
        message = f"{file.name} is a plan of `sstc schedule export`, and needs no such options"
        hint = "leave them out, or name the sheet of webinars alone with `--sheet`"
        raise SstcError(message, hint, ExitCode.USAGE)
    now = datetime.combine(session.day, time())
    found = read_own_workbook(
        read_sheets(file, whole=True), identity, [shipped_root() / "templates"], now
    )
    series = readable(found.text, "the workbook")
    counts = (
        quantity(len(series.webinars), "webinar"), quantity(len(series.people), "person", "people"),
        quantity(len(series.audiences), "audience"), quantity(len(series.deadlines), "deadline"),
    )  # fmt: skip
    session.say(f"{file.name} is a plan of `sstc schedule export`: {', '.join(counts)}")
    if identity != found.was:
        session.say(
            f"the series was `{found.was}`, so this is another one: it has no releases, links of "
            "its webinars, confirmations and cancellations"
        )
    session.show(found.notes, _Origin({}))
    name_private_values(session, series)
    return _with_surveys(found.text, series, series.webinars[0].id)


def name_private_values(session: Session, series: Series) -> None:
    """Say which private values a new plan has, so that it is not published."""
    if kinds := _private_kinds(series):
        session.say(
            f"{DATA.as_posix()} now has private values ({', '.join(kinds)}): "
            "keep its repository private"
        )


def _private_kinds(series: Series) -> list[str]:
    """Return how many private values of each kind a plan has."""
    joins = [webinar.join for webinar in series.webinars if webinar.join]
    counts = {
        "e-mail address": sum(bool(who.email) for who in series.people),
        "phone number": sum(bool(who.phone) for who in series.people),
        "link to join": sum(not join.public for join in joins),
        "passcode": sum(bool(join.passcode) for join in joins),
    }
    plural = {"e-mail address": "e-mail addresses", "link to join": "links to join"}
    return [quantity(count, kind, plural.get(kind)) for kind, count in counts.items() if count]


def name_untranslated(session: Session, series: Series) -> None:
    """Say in which languages of a new series the texts of the starter do not exist."""
    lacking = [code for code in series.languages if not {*kin(code)} & {*LANGUAGES}]
    if lacking:
        known = [code for code in series.languages if code not in lacking]
        session.say(
            f"note: texts of a new series exist in {', '.join(LANGUAGES)}; for "
            f"{', '.join(lacking)} they are in {language_name(known[0] if known else 'en', 'en')}: "
            "translate them before you publish"
        )


def name_breaks(session: Session, series: Series) -> None:
    """Say which breaks a new plan has, for which webinars are later."""
    for pause in series.breaks:
        session.say(
            f"note: the plan has a break on {pause.starts}, "
            f"`{pause.name.pick(series.languages[0])}`: if you need none, delete `breaks`, and "
            "move the webinars after it"
        )


def readable(text: str, what: str) -> Series:
    """Return the plan; refuse one that has a text from somewhere that plans cannot have."""
    tree = parse(text, "")
    series, diagnostics = build(tree, Series)
    wrong = [*tree.diagnostics, *diagnostics]
    if series is None or wrong:
        reason = wrong[0].message if wrong else "it is empty"
        message = f"{what} has a text that a plan cannot have: {reason}"
        raise SstcError(message, "correct it, and run this again")
    return series
