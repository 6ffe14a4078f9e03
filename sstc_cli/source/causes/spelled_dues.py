"""Deadlines in other words than those that the model takes."""

import re
from collections.abc import Iterator

from sstc_cli.model import WEEKDAYS

_STEPS = {"other": "2", "second": "2", "third": "3", "fourth": "4"}
_ONE = {"a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4"}
_STEP = re.compile(rf"every ({'|'.join(_STEPS)}|[2-9](?:nd|rd|th)?) (week|{'|'.join(WEEKDAYS)})")
_ORDINAL = r"(?:the |day )*([0-9]{1,2})(?:st|nd|rd|th)?"
_MONTHLY = re.compile(
    rf"(?:(?:every|each) month|monthly)(?: on)? {_ORDINAL}|"
    rf"(?:on )?{_ORDINAL}(?: day)? of (?:every|each|the) month"
)
_WEEKS = re.compile(rf"({'|'.join(_ONE)}|[0-9]{{1,2}}) (weeks?|days?) (before|after)")
_HOURS = re.compile(rf"({'|'.join(_ONE)}|[0-9]{{1,3}}) ?(?:hours?|hrs?|h) (before|after)")
_NAMES = re.compile("|".join(WEEKDAYS), re.IGNORECASE)


def spelled_dues(value: str) -> Iterator[tuple[str, bool]]:
    """Yield deadlines that a text may mean, and whether it can hardly mean another.

    The second Monday may be one in two weeks, or the second one of a month.
    """
    words = " ".join(value.lower().split())
    text = _NAMES.sub(lambda name: name[0].capitalize(), words)
    yield text, True
    if found := _STEP.fullmatch(text):
        step = _STEPS.get(found[1], found[1][:1])
        day = "" if found[2] == "week" else f" on {found[2]}"
        yield f"every {step} weeks{day}", not day or found[1] == "other"
    if found := _MONTHLY.fullmatch(text):
        yield f"every month on day {int(found[1] or found[2])}", True
    if found := _WEEKS.fullmatch(text):
        days = int(_ONE.get(found[1], found[1])) * (7 if found[2].startswith("week") else 1)
        yield f"{days} {'day' if days == 1 else 'days'} {found[3]}", True
    if found := _HOURS.fullmatch(text):
        hours = int(_ONE.get(found[1], found[1]))
        yield f"{hours} {'hour' if hours == 1 else 'hours'} {found[2]}", True
