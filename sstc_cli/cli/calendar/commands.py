"""`sstc calendar`: write and check calendar files, and print links to add webinars."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sstc_cli.cli.calendar.check import check
from sstc_cli.cli.calendar.links import links
from sstc_cli.cli.calendar.options import (
    Alarms,
    Audiences,
    Cancel,
    Checklist,
    Detailed,
    Guests,
    Languages,
    People,
    Request,
    Speakers,
    Utc,
    read_kind,
)
from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.options import Numbers, Output, Replace, Today, read_language
from sstc_cli.cli.console.session import session_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta

    from sstc_cli.ics import Style
    from sstc_cli.workspace import Workspace

app = new_group("calendar")


@app.command()
def export(
    context: typer.Context,
    numbers: Numbers = None,
    audience: Audiences = None,
    speakers: Speakers = False,
    checklist: Checklist = False,
    request: Request = False,
    cancel: Cancel = False,
    person: People = None,
    to: Guests = None,
    detailed: Detailed = False,
    alarm: Alarms = None,
    utc: Utc = False,
    language: Languages = None,
    output: Output = None,
    replace: Replace = False,
    today: Today = None,
) -> None:
    """Write one calendar file for the series, or one for each webinar.

    Other kinds of file: one for each audience or speaker, the team's checklist, or e-mail
    invitations and their cancellations, one for each person and webinar.

    An entry is newer than that in the file it replaces, so that calendars accept each change.

    Example: `sstc calendar export 7 --alarm 1d --alarm 15m`
    """
    from sstc_cli.cli.calendar.export_options import ExportOptions
    from sstc_cli.cli.calendar.write import write_files
    from sstc_cli.cli.console.exported import Sent
    from sstc_cli.releases import for_calendars

    kind, session = read_kind(context.params), session_of(context, replaces=replace)
    workspace, declared = session.opened(today, publishing=True)
    current = for_calendars(declared, workspace.release)
    series = current.series
    languages = [read_language(code, series.languages) for code in language or series.languages[:1]]
    style = _style(workspace, languages, alarm or (), utc=utc, detailed=detailed)
    folder = workspace.out / "calendar"
    sent = Sent([folder / "private", *([Path(output)] if output else ())])
    named = numbers or [], person or [], to or [], audience or []
    options = ExportOptions(session, current, style, languages, sent, *named, folder, output)
    write_files(options, workspace, kind)


def _style(
    workspace: Workspace,
    languages: Iterable[str],
    alarms: Iterable[timedelta],
    *,
    utc: bool,
    detailed: bool,
) -> Style:
    """Return how entries are written, with the words of each language."""
    from sstc_cli.documents.translations import labels_by_language
    from sstc_cli.ics import Style

    words = labels_by_language(workspace, languages)
    return Style(tuple(sorted(set(alarms), reverse=True)), utc, detailed, labels=words)


for command in (check, links):
    app.command()(command)
