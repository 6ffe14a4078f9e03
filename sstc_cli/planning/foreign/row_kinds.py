"""What the rows of a schedule are: webinars, or talks of one webinar a day."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from sstc_cli.planning.foreign.entry import Entry
from sstc_cli.planning.foreign.facts import Fact
from sstc_cli.planning.foreign.levels import Levels, number_in

_MANY = 2.5  # rows a day, on average, that are talks of one webinar


def continue_below(entries: Sequence[Entry], levels: Levels) -> bool:
    """Return whether lines without a day of their own have titles: they are further talks."""
    if levels.webinar is None:
        return False
    further = sum(
        not entry.moment.is_own
        and entry.line.day is None
        and bool(entry.line.text(levels.webinar))
        and entry.line.cell(Fact.NUMBER) is None
        for entry in entries
    )
    return further * 4 > len(entries)


def are_talks(entries: Sequence[Entry], levels: Levels) -> bool:
    """Return whether most rows share their day with others: they are talks of a webinar a day."""
    days = [[*lines] for _, lines in groupby(entries, key=lambda entry: entry.day)]
    several = sum(len(lines) > 1 for lines in days)
    if not several:
        return False
    if is_parallel(entries):
        return False
    if _repeats_slots(entries) or _repeats_numbers(entries, levels):
        return True
    return len(entries) / len(days) >= _MANY and several * 2 > len(days)


def is_parallel(entries: Sequence[Entry]) -> bool:
    """Return whether a day has several slots that run into each other, as sessions in rooms do."""
    for _, lines in groupby(entries, key=lambda entry: entry.day):
        slots = {(line.starts, line.ends) for line in lines if line.starts}
        slots_and_lines = sorted(slot for slot in slots if None not in slot)
        if len(slots) > 1 and len(slots_and_lines) < len(slots):
            continue
        if any(ends > after for (_, ends), (after, _) in pairwise(slots_and_lines)):  # type: ignore[operator]
            return True
    return _repeats_slots(entries) and _many_slots(entries)


def _many_slots(entries: Sequence[Entry]) -> bool:
    """Return whether days have more than one slot."""
    slots = {(entry.day, entry.starts) for entry in entries if entry.starts}
    return len(slots) > len({day for day, _ in slots})


def _repeats_slots(entries: Sequence[Entry]) -> bool:
    """Return whether neighbours on one day have the very same slot more often than another one."""
    pairs = [
        (before.starts, before.ends) == (entry.starts, entry.ends)
        for before, entry in pairwise(entries)
        if before.day == entry.day and before.starts and entry.starts
    ]
    return bool(pairs) and sum(pairs) * 2 > len(pairs)


def _repeats_numbers(entries: Sequence[Entry], levels: Levels) -> bool:
    """Return whether neighbours on one day have the same number more often than another one."""
    if levels.number is None:
        return False
    numbers = [number_in(entry.line.text(levels.number)) for entry in entries]
    pairs = [
        numbers[at] == numbers[at + 1]
        for at in range(len(entries) - 1)
        if entries[at].day == entries[at + 1].day and numbers[at] and numbers[at + 1]
    ]
    return bool(pairs) and sum(pairs) * 2 > len(pairs)
