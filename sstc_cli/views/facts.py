"""Fields that several documents share; their notes become docs/reference/template-fields.md."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any

from sstc_cli.model import Foreign, Series, Webinar, due_day
from sstc_cli.model.deadlines import last_day_to_register
from sstc_cli.model.languages import language_name
from sstc_cli.model.text import pick
from sstc_cli.model.view import Facts
from sstc_cli.model.webinar import Material
from sstc_cli.model.zones import offset_text
from sstc_cli.views.dates import (
    city_of,
    day_text,
    direction_of,
    hour_text,
    local_slots,
    own_slot,
    short_day_text,
    span_text,
)
from sstc_cli.views.people import (
    OrganiserFacts,
    SpeakerFacts,
    in_language,
    organiser_facts,
    speaker_facts,
)


class SeriesFacts(Facts):
    """The series of the webinar."""

    title: Annotated[str, "title of the series"]
    short_title: Annotated[str, "its short title, otherwise the title"]
    count: Annotated[int, "number of webinars announced"]
    notes: Annotated[
        tuple[str, ...], "remarks, for example `Topics are provisional and may change.`"
    ]
    more: Annotated[Mapping[str, str], "texts of the office's own, by key"]


class DocumentView(Facts):
    """What every document has."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC: `2020-05-25T16:00:00+00:00`"]
    series: Annotated[SeriesFacts, "the series"]


class SlotFacts(Facts):
    """A slot on the clocks of one place."""

    date: Annotated[str, "weekday and date at the start, for example `Friday, 9 October 2020`"]
    day: Annotated[str, "the date for tables, for example `Fri 9 Oct`"]
    time: Annotated[str, "start and end, for example `15:30–17:00`"]
    starts: Annotated[str, "start, for example `15:30`"]
    ends: Annotated[str, "end"]
    offset: Annotated[
        str,
        "offset on that date, for example `UTC+8`; `UTC+0 → UTC+1` if the clocks change meanwhile",
    ]
    overnight: Annotated[bool, "whether it ends on the next day"]


class MaterialFacts(Facts):
    """A document about a webinar."""

    title: Annotated[str, "its title"]
    url: Annotated[str, "web address of the document"]
    language: Annotated[str | None, "name of its language"]
    date: Annotated[str | None, "weekday and date from which it may be read"]


class WebinarFacts(SlotFacts):
    """The webinar; its times are those of the series' zone."""

    id: Annotated[str, "stable id"]
    number: Annotated[int, "number in the series"]
    title: Annotated[str, "the topic"]
    summary: Annotated[str | None, "what participants will learn; may have several paragraphs"]
    status: Annotated[str, "`planned`, `held` or `cancelled`"]
    cancelled: Annotated[bool, "whether it will not take place"]
    reason: Annotated[str | None, "why it is cancelled, if it is and the data has a reason"]
    zone: Annotated[str, "everyday name of the zone, for example `Beijing time`"]
    minutes: Annotated[int, "length in minutes, also across a clock change"]
    join_url: Annotated[
        str | None, "the link to join, once it is known; if it is not public, only for named people"
    ]
    passcode: Annotated[str | None, "passcode of the meeting, only for named people"]
    link_on: Annotated[
        str | None, "weekday and date on which registered people get a link that is not public"
    ]
    register_url: Annotated[str | None, "the link to register"]
    register_by: Annotated[str | None, "weekday and date until which people register"]
    moderator: Annotated[SpeakerFacts | None, "who moderates, once known"]
    interpretation: Annotated[tuple[str, ...], "names of the languages that can be heard"]
    recording: Annotated[str | None, "link to the recording"]
    materials: Annotated[tuple[MaterialFacts, ...], "documents for everybody"]
    organisers: Annotated[tuple[OrganiserFacts, ...], "the organisers"]
    audiences: Annotated[tuple[str, ...], "names of the groups that it is for"]
    themes: Annotated[tuple[str, ...], "thematic areas of the webinar and its talks"]
    more: Annotated[Mapping[str, str], "texts of the office's own, by key"]


class LocalTime(SlotFacts):
    """The slot on the clocks of an audience."""

    city: Annotated[str, "the city that the zone is named after, for example `Nairobi`"]
    days: Annotated[int, "-1 if it is the day before there, 1 if it is the next day, otherwise 0"]
    before: Annotated[
        str | None, "offset at the previous webinar, if the clocks there have changed since"
    ]


class SurveyLine(Facts):
    """A survey before, after or long after the webinar."""

    when: Annotated[str, "`before`, `after` or `later`"]
    purpose: Annotated[str, "purpose of the survey"]


