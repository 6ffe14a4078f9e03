"""`sstc todo`: what is left to do, and `--do`, which makes what can be made without sending."""

import shlex
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from sstc_cli.cli.console.exported import Sent
from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.group import RootOptions, flag
from sstc_cli.cli.console.made import Comparison, Words, made_files
from sstc_cli.cli.console.mailed import duties_by_mail, has_store
from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.surveys.list import missing_rows
from sstc_cli.documents.outdated_files import earlier_files
from sstc_cli.errors import SstcError
from sstc_cli.listing import entries
from sstc_cli.mailing.left import About, MailLeft, mails_left
from sstc_cli.model import Series
from sstc_cli.quantity import first_of, numbered, quantity
from sstc_cli.releases import changes_between, shifts_since, state_of
from sstc_cli.store import ATTENDANCE_ID, webinars_with_rows
from sstc_cli.views.schedule import Due, SentDuties, due_on
from sstc_cli.workspace import Workspace

_MOST = 20  # things that people read at once
_FILES = 3  # of a command that are named
# what can be made without sending, by the kind of a task: with its own command, or all at once
_MADE = {"files": "", "due": "sstc mail due"}
_FOR_SPEAKERS = ("speaker", "/private/")
_MISLED, _DUE, _UNPUBLISHED, _OUTDATED, _AFTERWARDS = range(5)  # by urgency


@dataclass(frozen=True, order=True)
class Task:
    """Something that is left to do: how urgent it is, since when, what, and by which command."""

    urgency: int
    day: str
    text: str
    command: str
    kind: str
    webinar: int | None = None
    files: tuple[str, ...] = ()


def todo(
    context: typer.Context,
    do: Annotated[
        bool,
        flag("--do", text="Make what can be made without sending: files in `out/`, and drafts."),
    ] = False,
    every: Annotated[bool, flag("--all", text=f"List all, and not the first {_MOST}.")] = False,
    fast: Annotated[bool, flag("--fast", text="Do not compare the files in `out/`.")] = False,
    as_json: Json = False,
) -> None:
    """List what is left to do, the most urgent first, each with its command.

    It names people who have an earlier plan, duties and mails that are due, changes that are not
    published, files in `out/` that the plan would now write otherwise, and past webinars without
    answers. With `--do`, it writes those files again, prepares the mails that are due, and lists
    what is left then. It sends nothing.

    Example: `sstc todo --today 2020-10-01`
    """
    session = session_of(context)
    if do:
        with redirect_stdout(sys.stderr) if as_json else nullcontext():
            _make(context, session, tasks(context, session, *session.opened()))
    workspace, series = session.opened()
    found = tasks(context, session, workspace, series, enough=0 if fast else None)
    if as_json:
        left = [{**asdict(task), "command": task.command or None} for task in found]
        session.result(write_results(series=series.id, today=workspace.today, left=left))
        return
    shown = found if every else found[:_MOST]
    for number, task in enumerate(shown, 1):
        session.sentence(f"{number}. {task.text}")
        if task.command:
            session.sentence(f"   {task.command}")
    if len(found) > len(shown):
        session.say(f"and {len(found) - len(shown)} more: add `--all`")
    if not found:
        session.say("nothing is left to do")
    elif any(task.kind in _MADE for task in found) and not do:
        session.say("`sstc todo --do` writes files again and prepares mails; it sends nothing")


def tasks(
    context: typer.Context,
    session: Session,
    workspace: Workspace,
    series: Series,
    sent: SentDuties | None = None,
    enough: int | None = None,
) -> list[Task]:
    """Return what is left to do, the most urgent first; `sent` are duties that were done by mail.

    If other things are `enough`, no files are compared; with 0, all other things are.
    """
    sent = duties_by_mail(session, workspace, series) if sent is None else sent
    duties = due_on(series, workspace.today, series.languages[0], sent)
    mails = _mails(session, workspace, series)
    found = [
        *(_of_mail(series, workspace.today, left) for left in mails),
        *_duties(series, workspace.today, duties, {left.about for left in mails}),
        *_unpublished(workspace, series),
        *_of_invitations(workspace, series),
        *_afterwards(workspace, series),
    ]
    if enough is None or sum(task.urgency < _OUTDATED for task in found) < enough:
        found += _of_files(context, session, workspace, series)
    return sorted(found)[: enough or None]


