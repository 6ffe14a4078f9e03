"""How people who look for partners are matched, and how they are asked."""

from sstc_cli.model.base import Model, field
from sstc_cli.model.text import Text
from sstc_cli.model.values import Flag, Id, Name, Number, refuse

_MOST_AT_ONCE = 20
_MOST_DAYS = 90


class Topic(Model):
    """A topic that people offer or seek."""

    id: Name = field("stable code of the answer in surveys")
    title: Text = field("the topic as people read it")
    aliases: tuple[str, ...] = field("other texts that mean it in exports", default=())
    parent: Name | None = field("the wider topic that it belongs to; it counts half", default=None)


class Kind(Model):
    """A kind of cooperation."""

    id: Name = field("stable code of the answer in surveys")
    title: Text = field("the kind as people read it")
    aliases: tuple[str, ...] = field("other texts that mean it in exports", default=())


class Weights(Model):
    """How many points each reason gives."""

    mutual: Number = field("each offers what the other seeks", default=50)
    one_sided: Number = field("one offers what the other seeks", default=20)
    kinds: Number = field("kinds of cooperation in common", default=10)
    audiences: Number = field("a pair of audiences that fits", default=10)
    hours: Number = field("working hours in common", default=5)
    webinars: Number = field("a webinar in common", default=5)


class Fit(Model):
    """Two audiences that fit each other; one may be named twice."""

    audiences: tuple[Id, ...] = field("the ids of two audiences")


class Partners(Model):
    """How people are matched, asked and introduced."""

    fits: tuple[Fit, ...] = field("pairs of audiences that fit", default=())
    within_a_country: Flag = field(
        "`true` if people of one country may be introduced too", default=False
    )
    at_once: Number = field(
        "requests that a person may have at the same time [default: 3]", default=3
    )
    days: Number = field("days to answer a request [default: 14]", default=14)
    weights: Weights = field("points for each reason", default=Weights())

    def check(self) -> None:
        """Refuse numbers out of their range (E108)."""
        if not 1 <= self.at_once <= _MOST_AT_ONCE:
            hint = f"write a number from 1 to {_MOST_AT_ONCE}"
            refuse("E108", "a person cannot have {value} requests at once", hint, self.at_once,
                   key="at_once")  # fmt: skip
        if not 1 <= self.days <= _MOST_DAYS:
            hint = f"write a number from 1 to {_MOST_DAYS}"
            refuse("E108", "a request cannot wait {value} days", hint, self.days, key="days")
