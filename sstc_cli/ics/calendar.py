"""Calendar files for all people: the series to subscribe to, webinars to import, and the checklist.

The team's checklist has a VTODO for each duty. It has no METHOD, because RFC 5546 3.4.1 requires a
start, an organiser and a priority to publish a VTODO.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import chain

from icalendar import Calendar, Component, Event, Todo, vDate, vDatetime, vDuration, vInt

from sstc_cli.ics.escaping import PlainText, clean, fold, one_line
from sstc_cli.ics.event import (
    add_join,
    alarms_of,
    event_of,
    organizer_of,
    set_free,
    set_identity,
    set_texts,
    set_times,
    speaker_of,
    summary_of,
    uid_of,
)
from sstc_cli.ics.style import PLAIN, CalendarLabel, Style
from sstc_cli.ics.zone import timezone_of
from sstc_cli.model import (
    Audience,
    Duty,
    Entry,
    Every,
    Person,
    Revision,
    Series,
    Webinar,
    duties,
    duties_of,
    run_of_show,
)

# without a version: otherwise every update of sstc would change every file
_PRODID = "-//sstc//webinar series//EN"
_REFRESH = timedelta(hours=6)


def new_calendar(method: str | None = None) -> Calendar:
    """Return a calendar without entries; its METHOD is what recipients should do with them."""
    calendar = Calendar()
    calendar["VERSION"] = PlainText("2.0")
    calendar["PRODID"] = PlainText(_PRODID)
    if method:
        calendar["METHOD"] = PlainText(method)
    return calendar


def set_feed_name(calendar: Calendar, title: str) -> None:
    """Set the name of a calendar to subscribe to, and how often programs should fetch it."""
    calendar["X-WR-CALNAME"] = PlainText(one_line(title))
    calendar["REFRESH-INTERVAL"] = vDuration(_REFRESH, params={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(_REFRESH)


def add_zone(
    calendar: Calendar, series: Series, webinars: Sequence[Webinar], style: Style
) -> Calendar:
    """Add the zone of the webinars' times, unless they are in UTC, and return the calendar."""
    moments = (moment for webinar in webinars for moment in (webinar.starts, webinar.ends))
    years = [moment.year for moment in moments]
    if years and not style.utc and series.zone != "UTC":
        zone = timezone_of(series.zone, range(min(years), max(years) + 1))
        calendar.add_component(zone)
    return calendar


def to_bytes(calendar: Calendar, entries: Iterable[Component]) -> bytes:
    """Return the bytes of a calendar, made entry by entry to need little memory."""
    *head, end = _lines(calendar)
    inside = chain.from_iterable(map(_lines, entries))
    return b"".join(map(fold, chain(head, inside, [end])))


def _lines(component: Component) -> list[str]:
    return [line for line in component.content_lines(sorted=False) if line]


def parts_of(
    series: Series, webinar: Webinar, revision: Revision, language: str, style: Style
) -> Iterator[Event]:
    """Yield an event for each item, or for each talk if an item contains the talks.

    They are shown as free time, because the webinar itself fills it already, and have no reminders.
    """
    for entry in run_of_show(series, webinar):
        event = Event()
        talk = [entry.talk.id] if entry.talk else []
        set_identity(event, uid_of(series, webinar, "item", entry.item.id, *talk), revision)
        set_times(event, series, (entry.starts, entry.ends), style)
        summary = summary_of(webinar, _title(entry, language, style), language, style)
        # the webinar to which the item belongs, after the speaker
        words = {"number": webinar.number, "title": webinar.title.pick(language)}
        whole = style.say(CalendarLabel.WEBINAR, language, **words)
        speaker = speaker_of(series, entry.talk, language) if entry.talk else ""
        description = "\n\n".join(filter(None, (clean(speaker), clean(whole))))
        set_texts(event, webinar, summary, description)
        event["ORGANIZER"] = organizer_of(series, webinar, language, style)
        event["RELATED-TO"] = PlainText(uid_of(series, webinar))
        set_free(event)
        if not webinar.cancelled and webinar.join_for(named=style.named):
            add_join(event, series, webinar, str(event["SUMMARY"]), style)
        yield event


