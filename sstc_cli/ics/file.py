"""The file around the entries, and its bytes."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import chain

from icalendar import Calendar, Component, vDuration

from sstc_cli.ics.fold import fold
from sstc_cli.ics.style import Style
from sstc_cli.ics.text import PlainText, one_line
from sstc_cli.ics.zone import timezone_of
from sstc_cli.model import Series, Webinar

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
