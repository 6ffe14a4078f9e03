"""`sstc release publish`: refused if calendars would ignore it, otherwise written whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.atomic import delete
from sstc_cli.cli.console.exported import exported_to
from sstc_cli.cli.console.files import contents, from_here, write_new
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.mailed import name_lost_webinars
from sstc_cli.cli.console.options import Language, read_language
from sstc_cli.cli.console.sections import phrases_for
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.release.show import print_changes
from sstc_cli.documents.translations import labels_by_language
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.ics import Style, renew, revisions_in, uid_of, write_series
from sstc_cli.model import Release, Revision, Series, State, Tables, is_id, load_zone
from sstc_cli.model.ids import id_from
from sstc_cli.releases import (
    StateChanges,
    changes_between,
    for_calendars,
    next_release,
    no_older_than,
    shifts_between,
    state_of,
    tables_of,
)
from sstc_cli.source import build, read_data, write
from sstc_cli.workspace import (
    RELEASES,
    WORKING,
    Workspace,
    next_release_file,
    release_files,
    releases_by_name,
)

_HEADING = "Written by `sstc release publish`. Calendars depend on it: do not edit it."


def exported_revisions(workspace: Workspace, series: Series) -> dict[str, Revision]:
    """Return the revisions by webinar that the next export would write, if there was one before.

    A change by hand may have raised them in the files. A release must have them, because a person
    else may export after it without those files.
    """
    folder = workspace.out / "calendar"
    replaced, exported = contents(folder / f"{series.id}.ics") or b"", exported_to(folder)
    if not exported.versions:
        return {}
    current = for_calendars(series, workspace.release)
    language = series.languages[0]
    labels = labels_by_language(workspace, [language])
    style = Style(labels=labels, revision_of=current.revision_of)
    file = write_series(current.series, language, style)
    found = revisions_in(renew(file, replaced, exported=exported).data)
    by_uid = {uid_of(series, webinar): webinar.id for webinar in series.webinars}
    return {by_uid[uid]: revision for uid, revision in found.items() if uid in by_uid}


def read_note(text: str) -> str:
    """Return a note on the command line; refuse one that is empty or not a readable line."""
    if text.isprintable() and text.strip():
        return text.strip()
    raise typer.BadParameter("write one line of text, without invisible characters")


Name = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of the release, for example `first-agenda`.")
]
Note = Annotated[
    str | None,
    typer.Option(
        parser=read_note, metavar="TEXT", help="Purpose of the release.", show_default=False
    ),
]


def publish(
    context: typer.Context,
    name: Name,
    note: Note = None,
    dry_run: Annotated[bool, flag("--dry-run", text="Show the changes. Write nothing.")] = False,
    force: Annotated[
        bool, flag("--unchanged", "--force", text="Publish even if nothing changed.")
    ] = False,
    language: Language = None,
) -> None:
    """Save the public facts as a release, in `data/releases/`.

    Calendars and notices compare with the last release. The data must have no errors. With
    `--today`, the time of the release is the start of that day.

    Example: `sstc release publish first-plan --note "Sent to all partners"`
    """
    session = session_of(context)
    workspace, series = session.opened(publishing=True)
    name_lost_webinars(session, workspace)
    now = _instant(session.now(series))
    publication = prepare(session, workspace, name, note, now, force=force)
    if dry_run:
        read = read_language(language, series.languages)
        print_changes(session, publication.changes, phrases_for(read, series))
        session.say("no files changed")
    else:
        publication.write(session)


@dataclass(frozen=True, slots=True)
class Publication:
    """A release that is not written yet, and its changes since the last one."""

    root: Path
    known: Sequence[Path]
    release: Release
    changes: StateChanges

    def write(self, session: Session) -> None:
        """Write the file and print its path, unless there are other releases than the known ones.

        Its revisions follow those of the `known` releases, so another new one makes it wrong.
        """
        file = next_release_file(self.release.name, self.known)
        created = write_new(self.root / file, _data(self.release, file), root=self.root)
        others = set(release_files(self.root)).difference(self.known, [file])
        if not created or others:
            if created:
                delete(self.root / file)
            message = "another release was published at the same time, so nothing was written"
            raise SstcError(message, "check `sstc release list`, then run this again")
        session.result(from_here(self.root / file))
        session.say("next: update calendars with `sstc calendar export`")


def prepare(
    session: Session,
    workspace: Workspace,
    name: str,
    note: str | None,
    now: datetime,
    *,
    force: bool,
) -> Publication:
    """Return the next release after showing warnings, or raise SstcError if it is not allowed."""
    _refuse_name(workspace, name)
    series, last = workspace.series, workspace.release
    if series is None:
        raise typer.Exit(ExitCode.DATA)
    # W306 reports unpublished changes, which are the reason to publish
    warnings = [diagnostic for diagnostic in workspace.diagnostics if diagnostic.code != "W306"]
    session.show(warnings, workspace)
    state = state_of(series)
    tables = tables_of(series)
    changes = _changes(last, state, tables)
    if last:
        _refuse_untimely(last, now)
    other_clocks = last and last.tables and last.tables.offsets != tables.offsets
    if last and not changes and not other_clocks and not force:
        message = f"nothing public has changed since release `{last.name}`, so none was written"
        raise SstcError(message, "add `--unchanged` to publish anyway")
    state = no_older_than(state, exported_revisions(workspace, series))
    known = [Path(file) for file in workspace.trees if Path(file).parent == RELEASES]
    release = next_release(state, last, name, note, now).replaced(tables=tables)
    return Publication(workspace.root, known, release, changes)


def _changes(last: Release | None, state: State, tables: Tables) -> StateChanges:
    """Return the changes since the last release, with the local times that have shifted."""
    if last is None:
        return changes_between(None, state)
    return changes_between(
        last.series, state, shifts_between(last.series, last.tables, state, tables)
    )


def _data(release: Release, file: Path) -> bytes:
    """Return the contents of the file, checked by reading them again."""
    data = write(release.plain_data(), _HEADING).encode()
    tree = read_data(data, file.as_posix())
    copy, _ = build(tree, Release)
    if tree.diagnostics or copy != release:
        message = f"{file.as_posix()} could not be read again, so it was not written"
        raise SstcError(message, "remove invisible characters from the data and the note")
    return data


def _refuse_name(workspace: Workspace, name: str) -> None:
    """Refuse a name that is not valid as a file name on every system, or is already used."""
    if not is_id(name) or name == WORKING:
        similar = id_from(name)
        example = similar if is_id(similar) and similar != WORKING else "first-plan"
        hint = f"use at most 64 small letters, digits and hyphens, for example `{example}`"
        raise SstcError(f"`{name[:80]}` is not a valid release name", hint, ExitCode.USAGE)
    if file := releases_by_name(workspace.root).get(name):
        message = f"release `{name}` already exists ({file.as_posix()})"
        raise SstcError(message, "choose another name", ExitCode.USAGE)


def _refuse_untimely(last: Release, now: datetime) -> None:
    """Refuse a release that seems older than the last one, because calendars would ignore it."""
    if now <= last.published:
        zone = load_zone(last.series.zone)
        times = (f"{moment.astimezone(zone):%Y-%m-%d %H:%M:%S}" for moment in (now, last.published))
        message = (
            f"the release would be of {next(times)}, but the last one, `{last.name}`, is of "
            f"{next(times)} in {zone.key}"
        )
        hint = "`--today` means the start of that day: give a later day, or leave it out; "
        raise SstcError(
            message, f"{hint}without it, wait a second, or correct this computer's clock"
        )


def _instant(moment: datetime | None) -> datetime:
    """Return the moment, or now, in UTC and in whole seconds as calendars need it."""
    return (moment or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
