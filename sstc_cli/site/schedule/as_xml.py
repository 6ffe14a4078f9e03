"""The schedule as XML."""

from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from sstc_cli.model import Webinar
from sstc_cli.render.escape import clean
from sstc_cli.site.schedule.events import (
    ROOM,
    TIMESLOT,
    acronym_of,
    bounds_of,
    days_of,
    event_of,
    links_of,
    persons_of,
    version_of,
)
from sstc_cli.views.site.context import Site

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<schedule>\n<generator name="sstc" version="1"/>'


def schedule_xml(site: Site, language: str) -> bytes:
    """Return the schedule as XML; it needs a webinar that takes place."""
    days = list(days_of(site))
    conference = {
        "acronym": acronym_of(site),
        "title": site.series.title.pick(language),
        "start": days[0][0].isoformat(),
        "end": days[-1][0].isoformat(),
        "days": str(len(days)),
        "timeslot_duration": TIMESLOT,
        **({"base_url": site.url} if site.url else {}),
        "time_zone_name": site.series.zone,
    }
    lines = [_HEAD, _tag("version", version_of(site)), "<conference>"]
    lines += [_tag(name, text) for name, text in conference.items()]
    lines.append("</conference>")
    for index, (day, webinars) in enumerate(days, 1):
        lines += _day(site, (index, day), webinars, language)
    return ("\n".join([*lines, "</schedule>"]) + "\n").encode()


def _day(
    site: Site, which: tuple[int, date], webinars: list[Webinar], language: str
) -> Iterator[str]:
    starts, ends = bounds_of(site, webinars)
    yield f'<day index="{which[0]}" date="{which[1]}" start="{starts}" end="{ends}">'
    yield f'<room name="{ROOM}">'
    for webinar in webinars:
        yield from _event(site, webinar, language)
    yield "</room>"
    yield "</day>"


def _event(site: Site, webinar: Webinar, language: str) -> Iterator[str]:
    event = event_of(site, webinar, language)
    yield f'<event guid={quoteattr(event.pop("guid"))} id="{event.pop("id")}">'
    for name, text in event.items():
        if name != "url" or text.startswith("http"):
            yield _tag(name, text)
    yield "<persons>"
    for person in persons_of(site, webinar, language):
        yield f"<person guid={quoteattr(person['guid'])}>{_text(person['name'])}</person>"
    yield "</persons>"
    yield "<links>"
    for link in links_of(site, webinar, language):
        yield f"<link href={quoteattr(link['url'])}>{_text(link['title'])}</link>"
    yield "</links>"
    yield "</event>"


def _tag(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    return escape(clean(text))
