"""`sstc schedule import`: a workbook that comes back, as a reviewed change of the plan."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.edit import local_now, open_for_edit, require_series, save
from sstc_cli.cli.console.options import Json, Today, flag
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.schedule.changes import Force
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import quantity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sstc_cli.diagnostics import Diagnostic
    from sstc_cli.model import Series
    from sstc_cli.planning.incoming.proposal import Proposal
    from sstc_cli.workspace import Difference, Workspace

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


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The plan after the changes of a workbook, which are not written yet."""

    proposal: Proposal
    after: Workspace
    effect: Difference
    new: Sequence[Diagnostic]


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
        session.result(_json(workspace, outcome, written=written))
    else:
        _show(session, workspace, outcome)
        written = writes and (yes or _agreed(session))
        _write(workspace, outcome, written=written)
        _say_what_was_done(session, outcome, written=written)
    _stop(outcome, refused=refused, as_json=as_json)


def _outcome(
    workspace: Workspace, series: Series, file: Path, today: date | None, *, removes: bool
) -> _Outcome:
    from sstc_cli.cli.schedule.export import catalogues
    from sstc_cli.planning.incoming.proposal import Plan, propose
    from sstc_cli.sheets import read_sheets
    from sstc_cli.workspace import difference, with_edits

    source = read_sheets(file, languages=series.languages, whole=True)
    release = workspace.release
    published = frozenset(webinar.id for webinar in release.series.webinars) if release else ()
    plan = Plan(series, workspace.main.tree, catalogues(workspace), local_now(series, today))
    proposal = propose(plan, source, frozenset(published), removes=removes)
    if not proposal.edits:
        return _Outcome(proposal, workspace, difference(workspace, workspace, ()), ())
    after = with_edits(workspace, proposal.edits)
    effect = difference(workspace, after)
    return _Outcome(proposal, after, effect, proposal.placed(effect.new, after.main.tree))


def _write(before: Workspace, outcome: _Outcome, *, written: bool) -> None:
    from sstc_cli.cli.schedule.before import keep_before

    if written:
        keep_before(before, outcome.after)
        save(before, outcome.after)


def _agreed(session: Session) -> bool:
    """Ask the person at the terminal; nobody else can agree."""
    del session
    if not sys.stdin.isatty():
        return False
    return typer.confirm("Write these changes to the plan?", default=False, err=True)


def _show(session: Session, before: Workspace, outcome: _Outcome) -> None:
    """Print the changes row by row and as a diff, then what is wrong, which goes to stderr."""
    from dataclasses import replace

    from sstc_cli.cli.console.diff import show_diff, show_difference, write_diff
    from sstc_cli.cli.schedule.proposed import print_sections_of

    proposal = outcome.proposal
    print_sections_of(session, proposal.sections)
    show_diff(session, write_diff(before, outcome.after))
    session.show(proposal.notes, before)
    if proposal.left:
        session.say("left to you, and not changed in the plan:")
        session.show(proposal.left, before)
    show_difference(session, outcome.after, replace(outcome.effect, new=tuple(outcome.new)))


def _say_what_was_done(session: Session, outcome: _Outcome, *, written: bool) -> None:
    if written:
        session.say("updated data/webinars.yaml; `sstc schedule import --undo` undoes it")
    elif not outcome.proposal.edits:
        session.say("nothing to change")
    else:
        session.say("no files changed: add `--yes` to write the changes")


def _json(before: Workspace, outcome: _Outcome, *, written: bool) -> str:
    from sstc_cli.cli.console.diff import write_diff
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.cli.schedule.proposed import entries_of
    from sstc_cli.diagnostics import json_entry

    proposal = outcome.proposal
    return write_results(
        written=written,
        changes=entries_of(proposal.sections),
        diff=write_diff(before, outcome.after),
        left=[json_entry(diagnostic) for diagnostic in proposal.left],
        notes=[json_entry(diagnostic) for diagnostic in proposal.notes],
        new=[json_entry(diagnostic) for diagnostic in outcome.new],
        gone=[json_entry(diagnostic) for diagnostic in outcome.effect.gone],
    )


def _stop(outcome: _Outcome, *, refused: bool, as_json: bool) -> None:
    """Stop with status 1 if the plan would have new errors, or if something is left to a person."""
    if refused and not as_json:
        errors = sum(diagnostic.severity == "error" for diagnostic in outcome.new)
        message = f"the plan would have {quantity(errors, 'new error')}, so nothing was written"
        raise SstcError(message, "correct the workbook first, or add `--force`", ExitCode.DATA)
    if refused or outcome.proposal.left:
        raise typer.Exit(ExitCode.DATA)
