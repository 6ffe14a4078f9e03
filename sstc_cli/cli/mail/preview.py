"""`sstc mail preview|test`: each variant of a message once, before anybody gets it."""

import base64
import time
from collections.abc import Sequence
from dataclasses import replace
from email.utils import formatdate
from enum import StrEnum
from typing import Annotated

import typer

from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import Language, Output, Replace, read_language
from sstc_cli.cli.console.render import Open, open_written, refuse_without_screen
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.mail.composer import compared, composer_of
from sstc_cli.cli.mail.options import (
    AskedMessage,
    MessageName,
    OneNumber,
    Since,
    To,
    message_named,
    webinar_of,
)
from sstc_cli.cli.mail.outbox import account_of, allow_command, password_for
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.account import Account
from sstc_cli.mail.addresses import AddressError, read_address
from sstc_cli.mail.connection import Envelope, LostError, Patience, RefusedError, connect
from sstc_cli.mail.message import Attachment, write
from sstc_cli.mail.replies import Act
from sstc_cli.mailing.changes import PersonalChanges
from sstc_cli.mailing.composing import Composer
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.preview import Trial, trials
from sstc_cli.mailing.recipients import read_named
from sstc_cli.mailing.smtp_session import no_connection, refused
from sstc_cli.model import Message, Series, Webinar
from sstc_cli.quantity import quantity
from sstc_cli.store.response import PseudonymKey
from sstc_cli.workspace import Workspace

_NO_KEY = b"only for examples"
_WIDTH = 72
_SECONDS = 60  # in that time, the account's pace allows so many mails


def _trial_mailing(
    workspace: Workspace, series: Series, message: Message, webinar: Webinar | None
) -> Mailing:
    """Return a mailing that nobody gets."""
    return Mailing(workspace, series, message, webinar, PseudonymKey(_NO_KEY), "example")


def variants(
    workspace: Workspace,
    series: Series,
    asked: AskedMessage,
    language: str | None,
    address: str | None = None,
) -> tuple[Composer, list[Trial]]:
    """Return what writes the mails of a message, and each of its variants."""
    message = message_named(series, asked.message)
    webinar = webinar_of(series, message, asked.number)
    groups = read_named(asked.to or message.to, message).groups
    languages = [read_language(language, series.languages)] if language else series.languages
    mailing = _trial_mailing(workspace, series, message, webinar)
    if message.document != "notice":
        composer = composer_of(mailing)
        return composer, trials(composer, groups, languages, address)
    changes = PersonalChanges(mailing, compared(workspace, asked.since))
    composer = composer_of(mailing, changes.view)
    found = trials(composer, groups, languages, address, changes.concern)
    if not found:
        raise changes.nothing()
    return composer, found


class PreviewFormat(StrEnum):
    """How variants are shown."""

    TXT = "txt"
    HTML = "html"


def preview(
    context: typer.Context,
    message: MessageName,
    number: OneNumber = None,
    to: To = None,
    language: Language = None,
    since: Since = None,
    every: Annotated[bool, flag("--all", text="Show all variants. [default: the first]")] = False,
    format: Annotated[
        PreviewFormat, typer.Option(help="`txt` on the terminal, or `html` as files.")
    ] = PreviewFormat.TXT,
    output: Output = None,
    replace: Replace = False,
    open: Open = False,
) -> None:
    """Show a message as people get it.

    This is what a person in the series' time zone gets; the other variants are listed. With
    `--all`, show each of them: by language, group, time zone and attendance. Only speakers are
    those of the plan; other people are invented. HTML files go to `out/mail/`, where only you can
    read them.

    Example: `sstc mail preview agenda 7 --language en`
    """
    session = session_of(context, replaces=replace)
    workspace, series = session.opened()
    if open:
        refuse_without_screen(workspace.root)
    asked = AskedMessage(message, number, to, since=since)
    composer, found = variants(workspace, series, asked, language)
    shown = found if every else found[:1]
    if format is PreviewFormat.TXT and not open:
        session.result("\n".join(outline(composer, trial) for trial in shown))
    else:
        _write(session, workspace, composer, shown, output, open=open)
    if more := found[len(shown) :]:
        session.say(f"{quantity(len(more), 'more variant')}, which `--all` shows:")
        for trial in more:
            session.say(f"  {trial.title}")


def _write(
    session: Session,
    workspace: Workspace,
    composer: Composer,
    found: list[Trial],
    output: str | None,
    *,
    open: bool,
) -> None:
    """Write each variant as a page that a browser shows as mail programs do."""
    mailing = composer.mailing
    number = f"-{mailing.webinar.number:02}" if mailing.webinar else ""
    stem = f"{mailing.message.id}{number}"
    pages = enumerate(map(_page, found), 1)
    files = {f"{stem}.{position:02}.html": page.encode() for position, page in pages}
    paths = deliver(session, files, workspace.out / "mail", output, 0o600)
    for name, trial in zip(files, found, strict=True):
        session.say(f"{name}: {trial.title}")
    if open:
        open_written(paths, session.root)


