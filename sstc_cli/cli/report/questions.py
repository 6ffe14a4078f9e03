"""`sstc knowledge questions`: draft the questions of a note from a report of Q&A."""

from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.diff import show_diff, write_diff
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.journal import save
from sstc_cli.cli.console.options import Encoding, read_number
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.report.notes import noted_webinars
from sstc_cli.model import Series
from sstc_cli.model.wording import fold
from sstc_cli.quantity import quantity
from sstc_cli.sheets import read_sheets
from sstc_cli.store.people import names_and_addresses, organisations
from sstc_cli.survey.audience_questions import (
    Anonymiser,
    AudienceQuestion,
    people_of,
    read_questions,
    without_people,
)
from sstc_cli.survey.mentions import MASK
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.data_files import knowledge_file
from sstc_cli.workspace.knowledge_notes import Draft, draft_of, new_drafts, with_questions

File = Annotated[Path, typer.Argument(metavar="FILE", help="Report of Q&A: csv, xlsx, xls or ods.")]
OfWebinar = Annotated[
    int, typer.Option("--webinar", parser=read_number, metavar="N", help="Number of the webinar.")
]
DryRun = Annotated[bool, flag("--dry-run", text="Show the drafts. Write nothing.")]


def questions(
    context: typer.Context,
    file: File,
    webinar: OfWebinar,
    encoding: Encoding = None,
    dry_run: DryRun = False,
) -> None:
    """Draft questions and answers from a Q&A report, or from any table.

    Names of the people who asked, addresses and times are left out. Names in the texts are masked.
    The drafts are added to the knowledge file of the webinar; a second run adds nothing.

    Example: `sstc knowledge questions zoom-qa.csv --webinar 7`
    """
    session = session_of(context)
    workspace, series = session.opened()
    (noted,) = noted_webinars(workspace, series, [webinar])
    asked = read_questions(read_sheets(file, encoding, series.languages))
    drafts = _drafts(workspace, series, asked)
    new = new_drafts(workspace.notes[noted.id], drafts)
    after = with_questions(workspace, noted.id, new) if new else workspace
    if dry_run:
        _show(session, workspace, after)
    else:
        for name in save(session, workspace, after):
            session.result(name)
    known = len(drafts) - len(new)
    told = f"{quantity(len(new), 'new question')}, {known} already in the file"
    session.say(f"{told}; no files changed" if dry_run or not new else told)
    if new:
        _say_what_next(session, new)
        note = knowledge_file(noted.id).as_posix()
        found = [one for one in after.diagnosed()[note] if one.code == "W603"]
        session.show(after.located(note, found), after)


def _say_what_next(session: Session, new: list[Draft]) -> None:
    if masked := sum(MASK in str(draft) for draft in new):
        questions = quantity(masked, "question")
        session.say(f"{MASK} marks what may be a name or an address, in {questions}")
    session.say("read each question for names, and write or correct its answer")


def _drafts(workspace: Workspace, series: Series, asked: list[AudienceQuestion]) -> list[Draft]:
    """Return the questions as items of the file, without people."""
    anonymiser, speakers = _anonymiser(workspace, series, people_of(asked)), _speakers(series)
    plain = [without_people(item, anonymiser) for item in asked]
    return [
        draft_of(series, item.question, item.answer, _first(item.answerers, speakers))
        for item in plain
    ]


def _anonymiser(workspace: Workspace, series: Series, people: set[str]) -> Anonymiser:
    """Return what masks the people of the report and of the store, but not those of the plan."""
    store = store_of(workspace)
    known, offices = (names_and_addresses(store), organisations(store)) if store.begun else ([], [])
    public = (name for who in series.people for name in who.name.by_language.values())
    return Anonymiser({*people, *known}, offices, public)


def _speakers(series: Series) -> dict[str, str]:
    """Return the ids of the people of the plan by their names."""
    return {fold(name): who.id for who in series.people for name in who.name.by_language.values()}


def _first(names: tuple[str, ...], speakers: dict[str, str]) -> str | None:
    return next((speakers[fold(name)] for name in names if fold(name) in speakers), None)


def _show(session: Session, before: Workspace, after: Workspace) -> None:
    show_diff(session, write_diff(before, after))
