"""Edits of the data files: shown first, refused where they do harm, written whole."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NoReturn

import typer

from sstc_cli.cli.console.session import Session
from sstc_cli.diagnostics import counted
from sstc_cli.errors import ExitCode, SstcError, explained

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sstc_cli.diagnostics import Edit
    from sstc_cli.model import Series
    from sstc_cli.workspace import Difference, Workspace


@dataclass(frozen=True, slots=True)
class EditOptions:
    """How an edit is carried out: the options that all editing commands have."""

    dry_run: bool = False
    force: bool = False
    as_json: bool = False


def open_for_edit(session: Session, today: date | None) -> Workspace:
    """The workspace; errors do not stop it, as an edit may be their end."""
    from sstc_cli.workspace import DATA, open_workspace

    workspace = open_workspace(session.root, today or date.today())
    if not isinstance(workspace.trees[DATA.as_posix()].root, dict):
        session.refuse(workspace)
    return workspace


def understood(session: Session, workspace: Workspace) -> Series:
    """The series, for edits that must know it; its revisions count on from the last release."""
    from sstc_cli.workspace import with_released_revisions

    if workspace.series is None:
        session.refuse(workspace)
    return with_released_revisions(workspace.series, workspace.release)


def now_in(series: Series, today: date | None) -> datetime:
    """Now as the series' zone has it; the start of the day that is taken as today."""
    if today:
        return datetime.combine(today, time())
    return datetime.now(series.tz).replace(tzinfo=None)


def carry_out(
    session: Session, before: Workspace, edits: Sequence[Edit], manner: EditOptions
) -> None:
    """Write edits of the series, unless they make things worse; show what they change."""
    from sstc_cli.workspace import changed, difference

    after = changed(before, edits) if edits else before
    found = difference(before, after, edits)
    refused = found.worse and not manner.force
    written = bool(edits) and not refused and not manner.dry_run
    if written:
        save(before, after)
    if manner.as_json:
        session.result(_json(before, after, found, written=written))
    else:
        _show(session, before, after, found)
    if refused:
        _refuse(found, as_json=manner.as_json)
    if written:
        session.say("data/webinars.yaml is written")
    else:
        session.say("nothing is written" if edits else "unchanged")


def save(before: Workspace, after: Workspace) -> list[str]:
    """Write the files that differ, each whole or not at all, and name them."""
    differing = [file for file in after.trees if after.sources[file] != before.sources[file]]
    for file in differing:
        if (after.root / file).resolve() != after.root.resolve() / file:
            target = (after.root / file).resolve()
            raise SstcError(f"{file} is a link to {target}", "edit the series where that file is")
        _rewrite(after.root / file, before.sources[file], after.sources[file])
    return differing


def _rewrite(path: Path, old: str, new: str) -> None:
    """Put `new` in place of `old`; a byte order mark stays where it is."""
    from sstc_cli.cli.console.files import write_whole

    try:
        with path.open("rb") as stream:
            mark = codecs.BOM_UTF8 if stream.read(3) == codecs.BOM_UTF8 else b""
    except OSError as error:
        raise SstcError(f"cannot read {path}: {explained(error)}", "nothing is written") from error
    write_whole(path, mark + new.encode(), expected=mark + old.encode())


def _show(session: Session, before: Workspace, after: Workspace, found: Difference) -> None:
    from sstc_cli.cli.console.diff import show_diff, show_difference, write_diff

    show_diff(session, write_diff(before, after))
    show_difference(session, after, found)


def _json(before: Workspace, after: Workspace, found: Difference, *, written: bool) -> str:
    from sstc_cli.cli.console.diff import write_diff
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.diagnostics import json_entry

    return write_results(
        written=written,
        diff=write_diff(before, after),
        new=[json_entry(each) for each in found.new],
        gone=[json_entry(each) for each in found.gone],
    )


def _refuse(found: Difference, *, as_json: bool) -> NoReturn:
    """Stop at edits that make things worse; a program has read that already."""
    if as_json:
        raise typer.Exit(ExitCode.DATA)
    errors = sum(each.severity == "error" for each in found.new)
    message = f"that would bring {counted(errors, 'new error')}"
    hint = "nothing is written: change something else first, or insist with `--force`"
    raise SstcError(message, hint, ExitCode.DATA)
