"""The schedule as JSON."""

import json

from sstc_cli.model import Webinar
from sstc_cli.site.schedule.events import (
    ROOM,
    TIMESLOT,
    acronym_of,
    bounds_of,
    days_of,
    event_of,
    guid_of,
    links_of,
    persons_of,
    version_of,
)
from sstc_cli.views.site.context import Site

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
            {"index": index, "date": day.isoformat(), **_day(site, webinars, language)}
            for index, (day, webinars) in enumerate(days, 1)
        ],
    }
    schedule = {"version": version_of(site), "conference": conference}
    whole = {"$schema": _SCHEMA, "generator": {"name": "sstc"}, "schedule": schedule}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _day(site: Site, webinars: list[Webinar], language: str) -> Json:
    starts, ends = bounds_of(site, webinars)
    events = [_event(site, webinar, language) for webinar in webinars]
    return {"day_start": starts, "day_end": ends, "rooms": {ROOM: events}}


def _event(site: Site, webinar: Webinar, language: str) -> Json:
    return {
        **event_of(site, webinar, language),
        "persons": persons_of(site, webinar, language),
        "links": links_of(site, webinar, language),
        "attachments": [],
    }
