"""A rule for calendar files: a function with a code, whose docstring is the page of the code."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from inspect import cleandoc
from typing import TypeAlias

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced

Check: TypeAlias = Callable[[Component, Calendar], Iterator[Unplaced]]


@dataclass(frozen=True)
class CalendarRule:
    """A code, the function that yields what it stands for, and what the function looks at.

    It gets the components with these names, if they have one of the properties that it looks for.
    """

    code: str
    function: Check
    looks_at: frozenset[str]
    looks_for: frozenset[str]

    @property
    def name(self) -> str:
        """What is wrong, in words."""
        return self.function.__name__.replace("_", " ")

    @property
    def page(self) -> str:
        """What the code means, what fails, and a wrong and a right example, in Markdown."""
        return cleandoc(self.function.__doc__ or "") + "\n"


REGISTERED: list[CalendarRule] = []


def rule(
    code: str, *, looks_at: Iterable[str], looks_for: Iterable[str] = ()
) -> Callable[[Check], Check]:
    """Return a decorator that adds a function to the rules."""

    def register(function: Check) -> Check:
        REGISTERED.append(CalendarRule(code, function, frozenset(looks_at), frozenset(looks_for)))
        return function

    return register
