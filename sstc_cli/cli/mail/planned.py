"""What sending a batch would do: how many mails, from where, how long, and reasons not to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.mail.letters import withdraw_over
from sstc_cli.cli.mail.options import instant_of
from sstc_cli.cli.mail.outbox import account_of, mailing_of, outbox_of
from sstc_cli.errors import nothing_prepared
from sstc_cli.mail.account import DAY, Account
from sstc_cli.mailing.attached_certificates import withdrawn_certificates
from sstc_cli.mailing.batch import Forecast, too_early
from sstc_cli.mailing.letters import LETTERS
from sstc_cli.mailing.outbox import Outbox, addresses_of
from sstc_cli.mailing.outdated import message_of, prepare_command, refuse_stale
from sstc_cli.model import Series
from sstc_cli.quantity import quantity, webinars_in_words
from sstc_cli.store import Store
from sstc_cli.store.mail.batch import WAITING, MailState
from sstc_cli.store.mail.status import (
    PreparedBatch,
    StoredMail,
    find_mailing,
    ledger_now,
    mails_of,
    sent_since,
    settle,
)
from sstc_cli.workspace import Workspace

_APART = 60  # seconds that the clocks of this computer and of the database may differ


@dataclass(frozen=True)
class Planned:
    """A batch that can be sent, checked against the plan and the outbox.

    With `--today`, the time is as many days `ahead` of the clock of the database. `early` says how
    much too early it is for the message, if it is.
    """

    workspace: Workspace
    series: Series
    store: Store
    mailing: PreparedBatch
    account: Account
    outbox: Outbox
    waiting: tuple[StoredMail, ...]
    limit: int | None
    until: datetime | None
    forecast: Forecast
    ahead: timedelta
    early: str

    @property
    def count(self) -> int:
        """How many mails this run may send."""
        left = len(self.waiting)
        return left if self.limit is None else min(left, self.limit)

    def fresh(self) -> PreparedBatch:
        """Return the batch as the ledger has it now."""
        return find_mailing(self.store, self.mailing.id)


@dataclass(frozen=True)
class AskedBatch:
    """What the words of the command say about a batch."""

    name: str
    limit: int | None
    until: str | None
    today: date | None


def plan(session: Session, workspace: Workspace, series: Series, asked: AskedBatch) -> Planned:
    """Return what sending a batch would do; refuse a stale batch and an edited outbox."""
    store, mailing = mailing_of(workspace, asked.name, to_send=True)
    mailing = true_batch(session, workspace, series, store, mailing)
    account = account_of(workspace)
    waiting = tuple(mails_of(store, mailing.id, WAITING))
    outbox = outbox_of(workspace, mailing.id)
    outbox.check((mail.id, mail.sha256) for mail in waiting)
    clock = _now(session, store)
    ahead = _ahead(clock.astimezone(series.tz).date(), asked.today)
    now, limit = clock + ahead, asked.limit
    count = len(waiting) if limit is None else min(len(waiting), limit)
    begins, expires = _bounds(series, mailing)
    forecast = Forecast(now, count, account.pace, sent_since(store, DAY), begins, expires)
    end = instant_of(asked.until, now, series.tz) if asked.until else None
    moment = session.last_moment(series) if asked.today else now
    early = too_early(series, *message_of(series, mailing), moment)
    return Planned(
        workspace, series, store, mailing, account, outbox, waiting, limit, end, forecast, ahead,
        early,
    )  # fmt: skip


def true_batch(
    session: Session, workspace: Workspace, series: Series, store: Store, mailing: PreparedBatch
) -> PreparedBatch:
    """Return a batch as it may leave: refuse an earlier plan, and withdraw what no longer holds."""
    refuse_stale(store, series, mailing)
    if mailing.message in LETTERS:
        withdraw_over(session, workspace, series, store, mailing)
    else:
        _withdraw_revoked(session, workspace, series, store, mailing)
    return find_mailing(store, mailing.id)


def _withdraw_revoked(
    session: Session, workspace: Workspace, series: Series, store: Store, mailing: PreparedBatch
) -> None:
    """Withdraw the waiting mails with certificates that were revoked."""
    message, webinar = message_of(series, mailing)
    if webinar is None or "certificate" not in message.with_:
        return
    outbox = outbox_of(workspace, mailing.id)
    mails = {one.id: outbox.bytes_of(one.id) or b"" for one in mails_of(store, mailing.id, WAITING)}
    if over := withdrawn_certificates(workspace, store, webinar, mails):
        settle(store, over, MailState.WITHDRAWN, WAITING, "revoked")
        how = f"`{prepare_command(message, webinar)}` writes to the people with a new one"
        whose = f"withdrew {quantity(len(over), 'mail')}, whose certificate was revoked"
        session.say(f"{whose}: {how}")


def _ahead(clock: date, today: date | None) -> timedelta:
    """Return how far a day is ahead of the clock, in whole days."""
    return timedelta(0) if today is None else today - clock


def _bounds(series: Series, mailing: PreparedBatch) -> tuple[datetime | None, datetime | None]:
    """Return when the webinar begins, if the message is about what comes, and when mails expire."""
    message, webinar = message_of(series, mailing)
    comes = webinar is not None and not message.is_afterwards
    begins = series.instant(webinar.starts) if webinar is not None and comes else None
    expires = datetime.fromisoformat(mailing.expires_at) if mailing.expires_at else None
    return begins, expires


def show_plan(session: Session, planned: Planned, *, dry: bool = True) -> None:
    """Print what sending would do, and after a `dry` run how to do it."""
    mailing, count = planned.mailing, planned.count
    session.sentence(
        f"{mailing.id}: {about(mailing, planned.series)}, prepared on {mailing.prepared}"
    )
    for line in before(planned):
        session.sentence(line)
    if not count:
        session.sentence("nothing is left to send")
        return
    _show_sending(session, planned, count)
    if planned.early and dry:
        session.say(f"warning: {planned.early}")
    for warning in planned.forecast.warnings():
        session.say(f"warning: {warning}")
    if dry:
        session.say(f"nothing was sent: add `--send`, and confirm {quantity(count, 'mail')}")


def _show_sending(session: Session, planned: Planned, count: int) -> None:
    """Print how many mails would leave from where, and when the last one would."""
    account = planned.account
    session.sentence(
        f"would send {quantity(count, 'mail')} from {_sender(planned)} by {account.server} "
        f"({'no encryption, on this computer' if account.tls == 'none' else account.tls})"
    )
    pace = f"{account.pace.per_minute:,} a minute and {account.pace.per_day:,} a day"
    last = planned.forecast.last.astimezone(planned.series.tz)
    session.sentence(
        f"at {pace}, the last one leaves about {last:%Y-%m-%d %H:%M} ({planned.series.zone})"
    )


def about(mailing: PreparedBatch, series: Series | None) -> str:
    """Return what a batch is, in words."""
    numbers = series.numbers if series else {}
    webinar = mailing.webinar
    about_ = f" of {webinars_in_words([webinar], numbers)}" if webinar is not None else ""
    again = f", {mailing.occasion}" if mailing.occasion else ""
    return f"message `{mailing.message}`{about_}{again}"


def before(planned: Planned) -> Iterator[str]:
    """Yield what has become of the other mails of the batch."""
    words = {
        MailState.SENT: "sent",
        MailState.FAILED: "failed",
        MailState.UNKNOWN: f"unknown: settle them with `sstc mail resolve {planned.mailing.id}`",
        MailState.EXPIRED: "expired",
        MailState.WITHDRAWN: "withdrawn",
        MailState.CLAIMED: "being sent by another command, or by another computer",
        MailState.DOT: "being sent this very moment",
    }
    states = planned.mailing.states
    found = [f"{states[state]:,} {words[state]}" for state in words if states[state]]
    if found:
        yield f"before: {', '.join(found)}"
    if due := [mail.next_at for mail in planned.waiting if mail.next_at is not None]:
        deferred = states[MailState.DEFERRED]
        yield f"{deferred:,} of them are deferred, the next one until {clock(planned, min(due))}"


def clock(planned: Planned, instant: float) -> str:
    """Return an instant of the ledger in the zone of the series."""
    local = datetime.fromtimestamp(instant, planned.series.tz)
    return f"{local:%Y-%m-%d %H:%M} ({planned.series.zone})"


def _sender(planned: Planned) -> str:
    """Return the address in the first mail."""
    data = planned.outbox.bytes_of(planned.waiting[0].id)
    return addresses_of(data)[0] if data else from_here(planned.outbox.folder)


def _now(session: Session, store: Store) -> datetime:
    """Return the time of the database; say if this computer's clock is far from it."""
    instant = ledger_now(store)
    if instant is None:
        raise nothing_prepared()
    now = datetime.fromtimestamp(instant, UTC)
    apart = (datetime.now(UTC) - now).total_seconds()
    if abs(apart) > _APART:
        minutes = f"{abs(apart) / 60:,.0f} minutes {'ahead of' if apart > 0 else 'behind'}"
        session.say(f"this computer's clock is {minutes} that of the database, which counts")
    return now
