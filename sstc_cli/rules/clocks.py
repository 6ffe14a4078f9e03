"""The hours of webinars on the clocks of the series and of its audiences."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model import Series, Webinar, load_zone
from sstc_cli.model.zones import offset_text
from sstc_cli.quantity import quantity
from sstc_cli.rules.plan import Plan, Shifted, rule
from sstc_cli.rules.rule import problem


class Unclear(NamedTuple):
    """A start or an end in the hour of a clock change, in words, and both instants in UTC.

    If clocks are set forward, the time does not exist, and the first instant is the later one. If
    they are set back, it occurs twice (PEP 495).
    """

    path: Path
    words: str
    first: datetime
    second: datetime


def unclear_moments(series: Series, webinars: Iterable[tuple[int, Webinar]]) -> Iterator[Unclear]:
    """Yield each start and end in the hour of a clock change."""
    for index, webinar in webinars:
        for key, moment in (("starts", webinar.starts), ("ends", webinar.ends)):
            first, second = (moment.replace(tzinfo=series.tz, fold=fold) for fold in (0, 1))
            if first.utcoffset() != second.utcoffset():
                words = f"webinar {webinar.number} {key} at {moment:%H:%M} on {moment:%Y-%m-%d}"
                path = ("webinars", index, key)
                yield Unclear(path, words, first.astimezone(UTC), second.astimezone(UTC))


@rule("W241")
def zone_with_reversed_sign(plan: Plan) -> Iterator[Diagnostic]:
    """A zone such as `Etc/GMT+2` has its sign the other way round: its clocks are behind UTC.

    Such a zone is also never in summer time.

    Wrong:
      zone: Etc/GMT-8 # <- W241
      webinars:
        - Payment …
    Right:
      zone: Asia/Shanghai
      webinars:
        - Payment …
    """
    zones: list[tuple[Path, str | None]] = [(("zone",), plan.series.zone)]
    zones += ((("audience_zones", at), zone) for at, zone in enumerate(plan.series.audience_zones))
    zones += ((("people", at, "zone"), who.zone) for at, who in enumerate(plan.series.people))
    for path, zone in zones:
        if zone and zone.startswith(("Etc/GMT+", "Etc/GMT-")):
            offset = offset_text(datetime(2020, 1, 1, tzinfo=load_zone(zone)))
            message = f"`{zone}` is {offset}: the signs of these zones are reversed"
            hint = "write the zone of a place, for example `Africa/Nairobi`"
            yield problem(message, path, hint)


@rule("W238")
def clock_change_during_webinar(plan: Plan) -> Iterator[Diagnostic]:
    """Clocks change during a webinar, in the zone of the series or of an audience.

    The local times of its start and end do not show how long it takes. Documents show both offsets, and
    the agenda counts the minutes that really pass. A start or an end in the very hour of the change has
    a diagnostic of its own (E404, W405).

    Wrong:
      zone: Europe/Lisbon
      window: {starts: 2021-03-28, ends: 2021-03-28}
      webinars:
        - {id: a, number: 1, title: A, starts: 2021-03-28 00:30, ends: 2021-03-28 03:00} # <- W238
    Instead:
        - {id: a, number: 1, title: A, starts: 2021-03-28 02:00, ends: 2021-03-28 03:30}
    """
    series = plan.series
    zones = [load_zone(name) for name in dict.fromkeys((series.zone, *series.audience_zones))]
    for index, webinar in plan.planned:
        starts, ends = series.slot(webinar)
        changing = [
            zone.key
            for zone in zones
            if starts.astimezone(zone).utcoffset() != ends.astimezone(zone).utcoffset()
        ]
        if changing and not any(unclear_moments(series, [(index, webinar)])):
            message = (
                f"clocks in {', '.join(changing)} change during webinar {webinar.number}, which "
                f"takes {quantity(series.minutes_of(webinar), 'minute')}"
            )
            hint = "choose another hour, or remind participants of the change"
            yield problem(message, ("webinars", index, "starts"), hint)


@rule("W309")
def local_time_shifted(plan: Plan) -> Iterator[Diagnostic]:
    """The local time of a webinar is no longer the published one, because a country changed its clocks.

    The package `tzdata` has such changes. A release keeps the offset of the series' zone and of each
    audience zone, so that times are compared with those that people have. The first webinar that is
    affected is named, for each zone.

    Today: 2024-02-10

    The release `data/releases/001-first-plan.yaml`:
      version: 1
      name: first-plan
      published: 2024-01-05 00:00:00Z
      tables:
        tzdata: '2023.4'
        holidays: '0.40'
        offsets:
          - {zone: Asia/Shanghai, since: 2024-03-15 15:30, offset: +08:00}
          - {zone: Asia/Almaty, since: 2024-03-15 15:30, offset: +06:00}
          - {zone: Asia/Tokyo, since: 2024-03-15 15:30, offset: +09:00}
      series:
        id: series
        domain: example.org
        title: A series
        zone: Asia/Shanghai
        languages: [en]
        organisers: [{id: office, name: The office}]
        webinars:
          - id: a
            number: 1
            sequence: 0
            stamp: 2024-01-05 00:00:00Z
            title: Payment
            starts: 2024-03-15 15:30
            ends: 2024-03-15 17:00

    Wrong:
      audience_zones: [Asia/Almaty] # <- W309
      window: {starts: 2024-03-15, ends: 2024-03-15}
      webinars:
        - {id: a, number: 1, title: Payment, starts: 2024-03-15 15:30, ends: 2024-03-15 17:00}
    Right (the example above is also right once it is published with the new tables):
      audience_zones: [Asia/Tokyo]
      window: {starts: 2024-03-15, ends: 2024-03-15}
      webinars:
        - {id: a, number: 1, title: Payment, starts: 2024-03-15 15:30, ends: 2024-03-15 17:00}
    """
    by_zone: dict[Path, list[Shifted]] = {}
    for shifted in plan.shifted:
        if shifted.day >= plan.today:
            by_zone.setdefault(shifted.path, []).append(shifted)
    for path, times in by_zone.items():
        first, more = times[0], len(times) - 1
        others = f"; {quantity(more, 'more webinar')} shifted too" if more else ""
        message = (
            f"webinar {first.number} starts at {first.now} in {first.zone}, not at {first.was} as "
            f"in the release `{first.release}`: {first.tables}{others}"
        )
        hint = (
            "write to the people there with `sstc notices render`, then publish the new times with "
            "`sstc release publish NAME`"
        )
        yield problem(message, path, hint)


_EARLIEST, _LATEST = time(7), time(22)


@rule("W401")
def unsocial_hour(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar is before 07:00 or after 22:00 in an audience zone.

    Only webinars to come are checked. Those at the same local hours are listed as one diagnostic, but a
    waiver may be for one of them.

    Wrong:
      audience_zones: [Africa/Nairobi, America/Bogota]
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- W401
    Instead:
        - {id: a, number: 1, title: A, starts: 2020-08-14 20:00, ends: 2020-08-14 21:30}
    """
    series = plan.series
    zones = [load_zone(name) for name in dict.fromkeys(series.audience_zones)]
    for index, webinar in plan.planned:
        unsocial = [hours for zone in zones if (hours := _unsocial(series, webinar, zone))]
        if unsocial:
            subject, hours = f"webinar {webinar.number}", ", ".join(unsocial)
            message = f"{subject} is at an unsocial hour: {hours}"
            hint = "move it to between 07:00 and 22:00 there, or hold it twice"
            path = ("webinars", index, "starts")
            yield problem(message, path, hint, kind=hours, subject=subject)


