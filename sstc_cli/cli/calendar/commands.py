"""`sstc calendar`: calendar files, checking them, and links that add a webinar to a calendar."""

from __future__ import annotations

import typer

from sstc_cli.cli.calendar.check import check
from sstc_cli.cli.calendar.links import links
from sstc_cli.cli.calendar.options import (
    Alarms,
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
from sstc_cli.cli.calendar.unpublished_note import note_unpublished
from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.options import Numbers, Output, Today, read_language
from sstc_cli.cli.console.session import chosen, session_of

app = new_group("calendar")


@app.command()
def export(
    context: typer.Context,
    numbers: Numbers = None,
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
    today: Today = None,
) -> None:
    """Write one calendar file of the whole series, or one for each webinar named.

    Other kinds of file: one for each speaker, the team's checklist, or invitations by e-mail and
    their withdrawal, one a person and webinar.

    Example: `sstc calendar export 7 --alarm 1d --alarm 15m`
    """
    from sstc_cli.cli.calendar.files import FILES, PRIVATE, ExportOptions
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.ics import Style
    from sstc_cli.releases import for_calendars

    kind = read_kind(context.params)
    session = session_of(context)
    workspace, declared = session.opened(today)
    told = for_calendars(declared, workspace.release)
    series = told.series
    languages = [read_language(each, series.languages) for each in language or series.languages[:1]]
    style = Style(tuple(sorted(set(alarm or ()), reverse=True)), utc, detailed)
    wanted = ExportOptions(
        session, series, numbers or [], style, languages, person or [], to or [], told.revision_of
    )
    mode = 0o600 if kind in PRIVATE else 0o644
    deliver(session, FILES[kind](wanted), workspace.out / "calendar", output, mode)
    note_unpublished(session, workspace, told, chosen(series, numbers) if numbers else ())


for command in (check, links):
    app.command()(command)
