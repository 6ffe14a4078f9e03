"""The differences of two reports, and what they reveal.

If one report covers the people of another one and a few more, the difference of their counts is
about these few: after late answers, or between the series before and after a webinar.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A count of a report: its name, the webinars that it covers, and whether these add up."""

    name: str
    webinars: tuple[int, ...]
    count: int
    adds_up: bool = True


def revealing(
    new: Iterable[Shown], before: Iterable[Shown], least: int
) -> Iterator[tuple[Shown, Shown]]:
    """Yield the counts whose difference is about fewer than `least` people, but about somebody.

    Those of one report differ by design: it has been made for that. Of an earlier one, a count of
    the same webinars, of a part of them, or of more can be subtracted.
    """
    by_name: dict[str, list[Shown]] = {}
    for shown in before:
        by_name.setdefault(shown.name, []).append(shown)
    for here in new:
        for other in by_name.get(here.name, ()):
            if _comparable(here, other) and 0 < abs(here.count - other.count) < least:
                yield here, other


def revealing_sums(
    new: Iterable[Shown], before: Iterable[Shown], least: int
) -> Iterator[tuple[Shown, Shown]]:
    """Yield the counts of several webinars that differ as little from the sum of some of these.

    One may be known from an earlier report, and another one from the new report.
    """
    current = [*new]
    single: dict[str, dict[int, int]] = {}
    for shown in (*before, *current):
        if len(shown.webinars) == 1 and shown.adds_up:
            single.setdefault(shown.name, {})[shown.webinars[0]] = shown.count
    for here in (shown for shown in current if shown.adds_up):
        known = {at: n for at, n in single.get(here.name, {}).items() if at in here.webinars}
        others = Shown(here.name, tuple(sorted(known)), sum(known.values()))
        if 1 < len(known) < len(here.webinars) and 0 < abs(here.count - others.count) < least:
            yield here, others


def _comparable(here: Shown, other: Shown) -> bool:
    mine, theirs = {*here.webinars}, {*other.webinars}
    if mine == theirs:
        return True
    return here.adds_up and (mine < theirs or theirs < mine)
