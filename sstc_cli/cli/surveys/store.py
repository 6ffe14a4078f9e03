"""`sstc surveys list|export|backup|check|key`: what is in the store, and its copies."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Json, Numbers, Output, Today, flag
from sstc_cli.cli.console.session import chosen, session_of
from sstc_cli.cli.surveys.options import OnlySurvey, known_survey
from sstc_cli.diagnostics import counted
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.model import Series
    from sstc_cli.workspace import Workspace


class ExportedTable(StrEnum):
    """Kinds of exported files."""

    CSV = "csv"
    XLSX = "xlsx"


def list_imports(context: typer.Context, today: Today = None, json: Json = False) -> None:
    """List what was imported, and which webinars have no exit survey yet.

    Example: `sstc surveys list`
    """
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.surveys.place import store_of
    from sstc_cli.cli.surveys.tables import print_imports
    from sstc_cli.store import answered, imports

    session = session_of(context)
    workspace, series = session.opened(today)
    store = store_of(workspace)
    found = imports(store)
    missing = _missing(workspace, series, today or date.today(), answered(store))
    if json:
        session.result(write_results(imports=found, missing=missing))
        return
    print_imports(session, found, missing)


def export(
    context: typer.Context,
    numbers: Numbers = None,
    survey: OnlySurvey = None,
    format: Annotated[ExportedTable, typer.Option(help="Kind of file.")] = ExportedTable.XLSX,
    with_texts: Annotated[bool, flag("--with-texts", text="Also free texts.")] = False,
    with_contacts: Annotated[
        bool, flag("--with-contacts", text="Also names and addresses.")
    ] = False,
    output: Output = None,
) -> None:
    """Write the responses and attendance as tables: coded answers under pseudonyms.

    Free texts may name people: they come only with `--with-texts` or `--with-contacts`.

    Example: `sstc surveys export --format csv`
    """
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.cli.surveys.place import store_of
    from sstc_cli.store import ATTENDANCE_ID
    from sstc_cli.survey.export import EXPORTS, Included, export_tables

    session = session_of(context)
    workspace, series = session.opened()
    known_survey(workspace, survey, ATTENDANCE_ID)
    store = store_of(workspace)
    webinars = [each.number for each in chosen(series, numbers)] if numbers else []
    included = Included(with_texts or with_contacts, with_contacts)
    tables = export_tables(store, workspace.surveys.values(), webinars, included)
    chosen_ = {name: rows for name, rows in tables.items() if survey in (None, name)}
    files = {f"{name}.{format}": EXPORTS[format](rows, name) for name, rows in chosen_.items()}
    if not files:
        session.say("no response is in the store yet: `sstc surveys import FILE` reads an export")
    deliver(session, files, workspace.out / "surveys", output, mode=0o600)


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")],
) -> None:
    """Copy the whole store into a new file, which only you can read.

    It holds names and addresses: keep it as safe as the store.

    Example: `sstc surveys backup store-backup.sqlite`
    """
    from sstc_cli.cli.surveys.place import store_of

    session = session_of(context)
    workspace, _ = session.opened()
    store = store_of(workspace)
    if not store.begun:
        session.say("nothing was ever imported: there is nothing to copy")
        return
    store.database.back_up(file)
    session.result(str(file))


def check(context: typer.Context) -> None:
    """Check that the store is whole, that its key is here, and that only you can read it.

    Example: `sstc surveys check`
    """
    from sstc_cli.cli.surveys.key import read_keys
    from sstc_cli.cli.surveys.place import store_of
    from sstc_cli.store import faults, size

    session = session_of(context)
    workspace, _ = session.opened()
    store = store_of(workspace)
    if not store.begun:
        session.say("nothing was ever imported: there is nothing to check")
        return
    found = faults(store)
    try:
        store.pseudonym_key(read_keys())
    except SstcError as error:
        found.append(error.message)
    for each in found:
        session.result(each)
    if found:
        raise typer.Exit(ExitCode.DATA)
    responses, attendances, persons = size(store)
    there = f"{counted(attendances, 'attendance')}, " if attendances else ""
    kept = f"{counted(responses, 'response')}, {there}{counted(persons, 'person')}"
    session.result(f"the store is sound: {kept}")


def key(
    context: typer.Context,
    rotate: Annotated[bool, flag("--rotate", text="Give everybody a new pseudonym.")] = False,
) -> None:
    """Show where the key of the pseudonyms is; make it, if there is none.

    `--rotate` makes a new key, as when an export and the key came into wrong hands.

    Example: `sstc surveys key`
    """
    from sstc_cli.cli.surveys.key import add_key, key_file, make_keys
    from sstc_cli.cli.surveys.place import store_of
    from sstc_cli.store import rekey

    session = session_of(context)
    keys = make_keys()
    if rotate:
        workspace, _ = session.opened()
        store = store_of(workspace)
        pseudonyms = store.pseudonym_key(keys)
        newest = add_key()[0] if pseudonyms.person_key == keys[0] else keys[0]
        changed = rekey(store, pseudonyms, newest) if store.begun else 0
        session.say(f"{changed} person{' has' if changed == 1 else 's have'} a new pseudonym")
    session.result(str(key_file()))


def _missing(
    workspace: Workspace, series: Series, day: date, known: set[tuple[str, int]]
) -> dict[str, list[int]]:
    """The held webinars without an exit survey, and without attendance where that is collected."""
    from sstc_cli.store import ATTENDANCE_ID

    wanted = [each.id for each in workspace.surveys.values() if each.when == "after"]
    wanted += [ATTENDANCE_ID] if any(id_ == ATTENDANCE_ID for id_, _ in known) else []
    held = [
        each.number
        for each in series.webinars
        if each.starts and each.starts.date() < day and not each.cancelled
    ]
    return {id_: [n for n in held if (id_, n) not in known] for id_ in wanted}
