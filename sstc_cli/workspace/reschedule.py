"""Changes of the schedule as edits of the data file.

A change of a webinar also sets its `revised`, and one of its time or status raises its `revision`,
because calendars recognise a newer entry by these (RFC 5545, 3.8.7.4 and 3.8.7.2). Both continue
those that calendars may have, so that undoing a change is newer than the change.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from sstc_cli.diagnostics import Edit, Path, RemoveKey, Reorder, SetValue
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import WEEKDAYS, Series, Status, Webinar
from sstc_cli.source import Tree, node_at, path_of

_A_MINUTE = timedelta(minutes=1)
_COUNTED = ("starts", "ends", "status")
_PRIVATE = ("weekday", "done", "revision", "revised")


def move(
    series: Series, webinar: Webinar, day: date | None, clock: time | None, now: datetime
) -> list[Edit]:
    """Return the edits for another day, another time or both, with the same real length.

    The webinar's `weekday` follows its day, and is added if the day is not regular.
    """
    starts = datetime.combine(day or webinar.starts.date(), clock or webinar.starts.time())
    if starts == webinar.starts:
        return []
    ends = _end(series, webinar, starts)
    return _edits(series, webinar, now, slot_values(series, webinar, starts, ends))


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
        language = next(iter(webinar.reason.by_language), "") if webinar.reason else ""
        place = f"{path}.{language}" if language else path
        hint = f'run `sstc schedule set "{place}" …` to change the reason'
        raise SstcError(f"webinar {webinar.number} is already cancelled", hint, ExitCode.USAGE)
    if webinar.cancelled_because:
        message = f"webinar {webinar.number} still has the reason of an earlier cancellation"
        hint = f'run `sstc schedule set "{path}" --remove` first'
        raise SstcError(message, hint, ExitCode.USAGE)
    return _edits(
        series, webinar, now, {"status": Status.CANCELLED.value, "cancelled_because": reason}
    )


def set_value(
    tree: Tree, series: Series | None, place: str, value: str | None, now: datetime | None
) -> list[Edit]:
    """Return the edits that set a place, for example `webinars[6].join_url`; None removes it.

    If calendars may show the value, the webinar is also marked as newer. One that is no longer
    cancelled loses the reason of its cancellation.
    """
    path = path_of(tree, Series, place)
    if value is not None and node_at(tree.root, path) == value:
        return []
    edits: list[Edit] = [RemoveKey(path) if value is None else _set(tree, path, value)]
    in_webinar = path[0] == "webinars" and len(path) > 2
    if series and now and in_webinar and path[2] not in _PRIVATE:
        webinar = series.webinars[int(path[1])]
        edits += revision_edits(series, webinar, now, counted=path[2] in _COUNTED)
        if path[2] == "status" and webinar.cancelled and webinar.cancelled_because:
            edits.append(RemoveKey((*path[:2], "cancelled_because")))
    return edits


def _set(tree: Tree, path: Path, value: str) -> SetValue:
    """Return the edit that sets a value, in a new map if the file does not have it yet."""
    if len(path) > 1 and isinstance(path[-1], str) and node_at(tree.root, path[:-1]) is None:
        return SetValue(path[:-1], {path[-1]: value})
    return SetValue(path, value)


def moment_text(moment: datetime) -> str:
    """Return a moment as text for the data file."""
    return f"{moment:%Y-%m-%d %H:%M}"


def _numbers_follow_dates(webinar: Webinar, other: Webinar) -> bool:
    """Return whether the webinar with the lower number is the earlier one."""
    return (webinar.number < other.number) == (webinar.starts < other.starts)


def _at_time_of(series: Series, webinar: Webinar, other: Webinar, now: datetime) -> list[Edit]:
    values = slot_values(series, webinar, other.starts, other.ends)
    if _numbers_follow_dates(webinar, other):
        values["number"] = str(other.number)
    return _edits(series, webinar, now, values)


def _end(series: Series, webinar: Webinar, starts: datetime) -> datetime:
    """Return the end after another start; refuse one that the data file cannot state."""
    length = timedelta(minutes=series.minutes_of(webinar))
    ends = (series.instant(starts).astimezone(UTC) + length).astimezone(series.tz)
    if not ends.fold:
        return ends.replace(tzinfo=None)
    message = (
        f"webinar {webinar.number} would end at the second {ends:%H:%M} on {ends:%Y-%m-%d}, "
        f"when clocks in {series.zone} are set back, but the data file can only state the first"
    )
    raise SstcError(message, "choose another start with `--time`", ExitCode.USAGE)


def slot_values(
    series: Series, webinar: Webinar, starts: datetime, ends: datetime
) -> dict[str, str]:
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
    return edits + revision_edits(series, webinar, now, counted=True)


def revision_edits(series: Series, webinar: Webinar, now: datetime, *, counted: bool) -> list[Edit]:
    """Return the edits that mark a webinar as newer, with a higher `revision` if it is counted.

    `revised` has no seconds, and never falls: the clock may be wrong, and `--today` in the past.
    """
    path = _path(series, webinar)
    later = (webinar.revised or series.revised) + _A_MINUTE
    values = {"revision": str(webinar.revision + 1)} if counted else {}
    values["revised"] = moment_text(max(now, later, key=series.instant))
    return [SetValue((*path, key), value) for key, value in values.items()]


def _path(series: Series, webinar: Webinar) -> Path:
    return ("webinars", series.webinars.index(webinar))
