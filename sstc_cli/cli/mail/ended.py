"""What a run has done, and what is left to do."""

from sstc_cli.cli.console.session import Session
from sstc_cli.cli.mail.planned import Planned, clock
from sstc_cli.mailing.send import BatchSender
from sstc_cli.quantity import quantity
from sstc_cli.store.mail.batch import IN_FLIGHT, MailState
from sstc_cli.store.mail.status import PreparedBatch, mails_of

_WORDS = {
    MailState.DEFERRED: "deferred",
    MailState.FAILED: "failed",
    MailState.UNKNOWN: "unknown",
    MailState.EXPIRED: "expired",
}


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
            "which goes on at once if that sender was on this computer and is gone"
        )
    if sender and sender.due and states[MailState.DEFERRED]:
        when = clock(planned, sender.due)
        session.say(f"{states[MailState.DEFERRED]:,} deferred: run this again after {when}")
    if states[MailState.UNKNOWN]:
        session.say(
            f"{quantity(states[MailState.UNKNOWN], 'mail')} may have arrived or not: "
            f"`sstc mail resolve {mailing.id}` settles them"
        )
    message = planned.series.message(mailing.message)
    if message and message.document == "notice" and not mailing.waiting:
        session.say("next: `sstc release publish NAME`, so that the programme is what people know")
    if states[MailState.FAILED]:
        session.say(f"`sstc mail status {mailing.id}` says why {states[MailState.FAILED]:,} failed")
