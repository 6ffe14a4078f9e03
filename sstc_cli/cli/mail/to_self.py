"""`sstc mail test`: each variant of a message to one's own address, through the account."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Language, Today, flag
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.mail.words import Asked, MessageName, OneNumber, Since
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sstc_cli.cli.console.session import Session
    from sstc_cli.mail.account import Account
    from sstc_cli.mailing.composing import Composer
    from sstc_cli.mailing.preview import Trial

_SECONDS = 60  # in which the account's pace allows so many mails


def send_to_self(
    context: typer.Context,
    message: MessageName,
    number: OneNumber = None,
    to: Annotated[
        str, typer.Option("--to", metavar="ADDRESS", help="Your own address.", show_default=False)
    ] = "",
    send: Annotated[
        bool, flag("--send", text="Send them. Without it, only say what would go.")
    ] = False,
    language: Language = None,
    since: Since = None,
    today: Today = None,
) -> None:
    """Send each variant of a message to your own address, to see it in your mail program.

    A dry run until `--send`. The subjects begin with `TEST`; the ledger does not count these mails,
    and calendar entries are attached as files, so that nothing enters your calendar.

    Example: `sstc mail test agenda 7 --to me@example.org`
    """
    from sstc_cli.cli.mail.opened import account_of
    from sstc_cli.cli.mail.trying import variants
    from sstc_cli.quantity import quantity

    session = session_of(context)
    workspace, series = session.opened(today)
    address = _own(to)
    account = account_of(workspace) if send else None
    asked = Asked(message, number, since=since)
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
    from sstc_cli.mail.addresses import AddressError, read_address

    try:
        return read_address(text).wire
    except AddressError as error:
        hint = "name your own address: `--to me@example.org`"
        raise SstcError(f"`--to`: {error.reason}", hint, ExitCode.USAGE) from None


def _bytes(composer: Composer, trial: Trial, at: int, of: int) -> bytes:
    """Return the bytes of a variant with a mark in its subject, and an entry only as a file."""
    from sstc_cli.mail.message import Attachment, write

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
    from email.utils import formatdate

    from sstc_cli.cli.console.progress import progress
    from sstc_cli.cli.console.secret.allowed_commands import allow_command
    from sstc_cli.mail.account import secret_of
    from sstc_cli.mail.connection import Envelope, LostError, Patience, RefusedError, connect
    from sstc_cli.mail.replies import Act
    from sstc_cli.mailing.smtp_session import no_connection, refused

    allow_command(account, composer.mailing.workspace.root)
    sender = composer.mailing.sender.mailbox(composer.mailing.series.languages[0]).address
    secret = secret_of(account) if account.user else ""
    try:
        connection = connect(account, secret, Patience())
        with progress(session, "Sending", len(mails)) as step:
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
