"""How people who look for partners are matched, and how they are asked."""

from sstc_cli.model.base import Model, field
from sstc_cli.model.text import Text
from sstc_cli.model.values import Flag, Id, Name, Number, refuse

_MOST_AT_ONCE = 20
_MOST_DAYS = 90


class Topic(Model):
    """A topic that people offer or seek."""

    id: Name = field(description="stable code of the answer in surveys")
    title: Text = field(description="the topic as people read it")
    aliases: tuple[str, ...] = field(default=(), description="other texts that mean it in exports")
    parent: Name | None = field(
        default=None, description="the wider topic that it belongs to; it counts half"
    )


class Kind(Model):
    """A kind of cooperation."""

    id: Name = field(description="stable code of the answer in surveys")
    title: Text = field(description="the kind as people read it")
    aliases: tuple[str, ...] = field(default=(), description="other texts that mean it in exports")


class Weights(Model):
    """How many points each reason gives."""

    mutual: Number = field(default=50, description="each offers what the other seeks")
    one_sided: Number = field(default=20, description="one offers what the other seeks")
    kinds: Number = field(default=10, description="kinds of cooperation in common")
    audiences: Number = field(default=10, description="a pair of audiences that fits")
    hours: Number = field(default=5, description="working hours in common")
    webinars: Number = field(default=5, description="a webinar in common")


class Fit(Model):
    """Two audiences that fit each other; one may be named twice."""

    audiences: tuple[Id, ...] = field(description="the ids of two audiences")


class Partners(Model):
    """How people are matched, asked and introduced."""

    fits: tuple[Fit, ...] = field(default=(), description="pairs of audiences that fit")
    within_a_country: Flag = field(
        default=False, description="`true` if people of one country may be introduced too"
    )
    at_once: Number = field(
        default=3, description="requests that a person may have at the same time [default: 3]"
    )
    days: Number = field(default=14, description="days to answer a request [default: 14]")
    weights: Weights = field(default=Weights(), description="points for each reason")

    def check(self) -> None:
        """Refuse numbers out of their range (E108)."""
        if not 1 <= self.at_once <= _MOST_AT_ONCE:
            hint = f"write a number from 1 to {_MOST_AT_ONCE}"
            refuse("E108", "nobody can have {value} requests at once", hint, self.at_once,
                   key="at_once")  # fmt: skip
        if not 1 <= self.days <= _MOST_DAYS:
            hint = f"write a number from 1 to {_MOST_DAYS}"
            refuse("E108", "a request cannot wait {value} days", hint, self.days, key="days")