def _unsocial(series: Series, webinar: Webinar, zone: ZoneInfo) -> str | None:
    """Return the local hours of a slot if they are unsocial, or None."""
    starts = series.instant(webinar.starts).astimezone(zone)
    ends = series.instant(webinar.ends).astimezone(zone)
    if starts.date() == ends.date() and starts.time() >= _EARLIEST and ends.time() <= _LATEST:
        return None
    other_day = f" ({starts:%A})" if starts.date() != webinar.starts.date() else ""
    return f"{starts:%H:%M}-{ends:%H:%M} in {zone.key}{other_day}"


@rule("W403")
def clock_change(plan: Plan) -> Iterator[Diagnostic]:
    """Clocks change between two webinars, in an audience zone or in the zone of the series.

    From then on, webinars at the same hour of the series start at another hour in that audience zone.
    `sstc` shows the right hour in documents and calendars, but people may have noted the old one.

    Wrong:
      audience_zones: [Europe/London]
      count: 2
      window: {starts: 2020-10-23, ends: 2020-10-30}
      webinars:
        - {id: a, number: 1, title: A, starts: 2020-10-23 15:30, ends: 2020-10-23 17:00}
        - {id: b, number: 2, title: B, starts: 2020-10-30 15:30, ends: 2020-10-30 17:00} # <- W403
    Instead:
      window: {starts: 2020-10-16, ends: 2020-10-23}
        - {id: a, number: 1, title: A, starts: 2020-10-16 15:30, ends: 2020-10-16 17:00}
        - {id: b, number: 2, title: B, starts: 2020-10-23 15:30, ends: 2020-10-23 17:00}
    """
    before: dict[str, timedelta] = {}
    to_come = {index for index, _ in plan.planned}
    for index, webinar in sorted(plan.held, key=lambda numbered: numbered[1].starts):
        ahead = _hours_ahead(plan.series, webinar.starts)
        changed = [
            f"{webinar.starts + ahead[zone]:%H:%M} and no longer "
            f"{webinar.starts + before[zone]:%H:%M} in {zone}"
            for zone in ahead
            if before and ahead[zone] != before[zone]
        ]
        if changed and index in to_come:
            message = (
                f"from webinar {webinar.number} on, {webinar.starts:%H:%M} in "
                f"{plan.series.zone} is {', '.join(changed)}"
            )
            hint = "remind people there of the new local time"
            yield problem(message, ("webinars", index, "starts"), hint)
        before = ahead


