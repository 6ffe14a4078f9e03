"""Gather recipients for a batch, write their mails, and report on the batch."""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.store import make_keys, store_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.mail.composer import (
    Earlier,
    composer_of,
    memory_for,
    methods_of,
    on_occasion,
    refuse_cancelled,
    views_of_changes,
)
from sstc_cli.cli.mail.options import AskedMessage, message_named, read_left_out_words, webinar_of
from sstc_cli.cli.mail.outbox import account_of, outbox_of, outboxes
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.account import Account
from sstc_cli.mail.addresses import sender_of
from sstc_cli.mailing.attached_certificates import certificates_for
from sstc_cli.mailing.batch import MUCH, DecidedBatch, Forecast, sizes_of
from sstc_cli.mailing.composing import Composer
from sstc_cli.mailing.contacts import ContactReading, find_table, read_contacts
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.outbox import as_before
from sstc_cli.mailing.recipients import Chosen, StoredPeople, Wanted, choose, read_named
from sstc_cli.model import Series
from sstc_cli.model.deadlines import goes_out_at
from sstc_cli.model.languages import english_name
from sstc_cli.quantity import quantity
from sstc_cli.sheets import Source, read_sheets
from sstc_cli.sheets.csv_tables import EncodingError
from sstc_cli.store import Store
from sstc_cli.store.mail import Batch, MailRecord, Recorded
from sstc_cli.store.mail.batch import WAITING
from sstc_cli.store.mail.earlier import last_written, sent_on
from sstc_cli.views.messages import missing_matter
from sstc_cli.workspace import Workspace

Readings = list[tuple["Source", "ContactReading"]]


@dataclass
class Gathered:
    """A mailing, what writes its mails, and who gets them: one person who was named, or many."""

    store: Store
    mailing: Mailing
    composer: Composer
    chosen: Chosen
    account: Account | None
    readings: Readings = field(default_factory=list)
    to_one: bool = False

    @property
    def rejected(self) -> int:
        """The number of rows without a recipient."""
        return sum(len(reading.rejected) for _, reading in self.readings)


@dataclass(frozen=True)
class Done:
    """A prepared batch; `restored` files of its outbox are new or were missing.

    `outdated` has the number of mails that were withdrawn from batches of an earlier plan. `early`
    says how much too early it is to send them, and `hurried` how many were sent too early.
    """

    decided: DecidedBatch
    batch: Batch
    entries: list[MailRecord]
    recorded: Recorded
    restored: int
    now: datetime
    outdated: Mapping[str, int]
    early: str
    hurried: str

    @property
    def waiting(self) -> int:
        """The number of mails still to be sent."""
        return sum(self.recorded.states[state] for state in WAITING)


def report(session: Session, gathered: Gathered, done: Done, *, as_json: bool) -> None:
    """Print the id of a batch, and say on stderr what it is."""
    if as_json:
        session.result(_json(gathered, done))
        return
    session.result(done.batch.id)
    for line in (*_lines(gathered, done), *_left_out(gathered, done)):
        session.say(line)
    for warning in _warnings(gathered, done):
        session.say(f"warning: {warning}")
    if not done.waiting:
        session.say("nothing is left to send: to write once more, add `--again` with a name")
        return
    session.say(
        f"next: open one of them in {_folder(gathered, done)}, "
        f"then run `sstc mail send {done.batch.id}`"
    )


def _lines(gathered: Gathered, done: Done) -> Iterator[str]:
    sizes = sizes_of(done.entries)
    named = [
        f"{count:,} in {' and '.join(map(english_name, code.split('+')))}"
        for code, count in sizes.languages.items()
    ]
    verb = "restored" if done.decided.is_known else "prepared"
    yield f"{verb} {quantity(sizes.count, 'mail')}: {', '.join(named)}"
    yield f"{_bytes(sizes.total)} together, the largest {_bytes(sizes.largest)}"
    yield from _states(done)
    if forecast := _forecast(gathered, done):
        series, pace = gathered.mailing.series, forecast.pace.per_minute
        begin = done.now.astimezone(series.tz)
        at = _clock(forecast.last.astimezone(series.tz), begin)
        ends = f"the last one leaves at {at} ({series.zone}, {pace} a minute)"
        yield f"if you begin at {begin:%H:%M}, {ends}"
    if done.decided.superseded:
        yield f"replaces {', '.join(f'`{batch}`' for batch in done.decided.superseded)}"
    for batch, count in done.outdated.items():
        yield f"withdrew {quantity(count, 'mail')} of `{batch}`: the plan has changed since"


