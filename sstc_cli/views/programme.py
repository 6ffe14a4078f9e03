"""The fields of `programme.md.j2` and `concept-note.md.j2`: the whole series."""

import re
from typing import Annotated

from sstc_cli.model import Citation, Foreign, Series, usual_minutes
from sstc_cli.model.languages import locale_of
from sstc_cli.model.series import SOURCE_MARK, Paragraph, source_numbers
from sstc_cli.model.view import Facts
from sstc_cli.views.dates import day_text, plain_day_text
from sstc_cli.views.facts import (
    DocumentView,
    SurveyLine,
    document_fields,
    last_revised,
    survey_lines,
    zone_text,
)
from sstc_cli.views.invitation import AudienceFacts, audience_facts
from sstc_cli.views.people import ContactFacts, contacts, in_language, office_names, site_of
from sstc_cli.views.sdgs import sdg_title
from sstc_cli.views.timetable import (
    CadenceFacts,
    Clock,
    ClockChange,
    DaysBefore,
    PlanRow,
    StartTable,
    TimetableRow,
    agenda_before,
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


# brackets around the numbers of sources, and what is between two numbers
_USUAL = (" [{}]", ", ")
_BRACKETS = {"zh": ("［{}］", "、"), "ar": (" [{}]", "، ")}


def marked(part: Paragraph, numbers: dict[Citation, int], language: str) -> str:
    """Return a paragraph with the numbers that its sources have in the whole background.

    `[2]` in its text is its own second source. Sources without a mark follow at the end.
    """
    text = part.text.pick(language)
    seen: set[int] = set()

    def mark(found: re.Match[str]) -> str:
        own = source_numbers(found)
        if max(own) > len(part.sources) or min(own) < 1:
            return found[0]
        seen.update(own)
        return _brackets([part.sources[number - 1] for number in own], numbers, text, language)

    words = SOURCE_MARK.sub(mark, text)
    left = [source for at, source in enumerate(part.sources, 1) if at not in seen]
    words += _brackets(left, numbers, text, language) if left else ""
    return text.part(words) if isinstance(text, Foreign) else words


def _brackets(
    sources: list[Citation], numbers: dict[Citation, int], text: str, language: str
) -> str:
    for source in sources:
        numbers.setdefault(source, len(numbers) + 1)
    own = text.language if isinstance(text, Foreign) else language
    form, between = _BRACKETS.get(locale_of(own).language, _USUAL)
    return form.format(
        between.join(str(number) for number in sorted({numbers[s] for s in sources}))
    )


class SourceLine(Facts):
    """A source in the list at the end."""

    number: Annotated[int, "1, 2, 3 … in the order of mention"]
    title: Annotated[str, "author, title and page"]
    url: Annotated[str | None, "web address of the source, where it is first mentioned"]
    site: Annotated[str | None, "the address's site, for example `www.un.org`"]


class BackgroundParagraph(Facts):
    """A paragraph of the background."""

    text: Annotated[str, "the paragraph, with the numbers of its sources in brackets"]


def background(
    series: Series, language: str
) -> tuple[tuple[BackgroundParagraph, ...], tuple[SourceLine, ...]]:
    """Return the paragraphs of the background, and their sources in the order of mention.

    A second page of one report does not repeat its address.
    """
    numbers: dict[Citation, int] = {}
    paragraphs = tuple(
        BackgroundParagraph(marked(part, numbers, language)) for part in series.background
    )
    lines, seen = [], set()
    for source, number in numbers.items():
        url = None if source.url in seen else source.url
        seen.add(source.url)
        lines.append(SourceLine(number, source.title.pick(language), url, site_of(url)))
    return paragraphs, tuple(lines)


class OrganiserAbout(Facts):
    """An organisation that runs the series."""

    name: Annotated[str, "full name"]
    short: Annotated[str | None, "short name"]
    about: Annotated[str | None, "a paragraph about it"]
    email: Annotated[str | None, "public e-mail address"]
    url: Annotated[str | None, "web page"]
    site: Annotated[str | None, "the web page's site, for example `www.un.org`"]


class GoalLine(Facts):
    """A Sustainable Development Goal."""

    number: Annotated[int, "1 to 17"]
    title: Annotated[str, "its official short title"]


class ObjectiveLine(Facts):
    """An objective of the series."""

    number: Annotated[int, "1, 2, 3 …"]
    text: Annotated[str, "the objective"]
    goals: Annotated[tuple[GoalLine, ...], "the Sustainable Development Goals that it serves"]


class PartLine(Facts):
    """A part of the agenda that every webinar follows."""

    name: Annotated[str, "what happens"]
    minutes: Annotated[int, "length in minutes, once all parts fit into the usual slot"]


class ConceptNoteView(DocumentView):
    """The concept note of the series in one language."""

    issued: Annotated[str, "date of issue: the day of the latest `revised`"]
    starts: Annotated[str, "first day of the series"]
    ends: Annotated[str, "last day of the series"]
    cadence: Annotated[CadenceFacts | None, "how often a webinar is held, if that is regular"]
    agenda_before: Annotated[
        DaysBefore | None, "how long before a webinar its detailed agenda is circulated"
    ]
    background: Annotated[tuple[BackgroundParagraph, ...], "why the series is held"]
    sources: Annotated[tuple[SourceLine, ...], "the sources of the background, each once"]
    organisers: Annotated[tuple[OrganiserAbout, ...], "the organisers of the series"]
    objectives: Annotated[tuple[ObjectiveLine, ...], "the objectives of the series"]
    audiences: Annotated[tuple[AudienceFacts, ...], "the groups that it is for"]
    themes: Annotated[tuple[str, ...], "thematic areas"]
    agenda: Annotated[tuple[PartLine, ...], "the parts of every webinar"]
    minutes: Annotated[int, "the minutes of all parts together"]
    surveys: Annotated[tuple[SurveyLine, ...], "the surveys before and after every webinar"]
    zone: Annotated[str, "everyday name of the series' zone"]
    offset: Annotated[str | None, "its offset, if it is the same at every webinar"]
    webinars: Annotated[tuple[TimetableRow, ...], "every webinar"]
    year: Annotated[int, "the year in which the plan begins"]
    rows: Annotated[tuple[PlanRow, ...], "the webinars, and the breaks between them"]
    clock_changes: Annotated[tuple[ClockChange, ...], "clock changes in the series' zone"]


def concept_note_view(series: Series, language: str) -> ConceptNoteView:
    paragraphs, sources = background(series, language)
    webinars = timetable(series, language)
    return ConceptNoteView(
        **document_fields(series, language),
        issued=plain_day_text(last_revised(series), language),
        starts=day_text(series.window.starts, language),
        ends=day_text(series.window.ends, language),
        cadence=cadence_facts(series, language),
        agenda_before=agenda_before(series),
        background=paragraphs,
        sources=sources,
        organisers=tuple(
            in_language(
                OrganiserAbout,
                office,
                language,
                site=site_of(office.url),
                **office_names(office, language),
            )
            for office in series.organisers
        ),
        objectives=tuple(
            ObjectiveLine(
                number,
                objective.text.pick(language),
                tuple(GoalLine(goal, sdg_title(goal, language)) for goal in objective.sdgs),
            )
            for number, objective in enumerate(series.objectives, 1)
        ),
        audiences=tuple(audience_facts(audience, language) for audience in series.audiences),
        themes=tuple(theme.name.pick(language) for theme in series.themes),
        agenda=tuple(
            PartLine(item.name.pick(language), minutes)
            for item, minutes in zip(series.agenda, usual_minutes(series), strict=True)
        ),
        minutes=sum(usual_minutes(series)),
        surveys=survey_lines(series, language),
        zone=zone_text(series, language),
        offset=only_offset(series, series.zone),
        webinars=webinars,
        year=first_year(series),
        rows=plan_rows(series, webinars, language),
        clock_changes=clock_changes(series, [series.zone], language),
    )
