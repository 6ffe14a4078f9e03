"""The team's checklist: a VTODO for each duty.

It has no METHOD, because RFC 5546 3.4.1 requires a start, an organiser and a priority to publish a
VTODO.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time

from icalendar import Todo, vDate, vDatetime, vInt

from sstc_cli.ics.calendar import new_calendar, set_feed_name, to_bytes
from sstc_cli.ics.escaping import PlainText, clean, one_line
from sstc_cli.ics.event import alarms_of, set_identity, summary_of, uid_of
from sstc_cli.ics.style import PLAIN, CalendarLabel, Style
from sstc_cli.model import (
    Duty,
    Every,
    Revision,
    RevisionOf,
    Series,
    Webinar,
    declared_revision,
    duties,
    duties_of,
)

_OPEN = "NEEDS-ACTION"
_NOON = time(12)


def write_checklist(
    series: Series,
    language: str,
    *,
    style: Style = PLAIN,
    revision_of: RevisionOf = declared_revision,
) -> bytes:
    """Return the duties of all webinars and of the series as a calendar file, by day."""
    calendar = new_calendar()
    title = series.title.pick(language)
    set_feed_name(calendar, style.say(CalendarLabel.CHECKLIST, language, title=title))
    cancelled = [webinar for webinar in series.webinars if webinar.cancelled]
    dropped = [duty for webinar in cancelled for duty in duties_of(series, webinar)]
    every = sorted([*duties(series), *dropped], key=lambda duty: duty.order)
    return to_bytes(calendar, _todos(series, every, language, style, revision_of))


def write_webinar_checklist(
    series: Series,
    webinar: Webinar,
    language: str,
    *,
    style: Style = PLAIN,
    revision_of: RevisionOf = declared_revision,
) -> bytes:
    """Return the duties of one webinar as a calendar file, by day."""
    due = duties_of(series, webinar)
    return to_bytes(new_calendar(), _todos(series, due, language, style, revision_of))


def _todos(
    series: Series,
    due: Iterable[Duty],
    language: str,
    style: Style,
    revision_of: RevisionOf,
) -> Iterator[Todo]:
    """Yield a task for each duty, with reminders as long as it is open."""
    for duty in due:
        todo = _todo(series, duty, language, style, revision_of)
        before = style.alarms if todo["STATUS"] == _OPEN else ()
        for alarm in alarms_of(str(todo["SUMMARY"]), before, related="END"):
            todo.add_component(alarm)
        yield todo


def _todo(series: Series, duty: Duty, language: str, style: Style, revision_of: RevisionOf) -> Todo:
    """Return the task of a duty. Done means done at noon, because the data has only the day."""
    webinar = duty.webinar
    # the series itself has no revision
    revised = Revision(0, series.instant(series.revised).astimezone(UTC))
    revision = revision_of(series, webinar) if webinar else revised
    done = series.instant(datetime.combine(duty.done, _NOON)).astimezone(UTC) if duty.done else None
    revision = revision._replace(stamp=max(revision.stamp, done or revision.stamp))
    repeated = [duty.day.isoformat()] if isinstance(duty.deadline.due, Every) else []
    todo = Todo()
    set_identity(todo, uid_of(series, webinar, "due", duty.deadline.id, *repeated), revision)
    day = vDate(duty.day, params={"VALUE": "DATE"})
    todo["DUE"] = vDatetime(duty.at.astimezone(UTC)) if duty.at else day
    name = one_line(duty.deadline.name.pick(language))
    todo["SUMMARY"] = PlainText(summary_of(webinar, name, language, style) if webinar else name)
    if webinar:
        todo["DESCRIPTION"] = PlainText(clean(webinar.title.pick(language)))
    _add_status(todo, duty, done)
    return todo


def _add_status(todo: Todo, duty: Duty, done: datetime | None) -> None:
    """Set the status, and when the task was done. A cancelled webinar cancels its tasks."""
    if done:
        todo["COMPLETED"] = vDatetime(done)
        todo["PERCENT-COMPLETE"] = vInt(100)
    cancelled = duty.webinar is not None and duty.webinar.cancelled
    todo["STATUS"] = PlainText("COMPLETED" if done else "CANCELLED" if cancelled else _OPEN)
