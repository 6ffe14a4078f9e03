"""What is due on which day and whether it is done, and when messages go out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from dateutil.rrule import MONTHLY, WEEKLY, rrule

from sstc_cli.model.days import working_day
from sstc_cli.model.due import Around, Every
from sstc_cli.model.messages import Message
from sstc_cli.model.series import Series
from sstc_cli.model.webinar import Deadline, Status, Webinar

SOON = timedelta(days=7)


class Standing(StrEnum):
    """How urgent a duty is on a day, the most urgent first."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    DONE = "done"
    LAPSED = "lapsed"


class Duty(NamedTuple):
    """Something that is due on a day: for a webinar, or for the series as a whole.

    `at` is the instant, in the series' zone, of what is due some hours before or after a webinar,
    and `sent` the day when the message had gone to all with which it is done.
    """

    deadline: Deadline
    day: date
    webinar: Webinar | None = None
    at: datetime | None = None
    sent: date | None = None

    @property
    def order(self) -> tuple[date, float]:
        """What sorts duties by their time; what is due at no time of a day comes first."""
        return self.day, self.at.timestamp() if self.at else 0.0

    @property
    def done(self) -> date | None:
        """The day when it was done, or None if none is recorded."""
        if self.webinar is None:
            return self.deadline.done.get(self.day, self.sent)
        return self.webinar.done.get(self.deadline.id, self.sent)

    def standing(self, today: date) -> Standing:
        """Return how urgent it is on a day; what is due within seven days is due soon."""
        if self.done:
            return Standing.DONE
        if self.day >= today:
            soon = Standing.SOON if self.day <= today + SOON else Standing.LATER
            return Standing.TODAY if self.day == today else soon
        return Standing.LAPSED if self._is_too_late(today) else Standing.OVERDUE

    def _is_too_late(self, today: date) -> bool:
        """Return whether it was due before a webinar that is over."""
        due, webinar = self.deadline.due, self.webinar
        if webinar is None or not isinstance(due, Around) or not due.is_before:
            return False
        return webinar.status is Status.HELD or webinar.ends.date() < today


def duties(series: Series) -> tuple[Duty, ...]:
    """Return everything that is due, by day; nothing is due for a cancelled webinar."""
    webinars = (webinar for webinar in series.webinars if not webinar.cancelled)
    around = [duty for webinar in webinars for duty in duties_of(series, webinar)]
    return tuple(sorted([*_of_the_series(series), *around], key=lambda duty: duty.order))


def duties_of(series: Series, webinar: Webinar) -> tuple[Duty, ...]:
    """Return what is due around one webinar, by day, even if the webinar is cancelled."""
    around = [
        duty_around(series, webinar, deadline, deadline.due)
        for deadline in series.deadlines
        if isinstance(deadline.due, Around) and _has_doer(series, webinar, deadline)
    ]
    return tuple(sorted(around, key=lambda duty: duty.order))


def duty_around(series: Series, webinar: Webinar, deadline: Deadline, due: Around) -> Duty:
    """Return the duty of a deadline that is due around webinars, for one of them."""
    day, at = due_day(series, webinar, due), due_at(series, webinar, due)
    return Duty(deadline, day, webinar, at)


def _has_doer(series: Series, webinar: Webinar, deadline: Deadline) -> bool:
    """Return whether a webinar has a person for a task; for speakers, it needs a known one."""
    is_for_somebody = deadline.for_ != "speakers" or bool(series.speakers_of(webinar))
    return is_for_somebody or deadline.id in webinar.done


def last_day_to_register(series: Series, webinar: Webinar) -> date | None:
    """Return the webinar's own last day to register, otherwise that of the series, if any."""
    if webinar.register_by is None and series.register_by is not None:
        return due_day(series, webinar, series.register_by)
    return webinar.register_by


def due_day(series: Series, webinar: Webinar, due: Around) -> date:
    """Return the date of a deadline around a webinar.

    Working days are counted in the countries of the webinar's organisers.
    """
    if at := due_at(series, webinar, due):
        return at.date()
    day = webinar.starts.date()
    if not due.working:
        return day + timedelta(days=due.days)
    organisers = series.organisers_of(webinar)
    countries = [organiser.country for organiser in organisers if organiser.country]
    return working_day(day, due.days, countries)


def due_at(series: Series, webinar: Webinar, due: Around) -> datetime | None:
    """Return the instant of what is due some hours before or after a webinar, otherwise None."""
    if not due.hours:
        return None
    local = webinar.starts if due.hours < 0 else webinar.ends
    at = series.instant(local).astimezone(UTC) + timedelta(hours=due.hours)
    return at.astimezone(series.tz)


def due_days(series: Series, deadline: Deadline) -> tuple[date, ...]:
    """Return the days when a deadline of the whole series is due.

    A deadline around webinars has none.
    """
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
    """Yield the days of a recurrence (RFC 5545, 3.3.10) from the window's first to its last day."""
    window = series.window
    first, last = (datetime.combine(day, time()) for day in (window.starts, window.ends))
    if every.unit == "week":
        rule = rrule(WEEKLY, first, every.step, byweekday=every.on, until=last)
    else:
        rule = rrule(MONTHLY, first, every.step, bymonthday=every.on, until=last)
    return (moment.date() for moment in rule)


_A_DAY = timedelta(days=1)
_When = Around | Every | date | None


def goes_out_at(series: Series, webinar: Webinar | None, message: Message) -> datetime | None:
    """Return from when a message should go out: an hour, or the beginning of a day.

    One that looks back never goes out before the end of its webinar. None if any time is right.
    """
    moment = _moment(series, webinar, message.send)
    if webinar is None or not message.is_afterwards:
        return moment
    over = series.instant(webinar.ends).astimezone(series.tz)
    return max(moment, over) if moment else over


def expires_at(series: Series, webinar: Webinar | None, message: Message) -> datetime | None:
    """Return when it is too late for a message: an hour, or the end of a day.

    Without `until`, a message that looks ahead is too late once its webinar starts.
    """
    if message.until is not None:
        return _moment(series, webinar, message.until, ends=True)
    if webinar is None or message.is_afterwards:
        return None
    return series.instant(webinar.starts)


def _moment(
    series: Series, webinar: Webinar | None, when: _When, *, ends: bool = False
) -> datetime | None:
    """Return an instant in the series' zone: the beginning of a day, or its end."""
    if isinstance(when, Around):
        if webinar is None:
            return None
        if at := due_at(series, webinar, when):
            return at
        when = due_day(series, webinar, when)
    if not isinstance(when, date):
        return None
    return series.instant(datetime.combine(when + (_A_DAY if ends else timedelta()), time()))
