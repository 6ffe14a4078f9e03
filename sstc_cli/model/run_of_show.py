"""The timed items of one webinar, fitted into its slot."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sstc_cli.model.series import Series
from sstc_cli.model.webinar import AgendaItem, Talk, Webinar


class Entry(NamedTuple):
    """A line of the run of show; its times have the series' zone."""

    starts: datetime
    ends: datetime
    minutes: int
    item: AgendaItem
    talk: Talk | None = None
    talk_number: int | None = None


class Length(NamedTuple):
    """The planned minutes of an item in one webinar, and the shortest possible."""

    planned: int
    shortest: int


def run_of_show(series: Series, webinar: Webinar) -> tuple[Entry, ...]:
    """Return the entries of a webinar: one for each agenda item, or for each talk of an item.

    Items of an agenda that is longer than the slot are shortened in proportion to what each allows.
    An agenda that is still too long (rule E210) runs past the end of the slot. Time is counted in
    UTC, so that a clock change during the webinar takes and gives nothing.
    """
    entries: list[Entry] = []
    clock = series.instant(webinar.starts).astimezone(UTC)
    lengths = lengths_of(series, webinar)
    items = series.agenda_of(webinar)
    for item, minutes in zip(items, fitted(lengths, series.minutes_of(webinar)), strict=True):
        talks = _talks_in(item, webinar)
        parts = _shares(minutes, talks) if talks else [minutes]
        for index, part in enumerate(parts):
            end = clock + timedelta(minutes=part)
            local = clock.astimezone(series.tz), end.astimezone(series.tz)
            talk = (talks[index], index + 1) if talks else ()
            entries.append(Entry(*local, part, item, *talk))
            clock = end
    return tuple(entries)


def usual_minutes(series: Series) -> tuple[int, ...]:
    """Return the minutes of each part of the series' agenda, fitted into its usual slot.

    The usual slot is the most frequent one of the webinars that follow this agenda.
    """
    lengths = [Length(item.minutes, item.minutes - item.slack) for item in series.agenda]
    following = [webinar for webinar in series.in_time_order if webinar.agenda is None]
    slots = Counter(series.minutes_of(webinar) for webinar in following)
    slot = max(slots, key=slots.__getitem__) if slots else sum(item.planned for item in lengths)
    return tuple(fitted(lengths, slot))


def lengths_of(series: Series, webinar: Webinar) -> list[Length]:
    """Return the length of each item of a webinar's agenda.

    Talks with `minutes` get them, and each of the others at least one minute. If all have them,
    the item takes as long as its talks.
    """
    return [_length(item, _talks_in(item, webinar)) for item in series.agenda_of(webinar)]


def _talks_in(item: AgendaItem, webinar: Webinar) -> tuple[Talk, ...]:
    return webinar.talks if item.holds == "talks" else ()


def _length(item: AgendaItem, talks: Sequence[Talk]) -> Length:
    shortest = item.minutes - item.slack
    if not talks:
        return Length(item.minutes, shortest)
    needed = sum(talk.minutes or 1 for talk in talks)
    if all(talk.minutes for talk in talks):
        return Length(needed, needed)
    return Length(max(item.minutes, needed), max(shortest, needed))


def fitted(lengths: Sequence[Length], slot: int) -> list[int]:
    """Return the minutes of each item, shortened in proportion to its slack to fit the slot."""
    slack = [length.planned - length.shortest for length in lengths]
    missing = sum(length.planned for length in lengths) - slot
    cut = _apportion(min(max(0, missing), sum(slack)), slack)
    return [length.planned - less for length, less in zip(lengths, cut, strict=True)]


def _shares(minutes: int, talks: Sequence[Talk]) -> list[int]:
    """Return the minutes of each talk: its own, or an even share of the remaining minutes."""
    remaining = minutes - sum(talk.minutes or 0 for talk in talks)
    shares = iter(_apportion(remaining, [1 for talk in talks if not talk.minutes]))
    return [talk.minutes or next(shares) for talk in talks]


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
