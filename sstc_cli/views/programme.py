"""The fields of `programme.md.j2`: the whole series on two pages."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Series
from sstc_cli.views.dates import day_text
from sstc_cli.views.facts import DocumentView, document_fields, zone_text
from sstc_cli.views.people import ContactFacts, contacts
from sstc_cli.views.timetable import (
    CadenceFacts,
    Clock,
    ClockChange,
    PlanRow,
    StartTable,
    TimetableRow,
    cadence_facts,
    clock_changes,
    clocks,
    common_minutes,
    first_year,
    only_offset,
    plan_rows,
    start_tables,
    timetable,
)


@dataclass(frozen=True, slots=True)
class ProgrammeView(DocumentView):
    """The programme of the series in one language."""

    starts: Annotated[str, "first day of the series"]
    ends: Annotated[str, "last day of the series"]
    cadence: Annotated[CadenceFacts | None, "how often a webinar is held, if that is regular"]
    minutes: Annotated[int | None, "length of every webinar, if all have the same"]
    register_url: Annotated[str | None, "the link to register for the series"]
    zone: Annotated[str, "everyday name of the series' zone"]
    offset: Annotated[str | None, "its offset, if it is the same at every webinar"]
    clocks: Annotated[tuple[Clock, ...], "the cities of the `local_times`, in their order"]
    webinars: Annotated[tuple[TimetableRow, ...], "every webinar"]
    year: Annotated[int, "the year in which the plan begins"]
    rows: Annotated[tuple[PlanRow, ...], "the webinars, and the breaks between them"]
    columns: Annotated[tuple[Clock, ...], "the `clocks`, if they fit beside the titles"]
    shifts: Annotated[
        tuple[int, ...], "`days` of the local times: 1 if one is on the next day, −1 …"
    ]
    start_tables: Annotated[tuple[StartTable, ...], "tables of local starts, if they do not fit"]
    clock_changes: Annotated[tuple[ClockChange, ...], "clock changes during the series"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


def programme_view(series: Series, language: str) -> ProgrammeView:
    webinars, cities = timetable(series, language), clocks(series, language)
    tables = start_tables(cities, webinars)
    return ProgrammeView(
        **document_fields(series, language),
        starts=day_text(series.window.starts, language),
        ends=day_text(series.window.ends, language),
        cadence=cadence_facts(series, language),
        minutes=common_minutes(series),
        register_url=series.register_url,
        zone=zone_text(series, language),
        offset=only_offset(series, series.zone),
        clocks=cities,
        webinars=webinars,
        year=first_year(series),
        rows=plan_rows(series, webinars, language),
        columns=() if tables else cities,
        shifts=tuple(sorted({place.days for row in webinars for place in row.local_times})),
        start_tables=tables,
        clock_changes=clock_changes(series, (series.zone, *series.audience_zones), language),
        contacts=contacts(series.organisers, language),
    )
