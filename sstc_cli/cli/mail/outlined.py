"""A mail as people see it in a list and on opening it, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from sstc_cli.mailing.composing import Composer
    from sstc_cli.mailing.trials import Trial

_WIDTH = 72


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