def _title(entry: Entry, language: str, style: Style) -> str:
    if entry.talk is None:
        return entry.item.name.pick(language)
    title = entry.talk.title.pick(language) if entry.talk.title else None
    title = title or style.say(CalendarLabel.UNKNOWN, language)
    return style.say(CalendarLabel.TALK, language, number=entry.talk_number, title=title)


def write_series(series: Series, language: str, style: Style = PLAIN) -> bytes:
    """Return all webinars as a calendar to subscribe to, with a name and a refresh interval."""
    title = series.title.pick(language)
    return _written(series, series.webinars, language, style, title)


def write_audience(
    series: Series, audience: Audience, language: str, style: Style = PLAIN
) -> bytes:
    """Return the webinars for an audience as a calendar to subscribe to."""
    title = f"{series.title.pick(language)} – {audience.name.pick(language)}"
    own = webinars_for_audience(series, audience)
    return _written(series, own, language, style, title)


def webinars_for_audience(series: Series, audience: Audience) -> list[Webinar]:
    return [webinar for webinar in series.webinars if audience in series.audiences_of(webinar)]


def write_webinar(series: Series, webinar: Webinar, language: str, style: Style = PLAIN) -> bytes:
    return _written(series, [webinar], language, style)


def write_speaker(series: Series, person: Person, language: str, style: Style = PLAIN) -> bytes:
    """Return the webinars in which a person speaks as a calendar file."""
    own, style = webinars_of_speaker(series, person), replace(style, named=True)
    return _written(series, own, language, style)


def webinars_of_speaker(series: Series, person: Person) -> list[Webinar]:
    """Return the webinars with a talk by a person, in the order of the series."""
    return [
        webinar
        for webinar in series.webinars
        if any(talk.speaker == person.id for talk in webinar.talks)
    ]


def _written(
    series: Series,
    webinars: Sequence[Webinar],
    language: str,
    style: Style,
    feed: str | None = None,
) -> bytes:
    """Return a calendar file; one with the title of a `feed` is to subscribe to."""
    calendar = new_calendar("PUBLISH")
    if feed is not None:
        set_feed_name(calendar, feed)
    add_zone(calendar, series, webinars, style)
    return to_bytes(calendar, _events(series, webinars, language, style))


def _events(
    series: Series, webinars: Iterable[Webinar], language: str, style: Style
) -> Iterator[Event]:
    """Yield the event of each webinar, and in detailed calendars also the events of its items."""
    for webinar in webinars:
        revision = style.revision_of(series, webinar)
        yield event_of(series, webinar, revision, language, style)
        if style.detailed:
            yield from parts_of(series, webinar, revision, language, style)


_OPEN = "NEEDS-ACTION"
_NOON = time(12)


def write_checklist(series: Series, language: str, style: Style = PLAIN) -> bytes:
    """Return the duties of all webinars and of the series as a calendar file, by day."""
    calendar = new_calendar()
    title = series.title.pick(language)
    set_feed_name(calendar, style.say(CalendarLabel.CHECKLIST, language, title=title))
    cancelled = [webinar for webinar in series.webinars if webinar.cancelled]
    dropped = [duty for webinar in cancelled for duty in duties_of(series, webinar)]
    every = sorted([*duties(series), *dropped], key=lambda duty: duty.order)
    return to_bytes(calendar, _todos(series, every, language, style))


def write_webinar_checklist(
    series: Series, webinar: Webinar, language: str, style: Style = PLAIN
) -> bytes:
    """Return the duties of one webinar as a calendar file, by day."""
    due = duties_of(series, webinar)
    return to_bytes(new_calendar(), _todos(series, due, language, style))


def _todos(series: Series, due: Iterable[Duty], language: str, style: Style) -> Iterator[Todo]:
    """Yield a task for each duty, with reminders as long as it is open."""
    for duty in due:
        todo = _todo(series, duty, language, style)
        before = style.alarms if todo["STATUS"] == _OPEN else ()
        for alarm in alarms_of(str(todo["SUMMARY"]), before, related="END"):
            todo.add_component(alarm)
        yield todo


def _todo(series: Series, duty: Duty, language: str, style: Style) -> Todo:
    """Return the task of a duty. Done means done at noon, because the data has only the day."""
    webinar = duty.webinar
    # the series itself has no revision
    revised = Revision(0, series.instant(series.revised).astimezone(UTC))
    revision = style.revision_of(series, webinar) if webinar else revised
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
