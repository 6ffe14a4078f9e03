"""When a message goes out, and when it is too late for it."""

from datetime import date, datetime, time, timedelta

from sstc_cli.model.due import Around, Every
from sstc_cli.model.duty import due_at, due_day
from sstc_cli.model.mail.message import Message
from sstc_cli.model.series import Series
from sstc_cli.model.webinar import Webinar

_A_DAY = timedelta(days=1)
_When = Around | Every | date | None


def goes_out_at(series: Series, webinar: Webinar | None, message: Message) -> datetime | None:
    """Return from when a message should go out: an hour, or the beginning of a day.

    One that looks back never goes out before the end of its webinar. None if the data has no time.
    """
    moment = _moment(series, webinar, message.send)
    if moment and webinar and message.is_afterwards:
        return max(moment, series.instant(webinar.ends))
    return moment


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
