"""Which column has the titles of webinars, and which those of their talks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sstc_cli.model.wording import fold
from sstc_cli.planning.foreign.entry import Entry
from sstc_cli.planning.foreign.facts import Fact

_ORDER = (Fact.WEBINAR, Fact.TITLE, Fact.TALK)
_NUMBERED = re.compile(r"\D{0,14}(\d{1,3})\D?")


@dataclass(frozen=True, slots=True)
class Levels:
    """The facts with the titles of webinars, of talks, of parts of the series, and the numbers.

    If `talk` is None, a row has one title only. `others` are titles that are neither.
    """

    webinar: Fact | None
    talk: Fact | None
    section: Fact | None
    number: Fact | None
    others: tuple[Fact, ...] = ()


def levels_of(entries: Sequence[Entry]) -> Levels:
    """Return the levels of the titles in a schedule."""
    present = [fact for fact in _ORDER if any(entry.line.cell(fact) for entry in entries)]
    has_section = any(entry.line.cell(Fact.SECTION) for entry in entries)
    section: Fact | None = Fact.SECTION if has_section else None
    number: Fact | None = Fact.NUMBER
    if not present:
        return Levels(section, None, None, number)
    if len(present) == 1:
        return Levels(present[0], None, section, number)
    upper, lower, *others = present if len(present) == 2 else (present[0], present[2], present[1])
    if _are_numbers(entries, upper):
        has_numbers = any(entry.line.cell(Fact.NUMBER) for entry in entries)
        return Levels(lower, None, section, number if has_numbers else upper, tuple(others))
    if _spans_days(entries, upper):
        return Levels(lower, None, section, number, (upper, *others))
    return Levels(upper, lower, section, number, tuple(others))


def number_in(text: str) -> int | None:
    """Return the number in `7`, `Session 7` or `第7场`."""
    match = _NUMBERED.fullmatch(text.strip())
    return int(match[1]) if match else None


def _are_numbers(entries: Sequence[Entry], fact: Fact) -> bool:
    """Return whether a column has only numbers, perhaps after a word, as in `Session 7`."""
    texts = {entry.line.text(fact) for entry in entries} - {""}
    return len(texts) > 1 and all(number_in(text) is not None for text in texts)


def _spans_days(entries: Sequence[Entry], fact: Fact) -> bool:
    """Return whether texts stand beside several days: they are parts of the series."""
    days: dict[str, set[date]] = {}
    current = ""
    for entry in entries:
        current = entry.line.text(fact) or current
        if entry.day is not None and current:
            days.setdefault(fold(current), set()).add(entry.day)
    several = sum(len(found) > 1 for found in days.values())
    return several * 4 > len(days)
