"""What the readers of a calendar want of its entries, beside the language."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Style:
    """How entries are written.

    `alarms` remind so long before the start; nobody is reminded without. With `utc` times are
    written in UTC, without a zone. With `detailed` every item of a run of show is an entry too.
    """

    alarms: tuple[timedelta, ...] = ()
    utc: bool = False
    detailed: bool = False


PLAIN = Style()
