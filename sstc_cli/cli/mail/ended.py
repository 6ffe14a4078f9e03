"""What a run has done, and what is left to do."""

from sstc_cli.cli.console.session import Session
from sstc_cli.cli.mail.planned import Planned, clock
from sstc_cli.mailing.send import Sender
from sstc_cli.quantity import quantity
from sstc_cli.store.mail.states import IN_FLIGHT, State
from sstc_cli.store.mail.status import Mailing, mails_of

_WORDS = {
    State.DEFERRED: "deferred",
    State.FAILED: "failed",
    State.UNKNOWN: "unknown",
    State.EXPIRED: "expired",
}


def show_end(session: Session, planned: Planned, mailing: Mailing, sender: Sender | None) -> None:
    """Print what a run has sent, and how the batch is now: as messages if JSON follows."""
    ends = sender.ends if sender else {State.SENT: 0}
    parts = [f"sent {quantity(ends[State.SENT], 'mail')}"]
    parts += [f"{ends[state]:,} {word}" for state, word in _WORDS.items() if sender and ends[state]]
    deferred = mailing.states[State.DEFERRED] if sender and ends[State.DEFERRED] else 0
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
    if sender and sender.due and states[State.DEFERRED]:
        when = clock(planned, sender.due)
        session.say(f"{states[State.DEFERRED]:,} deferred: run this again after {when}")
    if states[State.UNKNOWN]:
        session.say(
            f"{quantity(states[State.UNKNOWN], 'mail')} may have arrived or not: "
            f"`sstc mail resolve {mailing.id}` settles them"
        )
    message = planned.series.message(mailing.message)
    if message and message.document == "notice" and not mailing.waiting:
        session.say("next: `sstc release publish NAME`, so that the programme is what people know")
    if states[State.FAILED]:
        session.say(f"`sstc mail status {mailing.id}` says why {states[State.FAILED]:,} failed")
