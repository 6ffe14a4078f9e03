"""`sstc schedule list|show`: the schedule, in any time zone."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import typer
from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table

from sstc_cli.cli.console.options import Json, Language, Number, Zones, read_language, read_zones
from sstc_cli.cli.console.sections import NARROW, phrases_for, print_sections, under
from sstc_cli.cli.console.session import Session, chosen_webinars, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.model import Series
from sstc_cli.model.phrases import Phrases
from sstc_cli.model.zones import offsets_text
from sstc_cli.views.schedule import (
    DueLine,
    ScheduledWebinar,
    WebinarDetail,
    scheduled_webinar,
    webinar_detail,
)


def zone_name(series: Series, phrases: Phrases) -> str:
    """Return the name of the series' zone, for example `Beijing time (Asia/Shanghai)`."""
    return f"{phrases.zone(series.zone)} ({series.zone})" if series.zone_name else series.zone


def title_of(webinar: ScheduledWebinar, phrases: Phrases) -> str:
    """Return the title of a webinar, marked if the webinar is cancelled."""
    if webinar.status != "cancelled":
        return webinar.title
    return phrases.say("CANCELLED: {title}", title=webinar.title)


def times_of(webinar: ScheduledWebinar, phrases: Phrases) -> list[str]:
    """Return `Fri 2020-10-09 15:30–17:00`, then each zone, with a day unlike that above."""
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
    later = (ends.date() - starts.date()).days
    changed = starts.utcoffset() != ends.utcoffset()
    offsets = f" ({offsets_text(starts, ends)})" if changed else ""
    return f"{starts:%H:%M}–{ends:%H:%M}" + (f" +{later}" if later else "") + offsets


def print_detail(session: Session, series: Series, detail: WebinarDetail, phrases: Phrases) -> None:
    """Print the webinar as a page."""
    webinar = detail.webinar
    words = {"number": webinar.number, "title": title_of(webinar, phrases)}
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
    webinar, console, say = detail.webinar, session.out, phrases.say
    times = [line.strip() for line in times_of(webinar, phrases)]
    show = [under(console, *line) for line in _run_of_show(detail, phrases)]
    due = [
        under(console, phrases.due(line.day, line.at), _due(line, phrases)) for line in detail.due
    ]
    return [
        (say("When, {zone}", zone=zone_name(series, phrases)), times),
        (say("Join"), [*_join(detail, phrases)]),
        (say("Organisers"), detail.organisers),
        (say("Audiences"), detail.audiences),
        (say("Moderator"), [detail.moderator] if detail.moderator else []),
        (say("Interpretation"), [*_interpretation(detail, phrases)]),
        (say("Run of show"), show),
        (say("Materials"), [*_materials(detail, console, phrases)]),
        (say("Due"), due),
    ]


def _join(detail: WebinarDetail, phrases: Phrases) -> Iterator[str]:
    """Yield the links to join and to register, the passcode, and the last day to register."""
    webinar = detail.webinar
    yield webinar.join_url or phrases.say("no link yet")
    if webinar.join_passcode:
        yield phrases.say("passcode {passcode}", passcode=webinar.join_passcode)
    if webinar.register_url:
        yield phrases.say("register: {url}", url=webinar.register_url)
    if detail.register_by:
        yield phrases.say("register until {day}", day=phrases.day(detail.register_by))


def _interpretation(detail: WebinarDetail, phrases: Phrases) -> Iterator[str]:
    """Yield the languages that can be heard, and who interprets."""
    if detail.interpretation:
        yield phrases.listed(detail.interpretation)
    if detail.interpreters:
        yield phrases.say("interpreters: {names}", names=phrases.listed(detail.interpreters))


def _materials(
    detail: WebinarDetail, console: Console, phrases: Phrases
) -> Iterator[RenderableType]:
    """Yield the recording and the documents with their links."""
    if detail.recording:
        yield phrases.say("recording: {url}", url=detail.recording)
    for material in detail.materials:
        link = material.url
        if material.day:
            link = phrases.say("from {day}: {url}", day=phrases.day(material.day), url=link)
        yield under(console, material.title, link)


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
        elif line.speaker:
            name += f" ({line.speaker})"
        yield _clock(line.starts, line.ends), name


def list_(
    context: typer.Context, zone: Zones = None, language: Language = None, as_json: Json = False
) -> None:
    """List all webinars with their times.

    Example: `sstc schedule list --zone Africa/Nairobi --zone America/Bogota`
    """
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
