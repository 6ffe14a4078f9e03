"""`sstc due`: list deadlines that are due or overdue."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.mailed import duties_by_mail
from sstc_cli.cli.console.options import Json, Language, read_language
from sstc_cli.cli.console.sections import phrases_for, print_sections, under
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.errors import ExitCode
from sstc_cli.model.phrases import Phrases
from sstc_cli.views.schedule import Due, due_on

HEADINGS = {
    "overdue": "Overdue",
    "today": "Due today",
    "soon": "Due within a week",
    "later": "Due later",
    "done": "Done",
    "lapsed": "No longer needed",
}


def due(
    context: typer.Context,
    week: Annotated[bool, flag("--week", text="Include the next seven days.")] = False,
    every: Annotated[bool, flag("--all", text="Include everything, done or not.")] = False,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """List what is due today and what is overdue.

    A deadline with a `message` is done when `sstc mail send` has sent the message to all, and
    due again when a person registers for the webinar later.

    Exit status: 0 nothing is overdue, 1 something is.

    Example: `sstc due --week --today 2020-07-22`
    """
    if context.invoked_subcommand:
        return
    session = session_of(context)
    workspace, series = session.opened()
    day = workspace.today
    read = read_language(language, series.languages)
    duties = due_on(series, day, read, duties_by_mail(session, workspace, series))
    headings = list(HEADINGS)[: 6 if every else 3 if week else 2]
    listed = [duty for duty in duties if duty.standing in headings]
    if as_json:
        session.result(write_results(series=series.id, today=day, due=listed))
    else:
        _print_due(session, phrases_for(read, series), day, duties, listed)
    if any(duty.standing == "overdue" for duty in duties):
        raise typer.Exit(ExitCode.DATA)


def _print_due(
    session: Session, phrases: Phrases, today: date, duties: Sequence[Due], listed: Sequence[Due]
) -> None:
    """Print the listed duties by urgency, each with its arguments for `due done`."""
    width = max((len(_arguments(duty)) for duty in listed), default=0)
    sections = {
        phrases.say(heading): [
            under(session.out, *_line(duty, width, phrases))
            for duty in listed
            if duty.standing == standing
        ]
        for standing, heading in HEADINGS.items()
    }
    words = {"day": phrases.day(today), "counts": _summary(duties, phrases)}
    session.out.print(phrases.say("{day}: {counts}", **words))
    print_sections(session.out, sections.items())
    if urgent := [duty for duty in listed if duty.standing in ("overdue", "today")]:
        session.say(f"when it is done, record it: `sstc due done {_arguments(urgent[0])}`")


def _summary(duties: Sequence[Due], phrases: Phrases) -> str:
    """Return how many duties are due, or the next one if none is."""
    standings = [str(duty.standing) for duty in duties]
    words = {
        "overdue": "{number} overdue",
        "today": "{number} due today",
        "soon": "{number} due within a week",
    }
    counts = [
        phrases.say(text, number=standings.count(standing))
        for standing, text in words.items()
        if standing in standings
    ]
    following = next((duty for duty in duties if duty.standing == "later"), None)
    if not duties:
        return phrases.say("no deadlines: add `deadlines` to data/webinars.yaml")
    if counts or following is None:
        return phrases.say(", ").join(counts) or phrases.say("nothing is due")
    name = following.name
    if following.webinar is not None:
        name += phrases.say(" (webinar {number})", number=following.webinar)
    day = phrases.due(following.day, following.at)
    return phrases.say("nothing is due; next, on {day}: {name}", day=day, name=name)


def _arguments(due: Due) -> str:
    """Return the arguments of `sstc due done` for a duty."""
    return due.id if due.webinar is None else f"{due.id} {due.webinar}"


def _line(due: Due, width: int, phrases: Phrases) -> tuple[str, str]:
    """Return the day with the arguments, and the name."""
    text = "{name}, sent on {day}" if due.done == due.sent else "{name}, done on {day}"
    name = phrases.say(text, name=due.name, day=due.done) if due.done else due.name
    return f"{phrases.due(due.day, due.at)}  {_arguments(due):{width}}", name
