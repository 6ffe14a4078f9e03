"""The files of a workspace whose plan comes from a spreadsheet, and what was understood of it."""

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.padding import Padding
from rich.table import Table as Grid

from sstc_cli.cli.console.options import read_zones
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.init.options import read_codes
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.model.text import LANGUAGES
from sstc_cli.planning.foreign.dialogue import Fact, ScheduleOptions
from sstc_cli.planning.foreign.plan_text import asking_language
from sstc_cli.planning.foreign.read import ScheduleReading, read_schedule
from sstc_cli.planning.foreign.schedule import ScheduleColumn, ScheduleTable
from sstc_cli.quantity import quantity
from sstc_cli.sheets import Source, read_sheets
from sstc_cli.source import build, parse
from sstc_cli.unseen import visible
from sstc_cli.workspace import DATA

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")
_HOW = {"mapped": "as you said", "suggested": "by its cells or a near name", "unknown": "unknown"}
_SURVEYS = "data/surveys/"
_REGISTRATION = f"{_SURVEYS}registration.yaml"


class TerminalAsker:
    """Asks the person at the terminal what a schedule does not show."""

    def zone(self, problem: str, possible: Sequence[str]) -> str:
        """Ask for the zone of all times."""
        _say(problem)
        for name in possible:
            typer.echo(f"  {name}", err=True)
        example = "" if possible else ", for example Africa/Nairobi"
        while True:
            try:
                answer = _text(f"Which zone is it{example}?", possible[0] if possible else None)
                return read_zones([answer])[0]
            except typer.BadParameter as error:
                typer.echo(visible(error.message), err=True)

    def languages(self, problem: str) -> tuple[str, ...]:
        """Ask for the languages of the series."""
        _say(problem)
        while True:
            words = _text("Which languages, the main one first, for example `en fr`?", None)
            try:
                if codes := read_codes(re.findall(r"[\w-]+", words)):
                    return codes
            except typer.BadParameter as error:
                typer.echo(error.message, err=True)

    def day_first(self, problem: str) -> bool:
        """Ask whether dates start with the day."""
        return typer.confirm(f"{_sentence(problem)}. Day first?", err=True)

    def year(self, problem: str) -> int:
        """Ask for the year of dates without one."""
        _say(problem)
        return _number("In which year is the first one?", range(1990, 2100))

    def clock(self, problem: str) -> str:
        """Ask for the time at which webinars start."""
        _say(problem)
        while True:
            text = _text("When do they start, for example 15:00?", None)
            if _CLOCK.fullmatch(text):
                return text
            typer.echo(f"`{visible(text)}` is not a time: write it as 15:00", err=True)

    def minutes(self, problem: str) -> int:
        """Ask for the length of webinars."""
        _say(problem)
        return _number("How many minutes do they take?", range(1, 1441))

    def column(self, header: str, fact: Fact) -> bool:
        """Ask whether a column has the fact to which its header is near."""
        name = visible(" ".join(header.split()))
        return typer.confirm(f"Does the column `{name}` have the {fact.value}?", err=True)


def _say(problem: str) -> None:
    typer.echo(f"{_sentence(problem)}.", err=True)


def _sentence(problem: str) -> str:
    shown = visible(problem)
    return shown[:1].upper() + shown[1:]


def _text(prompt: str, default: str | None) -> str:
    answer: str = typer.prompt(prompt, default, err=True, prompt_suffix=" ")
    return answer.strip()


def _number(prompt: str, possible: range) -> int:
    while True:
        text = _text(prompt, None)
        if text.isascii() and text.isdigit() and int(text) in possible:
            return int(text)
        typer.echo(f"write a number from {possible[0]} to {possible[-1]}", err=True)


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
    session: Session,
    files: dict[str, bytes],
    identity: str,
    file: Path,
    options: ScheduleOptions,
    encoding: str | None,
) -> dict[str, bytes]:
    """Return the files of a new workspace with the plan of a schedule; show what was understood."""
    source = read_sheets(file, encoding, options.languages or LANGUAGES, blocks=True)
    asker = TerminalAsker() if sys.stdin.isatty() else None
    plan = DATA.as_posix()
    starter = files[plan].decode()
    reading = read_schedule(source, starter, identity, options, asker)
    series = _readable(reading.text)
    show_reading(session, source, reading)
    if kinds := _private_kinds(series):
        session.say(
            f"{plan} now has private values ({', '.join(kinds)}): keep its repository private"
        )
    first = series.webinar(reading.first_number) or series.webinars[0]
    surveys = {
        name: data.replace(b"webinars: [first-topic]", f"webinars: [{first.id}]".encode())
        for name, data in files.items()
        if name.startswith(_SURVEYS)
    }
    files = {**files, **surveys, plan: reading.text.encode()}
    return with_languages(files, series.languages)


def with_languages(files: dict[str, bytes], languages: Sequence[str]) -> dict[str, bytes]:
    """Return the files of a workspace whose registration asks for the language, of several."""
    asked = asking_language(files[_REGISTRATION].decode(), languages)
    return {**files, _REGISTRATION: asked.encode()}


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


def _readable(text: str) -> Series:
    """Return the plan; refuse one with a text that plans cannot have."""
    tree = parse(text, "")
    series, diagnostics = build(tree, Series)
    wrong = [*tree.diagnostics, *diagnostics]
    if series is None or wrong:
        reason = wrong[0].message if wrong else "it is empty"
        message = f"the schedule has a text that a plan cannot have: {reason}"
        raise SstcError(message, "correct it in the file, and run this again")
    return series