def _hours_ahead(series: Series, moment: datetime) -> dict[str, timedelta]:
    """Return how far the clocks of each audience zone are ahead of those of the series."""
    instant = series.instant(moment)
    own = instant.utcoffset() or timedelta()
    return {
        zone: (instant.astimezone(load_zone(zone)).utcoffset() or timedelta()) - own
        for zone in series.audience_zones
    }


@rule("E404")
def local_time_skipped(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar starts or ends at a time that does not exist, because clocks are set forward.

    Wrong:
      zone: America/New_York
      window: {starts: 2021-03-14, ends: 2021-03-14}
      webinars:
        - id: a
          number: 1
          title: A
          starts: 2021-03-14 02:30 # <- E404
          ends: 2021-03-14 04:00
    Instead:
          starts: 2021-03-14 03:30
          ends: 2021-03-14 05:00
    """
    zone = plan.series.tz
    for path, words, later, earlier in unclear_moments(plan.series, plan.held):
        if earlier < later:
            message = f"{words}, a time that clocks in {zone.key} skip"
            times = [f"{reading.astimezone(zone):%H:%M}" for reading in (earlier, later)]
            skipped_day = times[0] == times[1]  # as 2011-12-30 in Samoa
            hint = "" if skipped_day else f"write {times[0]} or {times[1]}, or "
            hint += "choose another day"
            yield problem(message, path, hint)


@rule("W405")
def local_time_twice(plan: Plan) -> Iterator[Diagnostic]:
    """A webinar starts or ends at a time that occurs twice, because clocks are set back.

    `sstc` uses the first of the two.

    Wrong:
      zone: America/New_York
      window: {starts: 2020-11-01, ends: 2020-11-01}
      webinars:
        - id: a
          number: 1
          title: A
          starts: 2020-11-01 01:30 # <- W405
          ends: 2020-11-01 03:00
    Instead:
          starts: 2020-11-01 02:00
          ends: 2020-11-01 03:30
    """
    for path, words, first, second in unclear_moments(plan.series, plan.held):
        if first < second:
            message = f"{words}, a time that occurs twice in {plan.series.zone}"
            hint = (
                f"choose another hour: this one is read as {first:%H:%M} UTC, "
                f"but could also be {second:%H:%M} UTC"
            )
            yield problem(message, path, hint)
