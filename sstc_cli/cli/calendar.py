"""`sstc calendar`: calendar files."""

from __future__ import annotations

from typing import Annotated

import typer

from sstc_cli.cli.calendar_check import check
from sstc_cli.cli.group import new_group
from sstc_cli.cli.options import Language, Numbers, Output, Today, read_language
from sstc_cli.cli.session import chosen, session_of

_A_WEEK = 7 * 24 * 60

app = new_group("calendar", "Calendar files that Outlook, Google and Apple accept.")

Alarm = Annotated[
    int | None,
    typer.Option(
        metavar="MINUTES",
        min=1,
        max=_A_WEEK,
        show_default=False,
        help="Remind so many minutes before the start; nobody is reminded by default.",
    ),
]


@app.command()
def export(
    context: typer.Context,
    numbers: Numbers = None,
    alarm: Alarm = None,
    language: Language = None,
    output: Output = None,
    today: Today = None,
) -> None:
    """Write one calendar file of the whole series, or one for each webinar named.

    Example: `sstc calendar export 7 --alarm 15`
    """
    from sstc_cli.cli.files import deliver
    from sstc_cli.ics import write_series, write_webinar

    session = session_of(context)
    workspace, series = session.opened(today)
    read = read_language(language, series.languages)
    suffix = ".ics" if read == series.languages[0] else f".{read}.ics"
    files = {
        f"{series.id}-{each.id}{suffix}": write_webinar(series, each, read, alarm=alarm)
        for each in (chosen(series, numbers) if numbers else ())
    } or {f"{series.id}{suffix}": write_series(series, read, alarm=alarm)}
    deliver(session, files, workspace.out / "calendar", output)


app.command()(check)
