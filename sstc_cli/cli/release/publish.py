"""A new release: refused where it would mislead, written once and whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer

from sstc_cli.cli.console.files import from_here, write_new
from sstc_cli.cli.console.session import Session
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Release, is_id
from sstc_cli.releases import Changes, changes_between, document_of, released, state_of
from sstc_cli.source import build, read_data, write
from sstc_cli.workspace import (
    RELEASES,
    WORKING,
    Workspace,
    file_of,
    release_files,
    releases_by_name,
    series_id,
)

_HEADING = "What others were told, by `sstc release publish`. Calendars rest on it: do not edit it."


@dataclass(frozen=True, slots=True)
class Publication:
    """A release that is not written yet, and what it changes."""

    root: Path
    known: Sequence[Path]
    release: Release
    changes: Changes

    def write(self, session: Session) -> None:
        """Write the file, name it on stdout, and say what comes next.

        It rests on the releases that were `known`: where another one is there by now, it goes.
        """
        file = file_of(self.release.name, self.known)
        written = write_new(self.root / file, _data(self.release, file))
        others = set(release_files(self.root)).difference(self.known, [file])
        if not written or others:
            if written:
                (self.root / file).unlink()
            hint = "nothing is written: look at `sstc release list`, then run it again"
            raise SstcError("somebody else has published in this moment", hint)
        session.result(from_here(self.root / file))
        session.say("`sstc calendar export` writes calendars that follow it")


def published(
    session: Session,
    workspace: Workspace,
    name: str,
    note: str | None,
    now: datetime,
    *,
    force: bool,
) -> Publication:
    """The next release; warnings are shown. Raises what stands against it."""
    _refuse_name(workspace, name)
    series, last = workspace.series, workspace.release
    if series is None:
        raise typer.Exit(ExitCode.DATA)
    # that something has changed is why it is published
    session.show([each for each in workspace.diagnostics if each.code != "W306"], workspace)
    state = state_of(series)
    changes = changes_between(last.series if last else None, state)
    if last:
        _refuse_untimely(last, now)
    if last and not changes and not force:
        hint = "nothing is written; `--force` publishes it all the same"
        raise SstcError(f"nothing public has changed since the release `{last.name}`", hint)
    known = [Path(file) for file in workspace.trees if Path(file).parent == RELEASES]
    return Publication(workspace.root, known, released(state, last, name, note, now), changes)


def _data(release: Release, file: Path) -> bytes:
    """What the file holds; it must be read again as what it says."""
    data = write(document_of(release), _HEADING).encode()
    tree = read_data(data, file.as_posix())
    found, _ = build(tree, Release)
    if tree.diagnostics or found != release:
        hint = "nothing is written; is there a character in it that nobody can see?"
        raise SstcError(f"{file.as_posix()} could not be read again", hint)
    return data


def _refuse_name(workspace: Workspace, name: str) -> None:
    """Refuse what cannot name a file everywhere, or names something already."""
    if not is_id(name) or name == WORKING:
        wanted = series_id(name)
        meant = wanted if is_id(wanted) and wanted != WORKING else "first-plan"
        hint = f"use small letters, digits and hyphens, at most 64, as in `{meant}`"
        raise SstcError(f"`{name[:80]}` cannot name a release", hint, ExitCode.USAGE)
    if file := releases_by_name(workspace.root).get(name):
        hint = f"it is in {file.as_posix()}, and stays as it is: choose another name"
        raise SstcError(f"there is a release `{name}` already", hint, ExitCode.USAGE)


def _refuse_untimely(last: Release, now: datetime) -> None:
    """A release that seems older than the last one would not reach any calendar."""
    if now <= last.published:
        message = f"the release `{last.name}` is of {last.published:%Y-%m-%d %H:%M:%S} UTC"
        hint = "a later one needs a later moment: correct this computer's clock, or `--today`"
        raise SstcError(f"{message}, which is not before now", hint)
