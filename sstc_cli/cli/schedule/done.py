"""`sstc due done`: mark something as done in the data file."""

from datetime import date
from typing import Annotated

import typer

from sstc_cli.cli.console.edit import EditOptions, apply_edits, open_for_edit, require_series
from sstc_cli.cli.console.group import flag, read_day
from sstc_cli.cli.console.options import Diff, DryRun, Json, complete_deadline, complete_number
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.schedule.changes import Force
from sstc_cli.model import Series, Webinar
from sstc_cli.workspace import find_duty, record_done, undo_done

Name = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="Id of the deadline, for example `agenda`.",
        autocompletion=complete_deadline,
    ),
]
Which = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="N",
        help="Numbers of webinars; for a deadline of the whole series, the days it was due. "
        "[default: first open day]",
        show_default=False,
        autocompletion=complete_number,
    ),
]
On = Annotated[
    date | None,
    typer.Option(
        "--on",
        parser=read_day,
        metavar="DATE",
        help="Day on which it was done. [default: today]",
        show_default=False,
    ),
]


def done(
    context: typer.Context,
    name: Name,
    which: Which = None,
    on: On = None,
    undo: Annotated[bool, flag("--undo", text="Mark it as not done.")] = False,
    dry_run: DryRun = False,
    force: Force = False,
    diff: Diff = False,
    as_json: Json = False,
) -> None:
    """Mark something as done, in the data file.

    Example: `sstc due done agenda 1 2 --on 2020-08-07`
    """
    session = session_of(context)
    workspace = open_for_edit(session)
    series = require_series(session, workspace)
    day = _past(on, session.day)
    chosen = [_chosen(series, one) for one in dict.fromkeys(which)] if which else [None]
    duties = [find_duty(series, name, one, session.day, done=undo) for one in chosen]
    if not which:
        which_one = "last done" if undo else "first open"
        session.say(f"`{name}` of {duties[0].day} is the {which_one} one")
    edits = undo_done(series, duties) if undo else record_done(workspace, series, duties, day)
    apply_edits(session, workspace, edits, EditOptions(dry_run, force, as_json, diff))


def _chosen(series: Series, which: str) -> Webinar | date:
    """Return the webinar with that number, or the day."""
    if which.isascii() and which.isdigit():
        return chosen_webinars(series, [int(which)])[0]
    try:
        return date.fromisoformat(which)
    except ValueError:
        message = f"`{which}` is not a webinar's number or a day: write for example 7 or 2020-10-09"
        raise typer.BadParameter(message, param_hint="N") from None


def _past(on: date | None, today: date) -> date:
    """Return the day on which it was done; refuse one in the future."""
    if on and on > today:
        raise typer.BadParameter(f"{on} is in the future: today is {today}", param_hint="--on")
    return on or today
