"""Changes of the schedule as edits of the data file.

A change of a webinar's time or status also raises its `revision` and sets its `revised`, because
calendars recognise a newer entry by these (RFC 5545, 3.8.7.4 and 3.8.7.2). The revision continues
that of the last release, so that undoing a change is newer than both.
"""

from collections.abc import Mapping
from datetime import date, datetime, time

from sstc_cli.diagnostics import Edit, Path, RemoveKey, Reorder, SetValue
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import WEEKDAYS, Release, Series, Status, Webinar
from sstc_cli.source import node_at, path_of
from sstc_cli.workspace.open import DATA, Workspace

_REVISED_KEYS = (("starts",), ("ends",), ("status",))


def with_released_revisions(series: Series, release: Release | None) -> Series:
    """Return the series with revisions that are at least the published ones."""
    if release is None:
        return series
    published = {
        webinar.id: webinar.sequence for webinar in release.series.webinars_by_id().values()
    }
    webinars = tuple(
        webinar.model_copy(update={"revision": max(webinar.revision, published.get(webinar.id, 0))})
        for webinar in series.webinars
    )
    return series.model_copy(update={"webinars": webinars})


def move(
    series: Series, webinar: Webinar, day: date | None, clock: time | None, now: datetime
) -> list[Edit]:
    """Return the edits for another day, another time or both, with the same length.

    The webinar's `weekday` follows its day, and is added if the day is not regular.
    """
    starts = datetime.combine(day or webinar.starts.date(), clock or webinar.starts.time())
    if starts == webinar.starts:
        return []
    ends = starts + (webinar.ends - webinar.starts)
    return _edits(series, webinar, now, _slot(series, webinar, starts, ends))


def swap(series: Series, one: Webinar, other: Webinar, now: datetime) -> list[Edit]:
    """Return the edits that hold each webinar at the other's time.

    If the numbers of the two follow their dates, each also gets the other's number and place in
    the list. The `weekday` of each follows its day, as in a move.
    """
    edits = [
        edit for a, b in ((one, other), (other, one)) for edit in _at_time_of(series, a, b, now)
    ]
    if _numbers_follow_dates(one, other):
        order = list(range(len(series.webinars)))
        first, second = series.webinars.index(one), series.webinars.index(other)
        order[first], order[second] = second, first
        edits.append(Reorder(("webinars",), tuple(order)))
    return edits


def cancel(
    series: Series, webinar: Webinar, reason: str | Mapping[str, str], now: datetime
) -> list[Edit]:
    """Return the edits that cancel a webinar; it stays in the file, for cancellations to exist."""
    path = f"webinars[{webinar.id}].cancelled_because"
    if webinar.cancelled:
        hint = f"run `sstc schedule set {path} …` to change the reason"
        raise SstcError(f"webinar {webinar.number} is already cancelled", hint, ExitCode.USAGE)
    if webinar.cancelled_because:
        message = f"webinar {webinar.number} still has the reason of an earlier cancellation"
        hint = f"run `sstc schedule set {path} --remove` first"
        raise SstcError(message, hint, ExitCode.USAGE)
    return _edits(
        series, webinar, now, {"status": Status.CANCELLED.value, "cancelled_because": reason}
    )


def set_value(
    workspace: Workspace, place: str, value: str | None, now: datetime | None
) -> list[Edit]:
    """Return the edits that set a place, for example `webinars[6].join_url`; None removes it.

    If the value changes a webinar's time or status, they also raise its revision. A webinar that is
    no longer cancelled loses the reason of its cancellation.
    """
    tree = workspace.trees[DATA.as_posix()]
    path = path_of(tree, Series, place)
    if value is not None and node_at(tree.root, path) == value:
        return []
    edits: list[Edit] = [RemoveKey(path) if value is None else SetValue(path, value)]
    if workspace.series and now and path[0] == "webinars" and path[2:] in _REVISED_KEYS:
        series = with_released_revisions(workspace.series, workspace.release)
        webinar = series.webinars[int(path[1])]
        edits += _revision(series, webinar, now)
        if path[2] == "status" and webinar.cancelled and webinar.cancelled_because:
            edits.append(RemoveKey((*path[:2], "cancelled_because")))
    return edits


def moment_text(moment: datetime) -> str:
    """Return a moment as text for the data file."""
    return f"{moment:%Y-%m-%d %H:%M}"


def _numbers_follow_dates(webinar: Webinar, other: Webinar) -> bool:
    """Return whether the webinar with the lower number is the earlier one."""
    return (webinar.number < other.number) == (webinar.starts < other.starts)


def _at_time_of(series: Series, webinar: Webinar, other: Webinar, now: datetime) -> list[Edit]:
    values = _slot(series, webinar, other.starts, other.ends)
    if _numbers_follow_dates(webinar, other):
        values["number"] = str(other.number)
    return _edits(series, webinar, now, values)


def _slot(series: Series, webinar: Webinar, starts: datetime, ends: datetime) -> dict[str, str]:
    """Return the values of another start and end, with the weekday of another day.

    A `weekday` that is there stays, because it is also right on a regular day.
    """
    values = {"starts": moment_text(starts), "ends": moment_text(ends)}
    weekday = WEEKDAYS[starts.weekday()]
    usual = series.cadence.weekday if series.cadence else WEEKDAYS
    stated = (webinar.weekday,) if webinar.weekday else usual
    if starts.date() == webinar.starts.date() or weekday in stated:
        return values
    return {**values, "weekday": weekday}


def _edits(
    series: Series, webinar: Webinar, now: datetime, values: Mapping[str, str | Mapping[str, str]]
) -> list[Edit]:
    """Return the edits that set values of a webinar, and raise its revision."""
    path = _path(series, webinar)
    edits: list[Edit] = [SetValue((*path, key), value) for key, value in values.items()]
    return edits + _revision(series, webinar, now)


def _revision(series: Series, webinar: Webinar, now: datetime) -> list[Edit]:
    path = _path(series, webinar)
    revision = SetValue((*path, "revision"), str(webinar.revision + 1))
    return [revision, SetValue((*path, "revised"), moment_text(now))]


def _path(series: Series, webinar: Webinar) -> Path:
    return ("webinars", series.webinars.index(webinar))
