"""Dates of which Excel may have swapped day and month, because it expected another order."""

from collections.abc import Sequence

from sstc_cli.planning.foreign.notes import Notes
from sstc_cli.planning.foreign.when.moment import Written

_MESSAGES = {
    "dmy": "Excel may have swapped day and month: other dates are texts with the day first",
    "mdy": "Excel may have swapped day and month: other dates are texts with the month first",
}


def note_swapped(written: Sequence[Written], notes: Notes) -> None:
    """Note Excel's dates up to the 12th beside texts that it did not understand as dates.

    An Excel that expects the month first turns 5/6 into the 6th of May, and leaves 13/6 as a text.
    """
    shapes = {day.day.shape for day in written if day.day.shape and not day.is_excel}
    dates = [day for day in written if day.is_excel]
    if len(shapes) != 1 or any(max(day.day.first, day.day.second) > 12 for day in dates):
        return
    message = _MESSAGES[shapes.pop()]
    for day in dates:
        if day.day.first != day.day.second:
            notes.add("W774", message, day.spot, "check the date with the organisers")
