"""`sstc undo`: take back what commands have changed, step by step."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Annotated

import typer

from sstc_cli.cli.console.diff import show_difference
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.journal import Step, last_steps, steps_of, take_back
from sstc_cli.cli.console.mailed import name_affected
from sstc_cli.cli.console.options import DryRun, Json, Yes
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.surveys.erase import take_back_import, undone_text
from sstc_cli.quantity import quantity
from sstc_cli.source import read_data
from sstc_cli.store import Store, imports
from sstc_cli.workspace import Workspace, difference, open_workspace

Count = Annotated[
    int,
    typer.Argument(
        metavar="STEPS", min=1, help="Number of commands to take back.", show_default=True
    ),
]


_MOST = 40  # lines of a step that people read


def undo(
    context: typer.Context,
    count: Count = 1,
    listed: Annotated[bool, flag("--list", text="List what can be undone. Write nothing.")] = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Take back what the last commands changed in the plan, or imported.

    It says what each of them changed, and asks. The journal in the private folder `.sstc/` has the
    last 50 changes. What you changed by hand since stays; if that is in the same webinar or other
    item, nothing is undone. What was published or sent stays so: `sstc todo` shows what is out of
    date then.

    Example: `sstc undo --list`
    """
    session = session_of(context)
    if listed:
        _list(session, steps_of(session.root), as_json=as_json)
        return
    workspace = session.unchecked()
    store = store_of(workspace)
    steps = last_steps(session.root, count, cache(lambda: {one.id for one in imports(store)}))
    steps = [replace(step, said=_with_counts(store, step)) for step in steps]
    if not as_json:
        _show(session, steps)
    if session.changes is not None:
        session.changes.extend(_changes(session, workspace, steps))
    written = not dry_run and session.agrees(_question(steps), yes=yes)
    for step in steps if written else ():
        take_back(session.root, step, partial(_take_imports, session, workspace, store, step))
    if as_json:
        session.result(write_results(written=written, steps=[*map(_entry, steps)]))
    elif written:
        _report(session, workspace, steps)
    elif dry_run:
        session.say("no files changed")


def _with_counts(store: Store, step: Step) -> list[str]:
    """Return what a step has done, with what goes from the store if it is taken back."""
    counts = [f"deletes {undone_text(store, number)}" for number in step.imports]
    return [*step.said, *counts]


def _take_imports(session: Session, workspace: Workspace, store: Store, step: Step) -> None:
    for number in reversed(step.imports):
        take_back_import(session.silent, workspace, store, number)


def _changes(
    session: Session, workspace: Workspace, steps: Sequence[Step]
) -> list[tuple[Workspace, Workspace]]:
    """Return the workspace before and after steps are taken back, if they changed its files."""
    trees = {
        name: read_data(text.encode(), name)
        for step in steps
        for name, text in step.before.items()
        if name in workspace.trees
    }
    return [(workspace, open_workspace(session.root, session.day, trees))] if trees else []


def _question(steps: Sequence[Step]) -> str:
    return "Take this back?" if len(steps) == 1 else f"Take these {len(steps)} changes back?"


def _list(session: Session, steps: Sequence[Step], *, as_json: bool) -> None:
    if as_json:
        session.result(write_results(steps=[*map(_entry, steps)]))
    elif not steps:
        session.say("nothing can be undone: no command has changed the plan")
    else:
        _show(session, steps)


def _show(session: Session, steps: Sequence[Step]) -> None:
    """Print each step with what it changed, the last one first."""
    for number, step in enumerate(steps, 1):
        session.sentence(f"{number}. {step.at}, `{step.command}`")
        for line in step.said[:_MOST]:
            session.sentence(f"   {line}")
        if len(step.said) > _MOST:
            session.sentence(f"   and {len(step.said) - _MOST:,} more lines")


def _entry(step: Step) -> dict[str, object]:
    files = [*step.before]
    return {"command": step.command, "at": step.at, "changes": step.said, "files": files,
            "imports": step.imports}  # fmt: skip


def _report(session: Session, before: Workspace, steps: Sequence[Step]) -> None:
    """Say what was undone, what is wrong now, and who should hear of it."""
    after = session.unchecked()
    files = dict.fromkeys(file for step in steps for file in step.before)
    show_difference(session, after, difference(before, after))
    updated = f": updated {', '.join(files)}" if files else ""
    session.say(f"undid {quantity(len(steps), 'change')}{updated}")
    name_affected(session, before, after)
