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
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from rich.console import RenderableType
    from rich.table import Table

    from sstc_cli.model import Series
    from sstc_cli.model.phrases import Phrases
    from sstc_cli.views import DueLine, ScheduledWebinar, WebinarDetail

app = new_group("schedule")


@app.command("list")
def list_(
    context: typer.Context, zone: Zones = None, language: Language = None, as_json: Json = False
) -> None:
    """List all webinars with their times.

    Example: `sstc schedule list --zone Africa/Nairobi --zone America/Bogota`
    """
    from sstc_cli.cli.console.phrases import phrases_for
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
    from sstc_cli.views import webinar_detail

    session = session_of(context)
    _, series = session.opened()
    read, zones = read_language(language, series.languages), read_zones(zone)
    detail = webinar_detail(series, chosen_webinars(series, [number])[0], zones, read)
    if as_json:
        session.result(write_results(series=series.id, detail=detail))
    else:
        _print_detail(session, series, detail, phrases_for(read, series))


def _zone_name(series: Series, phrases: Phrases) -> str:
    """Return the name of the series' zone, for example `Beijing time (Asia/Shanghai)`."""
    return f"{phrases.zone(series.zone)} ({series.zone})" if series.zone_name else series.zone


def _table(series: Series, webinars: list[ScheduledWebinar], phrases: Phrases, width: int) -> Table:
    """Return a table of numbers, times and titles; other zones are below the series' own."""
    from rich import box
    from rich.table import Table

    from sstc_cli.cli.console.sections import NARROW

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(phrases.say("No."), justify="right", no_wrap=True)
    if width < NARROW:
        table.add_column(_zone_name(series, phrases), overflow="fold")
        for webinar in webinars:
            lines = [*map(str.strip, _when(webinar, phrases)), _title(webinar, phrases), ""]
            table.add_row(str(webinar.number), "\n".join(lines))
        return table
    table.add_column(_zone_name(series, phrases), no_wrap=True)
    table.add_column(phrases.say("Webinar"), overflow="fold")
    for webinar in webinars:
        when = "\n".join(_when(webinar, phrases))
        table.add_row(str(webinar.number), when, _title(webinar, phrases))
    return table


def _title(webinar: ScheduledWebinar, phrases: Phrases) -> str:
    if webinar.status != "cancelled":
        return webinar.title
    return phrases.say("CANCELLED: {title}", title=webinar.title)


def _when(webinar: ScheduledWebinar, phrases: Phrases) -> list[str]:
    """Return `Fri 2020-10-09 15:30–17:00`, then each zone, with a day unlike that above."""
    from rich.cells import cell_len

    above = phrases.day(webinar.starts)
    lines = [f"{above} {_clock(webinar.starts, webinar.ends)}"]
    for slot in webinar.local:
        own = phrases.day(slot.starts)
        day = own if own != above else " " * cell_len(own)
        above = own
        lines.append(f"{day} {_clock(slot.starts, slot.ends)} {phrases.place(slot.zone)}")
    return lines


def _clock(starts: datetime, ends: datetime) -> str:
    """Return `15:30–17:00`, with `+1` if the end is a day later, and offsets that differ."""
    from sstc_cli.model.zones import offsets_text

    later = (ends.date() - starts.date()).days
    changed = starts.utcoffset() != ends.utcoffset()
    offsets = f" ({offsets_text(starts, ends)})" if changed else ""
    return f"{starts:%H:%M}–{ends:%H:%M}" + (f" +{later}" if later else "") + offsets


def _print_detail(
    session: Session, series: Series, detail: WebinarDetail, phrases: Phrases
) -> None:
    """Print the webinar as a page."""
    from sstc_cli.cli.console.sections import print_sections

    webinar = detail.webinar
    words = {"number": webinar.number, "title": _title(webinar, phrases)}
    session.out.print(phrases.say("Webinar {number}: {title}", **words), style="bold")
    if detail.cancelled_because:
        session.out.print(phrases.say("Reason: {reason}", reason=detail.cancelled_because))
    if detail.summary:
        session.out.print(detail.summary)
    print_sections(session.out, _sections(session, series, detail, phrases))


def _sections(
    session: Session, series: Series, detail: WebinarDetail, phrases: Phrases
) -> list[tuple[str, Sequence[RenderableType]]]:
    """Return each heading with its lines; what wraps goes on below its own beginning."""
    from sstc_cli.cli.console.sections import under

    webinar, console, say = detail.webinar, session.out, phrases.say
    when = [line.strip() for line in _when(webinar, phrases)]
    show = [under(console, *line) for line in _run_of_show(detail, phrases)]
    due = [under(console, phrases.day(line.day), _due(line, phrases)) for line in detail.due]
    return [
        (say("When, {zone}", zone=_zone_name(series, phrases)), when),
        (say("Join"), [*_join(webinar, phrases)]),
        (say("Organisers"), detail.organisers),
        (say("Audiences"), detail.audiences),
        (say("Run of show"), show),
        (say("Due"), due),
    ]


def _join(webinar: ScheduledWebinar, phrases: Phrases) -> Iterator[str]:
    """Yield the links to join and to register, and the passcode."""
    yield webinar.join_url or phrases.say("no link yet")
    if webinar.join_passcode:
        yield phrases.say("passcode {passcode}", passcode=webinar.join_passcode)
    if webinar.register_url:
        yield phrases.say("register: {url}", url=webinar.register_url)


def _due(line: DueLine, phrases: Phrases) -> str:
    if not line.done:
        return line.name
    return phrases.say("{name}, done on {day}", name=line.name, day=line.done)


def _run_of_show(detail: WebinarDetail, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """Yield clock times and names; a talk without title is to be confirmed."""
    talks = {talk.id: (number, talk) for number, talk in enumerate(detail.talks, 1)}
    for line in detail.agenda:
        name = line.name
        if line.talk in talks:
            number, talk = talks[line.talk]
            title = talk.title or phrases.say("to be confirmed")
            name = phrases.say("Talk {number}: {title}", number=number, title=title)
            name += f" ({talk.speaker})" if talk.speaker else ""
        yield _clock(line.starts, line.ends), name


for command in (move, swap, cancel):
    app.command()(command)
app.command("set")(set_)
