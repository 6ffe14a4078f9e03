"""The offsets of a VTIMEZONE as programs read it (RFC 5545 3.6.5), and those of the IANA tables."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice

from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.recurrence import DAY, WEEKDAYS, rule_parts
from sstc_cli.ics_check.values import moment_of, offset_of

_MOST_YEARS = 200
_MOST_ONSETS = 20_000  # Thunderbird writes a part for each change since 1847
_PLAIN = frozenset({"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "INTERVAL", "WKST", "COUNT"})


@dataclass(frozen=True, slots=True, order=True)
class Onset:
    """The offset `after` a local time, and the one `before` it."""

    local: datetime
    after: timedelta
    before: timedelta


def onsets_of(zone: Component, years: range) -> list[Onset]:
    """Return the onsets of a VTIMEZONE up to the end of these years.

    If one of its parts cannot be read, or there are very many, return none at all.
    """
    onsets: list[Onset] = []
    for part in zone.parts:
        before, after = (offset_of(part.text(f"TZOFFSET{side}")) for side in ("FROM", "TO"))
        start = moment_of(part.text("DTSTART"))
        if before is None or after is None or not isinstance(start, datetime) or start.tzinfo:
            return []
        if any(not _is_readable(rule_parts(line.value)) for line in part.every("RRULE")):
            return []
        locals_ = islice(_locals(part, start, before, years), _MOST_ONSETS)
        onsets += [Onset(local, after, before) for local in locals_]
        if len(onsets) >= _MOST_ONSETS:
            return []
    return sorted(onsets)


def _locals(
    part: Component, start: datetime, before: timedelta, years: range
) -> Iterator[datetime]:
    """Yield the local times when a part begins, by its start, its dates and its rules."""
    yield start
    for line in part.every("RDATE"):
        dates = (moment_of(text) for text in line.value.split(",")[:_MOST_YEARS])
        yield from (
            moment for moment in dates if isinstance(moment, datetime) and not moment.tzinfo
        )
    for line in part.every("RRULE"):
        rule = rule_parts(line.value)
        until = moment_of(rule.get("UNTIL", ""))
        last = until.year if until else years.stop
        if "COUNT" in rule:
            last = min(last, start.year + int(rule["COUNT"]) - 1)
        # the onset of the year before is still in force when the years begin
        first = max(start.year, min(years.start, last) - 1)
        for year in range(first, min(first + _MOST_YEARS, years.stop, last + 1)):
            moments = (datetime.combine(day, start.time()) for day in _days(rule, start, year))
            yield from (
                moment for moment in moments if moment > start and _is_until(moment, until, before)
            )


def _is_until(local: datetime, until: date | datetime | None, before: timedelta) -> bool:
    """Return whether an onset is before the end of its rule, which is a time in UTC or a date."""
    if isinstance(until, datetime):
        return local - before <= until.replace(tzinfo=None)
    return until is None or local.date() <= until


def _days(rule: Mapping[str, str], start: datetime, year: int) -> Iterator[date]:
    months = {int(month) for month in rule.get("BYMONTH", str(start.month)).split(",")}
    month_days = (
        {int(day) for day in rule["BYMONTHDAY"].split(",")} if "BYMONTHDAY" in rule else None
    )
    weekdays = {weekday.groups() for weekday in DAY.finditer(rule.get("BYDAY", ""))}
    if month_days is None and not weekdays:
        month_days = {start.day}
    for month in months:
        length = monthrange(year, month)[1]
        for number in range(1, length + 1):
            day = date(year, month, number)
            if month_days is not None and not month_days & {number, number - length - 1}:
                continue
            if not weekdays or any(_is_weekday(day, length, *weekday) for weekday in weekdays):
                yield day


def _is_weekday(day: date, length: int, which: str | None, name: str) -> bool:
    if WEEKDAYS[day.weekday()] != name:
        return False
    return not which or int(which) in ((day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1))


def _is_readable(rule: Mapping[str, str]) -> bool:
    """Return whether a rule is yearly by months, weekdays and days, like the rules of all zones."""
    numbers = ",".join(rule.get(name, "1") for name in ("BYMONTH", "BYMONTHDAY", "COUNT"))
    return (
        rule.get("FREQ") == "YEARLY"
        and rule.get("INTERVAL", "1") == "1"
        and rule.keys() <= _PLAIN
        and all(text.lstrip("-+").isdecimal() and len(text) <= 4 for text in numbers.split(","))
        and all(
            month.isdecimal() and 1 <= int(month) <= 12
            for month in rule.get("BYMONTH", "1").split(",")
        )
        and ("BYDAY" not in rule or all(map(DAY.fullmatch, rule["BYDAY"].split(","))))
    )


def is_readable_by_outlook(rule: Mapping[str, str]) -> bool:
    """Return whether Outlook reads a rule: one weekday or one day of one month (MS-OXCICAL)."""
    weekday, day = rule.get("BYDAY", ""), rule.get("BYMONTHDAY", "")
    numbered = DAY.fullmatch(weekday)
    single = bool(numbered and numbered[1]) if weekday else "," not in day
    return (
        _is_readable(rule)
        and single
        and not (weekday and day)
        and "," not in rule.get("BYMONTH", "")
    )


def offset_at(onsets: list[Onset], moment: datetime) -> timedelta | None:
    """Return the offset of a local time by the file; None if there are no onsets."""
    if not onsets:
        return None
    index = bisect_right(onsets, moment, key=lambda onset: onset.local)
    return onsets[index - 1].after if index else onsets[0].before


def true_offsets(zone: tzinfo, moment: datetime) -> tuple[timedelta, ...]:
    """Return the offsets of a local time by the IANA tables: two in the hour that comes twice."""
    offsets = (moment.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return tuple(offset for offset in offsets if offset is not None)


def is_constant(zone: tzinfo, first: datetime, last: datetime) -> bool:
    """Return whether the clocks of a zone never change between two times and the year before."""
    years = range(max(first.year - 1, 1), min(last.year, first.year + _MOST_YEARS) + 1)
    noon = time(12)
    days = (date(year, month, 1) for year in years for month in range(1, 13))
    return len({datetime.combine(day, noon, zone).utcoffset() for day in days}) == 1


def offset_text(offset: timedelta) -> str:
    """Return an offset as people write it, for example `+05:30`."""
    sign, minutes = "-" if offset < timedelta() else "+", abs(offset) // timedelta(minutes=1)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"
