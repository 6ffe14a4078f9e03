"""`sstc todo`: what is left to do, and `--do`, which makes what can be made without sending."""

import shlex
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass, replace
from datetime import date
from io import BytesIO, TextIOWrapper
from itertools import chain, count
from pathlib import Path
from typing import Annotated, Any

import typer

from sstc_cli.cli.console.exported import Sent
from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.group import RootOptions, flag
from sstc_cli.cli.console.made import Comparison, Words, made_files
from sstc_cli.cli.console.mailed import duties_by_mail, has_store, lists_of
from sstc_cli.cli.console.options import Json
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.surveys.list import missing_rows
from sstc_cli.documents.outdated_files import earlier_files
from sstc_cli.errors import SstcError
from sstc_cli.listing import entries
from sstc_cli.mailing.duties import About
from sstc_cli.mailing.left import MailLeft, mails_left
from sstc_cli.mailing.memory import memory_of
from sstc_cli.model import Series, Standing, Webinar
from sstc_cli.quantity import first_of, numbered, one_by_one, quantity
from sstc_cli.releases import changes_between, shifts_since, state_of
from sstc_cli.store import ATTENDANCE_ID, webinars_with_rows
from sstc_cli.views.schedule import Due, SentDuties, due_on
from sstc_cli.workspace import Workspace, releases_by_name

_MOST = 8  # things, with their commands, that a screen has room for
_FILES = 3  # of a command that are named
# what can be made without sending, by the kind of a task: with its own command, or all at once
_MADE = {"files": "", "due": "sstc mail due"}
_RECORD = "sstc due done"
_NOTE = "knowledge"  # the id of the deadline for the knowledge note
_FILLS = {"FILE": "FILE is your list of contacts", "URL": "URL is the link that people open"}
_EXPORT = "FILE is the export of your survey tool"
_ATTENDANCE = "FILE is the report of who attended"
_FOR_SPEAKERS = ("speaker", "/private/")
_INVITATIONS = Path("calendar") / "private"  # in `out/`
_ASKS = "--request"  # of guests to accept
_CANCELS = "--cancel"
_MISLED, _DUE, _SOON, _OUTDATED, _AFTERWARDS = range(5)  # by urgency


@dataclass(frozen=True, order=True)
class Task:
    """Something that is left to do: how urgent it is, since when, what, and by which command.

    It is `about` a message or a survey. `fill` says what to write for a word in capitals. Tasks for
    many `webinars` may be one `act`, whose command may have to be run again for some, which come
    `then`.
    """

    urgency: int
    day: str
    text: str
    command: str
    kind: str
    webinar: int | None = None
    files: tuple[str, ...] = ()
    fill: str = ""
    act: str = ""
    about: str = ""
    webinars: tuple[int, ...] = ()
    then: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        return self.text[:1].upper() + self.text[1:]

    @property
    def advice(self) -> str:
        """How to use the command."""
        again = f"then the same for {_webinars(self.then)}" if self.then else ""
        return "; ".join(filter(None, (self.fill, again)))


def _webinars(numbers: Sequence[int]) -> str:
    return f"webinar{'s' if len(numbers) > 1 else ''} {', '.join(one_by_one(numbers))}"


