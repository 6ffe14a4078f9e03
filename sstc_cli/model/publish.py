"""The thresholds below which results are hidden when they are published."""

from sstc_cli.model.base import Model, field
from sstc_cli.model.values import Number, refuse

_FLOOR = 3
_BASES = (0, 3, 5, 10)


class Publish(Model):
    """The least numbers of people in results that leave the office."""

    least: Number = field(default=5, description="counts below it are hidden, 3 or more")
    rate: Number = field(
        default=10, description="shares of fewer answers are hidden, `least` or more"
    )
    round: Number = field(
        default=0,
        description="counts become multiples of it: `3`, `5`, `10`, or `0` for exact counts",
    )

    def check(self) -> None:
        """Refuse thresholds that protect nobody (E113)."""
        if self.least < _FLOOR:
            hint = f"write {_FLOOR} or more: smaller groups show single people"
            refuse("E113", "counts from {value} cannot be published", hint, self.least, key="least")
        if self.rate < self.least:
            hint = f"write {self.least} or more, as under `least`"
            refuse("E113", "shares of {value} answers cannot be published", hint, self.rate,
                   key="rate")  # fmt: skip
        if self.round not in _BASES:
            hint = "write 3, 5 or 10, or delete `round` to publish exact counts"
            refuse("E113", "counts cannot be rounded to {value}", hint, self.round, key="round")

    def rounded(self, count: int) -> int:
        """Return a count as it is published."""
        return nearest(count, self.round) if self.round else count


def nearest(count: int, base: int) -> int:
    """Return the multiple of a base that is nearest to a count."""
    return (2 * count + base) // (2 * base) * base
