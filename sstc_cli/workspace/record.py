"""Completed deadlines, recorded as edits of the data file."""

from datetime import date

from sstc_cli.diagnostics import Edit, Path, RemoveKey, SetValue, did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Around, Deadline, Duty, Every, Series, Webinar, due_days
from sstc_cli.model.duty import duty_around
from sstc_cli.source import node_at
from sstc_cli.workspace.open import DATA, Workspace


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


def record_done(workspace: Workspace, series: Series, duty: Duty, day: date) -> list[Edit]:
    """Return the edits that record the day on which a duty was done."""
    if duty.done:
        message = f"{_in_words(duty)} is already done, on {duty.done}"
        raise SstcError(message, "add `--undo` to mark it as not done", ExitCode.USAGE)
    path, key, _ = _place(series, duty)
    if node_at(workspace.trees[DATA.as_posix()].root, path) is None:
        return [SetValue(path, {key: str(day)})]
    return [SetValue((*path, key), str(day))]


def undo_done(series: Series, duty: Duty) -> list[Edit]:
    """Return the edits that delete the record of a duty."""
    if not duty.done:
        hint = "run `sstc due --all` to see what is done"
        raise SstcError(f"{_in_words(duty)} is not done", hint, ExitCode.USAGE)
    path, key, recorded = _place(series, duty)
    return [RemoveKey(path if len(recorded) == 1 else (*path, key))]


def _in_words(duty: Duty) -> str:
    """Return a duty in words, for use in a sentence."""
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
        dates = ", ".join(map(str, days[:5])) + (", …" if len(days) > 5 else "")
        when = f"on {which}" if isinstance(which, date) else "for a webinar"
        hint = f"it is due on {dates}" if days else "its days are outside the series' window"
        raise SstcError(f"`{name}` is not due {when}", hint, ExitCode.USAGE)
    candidates = [day for day in days if (day in deadline.done) == done]
    if not candidates:
        message = f"`{name}` was never done" if done else f"`{name}` is already done on all days"
        raise SstcError(message, "run `sstc due --all` to see it", ExitCode.USAGE)
    return candidates[-1 if done else 0]
