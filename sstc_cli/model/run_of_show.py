"""The timed items of one webinar, fitted into its slot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sstc_cli.model.series import Series
from sstc_cli.model.webinar import AgendaItem, Talk, Webinar


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the run of show: local times in the series' zone."""

    starts: datetime
    ends: datetime
    item: AgendaItem
    talk: Talk | None = None
    talk_number: int | None = None

    @property
    def minutes(self) -> int:
        """The length in minutes."""
        return int((self.ends - self.starts).total_seconds()) // 60


def run_of_show(series: Series, webinar: Webinar) -> tuple[Entry, ...]:
    """Return the entries of a webinar: one for each agenda item, or for each talk of an item.

    Items of an agenda that is longer than the slot are shortened in proportion to what each allows.
    An agenda that is still too long (rule E210) runs past the end of the slot.
    """
    items = series.agenda_of(webinar)
    entries: list[Entry] = []
    clock = webinar.starts
    for item, minutes in zip(items, fitted(items, webinar.minutes), strict=True):
        talks = webinar.talks if item.holds == "talks" else ()
        parts = _shares(minutes, talks) if talks else [minutes]
        for index, part in enumerate(parts):
            talk = talks[index] if talks else None
            end = clock + timedelta(minutes=part)
            entries.append(Entry(clock, end, item, talk, index + 1 if talk else None))
            clock = end
    return tuple(entries)


def fitted(items: Sequence[AgendaItem], slot: int) -> list[int]:
    """Return the minutes of each item, shortened in proportion to its slack to fit the slot."""
    missing = sum(item.minutes for item in items) - slot
    slack = sum(item.slack for item in items)
    if missing <= 0 or not slack:
        return [item.minutes for item in items]
    cut = _apportion(min(missing, slack), [item.slack for item in items])
    return [item.minutes - less for item, less in zip(items, cut, strict=True)]


def _shares(minutes: int, talks: Sequence[Talk]) -> list[int]:
    """Return the minutes of each talk: its own, or an even share of the remaining minutes."""
    declared = [talk.minutes or 0 for talk in talks]
    remaining = max(0, minutes - sum(declared))
    shares = iter(_apportion(remaining, [1] * declared.count(0)))
    return [own or next(shares) for own in declared]


def _apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Split a total into whole parts in proportion to weights, by largest remainder."""
    if not sum(weights):
        return [0] * len(weights)
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts
