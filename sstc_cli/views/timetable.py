"""The whole series as tables: local times, starts by city, breaks between webinars, its rhythm."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from math import ceil
from typing import Annotated

from babel.lists import format_list

from sstc_cli.model import WEEKDAYS, Around, Series
from sstc_cli.model.languages import locale_of
from sstc_cli.model.series import Break
from sstc_cli.model.view import Facts
from sstc_cli.model.zones import offset_text
from sstc_cli.views.dates import city_of, day_text, local_slots, short_day_text, span_text
from sstc_cli.views.facts import LocalTime, SlotFacts, local_times, webinar_slot
from sstc_cli.views.people import in_language


class TimetableRow(SlotFacts):
    """A webinar's line of the table; its times are those of the series' zone."""

    number: Annotated[int, "number in the series"]
    title: Annotated[str, "the topic"]
    cancelled: Annotated[bool, "whether it will not take place"]
    reason: Annotated[str | None, "why it is cancelled, if it is and the data has a reason"]
    local_times: Annotated[tuple[LocalTime, ...], "the slot in each of the `audience_zones`"]


class Clock(Facts):
    """A zone of the local times."""

    city: Annotated[str, "the city that the zone is named after"]
    offset: Annotated[str | None, "its offset, if it is the same at every webinar"]
    offsets: Annotated[str, "its offset, or one after the other: `UTC−4 → UTC−5`"]


class ClockChange(Facts):
    """A city whose clocks change between two webinars."""

    city: Annotated[str, "the city that the zone is named after"]
    number: Annotated[int, "number of the first webinar after the change"]
    date: Annotated[str, "weekday and date of that webinar there"]
    before: Annotated[str, "offset until then, for example `UTC+1`"]
    after: Annotated[str, "offset from then on"]


def timetable(series: Series, language: str) -> tuple[TimetableRow, ...]:
    return tuple(
        in_language(
            TimetableRow,
            webinar,
            language,
            **webinar_slot(series, webinar, language),
            local_times=local_times(series, webinar, language),
        )
        for webinar in series.webinars
    )


def clock_changes(series: Series, zones: Sequence[str], language: str) -> tuple[ClockChange, ...]:
    """Return the clock changes between two webinars, in each of these zones."""
    held = series.in_time_order
    changes = []
    for zone in dict.fromkeys(zones):
        slots = [
            (webinar.number, local_slots(series, webinar, [zone])[0].starts) for webinar in held
        ]
        for (_, before), (number, after) in pairwise(slots):
            if before.utcoffset() != after.utcoffset():
                offsets = offset_text(before), offset_text(after)
                city, day = city_of(series, zone, language), day_text(after, language)
                changes.append(ClockChange(city, number, day, *offsets))
    return tuple(changes)


def clocks(series: Series, language: str) -> tuple[Clock, ...]:
    held, found = series.in_time_order or series.webinars, []
    for zone in series.audience_zones:
        starts = (local_slots(series, webinar, [zone])[0].starts for webinar in held)
        in_turn = "\u00a0→\u00a0".join(offset for offset, _ in groupby(map(offset_text, starts)))
        found.append(Clock(city_of(series, zone, language), only_offset(series, zone), in_turn))
    return tuple(found)


def only_offset(series: Series, zone: str) -> str | None:
    """Return a zone's offset, for example `UTC+8`, if it is the same at every webinar."""
    slots = (local_slots(series, webinar, [zone])[0] for webinar in series.webinars)
    offsets = {slot.offset for slot in slots}
    return offsets.pop() if len(offsets) == 1 else None


MOST_COLUMNS = 4  # cities beside the titles
_MOST_CITIES = 7  # in a table of their own


class StartRow(Facts):
    """The local starts of a webinar."""

    number: Annotated[int, "number of the webinar"]
    cancelled: Annotated[bool, "whether it will not take place"]
    local_times: Annotated[tuple[LocalTime, ...], "the slot in each city of the table"]


class StartTable(Facts):
    """The local starts of all webinars in some cities."""

    clocks: Annotated[tuple[Clock, ...], "the cities, which are its columns"]
    rows: Annotated[tuple[StartRow, ...], "every webinar"]