def document_fields(
    series: Series, language: str, webinar: Webinar | None = None
) -> dict[str, Any]:
    """Return what every document has, as `DocumentView` names it; perhaps of one webinar."""
    return {
        "language": language,
        "direction": direction_of(language),
        "revised": revised_text(series, webinar),
        "series": series_facts(series, language),
    }


def slot_fields(starts: datetime, ends: datetime, offset: str, language: str) -> dict[str, Any]:
    """Return a slot in words, as `SlotFacts` names them."""
    first, last = hour_text(starts, language), hour_text(ends, language)
    return {
        "date": day_text(starts, language),
        "day": short_day_text(starts, language),
        "time": span_text(first, last, language),
        "starts": first,
        "ends": last,
        "offset": offset,
        "overnight": starts.date() != ends.date(),
    }


def revised_text(series: Series, webinar: Webinar | None = None) -> str:
    """Return when the series, or one webinar of it, last changed: in UTC, ISO 8601."""
    revised = series.instant(webinar.revised or series.revised) if webinar else last_revised(series)
    return revised.astimezone(UTC).isoformat()


def last_revised(series: Series) -> datetime:
    """Return when the plan last changed: the series as a whole, or one of its webinars."""
    moments = [series.revised, *(webinar.revised or series.revised for webinar in series.webinars)]
    return max(map(series.instant, moments))


def zone_text(series: Series, language: str) -> str:
    """Return the everyday name of the series' zone in the language, otherwise its city."""
    name = pick(series.zone_name, language)
    if name is None or isinstance(name, Foreign):
        return city_of(series, series.zone, language)
    return name


def series_facts(series: Series, language: str) -> SeriesFacts:
    title = series.title.pick(language)
    short = pick(series.short_title, language) or title
    return in_language(SeriesFacts, series, language, title=title, short_title=short)


def survey_lines(series: Series, language: str) -> tuple[SurveyLine, ...]:
    return tuple(SurveyLine(use.when, use.purpose.pick(language)) for use in series.surveys)


def local_times(
    series: Series, webinar: Webinar, language: str, zones: Sequence[str] | None = None
) -> tuple[LocalTime, ...]:
    """Return the webinar's slot in each of the zones, or of the audience zones."""
    previous = series.previous.get(webinar.id, webinar)
    places = series.audience_zones if zones is None else zones
    slots, before = (local_slots(series, compared, places) for compared in (webinar, previous))
    return tuple(
        LocalTime(
            **slot_fields(slot.starts, slot.ends, slot.offset, language),
            city=city_of(series, slot.zone, language),
            days=slot.days,
            before=None
            if slot.starts.utcoffset() == earlier.starts.utcoffset()
            else offset_text(earlier.starts),
        )
        for slot, earlier in zip(slots, before, strict=True)
    )


def webinar_facts(
    series: Series, webinar: Webinar, language: str, *, named: bool = False
) -> WebinarFacts:
    """Return a webinar whose texts are ready to be printed, with private links if it is `named`."""
    join = webinar.join_for(named=named)
    moderator = series.person(webinar.moderator)
    last = last_day_to_register(series, webinar)
    return in_language(
        WebinarFacts,
        webinar,
        language,
        status=str(webinar.status),
        **webinar_slot(series, webinar, language),
        zone=zone_text(series, language),
        minutes=series.minutes_of(webinar),
        join_url=join.url if join else None,
        passcode=join.passcode if join else None,
        link_on=link_day(series, webinar, language),
        register_url=series.register_url_of(webinar),
        register_by=day_text(last, language) if last else None,
        moderator=speaker_facts(moderator, language) if moderator else None,
        interpretation=tuple(
            language_name(code, language) for code in series.interpretation_of(webinar)
        ),
        materials=tuple(material_facts(material, language) for material in webinar.materials),
        organisers=organiser_facts(series.organisers_of(webinar), language),
        audiences=tuple(audience.name.pick(language) for audience in series.audiences_of(webinar)),
        themes=tuple(theme.name.pick(language) for theme in series.themes_of(webinar)),
    )


def webinar_slot(series: Series, webinar: Webinar, language: str) -> dict[str, Any]:
    offset = own_slot(series, webinar).offset
    return slot_fields(webinar.starts, webinar.ends, offset, language)


def link_day(series: Series, webinar: Webinar, language: str, today: date = date.min) -> str | None:
    """Return the day after today when registered people receive the link, if it is private."""
    join = webinar.join_link
    if join is None or join.public:
        return None
    day = due_day(series, webinar, join.from_)
    return day_text(day, language) if day > today else None


def material_facts(material: Material, language: str) -> MaterialFacts:
    name = language_name(material.language, language) if material.language else None
    day = day_text(material.from_, language) if material.from_ else None
    return in_language(MaterialFacts, material, language, language=name, date=day)
