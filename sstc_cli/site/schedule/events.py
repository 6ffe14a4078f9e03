"""The days and events of a schedule, which its two formats share."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sstc_cli.ics import uid_of
from sstc_cli.model import Webinar
from sstc_cli.model.text import pick
from sstc_cli.views.people import name_of
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.webinars import page_name

ROOM = "Online"
TIMESLOT = "00:05"


def days_of(site: Site) -> Iterator[tuple[date, list[Webinar]]]:
    """Yield the days of webinars that take place, in their order."""
    for day, webinars in groupby(site.held, lambda one: one.starts.date()):
        yield day, list(webinars)


def bounds_of(site: Site, webinars: list[Webinar]) -> tuple[str, str]:
    """Return the start of the first webinar of a day, and the end of the last one."""
    starts, ends = webinars[0].starts, webinars[-1].ends
    return site.series.instant(starts).isoformat(), site.series.instant(ends).isoformat()


def event_of(site: Site, webinar: Webinar, language: str) -> dict[str, Any]:
    """Return a webinar in the words of the format."""
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
        "slug": slug_of(site, webinar),
        "url": site.address(f"{language}/{page_name(webinar)}.html") or f"urn:uuid:{guid}",
    }
    return {"id": webinar.number, "guid": guid, **times, **place, **texts}


def persons_of(site: Site, webinar: Webinar, language: str) -> list[dict[str, str]]:
    """Return the speakers of a webinar."""
    return [
        {"guid": guid_of(site, f"person.{person.id}"), "name": name_of(person, language)}
        for person in site.series.speakers_of(webinar)
    ]


def links_of(site: Site, webinar: Webinar, language: str) -> list[dict[str, str]]:
    """Return the documents of a webinar that may be read."""
    return [
        {"url": material.url, "title": material.title.pick(language), "type": "related"}
        for material in webinar.materials
        if material.from_ is None or material.from_ <= site.today
    ]


def version_of(site: Site) -> str:
    """Return the time of the release."""
    return site.published.isoformat() if site.published else "draft"


def acronym_of(site: Site) -> str:
    """Return the id of the series in the letters that the format allows."""
    return f"{site.series.id.replace('-', '_'):_<4}"


def slug_of(site: Site, webinar: Webinar) -> str:
    """Return the name of a webinar for addresses; the format wants four letters after the first."""
    name = f"{webinar.number}-{webinar.id}"
    return f"{acronym_of(site)}-{name:0>4}"


def guid_of(site: Site, part: str) -> str:
    """Return the lasting id of a part of the series."""
    return str(uuid5(NAMESPACE_URL, f"{site.series.id}.{part}@{site.series.domain}"))
