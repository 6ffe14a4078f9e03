"""`sstc mail send`: a dry run, and with `--send` the real thing."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from time import monotonic, sleep
from types import FrameType
from typing import Annotated

import typer

from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.mailed import lists_of
from sstc_cli.cli.console.options import Early, Json
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.mail.options import BatchName, read_until
from sstc_cli.cli.mail.outbox import alive, allow_command, password_for
from sstc_cli.cli.mail.planned import AskedBatch, Planned, clock, plan, show_plan
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.account import ASK, Account
from sstc_cli.mail.connection import Patience
from sstc_cli.mail.passwords import secret_of
from sstc_cli.mailing.duties import reached, sent_duties, settled_by
from sstc_cli.mailing.outdated import message_of
from sstc_cli.mailing.send import BatchSender, Hooks
from sstc_cli.mailing.smtp_session import ServerSessions
from sstc_cli.quantity import quantity
from sstc_cli.store.mail.batch import IN_FLIGHT, MailState
from sstc_cli.store.mail.ledger import Ledger, open_ledger
from sstc_cli.store.mail.status import PreparedBatch, StoredMail, confirm, mails_of

_WORDS = {
    MailState.DEFERRED: "deferred",
    MailState.FAILED: "failed",
    MailState.UNKNOWN: "unknown",
    MailState.EXPIRED: "expired",
}
_NAP = 0.2  # seconds after which a wait sees a request


def confirmed(mailing: PreparedBatch, limit: int | None, typed: int | None) -> int:
    """Return the count that was confirmed; refuse a wrong one.

    It is that of the mails still to be sent. The count that was confirmed when the batch was begun
    is right, too, so that a killed run is continued by the same command.
    """
    left = mailing.waiting
    if typed is None:
        if not sys.stdin.isatty():
            message = f"{quantity(left, 'mail')} would be sent, and sstc cannot ask here"
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


def show_end(
    session: Session, planned: Planned, mailing: PreparedBatch, sender: BatchSender | None
) -> None:
    """Print what a run has sent, and how the batch is now: as messages if JSON follows."""
    ends = sender.ends if sender else {MailState.SENT: 0}
    parts = [f"sent {quantity(ends[MailState.SENT], 'mail')}"]
    parts += [f"{ends[state]:,} {word}" for state, word in _WORDS.items() if sender and ends[state]]
    deferred = mailing.states[MailState.DEFERRED] if sender and ends[MailState.DEFERRED] else 0
    flying = mails_of(planned.store, mailing.id, IN_FLIGHT)
    if left := mailing.waiting - deferred + len(flying):
        parts.append(f"{left:,} left")
    show = session.say if session.as_json else session.result
    show(", ".join(parts))
    states = mailing.states
    if flying:
        until = clock(planned, max(mail.lease or 0 for mail in flying))
        many = len(flying) > 1
        session.say(
            f"{quantity(len(flying), 'mail')} {'are' if many else 'is'} being sent by a sender "
            f"that holds {'them' if many else 'it'} until {until}: run this again, "
            "which continues at once if that sender was on this computer and has stopped"
        )
    if due := [mail.next_at for mail in _deferred(planned, mailing) if mail.next_at]:
        session.say(f"{len(due):,} deferred: run this again after {clock(planned, min(due))}")
    if unknown := states[MailState.UNKNOWN]:
        session.say(
            f"{quantity(unknown, 'mail')} may have arrived or not: "
            f"`sstc mail resolve {mailing.id}` settles {'it' if unknown == 1 else 'them'}"
        )
    message, webinar = message_of(planned.series, mailing)
    number = webinar.number if webinar else None
    lists = lists_of(session, planned.workspace, planned.series)
    found = reached(planned.store, planned.series, lists) if states[MailState.SENT] else {}
    done = sent_duties(planned.series, found)
    for duty in settled_by(planned.series, message.id, number):
        if (duty.id, number) in done:
            of = f" of webinar {number}" if number else ""
            session.say(f"the deadline `{duty.id}`{of} is done: `sstc due` no longer lists it")
    if message.document == "notice" and not mailing.waiting:
        session.say("next: `sstc release publish NAME`, to record the plan that people now have")
    if states[MailState.FAILED]:
        session.say(
            f"`sstc mail status {mailing.id}` shows why {states[MailState.FAILED]:,} failed"
        )


def _deferred(planned: Planned, mailing: PreparedBatch) -> Sequence[StoredMail]:
    if not mailing.states[MailState.DEFERRED]:
        return ()
    return mails_of(planned.store, mailing.id, [MailState.DEFERRED])


_SIGNALS = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
]


class Stopping:
    """A request to end, which ends every wait soon.

    Another one interrupts what may take long, and nothing else: the ledger would be left half used.
    """

    def __init__(self) -> None:
        self._asked = False
        self._may_interrupt = False

    def __call__(self) -> bool:
        """Return whether a person has asked to end."""
        return self._asked

    def wait(self, seconds: float) -> None:
        """Wait so long, or until a person asks to end."""
        # a signal that comes while `threading.Event` holds its lock would wait for it for ever
        end = monotonic() + seconds
        while not self._asked and (left := end - monotonic()) > 0:
            sleep(min(left, _NAP))

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Let another request raise KeyboardInterrupt in the block."""
        self._may_interrupt = True
        try:
            yield
        finally:
            self._may_interrupt = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take the signals of the system as requests, but for those that `nohup` lets us ignore."""
        heard = [number for number in _SIGNALS if signal.getsignal(number) != signal.SIG_IGN]
        before = {number: signal.signal(number, self._ask) for number in heard}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked and self._may_interrupt:
            self._may_interrupt = False
            raise KeyboardInterrupt
        self._asked = True


def run(
    session: Session, planned: Planned, yes: int | None, *, early: bool = False
) -> BatchSender | None:
    """Send what may be sent now, and return the sender, or None if nothing is left."""
    if not planned.waiting:
        return None
    _refuse_too_late(planned)
    allow_command(planned.account, planned.workspace.root)
    if yes is None:
        show_plan(session, planned, dry=False)
    if planned.early and not early:
        hint = "send it on its day, or add `--early` to send it now"
        session.insist(planned.early, "Send anyway?", "nothing was sent", hint)
    count = confirmed(planned.mailing, planned.limit, yes)
    for warning in planned.forecast.warnings() if yes is not None else ():
        session.say(f"warning: {warning}")
    confirm(planned.store, planned.mailing.id, count)
    secret = _secret(planned.account)
    stopping = Stopping()
    sender = _sent(session, planned, secret, stopping)
    if stopping():
        show_end(session, planned, planned.fresh(), sender)
        raise KeyboardInterrupt
    return sender


def _refuse_too_late(planned: Planned) -> None:
    """Refuse a batch all of whose mails would expire: nothing changes in the ledger."""
    expires = planned.forecast.expires
    if expires is not None and expires <= planned.forecast.now:
        message = f"it is too late to send {planned.mailing.id}, so nothing was sent: "
        message += f"its mails expired at {clock(planned, expires.timestamp())}"
        hint = f"withdraw it: `sstc mail withdraw {planned.mailing.id}`; to try on, add `--today`"
        raise SstcError(message, hint, ExitCode.DATA)


def _sent(
    session: Session, planned: Planned, secret: Callable[[], str], stopping: Stopping
) -> BatchSender:
    """Send, and say what was done if something stops it."""
    with (
        alive(planned.workspace, planned.store) as owner,
        open_ledger(planned.store, planned.mailing.id, owner) as ledger,
        session.progress("sending", planned.count) as step,
        stopping.listening(),
    ):
        line = ServerSessions(planned.account, secret, stopping.wait, Patience())
        sender = _sender(planned, ledger, line, stopping, step)
        ledger.begin(planned.ahead.total_seconds())
        try:
            sender.run()
        except BaseException:
            show_end(session, planned, planned.fresh(), sender)
            raise
    return sender


def _sender(
    planned: Planned,
    ledger: Ledger,
    line: ServerSessions,
    stopping: Stopping,
    step: Callable[[int], None],
) -> BatchSender:
    until = (planned.until - planned.ahead).timestamp() if planned.until else None
    hooks = Hooks(stopping.wait, stopping, step, interruptible=stopping.interruptible)
    return BatchSender(
        ledger, line, planned.outbox.read, planned.account, hooks, planned.limit, until
    )


def _secret(account: Account) -> Callable[[], str]:
    """Return what gets the password of an account once, or its token for each session.

    A person is asked now: later, Ctrl-C ends the batch and not the question.
    """
    if not account.user or account.password_from == ASK:
        typed = password_for(account)
        return lambda: typed

    def secret() -> str:
        return secret_of(account)

    return secret if account.token else cache(secret)  # a token ends before a long batch does


Really = Annotated[
    bool, flag("--send/--dry-run", text="Send the mails, or only show what would be sent.")
]
Count = Annotated[
    int | None,
    typer.Option(
        "--yes", metavar="COUNT", min=0, help="Number of mails still to be sent, for scripts."
    ),
]
Limit = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="Send at most this many mails now.")
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
    early: Early = False,
    json: Json = False,
) -> None:
    """Send a batch of mails. Without `--send`, show what would happen.

    Each mail is sent at most once, at the pace of the account in `.sstc/mail.toml`. After Ctrl-C, a
    crash or a network problem, run the same command again to continue. Mails whose webinar has
    changed since are refused: prepare them again. Before the day of the message (`send` in the
    data), the command asks.

    Exit status: 0 nothing is left to send now, 1 some failed or are unknown, 3 some are left.

    Example: `sstc mail send agenda-sustainable-logistics`
    """
    session = session_of(context)
    workspace, series = session.opened()
    planned = plan(session, workspace, series, AskedBatch(batch, limit, until, session.today))
    if really:
        _finish(session, planned, run(session, planned, yes, early=early), json=json)
    elif json:
        session.result(_json(planned.fresh(), sent=0, dry_run=True))
    else:
        show_plan(session, planned)


def _finish(session: Session, planned: Planned, sender: BatchSender | None, *, json: bool) -> None:
    """Show what this run has done, and end with the status that says how the batch is."""
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
    content = {"batch": mailing.id, "count": mailing.count, "states": dict(mailing.states)}
    return write_results(**content, sent=sent, dry_run=dry_run)