def _page(trial: Trial) -> str:
    """Return the page of a mail with its pictures in it, as a browser needs them."""
    html = trial.rendered.page.html
    for picture in trial.rendered.page.pictures:
        data = base64.b64encode(picture.data).decode()
        html = html.replace(f"cid:{picture.content_id}", f"data:{picture.kind};base64,{data}")
    return html


def outline(composer: Composer, trial: Trial) -> str:
    """Return the lines above a variant, its text, and what else the mail has."""
    mail = composer.mail(trial.recipient)
    sender = f"{mail.sender.name} <{mail.sender.address}>"
    lines = [
        f"=== {trial.title} ".ljust(_WIDTH, "="),
        f"From: {sender}",
        f"Subject: {mail.subject}",
    ]
    if mail.reply_to:
        lines.append(f"Reply-To: {mail.reply_to.address}")
    also = [f"calendar entry ({mail.calendar.method})"] if mail.calendar else []
    also += [file.name for file in mail.attachments]
    also += [quantity(len(mail.pictures), "picture")] if mail.pictures else []
    if also:
        lines.append(f"Attached: {', '.join(also)}")
    return "\n".join([*lines, "", mail.text.replace("\r\n", "\n")])


def send_to_self(
    context: typer.Context,
    message: MessageName,
    number: OneNumber = None,
    to: Annotated[
        str, typer.Option("--to", metavar="ADDRESS", help="Your own address.", show_default=False)
    ] = "",
    send: Annotated[bool, flag("--send/--dry-run", text="Send them, or only list them.")] = False,
    language: Language = None,
    since: Since = None,
) -> None:
    """Send each variant of a message to your own address.

    Without `--send`, it is a dry run. The subjects begin with `TEST`; the ledger does not count
    these mails. Calendar entries are attached as files, so that none enters your calendar.

    Example: `sstc mail test agenda 7 --to me@example.org`
    """
    session = session_of(context)
    workspace, series = session.opened()
    address = _own(to)
    account = account_of(workspace) if send else None
    asked = AskedMessage(message, number, since=since)
    composer, found = variants(workspace, series, asked, language, address)
    mails = [_bytes(composer, trial, at, len(found)) for at, trial in enumerate(found, 1)]
    for trial in found:
        session.result(trial.title)
    if account is None:
        count = quantity(len(mails), "mail")
        session.say(f"{count} would go to {address}, but nothing was sent: add `--send`")
        return
    _send(session, account, composer, address, mails)
    session.say(f"sent {quantity(len(mails), 'mail')} to {address}")


def _own(text: str) -> str:
    """Return one's own address, as servers take it."""
    try:
        return read_address(text).wire
    except AddressError as error:
        hint = "name your own address: `--to me@example.org`"
        raise SstcError(f"`--to`: {error.reason}", hint, ExitCode.USAGE) from None


def _bytes(composer: Composer, trial: Trial, at: int, of: int) -> bytes:
    """Return the bytes of a variant with a mark in its subject, and an entry only as a file."""
    mail = composer.mail(trial.recipient)
    files = mail.attachments
    if mail.calendar:
        kind = f"text/calendar; charset=utf-8; method={mail.calendar.method}"
        files = (*files, Attachment("entry.ics", kind, mail.calendar.data))
    subject = f"TEST {at}/{of} {mail.subject}"
    name, _, domain = mail.message_id.partition("@")
    marked = replace(
        mail,
        recipient=replace(mail.recipient, name=""),  # it is invented
        message_id=f"test{at}.{int(time.time())}.{name}@{domain}",
        subject=subject,
        calendar=None,
        attachments=files,
    )
    return write(marked)


def _send(
    session: Session, account: Account, composer: Composer, address: str, mails: Sequence[bytes]
) -> None:
    """Send the mails at the pace of the account; stop at the first one that is refused."""
    allow_command(account, composer.mailing.workspace.root)
    sender = composer.mailing.sender.mailbox(composer.mailing.series.languages[0]).address
    secret = password_for(account)
    try:
        connection = connect(account, secret, Patience())
        with session.progress("Sending", len(mails)) as step:
            for at, data in enumerate(mails):
                if at >= account.pace.per_minute:
                    time.sleep(_SECONDS / account.pace.per_minute)
                dated = f"Date: {formatdate(time.time())}\r\n".encode() + data
                connection.offer(Envelope(sender, address, dated))
                reply = connection.finish()
                if reply.act is not Act.ACCEPTED:
                    raise refused(account, reply)
                step(1)
        connection.quit()
    except RefusedError as error:
        raise refused(account, error.reply) from None
    except LostError as error:
        raise no_connection(account, error) from None
