"""The state of a series on a day."""

from dataclasses import dataclass
from datetime import date

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
    """Return the state of a series on a day; `due` has the tasks of the next seven days."""
    held = series.in_time_order
    ahead = [webinar for webinar in held if webinar.ends.date() >= today]
    following = ahead[0] if ahead else None
    tasks = due_on(series, today, language)
    return StatusView(
        today,
        following,
        (following.starts.date() - today).days if following else 0,
        sum(task.standing is Standing.OVERDUE for task in tasks),
        tuple(task for task in tasks if task.standing in (Standing.TODAY, Standing.SOON)),
        len(held) - len(ahead),
        len(ahead),
        len(series.webinars) - len(held),
    )
