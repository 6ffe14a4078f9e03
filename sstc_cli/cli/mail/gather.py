"""Who gets a message, and what writes their mails."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.cli.mail.about import message_named, read_left_out_words, webinar_of
from sstc_cli.cli.mail.composer import composer_of
from sstc_cli.cli.mail.opened import account_of, outboxes
from sstc_cli.cli.mail.reporting import Gathered
from sstc_cli.cli.mail.telling import (
    Earlier,
    memory_for,
    methods_of,
    on_occasion,
    refuse_cancelled,
    views_of_changes,
)
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.cli.mail.reporting import Readings
    from sstc_cli.cli.mail.words import Asked
    from sstc_cli.mail.account import Account
    from sstc_cli.mailing.composing import Composer
    from sstc_cli.mailing.contacts import ContactReading
    from sstc_cli.mailing.mailing import Mailing
    from sstc_cli.mailing.recipients import Chosen, Wanted
    from sstc_cli.model import Series
    from sstc_cli.sheets import Source
    from sstc_cli.workspace import Workspace


def gather(session: Session, workspace: Workspace, series: Series, asked: Asked) -> Gathered:
    """Return who gets a message. Show what is wrong with lists, and refuse rows without address."""
    from sstc_cli.cli.console.secret.survey_key import make_keys
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.mail.addresses import sender_of
    from sstc_cli.mailing.mailing import Mailing
    from sstc_cli.mailing.recipients import StoredPeople

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
    numbers = (webinar.number,) if webinar else ()
    people = StoredPeople(store, series, workspace.surveys, numbers)
    earlier = Earlier(people, outboxes(workspace), memory)
    composer, chosen = _chosen(session, mailing, earlier, wanted, asked)
    session.show(chosen.notes, workspace)
    return Gathered(store, mailing, composer, chosen, account, readings)


def _wanted(
    session: Session, mailing: Mailing, asked: Asked, account: Account | None
) -> tuple[Wanted, Readings]:
    """Return who should get a message, with the people of the lists that are named."""
    from sstc_cli.mailing.recipients import Wanted, read_groups

    message, workspace = mailing.message, mailing.workspace
    groups, files = read_groups(asked.to or message.to, message)
    if "contacts" in groups and not files:
        hint = "name the spreadsheet with the people: `--to contacts.xlsx`"
        raise SstcError(f"the message `{message.id}` goes to contacts", hint, ExitCode.USAGE)
    left_out = read_left_out_words(workspace, [*message.except_, *(asked.left_out or ())])
    readings = [_read(Path(file), asked, mailing.series, account) for file in files]
    _show(session, workspace, readings, skip=asked.skip_rejected)
    contacts = [person for _, reading in readings for person in reading.people]
    return Wanted(message, groups, left_out, contacts), readings


def _chosen(
    session: Session, mailing: Mailing, earlier: Earlier, wanted: Wanted, asked: Asked
) -> tuple[Composer, Chosen]:
    """Return the people who get a message, and what writes their mails."""
    from sstc_cli.mailing.recipients import choose

    series, webinar = mailing.series, mailing.webinar
    with earlier.people.store.reading():
        chosen = choose(wanted, earlier.people, [webinar] if webinar else series.in_time_order)
        methods = methods_of(session, mailing, chosen, earlier, asked)
        views = views_of_changes(mailing, chosen, earlier, asked)
    return composer_of(mailing, views, methods), chosen


def _read(
    file: Path, asked: Asked, series: Series, account: Account | None
) -> tuple[Source, ContactReading]:
    from sstc_cli.mailing.contacts import find_table, read_contacts
    from sstc_cli.sheets import read_sheets
    from sstc_cli.sheets.encodings import EncodingError

    try:
        source = read_sheets(file, None, series.languages)
    except EncodingError as error:
        raise SstcError(error.message, "save it in Excel as `CSV UTF-8`, or as .xlsx") from error
    table = find_table(source, asked.column, asked.sheet)
    utf8 = account is not None and account.smtputf8
    return source, read_contacts(source, table, series, smtputf8=utf8)


def _show(
    session: Session,
    workspace: Workspace,
    readings: Readings,
    *,
    skip: bool,
) -> None:
    """Show what is wrong with lists; refuse them as a whole, unless their bad rows are skipped."""
    from sstc_cli.quantity import quantity

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
