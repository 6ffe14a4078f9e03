"""Rules for calendar files: one file for each subject."""

from functools import lru_cache

from sstc_cli.ics_check.rule import REGISTERED, CalendarRule
from sstc_cli.ics_check.rules import (  # each registers its rules
    alarms,
    calendars,
    dates,
    invitations,
    links,
    people,
    properties,
    repeated,
    texts,
    updates,
    zones,
)

RULES = tuple(sorted(REGISTERED, key=lambda rule: rule.code[1:]))


@lru_cache(1024)
def rules_for(component: str, present: tuple[str, ...]) -> tuple[CalendarRule, ...]:
    """Return the rules that look at components of this name with these properties `present`.

    The cache helps because the entries of a file have the same properties.
    """
    return tuple(
        rule
        for rule in RULES
        if component in rule.looks_at
        and (not rule.looks_for or not rule.looks_for.isdisjoint(present))
    )
