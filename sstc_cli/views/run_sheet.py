"""The fields of `run-of-show.md.j2`: the moderator's sheet, minute by minute."""

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Annotated

from sstc_cli.model import Series, Webinar, duties_of
from sstc_cli.views.agenda import ItemLine, item_lines
from sstc_cli.views.dates import day_text, direction_of, hour_text
from sstc_cli.views.facts import (
    SeriesFacts,
    SurveyLine,
    WebinarFacts,
    revised_text,
    series_facts,
    survey_lines,
    webinar_facts,
)
from sstc_cli.views.local import own_slot
from sstc_cli.views.people import ContactFacts, contacts

_OPEN_ROOM = timedelta(minutes=30)
_LET_IN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task that is due on a date."""

    date: Annotated[str, "weekday and date"]
    name: Annotated[str, "what has to be ready"]


@dataclass(frozen=True, slots=True)
class RunOfShowView:
    """The moderator's sheet of one webinar."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series of the webinar"]
    webinar: Annotated[WebinarFacts, "the webinar"]
    opens: Annotated[str, "when the team and the speakers meet: half an hour before the start"]
    lets_in: Annotated[str, "when participants are let in: ten minutes before the start"]
    closes: Annotated[str, "when the webinar ends"]
    items: Annotated[tuple[ItemLine, ...], "the run of show"]
    surveys: Annotated[tuple[SurveyLine, ...], "the surveys before and after the webinar"]
    due: Annotated[tuple[TaskLine, ...], "the tasks due before and after the webinar, by date"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to call"]


def run_of_show_view(series: Series, webinar: Webinar, language: str) -> RunOfShowView:
    """Return the moderator's sheet of a webinar."""
    return RunOfShowView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series, webinar),
        series=series_facts(series, language),
        webinar=webinar_facts(series, webinar, language, named=True),
        opens=_clock(series, webinar, -_OPEN_ROOM, language),
        lets_in=_clock(series, webinar, -_LET_IN, language),
        closes=_clock(series, webinar, timedelta(minutes=series.minutes_of(webinar)), language),
        items=item_lines(series, webinar, language),
        surveys=survey_lines(series, language),
        due=due_lines(series, webinar, language),
        contacts=contacts(series.organisers_of(webinar), language),
    )


def _clock(series: Series, webinar: Webinar, after: timedelta, language: str) -> str:
    """Return the time at some distance from the start, also across a clock change."""
    moment = series.instant(webinar.starts).astimezone(UTC) + after
    return hour_text(moment.astimezone(series.tz), language, own_slot(series, webinar).offset)


def due_lines(series: Series, webinar: Webinar, language: str) -> tuple[TaskLine, ...]:
    """Return the series' deadlines with their dates for this webinar."""
    return tuple(
        TaskLine(day_text(duty.day, language), duty.deadline.name.pick(language))
        for duty in duties_of(series, webinar)
    )
