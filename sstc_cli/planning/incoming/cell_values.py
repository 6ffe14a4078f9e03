"""What a cell of the workbook says: a text, a number, a day, a time, a place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.model import values
from sstc_cli.model.countries import country_code, country_name, suggested_countries
from sstc_cli.model.readers import InvalidError
from sstc_cli.model.wording import Wordings
from sstc_cli.planning.clocks import MomentParts, parts_of
from sstc_cli.planning.columns import CellKind, Column
from sstc_cli.planning.rows import APART
from sstc_cli.sheets.cells import Value, number_of, text_of, without_controls


@dataclass(frozen=True, slots=True)
class CellReading:
    """The text of a cell as the data file has it, and what Excel has probably done to it."""

    text: str
    note: str = ""


class CellError(Exception):
    """A cell that cannot be read as what its column holds."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


_RETURN = re.compile("_x000[dD]_|\r(?=\n)")
_AS_TEXT = "format the cell as Text in Excel, and type it again"


def read_number(value: Value) -> CellReading:
    number = None if isinstance(value, bool) else number_of(value)
    if number is None or not number.is_integer() or number < 0:
        raise CellError(f"`{text_of(value)[:60]}` is not a whole number", "write digits only")
    return CellReading(str(int(number)))


def read_text(value: Value, base: str) -> CellReading:
    """Return a text; of one that became a number, say so, because zeros may be lost."""
    if isinstance(value, str):
        plain = without_controls(_RETURN.sub("", value)).strip()
        is_base = plain == base or text_of(plain) == text_of(base)  # but for invisible characters
        return CellReading(base if is_base else plain)
    if isinstance(value, (date, time, timedelta)):
        raise CellError(f"Excel has made a date or a time of this text: {value}", _AS_TEXT)
    text = text_of(value)
    if isinstance(value, float) and not isinstance(value, bool) and number_of(base) == value:
        lost = (
            f"Excel shows `{base}` as the number {text}; it stays `{base}`" if text != base else ""
        )
        return CellReading(base, lost)
    return CellReading(text, f"a number instead of a text: read as `{text}`")


_SPAN = re.compile(r"(?:PT)?(\d{2,3})[H:](\d\d?)(?:M\d+(?:\.\d+)?S|:00)?")  # of LibreOffice, too
_DAY = 1_440  # minutes
_FIRST_YEAR = 1954  # a date before that is a number of hours in a cell for times
_DATE_HINT = "write year-month-day, for example 2020-10-09"
_TIME_HINT = "write hours and minutes, for example 15:30"


def read_day(value: Value) -> CellReading:
    """Return a day; say so if Excel had it as a number or in another form."""
    text = text_of(value)[:60]
    parts = MomentParts() if isinstance(value, bool) else parts_of(value)
    if parts.day is None or parts.rest:
        raise CellError(f"`{text}` is not a date", _DATE_HINT)
    if parts.slot.starts:
        hint = "write the day only, and the time in its own column"
        raise CellError(f"{text[:16]} has a time as well", hint)
    if parts.day.year is None:
        raise CellError(f"`{text}` has no year", _DATE_HINT)
    both = (parts.day.on(parts.day.year, days_first=first) for first in (True, False))
    days = {day for day in both if day}
    fitting = {day for day in days if parts.weekday in (None, day.weekday())}
    if not fitting and days:
        raise CellError(f"`{text}` is a {min(days):%A}", "correct the day or the weekday")
    if len(fitting) > 1:
        message = f"`{text}` can be read with the day first or with the month first"
        raise CellError(message, _DATE_HINT)
    day_text = _possible(fitting.pop()) if fitting else ""
    if not day_text:
        raise CellError(f"`{text}` does not exist", "correct the day")
    if isinstance(value, date) or text == day_text:
        return CellReading(day_text)
    kind = "a number" if isinstance(value, float) else f"the text `{text[:40]}`"
    return CellReading(day_text, f"{kind} instead of a date: read as {day_text}")


def read_time(value: Value, *, may_be_next_day: bool) -> CellReading:
    """Return a time of day; the end of a webinar may be on the next day, or have its own day."""
    if isinstance(value, date) and value.year < _FIRST_YEAR:  # a number: its first day is 1900
        moment = datetime.combine(value, value.time() if isinstance(value, datetime) else time())
        value = moment - datetime(1899, 12, 30 + (moment < datetime(1900, 3, 1)))
    if isinstance(value, timedelta) and value >= timedelta(2):
        value = value / timedelta(1)
    minutes = _minutes_past_midnight(value)
    parts = parts_of(value, times_only=True)
    if minutes is None and parts.day and parts.slot.starts and not parts.rest:
        return _with_day(parts, may_be_next_day=may_be_next_day)
    if minutes is None and parts.slot.starts and not (parts.slot.ends or parts.rest or parts.day):
        minutes = parts.slot.starts.minutes
    if minutes is None:
        raise CellError(f"`{text_of(value)[:60]}` is not a time", _TIME_HINT)
    days, rest = divmod(minutes, _DAY)
    clock, past = f"{rest // 60:02}:{rest % 60:02}", f"{minutes // 60}:{minutes % 60:02}"
    if days and not (may_be_next_day and days == 1):
        raise CellError(f"{past} is not a time of day", _TIME_HINT)
    if days:
        return CellReading(clock, f"{past} is past midnight: read as {clock} on the next day")
    usual = text_of(value).removesuffix(":00").zfill(5)  # as other programs write it in a csv
    is_time = isinstance(value, (time, timedelta))
    if is_time or usual in (clock, clock.removesuffix(":00")):
        return CellReading(clock)
    kind = "a number" if isinstance(value, float) else f"the text `{text_of(value)[:40]}`"
    return CellReading(clock, f"{kind} instead of a time: read as {clock}")


