"""The local times that a release promised, and those that other time zone tables give."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone, tzinfo
from types import MappingProxyType

from sstc_cli.model import OffsetSince, Release, Series, State, Tables, load_zone
from sstc_cli.releases.change import Change, ChangeKind, WebinarSlot
from sstc_cli.versions import table_version

Shifts = Mapping[str, Sequence[Change]]  # by the id of the webinar
NO_SHIFTS: Shifts = MappingProxyType({})


def tables_of(series: Series) -> Tables:
    """Return the versions of the tables, and the offset of each zone at each webinar."""
    return Tables(
        tzdata=table_version("tzdata"),
        holidays=table_version("holidays"),
        offsets=tuple(_offsets(series)),
    )


class Clocks:
    """The clocks that a plan in a zone was published with; those of today that were not saved."""

    def __init__(self, zone: str, tables: Tables | None) -> None:
        self._zone = zone
        self._since: dict[str, list[tuple[datetime, tzinfo]]] = {}
        for entry in tables.offsets if tables else ():
            moment = datetime.fromisoformat(f"{entry.since.isoformat()}{entry.offset}")
            clock = timezone(moment.utcoffset() or timedelta())
            self._since.setdefault(entry.zone, []).append((entry.since, clock))
        for entries in self._since.values():
            entries.sort(key=lambda entry: entry[0])

    @property
    def saved(self) -> Sequence[str]:
        return list(self._since)

    def local(self, moment: datetime, zone: str) -> datetime:
        """Return a local time of the plan on the clocks of a zone."""
        instant = moment.replace(tzinfo=self._clock(self._zone, moment))
        return instant.astimezone(self._clock(zone, moment))

    def slot(self, slot: WebinarSlot, zone: str) -> WebinarSlot:
        """Return a slot of the plan on the clocks of a zone; its end shifts as its start does."""
        tables = load_zone(zone)
        now = WebinarSlot(slot.starts.astimezone(tables), slot.ends.astimezone(tables))
        starts = self.local(slot.starts.replace(tzinfo=None), zone)
        if starts.isoformat() == now.starts.isoformat():
            return now
        return WebinarSlot(starts, starts + (slot.ends - slot.starts))

    def _clock(self, zone: str, moment: datetime) -> tzinfo:
        entries = self._since.get(zone, ())
        index = bisect_right(entries, moment, key=lambda entry: entry[0])
        return entries[index - 1][1] if index else load_zone(zone)


def shifts_since(release: Release, series: Series) -> Shifts:
    """Return the published times that today's tables have shifted."""
    return shifts_between(release.series, release.tables, series, tables_of(series))


def shifts_between(
    before: State, old: Tables | None, after: State | Series, new: Tables | None
) -> Shifts:
    """Return the local times that differ although the plan is the same, by webinar.

    What the plan itself has changed is left out: other starts, other zones, and cancellations.
    """
    if not old or not new or old.offsets == new.offsets or before.zone != after.zone:
        return NO_SHIFTS
    was, now = Clocks(before.zone, old), Clocks(after.zone, new)
    zones = [zone for zone in now.saved if zone in was.saved]
    starts = {webinar.id: webinar.starts for webinar in before.webinars if not webinar.cancelled}
    return {
        webinar.id: shifted
        for webinar in after.webinars
        if not webinar.cancelled and starts.get(webinar.id) == webinar.starts
        if (shifted := tuple(_shifted(webinar.starts, zones, was, now)))
    }


def _shifted(moment: datetime, zones: Sequence[str], was: Clocks, now: Clocks) -> Iterator[Change]:
    for zone in zones:
        before, after = was.local(moment, zone), now.local(moment, zone)
        if before.isoformat() != after.isoformat():
            yield Change(ChangeKind.SHIFTED, before, after, zone=zone)


def _offsets(series: Series) -> Iterator[OffsetSince]:
    """Yield the offset of each zone at the first webinar, and wherever it changes."""
    starts = sorted({webinar.starts for webinar in series.webinars})
    for zone in dict.fromkeys([series.zone, *series.audience_zones]):
        last = ""
        for moment in starts:
            local = series.instant(moment).astimezone(load_zone(zone))
            offset = local.isoformat().removeprefix(local.replace(tzinfo=None).isoformat())
            if offset != last:
                yield OffsetSince(zone=zone, since=moment, offset=offset)
            last = offset
