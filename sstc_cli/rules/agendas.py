"""The agendas of a plan, and how they compare with the slots of their webinars."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from sstc_cli.diagnostics import Path
from sstc_cli.model import AgendaItem, Series, Webinar, lengths_of
from sstc_cli.quantity import quantity

Numbered: TypeAlias = Iterable[tuple[int, Webinar]]  # webinars with their indexes


class Minutes(NamedTuple):
    """The minutes of a slot, and the planned and the shortest ones of its agenda."""

    slot: int
    planned: int
    shortest: int


def agendas_in(series: Series, webinars: Numbered) -> Iterator[tuple[Path, tuple[AgendaItem, ...]]]:
    """Yield the path and the items of the series' agenda, and of those of single webinars."""
    yield ("agenda",), series.agenda
    for index, webinar in webinars:
        if webinar.agenda is not None:
            yield ("webinars", index, "agenda"), webinar.agenda


def by_minutes(series: Series, webinars: Numbered) -> Mapping[Minutes, list[int]]:
    """Return the indexes of webinars by the minutes of their slot and agenda."""
    alike: dict[object, list[tuple[int, Webinar]]] = defaultdict(list)
    for index, webinar in webinars:
        talks = tuple(talk.minutes for talk in webinar.talks)
        agenda = id(series.agenda_of(webinar))
        alike[series.minutes_of(webinar), talks, agenda].append((index, webinar))
    indexes: dict[Minutes, list[int]] = defaultdict(list)
    for numbered in alike.values():
        webinar = numbered[0][1]
        lengths = lengths_of(series, webinar)
        planned = sum(length.planned for length in lengths)
        shortest = sum(length.shortest for length in lengths)
        minutes = Minutes(series.minutes_of(webinar), planned, shortest)
        indexes[minutes] += [index for index, _ in numbered]
    return {minutes: sorted(found) for minutes, found in indexes.items()}


def slot_of(series: Series, indexes: list[int], slot: int) -> str:
    """Return the slot of the first webinar in words, with the number of other webinars."""
    number = series.webinars[indexes[0]].number
    others = f" (and {quantity(len(indexes) - 1, 'other webinar')})" if len(indexes) > 1 else ""
    return f"the slot of webinar {number} has {slot}{others}"
