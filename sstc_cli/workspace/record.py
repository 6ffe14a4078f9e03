"""What is done, recorded as edits of the data file."""

from datetime import date

from sstc_cli.diagnostics import Edit, Path, RemoveKey, SetValue, did_you_mean
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Around, Deadline, Duty, Series, Webinar, due_day, due_days
from sstc_cli.source import node_at
from sstc_cli.workspace.open import DATA, Workspace


def find_duty(series: Series, name: str, which: Webinar | date | None, *, done: bool) -> Duty:
    """What a deadline's id means for a webinar, or on a day of the series as a whole.

    Without a day, it is the first one that is open, or with `done` the last one that is done.
    Raises SstcError, as a wrong use, where there is no such thing.
    """
    deadline = next((each for each in series.deadlines if each.id == name), None)
    if deadline is None:
        hint = did_you_mean(name, [each.id for each in series.deadlines])
        raise SstcError(f"there is no deadline `{name}`", hint, ExitCode.USAGE)
    if not isinstance(deadline.due, Around):
        return Duty(deadline, _chosen_day(series, deadline, which, done=done))
    if not isinstance(which, Webinar):
        hint = f"name its number, as in `sstc due done {name} 7`"
        raise SstcError(f"`{name}` is due for each webinar: which one?", hint, ExitCode.USAGE)
    if which.cancelled and not done:
        message = f"webinar {which.number} is cancelled: nothing is due for it"
        raise SstcError(message, status=ExitCode.USAGE)
    return Duty(deadline, due_day(series, which, deadline.due), which)


def record(workspace: Workspace, series: Series, duty: Duty, day: date) -> list[Edit]:
    """Write down the day on which something was done."""
    if duty.done:
        message = f"{described(duty)} is done already, on {duty.done}"
        raise SstcError(message, "`--undo` takes that back", ExitCode.USAGE)
    path, key, _ = _place(series, duty)
    if node_at(workspace.trees[DATA.as_posix()].root, path) is None:
        return [SetValue(path, {key: str(day)})]
    return [SetValue((*path, key), str(day))]


def take_back(series: Series, duty: Duty) -> list[Edit]:
    """Delete what `record` wrote."""
    if not duty.done:
        hint = "`sstc due --all` lists what is done"
        raise SstcError(f"{described(duty)} is not done", hint, ExitCode.USAGE)
    path, key, recorded = _place(series, duty)
    return [RemoveKey(path if len(recorded) == 1 else (*path, key))]


def described(duty: Duty) -> str:
    """A duty in a sentence."""
    where = f"of webinar {duty.webinar.number}" if duty.webinar else f"of {duty.day}"
    return f"`{duty.deadline.id}` {where}"


def _place(series: Series, duty: Duty) -> tuple[Path, str, dict[str, date] | dict[date, date]]:
    """The path of the map where it is written down, its key there, and that map."""
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
        shown = ", ".join(map(str, days[:5])) + (", …" if len(days) > 5 else "")
        asked = f"on {which}" if isinstance(which, date) else "for a webinar"
        hint = f"it is due on {shown}" if days else "its days are outside the series' window"
        raise SstcError(f"`{name}` is not due {asked}", hint, ExitCode.USAGE)
    left = [each for each in days if (each in deadline.done) == done]
    if not left:
        state = "never done" if done else "done already, each time"
        raise SstcError(f"`{name}` is {state}", "`sstc due --all` lists it", ExitCode.USAGE)
    return left[-1 if done else 0]
