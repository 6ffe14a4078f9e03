"""`sstc surveys export`: the responses as tables for a spreadsheet."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated

import typer

from sstc_cli.choices import ExportedTable
from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import Numbers, Output, Replace
from sstc_cli.cli.console.session import Session, chosen_webinars, session_of
from sstc_cli.cli.console.store import name_lost_rows, store_of
from sstc_cli.cli.surveys.open import OnlySurvey, refuse_unknown_survey
from sstc_cli.errors import nothing_imported
from sstc_cli.model import Survey
from sstc_cli.quantity import quantity
from sstc_cli.store import ATTENDANCE_ID, Store
from sstc_cli.survey.export import (
    EXPORTS,
    ExportedRows,
    Included,
    export_tables,
    generalised_tables,
    unanimous,
)
from sstc_cli.workspace import Workspace

Alike = Annotated[
    int | None,
    typer.Option("--k", min=2, metavar="K", help="Make rows less exact until K people are alike."),
]


def export(
    context: typer.Context,
    numbers: Numbers = None,
    survey: OnlySurvey = None,
    format: Annotated[ExportedTable, typer.Option(help="File format.")] = ExportedTable.XLSX,
    k: Alike = None,
    with_texts: Annotated[bool, flag("--with-texts", text="Include free texts.")] = False,
    with_contacts: Annotated[
        bool, flag("--with-contacts", text="Include names and addresses.")
    ] = False,
    output: Output = None,
    replace: Replace = False,
) -> None:
    """Write responses and attendance as tables, with pseudonyms.

    Answers are codes. Free texts may name people, so only `--with-texts` and `--with-contacts`
    include them. With `--k 5`, at least 5 people share each combination of country, gender,
    audience and language: rare countries become sub-regions or regions, and there are no
    pseudonyms, days or attendance.

    Example: `sstc surveys export --format csv`
    """
    session = session_of(context, replaces=replace)
    workspace, series = session.opened()
    refuse_unknown_survey(workspace, survey, ATTENDANCE_ID)
    webinars = [webinar.id for webinar in chosen_webinars(series, numbers)] if numbers else []
    store, surveys = store_of(workspace), workspace.surveys
    name_lost_rows(session, store)
    with store.frozen():
        if k is None:
            parts = Included(with_texts or with_contacts, with_contacts)
            tables = export_tables(store, surveys.values(), webinars, parts)
        else:
            _refuse_persons(survey, with_texts=with_texts, with_contacts=with_contacts)
            chosen = [found for id_, found in surveys.items() if survey in (None, id_)]
            tables = _generalised(session, store, chosen, webinars, k)
        _deliver(session, workspace, tables, format, output, survey)


def _deliver(
    session: Session,
    workspace: Workspace,
    tables: Mapping[str, ExportedRows],
    format: ExportedTable,
    output: str | None,
    only: str | None,
) -> None:
    """Write each table, or `only` one, to a file that only the user can read."""
    files = {
        f"{name}.{format}": partial(EXPORTS[format], table, name)
        for name, table in tables.items()
        if only in (None, name)
    }
    if not files:
        raise nothing_imported()
    deliver(session, files, workspace.out / "surveys", output, mode=0o600)


def _generalised(
    session: Session, store: Store, surveys: Sequence[Survey], webinars: Sequence[str], k: int
) -> dict[str, ExportedRows]:
    """Return the responses so that k are alike, and report how many are less exact."""
    tables, changed, total = generalised_tables(store, surveys, webinars, k)
    if total:
        session.say(f"made {changed} of {quantity(total, 'response')} less exact")
    asked = {survey.id: survey for survey in surveys}
    told = {id_: unanimous(table, asked[id_]) for id_, table in tables.items()}
    for id_, found in told.items():
        if found.groups:
            same = f" with the same {_listed(found.alike)}" if found.alike else ""
            session.say(
                f"warning: `{id_}`: in {quantity(found.groups, 'group')}{same}, all gave one answer"
                f" to {_listed(found.answered)}: anyone who knows one of them knows it"
            )
    if any(found.groups for found in told.values()):
        session.say("help: try a larger number for `--k`, or keep the file among people you trust")
    return tables


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in columns)


def _refuse_persons(survey: str | None, *, with_texts: bool, with_contacts: bool) -> None:
    """Refuse what shows single people in an export whose rows are alike."""
    for asked, what in (
        (with_contacts, "--with-contacts"),
        (with_texts, "--with-texts"),
        (survey == ATTENDANCE_ID, f"--survey {ATTENDANCE_ID}"),
    ):
        if asked:
            message = f"`{what}` shows single people: leave it out, or leave out `--k`"
            raise typer.BadParameter(message, param_hint="--k")
