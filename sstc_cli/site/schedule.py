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
    """Return the schedule as JSON; it needs a webinar that takes place."""
    series, days = site.series, list(_days(site))
    conference: dict[str, object] = {
        "acronym": _acronym(site),
        "title": series.title.pick(language),
        "start": days[0][0].isoformat(),
        "end": days[-1][0].isoformat(),
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": series.zone,
        "rooms": [{"name": _ROOM, "guid": _guid(site, "room")}],
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
    whole = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "sstc"},
        "schedule": {"version": _version(site), "conference": conference},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def schedule_xml(site: Site, language: str) -> bytes:
    """Return the schedule as XML; it needs a webinar that takes place."""
    series, days = site.series, list(_days(site))
    first, last = days[0][0].isoformat(), days[-1][0].isoformat()
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<schedule>",
        '<generator name="sstc" version="1"/>',
        _tag("version", _version(site)),
        "<conference>",
        _tag("acronym", _acronym(site)),
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
    guid = str(uuid5(NAMESPACE_URL, uid_of(series, webinar)))
    links = [
        {"url": material.url, "title": material.title.pick(language), "type": "related"}
        for material in webinar.materials
        if material.from_ is None or material.from_ <= site.today
    ]
    return {
        "id": webinar.number,
        "guid": guid,
        "date": series.instant(webinar.starts).isoformat(),
        "start": f"{webinar.starts:%H:%M}",
        "duration": f"{minutes // 60:02}:{minutes % 60:02}",
        "room": _ROOM,
        "slug": f"{_acronym(site)}-{webinar.number}-{webinar.id}",
        "url": site.address(f"{language}/{page_name(webinar)}.html") or f"urn:uuid:{guid}",
        "title": webinar.title.pick(language),
        "subtitle": "",
        "track": "",
        "type": "webinar",
        "language": language,
        "abstract": pick(webinar.summary, language) or "",
        "description": "",
        "do_not_record": False,
        "persons": [
            {"guid": _guid(site, f"person.{person.id}"), "name": name_of(person, language)}
            for person in series.speakers_of(webinar)
        ],
        "links": links,
        "attachments": [],
    }


def _xml_event(event: dict[str, object]) -> Iterator[str]:
    yield f"<event guid={quoteattr(str(event['guid']))} id={quoteattr(str(event['id']))}>"
    names = (
        *("date", "start", "duration", "room", "slug", "url", "title", "subtitle", "track"),
        *("type", "language", "abstract", "description"),
    )
    for name in names:
        if name != "url" or str(event[name]).startswith("http"):
            yield _tag(name, str(event[name]))
    yield "<persons>"
    for person in _list(event["persons"]):
        name = escape(clean(str(person["name"])))
        yield f"<person guid={quoteattr(str(person['guid']))}>{name}</person>"
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


def _acronym(site: Site) -> str:
    """Return the id of the series in the letters that the format allows."""
    return f"{site.series.id.replace('-', '_'):_<4}"


def _guid(site: Site, part: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{site.series.id}.{part}@{site.series.domain}"))


def _version(site: Site) -> str:
    return site.published.isoformat() if site.published else "draft"


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(clean(text))}</{name}>"
