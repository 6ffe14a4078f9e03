"""The regular weekday of a series, if its dates have one without a gap."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from sstc_cli.model.values import WEEKDAYS


def cadence_of(days: Sequence[date]) -> dict[str, str] | None:
    """Return the cadence of days in their order, or None if they have no regular one."""
    several = sorted(set(days))
    if len(several) < 3 or len({day.weekday() for day in several}) > 1:
        return None
    gaps = {(after - before).days // 7 for before, after in pairwise(several)}
    if len(gaps) > 1 or gaps.pop() > 4:
        return None
    weeks = (several[1] - several[0]).days // 7
    return {
        "weekday": WEEKDAYS[several[0].weekday()],
        **({"weeks": str(weeks)} if weeks > 1 else {}),
    }


def usual_weekday(days: Sequence[date]) -> str | None:
    """Return the weekday of all days, also if some weeks are left out."""
    found = {day.weekday() for day in days}
    return WEEKDAYS[found.pop()] if len(found) == 1 and len(days) > 2 else None
