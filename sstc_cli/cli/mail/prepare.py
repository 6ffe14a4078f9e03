"""`sstc mail prepare`: all mails of a message as private files, to be looked at and sent."""

import dataclasses
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from stat import S_ISREG
from typing import Annotated

import typer

from sstc_cli.atomic import discard, discard_folder, replace, replace_all
from sstc_cli.cli.console.files import from_here, not_written, writing
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.mailed import has_store, lists_of
from sstc_cli.cli.console.opt_outs import refused_people
from sstc_cli.cli.console.options import Early, Json, Yes
from sstc_cli.cli.console.rejects import title_of, write_near
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.mail.batch import Done, Gathered, gather, report, too_early_before
from sstc_cli.cli.mail.composer import remember_entry
from sstc_cli.cli.mail.options import (
    AskedMessage,
    Column,
    Except,
    MessageName,
    OneNumber,
    SheetName,
    Since,
    SkipRejected,
    To,
    message_named,
    webinar_of,
)
from sstc_cli.cli.mail.outbox import outboxes
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.listing import entries
from sstc_cli.lock import making_parts
from sstc_cli.mail.addresses import sender_of
from sstc_cli.mailing.batch import DecidedBatch, decide_batch, too_early
from sstc_cli.mailing.composing import WrittenMail, write_all
from sstc_cli.mailing.contacts import write_rejects
from sstc_cli.mailing.left import mails_left
from sstc_cli.mailing.memory import content_of, told_by
from sstc_cli.mailing.outbox import Outbox, short_id
from sstc_cli.mailing.recipients import StoredPeople, excluded, is_address, read_typed
from sstc_cli.model import Series
from sstc_cli.model.deadlines import expires_at
from sstc_cli.model.values import is_id
from sstc_cli.quantity import quantity
from sstc_cli.store.history import LOST_HINT, lost_webinars, rows_by_webinar
from sstc_cli.store.mail import Batch, MailRecord, record_batch
from sstc_cli.store.mail.earlier import earlier_batches
from sstc_cli.store.mail.status import withdraw_outdated
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.data_files import refuse_outside

_PARTS = ".sstc-mails.part.tmp"
Again = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Send it again to people who already have it; NAME labels the repeat.",
        show_default=False,
    ),
]
NewWebinar = Annotated[bool, flag("--new-webinar", text="The webinar is new: no `id` has changed.")]


