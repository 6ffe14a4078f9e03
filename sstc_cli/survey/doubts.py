"""What a user is asked about: uncertain countries, and files of another webinar or survey."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from sstc_cli.model import QuestionType, Role, Series
from sstc_cli.model.countries import suggested_countries
from sstc_cli.model.wording import fold
from sstc_cli.quantity import numbered, webinars_in_words
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.sheet import Source
from sstc_cli.survey.answers import Answer, Reader, reader_of
from sstc_cli.survey.column import AskedColumn, use_of
from sstc_cli.survey.table import ReadyTable, Table
from sstc_cli.survey.times import Times
from sstc_cli.survey.webinars import Webinars
from sstc_cli.survey_tools.platform import Use

_MOST = 100  # texts of a table: each is compared with all names


class Ambiguity(NamedTuple):
    """An uncertain answer: its text, the codes that it may mean, and its rows, from 1."""

    question: str
    text: str
    codes: tuple[str, ...]
    rows: tuple[int, ...]


def ambiguities_in(table: Table) -> Iterator[Ambiguity]:
    """Yield each uncertain text of a table once, only from people who agreed to be stored."""
    asked = [column for column in table.columns if isinstance(column, AskedColumn)]
    for column in asked:
        if column.question.type is not QuestionType.COUNTRY:
            continue
        for text, rows in _unknown(table, column, _agreement(table, asked)):
            if codes := suggested_countries(text):
                yield Ambiguity(column.question.id, text, codes, tuple(rows))


def _unknown(
    table: Table, column: AskedColumn, agrees: Callable[[Sequence[Value]], bool]
) -> Iterable[tuple[str, list[int]]]:
    """Return the texts of a column that are not a country, nor decided, with their rows."""
    read = _reader(table, column)
    answers: dict[Value, Answer] = {}
    texts: dict[str, tuple[str, list[int]]] = {}  # by the text without case and width
    for row, cells in enumerate(table.rows(), table.first + 1):
        cell = _cell(cells, column)
        if cell not in answers:
            answers[cell] = read(cell)
        text = answers[cell].other
        if text is not None and not answers[cell].kept_as_text and agrees(cells):
            texts.setdefault(fold(text), (text, []))[1].append(row)
    return [*texts.values()][:_MOST]


def _agreement(table: Table, columns: Sequence[AskedColumn]) -> Callable[[Sequence[Value]], bool]:
    consent = next((column for column in columns if column.role is Role.CONSENT), None)
    if consent is None:
        return lambda _: True
    read = _reader(table, consent)
    return lambda cells: read(_cell(cells, consent)).value == "yes"


def _reader(table: Table, column: AskedColumn) -> Reader:
    return reader_of(column.question, table.platform.separator, table.codes(column.question))


def _cell(cells: Sequence[Value], column: AskedColumn) -> Value:
    return cells[column.index] if column.index < len(cells) else ""


_ELSEWHERE = timedelta(days=1)  # it may still be yesterday, or tomorrow already
_MOST_COUNTED = 10_000


class EarlierImport(NamedTuple):
    """An import of the very same file: its number, and what it was imported as, with ids."""

    number: int
    sheet: str
    survey: str
    webinars: tuple[str, ...]


class Doubt(NamedTuple):
    """A sign that something is wrong, and what to do about it."""

    problem: str
    hint: str


def doubts_about(
    source: Source,
    table: ReadyTable,
    mentioned: int | None,
    earlier: Sequence[EarlierImport],
    series: Series,
) -> Iterator[Doubt]:
    """Yield the signs that a table is from another webinar or survey than it was decided."""
    file, number = source.file.name, table.webinar
    check = "check the number of the webinar"
    if number is not None and mentioned not in (None, number):
        yield Doubt(f"{file} mentions webinar {mentioned}, not webinar {number}", check)
    webinars = Webinars(series)
    if number is not None and (others := _named_otherwise(table, number, webinars)):
        named = numbered("webinar", others)
        hint = f"import it without `--webinar`, or {check}"
        yield Doubt(f"rows of {file} name {named}, not webinar {number}", hint)
    day, days = webinars.day(number), _days(table, series)
    if number is not None and day is not None and (odd := _on_other_days(table, day, days)):
        yield Doubt(f"{odd} of webinar {number}, which is on {day}", check)
    before = [done for done in earlier if done.sheet == table.sheet.name and done.webinars]
    id_ = webinars.id_of(number)
    same = (done.survey == table.survey.id and id_ in (None, *done.webinars) for done in before)
    if before and not any(same):
        done = before[0]
        shown = webinars_in_words(done.webinars, series.numbers)
        message = f"{file} was imported before: {done.survey}, {shown}"
        yield Doubt(message, f"cancel that import first with `sstc surveys undo {done.number}`")


def _named_otherwise(table: ReadyTable, number: int, webinars: Webinars) -> list[int]:
    at = next((column.index for column in table.columns if use_of(column) is Use.WEBINAR), None)
    if at is None:
        return []
    rows = islice(table.padded_rows(), _MOST_COUNTED)
    named = {webinars.named(row[at]) for row in rows}
    return sorted(other for other in named if other not in (None, number))


def doubts_about_time(table: ReadyTable, series: Series, today: date) -> Iterator[Doubt]:
    """Yield that rows are from after today, or look back at a webinar that is still to come."""
    what = "visits" if table.platform.is_attendance else "answers"
    days, day = _days(table, series), Webinars(series).day(table.webinar)
    if late := sum(moment > today + _ELSEWHERE for moment in days):
        message = f"{late} of {len(days)} {what} are from after today, {today}"
        yield Doubt(message, "check the clock of this computer, and `--dates`")
    looks_back = table.platform.is_attendance or table.survey.when != "before"
    if day is not None and looks_back and day > today + _ELSEWHERE:
        message = f"{what} about webinar {table.webinar}, which is on {day}, after today, {today}"
        yield Doubt(message, "check the number of the webinar")


def _days(table: ReadyTable, series: Series) -> list[date]:
    """Return the days when people answered or came."""
    times = Times(table, series)
    use = Use.JOINED if table.platform.is_attendance else Use.SUBMITTED
    moments = (times.moment(row, use) for row in islice(table.padded_rows(), _MOST_COUNTED))
    return [moment.date() for moment in moments if moment]


def _on_other_days(table: ReadyTable, day: date, days: Sequence[date]) -> str | None:
    """Return in words that most rows are not from the webinar's day, or are from before it."""
    early = sum(moment < day - _ELSEWHERE for moment in days)
    if table.platform.is_attendance:
        other = early + sum(moment > day + _ELSEWHERE for moment in days)
        words = f"most visits ({other} of {len(days)}) are not from the day"
        return words if other * 2 > len(days) else None
    if table.survey.when == "before" or early * 2 <= len(days):
        return None
    return f"most answers ({early} of {len(days)}) are from before the day"