def _minutes_past_midnight(value: Value) -> int | None:
    """Return the minutes of a span of more than a day, in any form in which programs have one."""
    if isinstance(value, float) and not isinstance(value, bool):
        value = timedelta(days=value) if 1 <= value < 2 and value % 1 else ""
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    match = _SPAN.fullmatch(value) if isinstance(value, str) else None
    return int(match[1]) * 60 + int(match[2]) if match and int(match[2]) < 60 else None


def _with_day(parts: MomentParts, *, may_be_next_day: bool) -> CellReading:
    day = parts.day and parts.day.year and parts.day.on(parts.day.year, days_first=None)
    minutes = parts.slot.starts.minutes if parts.slot.starts else 0
    if not day or not may_be_next_day:
        raise CellError("the cell has a day as well", _TIME_HINT)
    moment = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
    return CellReading(f"{moment:%Y-%m-%d %H:%M}")


def _possible(day: date) -> str:
    if not _FIRST_YEAR <= day.year < 2200:
        raise CellError(f"{day} is not a possible day", "correct the year")
    return str(day)


def read_country(value: Value) -> CellReading:
    """Return the code of a country; say so if the cell has its name."""
    text = text_of(value).strip()
    code = country_code(text)
    if code is None:
        near = country_code(text.upper())
        codes = [near] if near else [*suggested_countries(text)]
        named = " or ".join(f"`{code}` for {country_name(code, 'en')}" for code in codes)
        hint = f"write {named or 'the two letters of the country, for example KE'}"
        wrong = "has small letters" if near else "is not a country with one meaning"
        raise CellError(f"`{text[:60]}` {wrong}", hint)
    return CellReading(
        code, "" if code == text else f"`{text[:60]}` instead of a code: read as {code}"
    )


def read_zone(value: Value) -> CellReading:
    try:
        return CellReading(values.read_zone(text_of(value).strip()))
    except InvalidError as error:
        problem = error.problems[0]
        near = did_you_mean(problem.text, problem.allowed)
        raise CellError(problem.message, near if "mean" in near else problem.hint) from error


_SEPARATOR, _ALSO = re.compile("([;；\n])"), re.compile("[,，、]")
_MOST_JOINED = 7  # parts of a name that has separators
_WORDS = (CellKind.PERSON, CellKind.STATUS, CellKind.FLAG)
_LISTS = (CellKind.AUDIENCES, CellKind.THEMES)
_READERS = {
    CellKind.DATE: read_day,
    CellKind.NUMBER: read_number,
    CellKind.COUNTRY: read_country,
    CellKind.ZONE: read_zone,
}
_EMPTY = {CellKind.STATUS: "planned", CellKind.FLAG: "false"}


@dataclass(frozen=True)
class CellReader:
    """Reads cells; `readings` are what their words stand for."""

    readings: Mapping[CellKind, Wordings[str]]
    people: str  # the name of the sheet with them

    def read(self, column: Column, value: Value, base: str) -> CellReading:
        """Return what a cell says, or raise CellError; `base` is its text in the export."""
        if value == "":
            return CellReading(_EMPTY.get(column.kind, ""))
        if column.kind in _WORDS:
            text = text_of(value)
            found = self.readings[column.kind].find(text) if text else _EMPTY.get(column.kind, "")
            if found is None:
                raise self._unknown(column.kind, text)
            return CellReading(found)
        if column.kind in _LISTS:
            return CellReading(self._words(column.kind, text_of(value)))
        if column.kind is CellKind.LINK and (
            link := self.readings[CellKind.LINK].find(text_of(value))
        ):
            return CellReading(link)
        if column.kind is CellKind.TIME:
            reading = read_time(value, may_be_next_day=column.key == "end")
            return CellReading(base) if reading.text == base else reading
        reader = _READERS.get(column.kind)
        return reader(value) if reader else read_text(value, base)

    def _words(self, kind: CellKind, text: str) -> str:
        """Return the ids of several things, whose names may have separators themselves."""
        ids: list[str] = []
        parts = _SEPARATOR.split(text)  # names, with the separators between them
        while parts:
            count, id_ = self._longest(kind, parts)
            ids += [id_] if id_ else self._ids(kind, parts[0].strip())
            parts = parts[count + 1 :]
        return APART.join(dict.fromkeys(ids))

    def _longest(self, kind: CellKind, parts: Sequence[str]) -> tuple[int, str]:
        """Return how many parts are a name, and its id, which is empty if none begins there."""
        for count in range(_MOST_JOINED, 0, -2):
            name = "".join(parts[:count]).strip()
            if name and count <= len(parts) and (id_ := self.readings[kind].find(name)):
                return count, id_
        return 1, ""

    def _ids(self, kind: CellKind, part: str) -> list[str]:
        ids = []
        for name in filter(None, map(str.strip, _ALSO.split(part))):
            id_ = self.readings[kind].find(name)
            if id_ is None:
                raise self._unknown(kind, name)
            ids.append(id_)
        return ids

    def _unknown(self, kind: CellKind, text: str) -> CellError:
        known = [words for words, id_ in self.readings[kind].meanings.items() if id_ is not None]
        near = did_you_mean(text, known)
        if kind is CellKind.PERSON:
            message = f"`{text[:60]}` is not the name of one person in the sheet {self.people}"
            add = f"add the person in a new row of {self.people}"
            return CellError(message, near if "mean" in near else add)
        what = {CellKind.AUDIENCES: "an audience", CellKind.THEMES: "a theme"}.get(kind, "a word")
        hint = near if "mean" in near else "choose from the list in the cell"
        return CellError(f"`{text[:60]}` is not {what} of the list", hint)
