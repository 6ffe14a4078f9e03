"""`sstc schedule export|import`: the plan as a workbook, and back as a reviewed change."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sstc_cli.cli.console.change import tell_change
from sstc_cli.cli.console.deliver import deliver
from sstc_cli.cli.console.diff import show_diff, show_difference, write_diff
from sstc_cli.cli.console.edit import local_now, open_for_edit, require_series
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.journal import last_steps, save, steps_of, take_back
from sstc_cli.cli.console.options import (
    Diff,
    DryRun,
    Json,
    Language,
    Output,
    Replace,
    Yes,
    read_language,
)
from sstc_cli.cli.console.sections import under
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.schedule.changes import Force
from sstc_cli.diagnostics import Diagnostic, json_entry
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.planning.columns import Layout
from sstc_cli.planning.incoming.proposal import Plan, Proposal, ProposalSection, propose
from sstc_cli.planning.workbook import Export, write_plan
from sstc_cli.planning.workbook_words import Names
from sstc_cli.quantity import quantity
from sstc_cli.sheets import read_sheets
from sstc_cli.workspace import Difference, Workspace, difference, with_edits
from sstc_cli.workspace.data_files import refuse_outside

NAME = "plan.xlsx"
COMMAND = f"sstc schedule import {NAME}"
_MOST = 20  # lines that people read

NewWorkbook = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE",
        help="Workbook to write, `.xlsx`. [default: out/plan.xlsx]",
        show_default=False,
    ),
]
Private = Annotated[
    bool,
    flag(
        "--private",
        text="Include private links, passcodes, addresses and telephone numbers.",
    ),
]


def export(
    context: typer.Context,
    file: NewWorkbook = None,
    language: Language = None,
    private: Private = False,
    output: Output = None,
    replace: Replace = False,
) -> None:
    """Write the plan as a workbook, for changes in Excel.

    It has the sheets Webinars, Talks, People, Deadlines and Read me. Send it to colleagues, and
    take their changes over with `sstc schedule import`. With `--private`, it is written to the
    private folder `.sstc/`, and only you can read it.

    Example: `sstc schedule export plan.xlsx`
    """
    session = session_of(context, replaces=replace)
    target = _target(file, output)
    workspace = session.unchecked()
    if workspace.series is None:
        session.refuse(workspace)
    series = workspace.series
    layout = Layout(read_language(language, series.languages), series.languages, private)
    names = Names(layout.language, workspace.catalogues)
    tree = workspace.main.tree
    found = workspace.located(tree.file, workspace.diagnosed()[tree.file])
    made = Export(series, tree.text, layout, names, found)
    data = write_plan(made, COMMAND)
    kept = {NAME} if private else set()
    folder = _folder(workspace, private=private)
    deliver(session, {NAME: data}, folder, target, private=kept, guarded=True)
    _say_what_is_in_it(session, target, private=private)


def _target(file: str | None, output: str | None) -> str | None:
    """Return where the user wants the workbook, which can be said in two ways."""
    if file is not None and output is not None:
        message = "give the file either as FILE or with `-o`"
        raise typer.BadParameter(message, param_hint="FILE")
    return output if file is None else file


def _folder(workspace: Workspace, *, private: bool) -> Path:
    if not private:
        return workspace.out
    folder = workspace.store.parent
    refuse_outside(folder.parent, folder / NAME, "the workspace")
    return folder


def _say_what_is_in_it(session: Session, target: str | None, *, private: bool) -> None:
    if private and target not in (None, "-"):
        session.say("keep this file in the office: it has private links or addresses of people")
    elif not private:
        session.say("private links and addresses of people are left out: `--private` includes them")


def undo_import(session: Session, *, diff: bool) -> None:
    """Take back the last import, as `sstc undo` does; refuse if another change came later."""
    steps = steps_of(session.root)
    if not steps or steps[0].command != session.command:
        message = "no import can be undone: there is none, or the plan was changed since"
        raise SstcError(message, "`sstc undo --list` shows the last changes", ExitCode.USAGE)
    (step,) = last_steps(session.root, 1, tuple)
    before = session.unchecked()
    take_back(session.root, step)
    tell_change(session, before, session.unchecked(), diff=diff)
    session.say("undid the last import: updated data/webinars.yaml")


def print_sections_of(session: Session, sections: Sequence[ProposalSection]) -> None:
    """Print the changes row by row, each with the cell that has it."""
    lines: list[RenderableType] = []  # printed at once, because each print of rich is slow
    for section in sections:
        lines.append(Text(section.heading, "bold"))
        for line in section.lines:
            what = f"{line.what} ({line.place})" if line.place else line.what
            lines.append(Padding(what, (0, 0, 0, 2), expand=False))
            sides = {"was": line.was, "now": line.now}
            texts = [under(session.out, name, text) for name, text in sides.items() if text]
            lines += [Padding(text, (0, 0, 0, 4), expand=False) for text in texts]
    if lines:
        session.out.print(Group(*lines, ""))


def entries_of(sections: Sequence[ProposalSection]) -> list[dict[str, Any]]:
    """Return the changes as plain data."""
    return [
        {
            "table": section.table.value,
            "id": section.id,
            "name": section.heading,
            "change": line.what,
            "before": line.was,
            "after": line.now,
            "cell": str(line.place) if line.place else None,
        }
        for section in sections
        for line in section.lines
    ]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The plan after the changes of a workbook, which are not written yet."""

    proposal: Proposal
    after: Workspace
    effect: Difference
    new: Sequence[Diagnostic]


