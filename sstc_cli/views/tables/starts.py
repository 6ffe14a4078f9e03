"""Tables of local starts, for more cities than fit beside the titles."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Annotated

from sstc_cli.views.facts import LocalTime
from sstc_cli.views.tables.timetable import Clock, TimetableRow

MOST_COLUMNS = 4  # cities beside the titles
_MOST_CITIES = 7  # in a table of their own


@dataclass(frozen=True, slots=True)
class StartRow:
    """The local starts of a webinar."""

    number: Annotated[int, "number of the webinar"]
    cancelled: Annotated[bool, "whether it will not take place"]
    local_times: Annotated[tuple[LocalTime, ...], "the slot in each city of the table"]


@dataclass(frozen=True, slots=True)
class StartTable:
    """The local starts of all webinars in some cities."""

    clocks: Annotated[tuple[Clock, ...], "the cities, which are its columns"]
    rows: Annotated[tuple[StartRow, ...], "every webinar"]


def start_tables(
    clocks: Sequence[Clock], timetable: Sequence[TimetableRow]
) -> tuple[StartTable, ...]:
    """Return tables of about equally many cities; none if the cities fit beside the titles."""
    if len(clocks) <= MOST_COLUMNS:
        return ()
    width = ceil(len(clocks) / ceil(len(clocks) / _MOST_CITIES))
    return tuple(
        _table(slice(start, start + width), clocks, timetable)
        for start in range(0, len(clocks), width)
    )


def _table(part: slice, clocks: Sequence[Clock], timetable: Sequence[TimetableRow]) -> StartTable:
    rows = (StartRow(row.number, row.cancelled, row.local_times[part]) for row in timetable)
    return StartTable(tuple(clocks[part]), tuple(rows))
