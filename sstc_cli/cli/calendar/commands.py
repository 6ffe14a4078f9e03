"""`sstc calendar`: write and check calendar files, and print links to add webinars."""

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
from sstc_cli.cli.console.session import session_of

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
    """Write one calendar file for the series, or one for each webinar.

    Other kinds of file: one for each speaker, the team's checklist, or e-mail invitations and
    their cancellations, one for each person and webinar.

    Example: `sstc calendar export 7 --alarm 1d --alarm 15m`
    """
    from sstc_cli.cli.calendar.files import FILES, PRIVATE, ExportOptions
    from sstc_cli.cli.console.deliver import deliver
    from sstc_cli.ics import Style
    from sstc_cli.releases import for_calendars

    kind = read_kind(context.params)
    session = session_of(context)
    workspace, declared = session.opened(today, publishing=True)
    current = for_calendars(declared, workspace.release)
    series = current.series
    languages = [read_language(code, series.languages) for code in language or series.languages[:1]]
    style = Style(tuple(sorted(set(alarm or ()), reverse=True)), utc, detailed)
    guests = person or [], to or []
    options = ExportOptions(
        session, series, numbers or [], style, languages, *guests, current.revision_of
    )
    mode = 0o600 if kind in PRIVATE else 0o644
    deliver(session, FILES[kind](options), workspace.out / "calendar", output, mode)
    session.show([found for found in workspace.diagnostics if found.code == "W237"], workspace)
    note_unpublished(session, workspace, current, numbers)


for command in (check, links):
    app.command()(command)
