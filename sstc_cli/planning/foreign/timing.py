"""When each webinar starts and ends, and in which time zone."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.zones import load_zone
from sstc_cli.planning.foreign.clocks import ClockRange, find_slot
from sstc_cli.planning.foreign.days import plain
from sstc_cli.planning.foreign.dialogue import (
    CellSpot,
    Fact,
    Notes,
    Task,
    quoted,
)
from sstc_cli.planning.foreign.moments import DayReader, zones_in_preface
from sstc_cli.planning.foreign.schedule import ScheduleTable, TimedLine, WebinarLines, WrittenMoment
from sstc_cli.planning.foreign.spelling import on_one_line, zone_in
from sstc_cli.quantity import quantity

_MORNING = 7 * 60  # an hour with one digit before it is one of the afternoon
_HALF_DAY = 12 * 60


def place_in_time(
    entries: Sequence[TimedLine], dates: DayReader, days: dict[str, WrittenMoment]
) -> None:
    """Set the day and the times of each entry; one without a day takes that of its sheet."""
    earlier: dict[str, date | None] = {}
    read: dict[CellSpot, date | None] = {}
    for entry in entries:
        sheet, written = entry.table.sheet.name, entry.moment.day
        written = written or (days.get(sheet) if sheet not in earlier else None)
        if written is not None:
            if written.spot not in read:  # a cell above many rows is read, and noted, once
                read[written.spot] = dates.date(written)
            entry.day = earlier[sheet] = read[written.spot]
        else:
            cell = entry.line.cell(Fact.DATE)
            has_date = cell is not None and cell.spot.row == entry.line.row
            # the day of a row above is not that of a row whose own date cannot be read
            if not has_date or entry.moment.slot.starts:
                entry.day = earlier.get(sheet)
        if entry.day is not None:
            _set_times(entry, entry.day, dates)


def _set_times(entry: TimedLine, day: date, dates: DayReader) -> None:
    starts, ends = minutes_of_slot(entry.moment.slot)
    spot = entry.moment.spot
    clock = entry.moment.slot.starts
    if spot is not None and clock is not None and starts != clock.minutes:
        message = f"a start at {_text(clock.minutes)} was read as {_text(starts or 0)}"
        dates.task.notes.add("W774", message, spot, "write `am` or `pm` beside it")
    midnight = datetime(day.year, day.month, day.day)
    if starts is not None:
        entry.starts = midnight + timedelta(minutes=starts)
        if entry.moment.minutes:
            entry.ends = entry.starts + timedelta(minutes=entry.moment.minutes)
    if ends is not None:
        last = entry.moment.last_day and dates.date(entry.moment.last_day)
        if last and last != day:
            end = entry.moment.slot.ends
            ends = end.minutes if end else ends
            midnight = datetime(last.year, last.month, last.day)
        entry.ends = midnight + timedelta(minutes=ends)
        _check_end(entry, dates.task.notes)


def _check_end(entry: TimedLine, notes: Notes) -> None:
    """Drop an end that cannot be right: before the start, or days after it."""
    minutes = entry.minutes
    if minutes is not None and not 0 < minutes <= 24 * 60:
        spot = entry.moment.spot or entry.spot
        message = f"the end {entry.ends:%Y-%m-%d %H:%M} does not fit the start"
        notes.add("W775", f"{message} {entry.starts:%Y-%m-%d %H:%M}", spot, "correct the times")
        entry.ends = None


def minutes_of_slot(slot: ClockRange) -> tuple[int | None, int | None]:
    """Return both ends in minutes after midnight; the end may be on the next day.

    Without `am` and `pm`, an hour such as `1:10` is one of the afternoon, and an end that is before
    the start is half a day later, if that is possible, otherwise on the next day.
    """
    starts = slot.starts.minutes if slot.starts else None
    ends = slot.ends.minutes if slot.ends else None
    if starts is None:
        return starts, ends
    if slot.starts and slot.starts.is_short and not slot.starts.half and starts < _MORNING:
        starts += _HALF_DAY
    if ends is None or slot.ends is None:
        return starts, ends
    if (
        ends <= starts
        and not slot.ends.half
        and 60 <= ends < _HALF_DAY
        and ends + _HALF_DAY > starts
    ):
        return starts, ends + _HALF_DAY
    return starts, ends + 24 * 60 if ends <= starts else ends


def _text(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def into_zone(
    entries: Sequence[TimedLine], zone: str, by_words: dict[str, str], notes: Notes
) -> None:
    """Move the times of entries that are in another zone than that of the series."""
    for entry in entries:
        own = by_words.get(entry.moment.zone, zone)
        if own == zone or entry.starts is None:
            continue
        spot = entry.moment.spot or entry.spot
        before = entry.starts
        entry.starts = _moved(entry.starts, own, zone)
        entry.ends = _moved(entry.ends, own, zone) if entry.ends else None
        entry.day = entry.starts.date()
        message = (
            f"{before:%H:%M} {quoted(entry.moment.zone)} became {entry.starts:%H:%M} in {zone}"
        )
        notes.add("W774", message, spot, f"name the zone of the series with `--zone {own}`")


def _moved(moment: datetime, own: str, zone: str) -> datetime:
    aware = moment.replace(tzinfo=load_zone(own))
    return aware.astimezone(load_zone(zone)).replace(tzinfo=None)


_TIME_WORDS = ("time", "heure", "hora", "врем", "时间", "توقيت")
_ALL_TIMES = re.compile(r"(?i)^(?:all )?times?(?: are| is)?(?: in)?[: ]+")


@dataclass(frozen=True)
class ZoneChoice:
    """The zone of a series, its name in the words of the file, and the zones of other words."""

    name: str
    label: str = ""
    by_words: dict[str, str] = field(default_factory=dict)


def decide_zone(
    tables: Sequence[ScheduleTable], entries: Sequence[TimedLine], task: Task
) -> ZoneChoice:
    """Return the zone of the series. Refuse a schedule that names none if nobody can be asked."""
    words = Counter(entry.moment.zone for entry in entries if entry.moment.zone)
    words.update(text for table in tables for text, _ in zones_in_preface(table))
    known = {text: named.zone for text in words if (named := zone_in(text)) and named.zone}
    for entry in entries:
        text = entry.moment.zone
        if text and zone_in(text) is None:
            task.notes.add("W772", f"`{quoted(text)}` is not a time zone", entry.spot)
    usual = Counter(known[text] for text in words.elements() if text in known)
    if zone := task.options.zone or (usual and usual.most_common(1)[0][0]):
        others = {text: other for text, other in known.items() if other != zone}
        return ZoneChoice(zone, _label(known, zone), others)
    readings = filter(None, map(zone_in, words))
    possible = [*dict.fromkeys(zone for reading in readings for zone in reading.possible)]
    if possible:
        shown = quoted(next(text for text in words if zone_in(text)))
        shown = shown.upper() if len(shown) < 7 else shown
        problem = f"the times are in `{shown}`, which is not the name of a time zone"
        hint = f"name it: `--zone {possible[0]}`"
        hint += f", or {' or '.join(possible[1:])}" if possible[1:] else ""
    else:
        problem = "the schedule does not say in which time zone its times are"
        hint = "add `--zone`, for example `--zone Africa/Nairobi`"
    return ZoneChoice(task.ask(problem, hint).zone(problem, possible), "", known)


def _label(known: dict[str, str], zone: str) -> str:
    """Return the words of the file for a zone, if documents can print them: `Nairobi time`."""
    for text, name in known.items():
        has_case = text != text.upper() or not text.isascii()
        if name == zone and "/" not in text and has_case and len(text) > 3:
            words = on_one_line(_ALL_TIMES.sub("", text).strip(" ()（）"))
            is_label = any(part in words.casefold() for part in _TIME_WORDS) and len(words) <= 40
            return words if words.casefold() not in ("utc", "gmt") and is_label else ""
    return ""


Slot = tuple[datetime, datetime]


def slots_of(groups: Sequence[WebinarLines], task: Task) -> list[Slot]:
    """Return the slot of each webinar; what the file lacks is an option, or asked for once."""
    clock = _clock(groups, task)
    starts = [_start(group, clock) for group in groups]
    ends = [_end(group) for group in groups]
    length = task.options.minutes or 0
    if not length and (lacking := ends.count(None)):
        problem = f"{_how_many(lacking, groups)} an end or a length"
        length = task.ask(problem, "add `--minutes`, for example `--minutes 90`").minutes(problem)
    return [
        (start, end if end and end > start else start + timedelta(minutes=length))
        for start, end in zip(starts, ends, strict=True)
    ]


def _clock(groups: Sequence[WebinarLines], task: Task) -> int:
    """Return the minutes after midnight at which webinars without a time start."""
    lacking = sum(_first_start(group) is None for group in groups)
    if not lacking:
        return 0
    text = task.options.starts
    if text is None:
        problem = f"{_how_many(lacking, groups)} a start time"
        text = task.ask(problem, "add `--starts`, for example `--starts 15:00`").clock(problem)
    found = find_slot(plain(text))[0].starts
    if found is None:
        raise SstcError(f"`{text}` is not a time", "write it as `--starts 15:00`", ExitCode.USAGE)
    return found.minutes


def _how_many(lacking: int, groups: Sequence[WebinarLines]) -> str:
    """Return `no webinar has`, or how many lack what follows."""
    if lacking == len(groups):
        return "no webinar has"
    return f"{quantity(lacking, 'webinar')} {'lacks' if lacking == 1 else 'lack'}"


def _first_start(group: WebinarLines) -> datetime | None:
    return min((entry.starts for entry in group.entries if entry.starts), default=None)


def _start(group: WebinarLines, clock: int) -> datetime:
    first = _first_start(group)
    if first is not None:
        return first
    day: date = next(entry.day for entry in group.entries if entry.day)
    return datetime(day.year, day.month, day.day) + timedelta(minutes=clock)


def _end(group: WebinarLines) -> datetime | None:
    """Return the last end of a group's lines, unless a line without one starts after it."""
    end = max((entry.ends for entry in group.entries if entry.ends), default=None)
    last = max((entry.starts for entry in group.entries if entry.starts), default=None)
    return None if end is None or (last and last >= end) else end


def overlap(slots: Sequence[Slot]) -> bool:
    return any(ends > after for (_, ends), (after, _) in pairwise(slots))
