"""How often a series is held, and when its agendas are circulated."""

from dataclasses import dataclass
from typing import Annotated

from babel.lists import format_list

from sstc_cli.model import WEEKDAYS, Around, Series
from sstc_cli.model.languages import locale_of

_AGENDA = "agenda"  # the id of the deadline on which the detailed agenda goes out


@dataclass(frozen=True, slots=True)
class CadenceFacts:
    """How often a webinar is held."""

    weeks: Annotated[int, "1 if there are webinars every week, 2 if every other week …"]
    days: Annotated[str, "the weekdays, for example `Tuesday and Thursday`"]


@dataclass(frozen=True, slots=True)
class DaysBefore:
    """A number of days before each webinar."""

    days: Annotated[int, "the number of days"]
    working: Annotated[bool, "whether only working days count"]


def cadence_facts(series: Series, language: str) -> CadenceFacts | None:
    """Return how often a webinar is held, if that is regular."""
    if series.cadence is None:
        return None
    locale = locale_of(language)
    width = "abbreviated" if locale.language == "zh" else "wide"
    names = locale.days["format"][width]
    days = [str(names[WEEKDAYS.index(day)]) for day in series.cadence.weekday]
    return CadenceFacts(series.cadence.weeks, format_list(days, locale=locale))


def agenda_before(series: Series) -> DaysBefore | None:
    """Return how long before a webinar its agenda goes out: the deadline with the id `agenda`."""
    for deadline in series.deadlines:
        due = deadline.due
        if deadline.id == _AGENDA and isinstance(due, Around) and due.days < 0:
            return DaysBefore(-due.days, due.working)
    return None


def common_minutes(series: Series) -> int | None:
    """Return the length of the webinars, if all have the same."""
    lengths = {series.minutes_of(webinar) for webinar in series.webinars}
    return lengths.pop() if len(lengths) == 1 else None
