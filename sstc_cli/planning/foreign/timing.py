"""When each webinar starts and ends, and in which time zone."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.planning.clocks import ClockRange, find_slot
from sstc_cli.planning.days import plain
from sstc_cli.planning.foreign.dialogue import (
    WHEN,
    CellSpot,
    Fact,
    Notes,
    Task,
)
from sstc_cli.planning.foreign.moments import DayReader
from sstc_cli.planning.foreign.schedule import TimedLine, WebinarLines, WrittenMoment
from sstc_cli.quantity import quantity

_MORNING = 7 * 60  # an hour with one digit before it is one of the afternoon
_PAUSE = 30  # minutes between two talks, at most
_HALF_DAY = 12 * 60
_DAY = 24 * 60


def place_in_time(
    entries: Sequence[TimedLine], dates: DayReader, days: dict[str, WrittenMoment]
) -> None:
    """Set the day and the times of each entry; one without a day may have that of its sheet."""
    read: dict[CellSpot, date | None] = {}
    above: TimedLine | None = None
    for entry in entries:
        written = entry.moment.day or days.get(entry.table.sheet.name)
        if written is not None:
            if written.spot not in read:  # a cell above many rows is read, and noted, once
                read[written.spot] = dates.date(written)
            entry.day = read[written.spot]
        elif above and above.day and _goes_on(above, entry, dates.task):
            entry.day = above.day
        if entry.day is not None:
            _set_times(entry, entry.day, dates)
        above = entry


def _goes_on(above: TimedLine, entry: TimedLine, task: Task) -> bool:
    """Return whether a row without a date belongs to the webinar above; note what is not sure."""
    line, are_talks = entry.line, task.options.rows == "talks"
    if entry.moment.is_undated or above.table is not entry.table:
        return False
    if line.cell(Fact.NUMBER) or are_talks:
        return are_talks
    shared = (line.cell(fact) for fact in (*WHEN, Fact.WEBINAR, Fact.TITLE))
    if any(cell and cell.spot.row < line.row for cell in shared):  # cells are merged
        return True
    own = [fact for fact in (Fact.WEBINAR, Fact.TITLE, Fact.TALK) if line.cell(fact)]
    has_both = entry.table.has(Fact.WEBINAR, Fact.TITLE) and entry.table.has(Fact.TALK)
    is_further = not own or (has_both and own == [Fact.TALK])  # speaker, or talk
    if is_further and not line.is_pending and not entry.moment.slot.starts:
        return True
    starts, _ = minutes_of_slot(entry.moment.slot)
    before = minutes_of_slot(above.moment.slot)
    ended = before[1] or (before[0] + 1 if before[0] is not None else None)
    goes_on = starts is not None and ended is not None and 0 <= starts - ended <= _PAUSE
    if goes_on and not is_further:
        message = "the row has no date: it was read as a further talk of the webinar above"
        task.notes.add("W774", message, entry.spot, "write the date into each row")
    return goes_on


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
    for message, hint in _doubts(entry):
        dates.task.notes.add("W774", message, spot or entry.spot, hint)


def _doubts(entry: TimedLine) -> Iterator[tuple[str, str]]:
    """Yield what a person must check of the times as they were written, each with a hint."""
    clock, end = entry.moment.slot.starts, entry.moment.slot.ends
    is_later = entry.starts and entry.ends and entry.ends.date() > entry.starts.date()
    if (clock and clock.has_plus_one) or (end and end.has_plus_one and not is_later):
        message = "`+1` behind a time may mean the next day or an hour from UTC: it was left out"
        yield message, "write the date of the end, or `UTC+1`"
    if not clock or not end or not entry.ends or clock.half or end.half or is_later:
        return
    is_moved = entry.ends.hour * 60 + entry.ends.minute == end.minutes + _HALF_DAY
    # `15:00-05:00` is on a clock with 24 hours: its end is a mistake, or an offset from UTC
    if is_moved and not clock.is_short and (not end.is_short or clock.minutes > _HALF_DAY):
        message = f"the end {_text(end.minutes)} was read as {entry.ends:%H:%M}"
        hint = f"write `{entry.ends:%H:%M}`; if it is an offset, `UTC-{_text(end.minutes)}`"
        yield f"{message}, but it may be an offset from UTC", hint


def _check_end(entry: TimedLine, notes: Notes) -> None:
    """Drop an end that cannot be right: before the start, or days after it."""
    minutes = entry.minutes
    if minutes is not None and not 0 < minutes <= 24 * 60:
        spot = entry.moment.spot or entry.spot
        message = f"the end {entry.ends:%Y-%m-%d %H:%M} does not fit the start"
        notes.add("W775", f"{message} {entry.starts:%Y-%m-%d %H:%M}", spot, "correct the times")
        entry.ends = None
    elif minutes is not None and entry.starts and entry.starts.hour == 0 and minutes >= _DAY - 1:
        entry.is_whole_day = True


def minutes_of_slot(slot: ClockRange) -> tuple[int | None, int | None]:
    """Return both ends in minutes after midnight; the end may be on the next day.

    Without `am` and `pm`, an hour such as `1:10` is one of the afternoon, and an end that is before
    the start is half a day later, if that is possible, otherwise on the next day, as one with `+1`.
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
        and not slot.ends.has_plus_one
        and 60 <= ends < _HALF_DAY
        and ends + _HALF_DAY > starts
    ):
        return starts, ends + _HALF_DAY
    return starts, ends + 24 * 60 if ends <= starts else ends


def _text(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


Slot = tuple[datetime, datetime]


def slots_of(groups: Sequence[WebinarLines], task: Task) -> list[Slot]:
    """Return the slot of each webinar; what the file lacks is an option, or asked for once."""
    clock = _clock(groups, task)
    starts = [_start(group, clock) for group in groups]
    ends = [_end(group) for group in groups]
    length = task.options.minutes or 0
    if not length and (lacking := ends.count(None)):
        problem = f"{_how_many(lacking, groups)} an end or a length"
        problem += _where(group for group, end in zip(groups, ends, strict=True) if end is None)
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
        problem += _where(group for group in groups if _first_start(group) is None)
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


def _where(lacking: Iterable[WebinarLines]) -> str:
    """Return where the first one is that lacks something."""
    spot = next(iter(lacking)).first.spot
    return f", the first one in row {spot.row + 1}{f' of {spot.sheet}' if spot.sheet else ''}"


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
