"""The lines of all sheets with their dates and times, in the zone of the series."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sstc_cli.model.zones import load_zone
from sstc_cli.planning.foreign.entry import Entry
from sstc_cli.planning.foreign.facts import Fact
from sstc_cli.planning.foreign.notes import Notes, Spot, quoted
from sstc_cli.planning.foreign.spelling.clocks import Clock, Slot
from sstc_cli.planning.foreign.when.dates import Dates
from sstc_cli.planning.foreign.when.moment import Written

_MORNING = 7 * 60  # an hour with one digit before it is one of the afternoon
_HALF_DAY = 12 * 60


def place_in_time(
    entries: Sequence[Entry], dates: Dates, days: dict[str, Written], notes: Notes
) -> None:
    """Set the day and the times of each entry; one without a day takes that of its sheet."""
    earlier: dict[str, date | None] = {}
    read: dict[Spot, date | None] = {}
    for entry in entries:
        sheet, written = entry.table.sheet.name, entry.moment.day
        written = written or (days.get(sheet) if sheet not in earlier else None)
        if written is not None:
            if written.spot not in read:  # a cell above many rows is read, and noted, once
                read[written.spot] = dates.date(written, notes)
            entry.day = earlier[sheet] = read[written.spot]
        elif not _had_date(entry):
            entry.day = earlier.get(sheet) or None
        if entry.day is not None:
            _set_times(entry, entry.day, dates, notes)


def _had_date(entry: Entry) -> bool:
    """Return whether a row has a date that cannot be read: that of a row above is not its own."""
    from_row = entry.line.cell(Fact.DATE)
    return (
        from_row is not None
        and from_row.spot.row == entry.line.row
        and not entry.moment.slot.starts
    )


def _set_times(entry: Entry, day: date, dates: Dates, notes: Notes) -> None:
    """Set start and end of an entry on its day."""
    starts, ends = minutes_of_slot(entry.moment.slot)
    spot = entry.moment.spot
    clock = entry.moment.slot.starts
    if spot is not None and clock is not None and starts != clock.minutes:
        message = f"a start at {_text(clock.minutes)} was read as {_text(starts or 0)}"
        notes.add("W774", message, spot, "write `am` or `pm` beside it")
    midnight = datetime(day.year, day.month, day.day)
    if starts is not None:
        entry.starts = midnight + timedelta(minutes=starts)
        if entry.moment.minutes:
            entry.ends = entry.starts + timedelta(minutes=entry.moment.minutes)
    if ends is not None:
        last = entry.moment.last_day and dates.date(entry.moment.last_day, notes)
        if last and last != day:
            end = entry.moment.slot.ends
            ends = end.minutes if end else ends
            midnight = datetime(last.year, last.month, last.day)
        entry.ends = midnight + timedelta(minutes=ends)
        _check_end(entry, notes)


def _check_end(entry: Entry, notes: Notes) -> None:
    """Drop an end that cannot be right: before the start, or days after it."""
    minutes = entry.minutes
    if minutes is not None and not 0 < minutes <= 24 * 60:
        spot = entry.moment.spot or entry.spot
        message = f"the end {entry.ends:%Y-%m-%d %H:%M} does not fit the start"
        notes.add("W775", f"{message} {entry.starts:%Y-%m-%d %H:%M}", spot, "correct the times")
        entry.ends = None


def minutes_of_slot(slot: Slot) -> tuple[int | None, int | None]:
    """Return both ends in minutes after midnight; the end may be on the next day.

    Without `am` and `pm`, an hour such as `1:10` is one of the afternoon, and an end that is before
    the start is half a day later, if that is possible, otherwise on the next day.
    """
    starts = _afternoon(slot.starts) if slot.starts else None
    ends = slot.ends.minutes if slot.ends else None
    if starts is None or ends is None or slot.ends is None:
        return starts, ends
    if (
        ends <= starts
        and not slot.ends.half
        and 60 <= ends < _HALF_DAY
        and ends + _HALF_DAY > starts
    ):
        return starts, ends + _HALF_DAY
    return starts, ends + 24 * 60 if ends <= starts else ends


def _afternoon(clock: Clock) -> int:
    early = clock.is_short and not clock.half and clock.minutes < _MORNING
    return clock.minutes + _HALF_DAY if early else clock.minutes


def _text(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def into_zone(entries: Sequence[Entry], zone: str, by_words: dict[str, str], notes: Notes) -> None:
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
