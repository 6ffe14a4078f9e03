"""`sstc surveys undo|forget|purge`: delete answers, and what still has them."""

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.atomic import delete
from sstc_cli.brokering.draft_files import drafts_of, letters_but
from sstc_cli.certificates.private_folder import certificate_files
from sstc_cli.cli.console.files import drop
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.journal import forget_steps
from sstc_cli.cli.console.options import DryRun, OlderThan, Yes
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.store import file_of, read_keys, store_of
from sstc_cli.cli.surveys.store import conflict_copies, drop_unfinished, name_paths
from sstc_cli.errors import SstcError, nothing_imported
from sstc_cli.listing import entries
from sstc_cli.mailing.outbox import files_of
from sstc_cli.model.days import day_before
from sstc_cli.quantity import quantity
from sstc_cli.store import Store
from sstc_cli.store.certificates import issued
from sstc_cli.store.erasure import Erased, allow_again
from sstc_cli.store.erasure import forget as erase
from sstc_cli.store.erasure import purge as erase_old
from sstc_cli.store.erasure import undo as undo_import
from sstc_cli.store.history import imports
from sstc_cli.store.requests import requests
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.privacy import files_with


def tidy(session: Session, root: Path) -> None:
    """Delete what stopped commands left unfinished, and name what cannot be deleted now."""
    what = "unfinished private files: another command is making them, or you may not delete them"
    name_paths(session, what, drop_unfinished(session, root))


def clear(session: Session, workspace: Workspace, erased: Erased) -> None:
    """Delete the files of what was erased, the lists of people, and unfinished files."""
    left = drop(certificate_files(workspace, erased.certificates))
    name_paths(session, "these certificates could not be deleted: delete them", left)
    left = _drop_mails(workspace.root, erased.mails)
    name_paths(session, "these mails could not be deleted: close them, and delete them", left)
    left = drop(drafts_of(workspace, erased.requests))
    if erased.requests:  # the letters to the other side have names, too
        known = [one for one in requests(store_of(workspace)) if one.id not in erased.requests]
        left += drop(letters_but(workspace, {code for one in known for code in one.codes}))
    name_paths(
        session, "these drafts to partners could not be deleted: close them, and delete them", left
    )
    tidy(session, workspace.root)


def _drop_mails(root: Path, message_ids: Collection[str]) -> list[Path]:
    """Delete prepared mails, and return those that another program holds."""
    left = []
    for file in files_of(root / ".sstc" / "outbox", message_ids):
        try:
            delete(file)
        except OSError:
            left.append(file)
    return left


def refuse_left(erased: Erased) -> None:
    """End with an error that names what could not be erased, if there is something."""
    if erased.left:
        what = "; ".join(error.message for error in erased.left)
        raise SstcError(f"not everything is erased: {what}", erased.left[0].hint)


def name_files(
    session: Session, workspace: Workspace, store: Store, words: Collection[str]
) -> None:
    """Name the files of the workspace that still have one of the words, and where they may be.

    The certificates that are left are those of others, who may have the same name.
    """
    serials = [one.serial for one in issued(store)]
    others = certificate_files(workspace, serials, lists=False)
    traces = files_with(workspace.root, words)
    files = [file for file in traces.found if file not in (*others, file_of(store))]
    what = "these files still have the address, the name or the pseudonym"
    name_paths(session, f"{what}: delete the person there too", files)
    name_paths(session, "these could not be searched: look for the person there", traces.unsearched)
    session.say("files elsewhere, such as backups, may have the person: also delete those")


def name_workbooks(session: Session, workspace: Workspace) -> None:
    """Name the workbooks in the private folder, which may have people whose answers are erased."""
    files = [file for file in entries(workspace.store.parent) if file.suffix == ".xlsx"]
    name_paths(session, "these workbooks may have people who were erased: delete them", files)


def name_conflict_copies(session: Session, store: Store) -> None:
    """Name the copies of the store that nothing was erased in."""
    for problem in conflict_copies(store):
        session.say(problem)