def prepare(
    context: typer.Context,
    message: MessageName,
    number: OneNumber = None,
    to: To = None,
    except_: Except = None,
    column: Column = None,
    sheet: SheetName = None,
    skip_rejected: SkipRejected = False,
    again: Again = "",
    since: Since = None,
    early: Early = False,
    new_webinar: NewWebinar = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Write the mails of a message to the private outbox. Send nothing.

    People who already have the message are left out, unless `--to` names their address. Unsent
    mails of an earlier batch are replaced. If one mail fails, none is written. A message that looks
    back at a webinar is refused before its end. If the `id` of the webinar seems to have changed,
    or the message is not for a person whose address is named, the command asks.

    Example: `sstc mail prepare invitation 7 --to contacts.xlsx --today 2020-09-18`
    """
    session = session_of(context)
    workspace, series = session.opened()
    words = AskedMessage(
        message, number, to, except_, column, sheet, since, skip_rejected, _occasion(again)
    )
    if not early:
        _refuse_early(session, series, words, session.last_moment(series))
    if not new_webinar:
        _refuse_renamed(session, workspace, series, words)
    named = [word for word in to or () if is_address(word)]
    if named and not yes:
        _refuse_left_out(session, workspace, series, words, named)
    if len(named) < len(to or ()) or not named:
        others = [word for word in to or () if word not in named] or None
        _prepare(session, workspace, series, dataclasses.replace(words, to=others), as_json=json)
    for address in named:
        _prepare_again(
            session, workspace, series, dataclasses.replace(words, to=[address]), as_json=json
        )


def _prepare_again(
    session: Session, workspace: Workspace, series: Series, asked: AskedMessage, *, as_json: bool
) -> None:
    """Write the mail to one person who is named, also if the person has it already."""
    made = None
    try:
        made = _prepared(session, workspace, series, asked)
    except _KnownError:
        if asked.again:
            raise
    if made is None or not (made[1].waiting or asked.again):
        once_more = dataclasses.replace(asked, again=f"again-{session.day}")
        made = _prepared(session, workspace, series, once_more)
    report(session, *made, as_json=as_json)


class _KnownError(SstcError):
    """All recipients have the message already."""


def due(context: typer.Context) -> None:
    """Prepare the mails of all messages that are due. Send nothing.

    A message is due from the day or hour of its `send` until it is too late for it, or until all
    people on its list have it. People with an earlier plan or link get a notice. If a message goes
    to contacts, who are in a file of yours, or lacks its link, only a command is printed.

    Example: `sstc mail due --today 2020-07-20`
    """
    session = session_of(context)
    workspace, series = session.opened()
    store = store_of(workspace) if has_store(workspace) else None
    now, failed = session.last_moment(series), False
    lists = lists_of(session, workspace, series)
    left_to_do = mails_left(store, series, now, lists)
    found = {left.about: left for left in left_to_do if left.is_drafted or left.is_due}
    if found:
        sender_of(series)
    for left in found.values():
        session.say(f"{left.text}: `{left.command}`")
        try:
            if left.ready:
                _prepare(session, workspace, series, AskedMessage(*left.about), as_json=False)
        except SstcError as error:
            failed = True
            session.say(
                f"not prepared: {error.message}" + (f"; {error.hint}" if error.hint else "")
            )
    if not found:
        session.say("no message is due")
    raise typer.Exit(ExitCode.DATA if failed else ExitCode.OK)


def _prepare(
    session: Session, workspace: Workspace, series: Series, asked: AskedMessage, *, as_json: bool
) -> None:
    """Write the mails of a message, and say what they are."""
    report(session, *_prepared(session, workspace, series, asked), as_json=as_json)


def _prepared(
    session: Session, workspace: Workspace, series: Series, asked: AskedMessage
) -> tuple[Gathered, Done]:
    gathered = gather(session, workspace, series, asked)
    _write_rejects(session, gathered)  # first: if that fails, nothing is prepared
    mailing = gathered.mailing
    hurry = too_early(series, mailing.message, mailing.webinar, session.last_moment(series))
    return gathered, run(session, gathered, workspace.today, session.now(series), hurry)


def _refuse_early(session: Session, series: Series, asked: AskedMessage, now: datetime) -> None:
    """Refuse a message that looks back at a webinar which is not over, unless a person insists."""
    message = message_named(series, asked.message)
    webinar = webinar_of(series, message, asked.number)
    if webinar and message.is_afterwards and now < series.instant(webinar.ends):
        hint = "prepare it when the webinar is over, or add `--early` to do it now"
        problem = too_early(series, message, webinar, now)
        session.insist(problem, "Prepare it anyway?", "nothing was prepared", hint)


def _refuse_renamed(
    session: Session, workspace: Workspace, series: Series, asked: AskedMessage
) -> None:
    """Refuse the first mails of a webinar which may be one that people know under another id."""
    store = store_of(workspace)
    webinar = webinar_of(series, message_named(series, asked.message), asked.number)
    lost = lost_webinars(store)
    if lost and webinar and not ((rows := rows_by_webinar(store).get(webinar.id)) and rows.mails):
        problem = f"{'; '.join(lost.values())}, and webinar {webinar.number} has no mails"
        hint = f"{LOST_HINT}; if it is not webinar {webinar.number}, add `--new-webinar`"
        session.insist(problem, "Prepare it anyway?", "nothing was prepared", hint)


def _refuse_left_out(
    session: Session,
    workspace: Workspace,
    series: Series,
    asked: AskedMessage,
    addresses: Sequence[str],
) -> None:
    """Refuse people who are named, but whom the message is not for, such as who has registered."""
    message = message_named(series, asked.message)
    webinar = webinar_of(series, message, asked.number)
    webinars = (webinar.id,) if webinar else ()
    people = StoredPeople(store_of(workspace), series, workspace.surveys, webinars)
    known = [name for name in message.except_ if name != "attended" or people.knows_attendance]
    for reason, keys in excluded(people, known).items():
        for number, address in enumerate(addresses, 1):
            if read_typed(address).person in keys:
                who = "this person" if len(addresses) == 1 else f"person {number} after `--to`"
                problem = f"`{message.id}` is not for {who} ({reason})"
                hint = "to write to this person all the same, add `--yes`"
                session.insist(problem, "Prepare it anyway?", "nothing was prepared", hint)


def run(session: Session, gathered: Gathered, today: date, now: datetime, early: str) -> Done:
    """Write the mails, and keep those of the batch in the outbox and in the ledger."""
    mailing = gathered.mailing
    folder = outboxes(mailing.workspace)
    with drafts(mailing.workspace.root, folder) as drafted:
        entries = _write(session, gathered, drafted)
        decided = _decided(gathered, entries, now)
        hurried = too_early_before(gathered, [entry.message_id for entry in entries], now)
        kept = [entry for entry in entries if entry.message_id in decided.mails]
        batch = _batch(gathered, decided.id)
        with keeping_drafts(drafted, folder, decided.id, decided.mails) as restored:
            recorded = record_batch(gathered.store, mailing.key, batch, kept, today)
        drop_moved(folder, decided.superseded, decided.mails)
    outdated = withdraw_outdated(gathered.store, batch)
    remember_entry(gathered.composer)
    return Done(decided, batch, kept, recorded, restored, now, outdated, early, hurried)


def _decided(gathered: Gathered, entries: Sequence[MailRecord], now: datetime) -> DecidedBatch:
    """Return which of the mails become a batch; refuse if all have one."""
    mailing = gathered.mailing
    webinar = mailing.webinar.id if mailing.webinar else None
    earlier = earlier_batches(gathered.store, mailing.message.id, webinar, mailing.occasion)
    digests = {entry.message_id: entry.sha256 for entry in entries}
    about = mailing.message, mailing.webinar
    decided = decide_batch(*about, digests, earlier, to_one=gathered.to_one)
    if not decided.mails:
        raise _nobody(gathered, decided, too_early_before(gathered, [*digests], now))
    return decided


def _write_rejects(session: Session, gathered: Gathered) -> None:
    """Write the rows that were skipped into a private file beside their list."""
    for source, reading in gathered.readings:
        if reading.rejected:
            data = write_rejects(title_of(source.file), reading)
            file = write_near(source.file, gathered.mailing.workspace.out / "mail", data)
            session.say(f"the rejected rows are in {from_here(file)}: correct them there")


def _write(session: Session, gathered: Gathered, folder: Path) -> list[MailRecord]:
    """Write all mails into a folder, but for people who get none, and return what they are."""
    people = gathered.chosen.people
    refused = refused_people(people, gathered.composer.mailing, gathered.store)
    for reason in refused.values():
        gathered.chosen.left_out[reason] = gathered.chosen.left_out.get(reason, 0) + 1
    people = {key: person for key, person in people.items() if key not in refused}
    entries = []
    with session.progress("Writing mails", len(people)) as step:
        for written in write_all(gathered.composer, people):
            write_draft(folder, written)
            entries.append(written.entry)
            step(1)
    return entries


def _batch(gathered: Gathered, id_: str) -> Batch:
    """Return what the ledger keeps of a batch."""
    mailing = gathered.mailing
    message, webinar, release = mailing.message, mailing.webinar, mailing.workspace.release
    expires = expires_at(mailing.series, webinar, message)
    return Batch(
        id_,
        message.id,
        message.kind,
        webinar.id if webinar else None,
        mailing.occasion,
        content_of(mailing.series, webinar, message),
        release.name if release else "",
        expires.isoformat() if expires else None,
        told_by(mailing.series, webinar, id_) if webinar else None,
    )


def _nobody(gathered: Gathered, decided: DecidedBatch, hurried: str) -> SstcError:
    """Return the error of a batch without recipients, perhaps because they got it too early."""
    reasons = dict(gathered.chosen.left_out)
    if decided.got:
        reasons["have this message already"] = decided.got
        hint = "to write to them once more on purpose, add `--again` with a name for the occasion"
    else:
        hint = "name other people with `--to`, or import who registered: `sstc surveys import`"
    people = [f"{quantity(reasons[why], 'person', 'people')} ({why})" for why in reasons]
    why = f": left out {' and '.join(people)}" if people else ""
    kind = _KnownError if decided.got else SstcError
    return kind(f"no recipient is left{why}", hurried or hint, ExitCode.DATA)


def _occasion(name: str) -> str:
    """Return the name of an occasion, which becomes a part of ids."""
    if name and not is_id(name):
        hint = "use small letters, digits and hyphens, for example `second`"
        raise typer.BadParameter(f"`{name}` is not a name: {hint}", param_hint="--again")
    return name


@contextmanager
def drafts(root: Path, outboxes: Path) -> Iterator[Path]:
    """Provide an empty private folder for the mails that a command writes, and leave none.

    One command at a time writes mails.
    """
    refuse_outside(root, outboxes / "batch")
    with writing(outboxes):
        outboxes.mkdir(0o700, parents=True, exist_ok=True)
        outboxes.chmod(0o700)
        with making_parts(outboxes):
            folder = outboxes / _PARTS
            folder.mkdir(0o700)
            yield folder


def write_draft(folder: Path, written: WrittenMail) -> None:
    """Write a mail into the folder of drafts, as a file that only the user can read."""
    file = folder / written.entry.message_id
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "wb") as stream:  # noqa: PTH123 of a handle
        stream.write(written.data)


@contextmanager
def keeping_drafts(
    folder: Path, outboxes: Path, batch: str, mails: Collection[str]
) -> Iterator[int]:
    """Move the drafts of a batch into its outbox, and provide how many files that changed.

    A new outbox appears as a whole, and goes again if the ledger cannot be written. In one that
    exists, files that are missing or were edited are restored.
    """
    names = names_of(mails)
    for draft in entries(folder):
        if draft.name in names:
            replace(draft, folder / names[draft.name])
        else:
            discard(draft)
    target = outboxes / batch
    if target.exists():
        yield _restore(folder, target, names.values())
        return
    replace(folder, target)
    try:
        yield len(names)
    except BaseException:
        discard_folder(target)
        raise


def _restore(folder: Path, target: Path, names: Collection[str]) -> int:
    """Put files into an outbox in which they are missing or edited, and return their number."""
    ready = {target / name: folder / name for name in names}
    changed = {path: draft for path, draft in ready.items() if not _is_same(path, draft)}
    if refused := replace_all(changed):
        error = next(iter(refused.values()))
        raise not_written(from_here(target), error) from error
    return len(changed)


def names_of(mails: Collection[str]) -> Mapping[str, str]:
    """Return the name of the file of each mail, in the order of the Message-IDs."""
    digits = max(4, len(str(len(mails))))
    return {
        id_: f"{number:0{digits}}-{short_id(id_)}.eml"
        for number, id_ in enumerate(sorted(mails), 1)
    }


def drop_moved(outboxes: Path, batches: Collection[str], mails: Collection[str]) -> None:
    """Delete the files of mails that a new batch has taken over, and outboxes that are empty."""
    for batch in batches:
        outbox = Outbox(outboxes / batch)
        for message_id in mails:
            if file := outbox.file(message_id):
                discard(file)
        with suppress(OSError):  # it still has mails that were sent
            outbox.folder.rmdir()


def _is_same(path: Path, draft: Path) -> bool:
    try:
        is_file = S_ISREG(path.lstat().st_mode)  # to read a pipe would take for ever
        return is_file and path.read_bytes() == draft.read_bytes()
    except OSError:
        return False
