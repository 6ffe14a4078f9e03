"""`sstc schedule import`: a workbook that comes back, as a reviewed change of the plan."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.edit import local_now, open_for_edit, require_series, save
from sstc_cli.cli.console.options import Json, Today, flag
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.schedule.changes import Force
from sstc_cli.cli.schedule.outcome import Outcome, say_what_was_done, show
from sstc_cli.cli.schedule.outcome_json import as_json_text
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from datetime import date

    from sstc_cli.model import Series
    from sstc_cli.workspace import Workspace

File = Annotated[
    Path | None,
    typer.Argument(
        metavar="FILE",
        help="Workbook that `sstc schedule export` wrote and people changed.",
        show_default=False,
    ),
]
Yes = Annotated[bool, flag("--yes", text="Write the changes without asking.")]
Remove = Annotated[
    bool,
    flag(
        "--remove",
        text="Remove what the workbook no longer has; cancel webinars that are published.",
    ),
]
Undo = Annotated[bool, flag("--undo", text="Undo the last import, if nothing was changed since.")]


def import_(
    context: typer.Context,
    file: File = None,
    yes: Yes = False,
    remove: Remove = False,
    force: Force = False,
    undo: Undo = False,
    as_json: Json = False,
    today: Today = None,
) -> None:
    """Take over what people changed in a workbook of the plan.

    It shows what changes in the plan and in the data file, and what would be wrong then, with the
    cells of the workbook. It writes after you have agreed, or with `--yes`. What was changed on
    both sides since the export is left to you. Comments and order in the data file stay.

    Exit status: 0 all was taken over or nothing changed, 1 something is left to you.

    Example: `sstc schedule import plan.xlsx --yes`
    """
    from sstc_cli.cli.schedule.before import undo_import

    session = session_of(context)
    workspace = open_for_edit(session, today)
    if undo or file is None:
        if not undo or file is not None:
            raise typer.BadParameter("give either a workbook or `--undo`", param_hint="FILE")
        undo_import(session, workspace)
        return
    series = require_series(session, workspace)
    outcome = _outcome(workspace, series, file, today, removes=remove)
    refused = outcome.effect.worse and not force
    writes = bool(outcome.proposal.edits) and not refused
    if as_json:
        written = writes and yes
        _write(workspace, outcome, written=written)
        session.result(as_json_text(workspace, outcome, written=written))
    else:
        show(session, workspace, outcome)
        written = writes and (yes or _agreed())
        _write(workspace, outcome, written=written)
        if not refused:
            say_what_was_done(session, outcome, written=written)
    _stop(outcome, refused=refused, as_json=as_json)


def _outcome(
    workspace: Workspace, series: Series, file: Path, today: date | None, *, removes: bool
) -> Outcome:
    from sstc_cli.cli.schedule.export import catalogues
    from sstc_cli.planning.incoming.proposal import Plan, propose
    from sstc_cli.sheets import read_sheets
    from sstc_cli.workspace import Difference, difference, with_edits

    source = read_sheets(file, languages=series.languages, whole=True)
    release = workspace.release
    published = frozenset(webinar.id for webinar in release.series.webinars) if release else ()
    plan = Plan(series, workspace.main.tree, catalogues(workspace), local_now(series, today))
    proposal = propose(plan, source, frozenset(published), removes=removes)
    if not proposal.edits:
        return Outcome(proposal, workspace, Difference((), (), worse=False), ())
    after = with_edits(workspace, proposal.edits)
    effect = difference(workspace, after)
    return Outcome(proposal, after, effect, proposal.placed(effect.new, after.main.tree))


def _write(before: Workspace, outcome: Outcome, *, written: bool) -> None:
    from sstc_cli.cli.schedule.before import keep_before

    if written:
        keep_before(before, outcome.after)
        save(before, outcome.after)


def _agreed() -> bool:
    """Ask the person at the terminal; nobody else can agree."""
    if not sys.stdin.isatty():
        return False
    return typer.confirm("Write these changes to the plan?", default=False, err=True)


def _stop(outcome: Outcome, *, refused: bool, as_json: bool) -> None:
    """Stop with status 1 if the plan would have new errors, or if something is left to a person."""
    if refused and not as_json:
        errors = sum(diagnostic.severity == "error" for diagnostic in outcome.new)
        message = f"the plan would have {quantity(errors, 'new error')}, so nothing was written"
        hint = (
            "correct the workbook, or add `--force` to write the changes now and correct "
            "data/webinars.yaml afterwards"
        )
        raise SstcError(message, hint, ExitCode.DATA)
    if refused or outcome.proposal.left:
        raise typer.Exit(ExitCode.DATA)
