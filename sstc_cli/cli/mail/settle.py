"""`sstc mail resolve|withdraw|bounces|stop|allow`: what became of mails, and who gets no more."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.opt_outs import opt_in, opt_out
from sstc_cli.cli.console.options import DryRun, Json, Yes
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.store import make_keys
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.mail.options import BatchName
from sstc_cli.cli.mail.outbox import ledger_of, mailing_of
from sstc_cli.errors import ExitCode, SstcError, nothing_prepared
from sstc_cli.mail.addresses import AddressError, read_address
from sstc_cli.mail.bounces import Bounce, Kind, Other, Wish, read_returned
from sstc_cli.mail.mailboxes import bytes_in, mails_in
from sstc_cli.mailing.evidence import accepted_in_log, ids_in_folder
from sstc_cli.mailing.mailing import stop_code
from sstc_cli.quantity import quantity
from sstc_cli.store import PseudonymKey, Store
from sstc_cli.store.mail.batch import ASKED, WAITING, MailState
from sstc_cli.store.mail.status import PreparedBatch, StoredMail, find_mailing, mails_of, settle
from sstc_cli.store.mail.status import withdraw as withdraw_waiting
from sstc_cli.store.mail.stops import Returned, Settled, people_in, settle_returned, was_written_to
from sstc_cli.store.mail.stops import allow as allow_person
from sstc_cli.store.mail.stops import stop as stop_person

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="The person's e-mail address.")]


def withdraw(
    context: typer.Context, batch: BatchName, dry_run: DryRun = False, yes: Yes = False
) -> None:
    """Withdraw the mails of a batch that have not left.

    Prepare the message again to send them after all.

    Example: `sstc mail withdraw agenda-sustainable-logistics --yes`
    """
    session = session_of(context)
    store, mailing = mailing_of(session.unchecked(), batch)
    what = quantity(withdraw_waiting(store.trial(), mailing.id), "mail")
    if dry_run:
        session.result(f"{mailing.id}: {what} to withdraw")
    elif session.agrees(f"Withdraw {what} of {mailing.id}?", yes=yes):
        what = quantity(withdraw_waiting(store, mailing.id), "mail")
        session.result(f"{mailing.id}: withdrew {what}")
    _show_rest(session, find_mailing(store, mailing.id))


def _show_rest(session: Session, mailing: PreparedBatch) -> None:
    """Show which mails of a batch could not be withdrawn."""
    if mailing.gone:
        session.say(f"{quantity(mailing.gone, 'mail')} had left before")
    flying = mailing.states[MailState.CLAIMED] + mailing.states[MailState.DOT]
    if flying:
        session.say(f"{quantity(flying, 'mail')} may still leave: another command is sending them")


def stop(context: typer.Context, address: Address) -> None:
    """Send a person no more invitations.

    Mails of the kind `service`, such as a changed time, still go out. The address itself is not
    kept, only a keyed digest of it.

    Example: `sstc mail stop one@example.org`
    """
    session = session_of(context)
    store = ledger_of(session.unchecked())
    pseudonyms = store.pseudonym_key(make_keys())
    day = session.day
    person = _person(pseudonyms, address)
    count = stop_person(store, pseudonyms, person, ASKED, day)
    opt_out([person])
    withdrawn = f"; withdrew {quantity(count, 'mail')}" if count else ""
    session.result(f"this person gets no more invitations{withdrawn}")
    if not was_written_to(store, person):
        session.say(
            "no mail was ever sent to this address; the request is saved: "
            "if you mistyped it, run the command again"
        )


def allow(context: typer.Context, address: Address) -> None:
    """Let a person get mail again, also after a failed address.

    Example: `sstc mail allow one@example.org`
    """
    session = session_of(context)
    store = ledger_of(session.unchecked())
    pseudonyms = store.pseudonym_key(make_keys())
    reason = allow_person(store, pseudonyms, _person(pseudonyms, address))
    if opt_in(read_address(address).readable):
        reason = reason or ASKED
    words = {"asked": "the person had asked for none", "bounced": "the address had failed"}
    what = f"this person gets mail again: {words[reason]}" if reason else "this person gets mail"
    session.result(what)


def _person(pseudonyms: PseudonymKey, typed: str) -> str:
    """Return the digest of a person in the ledger; refuse what is not an address."""
    with suppress(AddressError):
        if not _CONTROL.search(typed.strip()):  # a spreadsheet may have them, but no keyboard
            return pseudonyms.recipient(read_address(typed).readable)
    hint = "write the whole address, for example one@example.org"
    raise SstcError("that is not an e-mail address", hint, ExitCode.USAGE)


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE", help="Mailboxes (mbox), Maildir folders, or .eml files of single mails."
    ),
]


def bounces(context: typer.Context, files: Files, json: Json = False) -> None:
    """Read returned mails, and requests to unsubscribe.

    An address that does not exist gets no more mail. An address that cannot take mail for another
    reason, such as a full mailbox, gets none after three bounces within 14 days. People who wrote
    `stop` with their code get no more invitations. Automatic replies do not count. The mailbox is
    not changed.

    Example: `sstc mail bounces inbox.mbox`
    """
    session = session_of(context)
    store = ledger_of(session.unchecked())
    read = _read_bounces(session, files)
    if not store.exists:
        raise nothing_prepared()
    day = session.day
    settled = _settled_by(store, store.pseudonym_key(make_keys()), read, day)
    if json:
        session.result(write_results(**_bounce_counts(read), **_changes(settled)))
        return
    for line in _bounce_lines(read, settled):
        session.result(line)


def _read_bounces(session: Session, files: Sequence[Path]) -> list[Bounce | Wish | Other]:
    """Return what the mails in all files are, before anything is recorded."""
    with session.progress("reading bytes", sum(map(bytes_in, files))) as step:
        return [read_returned(mail) for file in files for mail in mails_in(file, step)]


def _settled_by(
    store: Store, pseudonyms: PseudonymKey, read: Sequence[Bounce | Wish | Other], day: date
) -> Settled:
    """Record bounces and wishes; a bounce without a date came today."""
    returned = [
        Returned(item.ids, item.day or day, item.kind, item.status)
        for item in read
        if isinstance(item, Bounce) and item.ids
    ]
    codes = {item.code for item in read if isinstance(item, Wish)}
    people = people_in(store) if codes else ()
    by_code = {stop_code(pseudonyms, person): person for person in people}
    wishes = [*map(by_code.get, sorted(codes))]
    opt_out([person for person in wishes if person])
    return settle_returned(store, pseudonyms, returned, wishes, day)


def _bounce_counts(read: Sequence[Bounce | Wish | Other]) -> dict[str, int]:
    """Return how many mails are of each kind."""
    kinds = Counter(item.kind for item in read if isinstance(item, Bounce))
    others = Counter(item for item in read if isinstance(item, Other))
    return {
        "mails": len(read),
        **{str(kind): kinds[kind] for kind in Kind},
        "unnamed": sum(isinstance(item, Bounce) and not item.ids for item in read),
        "wishes": sum(isinstance(item, Wish) for item in read),
        "automatic": others[Other.AUTOMATIC],
        "delayed": others[Other.DELAYED],
        "others": others[Other.MAIL],
    }


def _changes(settled: Settled) -> dict[str, int]:
    return {
        "new": settled.new,
        "known": settled.known,
        "foreign": settled.foreign,
        "unknown_codes": settled.unknown,
        "stopped_addresses": settled.bounced,
        "stopped_invitations": settled.asked,
        "withdrawn": settled.withdrawn,
    }


def _bounce_lines(read: Sequence[Bounce | Wish | Other], settled: Settled) -> Iterator[str]:
    """Yield what was found and changed, without any address."""
    counts = _bounce_counts(read)
    yield f"read {quantity(counts['mails'], 'mail')}: {', '.join(_bounced(counts))}"
    policy = (
        "bounce because of a server's policy, which blocks no address: ask your provider",
        "bounces because of a server's policy, which block no address: ask your provider",
    )
    unnamed = (
        "bounce that does not name its mail: open it to see the address, then `sstc mail stop`",
        "bounces that do not name their mails: open them to see the addresses, then `sstc mail "
        "stop`",
    )
    sometimes = (
        (counts["unnamed"], *unnamed),
        (settled.known, "bounce known from an earlier time", "bounces known from an earlier time"),
        (settled.foreign, "bounce of a mail that was not sent from here",
         "bounces of mails that were not sent from here"),
        (counts["policy"], *policy),
        (settled.unknown, "wish to stop with an unknown code", "wishes to stop with unknown codes"),
    )  # fmt: skip
    yield from (quantity(*words) for words in sometimes if words[0])
    yield f"{quantity(settled.bounced, 'address gets', 'addresses get')} no more mail from now on"
    yield f"{quantity(settled.asked, 'person gets', 'people get')} no more invitations from now on"
    if settled.withdrawn:
        yield f"withdrew {quantity(settled.withdrawn, 'mail')} that had not left"


def _bounced(counts: Mapping[str, int]) -> Iterator[str]:
    yield quantity(counts["hard"] + counts["soft"] + counts["policy"], "bounce")
    yield quantity(counts["wishes"], "wish to stop", "wishes to stop")
    yield quantity(counts["automatic"], "automatic reply", "automatic replies")
    yield quantity(counts["delayed"], "notice of a delay", "notices of a delay")
    yield quantity(counts["others"], "other mail")


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
    bool, flag("--sent-by-hand", text="Keep them as sent, after you have asked a recipient.")
]
Exported = Annotated[
    bool,
    flag(
        "--exported",
        text="With --sent-by-hand: also mails that you sent with another program.",
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
    """Settle unknown mails, which may have been sent or not.

    A mail in the log of the server, or in the folder of sent mails, was sent. You decide about the
    others: ask a recipient, then keep them as sent or send them again. Many servers drop a second
    mail with the same Message-ID.

    Example: `sstc mail resolve agenda-sustainable-logistics --sent-by-hand`
    """
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
        one, some = ("waits", "wait") if again else ("is", "are")
        count = quantity(len(mails), f"mail {one}", f"mails {some}")
        session.result(f"{mailing.id}: {count} {'to be sent again' if again else 'kept as sent'}")
        return
    session.result(_by_evidence(store, mailing, mails, _evidence(log, sent)))


def _refuse_other_than_one(*given: object, failed: bool) -> None:
    """Refuse several ways to settle mails, and none; `--again` is the last one."""
    if sum(map(bool, given)) != 1:
        hint = "give one of `--log`, `--sent`, `--sent-by-hand` and `--again`"
        raise SstcError("say how to settle the mails", hint, ExitCode.USAGE)
    if failed and not given[-1]:
        raise SstcError("`--failed` needs `--again`", "add `--again`", ExitCode.USAGE)


def _evidence(log: Path | None, sent: Path | None) -> Callable[[], set[str]]:
    if log is not None:
        return lambda: accepted_in_log(log)
    return lambda: ids_in_folder(sent) if sent is not None else set()


def _by_evidence(
    store: Store, mailing: PreparedBatch, mails: Sequence[StoredMail], read: Callable[[], set[str]]
) -> str:
    """Keep as sent what the evidence has, and return what that was in words."""
    found = read()
    ids = [mail.id for mail in mails if mail.id.strip("<>") in found]
    _settle(store, ids, MailState.SENT, [MailState.UNKNOWN])
    left = len(mails) - len(ids)
    text = f"{mailing.id}: {quantity(len(ids), 'mail')} found, and kept as sent"
    if not ids:
        text = f"{mailing.id}: not found: {left:,} (nothing was changed)"
    elif left:
        text += f"; {left:,} not found"
    if left:
        text += (
            ": if this is complete, and the server holds none of them back (`postqueue -p` lists "
            f"what Postfix holds), `sstc mail resolve {mailing.id} --again` sends "
            f"{'it' if left == 1 else 'them'} again"
        )
    return text


def _settle(store: Store, ids: list[str], state: MailState, states: list[MailState]) -> None:
    settle(store, ids, state, states, "")
