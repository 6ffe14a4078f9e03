"""The programme as conference software reads it: schedule.xml and schedule.json."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from sstc_cli.ics import uid_of
from sstc_cli.model import Webinar
from sstc_cli.model.text import pick
from sstc_cli.render.escape import clean
from sstc_cli.views.people import name_of
from sstc_cli.views.site_frame import Site
from sstc_cli.views.site_webinar import page_name

ROOM = "Online"
TIMESLOT = "00:05"


def days_of(site: Site) -> Iterator[tuple[date, str, str, list[Webinar]]]:
    """Yield the days with their webinars that take place, after the first start and last end."""
    for day, grouped in groupby(site.held, lambda one: one.starts.date()):
        webinars = list(grouped)
        starts, ends = map(site.series.instant, (webinars[0].starts, webinars[-1].ends))
        yield day, starts.isoformat(), ends.isoformat(), webinars


def event_of(site: Site, webinar: Webinar, language: str) -> dict[str, Any]:
    series, minutes = site.series, site.series.minutes_of(webinar)
    guid = str(uuid5(NAMESPACE_URL, uid_of(series, webinar)))
    times = {
        "date": series.instant(webinar.starts).isoformat(),
        "start": f"{webinar.starts:%H:%M}",
        "duration": f"{minutes // 60:02}:{minutes % 60:02}",
    }
    texts = {
        "title": webinar.title.pick(language),
        "subtitle": "",
        "track": "",
        "type": "webinar",
        "language": language,
        "abstract": pick(webinar.summary, language) or "",
        "description": "",
    }
    place = {
        "room": ROOM,
        # the format wants four letters after the first
        "slug": f"{acronym_of(site)}-{f'{webinar.number}-{webinar.id}':0>4}",
        "url": site.address(f"{language}/{page_name(webinar)}.html") or f"urn:uuid:{guid}",
    }
    return {"id": webinar.number, "guid": guid, **times, **place, **texts}


def persons_of(site: Site, webinar: Webinar, language: str) -> list[dict[str, str]]:
    return [
        {"guid": guid_of(site, f"person.{person.id}"), "name": name_of(person, language)}
        for person in site.series.speakers_of(webinar)
    ]


def links_of(site: Site, webinar: Webinar, language: str) -> list[dict[str, str]]:
    return [
        {"url": material.url, "title": material.title.pick(language), "type": "related"}
        for material in webinar.materials
        if material.from_ is None or material.from_ <= site.today
    ]


def _version(site: Site) -> str:
    return site.published.isoformat() if site.published else "draft"


def acronym_of(site: Site) -> str:
    """Return the id of the series in the letters that the format allows."""
    return f"{site.series.id.replace('-', '_'):_<4}"


def guid_of(site: Site, part: str) -> str:
    """Return the lasting id of a part of the series."""
    return str(uuid5(NAMESPACE_URL, f"{site.series.id}.{part}@{site.series.domain}"))


Json = dict[str, object]
_SCHEMA = "https://c3voc.de/schedule/schema.json"


def schedule_json(site: Site, language: str) -> bytes:
    """Return the schedule as JSON; it needs a webinar that takes place."""
    days = list(days_of(site))
    conference: Json = {
        "acronym": acronym_of(site),
        "title": site.series.title.pick(language),
        "start": days[0][0].isoformat(),
        "end": days[-1][0].isoformat(),
        "daysCount": len(days),
        "timeslot_duration": TIMESLOT,
        "time_zone_name": site.series.zone,
        "rooms": [{"name": ROOM, "guid": guid_of(site, "room")}],
        "days": [
            {
                "index": index,
                "date": day.isoformat(),
                "day_start": starts,
                "day_end": ends,
                "rooms": {ROOM: [_json_event(site, webinar, language) for webinar in webinars]},
            }
            for index, (day, starts, ends, webinars) in enumerate(days, 1)
        ],
    }
    schedule = {"version": _version(site), "conference": conference}
    whole = {"$schema": _SCHEMA, "generator": {"name": "sstc"}, "schedule": schedule}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _json_event(site: Site, webinar: Webinar, language: str) -> Json:
    return {
        **event_of(site, webinar, language),
        "persons": persons_of(site, webinar, language),
        "links": links_of(site, webinar, language),
        "attachments": [],
    }


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
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<schedule>\n<generator name="sstc" version="1"/>'
    )
    lines = [head, _tag("version", _version(site)), "<conference>"]
    lines += [_tag(name, text) for name, text in conference.items()]
    lines.append("</conference>")
    for index, (day, starts, ends, webinars) in enumerate(days, 1):
        lines.append(f'<day index="{index}" date="{day}" start="{starts}" end="{ends}">')
        lines.append(f'<room name="{ROOM}">')
        for webinar in webinars:
            lines += _xml_event(site, webinar, language)
        lines += ["</room>", "</day>"]
    return ("\n".join([*lines, "</schedule>"]) + "\n").encode()


def _xml_event(site: Site, webinar: Webinar, language: str) -> Iterator[str]:
    event = event_of(site, webinar, language)
    yield f'<event guid={quoteattr(event.pop("guid"))} id="{event.pop("id")}">'
    for name, text in event.items():
        if name != "url" or text.startswith("http"):
            yield _tag(name, text)
    yield "<persons>"
    for person in persons_of(site, webinar, language):
        yield f"<person guid={quoteattr(person['guid'])}>{escape(clean(person['name']))}</person>"
    yield "</persons>"
    yield "<links>"
    for link in links_of(site, webinar, language):
        yield f"<link href={quoteattr(link['url'])}>{escape(clean(link['title']))}</link>"
    yield "</links>"
    yield "</event>"


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(clean(text))}</{name}>"
