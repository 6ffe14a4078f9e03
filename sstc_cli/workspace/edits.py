"""Edits of the data files: changes of the schedule, completed deadlines, and what edits lead to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sstc_cli.diagnostics import (
    Diagnostic,
    Edit,
    Path,
    RemoveKey,
    Reorder,
    Retype,
    SetValue,
    Severity,
    did_you_mean,
    select_codes,
)
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import (
    WEEKDAYS,
    Around,
    Deadline,
    Duty,
    Every,
    Series,
    Status,
    Webinar,
    due_days,
)
from sstc_cli.model.deadlines import duty_around
from sstc_cli.model.zones import end_of
from sstc_cli.quantity import first_few
from sstc_cli.source import Tree, edited, node_at, path_of, retyped
from sstc_cli.workspace.data_files import DataFile
from sstc_cli.workspace.open import DATA, Workspace, open_workspace

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
    edits: list[Edit] = []
    for webinar, there in ((one, other), (other, one)):
        values = slot_values(series, webinar, there.starts, there.ends)
        if _numbers_follow_dates(webinar, there):
            values["number"] = str(there.number)
        edits += _edits(series, webinar, now, values)
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
    if len(path) > 1 and isinstance(path[-1], str) and node_at(tree.root, path[:-1]) is None:
        return SetValue(path[:-1], {path[-1]: value})
    return SetValue(path, value)


def moment_text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _numbers_follow_dates(webinar: Webinar, other: Webinar) -> bool:
    return (webinar.number < other.number) == (webinar.starts < other.starts)


def _end(series: Series, webinar: Webinar, starts: datetime) -> datetime:
    """Return the end after another start; refuse one that the data file cannot state."""
    ends = end_of(starts, series.minutes_of(webinar), series.tz)
    if not ends.fold:
        return ends
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


def find_duty(
    series: Series, name: str, which: Webinar | date | None, today: date, *, done: bool
) -> Duty:
    """Return the duty of a deadline for a webinar, or for the whole series on a day.

    Without a day, it is the first open one that is due, or with `done` the last one that is done.
    Raises SstcError (wrong usage) if there is none.
    """
    deadline = next((deadline for deadline in series.deadlines if deadline.id == name), None)
    if deadline is None:
        hint = did_you_mean(name, [deadline.id for deadline in series.deadlines])
        raise SstcError(f"unknown deadline `{name}`", hint, ExitCode.USAGE)
    if not isinstance(deadline.due, Around):
        day = _chosen_day(series, deadline, which, done=done)
        if which is None and not done and isinstance(deadline.due, Every) and day > today:
            hint = f"add the day to record it early: `sstc due done {name} {day}`"
            raise SstcError(f"`{name}` is not due before {day}", hint, ExitCode.USAGE)
        return Duty(deadline, day)
    if not isinstance(which, Webinar):
        hint = f"add the webinar's number, for example `sstc due done {name} 7`"
        message = f"`{name}` is due for each webinar, so a webinar's number is required"
        raise SstcError(message, hint, ExitCode.USAGE)
    if which.cancelled and not done:
        message = f"webinar {which.number} is cancelled, so nothing is due for it"
        raise SstcError(message, status=ExitCode.USAGE)
    return duty_around(series, which, deadline, deadline.due)


def record_done(
    workspace: Workspace, series: Series, duties: Sequence[Duty], day: date
) -> list[Edit]:
    root = workspace.trees[DATA.as_posix()].root
    added: dict[Path, dict[str, str]] = defaultdict(dict)
    for duty in duties:
        if duty.done:
            message = f"{_in_words(duty)} is already done, on {duty.done}"
            raise SstcError(message, "add `--undo` to mark it as not done", ExitCode.USAGE)
        path, key, _ = _place(series, duty)
        added[path][key] = str(day)
    return [
        edit
        for path, days in added.items()
        for edit in (
            [SetValue(path, days)]
            if node_at(root, path) is None
            else [SetValue((*path, key), value) for key, value in days.items()]
        )
    ]


def undo_done(series: Series, duties: Sequence[Duty]) -> list[Edit]:
    gone: dict[Path, list[str]] = defaultdict(list)
    left = dict[Path, int]()
    for duty in duties:
        if not duty.done:
            hint = "run `sstc due --all` to see what is done"
            raise SstcError(f"{_in_words(duty)} is not done", hint, ExitCode.USAGE)
        path, key, recorded = _place(series, duty)
        gone[path].append(key)
        left[path] = len(recorded) - len(gone[path])
    return [
        RemoveKey(path if not left[path] else (*path, key))
        for path, keys in gone.items()
        for key in (keys if left[path] else keys[:1])
    ]


def _in_words(duty: Duty) -> str:
    where = f"of webinar {duty.webinar.number}" if duty.webinar else f"of {duty.day}"
    return f"`{duty.deadline.id}` {where}"


def _place(series: Series, duty: Duty) -> tuple[Path, str, dict[str, date] | dict[date, date]]:
    """Return the path of the map that records the duty, its key there, and that map."""
    if duty.webinar is None:
        path: Path = ("deadlines", series.deadlines.index(duty.deadline), "done")
        return path, str(duty.day), duty.deadline.done
    path = ("webinars", series.webinars.index(duty.webinar), "done")
    return path, duty.deadline.id, duty.webinar.done


def _chosen_day(
    series: Series, deadline: Deadline, which: Webinar | date | None, *, done: bool
) -> date:
    days = due_days(series, deadline)
    name = deadline.id
    if isinstance(which, date) and which in days:
        return which
    if which is not None:
        when = f"on {which}" if isinstance(which, date) else "for a webinar"
        hint = (
            f"it is due on {first_few(days)}" if days else "its days are outside the series' window"
        )
        raise SstcError(f"`{name}` is not due {when}", hint, ExitCode.USAGE)
    candidates = [day for day in days if (day in deadline.done) == done]
    if not candidates:
        message = f"`{name}` was never done" if done else f"`{name}` is already done on all days"
        raise SstcError(message, "run `sstc due --all` to see it", ExitCode.USAGE)
    return candidates[-1 if done else 0]


MOST_ROUNDS = 10

Key = tuple[str, str, Path, Severity]
Shown = tuple[str, str, Path, Severity, str]
Groups = Mapping[Key, list[Diagnostic]]


class Difference(NamedTuple):
    """The diagnostics that edits cause, and those that they remove."""

    new: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]
    worse: bool


def with_edits(workspace: Workspace, edits: Sequence[Edit]) -> Workspace:
    tree = edited(workspace.main.tree, edits, Series)
    return replace(workspace, main=workspace.main.with_tree(tree))


def with_edits_of_files(workspace: Workspace, edits: Mapping[str, Sequence[Edit]]) -> Workspace:
    """Return the workspace with edits of several data files, by their names."""
    kinds = {file.tree.file: file.kind for file in workspace.files}
    trees = {
        name: edited(workspace.trees[name], found, kinds[name], shared=True)
        for name, found in edits.items()
    }
    return open_workspace(workspace.root, workspace.today, trees, workspace.tracked)


def with_fixes(
    workspace: Workspace, select: Sequence[str] | None = None, ignore: Sequence[str] | None = None
) -> Workspace:
    """Return the workspace after all fixes, or as it is if there are none."""
    return rounds_of_fixes(workspace, select, ignore)[-1]


def rounds_of_fixes(
    workspace: Workspace, select: Sequence[str] | None = None, ignore: Sequence[str] | None = None
) -> list[Workspace]:
    """Return the workspace, and as it is after each round of fixes: some show further errors.

    It stays as it is if a fix would cause an error in the lines that it changes.
    """
    states = [workspace]
    for _ in range(MOST_ROUNDS):
        diagnostics = select_codes(workspace.diagnostics, select, ignore)
        trees = {file.tree.file: _fixed(file, diagnostics) for file in workspace.files}
        if all(tree.text == workspace.trees[name].text for name, tree in trees.items()):
            break
        workspace = open_workspace(workspace.root, workspace.today, trees, workspace.tracked)
        states.append(workspace)
    return states[:1] if _is_harmed(states[0], workspace) else states


def _is_harmed(before: Workspace, after: Workspace) -> bool:
    """Return whether a changed line has an error that the plan had not before."""
    known = {(found.code, found.message) for found in before.diagnostics}
    changed: dict[str, set[int]] = {}
    for name, tree in after.trees.items():
        kept = Counter(before.trees[name].text.splitlines())
        changed[name] = set()
        for number, line in enumerate(tree.text.splitlines(), 1):
            if kept[line] > 0:
                kept[line] -= 1
            else:
                changed[name].add(number)
    return any(
        found.severity is Severity.ERROR
        and (found.code, found.message) not in known
        and found.place is not None
        and found.place.line in changed.get(found.place.file, ())
        for found in after.diagnostics
    )


def difference(before: Workspace, after: Workspace, *, gone: bool = True) -> Difference:
    """Return the new and the removed diagnostics; a new error makes it worse.

    Errors in a series that could not be understood before do not count as new. Without `gone`, the
    removed ones are not looked up: a translator's file may remove thousands.
    """
    had, has = _by_key(before), _by_key(after)
    appeared = {key: found for key, found in has.items() if key not in had}
    vanished = {key: found for key, found in had.items() if key not in has}
    if before.series and after.series is None:  # rules did not run, so nothing says they are fixed
        vanished = {key: found for key, found in vanished.items() if key[0] != DATA.as_posix()}
    same = _texts(appeared) & _texts(vanished)
    new = _located(after, appeared, same)
    revealed = before.series is None and after.series is not None
    worse = not revealed and any(found.severity is Severity.ERROR for found in new)
    return Difference(new, _located(before, vanished, same) if gone else (), worse)


def _by_key(workspace: Workspace) -> dict[Key, list[Diagnostic]]:
    """Return the diagnostics by the facts that identify them in both states.

    A value in the message may differ, and so may the index of a webinar.
    """
    by_key = defaultdict[Key, list[Diagnostic]](list)
    for file, diagnostics in workspace.diagnosed().items():
        for diagnostic in diagnostics:
            path = diagnostic.path
            if workspace.series and path[:1] == ("webinars",) and len(path) > 1:
                path = ("webinars", workspace.series.webinars[int(path[1])].id, *path[2:])
            if diagnostic.code == "W501" and file != DATA.as_posix():
                path = ()  # it counts the texts of the file, and has the place of the first
            by_key[file, diagnostic.code, path, diagnostic.severity].append(diagnostic)
    return by_key


def _texts(groups: Groups) -> set[Shown]:
    return {_shown(key, diagnostic) for key, found in groups.items() for diagnostic in found}


def _shown(key: Key, diagnostic: Diagnostic) -> Shown:
    """Return what a user sees of a diagnostic: after a swap, another webinar may cause the same."""
    return key[0], diagnostic.code, diagnostic.path, diagnostic.severity, diagnostic.message


def _located(workspace: Workspace, groups: Groups, same: set[Shown]) -> tuple[Diagnostic, ...]:
    by_file = defaultdict[str, list[Diagnostic]](list)
    for key, found in groups.items():
        by_file[key[0]] += [each for each in found if _shown(key, each) not in same]
    return tuple(
        diagnostic for file in by_file for diagnostic in workspace.located(file, by_file[file])
    )


def _fixed(file: DataFile[Any], diagnostics: Iterable[Diagnostic]) -> Tree:
    """Return a file's tree after its fixes: all at once, or one by one if that is not possible.

    Those with paths wait until the text is right.
    """
    tree = file.tree
    ours = [
        diagnostic.fix
        for diagnostic in diagnostics
        if diagnostic.place and diagnostic.place.file == tree.file
    ]
    if retypes := [fix for fix in ours if isinstance(fix, Retype)]:
        return retyped(tree, retypes)
    fixes = _separate(fix for fix in ours if not isinstance(fix, Retype))
    try:
        return edited(tree, [edit for fix in fixes for edit in fix], file.kind) if fixes else tree
    except SstcError:
        for fix in fixes:
            with suppress(SstcError):  # the user has to make it
                tree = edited(tree, fix, file.kind)
    return tree


def _separate(fixes: Iterable[Sequence[Edit]]) -> list[Sequence[Edit]]:
    separate: list[Sequence[Edit]] = []
    touched, around = set[Path](), set[Path]()
    for fix in fixes:
        touches = {path for edit in fix for path in edit.touches}
        above = {path[:length] for path in touches for length in range(1, len(path) + 1)}
        if fix and touched.isdisjoint(above) and around.isdisjoint(touches):
            separate.append(fix)
            touched |= touches
            around |= above
    return separate
