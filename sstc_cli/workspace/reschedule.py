"""Changes of the schedule as edits of the data file.

Whatever changes when a webinar is held, or whether, also raises its `revision` and sets its
`revised`, because calendars take a newer entry by these (RFC 5545, 3.8.7.4 and 3.8.7.2). It counts
on from what the last release told, so that a change that is taken back is newer than both.
"""

from datetime import date, datetime, time

from sstc_cli.diagnostics import Edit, Path, RemoveKey, Reorder, SetValue
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Release, Series, Webinar
from sstc_cli.source import address, node_at
from sstc_cli.workspace.open import DATA, Workspace

_TOLD = (("starts",), ("ends",), ("status",))


def with_released_revisions(series: Series, release: Release | None) -> Series:
    """The series with revisions that are at least what a release told."""
    if release is None:
        return series
    told = {each.id: each.sequence for each in release.series.known().values()}
    webinars = tuple(
        each.model_copy(update={"revision": max(each.revision, told.get(each.id, 0))})
        for each in series.webinars
    )
    return series.model_copy(update={"webinars": webinars})


def move(
    series: Series, webinar: Webinar, day: date | None, clock: time | None, now: datetime
) -> list[Edit]:
    """Another day, another time or both; the length stays. No edits where nothing changes."""
    starts = datetime.combine(day or webinar.starts.date(), clock or webinar.starts.time())
    if starts == webinar.starts:
        return []
    ends = starts + (webinar.ends - webinar.starts)
    return _edits(series, webinar, now, starts=written(starts), ends=written(ends))


def swap(series: Series, one: Webinar, other: Webinar, now: datetime) -> list[Edit]:
    """Each webinar at the other's time.

    Where numbers run as dates do, they stay so: each gets the other's number, and its place in the
    list, too. So do weekdays, where both name one.
    """
    edits = [edit for a, b in ((one, other), (other, one)) for edit in _taking(series, a, b, now)]
    if _in_step(one, other):
        order = list(range(len(series.webinars)))
        first, second = series.webinars.index(one), series.webinars.index(other)
        order[first], order[second] = second, first
        edits.append(Reorder(("webinars",), tuple(order)))
    return edits


def cancel(series: Series, webinar: Webinar, reason: str, now: datetime) -> list[Edit]:
    """Cancelled, with the reason; it stays in the file, so that calendars can take it out."""
    if webinar.cancelled:
        where = f"webinars[{webinar.id}].cancelled_because"
        hint = f"`sstc schedule set {where} …` gives another reason"
        raise SstcError(f"webinar {webinar.number} is cancelled already", hint, ExitCode.USAGE)
    return _edits(series, webinar, now, status="cancelled", cancelled_because=reason)


def assign(workspace: Workspace, place: str, value: str | None, now: datetime | None) -> list[Edit]:
    """A value for a place that is written as in `webinars[6].join_url`; None removes the key.

    Where the value says when a webinar is held, or whether, that is a revision of it.
    """
    tree = workspace.trees[DATA.as_posix()]
    path = address(tree, Series, place)
    if value is not None and node_at(tree.root, path) == value:
        return []
    edits: list[Edit] = [RemoveKey(path) if value is None else SetValue(path, value)]
    if workspace.series and now and path[0] == "webinars" and path[2:] in _TOLD:
        series = with_released_revisions(workspace.series, workspace.release)
        edits += _revision(series, series.webinars[int(path[1])], now)
    return edits


def written(moment: datetime) -> str:
    """A moment as the data file writes it."""
    return f"{moment:%Y-%m-%d %H:%M}"


def _in_step(webinar: Webinar, other: Webinar) -> bool:
    """Whether the one with the lower number is the earlier one."""
    return (webinar.number < other.number) == (webinar.starts < other.starts)


def _taking(series: Series, webinar: Webinar, other: Webinar, now: datetime) -> list[Edit]:
    values = {"starts": written(other.starts), "ends": written(other.ends)}
    if _in_step(webinar, other):
        values["number"] = str(other.number)
    if webinar.weekday and other.weekday and webinar.weekday != other.weekday:
        values["weekday"] = other.weekday
    return _edits(series, webinar, now, **values)


def _edits(series: Series, webinar: Webinar, now: datetime, **values: str) -> list[Edit]:
    """Values of a webinar, and its revision."""
    path = _path(series, webinar)
    edits: list[Edit] = [SetValue((*path, key), value) for key, value in values.items()]
    return edits + _revision(series, webinar, now)


def _revision(series: Series, webinar: Webinar, now: datetime) -> list[Edit]:
    path = _path(series, webinar)
    revision = SetValue((*path, "revision"), str(webinar.revision + 1))
    return [revision, SetValue((*path, "revised"), written(now))]


def _path(series: Series, webinar: Webinar) -> Path:
    return ("webinars", series.webinars.index(webinar))
