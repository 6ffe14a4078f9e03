"""The slots of webinars: from their first to their last line, or as somebody decides."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.planning.foreign.group import Group
from sstc_cli.planning.foreign.options import Asker, Options, left_open
from sstc_cli.planning.foreign.spelling.calendar_words import plain
from sstc_cli.planning.foreign.spelling.clocks import find_slot
from sstc_cli.quantity import quantity

Slot = tuple[datetime, datetime]


def slots_of(groups: Sequence[Group], options: Options, asker: Asker | None) -> list[Slot]:
    """Return the slot of each webinar; what the file lacks is an option, or asked for once."""
    clock = _clock(groups, options, asker)
    starts = [_start(group, clock) for group in groups]
    ends = [_end(group) for group in groups]
    lacking = sum(end is None for end in ends)
    length = _length(groups, lacking, options, asker)
    return [
        (start, end if end and end > start else start + timedelta(minutes=length))
        for start, end in zip(starts, ends, strict=True)
    ]


def _clock(groups: Sequence[Group], options: Options, asker: Asker | None) -> int:
    """Return the minutes after midnight at which webinars without a time start."""
    lacking = sum(_first_start(group) is None for group in groups)
    if not lacking:
        return 0
    text = options.starts
    if text is None:
        problem = f"{_how_many(lacking, groups)} a start time"
        if asker is None:
            raise left_open(problem, "add `--starts`, for example `--starts 15:00`")
        text = asker.clock(problem)
    found = find_slot(plain(text))[0].starts
    if found is None:
        raise SstcError(f"`{text}` is not a time", "write it as `--starts 15:00`", ExitCode.USAGE)
    return found.minutes


def _length(groups: Sequence[Group], lacking: int, options: Options, asker: Asker | None) -> int:
    """Return the length in minutes of webinars whose end is unknown."""
    if not lacking or options.minutes:
        return options.minutes or 0
    problem = f"{_how_many(lacking, groups)} an end or a length"
    if asker is None:
        raise left_open(problem, "add `--minutes`, for example `--minutes 90`")
    return asker.minutes(problem)


def _how_many(lacking: int, groups: Sequence[Group]) -> str:
    """Return `no webinar has`, or how many lack what follows."""
    if lacking == len(groups):
        return "no webinar has"
    return f"{quantity(lacking, 'webinar')} {'lacks' if lacking == 1 else 'lack'}"


def _first_start(group: Group) -> datetime | None:
    return min((entry.starts for entry in group.entries if entry.starts), default=None)


def _start(group: Group, clock: int) -> datetime:
    """Return the first start of a group's lines."""
    first = _first_start(group)
    if first is not None:
        return first
    day: date = next(entry.day for entry in group.entries if entry.day)
    return datetime(day.year, day.month, day.day) + timedelta(minutes=clock)


def _end(group: Group) -> datetime | None:
    """Return the last end of a group's lines, unless a line without one starts after it."""
    end = max((entry.ends for entry in group.entries if entry.ends), default=None)
    last = max((entry.starts for entry in group.entries if entry.starts), default=None)
    return None if end is None or (last and last >= end) else end


def overlap(slots: Sequence[Slot]) -> bool:
    """Return whether two webinars, in the order of their starts, are held at the same time."""
    return any(ends > after for (_, ends), (after, _) in pairwise(slots))
