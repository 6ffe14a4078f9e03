"""The schedule in the format of c3voc, which apps for conferences read: XML and JSON."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from sstc_cli.ics import uid_of
from sstc_cli.model import Webinar
from sstc_cli.model.text import pick
from sstc_cli.render.escape import clean
from sstc_cli.views.people import name_of
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.webinars import page_name

_ROOM = "Online"


def schedule_json(site: Site, language: str) -> bytes:
    """Return the schedule as JSON."""
    series, days = site.series, list(_days(site))
    conference: dict[str, object] = {
        "acronym": series.id,
        "title": series.title.pick(language),
        "start": days[0][0].isoformat() if days else None,
        "end": days[-1][0].isoformat() if days else None,
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": series.zone,
        "rooms": [{"name": _ROOM}],
        "days": [
            {
                "index": index,
                "date": day.isoformat(),
                "day_start": _day_start(site, webinars[0]),
                "day_end": _day_end(site, webinars[-1]),
                "rooms": {_ROOM: [_event(site, webinar, language) for webinar in webinars]},
            }
            for index, (day, webinars) in enumerate(days, 1)
        ],
    }
    version = _version(site)
    whole = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "sstc"},
        "schedule": {"version": version, "base_url": site.url or "", "conference": conference},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def schedule_xml(site: Site, language: str) -> bytes:
    """Return the schedule as XML."""
    series, days = site.series, list(_days(site))
    first = days[0][0].isoformat() if days else series.revised.date().isoformat()
    last = days[-1][0].isoformat() if days else first
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<schedule>",
        '<generator name="sstc" version="1"/>',
        _tag("version", _version(site)),
        "<conference>",
        _tag("acronym", series.id),
        _tag("title", series.title.pick(language)),
        _tag("start", first),
        _tag("end", last),
        _tag("days", str(len(days))),
        _tag("timeslot_duration", "00:05"),
        *([_tag("base_url", site.url)] if site.url else []),
        _tag("time_zone_name", series.zone),
        "</conference>",
    ]
    for index, (day, webinars) in enumerate(days, 1):
        bounds = _day_start(site, webinars[0]), _day_end(site, webinars[-1])
        lines.append(
            f'<day index="{index}" date="{day}" start={quoteattr(bounds[0])} '
            f"end={quoteattr(bounds[1])}>"
        )
        lines.append(f"<room name={quoteattr(_ROOM)}>")
        for webinar in webinars:
            lines += _xml_event(_event(site, webinar, language))
        lines += ["</room>", "</day>"]
    return ("\n".join([*lines, "</schedule>"]) + "\n").encode()


def _days(site: Site) -> Iterator[tuple[date, list[Webinar]]]:
    """Yield the days of webinars that take place, in their order."""
    for day, webinars in groupby(site.series.in_time_order, lambda one: one.starts.date()):
        yield day, list(webinars)


def _event(site: Site, webinar: Webinar, language: str) -> dict[str, object]:
    series = site.series
    minutes = series.minutes_of(webinar)
    uid = uid_of(series, webinar)
    links = [
        {"url": material.url, "title": material.title.pick(language), "type": "related"}
        for material in webinar.materials
        if material.from_ is None or material.from_ <= site.today
    ]
    return {
        "id": webinar.number,
        "guid": str(uuid5(NAMESPACE_URL, uid)),
        "date": series.instant(webinar.starts).isoformat(),
        "start": f"{webinar.starts:%H:%M}",
        "duration": f"{minutes // 60:02}:{minutes % 60:02}",
        "room": _ROOM,
        "slug": f"{series.id}-{webinar.number}-{webinar.id}",
        "url": site.address(f"{language}/{page_name(webinar)}.html") or "",
        "title": webinar.title.pick(language),
        "subtitle": "",
        "track": "",
        "type": "webinar",
        "language": language,
        "abstract": pick(webinar.summary, language) or "",
        "description": "",
        "logo": "",
        "do_not_record": False,
        "persons": [
            {
                "id": number,
                "name": name_of(person, language),
                "public_name": name_of(person, language),
            }
            for number, person in enumerate(series.speakers_of(webinar), 1)
        ],
        "links": links,
        "attachments": [],
    }


def _xml_event(event: dict[str, object]) -> Iterator[str]:
    yield f"<event guid={quoteattr(str(event['guid']))} id={quoteattr(str(event['id']))}>"
    names = (
        *("date", "start", "duration", "room", "slug", "url", "title", "subtitle", "track"),
        *("type", "language", "abstract", "description", "logo"),
    )
    for name in names:
        if event[name] or name not in ("url", "logo"):
            yield _tag(name, str(event[name]))
    yield "<persons>"
    for person in _list(event["persons"]):
        name = escape(clean(str(person["name"])))
        yield f"<person id={quoteattr(str(person['id']))}>{name}</person>"
    yield "</persons>"
    yield "<links>"
    for link in _list(event["links"]):
        title = escape(clean(str(link["title"])))
        yield f"<link href={quoteattr(str(link['url']))}>{title}</link>"
    yield "</links>"
    yield "</event>"


def _list(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)  # noqa: S101
    return value


def _day_start(site: Site, webinar: Webinar) -> str:
    return site.series.instant(webinar.starts).isoformat()


def _day_end(site: Site, webinar: Webinar) -> str:
    return site.series.instant(webinar.ends).isoformat()


def _version(site: Site) -> str:
    return site.published.isoformat() if site.published else "draft"


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(clean(text))}</{name}>"
