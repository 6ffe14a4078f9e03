"""What the deadlines of a series come to: what is due on which day, and what of it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dateutil.rrule import MONTHLY, WEEKLY, rrule

from sstc_cli.model.due import Around, Every
from sstc_cli.model.series import Deadline, Series
from sstc_cli.model.webinar import Status, Webinar
from sstc_cli.model.working_days import working_day

SOON = timedelta(days=7)


class Standing(StrEnum):
    """How something that is due stands on a day, the most pressing first."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    DONE = "done"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is due on a day: for a webinar, or for the series as a whole."""

    deadline: Deadline
    day: date
    webinar: Webinar | None = None

    @property
    def done(self) -> date | None:
        """The day on which it was done, where the data says so."""
        if self.webinar is None:
            return self.deadline.done.get(self.day)
        return self.webinar.done.get(self.deadline.id)

    def standing(self, today: date) -> Standing:
        """How it stands on a day; what is due in the next seven days is due soon."""
        if self.done:
            return Standing.DONE
        if self.day >= today:
            soon = Standing.SOON if self.day <= today + SOON else Standing.LATER
            return Standing.TODAY if self.day == today else soon
        return Standing.LAPSED if self._is_too_late(today) else Standing.OVERDUE

    def _is_too_late(self, today: date) -> bool:
        """Whether it had to be ready before a webinar that is over."""
        due, webinar = self.deadline.due, self.webinar
        if webinar is None or not isinstance(due, Around) or due.days >= 0:
            return False
        return webinar.status is Status.HELD or webinar.ends.date() < today


def duties(series: Series) -> tuple[Duty, ...]:
    """Everything that is due, by day; nothing is due for a cancelled webinar."""
    webinars = (each for each in series.webinars if not each.cancelled)
    found = [duty for webinar in webinars for duty in duties_of(series, webinar)]
    return tuple(sorted([*_of_the_series(series), *found], key=lambda duty: duty.day))


def duties_of(series: Series, webinar: Webinar) -> tuple[Duty, ...]:
    """What is due around one webinar, by day; of a cancelled one what would have been."""
    found = [
        Duty(deadline, due_day(series, webinar, deadline.due), webinar)
        for deadline in series.deadlines
        if isinstance(deadline.due, Around)
    ]
    return tuple(sorted(found, key=lambda duty: duty.day))


def due_day(series: Series, webinar: Webinar, due: Around) -> date:
    """The day around a webinar; working days are those of its organisers' countries."""
    day = webinar.starts.date()
    if not due.working:
        return day + timedelta(days=due.days)
    countries = [each.country for each in series.organisers_of(webinar) if each.country]
    return working_day(day, due.days, countries)


def due_days(series: Series, deadline: Deadline) -> tuple[date, ...]:
    """The days on which a deadline of the whole series is due; none where it is of webinars."""
    match deadline.due:
        case Around():
            return ()
        case Every() as every:
            return tuple(_repeated(series, every))
        case day:
            return (day,)


def _of_the_series(series: Series) -> Iterator[Duty]:
    for deadline in series.deadlines:
        for day in due_days(series, deadline):
            yield Duty(deadline, day)


def _repeated(series: Series, every: Every) -> Iterator[date]:
    """The days of a recurrence (RFC 5545, 3.3.10) from the first to the last of the window."""
    window = series.window
    first, last = (datetime.combine(day, time()) for day in (window.starts, window.ends))
    if every.unit == "week":
        rule = rrule(WEEKLY, first, every.step, byweekday=every.on, until=last)
    else:
        rule = rrule(MONTHLY, first, every.step, bymonthday=every.on, until=last)
    return (each.date() for each in rule)
