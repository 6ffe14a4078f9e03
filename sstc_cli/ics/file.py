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

# lasting: with a version in it, every update of sstc would change every file
_PRODID = "-//sstc//webinar series//EN"
_REFRESH = timedelta(hours=6)


def new_calendar(method: str | None = None) -> Calendar:
    """A calendar without entries; a METHOD says what others are to do with them."""
    calendar = Calendar()
    calendar["VERSION"] = PlainText("2.0")
    calendar["PRODID"] = PlainText(_PRODID)
    if method:
        calendar["METHOD"] = PlainText(method)
    return calendar


def name_feed(calendar: Calendar, title: str) -> None:
    """Put in the name of a calendar, and how often those who subscribe should fetch it."""
    calendar["X-WR-CALNAME"] = PlainText(one_line(title))
    calendar["REFRESH-INTERVAL"] = vDuration(_REFRESH, params={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(_REFRESH)


def add_zone(
    calendar: Calendar, series: Series, webinars: Sequence[Webinar], style: Style
) -> Calendar:
    """Put in the zone of the webinars' times, unless they are written in UTC."""
    years = [moment.year for each in webinars for moment in (each.starts, each.ends)]
    if years and not style.utc and series.zone != "UTC":
        zone = timezone_of(series.zone, range(min(years), max(years) + 1))
        calendar.add_component(zone)
    return calendar


def to_bytes(calendar: Calendar, entries: Iterable[Component]) -> bytes:
    """The calendar with its entries, made one at a time: thousands at once take much memory."""
    *head, end = _lines(calendar)
    inside = chain.from_iterable(map(_lines, entries))
    return b"".join(map(fold, chain(head, inside, [end])))


def _lines(component: Component) -> list[str]:
    return [line for line in component.content_lines(sorted=False) if line]