def _states(done: Done) -> Iterator[str]:
    """Yield what has become of some mails already."""
    states = done.recorded.states
    gone = {state: count for state, count in states.items() if count and state not in WAITING}
    if gone:
        told = ", ".join(f"{count:,} {state}" for state, count in gone.items())
        yield f"of these {told}; {done.waiting:,} still to be sent"


def _left_out(gathered: Gathered, done: Done) -> Iterator[str]:
    for reason, count in gathered.chosen.left_out.items():
        yield f"left out {quantity(count, 'person', 'people')}: {reason}"
    if done.decided.got and not done.decided.is_known:
        people = quantity(done.decided.got, "person", "people")
        yield f"left out {people}: have this message already"
    if gathered.rejected:
        yield f"left out {quantity(gathered.rejected, 'row')} of the list that cannot get mail"


def _warnings(gathered: Gathered, done: Done) -> Iterator[str]:
    about = gathered.mailing.webinar
    if lack := missing_matter(gathered.mailing.series, gathered.mailing.message, about):
        yield f"{lack[0]}: add it with `{lack[1]}`, and prepare again"
    if about and not gathered.mailing.message.is_afterwards and not done.batch.release:
        yield "no release yet to compare later changes with: `sstc release publish NAME`"
    if (largest := sizes_of(done.entries).largest) > MUCH:
        yield f"the largest mail has {_bytes(largest)}, which some servers refuse"
    webinar, series = gathered.mailing.webinar, gathered.mailing.series
    if done.hurried:
        yield done.hurried
    if done.waiting and done.early:
        yield f"{done.early}: `sstc mail send` asks before it sends them earlier"
    expires = datetime.fromisoformat(done.batch.expires_at) if done.batch.expires_at else None
    if expires and expires <= done.now:
        begun = webinar and series.instant(webinar.starts) <= done.now
        why = "its webinar has begun" if begun else "`until` is over"
        yield f"it is too late for `{done.batch.message}`, so none will be sent: {why}"
    elif forecast := _forecast(gathered, done):
        yield from forecast.warnings()


def too_early_before(gathered: Gathered, ids: Collection[str], now: datetime) -> str:
    """Return in words how many of some mails left before the day of the message, or nothing.

    Before that day, there is nothing to do about it.
    """
    mailing = gathered.mailing
    at, zone = goes_out_at(mailing.series, mailing.webinar, mailing.message), mailing.series.tz
    due = at.astimezone(zone).date() if at else date.min
    if now.astimezone(zone).date() < due:
        return ""
    left = [day for day in sent_on(gathered.store, ids, zone) if day < due]
    if not left:
        return ""
    people = quantity(len(left), "person has", "people have")
    return (
        f"{people} `{mailing.message.id}` since {max(left)}, but its day is {due}: "
        "to write to them again, add `--again` with a name, for example `--again on-its-day`"
    )


def _forecast(gathered: Gathered, done: Done) -> Forecast | None:
    """Return when the last mail leaves, or None if none does or no account says at what pace."""
    account, mailing = gathered.account, gathered.mailing
    if account is None or not done.waiting:
        return None
    ahead = mailing.webinar and not mailing.message.is_afterwards
    begins = mailing.series.instant(mailing.webinar.starts) if mailing.webinar and ahead else None
    expires = datetime.fromisoformat(done.batch.expires_at) if done.batch.expires_at else None
    return Forecast(done.now, done.waiting, account.pace, begins=begins, expires=expires)


def _json(gathered: Gathered, done: Done) -> str:
    sizes, forecast = sizes_of(done.entries), _forecast(gathered, done)
    left_out: Mapping[str, int] = gathered.chosen.left_out
    return write_results(
        batch=done.batch.id,
        count=sizes.count,
        message=done.batch.message,
        webinar=about.number if (about := gathered.mailing.webinar) else None,
        languages=sizes.languages,
        bytes=sizes.total,
        largest=sizes.largest,
        left_out=left_out,
        already=0 if done.decided.is_known else done.decided.got,
        rejected=gathered.rejected,
        states=done.recorded.states,
        superseded=done.decided.superseded,
        withdrawn=done.outdated,
        expires_at=done.batch.expires_at,
        last_at=forecast.last if forecast else None,
        warnings=[*_warnings(gathered, done)],
    )


def _folder(gathered: Gathered, done: Done) -> str:
    """Return the folder of the mails, as the user would open it."""
    return from_here(outbox_of(gathered.mailing.workspace, done.batch.id).folder)