def _mails(session: Session, workspace: Workspace, series: Series) -> list[MailLeft]:
    """Return what is left to do about mails."""
    try:
        store = store_of(workspace) if has_store(workspace) else None
        return [*mails_left(store, series, session.last_moment(series))]
    except SstcError:  # the duties have been listed with a warning
        return []


def _of_mail(series: Series, today: date, left: MailLeft) -> Task:
    number = left.about[1]
    urgency = _MISLED if left.misleads else _urgency(series, today, number)
    day = str(left.since.date()) if left.since else ""
    kind = "due" if left.ready else "mail"
    return Task(urgency, day, left.text, left.command, kind, number)


def _duties(
    series: Series, today: date, duties: Sequence[Due], mailed: Collection[About]
) -> Iterator[Task]:
    """Yield the duties that are due, but for those by mails that are listed."""
    deadlines = {deadline.id: deadline for deadline in series.deadlines}
    for duty in duties:
        message = series.message(deadlines[duty.id].message or "")
        if duty.standing not in ("overdue", "today") or (
            message and (message.id, duty.webinar) in mailed
        ):
            continue
        number = "" if duty.webinar is None else f" {duty.webinar}"
        when = "due today" if duty.standing == "today" else f"overdue since {duty.day}"
        text = f"{duty.name}{f' (webinar{number})' if number else ''}, {when}"
        command = f"sstc due done {duty.id}{number}"
        urgency = _urgency(series, today, duty.webinar)
        yield Task(urgency, str(duty.day), text, command, "duty", duty.webinar)


def _urgency(series: Series, today: date, number: int | None) -> int:
    """Return how urgent something is that is due: less if its webinar is over."""
    webinar = series.webinar(number or 0)
    return _AFTERWARDS if webinar and webinar.ends.date() < today else _DUE


def _unpublished(workspace: Workspace, series: Series) -> Iterator[Task]:
    """Yield that the plan has changed since the last release, if there is one."""
    if (release := workspace.release) is None:
        return
    changes = changes_between(release.series, state_of(series), shifts_since(release, series))
    parts = [numbered("webinar", [one.webinar.number for one in changes.webinars])]
    parts = [*(parts if changes.webinars else ()), *(["the series"] if changes.series else [])]
    if parts:
        text = f"{' and '.join(parts)} changed since the release `{release.name}`"
        yield Task(_UNPUBLISHED, "", text, "sstc release publish NAME", "release")


def _of_files(
    context: typer.Context, session: Session, workspace: Workspace, series: Series
) -> Iterator[Task]:
    """Yield the files that the plan would now write otherwise, by the command that made them."""
    made, out = made_files(session.root), workspace.out
    owned = {file for files in made.values() for file in files}
    earlier = dict.fromkeys(earlier_files(series, out) if out.is_dir() else ())
    again = set[Path]()
    for words, files in made.items():
        comparison = Comparison(workspace)
        problem = _compared(context, session, words, comparison)
        changed = [
            file
            for file in comparison.changed
            if (file in files if file.exists() else file not in owned)  # some delete what they sent
        ]
        earlier |= dict.fromkeys(comparison.earlier)
        again |= comparison.made
        if changed or problem:
            names = tuple(map(from_here, changed or files))
            to_send = any(part in name for name in names for part in _FOR_SPEAKERS)
            then = "; then send them to the speakers again" if to_send else ""
            what = problem or f"out of date: {', '.join(first_of(names, _FILES))}{then}"
            yield Task(_OUTDATED, "", what, shlex.join(("sstc", *words)), "files", files=names)
    if left := [from_here(file) for file in earlier if file not in again]:
        text = f"of an earlier plan; delete what nobody needs: {', '.join(first_of(left, _FILES))}"
        yield Task(_OUTDATED, "", text, "", "earlier", files=tuple(left))


