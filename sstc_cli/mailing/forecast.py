"""When the last mail of a batch leaves, and what speaks against beginning now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sstc_cli.mail.pace import Pace

_ALARM = timedelta(hours=1)  # before a webinar: that of the calendar's own alarm


@dataclass(frozen=True, slots=True)
class Forecast:
    """The instant at which the last of some mails leaves if the first one leaves `now`."""

    now: datetime
    count: int
    pace: Pace
    today: int = 0
    begins: datetime | None = None
    expires: datetime | None = None

    @property
    def last(self) -> datetime:
        """When the last mail leaves."""
        return self.now + timedelta(seconds=self.pace.seconds_for(self.count, self.today))

    @property
    def late(self) -> int:
        """How many mails will have expired before it is their turn."""
        if self.expires is None or self.expires > self.last:
            return 0
        if self.expires <= self.now:
            return self.count
        low, high = 0, self.count  # so many leave in time
        while low < high:
            middle = (low + high + 1) // 2
            seconds = self.pace.seconds_for(middle, self.today)
            if self.now + timedelta(seconds=seconds) < self.expires:
                low = middle
            else:
                high = middle - 1
        return self.count - low

    def warnings(self) -> Iterator[str]:
        """Yield what speaks against it, in words."""
        if self.late:
            yield f"{self.late:,} of them expire before it is their turn"
        if self.begins is None:
            return
        if self.now >= self.begins:
            yield "the webinar has begun"
        elif self.last >= self.begins:
            yield "the last one leaves after the webinar has begun"
        elif self.last > self.begins - _ALARM:
            yield "the last one leaves in the hour before the webinar, when calendars remind people"