def show(session: Session, before: Workspace, outcome: Outcome, *, diff: bool) -> None:
    """Print the changes row by row or as a diff, then what is wrong, which goes to stderr."""
    proposal = outcome.proposal
    if diff:
        show_diff(session, write_diff(before, outcome.after))
    else:
        print_sections_of(session, proposal.sections)
    for fact in proposal.facts:
        session.say(fact)
    session.show(proposal.notes, before)
    if proposal.left:
        session.say("left to you, and not changed in the plan:")
        session.show(proposal.left[:_MOST], before)
        if (more := len(proposal.left) - _MOST) > 0:
            session.say(f"and {more:,} more; `--json` has all of them")
    show_difference(session, outcome.after, outcome.effect._replace(new=tuple(outcome.new)))


def say_what_was_done(session: Session, outcome: Outcome, *, written: bool) -> None:
    """Say whether the data file was changed."""
    if written:
        session.say("updated data/webinars.yaml; `sstc undo` takes it back")
    elif not outcome.proposal.edits:
        session.say("nothing to change")
    else:
        session.say("no files changed")


def as_json_text(before: Workspace, outcome: Outcome, *, written: bool) -> str:
    """Return the outcome for programs."""
    proposal = outcome.proposal
    return write_results(
        written=written,
        changes=entries_of(proposal.sections),
        diff=write_diff(before, outcome.after),
        facts=list(proposal.facts),
        left=[json_entry(diagnostic) for diagnostic in proposal.left],
        notes=[json_entry(diagnostic) for diagnostic in proposal.notes],
        new=[json_entry(diagnostic) for diagnostic in outcome.new],
        gone=[json_entry(diagnostic) for diagnostic in outcome.effect.gone],
    )


EditedWorkbook = Annotated[
    Path | None,
    typer.Argument(
        metavar="FILE",
        help="Workbook that `sstc schedule export` wrote and people changed.",
        show_default=False,
    ),
]
Remove = Annotated[
    bool,
    flag(
        "--remove",
        text="Remove rows that the workbook lacks; cancel published webinars.",
    ),
]
Undo = Annotated[bool, flag("--undo", text="Undo the last import, if nothing was changed since.")]


def import_(
    context: typer.Context,
    file: EditedWorkbook = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    remove: Remove = False,
    force: Force = False,
    undo: Undo = False,
    diff: Diff = False,
    as_json: Json = False,
) -> None:
    """Take over what people changed in a workbook of the plan.

    It shows what changes in the plan, and what would be wrong then, with the cells of the
    workbook. It writes after you have agreed, or with `--yes`. What was changed on both sides since
    the export is left to you. Comments and order in the data file stay.

    Exit status: 0 all was taken over or nothing changed, 1 something is left to you.

    Example: `sstc schedule import plan.xlsx --yes`
    """
    session = session_of(context)
    if undo or file is None:
        if not undo or file is not None:
            raise typer.BadParameter("give either a workbook or `--undo`", param_hint="FILE")
        undo_import(session, diff=diff)
        return
    workspace = open_for_edit(session)
    outcome = _outcome(session, workspace, file, removes=remove)
    refused = outcome.effect.worse and not force
    writes = bool(outcome.proposal.edits) and not refused and not dry_run
    if not as_json:
        show(session, workspace, outcome, diff=diff)
    written = writes and session.agrees("Write these changes to the plan?", yes=yes)
    if written:
        save(session, workspace, outcome.after)
    if as_json:
        session.result(as_json_text(workspace, outcome, written=written))
    elif not refused:
        say_what_was_done(session, outcome, written=written)
    _stop(outcome, refused=refused, as_json=as_json)


def _outcome(session: Session, workspace: Workspace, file: Path, *, removes: bool) -> Outcome:
    series = require_series(session, workspace)
    source = read_sheets(file, languages=series.languages, whole=True)
    release = workspace.release
    published = frozenset(webinar.id for webinar in release.series.webinars) if release else ()
    plan = Plan(series, workspace.main.tree, workspace.catalogues, local_now(session, series))
    proposal = propose(plan, source, frozenset(published), removes=removes)
    if not proposal.edits:
        return Outcome(proposal, workspace, Difference((), (), worse=False), ())
    after = with_edits(workspace, proposal.edits)
    effect = difference(workspace, after)
    return Outcome(proposal, after, effect, proposal.placed(effect.new, after.main.tree))


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
