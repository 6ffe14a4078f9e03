"""`sstc mail send`: a dry run, and with `--send` the real thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Json, Today, flag
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.mail.options import BatchName
from sstc_cli.cli.mail.until import read_until
from sstc_cli.errors import ExitCode

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.cli.mail.planned import Planned
    from sstc_cli.mailing.send import BatchSender
    from sstc_cli.store.mail.status import PreparedBatch


Really = Annotated[
    bool, flag("--send", text="Send the mails. [default: only say what would happen]")
]
Count = Annotated[
    int | None,
    typer.Option(
        "--yes", metavar="COUNT", min=0, help="Number of mails still to be sent, for scripts."
    ),
]
Limit = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="Send at most so many mails now.")
]
Until = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        parser=read_until,
        help="Stop at this time of the series' zone: 18:00 or '2026-11-27 18:00'.",
    ),
]


def send(
    context: typer.Context,
    batch: BatchName,
    really: Really = False,
    yes: Count = None,
    limit: Limit = None,
    until: Until = None,
    today: Today = None,
    json: Json = False,
) -> None:
    """Send a batch: a dry run, until you add `--send`.

    Each mail is sent at most once, at the pace of the account in `.sstc/mail.toml`. After Ctrl-C, a
    crash or trouble with the network, the same command goes on. Mails whose webinar has changed
    since are refused: prepare them again.

    Exit status: 0 nothing is left to send now, 1 some failed or are unknown, 3 some are left.

    Example: `sstc mail send agenda-07`
    """
    from sstc_cli.cli.mail.planned import Asked, plan, show_plan
    from sstc_cli.cli.mail.sending import run

    session = session_of(context)
    workspace, series = session.opened(today)
    planned = plan(session, workspace, series, Asked(batch, limit, until, today))
    if really:
        _finish(session, planned, run(session, planned, yes), json=json)
    elif json:
        session.result(_json(planned.fresh(), sent=0, dry_run=True))
    else:
        show_plan(session, planned)


def _finish(session: Session, planned: Planned, sender: BatchSender | None, *, json: bool) -> None:
    """Show what this run has done, and end with the status that says how the batch is."""
    from sstc_cli.cli.mail.ended import show_end
    from sstc_cli.store.mail.batch import MailState

    mailing = planned.fresh()
    sent = sender.ends[MailState.SENT] if sender else 0
    if json:
        session.result(_json(mailing, sent=sent, dry_run=False))
    else:
        show_end(session, planned, mailing, sender)
    states = mailing.states
    left = mailing.waiting or states[MailState.CLAIMED] or states[MailState.DOT]
    if left and not (sender and sender.over):
        raise typer.Exit(ExitCode.FAILED)
    if states[MailState.FAILED] or states[MailState.UNKNOWN] or states[MailState.EXPIRED]:
        raise typer.Exit(ExitCode.DATA)


def _json(mailing: PreparedBatch, *, sent: int, dry_run: bool) -> str:
    from sstc_cli.cli.console.json import write_results

    content = {"batch": mailing.id, "count": mailing.count, "states": dict(mailing.states)}
    return write_results(**content, sent=sent, dry_run=dry_run)
