"""What must hold in a series: one file a rule, in the order in which they are read."""

from collections.abc import Iterator
from typing import Protocol

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules import (
    agenda_longer_than_slot,
    cadence_gap,
    count_differs,
    ends_before_starts,
    id_repeated,
    number_repeated,
    on_break,
    order_differs,
    outside_window,
    overlap,
    talk_count_differs,
    unknown_reference,
    weekday_differs,
    window_off_cadence,
)
from sstc_cli.rules.plan import Plan
from sstc_cli.rules.waivers import CODES, settle


class Rule(Protocol):
    """What a rule's module has; its docstring is its page."""

    CODE: str

    def check(self, plan: Plan) -> Iterator[Diagnostic]:
        """What is wrong by this rule."""


RULES: tuple[Rule, ...] = (
    ends_before_starts,
    weekday_differs,
    outside_window,
    count_differs,
    number_repeated,
    order_differs,
    overlap,
    cadence_gap,
    on_break,
    agenda_longer_than_slot,
    unknown_reference,
    talk_count_differs,
    window_off_cadence,
    id_repeated,
)


def check(plan: Plan) -> list[Diagnostic]:
    """What every rule has to say of a plan, less what the series itself waives."""
    found = [each for rule in RULES for each in rule.check(plan)]
    return settle(plan.series, found, plan.today)


__all__ = ["CODES", "RULES", "Plan", "Rule", "check"]
