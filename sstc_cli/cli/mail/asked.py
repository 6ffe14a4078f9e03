"""What the commands that make mails ask for: a message, a webinar, and who gets it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import flag, read_number
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.mail.account import Account
    from sstc_cli.mailing.composing import Composer, MethodFor
    from sstc_cli.mailing.mailing import Mailing
    from sstc_cli.mailing.recipients.chosen import Chosen
    from sstc_cli.mailing.recipients.contacts import ContactReading
    from sstc_cli.mailing.rendering import ViewOf
    from sstc_cli.model import Message, Series, Webinar
    from sstc_cli.sheets import Source
    from sstc_cli.store import Store
    from sstc_cli.workspace import Workspace

MessageName = Annotated[
    str, typer.Argument(metavar="MESSAGE", help="Id of one of the series' `messages`.")
]
OneNumber = Annotated[
    int | None,
    typer.Argument(
        parser=read_number,
        metavar="N",
        help="Number of the webinar, unless the message is about the series.",
        show_default=False,
    ),
]
To = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar="GROUP|FILE",
        help="Who gets it: a group such as `registered`, or a spreadsheet of contacts. "
        "Repeatable. [default: `to` of the message]",
        show_default=False,
    ),
]
Except = Annotated[
    list[str] | None,
    typer.Option(
        "--except",
        metavar="GROUP",
        help="Who of them gets none: `registered`, `attended` or `answered:SURVEY`. Repeatable.",
        show_default=False,
    ),
]
Column = Annotated[
    str | None,
    typer.Option(metavar="NAME|LETTER", help="Column with the addresses, if the file has several."),
]
SheetName = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="Sheet with the contacts, if several have some."),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="RELEASE",
        help="Release that a notice of changes compares with. [default: the last release]",
        show_default=False,
    ),
]
SkipRejected = Annotated[
    bool,
    flag("--skip-rejected", text="Go on without the rows of a file that cannot get mail."),
]


@dataclass(frozen=True)
class Asked:
    """The words and options of a command."""

    message: str
    number: int | None = None
    to: list[str] | None = None
    left_out: list[str] | None = None
    column: str | None = None
    sheet: str | None = None
    since: str | None = None
    skip_rejected: bool = False
    again: str = ""


@dataclass
class Gathered:
    """A mailing, what writes its mails, and who gets them."""

    store: Store
    mailing: Mailing
    composer: Composer
    chosen: Chosen
    account: Account | None
    readings: list[tuple[Source, ContactReading]] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """The number of rows without a recipient."""
        return sum(len(reading.rejected) for _, reading in self.readings)


def gather(session: Session, workspace: Workspace, series: Series, asked: Asked) -> Gathered:
    """Return who gets a message. Show what is wrong with lists, and refuse rows without address."""
    from sstc_cli.cli.console.key import make_keys
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.cli.mail.telling import methods_of, on_occasion, views_of_changes
    from sstc_cli.mailing.mailing import Mailing
    from sstc_cli.mailing.recipients.chosen import Asked as Wanted
    from sstc_cli.mailing.recipients.chosen import choose, read_groups
    from sstc_cli.mailing.recipients.responses import StoredPeople

    message = message_named(series, asked.message)
    webinar = webinar_of(series, message, asked.number)
    store, account = store_of(workspace), account_if_any(workspace)
    key = store.pseudonym_key(make_keys())
    mailing = on_occasion(Mailing(workspace, series, message, webinar, key), asked)
    groups, files = read_groups(asked.to or message.to, message)
    if "contacts" in groups and not files:
        hint = "name the spreadsheet with the people: `--to contacts.xlsx`"
        raise SstcError(f"the message `{message.id}` goes to contacts", hint, ExitCode.USAGE)
    readings = [_read(Path(file), asked, series, account) for file in files]
    _show(session, workspace, readings, skip=asked.skip_rejected)
    contacts = [person for _, reading in readings for person in reading.people]
    numbers = (webinar.number,) if webinar else ()
    left_out = _read_left_out(workspace, [*message.except_, *(asked.left_out or ())])
    wanted = Wanted(message, groups, left_out, contacts)
    stored = StoredPeople(store, series, workspace.surveys, numbers)
    with store.reading():
        chosen = choose(wanted, stored, [webinar] if webinar else series.in_time_order)
        methods = methods_of(session, mailing, chosen, stored, asked)
    composer = composer_of(mailing, views_of_changes(mailing, chosen, asked), methods)
    session.show(chosen.notes, workspace)
    return Gathered(store, mailing, composer, chosen, account, readings)


def composer_of(
    mailing: Mailing, view_of: ViewOf | None = None, method_of: MethodFor | None = None
) -> Composer:
    """Return what writes the mails of a mailing."""
    from sstc_cli.cli.mail.renewing import renewing
    from sstc_cli.mailing.composing import Composer
    from sstc_cli.mailing.entries import Entries, method_for
    from sstc_cli.mailing.rendering import Renderer

    entries = Entries(mailing, renewing(mailing.workspace)) if mailing.webinar else None
    return Composer(mailing, Renderer(mailing, view_of), entries, method_of or method_for)


def message_named(series: Series, name: str) -> Message:
    """Return the message of a name; refuse a name that the series does not have."""
    from sstc_cli.diagnostics import did_you_mean

    message = series.message(name)
    if message is None:
        known = [found.id for found in series.messages]
        hint = f"{did_you_mean(name, known)} ({', '.join(known)})" if known else None
        hint = hint or "add `messages` to data/webinars.yaml"
        raise SstcError(f"unknown message `{name}`", hint, ExitCode.USAGE)
    return message


def webinar_of(series: Series, message: Message, number: int | None) -> Webinar | None:
    """Return the webinar that a message is about, or None if it is about the series."""
    from sstc_cli.cli.console.session import chosen_webinars

    if message.is_about_series:
        if number is not None:
            what = f"the message `{message.id}` is about the series"
            hint = f"leave the number out: `sstc mail prepare {message.id}`"
            raise SstcError(what, hint, ExitCode.USAGE)
        return None
    if number is None:
        what = f"the message `{message.id}` is about one webinar"
        hint = f"name its number: `sstc mail prepare {message.id} 7`"
        raise SstcError(what, hint, ExitCode.USAGE)
    return chosen_webinars(series, [number])[0]


def account_if_any(workspace: Workspace) -> Account | None:
    """Return the account, or None if there is none yet."""
    from sstc_cli.cli.mail.opened import account_of

    file = workspace.root / ".sstc" / "mail.toml"
    return account_of(workspace) if os.path.lexists(file) else None


def now_of(series: Series, today: object) -> datetime:
    """Return the instant now or, with another day, the beginning of that one."""
    from datetime import date, time

    if isinstance(today, date):
        return series.instant(datetime.combine(today, time()))
    return datetime.now(series.tz)


def _read(
    file: Path, asked: Asked, series: Series, account: Account | None
) -> tuple[Source, ContactReading]:
    from sstc_cli.mailing.recipients.contacts import read_contacts
    from sstc_cli.mailing.recipients.table import find_table
    from sstc_cli.sheets import read_sheets

    source = read_sheets(file, None, series.languages)
    table = find_table(source, asked.column, asked.sheet)
    utf8 = account is not None and account.smtputf8
    return source, read_contacts(source, table, series, smtputf8=utf8)


def _show(
    session: Session,
    workspace: Workspace,
    readings: list[tuple[Source, ContactReading]],
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


def _read_left_out(workspace: Workspace, words: list[str]) -> list[str]:
    """Return who gets no message, from the data and from `--except`."""
    from sstc_cli.diagnostics import did_you_mean
    from sstc_cli.model.mail import read_left_out
    from sstc_cli.model.readers import InvalidError

    for word in words:
        try:
            read_left_out(word)
        except InvalidError as error:
            problem = error.problems[0]
            raise SstcError(problem.message, problem.hint, ExitCode.USAGE) from None
        survey = word.partition(":")[2]
        if survey and survey not in workspace.surveys:
            hint = did_you_mean(survey, workspace.surveys)
            raise SstcError(f"unknown survey `{survey}`", hint, ExitCode.USAGE)
    return words
