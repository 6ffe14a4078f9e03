"""`sstc mail resolve`: settle mails of which nobody knows whether they arrived."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import flag
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.mail.options import BatchName
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sstc_cli.store import Store
    from sstc_cli.store.mail.batch import MailState
    from sstc_cli.store.mail.status import PreparedBatch, StoredMail


Log = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Log of the mail server: Exim's mainlog, or Postfix's mail.log."
    ),
]
SentFolder = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER", help="Folder of sent mails: a Maildir, an mbox file, or .eml files."
    ),
]
ByHand = Annotated[
    bool, flag("--sent-by-hand", text="Keep them as sent: somebody has looked, or wrote.")
]
Exported = Annotated[
    bool,
    flag(
        "--exported",
        text="With --sent-by-hand: also the mails that still wait, because you sent them with "
        "another program.",
    ),
]
Again = Annotated[
    bool, flag("--again", text="Send the same mails again, with the same Message-ID and date.")
]
Failed = Annotated[
    bool, flag("--failed", text="With --again: also the mails that the server refused.")
]


def resolve(
    context: typer.Context,
    batch: BatchName,
    log: Log = None,
    sent: SentFolder = None,
    sent_by_hand: ByHand = False,
    again: Again = False,
    failed: Failed = False,
    exported: Exported = False,
) -> None:
    """Settle unknown mails: those that broke off at their very end.

    A mail that is in the log of the server, or among the sent mails, was sent. About the others,
    you decide: ask a recipient, then keep them as sent or send them again. Many servers drop a mail
    with the same Message-ID.

    Example: `sstc mail resolve agenda-07 --sent-by-hand`
    """
    from sstc_cli.cli.mail.opened import mailing_of
    from sstc_cli.store.mail.batch import WAITING, MailState
    from sstc_cli.store.mail.status import mails_of

    session = session_of(context)
    _refuse_other_than_one(log, sent, sent_by_hand, again, failed=failed)
    store, mailing = mailing_of(session.unchecked(), batch)
    if exported and not sent_by_hand:
        raise SstcError("`--exported` needs `--sent-by-hand`", "add it", ExitCode.USAGE)
    also = WAITING if exported else (MailState.FAILED,) if failed else ()
    states = [MailState.UNKNOWN, *also]
    mails = mails_of(store, mailing.id, states)
    if not mails:
        session.result(f"{mailing.id}: no mail is unknown")
        return
    if sent_by_hand or again:
        what = MailState.PREPARED if again else MailState.SENT
        _settle(store, [mail.id for mail in mails], what, states)
        done = "wait to be sent again" if again else "are kept as sent"
        session.result(f"{mailing.id}: {quantity(len(mails), 'mail')} {done}")
        return
    session.result(_by_evidence(store, mailing, mails, _reader(log, sent)))


def _refuse_other_than_one(*given: object, failed: bool) -> None:
    """Refuse several ways to settle mails, and none; `--again` is the last one."""
    if sum(map(bool, given)) != 1:
        hint = "give one of `--log`, `--sent`, `--sent-by-hand` and `--again`"
        raise SstcError("how to settle the mails is not clear", hint, ExitCode.USAGE)
    if failed and not given[-1]:
        raise SstcError("`--failed` needs `--again`", "add `--again`", ExitCode.USAGE)


def _reader(log: Path | None, sent: Path | None) -> Callable[[], set[str]]:
    from sstc_cli.mailing.evidence import accepted_in_log, ids_in_folder

    if log is not None:
        return lambda: accepted_in_log(log)
    return lambda: ids_in_folder(sent) if sent is not None else set()


def _by_evidence(
    store: Store, mailing: PreparedBatch, mails: Sequence[StoredMail], read: Callable[[], set[str]]
) -> str:
    """Keep as sent what the evidence has, and return what that was in words."""
    from sstc_cli.store.mail.batch import MailState

    found = read()
    ids = [mail.id for mail in mails if mail.id.strip("<>") in found]
    _settle(store, ids, MailState.SENT, [MailState.UNKNOWN])
    left = len(mails) - len(ids)
    text = f"{mailing.id}: {quantity(len(ids), 'mail')} found, and kept as sent"
    if not ids:
        text = f"{mailing.id}: not found: {left:,} (nothing was changed); if this is complete, "
        return f"{text}`sstc mail resolve {mailing.id} --again` sends them again"
    if left:
        text += (
            f"; {left:,} not found: if this is complete, `sstc mail resolve {mailing.id} --again` "
            "sends them again"
        )
    return text


def _settle(store: Store, ids: list[str], state: MailState, states: list[MailState]) -> None:
    from sstc_cli.store.mail.status import settle

    settle(store, ids, state, states, "")
