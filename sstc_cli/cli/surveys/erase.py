"""`sstc surveys undo|forget|purge`: delete answers."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Today, flag, read_age
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.store import Store
    from sstc_cli.store.erasure import Erased
    from sstc_cli.workspace import Workspace

Yes = Annotated[bool, flag("--yes", text="Do it without asking.")]


def undo(
    context: typer.Context,
    number: Annotated[
        int, typer.Argument(metavar="IMPORT", help="Number of the import in `sstc surveys list`.")
    ],
) -> None:
    """Undo one import, including the rows it changed.

    Example: `sstc surveys undo 1`
    """
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.cli.surveys.left import refuse_left, tidy
    from sstc_cli.store.erasure import undo as undo_import

    session = session_of(context)
    workspace = session.unchecked()
    erased = undo_import(store_of(workspace), number)
    restored = f"; {quantity(erased.restored, 'row')} restored" if erased.restored else ""
    session.result(f"undid import {number}: deleted {_deleted_text(erased)}{restored}")
    if erased.withdrawn:
        responses = quantity(erased.withdrawn, "response")
        session.say(f"not restored: {responses} of people who no longer agree")
    tidy(session, workspace.root)
    refuse_left(erased)


def forget(
    context: typer.Context,
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The person's e-mail address.")],
    again: Annotated[
        bool,
        flag("--allow-again", text="Erase nothing: let later imports have the person again."),
    ] = False,
    yes: Yes = False,
) -> None:
    """Erase a person's answers, attendance, name and address, mails and requests to partners.

    Later imports and messages leave the person out, because the store keeps a keyed digest of the
    address. If the person wants to take part again, `--allow-again` deletes that digest.

    Example: `sstc surveys forget one@example.org --yes`
    """
    from sstc_cli.cli.console.secret.survey_key import read_keys
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.cli.surveys.left import clear
    from sstc_cli.store.erasure import allow_again
    from sstc_cli.store.erasure import forget as erase

    session = session_of(context)
    workspace = session.unchecked()
    store = store_of(workspace)
    if not store.exists:
        session.say("no survey has been imported yet")
        return
    pseudonyms = store.pseudonym_key(read_keys())
    if again:
        known = allow_again(store, email, pseudonyms)
        what = "later imports include this person again" if known else "this person was not erased"
        session.result(what)
        return
    _confirm(yes, "Erase everything that the store has about this person?")
    drop_files = partial(clear, session, workspace)
    _finish(session, workspace, store, email, erase(store, email, pseudonyms, drop_files))


def _finish(
    session: Session, workspace: Workspace, store: Store, email: str, erased: Erased
) -> None:
    """Say what was erased, and name what may still have the person."""
    from sstc_cli.cli.surveys.left import name_conflict_copies, name_files, refuse_left

    texts = quantity(erased.mentions, "other text")
    more = f", and the name or address in {texts}" if erased.mentions else ""
    more += f", and {quantity(len(erased.mails), 'mail')} in the ledger" if erased.mails else ""
    session.result(f"erased: {_deleted_text(erased)}{more}")
    session.say("later imports leave this person out; `--allow-again` changes that")
    name_conflict_copies(session, store)
    name_files(session, workspace.root, store, {email.strip(), *erased.traces})
    refuse_left(erased)


def purge(
    context: typer.Context,
    older_than: Annotated[
        str,
        typer.Option("--older-than", parser=read_age, metavar="AGE", help="Age: 2y, 18m or 90d."),
    ],
    yes: Annotated[bool, flag("--yes", text="Erase them. [default: only count]")] = False,
    today: Today = None,
) -> None:
    """Erase answers that you may no longer keep.

    Without `--yes`, only count them. The age of an answer counts from its submission, that of an
    attendance, or of an answer without a time, from the webinar's day. Requests to partners go with
    the people of whom nothing else is kept.

    Example: `sstc surveys purge --older-than 2y`
    """
    from sstc_cli.cli.console.secret.survey_key import read_keys
    from sstc_cli.cli.console.store import store_of
    from sstc_cli.cli.surveys.left import clear, name_conflict_copies, name_workbooks, refuse_left
    from sstc_cli.model.days import day_before
    from sstc_cli.store.erasure import purge as erase
    from sstc_cli.store.requests import requests

    session = session_of(context)
    workspace = session.unchecked(today)
    store, webinars = store_of(workspace), workspace.series.webinars if workspace.series else ()
    days = {webinar.number: webinar.starts.date() for webinar in webinars}
    if not workspace.series:
        session.say("the plan has errors: rows without a time count from the day of their import")
    before = day_before(today or date.today(), older_than)
    if not store.begun:
        session.say("no survey has been imported yet")
        return
    key = store.pseudonym_key(read_keys()) if requests(store) else None
    drop_files = partial(clear, session, workspace)
    erased = erase(store, before, days, key, dry_run=not yes, drop_files=drop_files)
    session.result(f"before {before}: {_deleted_text(erased)}{' erased' if yes else ''}")
    name_conflict_copies(session, store)
    if yes:
        name_workbooks(session, workspace)
        refuse_left(erased)
    elif erased.responses or erased.attendances or erased.certificates or erased.requests:
        session.say("nothing was erased: add `--yes` to erase")


def _deleted_text(erased: Erased) -> str:
    """Return the numbers of deleted rows in words."""
    parts = [quantity(erased.responses, "response")]
    parts += [quantity(erased.attendances, "attendance")] if erased.attendances else []
    certificates = len(erased.certificates)
    parts += [quantity(certificates, "certificate")] if certificates else []
    if erased.requests:
        parts.append(quantity(len(erased.requests), "request to partners", "requests to partners"))
    return " and ".join(parts)


def _confirm(yes: bool, question: str) -> None:
    """Ask on a terminal before something that cannot be undone; require the flag elsewhere."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise SstcError("this cannot be undone", "add `--yes` to do it", ExitCode.USAGE)
    typer.confirm(question, abort=True, err=True)
