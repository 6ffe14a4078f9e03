"""The start and the end of a webinar, from cells with a day and with times."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from sstc_cli.model import Webinar
from sstc_cli.planning.incoming.review import Change

SLOT = ("date", "start", "end")


def slot_of_values(values: Mapping[str, str]) -> tuple[datetime, datetime]:
    """Return the start and the end of a new webinar."""
    starts = _moment(values["date"], values["start"])
    return starts, _end(starts.date(), values["start"], values["end"])


def slot_after(webinar: Webinar, changes: Mapping[str, Change]) -> tuple[datetime, datetime]:
    """Return the start and the end, of which some parts are new."""
    changed = {key: changes[key].after for key in SLOT if key in changes}
    day = changed.get("date", str(webinar.starts.date()))
    clock = changed.get("start", f"{webinar.starts:%H:%M}")
    starts = _moment(day, clock)
    if "end" in changed:
        return starts, _end(starts.date(), clock, changed["end"])
    nights = webinar.ends.date() - webinar.starts.date()
    if nights <= timedelta(1):
        return starts, _end(starts.date(), clock, f"{webinar.ends:%H:%M}")
    return starts, datetime.combine(starts.date() + nights, webinar.ends.time())


def _moment(day: str, clock: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))


def _end(day: date, start: str, end: str) -> datetime:
    """Return the end on a day, after midnight if it is before the start, or on its own day."""
    if len(end) > len("15:30"):
        return datetime.fromisoformat(end)
    night = timedelta(time.fromisoformat(end) < time.fromisoformat(start))
    return datetime.combine(day + night, time.fromisoformat(end))
