"""`sstc mail preview`: each variant of a message once, before anybody gets it."""

from __future__ import annotations

import base64
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Language, Output, Replace, Today
from sstc_cli.cli.console.render import Open
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.mail.words import Asked, MessageName, OneNumber, Since, To

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.mailing.composing import Composer
    from sstc_cli.mailing.preview import Trial
    from sstc_cli.workspace import Workspace


_WIDTH = 72


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
    format: Annotated[
        PreviewFormat, typer.Option(help="`txt` on the terminal, or `html` as files.")
    ] = PreviewFormat.TXT,
    output: Output = None,
    replace: Replace = False,
    open: Open = False,
    today: Today = None,
) -> None:
    """Show each variant of a message once: by language, group, and whether people attended.

    The people are invented, and only speakers are those of the plan. HTML files go to `out/mail/`,
    where only you can read them.

    Example: `sstc mail preview agenda 7 --language en`
    """
    from sstc_cli.cli.console.opening import refuse_without_screen
    from sstc_cli.cli.mail.trying import variants

    session = session_of(context, replaces=replace)
    workspace, series = session.opened(today)
    if open:
        refuse_without_screen(workspace.root)
    asked = Asked(message, number, to, since=since)
    composer, found = variants(workspace, series, asked, language)
    if format is PreviewFormat.TXT and not open:
        session.result("\n".join(outline(composer, trial) for trial in found))
        return
    _write(session, workspace, composer, found, output, open=open)


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
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.cli.console.opening import open_written

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
    from sstc_cli.quantity import quantity

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
