"""Webinars as calendar files: the whole series to subscribe to, or one webinar to import."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import chain

from icalendar import Calendar, Component, Event, vDuration

from sstc_cli.ics.event import event_of
from sstc_cli.ics.fold import fold
from sstc_cli.ics.revision import RevisionOf, declared_revision
from sstc_cli.ics.text import PlainText, one_line
from sstc_cli.ics.zone import timezone_of
from sstc_cli.model import Series, Webinar

# lasting: with a version in it, every update of sstc would change every file
_PRODID = "-//sstc//webinar series//EN"
_REFRESH = timedelta(hours=6)


def write_series(
    series: Series,
    language: str,
    *,
    alarm: int | None = None,
    revision_of: RevisionOf = declared_revision,
) -> bytes:
    """All webinars, with a name and a refresh interval for those who subscribe.

    `alarm` reminds so many minutes before the start; None reminds nobody.
    """
    calendar = _calendar(series, series.webinars)
    calendar["X-WR-CALNAME"] = PlainText(one_line(series.title.pick(language)))
    calendar["REFRESH-INTERVAL"] = vDuration(_REFRESH, params={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(_REFRESH)
    events = (
        event_of(series, each, revision_of(series, each), language, alarm)
        for each in series.webinars
    )
    return _to_bytes(calendar, events)


def write_webinar(
    series: Series,
    webinar: Webinar,
    language: str,
    *,
    alarm: int | None = None,
    revision_of: RevisionOf = declared_revision,
) -> bytes:
    """One webinar alone; `alarm` as for the series."""
    event = event_of(series, webinar, revision_of(series, webinar), language, alarm)
    return _to_bytes(_calendar(series, [webinar]), [event])


def _calendar(series: Series, webinars: Sequence[Webinar]) -> Calendar:
    """A calendar without events, with the zone that the webinars' times are in."""
    calendar = Calendar()
    calendar["VERSION"] = PlainText("2.0")
    calendar["PRODID"] = PlainText(_PRODID)
    calendar["METHOD"] = PlainText("PUBLISH")
    years = [moment.year for each in webinars for moment in (each.starts, each.ends)]
    if years and series.zone != "UTC":
        zone = timezone_of(series.zone, range(min(years), max(years) + 1))
        calendar.add_component(zone)
    return calendar


def _to_bytes(calendar: Calendar, events: Iterable[Event]) -> bytes:
    """The calendar with its events, made one at a time: thousands at once take much memory."""
    *head, end = _lines(calendar)
    inside = chain.from_iterable(map(_lines, events))
    return b"".join(map(fold, chain(head, inside, [end])))


def _lines(component: Component) -> list[str]:
    return [line for line in component.content_lines(sorted=False) if line]
