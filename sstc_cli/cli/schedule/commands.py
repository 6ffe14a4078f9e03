"""`sstc schedule`: the schedule, in any time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.console.options import Json, Language, Number, Zones, read_language, read_zones
from sstc_cli.cli.console.session import Session, chosen_webinars, session_of
from sstc_cli.cli.schedule.changes import cancel, move, set_, swap

if TYPE_CHECKING:
    from datetime import datetime

    from rich.table import Table

    from sstc_cli.model import Series
    from sstc_cli.views import DueLine, ScheduledWebinar, WebinarDetail

app = new_group("schedule")


@app.command("list")
def list_(
    context: typer.Context, zone: Zones = None, language: Language = None, as_json: Json = False
) -> None:
    """List all webinars with their times.

    Example: `sstc schedule list --zone Africa/Nairobi --zone America/Bogota`
    """
    from sstc_cli.views import scheduled_webinar

    session = session_of(context)
    _, series = session.opened()
    read, zones = read_language(language, series.languages), read_zones(zone)
    webinars = [scheduled_webinar(series, webinar, zones, read) for webinar in series.webinars]
    if as_json:
        title = series.title.pick(read)
        session.result(write_results(series=series.id, title=title, webinars=webinars))
    elif webinars:
        session.out.print(series.title.pick(read), style="bold")
        session.out.print(_table(series, webinars, read, session.out.width))
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
    from sstc_cli.views import webinar_detail

    session = session_of(context)
    _, series = session.opened()
    read, zones = read_language(language, series.languages), read_zones(zone)
    detail = webinar_detail(series, chosen_webinars(series, [number])[0], zones, read)
    if as_json:
        session.result(write_results(series=series.id, detail=detail))
    else:
        _print_detail(session, series, detail, read)


def _zone_name(series: Series, language: str) -> str:
    """Return the name of the series' zone, for example `Beijing time (Asia/Shanghai)`."""
    return f"{series.zone_name.pick(language)} ({series.zone})" if series.zone_name else series.zone


def _table(series: Series, webinars: list[ScheduledWebinar], language: str, width: int) -> Table:
    """Return a table of numbers, times and titles; other zones are below the series' own."""
    from rich import box
    from rich.table import Table

    from sstc_cli.cli.console.sections import NARROW

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("No.", justify="right", no_wrap=True)
    if width < NARROW:
        table.add_column(_zone_name(series, language), overflow="fold")
        for webinar in webinars:
            lines = [*map(str.strip, _when(webinar)), _title(webinar), ""]
            table.add_row(str(webinar.number), "\n".join(lines))
        return table
    table.add_column(_zone_name(series, language), no_wrap=True)
    table.add_column("Webinar", overflow="fold")
    for webinar in webinars:
        table.add_row(str(webinar.number), "\n".join(_when(webinar)), _title(webinar))
    return table


def _title(webinar: ScheduledWebinar) -> str:
    return f"CANCELLED: {webinar.title}" if webinar.status == "cancelled" else webinar.title


def _when(webinar: ScheduledWebinar) -> list[str]:
    """Return `Fri 2020-10-09 15:30–17:00`, then a line for each zone, with a day if it differs."""
    lines = [f"{webinar.starts:%a %Y-%m-%d} {_clock(webinar.starts, webinar.ends)}"]
    for slot in webinar.local:
        day = f"{slot.starts:%a %Y-%m-%d}" if slot.days else " " * 14
        lines.append(f"{day} {_clock(slot.starts, slot.ends)} {slot.place}")
    return lines


def _clock(starts: datetime, ends: datetime) -> str:
    """Return `15:30–17:00`, with `+1` if the end is a day later, and offsets that differ."""
    from sstc_cli.views.clock import offsets_text

    later = (ends.date() - starts.date()).days
    changed = starts.utcoffset() != ends.utcoffset()
    offsets = f" ({offsets_text(starts, ends)})" if changed else ""
    return f"{starts:%H:%M}–{ends:%H:%M}" + (f" +{later}" if later else "") + offsets


def _print_detail(session: Session, series: Series, detail: WebinarDetail, language: str) -> None:
    """Print the webinar as a page."""
    from sstc_cli.cli.console.sections import print_sections

    webinar = detail.webinar
    session.out.print(f"Webinar {webinar.number}: {_title(webinar)}", style="bold")
    if detail.cancelled_because:
        session.out.print(f"Reason: {detail.cancelled_because}")
    if detail.summary:
        session.out.print(detail.summary)
    print_sections(session.out, _sections(series, detail, language))


def _sections(series: Series, detail: WebinarDetail, language: str) -> list[tuple[str, list[str]]]:
    webinar = detail.webinar
    return [
        (f"When, {_zone_name(series, language)}", [line.strip() for line in _when(webinar)]),
        ("Join", [webinar.join_url or "no link yet"]),
        ("Organisers", list(detail.organisers)),
        ("Audiences", list(detail.audiences)),
        ("Run of show", _run_of_show(detail)),
        ("Due", [_due(line) for line in detail.due]),
    ]


def _due(line: DueLine) -> str:
    done = f", done on {line.done}" if line.done else ""
    return f"{line.day:%a %Y-%m-%d}  {line.name}{done}"


def _run_of_show(detail: WebinarDetail) -> list[str]:
    """Return lines of clock times and names; a talk without title is to be confirmed."""
    talks = {talk.id: talk for talk in detail.talks}
    lines = []
    for line in detail.agenda:
        talk = talks.get(line.talk or "")
        name = line.name
        if talk:
            number = list(talks).index(talk.id) + 1
            name = f"Talk {number}: {talk.title or 'to be confirmed'}"
            name += f" ({talk.speaker})" if talk.speaker else ""
        lines.append(f"{_clock(line.starts, line.ends)}  {name}")
    return lines


for command in (move, swap, cancel):
    app.command()(command)
app.command("set")(set_)
