"""A webinar in the lists of a site, with its times for people and for programs."""

from dataclasses import dataclass
from datetime import UTC
from typing import Annotated

from sstc_cli.model import Webinar
from sstc_cli.model.text import pick
from sstc_cli.views.dates import day_text, hour_text, short_day_text, span_text
from sstc_cli.views.facts import LocalTime, local_times
from sstc_cli.views.local import own_slot
from sstc_cli.views.people import name_of
from sstc_cli.views.site.context import Site

FOLDER = "webinars/"


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A webinar in a list."""

    id: Annotated[str, "stable id"]
    number: Annotated[int, "number in the series"]
    title: Annotated[str, "the topic"]
    href: Annotated[str, "path of its page, from the folder of the language"]
    cancelled: Annotated[bool, "whether it will not take place"]
    reason: Annotated[str | None, "why it is cancelled, if that is published"]
    past: Annotated[bool, "whether it is over"]
    date: Annotated[str, "weekday and date in the series' zone"]
    day: Annotated[str, "the date for tables, for example `Fri 9 Oct`"]
    time: Annotated[str, "start and end in the series' zone"]
    starts: Annotated[str, "start in the series' zone"]
    zone: Annotated[str, "everyday name of the zone"]
    offset: Annotated[str, "its offset on that date, for example `UTC+8`"]
    overnight: Annotated[bool, "whether it ends on the next day"]
    starts_at: Annotated[str, "start with its offset, for programs: ISO 8601"]
    ends_at: Annotated[str, "end with its offset"]
    speakers: Annotated[tuple[str, ...], "names of the speakers who are known"]
    has_archive: Annotated[bool, "whether there is a recording or a document"]
    local_times: Annotated[tuple[LocalTime, ...], "the slot in each of the `audience_zones`"]


def page_name(webinar: Webinar) -> str:
    """Return the name of a webinar's page in the folder of a language."""
    return f"{FOLDER}{webinar.id}"


def site_row(site: Site, webinar: Webinar, language: str) -> SiteRow:
    """Return a webinar for the lists of a site."""
    series = site.series
    starts, ends = hour_text(webinar.starts, language), hour_text(webinar.ends, language)
    return SiteRow(
        id=webinar.id,
        number=webinar.number,
        title=webinar.title.pick(language),
        href=f"{page_name(webinar)}.html",
        cancelled=webinar.cancelled,
        reason=pick(webinar.reason, language),
        past=site.is_past(webinar),
        date=day_text(webinar.starts, language),
        day=short_day_text(webinar.starts, language),
        time=span_text(starts, ends, language),
        starts=starts,
        zone=site.zone_name(language),
        offset=own_slot(series, webinar).offset,
        overnight=webinar.starts.date() != webinar.ends.date(),
        starts_at=series.instant(webinar.starts).isoformat(timespec="minutes"),
        ends_at=series.instant(webinar.ends).isoformat(timespec="minutes"),
        speakers=tuple(name_of(person, language) for person in series.speakers_of(webinar)),
        has_archive=bool(webinar.recording or webinar.materials),
        local_times=local_times(series, webinar, language),
    )


def utc_slot(site: Site, webinar: Webinar, language: str) -> str:
    """Return the start and the end of a webinar in UTC."""
    moments = (site.series.instant(at).astimezone(UTC) for at in (webinar.starts, webinar.ends))
    starts, ends = (hour_text(moment, language) for moment in moments)
    return span_text(starts, ends, language)
