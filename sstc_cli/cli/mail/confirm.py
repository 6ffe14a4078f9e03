"""The count that somebody types before mails are sent."""

import sys

import typer

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import quantity
from sstc_cli.store.mail.status import PreparedBatch


def confirmed(mailing: PreparedBatch, limit: int | None, typed: int | None) -> int:
    """Return the count that was confirmed; refuse a wrong one.

    It is that of the mails still to be sent. The count that was confirmed when the batch was begun
    is right, too, so that a killed run is continued by the same command.
    """
    left = mailing.waiting
    if typed is None:
        if not sys.stdin.isatty():
            message = f"{quantity(left, 'mail')} would be sent, and nobody was asked"
            raise SstcError(message, f"add `--yes {left}` to send them", ExitCode.USAGE)
        typed = typer.prompt("How many mails are still to be sent?", type=int, err=True)
    right = {left, min(left, limit)} if limit is not None else {left}
    begun = mailing.confirmed or 0
    if typed in right:
        return max(begun, left)
    if typed == begun and left < begun:
        return begun
    message = f"{quantity(left, 'mail is', 'mails are')} still to be sent, not {typed:,}"
    hint = "look at the batch without `--send`, then give this count"
    raise SstcError(f"{message}, so nothing was sent", hint, ExitCode.USAGE)
