"""The local times that a release promised, and those that today's time zone tables give."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from sstc_cli.model import OffsetSince, Release, Series, Tables, Webinar, load_zone
from sstc_cli.versions import table_version

_SINCE = attrgetter("since")


@dataclass(frozen=True, slots=True)
class ShiftedTime:
    """The start of a webinar in a zone: as published, and as it is with today's tables."""

    webinar: Webinar
    zone: str
    published: datetime
    now: datetime


def tables_of(series: Series) -> Tables:
    """Return the versions of the tables, and the offset of each zone at each webinar."""
    return Tables(
        tzdata=table_version("tzdata"),
        holidays=table_version("holidays"),
        offsets=tuple(_offsets(series)),
    )


def shifted_times(series: Series, release: Release) -> Iterator[ShiftedTime]:
    """Yield the published times that other tables have shifted.

    What the plan itself has changed is left out: a webinar's start, and the zones of the series.
    """
    if release.tables is None or release.series.zone != series.zone:
        return
    starts = {webinar.id: webinar.starts for webinar in release.series.webinars}
    offsets = {
        zone: sorted((entry for entry in release.tables.offsets if entry.zone == zone), key=_SINCE)
        for zone in _zones(series)
    }
    for webinar in series.webinars:
        if starts.get(webinar.id) == webinar.starts:
            yield from _shifted(series, webinar, offsets)


def _shifted(
    series: Series, webinar: Webinar, offsets: Mapping[str, Sequence[OffsetSince]]
) -> Iterator[ShiftedTime]:
    """Yield the zones in which the start of a webinar has shifted."""
    by_zone = {
        zone: datetime.fromisoformat(f"{webinar.starts.isoformat()}{entries[index - 1].offset}")
        for zone, entries in offsets.items()
        if (index := bisect_right(entries, webinar.starts, key=_SINCE))
    }
    if series.zone in by_zone:
        now = series.instant(webinar.starts)
        for zone, local in by_zone.items():
            then = by_zone[series.zone].astimezone(local.tzinfo)
            if then.isoformat() != now.astimezone(load_zone(zone)).isoformat():
                yield ShiftedTime(webinar, zone, then, now.astimezone(load_zone(zone)))


def _zones(series: Series) -> Sequence[str]:
    return list(dict.fromkeys([series.zone, *series.audience_zones]))


def _offsets(series: Series) -> Iterator[OffsetSince]:
    """Yield the offset of each zone at the first webinar, and wherever it changes."""
    starts = sorted({webinar.starts for webinar in series.webinars})
    for zone in _zones(series):
        last = ""
        for moment in starts:
            local = series.instant(moment).astimezone(load_zone(zone))
            offset = local.isoformat().removeprefix(local.replace(tzinfo=None).isoformat())
            if offset != last:
                yield OffsetSince(zone=zone, since=moment, offset=offset)
            last = offset
