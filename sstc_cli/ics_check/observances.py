"""A VTIMEZONE as readers use it, and what the IANA tables say instead (RFC 5545 3.6.5)."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice

from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.recurrence import DAY, WEEKDAYS, parts_of
from sstc_cli.ics_check.values import moment_of, offset_of

_MOST_YEARS = 200
_MOST_PARTS = 50
_MOST_ONSETS = 250  # of one part: zones have one a year
_PLAIN = frozenset({"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "INTERVAL", "WKST", "COUNT"})


@dataclass(frozen=True, slots=True, order=True)
class Onset:
    """From which local time on which offset holds; `before` held until then."""

    local: datetime
    after: timedelta
    before: timedelta


def onsets_of(zone: Component, years: range) -> list[Onset]:
    """The onsets of a VTIMEZONE up to the end of these years; none where one cannot be read."""
    found = []
    for part in zone.parts[:_MOST_PARTS]:
        before, after = (offset_of(part.text(f"TZOFFSET{side}")) for side in ("FROM", "TO"))
        start = moment_of(part.text("DTSTART"))
        if before is None or after is None or not isinstance(start, datetime) or start.tzinfo:
            return []
        if any(not is_readable(parts_of(line.value)) for line in part.every("RRULE")):
            return []
        locals_ = islice(_locals(part, start, before, years), _MOST_ONSETS)
        found += [Onset(local, after, before) for local in locals_]
    return sorted(found)


def _locals(
    part: Component, start: datetime, before: timedelta, years: range
) -> Iterator[datetime]:
    """When a part begins to hold, by its start, its dates and its rules."""
    yield start
    for line in part.every("RDATE"):
        dates = (moment_of(each) for each in line.value.split(",")[:_MOST_YEARS])
        yield from (each for each in dates if isinstance(each, datetime) and not each.tzinfo)
    for line in part.every("RRULE"):
        rule = parts_of(line.value)
        until = moment_of(rule.get("UNTIL", ""))
        last = until.year if until else years.stop
        if "COUNT" in rule:
            last = min(last, start.year + int(rule["COUNT"]) - 1)
        first = max(
            start.year, min(years.start, last) - 1
        )  # the onset before is the one that holds
        for year in range(first, min(first + _MOST_YEARS, years.stop, last + 1)):
            moments = (datetime.combine(day, start.time()) for day in _days(rule, start, year))
            yield from (each for each in moments if each > start and _is_until(each, until, before))


def _is_until(local: datetime, until: date | datetime | None, before: timedelta) -> bool:
    """Whether an onset is not behind the end of its rule, which is a time in UTC."""
    if isinstance(until, datetime):
        return local - before <= until.replace(tzinfo=None)
    return until is None or local.date() <= until


def _days(rule: Mapping[str, str], start: datetime, year: int) -> Iterator[date]:
    """The days of a year that a yearly rule means."""
    months = {int(each) for each in rule.get("BYMONTH", str(start.month)).split(",")}
    wanted = {int(each) for each in rule["BYMONTHDAY"].split(",")} if "BYMONTHDAY" in rule else None
    weekdays = {each.groups() for each in DAY.finditer(rule.get("BYDAY", ""))}
    if wanted is None and not weekdays:
        wanted = {start.day}
    for month in months:
        length = monthrange(year, month)[1]
        for number in range(1, length + 1):
            day = date(year, month, number)
            if wanted is not None and not wanted & {number, number - length - 1}:
                continue
            if not weekdays or any(_is_weekday(day, length, *each) for each in weekdays):
                yield day


def _is_weekday(day: date, length: int, which: str | None, name: str) -> bool:
    if WEEKDAYS[day.weekday()] != name:
        return False
    return not which or int(which) in ((day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1))


def is_readable(rule: Mapping[str, str]) -> bool:
    """Whether a rule is a yearly one of months, weekdays and days, as those of all zones are."""
    numbers = ",".join(rule.get(name, "1") for name in ("BYMONTH", "BYMONTHDAY", "COUNT"))
    return (
        rule.get("FREQ") == "YEARLY"
        and rule.get("INTERVAL", "1") == "1"
        and rule.keys() <= _PLAIN
        and all(each.lstrip("-+").isdecimal() and len(each) <= 4 for each in numbers.split(","))
        and all(
            each.isdecimal() and 1 <= int(each) <= 12
            for each in rule.get("BYMONTH", "1").split(",")
        )
        and ("BYDAY" not in rule or all(map(DAY.fullmatch, rule["BYDAY"].split(","))))
    )


def is_yearly(rule: Mapping[str, str]) -> bool:
    """Whether Outlook reads it: one weekday or one day of one month (MS-OXCICAL)."""
    weekday, day = rule.get("BYDAY", ""), rule.get("BYMONTHDAY", "")
    found = DAY.fullmatch(weekday)
    single = bool(found and found[1]) if weekday else "," not in day
    return (
        is_readable(rule)
        and single
        and not (weekday and day)
        and "," not in rule.get("BYMONTH", "")
    )


def offset_at(onsets: list[Onset], moment: datetime) -> timedelta | None:
    """The offset that the file gives a local time; None where it does not say."""
    if not onsets:
        return None
    index = bisect_right(onsets, moment, key=lambda each: each.local)
    return onsets[index - 1].after if index else onsets[0].before


def true_offsets(zone: tzinfo, moment: datetime) -> tuple[timedelta, ...]:
    """The offsets that a local time has by the tables: two in the hour that comes twice."""
    folds = (moment.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return tuple(each for each in folds if each is not None)


def is_constant(zone: tzinfo, first: datetime, last: datetime) -> bool:
    """Whether the clocks of a zone stay as they are from the year before one time to another."""
    years = range(max(first.year - 1, 1), min(last.year, first.year + _MOST_YEARS) + 1)
    noon = time(12)
    days = (date(year, month, 1) for year in years for month in range(1, 13))
    return len({datetime.combine(day, noon, zone).utcoffset() for day in days}) == 1


def written(offset: timedelta) -> str:
    """An offset as people write it, `+05:30`."""
    sign, minutes = "-" if offset < timedelta() else "+", abs(offset) // timedelta(minutes=1)
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"
