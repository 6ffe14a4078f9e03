"""The pace of an account: how many mails it may send in a minute and in a day."""

from dataclasses import dataclass

MINUTE, DAY = 60, 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Pace:
    """The most mails in any 60 seconds and in any 24 hours."""

    per_minute: int
    per_day: int

    @property
    def windows(self) -> tuple[tuple[int, int], ...]:
        """The length of each window in seconds, with its limit."""
        return (MINUTE, self.per_minute), (DAY, self.per_day)

    def seconds_for(self, count: int, today: int = 0) -> int:
        """Return after how many seconds the last of some mails leaves, if `today` some have."""
        left = max(self.per_day - today, 0)
        if count <= left:
            return _minutes(count, self.per_minute) * MINUTE
        days, rest = divmod(count - left - 1, self.per_day)
        return (days + 1) * DAY + _minutes(rest + 1, self.per_minute) * MINUTE


def _minutes(count: int, per_minute: int) -> int:
    """Return how many whole minutes pass before the last of some mails may leave."""
    return max(count - 1, 0) // per_minute
