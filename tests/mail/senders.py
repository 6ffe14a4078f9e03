"""One run of a sender, with short waits that are only recorded."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from prepared import TODAY

from sstc_cli.cli.console.store import store_of
from sstc_cli.errors import SstcError
from sstc_cli.mail.account import Account, read_account
from sstc_cli.mail.connection import Patience
from sstc_cli.mailing.outbox import Outbox
from sstc_cli.mailing.send import BatchSender, Hooks
from sstc_cli.mailing.smtp_session import ServerSessions
from sstc_cli.store import Store
from sstc_cli.store.mail.ledger import open_ledger
from sstc_cli.store.mail.status import find_mailing
from sstc_cli.workspace import open_workspace

QUICK = Patience(1, 1, 1)


@dataclass
class Ended:
    """What a run has done: its error, the states of the mails, and its waits."""

    error: SstcError | None
    states: dict[str, int]
    waits: list[float] = field(default_factory=list)


def store_in(root: Path, today: date = TODAY) -> Store:
    return store_of(open_workspace(root, today))


def run(
    root: Path,
    batch: str,
    *,
    owner: str = "me",
    patience: Patience = QUICK,
    clock=None,
    account: Account | None = None,
    **rules: object,
) -> Ended:
    """Send a batch until nothing more can be sent now."""
    store, waits = store_in(root), []
    account = account or read_account(root / ".sstc" / "mail.toml")
    with open_ledger(store, batch, owner) as ledger:
        if clock:
            ledger.use_clock(clock)
        wait = getattr(clock, "wait", None) or waits.append
        line = ServerSessions(account, lambda: "secret", wait, patience)
        outbox = Outbox(root / ".sstc" / "outbox" / batch)
        sender = BatchSender(ledger, line, outbox.read, account, Hooks(wait), **rules)
        ledger.begin()
        error = None
        try:
            sender.run()
        except SstcError as caught:
            error = caught
    return Ended(error, counts(root, batch), waits)


def counts(root: Path, batch: str) -> dict[str, int]:
    """Return the number of mails in each state that some have."""
    states = find_mailing(store_in(root), batch).states
    return {str(state): count for state, count in Counter(states).items() if count}
