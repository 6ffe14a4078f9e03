"""`sstc due`: what is due and overdue, and what is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.completion import complete_deadline, complete_number
from sstc_cli.cli.console.edit import EditOptions, carry_out, open_for_edit, understood
from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.options import Json, Language, Today, flag, read_day, read_language
from sstc_cli.cli.console.session import Session, chosen, session_of
from sstc_cli.cli.schedule.changes import DryRun, Force
from sstc_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sstc_cli.model import Series, Webinar
    from sstc_cli.views import Due

app = new_group("due", answers=True)

HEADINGS = {
    "overdue": "Overdue",
    "today": "Due today",
    "soon": "Due within a week",
    "later": "Due later",
    "done": "Done",
    "lapsed": "No longer asked for",
}


Name = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="The deadline's id, as in `agenda`.",
        autocompletion=complete_deadline,
    ),
]
Which = Annotated[
    str | None,
    typer.Argument(
        metavar="N",
        help="The webinar's number; for a deadline of the whole series the day it was due, by "
        "default the first that is open.",
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
        help="The day it was done; today by default.",
        show_default=False,
    ),
]


@app.callback()
def due(
    context: typer.Context,
    week: Annotated[bool, flag("--week", text="Also what is due in the next seven days.")] = False,
    every: Annotated[bool, flag("--all", text="Everything, done or not.")] = False,
    language: Language = None,
    as_json: Json = False,
    today: Today = None,
) -> None:
    """List what is due today and what is overdue; the exit status is 1 where something is.

    Example: `sstc due --week --today 2020-07-22`
    """
    if context.invoked_subcommand:
        return
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.views import due_on

    session, day = session_of(context), today or date.today()
    _, series = session.opened(day)
    found = due_on(series, day, read_language(language, series.languages))
    headings = list(HEADINGS)[: 6 if every else 3 if week else 2]
    shown = [each for each in found if each.standing in headings]
    if as_json:
        session.result(write_results(series=series.id, today=day, due=shown))
    else:
        _print_due(session, day, found, shown)
    if any(each.standing == "overdue" for each in found):
        raise typer.Exit(ExitCode.DATA)


@app.command()
def done(
    context: typer.Context,
    name: Name,
    which: Which = None,
    on: On = None,
    undo: Annotated[bool, flag("--undo", text="Take back that it is done.")] = False,
    dry_run: DryRun = False,
    force: Force = False,
    as_json: Json = False,
    today: Today = None,
) -> None:
    """Record in the data file that something is done.

    Example: `sstc due done agenda 1 --on 2020-08-07`
    """
    from sstc_cli.workspace import find_duty, record, undo_record

    session = session_of(context)
    workspace = open_for_edit(session, today)
    series = understood(session, workspace)
    day = _past(on, today or date.today())
    duty = find_duty(series, name, _chosen(series, which), done=undo)
    edits = undo_record(series, duty) if undo else record(workspace, series, duty, day)
    carry_out(session, workspace, edits, EditOptions(dry_run, force, as_json))


def _chosen(series: Series, which: str | None) -> Webinar | date | None:
    """The webinar of that number, or the day."""
    if which is None:
        return None
    if which.isascii() and which.isdigit():
        return chosen(series, [int(which)])[0]
    try:
        return date.fromisoformat(which)
    except ValueError:
        message = f"`{which}` is neither a webinar's number, as in 7, nor a day, as in 2020-10-09"
        raise typer.BadParameter(message, param_hint="N") from None


def _past(on: date | None, today: date) -> date:
    """The day on which it was done: that cannot be one to come."""
    if on and on > today:
        raise typer.BadParameter(f"{on} is yet to come: today is {today}", param_hint="--on")
    return on or today


def _print_due(session: Session, today: date, found: Sequence[Due], shown: Sequence[Due]) -> None:
    """What is due by how pressing it is, each with the words that `due done` takes."""
    from sstc_cli.cli.console.sections import print_sections

    width = max((len(_words(each)) for each in shown), default=0)
    sections = {
        heading: [_line(each, width) for each in shown if each.standing == standing]
        for standing, heading in HEADINGS.items()
    }
    session.out.print(f"{today:%a %Y-%m-%d}: {_counted(found)}")
    print_sections(session.out, sections.items())
    if pressing := [each for each in shown if each.standing in ("overdue", "today")]:
        session.say(f"when it is done, record it: `sstc due done {_words(pressing[0])}`")


def _counted(found: Sequence[Due]) -> str:
    """How much is due; where nothing is, what comes next."""
    standings = [str(each.standing) for each in found]
    words = {"overdue": "overdue", "today": "due today", "soon": "due within a week"}
    counts = [f"{standings.count(each)} {words[each]}" for each in words if each in standings]
    following = next((each for each in found if each.standing == "later"), None)
    if not found:
        return "nothing is ever due: declare `deadlines` in data/webinars.yaml"
    if counts or following is None:
        return ", ".join(counts) or "nothing is due"
    of = "" if following.webinar is None else f" (webinar {following.webinar})"
    return f"nothing is due; next, on {following.day:%a %Y-%m-%d}: {following.name}{of}"


def _words(due: Due) -> str:
    """What names it on the command line."""
    return due.id if due.webinar is None else f"{due.id} {due.webinar}"


def _line(due: Due, width: int) -> str:
    done = f", done on {due.done}" if due.done else ""
    return f"{due.day:%a %Y-%m-%d}  {_words(due):{width}}  {due.name}{done}"
