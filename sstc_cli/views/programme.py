"""The fields of `programme.md.j2`: the whole series on two pages."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Series
from sstc_cli.views.dates import direction_of
from sstc_cli.views.facts import SeriesFacts, revised_text, series_facts, zone_text
from sstc_cli.views.people import ContactFacts, contacts
from sstc_cli.views.timetable import (
    Clock,
    ClockChange,
    TimetableRow,
    clock_changes,
    clocks,
    only_offset,
    timetable,
)


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """The programme of the series in one language."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series"]
    zone: Annotated[str, "everyday name of the series' zone"]
    offset: Annotated[str | None, "its offset, if it is the same at every webinar"]
    clocks: Annotated[tuple[Clock, ...], "the cities of the `local_times`, in their order"]
    webinars: Annotated[tuple[TimetableRow, ...], "every webinar"]
    clock_changes: Annotated[tuple[ClockChange, ...], "clock changes during the series"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


def programme_view(series: Series, language: str) -> ProgrammeView:
    """Return the programme of a series."""
    return ProgrammeView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series),
        series=series_facts(series, language),
        zone=zone_text(series, language),
        offset=only_offset(series, series.zone),
        clocks=clocks(series, language),
        webinars=timetable(series, language),
        clock_changes=clock_changes(series, language),
        contacts=contacts(series.organisers, language),
    )