def _entry(task: Task) -> dict[str, object]:
    """Return a task as JSON has it."""
    facts = {**asdict(task), "command": task.command or None}
    del facts["act"]
    return facts


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

    It names people who have an earlier plan, deadlines and mails that are due, changes that are not
    published, files in `out/` that the plan would now write otherwise, and past webinars without
    answers or attendance. The same act for many webinars is one line. With `--do`, it writes those
    files again, prepares the mails that are due, and lists what is left then. It sends nothing.

    Example: `sstc todo --today 2020-10-01`
    """
    session = session_of(context)
    if do:
        with redirect_stdout(sys.stderr) if as_json else nullcontext():
            _make(context, session, tasks(context, session, *session.opened()))
    workspace, series = session.opened()
    found = tasks(context, session, workspace, series, enough=0 if fast else None)
    lines = together(found)
    if as_json:
        facts = {"left": [*map(_entry, found)], "lines": [*map(_entry, lines)]}
        session.result(write_results(series=series.id, today=workspace.today, **facts))
        return
    shown = lines if every else lines[:_MOST]
    for number, task in enumerate(shown, 1):
        session.sentence(f"{number}. {task.sentence}")
        if task.command:
            session.result(f"   {task.command}")  # to copy, so that nothing breaks it
        if task.advice:
            session.sentence(f"   {task.advice}")
    if len(lines) > len(shown):
        session.say(f"and {len(lines) - len(shown)} more: `sstc todo --all`")
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

    If other things are `enough` lines, only files of guests are compared; with 0, none ever are.
    """
    sent = duties_by_mail(session, workspace, series) if sent is None else sent
    duties = [
        duty
        for duty in due_on(series, workspace.today, series.languages[0], sent)
        if duty.standing in (Standing.OVERDUE, Standing.TODAY)
    ]
    messages = {deadline.id: deadline.message or "" for deadline in series.deadlines}
    mails = _mails(session, workspace, series, {(messages[one.id], one.webinar) for one in duties})
    mailed = {left.about for left in mails if left.about[0]}
    found = [
        *(_of_mail(series, workspace.today, left) for left in mails),
        *(
            _of_duty(workspace, series, duty)
            for duty in duties
            if (messages[duty.id], duty.webinar) not in mailed
        ),
        *_unpublished(workspace, series),
        *_of_invitations(session, workspace, series),
        *_afterwards(workspace, series, mails),
    ]
    urgent = [task for task in found if task.urgency < _OUTDATED]
    if enough != 0:
        of_guests = enough is not None and len(together(urgent)) >= enough
        found += _of_files(context, session, workspace, series, of_guests=of_guests)
    return sorted(found)


def together(found: Iterable[Task]) -> list[Task]:
    """Return tasks in order, with the same act for many webinars as one."""
    acts: dict[object, list[Task]] = {}
    for number, task in enumerate(sorted(found)):
        acts.setdefault((task.urgency, task.act) if task.act else number, []).append(task)
    return [_for_all(tasks) if len(tasks) > 1 else tasks[0] for tasks in acts.values()]


def _for_all(tasks: Sequence[Task]) -> Task:
    """Return the same act for many webinars as one: by one command, if there is one."""
    first = tasks[0]
    if first.urgency == _MISLED:  # how many people they are together is not known
        tasks = sorted(tasks, key=lambda task: task.webinar or 0)
        first = replace(tasks[0], text=f"people have an {tasks[0].text.partition(' an ')[2]}")
    numbers = tuple(task.webinar for task in tasks if task.webinar)
    before, _, after = first.text.rpartition(f"webinar {first.webinar}")
    whole = replace(
        first, text=f"{before}{_webinars(numbers)}{after}", webinars=numbers, webinar=None
    )
    if command := _MADE.get(first.kind):
        return replace(whole, command=command)
    if first.command.startswith(_RECORD):
        others = " ".join(map(str, numbers[1:]))
        return replace(whole, command=f"{first.command} {others}")
    if all(task.command == first.command for task in tasks):
        return whole
    return replace(whole, then=numbers[1:])


def _mails(
    session: Session, workspace: Workspace, series: Series, wanted: Collection[About]
) -> list[MailLeft]:
    """Return what is left to do about mails; for duties that are due, they are `wanted`."""
    try:
        store = store_of(workspace) if has_store(workspace) else None
        lists, now = lists_of(session, workspace, series), session.last_moment(series)
        with store.reading() if store else nullcontext():  # one connection for all questions
            return [*mails_left(store, series, now, lists, wanted)]
    except SstcError:  # the duties have been listed with a warning
        return []


def _of_mail(series: Series, today: date, left: MailLeft) -> Task:
    message, number = left.about
    urgency = _urgency(series, today, number)
    if urgency == _AFTERWARDS and _can_be_late(series, left):
        urgency = _SOON
    urgency = _MISLED if left.misleads else urgency
    day = str(min(left.since.date(), today)) if left.since else ""
    kind = "due" if left.ready else "mail"
    fill = next((_FILLS[word] for word in left.command.split() if word in _FILLS), "")
    is_alike = left.misleads or (left.is_due and not left.begun)
    act = f"{kind} {message}" if is_alike and number else ""
    return Task(urgency, day, left.text, left.command, kind, number, (), fill, act, message)