def _of_invitations(workspace: Workspace, series: Series) -> Iterator[Task]:
    """Yield the cancelled webinars to which people have an invitation in their calendars."""
    sent = Sent([workspace.out / "calendar" / "private"])
    for webinar in series.webinars:
        ahead = webinar.cancelled and webinar.ends.date() >= workspace.today
        if guests := sent.valid(series, webinar) if ahead else ():
            people = quantity(len(guests), "person has", "people have")
            text = f"{people} an invitation to webinar {webinar.number}, which is cancelled"
            command = f"sstc calendar export {webinar.number} --cancel"
            yield Task(_MISLED, "", text, command, "calendar", webinar.number)


def _afterwards(workspace: Workspace, series: Series) -> Iterator[Task]:
    """Yield what past webinars lack: answers, attendance, a report and notes."""
    today = workspace.today
    over = [one for one in series.in_time_order if one.ends.date() < today]
    store = store_of(workspace) if has_store(workspace) else None
    try:
        present = webinars_with_rows(store) if store else set()
    except SstcError:
        return
    for survey, numbers in missing_rows(workspace, series, today, present).items():
        if numbers:
            what = "attendance" if survey == ATTENDANCE_ID else f"answers to the survey `{survey}`"
            one = f" --webinar {numbers[0]}" if len(numbers) == 1 else ""
            text = f"no {what} yet: {numbered('webinar', numbers)}"
            yield Task(_AFTERWARDS, "", text, f"sstc surveys import FILE{one}", "answers")
    if present and len(over) == len(series.in_time_order) and not entries(workspace.out / "report"):
        text = "the series is over, and has no report yet"
        yield Task(_AFTERWARDS, "", text, "sstc report render --format docx", "report")
    lacking = [one for one in over if one.id not in workspace.notes] if workspace.notes else []
    if lacking:
        text = f"no knowledge note yet: {numbered('webinar', [one.number for one in lacking])}"
        yield Task(_AFTERWARDS, "", text, f"sstc knowledge start {lacking[0].number}", "note")


def _make(context: typer.Context, session: Session, found: Sequence[Task]) -> None:
    """Write files again, and prepare the mails that are due; go on after an error."""
    made = [task for task in found if task.kind in _MADE]
    commands = dict.fromkeys(_MADE[task.kind] or task.command for task in made)
    for command in commands:
        session.say(command)
        try:
            _run(context, session, shlex.split(command)[1:])
        except SstcError as error:
            session.say(f"error: {error.message}" + (f"\nhelp: {error.hint}" if error.hint else ""))


def _compared(
    context: typer.Context, session: Session, words: Words, comparison: Comparison
) -> str:
    """Compare what a command made with what it would make now; return why it cannot, or nothing."""
    nowhere = TextIOWrapper(BytesIO(), "utf-8")
    try:
        with redirect_stdout(nowhere), redirect_stderr(nowhere):
            _run(context, session, words, comparison)
    except SstcError as error:
        return error.message
    return ""


def _run(
    context: typer.Context,
    session: Session,
    words: Sequence[str],
    comparison: Comparison | None = None,
) -> None:
    """Run a command with the options of this one."""
    day = ("--today", str(session.today)) if session.today else ()
    quiet = ("--quiet",) if session.quiet else ()
    own = ("--workspace", str(session.root), "--color", session.color, *day, *quiet)
    options = RootOptions(in_actions=session.in_actions, words=words, comparison=comparison)
    root: Any = context.find_root().command
    root.main([*own, *words], prog_name="sstc", standalone_mode=False, obj=options)