def undo(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="IMPORT",
            help="Number of the import in `sstc surveys list`. [default: the last one]",
            show_default=False,
        ),
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Undo one import, including the rows it changed.

    Example: `sstc surveys undo 1 --dry-run`
    """
    session = session_of(context)
    workspace = session.unchecked()
    store = store_of(workspace)
    if number is None:
        number = max((one.id for one in imports(store)), default=0)
    text = undone_text(store, number)
    if dry_run:
        session.result(f"import {number}: {text} to delete")
    if not dry_run and session.agrees(f"Delete {text}?", yes=yes):
        take_back_import(session, workspace, store, number)


def undone_text(store: Store, number: int) -> str:
    """Return in words what taking back an import would delete and restore."""
    return _undone_text(undo_import(store.trial(), number))


def take_back_import(session: Session, workspace: Workspace, store: Store, number: int) -> None:
    """Take back an import, and say what was deleted."""
    erased = undo_import(store, number)
    session.result(f"undid import {number}: deleted {_undone_text(erased)}")
    if erased.withdrawn:
        responses = quantity(erased.withdrawn, "response")
        session.say(f"not restored: {responses} of people who no longer agree")
    if erased.unfounded:
        session.say("if those people were not there: `sstc certificates revoke NUMBER|EMAIL`")
    tidy(session, workspace.root)
    refuse_left(erased)


def forget(
    context: typer.Context,
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The person's e-mail address.")],
    again: Annotated[
        bool, flag("--allow-again", text="Erase nothing: let later imports have the person again.")
    ] = False,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Erase a person: answers, attendance, name, mails and requests.

    It also erases the address. Later imports and messages leave the person out, because the store
    keeps a keyed digest of it. If the person wants to take part again, `--allow-again` deletes that
    digest.

    Example: `sstc surveys forget one@example.org --yes`
    """
    session = session_of(context)
    workspace = session.unchecked()
    store = store_of(workspace)
    if not store.exists:
        raise nothing_imported()
    pseudonyms = store.pseudonym_key(read_keys())
    if again:
        known = allow_again(store.trial() if dry_run else store, email, pseudonyms)
        what = "later imports include this person again" if known else "this person was not erased"
        session.result(what)
        return
    if dry_run:
        session.result(f"to erase: {_forgotten_text(erase(store.trial(), email, pseudonyms))}")
    elif session.agrees("Erase everything that the store has about this person?", yes=yes):
        drop_files = partial(clear, session, workspace)
        forget_steps(workspace.root)
        _finish(session, workspace, store, email, erase(store, email, pseudonyms, drop_files))


def _finish(
    session: Session, workspace: Workspace, store: Store, email: str, erased: Erased
) -> None:
    """Say what was erased, and name what may still have the person."""
    session.result(f"erased: {_forgotten_text(erased)}")
    session.say("later imports leave this person out; `--allow-again` changes that")
    name_conflict_copies(session, store)
    name_files(session, workspace, store, {email.strip(), *erased.traces})
    refuse_left(erased)


def purge(
    context: typer.Context,
    older_than: OlderThan,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Erase answers that you may no longer keep.

    The age of an answer counts from its submission. The age of an attendance, or of an answer
    without a time, counts from the day of the webinar. Requests to partners are erased with the
    last other data of a person.

    Example: `sstc surveys purge --older-than 2y --dry-run`
    """
    session = session_of(context)
    workspace = session.unchecked()
    store, webinars = store_of(workspace), workspace.series.webinars if workspace.series else ()
    days = {webinar.id: webinar.starts.date() for webinar in webinars}
    if not workspace.series:
        session.say("the plan has errors: rows without a time count from the day of their import")
    before = day_before(session.day, older_than)
    if not store.begun:
        raise nothing_imported()
    key = store.pseudonym_key(read_keys()) if requests(store) else None
    tried = erase_old(store.trial(), before, days, key)
    name_conflict_copies(session, store)
    if dry_run or (tried == Erased(0, 0) and not yes):
        session.result(f"before {before}: {_deleted_text(tried)}")
    elif session.agrees(f"Erase {_deleted_text(tried)} from before {before}?", yes=yes):
        erased = erase_old(store, before, days, key, partial(clear, session, workspace))
        session.result(f"before {before}: {_deleted_text(erased)} erased")
        name_workbooks(session, workspace)
        refuse_left(erased)


def _undone_text(erased: Erased) -> str:
    """Return the numbers of deleted and of restored rows in words."""
    restored = f"; {quantity(erased.restored, 'row')} restored" if erased.restored else ""
    if erased.unfounded:
        certificates = quantity(erased.unfounded, "certificate")
        restored += f"; {certificates}, issued for that attendance, still valid"
    return f"{_deleted_text(erased)}{restored}"


def _forgotten_text(erased: Erased) -> str:
    """Return the numbers of erased rows, texts and mails in words."""
    texts = quantity(erased.mentions, "other text")
    more = f", and the name or address in {texts}" if erased.mentions else ""
    more += f", and {quantity(len(erased.mails), 'mail')} in the ledger" if erased.mails else ""
    return f"{_deleted_text(erased)}{more}"


def _deleted_text(erased: Erased) -> str:
    """Return the numbers of deleted rows in words."""
    parts = [quantity(erased.responses, "response")]
    parts += [quantity(erased.attendances, "attendance")] if erased.attendances else []
    certificates = len(erased.certificates)
    parts += [quantity(certificates, "certificate")] if certificates else []
    if erased.requests:
        parts.append(quantity(len(erased.requests), "request to partners", "requests to partners"))
    return " and ".join(parts)