def _can_be_late(series: Series, left: MailLeft) -> bool:
    message = series.message(left.about[0])
    return message is not None and message.until is not None


def _of_duty(workspace: Workspace, series: Series, duty: Due) -> Task:
    webinar = series.webinar(duty.webinar or 0)
    when = f"overdue since {duty.day}" if duty.standing is Standing.OVERDUE else "due today"
    text = f"{duty.name}{f' (webinar {webinar.number})' if webinar else ''}, {when}"
    number = f" {webinar.number}" if webinar else ""
    begins = duty.id == _NOTE and webinar and webinar.id not in workspace.notes
    command = "sstc knowledge start" if begins else f"{_RECORD} {duty.id}"
    urgency = _urgency(series, workspace.today, duty.webinar)
    act = f"{command} {when.split(maxsplit=1)[0]}" if webinar else ""
    day = str(duty.day)
    return Task(urgency, day, text, f"{command}{number}", "duty", duty.webinar, act=act)


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
        taken, day = releases_by_name(workspace.root), f"plan-{workspace.today}"
        names = chain([day], (f"{day}-{number}" for number in count(2)))
        name = next(name for name in names if name not in taken)
        yield Task(_SOON, "", text, f"sstc release publish {name}", "release")


def _of_files(
    context: typer.Context,
    session: Session,
    workspace: Workspace,
    series: Series,
    *,
    of_guests: bool = False,
) -> Iterator[Task]:
    """Yield the files that the plan would now write otherwise, by the command that made them.

    Those `of_guests` are all that these have, and take little time.
    """
    over = [one for one in series.webinars if one.ends.date() < workspace.today]
    past = tuple(f"{series.id}-{webinar.id}." for webinar in over)
    made, out = made_files(session.root), workspace.out
    owned = {file for files in made.values() for file in files}
    earlier = dict.fromkeys(earlier_files(series, out) if out.is_dir() else ())
    again = set[Path]()
    for made_by, files in made.items():
        words = () if of_guests and _ASKS not in made_by else _ahead(series, made_by)
        if not words:
            continue
        comparison = Comparison(workspace)
        problem = _compared(context, session, words, comparison)
        changed = [
            file
            for file in comparison.changed
            if (file in files if file.exists() else file not in owned)  # some delete what they sent
            and not (_ASKS in words and file.name.startswith(past))  # guests need no entry of it
        ]
        earlier |= dict.fromkeys(comparison.earlier)
        again |= comparison.made
        command = shlex.join(("sstc", *words))
        if problem:
            yield Task(_OUTDATED, "", f"`{command}` fails now: {problem}", "", "failing")
        elif changed:
            asked = _uninformed(session, workspace, series, changed) if _ASKS in words else []
            names = tuple(map(from_here, asked or changed))
            to_send = any(part in name for name in names for part in _FOR_SPEAKERS)
            whom = "the speakers" if to_send and _ASKS not in words else ""
            whom = "these guests" if asked else whom
            then = f"; then send them to {whom} again" if whom else ""
            what = f"out of date: {', '.join(first_of(names, _FILES))}{then}"
            # without a mail, the file is all that says what its guest has
            kind, urgency = ("calendar", _MISLED) if asked else ("files", _OUTDATED)
            yield Task(urgency, "", what, command, kind, files=names)
    left = [] if of_guests else [from_here(file) for file in earlier if file not in again]
    if left:
        text = f"of an earlier plan; delete what is not needed: {', '.join(first_of(left, _FILES))}"
        yield Task(_OUTDATED, "", text, "", "earlier", files=tuple(left))


def _uninformed(
    session: Session, workspace: Workspace, series: Series, files: Sequence[Path]
) -> list[Path]:
    """Return the files of invitations whose guests got no mail with the entry as it is now."""
    informed = {
        f"{series.id}-{webinar.id}.{guest}.request.ics"
        for webinar in series.webinars
        if any(file.name.startswith(f"{series.id}-{webinar.id}.") for file in files)
        for guest in _informed(session, workspace, series, webinar)
    }
    return [file for file in files if file.name not in informed]


