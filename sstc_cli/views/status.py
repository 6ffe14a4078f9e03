"""Where a series stands on a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sstc_cli.model import Series, Webinar


@dataclass(frozen=True, slots=True)
class Due:
    """Something that has to be ready for a webinar."""

    day: date
    name: str
    webinar: int


@dataclass(frozen=True, slots=True)
class StatusView:
    """The next webinar, what is due soon, and how far the series is."""

    today: date
    next: Webinar | None
    days: int
    due: tuple[Due, ...]
    past: int
    ahead: int
    cancelled: int


def status_view(series: Series, today: date, language: str, days: int = 7) -> StatusView:
    """The state of a series on a day; `due` looks so many days ahead."""
    held = sorted((each for each in series.webinars if not each.cancelled), key=_start)
    ahead = [each for each in held if each.ends.date() >= today]
    following = ahead[0] if ahead else None
    return StatusView(
        today,
        following,
        (following.starts.date() - today).days if following else 0,
        _due(series, ahead, today, today + timedelta(days=days), language),
        len(held) - len(ahead),
        len(ahead),
        len(series.webinars) - len(held),
    )


def _start(webinar: Webinar) -> tuple[datetime, int]:
    return webinar.starts, webinar.number


def _due(
    series: Series, webinars: list[Webinar], first: date, last: date, language: str
) -> tuple[Due, ...]:
    found = [
        Due(day, deadline.name.pick(language), webinar.number)
        for webinar in webinars
        for deadline in series.deadlines
        if first <= (day := webinar.starts.date() + timedelta(days=deadline.due)) <= last
    ]
    return tuple(sorted(found, key=lambda due: (due.day, due.webinar)))
