"""The rows of a printed plan: the webinars, and the breaks between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from sstc_cli.model import Series
from sstc_cli.model.series import Break
from sstc_cli.views.dates import short_day_text, span_text
from sstc_cli.views.tables.timetable import TimetableRow

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A webinar or a break."""

    day: Annotated[str, "the date for tables, for example `Fri 9 Oct`; its year where that changes"]
    webinar: Annotated[TimetableRow | None, "the webinar, unless the row is a break"]
    break_name: Annotated[str | None, "the reason of the break, if the row is one"]


@dataclass(frozen=True, slots=True)
class _Entry:
    """The first and the last day of a row, and what the row has besides."""

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
    """Return the year in which the plan begins."""
    days = [webinar.starts.date() for webinar in series.webinars] or [series.window.starts]
    return min(days).year


def _entries(series: Series, timetable: Sequence[TimetableRow], language: str) -> Iterator[_Entry]:
    """Yield the entries of webinars and breaks, in the order of the plan."""
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
