"""Where a series stands on a day."""

from dataclasses import dataclass
from datetime import date, datetime

from sstc_cli.model import Series, Standing, Webinar
from sstc_cli.views.due import Due, due_on


@dataclass(frozen=True, slots=True)
class StatusView:
    """The next webinar, what is due soon, and how far the series is."""

    today: date
    next: Webinar | None
    days: int
    overdue: int
    due: tuple[Due, ...]
    past: int
    ahead: int
    cancelled: int


def status_view(series: Series, today: date, language: str) -> StatusView:
    """The state of a series on a day; `due` is what is due in the next seven days."""
    held = sorted((each for each in series.webinars if not each.cancelled), key=_start)
    ahead = [each for each in held if each.ends.date() >= today]
    following = ahead[0] if ahead else None
    every = due_on(series, today, language)
    return StatusView(
        today,
        following,
        (following.starts.date() - today).days if following else 0,
        sum(each.standing is Standing.OVERDUE for each in every),
        tuple(each for each in every if each.standing in (Standing.TODAY, Standing.SOON)),
        len(held) - len(ahead),
        len(ahead),
        len(series.webinars) - len(held),
    )


def _start(webinar: Webinar) -> tuple[datetime, int]:
    return webinar.starts, webinar.number
