"""`sstc report comments`: the private workbook in which people code comments."""

from collections.abc import Sequence
from pathlib import Path

import typer

from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.files import from_here, paths_of
from sstc_cli.cli.console.options import Language, Numbers, Output, read_language
from sstc_cli.cli.console.session import Session, chosen_webinars, session_of
from sstc_cli.cli.console.store import store_of
from sstc_cli.errors import ExitCode, SstcError, nothing_imported
from sstc_cli.lock import make_private_folder
from sstc_cli.quantity import quantity
from sstc_cli.sheets.saved import is_as_written
from sstc_cli.store.comments import Comment
from sstc_cli.store.comments import comments as read_comments
from sstc_cli.survey.comment_coding import TITLE
from sstc_cli.survey.comment_workbook import WorkbookWording, write_comments
from sstc_cli.survey.mentions import mentions_of
from sstc_cli.workspace import Workspace

_FILE = "comments.xlsx"


def comments(
    context: typer.Context,
    numbers: Numbers = None,
    language: Language = None,
    output: Output = None,
) -> None:
    """Write people's comments to a private workbook, to be coded.

    Each comment has a row. Write the codes of its themes in the column `themes`, and in the column
    `quote` whether the report may print it. The themes are in `data/report.yaml`. Names, addresses
    and organisations are marked. The file goes to the private folder `.sstc/`. Then import it with
    `sstc surveys import`.

    Example: `sstc report comments`
    """
    session = session_of(context)
    workspace, series = session.opened()
    webinars = [webinar.number for webinar in chosen_webinars(series, numbers)] if numbers else []
    code, store = read_language(language, series.languages), store_of(workspace)
    folder = workspace.store.parent
    for path in paths_of([_FILE], folder, output) if output != "-" else ():
        _refuse_edited(path)
    if not store.begun:
        raise nothing_imported()
    found = read_comments(store, workspace.surveys.values(), webinars)
    if not found:
        session.say("the store has no comments")
        return
    wording = WorkbookWording(series, workspace.surveys, workspace.report_texts.themes, code)
    mentions = mentions_of(store)
    book = write_comments(found, wording, mentions)
    if output is None:
        make_private_folder(folder)
    written = deliver(session, {_FILE: book}, folder, output, mode=0o600)
    _say_what_next(session, workspace, found, written)
    if not mentions.has_names:
        session.say("the store has no names, so none is marked or masked: look for them yourself")


def _refuse_edited(path: Path) -> None:
    """Refuse to replace a workbook that a person has saved: its codes may not be in the store."""
    if path.exists() and not is_as_written(path, TITLE):
        file = from_here(path)
        message = f"{file} has been edited, so nothing was written"
        hint = f"run `sstc surveys import {file}`, then delete it, or name another file with `-o`"
        raise SstcError(message, hint, ExitCode.DATA)


def _say_what_next(
    session: Session, workspace: Workspace, found: Sequence[Comment], written: Sequence[Path]
) -> None:
    coded = sum(comment.code is not None for comment in found)
    session.say(f"{quantity(len(found), 'comment')}, {coded} of them coded")
    if not workspace.report_texts.themes:
        session.say("data/report.yaml has no `themes` yet: write them there, and run this again")
    if written:
        session.say("keep the file in the office, and import it with `sstc surveys import`")
