"""`sstc schedule`: the schedule, in any time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.console.options import Json, Language, Number, Zones, read_language, read_zones
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.schedule.changes import cancel, move, set_, swap
from sstc_cli.cli.schedule.detail import print_detail, times_of, title_of, zone_name
from sstc_cli.cli.schedule.export import export
from sstc_cli.cli.schedule.importing import import_

if TYPE_CHECKING:
    from rich.table import Table

    from sstc_cli.model import Series
    from sstc_cli.model.phrases import Phrases
    from sstc_cli.views.schedule import ScheduledWebinar

app = new_group("schedule")


@app.command("list")
def list_(
    context: typer.Context, zone: Zones = None, language: Language = None, as_json: Json = False
) -> None:
    """List all webinars with their times.

    Example: `sstc schedule list --zone Africa/Nairobi --zone America/Bogota`
    """
    from sstc_cli.cli.console.phrases import phrases_for
    from sstc_cli.views.schedule import scheduled_webinar

    session = session_of(context)
    _, series = session.opened()
    read, zones = read_language(language, series.languages), read_zones(zone)
    webinars = [scheduled_webinar(series, webinar, zones, read) for webinar in series.webinars]
    if as_json:
        title = series.title.pick(read)
        session.result(write_results(series=series.id, title=title, webinars=webinars))
    elif webinars:
        session.out.print(series.title.pick(read), style="bold")
        phrases = phrases_for(read, series)
        session.out.print(_table(series, webinars, phrases, session.out.width))
    else:
        session.say("no webinars yet: add one under `webinars:` in data/webinars.yaml")


@app.command()
def show(
    context: typer.Context,
    number: Number,
    zone: Zones = None,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Show one webinar: its times, talks, run of show and deadlines.

    Example: `sstc schedule show 7 --zone Africa/Nairobi`
    """
    from sstc_cli.cli.console.phrases import phrases_for
    from sstc_cli.views.schedule import webinar_detail

    session = session_of(context)
    _, series = session.opened()
    read, zones = read_language(language, series.languages), read_zones(zone)
    detail = webinar_detail(series, chosen_webinars(series, [number])[0], zones, read)
    if as_json:
        session.result(write_results(series=series.id, detail=detail))
    else:
        print_detail(session, series, detail, phrases_for(read, series))


def _table(series: Series, webinars: list[ScheduledWebinar], phrases: Phrases, width: int) -> Table:
    """Return a table of numbers, times and titles; other zones are below the series' own."""
    from rich import box
    from rich.table import Table

    from sstc_cli.cli.console.sections import NARROW

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(phrases.say("No."), justify="right", no_wrap=True)
    if width < NARROW:
        table.add_column(zone_name(series, phrases), overflow="fold")
        for webinar in webinars:
            lines = [*map(str.strip, times_of(webinar, phrases)), title_of(webinar, phrases), ""]
            table.add_row(str(webinar.number), "\n".join(lines))
        return table
    table.add_column(zone_name(series, phrases), no_wrap=True)
    table.add_column(phrases.say("Webinar"), overflow="fold")
    for webinar in webinars:
        when = "\n".join(times_of(webinar, phrases))
        table.add_row(str(webinar.number), when, title_of(webinar, phrases))
    return table


for command in (move, swap, cancel, export):
    app.command()(command)
app.command("set")(set_)
app.command("import")(import_)
