"""One run of a sender: confirmed, with a bar, and with an end that says what is left."""

from collections.abc import Callable
from functools import cache

from sstc_cli.cli.console.progress import progress
from sstc_cli.cli.console.secret.allowed_commands import allow_command
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.mail.confirm import confirmed
from sstc_cli.cli.mail.ended import show_end
from sstc_cli.cli.mail.planned import Planned, clock, show_plan
from sstc_cli.cli.mail.senders import alive
from sstc_cli.cli.mail.stopping import Stopping
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.account import Account, secret_of
from sstc_cli.mail.connection import Patience
from sstc_cli.mailing.send import BatchSender, Hooks, Rules
from sstc_cli.mailing.smtp_session import ServerSessions
from sstc_cli.store.mail.ledger import Ledger, open_ledger
from sstc_cli.store.mail.status import confirm


def run(session: Session, planned: Planned, yes: int | None) -> BatchSender | None:
    """Send what may be sent now, and return the sender, or None if nothing is left."""
    if not planned.waiting:
        return None
    _refuse_too_late(planned)
    allow_command(planned.account, planned.workspace.root)
    if yes is None:
        show_plan(session, planned, dry=False)
    count = confirmed(planned.mailing, planned.limit, yes)
    for warning in planned.forecast.warnings() if yes is not None else ():
        session.say(f"warning: {warning}")
    confirm(planned.store, planned.mailing.id, count)
    stopping = Stopping()
    sender = _sent(session, planned, stopping)
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


def _sent(session: Session, planned: Planned, stopping: Stopping) -> BatchSender:
    """Send, and say what was done if something stops it."""
    with (
        alive(planned.workspace, planned.store) as owner,
        open_ledger(planned.store, planned.mailing.id, owner) as ledger,
        progress(session, "sending", planned.count) as step,
        stopping.listening(),
    ):
        sender = _sender(planned, ledger, stopping, step)
        ledger.begin(planned.ahead.total_seconds())
        try:
            sender.run()
        except BaseException:
            show_end(session, planned, planned.fresh(), sender)
            raise
    return sender


def _sender(
    planned: Planned, ledger: Ledger, stopping: Stopping, step: Callable[[int], None]
) -> BatchSender:
    account = planned.account
    line = ServerSessions(account, _secret(account), stopping.wait, Patience())
    until = (planned.until - planned.ahead).timestamp() if planned.until else None
    rules = Rules(account, planned.limit, until)
    hooks = Hooks(stopping.wait, stopping, step, interruptible=stopping.interruptible)
    return BatchSender(ledger, line, planned.outbox.read, rules, hooks)


def _secret(account: Account) -> Callable[[], str]:
    """Return what gets the password of an account once, or its token for each session."""
    if not account.user:
        return lambda: ""

    def secret() -> str:
        return secret_of(account)

    return secret if account.token else cache(secret)  # a token ends before a long batch does
