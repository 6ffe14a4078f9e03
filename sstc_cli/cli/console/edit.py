"""Edits of the data files: refused if they cause errors, shown, and written whole."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, NoReturn

import typer

from sstc_cli.cli.console.change import tell_change
from sstc_cli.cli.console.diff import show_difference, write_diff
from sstc_cli.cli.console.journal import save
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.streams import write_results
from sstc_cli.diagnostics import Edit, json_entry
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.quantity import quantity
from sstc_cli.workspace import DATA, Difference, Workspace, difference, with_edits
from sstc_cli.workspace.unpublished import with_exported_revisions


class EditOptions(NamedTuple):
    """The options that all editing commands have."""

    dry_run: bool = False
    force: bool = False
    as_json: bool = False
    diff: bool = False


def open_for_edit(session: Session) -> Workspace:
    """Open the workspace, also with errors, because the edit may fix them."""
    workspace = session.unchecked()
    if not isinstance(workspace.trees[DATA.as_posix()].root, dict):
        session.refuse(workspace)
    return workspace


def require_series(session: Session, workspace: Workspace) -> Series:
    """Return the series with the revisions that its calendar files have, or stop."""
    if workspace.series is None:
        session.refuse(workspace)
    if workspace.release is None:
        return workspace.series
    return with_exported_revisions(workspace.series, workspace.release)


def local_now(session: Session, series: Series) -> datetime:
    """Return the local time in the series' zone, or the start of the day given as today."""
    return session.now(series).replace(tzinfo=None)


def apply_edits(
    session: Session, before: Workspace, edits: Sequence[Edit], options: EditOptions
) -> Workspace | None:
    """Write edits of the series unless they cause new errors, and show what they change.

    Return the workspace as it is then, or None if nothing was written.
    """
    after = with_edits(before, edits) if edits else before
    effect = difference(before, after)
    refused = effect.worse and not options.force
    write = bool(edits) and not refused and not options.dry_run
    if write:
        save(session, before, after)
    if options.as_json:
        session.result(_json(before, after, effect, written=write))
    else:
        tell_change(session, before, after, diff=options.diff)
        show_difference(session, after, effect)
    if refused:
        _refuse(effect, as_json=options.as_json)
    unchanged = "no files changed" if edits else "nothing to change"
    session.say("updated data/webinars.yaml" if write else unchanged)
    return after if write else None


def _json(before: Workspace, after: Workspace, effect: Difference, *, written: bool) -> str:
    return write_results(
        written=written,
        diff=write_diff(before, after),
        new=[json_entry(diagnostic) for diagnostic in effect.new],
        gone=[json_entry(diagnostic) for diagnostic in effect.gone],
    )


def _refuse(effect: Difference, *, as_json: bool) -> NoReturn:
    """Stop because of new errors; as JSON, they are in the result already."""
    if as_json:
        raise typer.Exit(ExitCode.DATA)
    errors = sum(diagnostic.severity == "error" for diagnostic in effect.new)
    message = f"this change would cause {quantity(errors, 'new error')}, so nothing was written"
    raise SstcError(message, "fix the cause first, or add `--force`", ExitCode.DATA)
