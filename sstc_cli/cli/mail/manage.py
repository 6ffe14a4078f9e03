"""`sstc mail withdraw|stop|allow`: mails and people that are to get none."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Today
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.mail.options import BatchName
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.store import PseudonymKey
    from sstc_cli.store.mail.status import PreparedBatch

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="The person's e-mail address.")]


def withdraw(context: typer.Context, batch: BatchName) -> None:
    """Withdraw the mails of a batch that have not left.

    Prepare the message again to send them after all.

    Example: `sstc mail withdraw agenda-07`
    """
    from sstc_cli.cli.mail.opened import mailing_of
    from sstc_cli.store.mail.status import find_mailing
    from sstc_cli.store.mail.status import withdraw as withdraw_waiting

    session = session_of(context)
    store, mailing = mailing_of(session.unchecked(), batch)
    count = withdraw_waiting(store, mailing.id)
    session.result(f"{mailing.id}: withdrew {quantity(count, 'mail')}")
    _show_rest(session, find_mailing(store, mailing.id))


def _show_rest(session: Session, mailing: PreparedBatch) -> None:
    """Show which mails of a batch could not be withdrawn."""
    from sstc_cli.store.mail.batch import MailState

    if mailing.gone:
        session.say(f"{quantity(mailing.gone, 'mail')} had left before")
    flying = mailing.states[MailState.CLAIMED] + mailing.states[MailState.DOT]
    if flying:
        session.say(f"{quantity(flying, 'mail')} may still leave: another command is sending them")


def stop(context: typer.Context, address: Address, today: Today = None) -> None:
    """Send a person no more invitations.

    Mails of the kind `service`, such as a changed time, still go out. The address itself is not
    kept, only a keyed digest of it.

    Example: `sstc mail stop one@example.org`
    """
    from sstc_cli.cli.console.secret.survey_key import make_keys
    from sstc_cli.cli.mail.opened import ledger_of
    from sstc_cli.store.mail.batch import ASKED
    from sstc_cli.store.mail.stops import stop as stop_person
    from sstc_cli.store.mail.stops import was_written_to

    session = session_of(context)
    store = ledger_of(session.unchecked(today))
    pseudonyms = store.pseudonym_key(make_keys())
    day = today or date.today()
    person = _person(pseudonyms, address)
    count = stop_person(store, pseudonyms, person, ASKED, day)
    withdrawn = f"; withdrew {quantity(count, 'mail')}" if count else ""
    session.result(f"this person gets no more invitations{withdrawn}")
    if not was_written_to(store, person):
        session.say(
            "this address never had a mail from this series, and the wish is kept: "
            "if it is mistyped, run this again with the right one"
        )


def allow(context: typer.Context, address: Address) -> None:
    """Let a person get mail again, also after a failed address.

    Example: `sstc mail allow one@example.org`
    """
    from sstc_cli.cli.console.secret.survey_key import make_keys
    from sstc_cli.cli.mail.opened import ledger_of
    from sstc_cli.store.mail.stops import allow as allow_person

    session = session_of(context)
    store = ledger_of(session.unchecked())
    pseudonyms = store.pseudonym_key(make_keys())
    reason = allow_person(store, pseudonyms, _person(pseudonyms, address))
    words = {"asked": "the person had asked for none", "bounced": "the address had failed"}
    what = f"this person gets mail again: {words[reason]}" if reason else "this person gets mail"
    session.result(what)


def _person(pseudonyms: PseudonymKey, typed: str) -> str:
    """Return the digest of a person in the ledger; refuse what is not an address."""
    from sstc_cli.mail.addresses import AddressError, read_address

    with suppress(AddressError):
        if not _CONTROL.search(typed.strip()):  # a spreadsheet may have them, but nobody types them
            return pseudonyms.recipient(read_address(typed).readable)
    hint = "write the whole address, for example one@example.org"
    raise SstcError("that is not an e-mail address", hint, ExitCode.USAGE)
