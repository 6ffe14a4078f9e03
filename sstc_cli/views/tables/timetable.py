"""The whole series as a table, with the local times of its audiences."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Annotated

from sstc_cli.model import Series, Webinar
from sstc_cli.model.text import pick
from sstc_cli.model.zones import offset_text
from sstc_cli.views.dates import city_of, day_text, hour_text, short_day_text, span_text
from sstc_cli.views.facts import LocalTime, local_times
from sstc_cli.views.local import local_slots, own_slot


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """A webinar's line of the table."""

    number: Annotated[int, "number in the series"]
    title: Annotated[str, "the topic"]
    cancelled: Annotated[bool, "whether it will not take place"]
    reason: Annotated[str | None, "why it is cancelled, if it is and the data has a reason"]
    date: Annotated[str, "weekday and date in the series' zone"]
    day: Annotated[str, "the date for tables, for example `Fri 9 Oct`"]
    time: Annotated[str, "start and end in the series' zone, for example `15:30–17:00`"]
    starts: Annotated[str, "start in the series' zone"]
    ends: Annotated[str, "end in the series' zone"]
    offset: Annotated[str, "the series' offset on that date, for example `UTC+8`"]
    overnight: Annotated[bool, "whether it ends on the next day"]
    local_times: Annotated[tuple[LocalTime, ...], "the slot in each of the `audience_zones`"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A zone of the local times."""

    city: Annotated[str, "the city that the zone is named after"]
    offset: Annotated[str | None, "its offset, if it is the same at every webinar"]
    offsets: Annotated[str, "its offset, or one after the other: `UTC−4 → UTC−5`"]


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A city whose clocks change between two webinars."""

    city: Annotated[str, "the city that the zone is named after"]
    number: Annotated[int, "number of the first webinar after the change"]
    date: Annotated[str, "weekday and date of that webinar there"]
    before: Annotated[str, "offset until then, for example `UTC+1`"]
    after: Annotated[str, "offset from then on"]


def timetable(series: Series, language: str) -> tuple[TimetableRow, ...]:
    """Return a row for every webinar, in the order of the data."""
    return tuple(_row(series, webinar, language) for webinar in series.webinars)


def clock_changes(series: Series, zones: Sequence[str], language: str) -> tuple[ClockChange, ...]:
    """Return the clock changes between two webinars, in each of these zones."""
    held = series.in_time_order
    changes = []
    for zone in dict.fromkeys(zones):
        slots = [
            (webinar.number, local_slots(series, webinar, [zone])[0].starts) for webinar in held
        ]
        for (_, before), (number, after) in pairwise(slots):
            if before.utcoffset() != after.utcoffset():
                offsets = offset_text(before), offset_text(after)
                city, day = city_of(series, zone, language), day_text(after, language)
                changes.append(ClockChange(city, number, day, *offsets))
    return tuple(changes)


def clocks(series: Series, language: str) -> tuple[Clock, ...]:
    """Return the zones of the audiences, in the order of their `local_times`."""
    return tuple(
        Clock(
            city_of(series, zone, language),
            only_offset(series, zone),
            " → ".join(offsets_in_turn(series, zone)),
        )
        for zone in series.audience_zones
    )


def only_offset(series: Series, zone: str) -> str | None:
    """Return a zone's offset, for example `UTC+8`, if it is the same at every webinar."""
    slots = (local_slots(series, webinar, [zone])[0] for webinar in series.webinars)
    offsets = {slot.offset for slot in slots}
    return offsets.pop() if len(offsets) == 1 else None


def offsets_in_turn(series: Series, zone: str) -> tuple[str, ...]:
    """Return the offsets of a zone at the webinars, each once until it changes."""
    held = series.in_time_order or series.webinars
    starts = (local_slots(series, webinar, [zone])[0].starts for webinar in held)
    return tuple(offset for offset, _ in groupby(map(offset_text, starts)))


def _row(series: Series, webinar: Webinar, language: str) -> TimetableRow:
    starts, ends = hour_text(webinar.starts, language), hour_text(webinar.ends, language)
    return TimetableRow(
        webinar.number,
        webinar.title.pick(language),
        webinar.cancelled,
        pick(webinar.reason, language),
        day_text(webinar.starts, language),
        short_day_text(webinar.starts, language),
        span_text(starts, ends, language),
        starts,
        ends,
        own_slot(series, webinar).offset,
        webinar.starts.date() != webinar.ends.date(),
        local_times(series, webinar, language),
    )