def start_tables(
    clocks: Sequence[Clock], timetable: Sequence[TimetableRow]
) -> tuple[StartTable, ...]:
    """Return tables of about equally many cities; none if the cities fit beside the titles."""
    if len(clocks) <= MOST_COLUMNS:
        return ()
    width = ceil(len(clocks) / ceil(len(clocks) / _MOST_CITIES))
    tables = []
    for start in range(0, len(clocks), width):
        part = slice(start, start + width)
        rows = (StartRow(row.number, row.cancelled, row.local_times[part]) for row in timetable)
        tables.append(StartTable(tuple(clocks[part]), tuple(rows)))
    return tuple(tables)


_DAY = timedelta(days=1)


class PlanRow(Facts):
    """A webinar or a break."""

    day: Annotated[str, "the date for tables, for example `Fri 9 Oct`; its year where that changes"]
    webinar: Annotated[TimetableRow | None, "the webinar, unless the row is a break"]
    break_name: Annotated[str | None, "the reason of the break, if the row is one"]


class _Entry(Facts):
    first: date
    last: date
    webinar: TimetableRow | None = None
    break_name: str | None = None


def plan_rows(
    series: Series, timetable: Sequence[TimetableRow], language: str
) -> tuple[PlanRow, ...]:
    """Return the rows of a timetable in their order, each break before what follows it."""
    rows = []
    year = first_year(series)
    for entry in _entries(series, timetable, language):
        changed, year = entry.first.year != year, entry.first.year
        day = short_day_text(entry.first, language, year=changed)
        if entry.last != entry.first:
            day = span_text(day, short_day_text(entry.last, language), language)
        rows.append(PlanRow(day, entry.webinar, entry.break_name))
    return tuple(rows)


def first_year(series: Series) -> int:
    days = [webinar.starts.date() for webinar in series.webinars] or [series.window.starts]
    return min(days).year


def _entries(series: Series, timetable: Sequence[TimetableRow], language: str) -> Iterator[_Entry]:
    waiting = sorted(series.breaks, key=lambda pause: pause.starts)
    for webinar, row in zip(series.webinars, timetable, strict=True):
        day = webinar.starts.date()
        while waiting and waiting[0].starts <= day:
            yield _break(series, waiting.pop(0), language)
        yield _Entry(day, day, webinar=row)
    for pause in waiting:
        yield _break(series, pause, language)


def _break(series: Series, pause: Break, language: str) -> _Entry:
    """Return a break on the regular days without a webinar, otherwise on all of its days."""
    earlier = (webinar.starts.date() for webinar in series.in_time_order)
    before = max((day for day in earlier if day < pause.starts), default=pause.starts - _DAY)
    regular = series.cadence.regular_days(before, pause.last + _DAY) if series.cadence else ()
    days = [day for day in regular if day >= pause.starts] or [pause.starts, pause.last]
    return _Entry(days[0], days[-1], break_name=pause.name.pick(language))


_AGENDA = "agenda"  # the id of the deadline on which the detailed agenda goes out


class CadenceFacts(Facts):
    """How often a webinar is held."""

    weeks: Annotated[int, "1 if there are webinars every week, 2 if every other week …"]
    days: Annotated[str, "the weekdays, for example `Tuesday and Thursday`"]


class DaysBefore(Facts):
    """A number of days before each webinar."""

    days: Annotated[int, "the number of days"]
    working: Annotated[bool, "whether only working days count"]


def cadence_facts(series: Series, language: str) -> CadenceFacts | None:
    """Return how often a webinar is held, if that is regular."""
    if series.cadence is None:
        return None
    locale = locale_of(language)
    width = "abbreviated" if locale.language == "zh" else "wide"
    names = locale.days["format"][width]
    days = [str(names[WEEKDAYS.index(day)]) for day in series.cadence.weekday]
    return CadenceFacts(series.cadence.weeks, format_list(days, locale=locale))


def agenda_before(series: Series) -> DaysBefore | None:
    """Return how long before a webinar its agenda goes out: the deadline with the id `agenda`."""
    for deadline in series.deadlines:
        due = deadline.due
        if deadline.id == _AGENDA and isinstance(due, Around) and due.days < 0:
            return DaysBefore(-due.days, due.working)
    return None


def common_minutes(series: Series) -> int | None:
    lengths = {series.minutes_of(webinar) for webinar in series.webinars}
    return lengths.pop() if len(lengths) == 1 else None
