"""When a line takes place, as it is written."""

from dataclasses import dataclass

from sstc_cli.planning.foreign.notes import Spot
from sstc_cli.planning.foreign.spelling.clocks import NOTHING, Slot
from sstc_cli.planning.foreign.spelling.days import Day


@dataclass(frozen=True, slots=True)
class Written:
    """A day as it is written, with its cell, and its weekday if that is written too.

    It `is_excel` if the cell has a date, and not a text.
    """

    day: Day
    spot: Spot
    text: str
    weekday: int | None = None
    is_excel: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """The day, the slot, the length and the zone of a line; `is_own` if its day is in its row."""

    day: Written | None = None
    last_day: Written | None = None
    slot: Slot = NOTHING
    minutes: int | None = None
    zone: str = ""
    is_own: bool = False
    spot: Spot | None = None