def _bytes(count: int) -> str:
    """Return a size that people can compare: `12 kB`, `8.9 MB`."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, count // 1000)} kB"


def _clock(moment: datetime, now: datetime) -> str:
    """Return an hour, with its day if that is another one than now in the same zone."""
    day = "" if moment.date() == now.date() else f"{moment:%Y-%m-%d} "
    return f"{day}{moment:%H:%M}"


def gather(session: Session, workspace: Workspace, series: Series, asked: AskedMessage) -> Gathered:
    """Return who gets a message. Show what is wrong with lists, and refuse rows without address."""
    sender_of(series)
    message = message_named(series, asked.message)
    webinar = webinar_of(series, message, asked.number)
    refuse_cancelled(series, message, webinar)
    store, account = store_of(workspace), _account_if_any(workspace)
    key = store.pseudonym_key(make_keys())
    mailing = Mailing(workspace, series, message, webinar, key)
    memory = memory_for(mailing, store)
    mailing = on_occasion(mailing, memory, asked)
    wanted, readings = _wanted(session, mailing, asked, account)
    webinars = (webinar.id,) if webinar else ()
    people = StoredPeople(store, series, workspace.surveys, webinars)
    earlier = Earlier(people, outboxes(workspace), memory)
    composer, chosen = _chosen(session, mailing, earlier, wanted, asked)
    session.show(chosen.notes, workspace)
    return Gathered(store, mailing, composer, chosen, account, readings, bool(wanted.addresses))


def _wanted(
    session: Session, mailing: Mailing, asked: AskedMessage, account: Account | None
) -> tuple[Wanted, Readings]:
    """Return who should get a message, with the people of the lists that are named."""
    message, workspace = mailing.message, mailing.workspace
    groups, files, addresses, owed = read_named(asked.to or message.to, message)
    if "contacts" in groups and not files:
        hint = "name the spreadsheet with the people: `--to contacts.xlsx`"
        raise SstcError(f"the message `{message.id}` goes to contacts", hint, ExitCode.USAGE)
    usual = () if addresses else message.except_  # people who are named by address are meant
    left_out = read_left_out_words(workspace, [*usual, *(asked.left_out or ())])
    readings = [_read(Path(file), asked, mailing.series, account) for file in files]
    _show(session, workspace, readings, skip=asked.skip_rejected)
    contacts = [person for _, reading in readings for person in reading.people]
    return Wanted(message, groups, left_out, contacts, addresses, owed), readings


def _chosen(
    session: Session, mailing: Mailing, earlier: Earlier, wanted: Wanted, asked: AskedMessage
) -> tuple[Composer, Chosen]:
    """Return the people who get a message, and what writes their mails."""
    series, webinar = mailing.series, mailing.webinar
    with earlier.people.store.reading():
        store = earlier.people.store
        chosen = choose(wanted, earlier.people, [webinar] if webinar else series.in_time_order)
        if wanted.addresses:
            chosen.people = {
                key: as_before(who, last_written(store, mailing.person(who)), series.languages)
                for key, who in chosen.people.items()
            }
        methods = methods_of(session, mailing, chosen, earlier, asked)
        views = views_of_changes(mailing, chosen, earlier, asked)
        attached = certificates_for(mailing, store, chosen)
    return composer_of(mailing, views, methods, attached), chosen


def _read(
    file: Path, asked: AskedMessage, series: Series, account: Account | None
) -> tuple[Source, ContactReading]:
    try:
        source = read_sheets(file, None, series.languages)
    except EncodingError as error:
        raise SstcError(error.message, "save it in Excel as `CSV UTF-8`, or as .xlsx") from error
    table = find_table(source, asked.column, asked.sheet)
    utf8 = account is not None and account.smtputf8
    return source, read_contacts(source, table, series, smtputf8=utf8)


def _show(session: Session, workspace: Workspace, readings: Readings, *, skip: bool) -> None:
    """Show what is wrong with lists; refuse them as a whole, unless their bad rows are skipped."""
    found = [
        diagnostic
        for _, reading in readings
        for diagnostic in (*reading.rejected.values(), *reading.notes)
    ]
    session.show(found, workspace)
    rejected = sum(len(reading.rejected) for _, reading in readings)
    if rejected and not skip:
        message = f"{quantity(rejected, 'row')} cannot get mail, so nothing was prepared"
        hint = "correct the list, or add `--skip-rejected`, which writes these rows to a file"
        raise SstcError(message, hint, ExitCode.DATA)


def _account_if_any(workspace: Workspace) -> Account | None:
    """Return the account, or None if there is none yet."""
    file = workspace.root / ".sstc" / "mail.toml"
    return account_of(workspace) if os.path.lexists(file) else None