def _informed(
    session: Session, workspace: Workspace, series: Series, webinar: Webinar
) -> Iterator[str]:
    """Yield the guests of a webinar whose last mail has its entry as it is now."""
    if not (key := lists_of(session, workspace, series).key):
        return
    told = memory_of(store_of(workspace), series, webinar).with_present_entry()
    for guest, invitation in Sent([workspace.out / _INVITATIONS]).valid(series, webinar).items():
        if key.recipient(invitation.email) in told:
            yield guest


def _ahead(series: Series, words: Words) -> Words:
    """Return the words of a command, for invitations without cancelled webinars, or nothing.

    A cancellation was true when it was written, and nothing more is to be done about it.
    """
    if _CANCELS in words:
        return ()
    cancelled = {str(webinar.number) for webinar in series.webinars if webinar.cancelled}
    numbers = {word for word in words if word.isdigit()}
    if _ASKS not in words or not numbers & cancelled:
        return words
    return tuple(word for word in words if word not in cancelled) if numbers - cancelled else ()


def _of_invitations(session: Session, workspace: Workspace, series: Series) -> Iterator[Task]:
    """Yield the cancelled webinars to which people have an invitation in their calendars."""
    sent = Sent([workspace.out / _INVITATIONS])
    for webinar in series.webinars:
        ahead = webinar.cancelled and webinar.ends.date() >= workspace.today
        guests = {*sent.valid(series, webinar)} if ahead else set[str]()
        if guests := guests and guests - {*_informed(session, workspace, series, webinar)}:
            people = quantity(len(guests), "person has", "people have")
            text = f"{people} an invitation to webinar {webinar.number}, which is cancelled"
            command = f"sstc calendar export {webinar.number} {_CANCELS}"
            yield Task(_MISLED, "", text, command, "calendar", webinar.number)


def _afterwards(workspace: Workspace, series: Series, mails: Sequence[MailLeft]) -> Iterator[Task]:
    """Yield what past webinars lack: answers, attendance, a report and notes.

    Attendance comes before the mails that need it.
    """
    today = workspace.today
    needed = {
        left.about[1]: (min(_SOON, _urgency(series, today, left.about[1])), str(left.since.date()))
        for left in mails
        if left.is_due and not left.early and left.since and _can_be_late(series, left)
        if (message := series.message(left.about[0]))
        if not {"attended", "absent"}.isdisjoint(message.to)
    }
    over = [one for one in series.in_time_order if one.ends.date() < today]
    store = store_of(workspace) if has_store(workspace) else None
    try:
        present = webinars_with_rows(store) if store else set()
    except SstcError:
        return
    missing = missing_rows(workspace, series, today, present)
    missing[ATTENDANCE_ID] += [
        one.number
        for one in series.webinars
        if one.ends.date() == today and one.number in needed
        if (ATTENDANCE_ID, one.id) not in present
    ]
    for survey, numbers in missing.items():
        if numbers:
            of_survey = (f"answers to the survey `{survey}`", _EXPORT)
            what, file = ("attendance", _ATTENDANCE) if survey == ATTENDANCE_ID else of_survey
            one = f" --webinar {numbers[0]}" if len(numbers) == 1 else ""
            text = f"no {what} yet: {_webinars(numbers)}"
            command = f"sstc surveys import FILE{one}"
            mails_due = [needed[number] for number in numbers if number in needed]
            is_first = survey == ATTENDANCE_ID and mails_due
            urgency, day = min(mails_due) if is_first else (_AFTERWARDS, "")
            yield Task(
                urgency, day, text, command, "answers", fill=file, about=survey,
                webinars=tuple(numbers),
            )  # fmt: skip
    if present and len(over) == len(series.in_time_order) and not entries(workspace.out / "report"):
        text = "the series is over, and has no report yet"
        yield Task(_AFTERWARDS, "", text, "sstc report render --format docx", "report")
    has_duty = any(deadline.id == _NOTE for deadline in series.deadlines)
    for webinar in over if workspace.notes and not has_duty else ():
        if webinar.id not in workspace.notes:
            text = f"no knowledge note yet: webinar {webinar.number}"
            command = f"sstc knowledge start {webinar.number}"
            yield Task(_AFTERWARDS, "", text, command, "note", webinar.number, act="note")


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
