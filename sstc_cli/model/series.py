"""The series and its parts except webinars. Field descriptions are the docs of the data file."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo

from sstc_cli.choices import SPOKEN, PageFormat, Paper
from sstc_cli.model.base import Model, field
from sstc_cli.model.days import Cadence
from sstc_cli.model.due import Before
from sstc_cli.model.knowledge import Citation
from sstc_cli.model.look import OwnLook
from sstc_cli.model.messages import Mail, Message
from sstc_cli.model.partners import Kind, Partners, Topic
from sstc_cli.model.people import Audience, Organiser, Person
from sstc_cli.model.readers import Value, read_list, value_in
from sstc_cli.model.survey import WHEN, Option, Question, Role, Survey, Timing
from sstc_cli.model.text import MORE, More, Text, kin
from sstc_cli.model.values import (
    Code,
    Country,
    Day,
    Domain,
    Id,
    Language,
    Languages,
    Line,
    Moment,
    Number,
    Sdg,
    Url,
    Zone,
    read_text,
    refuse,
)
from sstc_cli.model.webinar import AgendaItem, Deadline, Revision, Webinar, named_or_all
from sstc_cli.model.zones import load_zone

Weight = Literal["error", "warning", "note", "off"]


# `[1]` and `[1, 2]` in a paragraph: its own first and second source
SOURCE_MARK = re.compile(r" ?(?:\[|［)([0-9]{1,2}(?:(?:, ?|、)[0-9]{1,2})*)(?:\]|］)")


def source_numbers(mark: re.Match[str]) -> list[int]:
    """Return the numbers of a mark of sources, counted from 1 in its paragraph."""
    return [int(number) for number in re.findall(r"[0-9]+", mark[1])]


class Paragraph(Model):
    """A paragraph of the background."""

    text: Text = field(
        "the paragraph; `[1]` after a fact is the first of the paragraph's `sources`"
    )
    sources: tuple[Citation, ...] = field("sources of its facts", default=())


class Window(Model):
    """The days that were announced for the series."""

    starts: Day = field("first day")
    ends: Day = field("last day")


class Break(Model):
    """Planned days without a webinar."""

    name: Text = field("the reason, in words for participants")
    starts: Day = field("first day of the break")
    ends: Day | None = field("last day [default: the first day]", default=None)

    @property
    def last(self) -> date:
        return self.ends or self.starts


class Objective(Model):
    """An objective of the series."""

    id: Id = field("stable id")
    text: Text = field("the objective in a sentence")
    sdgs: tuple[Sdg, ...] = field(
        "numbers of the Sustainable Development Goals that it serves", default=()
    )


class Theme(Model):
    """A thematic area that talks can be about."""

    id: Id = field("stable id, used by `themes` of webinars and talks")
    name: Text = field("name of the area")
    sdgs: tuple[Sdg, ...] = field(
        "numbers of the Sustainable Development Goals that it serves", default=()
    )


class SurveyUse(Model):
    """A survey of the series; its questions are in `data/surveys/<id>.yaml`."""

    id: Id = field("the name of its file in `data/surveys/`, without `.yaml`")
    when: Timing = field(WHEN)
    purpose: Text = field("what the survey is for")
    url: Url | None = field(
        "web address of the form, for example the link to register", default=None
    )


def _read_format(value: object) -> str:
    """Return the name of a kind of file, or refuse it (E110)."""
    text = read_text(value, "a kind of file")
    if text not in tuple(PageFormat):
        name = SPOKEN.get(text.lower(), text.lower())
        meant = name if name in tuple(PageFormat) else None
        hint = f"write one of {', '.join(PageFormat)}"
        refuse("E110", "documents cannot be written as `{value}`", hint, text, meant=meant)
    return text


_read_list = read_list(value_in(get_args(Languages)).read)


def _read_all_or_list(value: object) -> tuple[str, ...]:
    return ("all",) if value == "all" else tuple(_read_list(value))


_FORMAT = Annotated[
    str,
    Value(
        _read_format, {"type": "string", "enum": [*PageFormat]}, "kind of file", "kinds of files"
    ),
]
_LISTED = {"type": "array", "items": value_in(get_args(Languages)).schema, "minItems": 1}
_ALL_OR_LISTED = Annotated[
    tuple[str, ...],
    Value(_read_all_or_list, {"anyOf": [{"const": "all"}, _LISTED]}, "`all` or list of languages"),
]


class Documents(Model):
    """What commands write if they name no format and no language."""

    formats: tuple[_FORMAT, ...] = field(
        "kinds of files: `docx`, `pdf`, `html`, `txt` and `md`; posters, slides and texts to paste "
        "have their own [default: `md`]",
        default=(),
    )
    languages: _ALL_OR_LISTED = field(
        "`all`, or languages of the series; `en+zh` is one file with both [default: the first one]",
        default=(),
    )


class Waiver(Model):
    """A diagnostic that is accepted on purpose."""

    code: Code = field("the code, for example `W401`")
    path: Line | None = field(
        "a path: `webinars[payment]` covers everything inside that webinar, which its id names "
        "[default: everywhere]",
        default=None,
    )
    reason: Text = field("the reason for accepting it")
    until: Day | None = field("the last day of the waiver", default=None)


class Series(Model):
    """A webinar series: the file `data/webinars.yaml`."""

    id: Id = field("stable id, the first part of every calendar UID")
    domain: Domain = field("your office's internet domain, the end of every UID")
    title: Text = field("title of the series")
    short_title: Text | None = field(
        "short title, for heads of pages [default: `title`]", default=None
    )
    revised: Moment = field("when the published plan last changed; calendars compare it")
    zone: Zone = field("IANA time zone of every date and time in this file")
    zone_name: Text | None = field(
        "name of the zone in documents, for example `Beijing time` [default: its city]",
        default=None,
    )
    cities: dict[Zone, Text] = field(
        "names of the cities of zones, where documents would have others: "
        "`{America/Bogota: Bogotá}`",
        default={},
    )
    languages: tuple[Language, ...] = field(
        "the languages of the documents, the main one first", at_least_one=True
    )
    paper: Paper = field(
        "paper size of Word files and PDFs; `a4-landscape` has room for wide tables "
        "[default: `a4`]",
        default="a4",
    )
    look: OwnLook | None = field(
        "font and colour of documents, if the letterhead has none", default=None
    )
    documents: Documents = field(
        "the formats and languages of documents, unless a command names others", default=Documents()
    )
    count: Number = field("the announced number of webinars")
    window: Window = field("the announced first and last day")
    cadence: Cadence | None = field(
        "the regular weekday or weekdays, if there are any", default=None
    )
    breaks: tuple[Break, ...] = field("planned days without a webinar", default=())
    talks_per_webinar: Number | None = field(
        "the announced number of talks in each webinar", default=None
    )
    background: tuple[Paragraph, ...] = field("why the series is held", default=())
    organisers: tuple[Organiser, ...] = field("who runs the series", at_least_one=True)
    objectives: tuple[Objective, ...] = field("objectives of the series", default=())
    audiences: tuple[Audience, ...] = field("the groups that it is for", default=())
    audience_zones: tuple[Zone, ...] = field("zones whose local time documents show", default=())
    audience_countries: tuple[Country, ...] = field(
        "ISO codes of countries whose public holidays are checked", default=()
    )
    themes: tuple[Theme, ...] = field("thematic areas", default=())
    agenda: tuple[AgendaItem, ...] = field("the timed parts of every webinar", default=())
    deadlines: tuple[Deadline, ...] = field("tasks, and when they are due", default=())
    surveys: tuple[SurveyUse, ...] = field(
        "the surveys before, after and long after each webinar", default=()
    )
    topics: tuple[Topic, ...] = field("what people can offer to each other, or seek", default=())
    kinds: tuple[Kind, ...] = field("kinds of cooperation", default=())
    partners: Partners = field("how people are matched, asked and introduced", default=Partners())
    mail: Mail = field("the sender of messages", default=Mail())
    messages: tuple[Message, ...] = field(
        "the e-mails about each webinar, or about the series", default=()
    )
    interpretation: tuple[Language, ...] = field(
        "languages that can be heard, if webinars are interpreted", default=()
    )
    register_by: Before | None = field(
        "until when people register, for example `3 days before`", default=None
    )
    notes: tuple[Text, ...] = field("remarks printed under the schedule", default=())
    people: tuple[Person, ...] = field("speakers, moderators and interpreters", default=())
    site_url: Url | None = field("web address of the public site", default=None)
    more: More = field(MORE, default={})
    severities: dict[Code, Weight] = field(
        "severities of codes in this series: `{W401: note}`", default={}
    )
    waivers: tuple[Waiver, ...] = field("diagnostics accepted on purpose", default=())
    webinars: tuple[Webinar, ...] = field("the webinars in their order")

    @property
    def document_languages(self) -> tuple[str, ...]:
        """The languages of documents if a command names none, those of one file with `+`."""
        wanted = self.documents.languages
        return self.languages if wanted == ("all",) else wanted or self.languages[:1]

    @property
    def tz(self) -> ZoneInfo:
        """The zone of every time in the series."""
        return load_zone(self.zone)

    def instant(self, moment: datetime) -> datetime:
        """Return a local time of the data file with its zone."""
        return moment.replace(tzinfo=self.tz)

    def slot(self, webinar: Webinar) -> tuple[datetime, datetime]:
        """Return the start and the end of a webinar with their zone."""
        return self.instant(webinar.starts), self.instant(webinar.ends)

    def minutes_of(self, webinar: Webinar) -> int:
        """Return the minutes that a webinar really takes, also if the clocks change meanwhile."""
        before, after = (self.instant(at).utcoffset() for at in (webinar.starts, webinar.ends))
        shift = after - before if before is not None and after is not None else timedelta()
        return int((webinar.ends - webinar.starts - shift).total_seconds()) // 60

    def webinar(self, number: int) -> Webinar | None:
        return next((webinar for webinar in self.webinars if webinar.number == number), None)

    def webinar_of(self, id_: str) -> Webinar | None:
        """Return the webinar with an id, by which everything that is stored knows it."""
        return next((webinar for webinar in self.webinars if webinar.id == id_), None)

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of the webinars by their ids."""
        return {webinar.id: webinar.number for webinar in self.webinars}

    def agenda_of(self, webinar: Webinar) -> tuple[AgendaItem, ...]:
        return self.agenda if webinar.agenda is None else webinar.agenda

    @property
    def in_time_order(self) -> list[Webinar]:
        """The webinars that are not cancelled, the first one first."""
        held = (webinar for webinar in self.webinars if not webinar.cancelled)
        return sorted(held, key=lambda webinar: (webinar.starts, webinar.number))

    @cached_property
    def people_by_id(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    def person(self, id_: str | None) -> Person | None:
        return self.people_by_id.get(id_) if id_ else None

    def themes_of(self, webinar: Webinar) -> tuple[Theme, ...]:
        """Return the themes of a webinar and its talks, in the order of the series."""
        named = {*webinar.themes, *(theme for talk in webinar.talks for theme in talk.themes)}
        return tuple(theme for theme in self.themes if theme.id in named)

    def speakers_of(self, webinar: Webinar) -> tuple[Person, ...]:
        """Return the known speakers of a webinar, each once, in the order of their talks."""
        ids = dict.fromkeys(talk.speaker for talk in webinar.talks if talk.speaker)
        return tuple(self.people_by_id[id_] for id_ in ids if id_ in self.people_by_id)

    def openers_of(self, webinar: Webinar) -> tuple[Person, ...]:
        """Return the known people who speak in an item of the agenda, without those with a talk."""
        talks = {talk.speaker for talk in webinar.talks}
        ids = dict.fromkeys(item.speaker for item in self.agenda_of(webinar) if item.speaker)
        found = (self.people_by_id.get(id_) for id_ in ids if id_ not in talks)
        return tuple(person for person in found if person)

    def message(self, id_: str) -> Message | None:
        return next((message for message in self.messages if message.id == id_), None)

    @property
    def mail_sender(self) -> Organiser | None:
        """The organiser who sends messages: the one named, otherwise the first with an address.

        None if there is no address.
        """
        name = self.mail.from_
        named = (office for office in self.organisers if name is None or office.id == name)
        return next((office for office in named if office.email), None)

    @cached_property
    def previous(self) -> dict[str, Webinar]:
        """The webinar that is held before each one, by id; cancelled webinars do not count."""
        return {after.id: before for before, after in pairwise(self.in_time_order)}

    @property
    def register_url(self) -> str | None:
        """The link to register for the series: that of a survey before its webinars."""
        surveys = (use.url for use in self.surveys if use.when == "before" and use.url)
        return next(surveys, None)

    def register_url_of(self, webinar: Webinar) -> str | None:
        """Return the webinar's own link to register, otherwise that of the series."""
        return webinar.register_url or self.register_url

    def interpretation_of(self, webinar: Webinar) -> tuple[str, ...]:
        """Return the languages that can be heard in a webinar: its own, or those of the series."""
        own = webinar.interpretation
        return self.interpretation if own is None else own

    def organisers_of(self, webinar: Webinar) -> tuple[Organiser, ...]:
        """Return the organisers of one webinar: all of the series if it names none."""
        return named_or_all(self.organisers, webinar.organisers)

    def audiences_of(self, webinar: Webinar) -> tuple[Audience, ...]:
        """Return the audiences of one webinar: all of the series if it names none."""
        return named_or_all(self.audiences, webinar.audiences)


RevisionOf = Callable[[Series, Webinar], Revision]


def declared_revision(series: Series, webinar: Webinar) -> Revision:
    """Return the revision that the data file declares."""
    revised = series.instant(webinar.revised or series.revised)
    return Revision(webinar.revision, revised.astimezone(UTC))


def with_topics(survey: Survey, series: Series) -> Survey:
    """Return a survey whose questions without options have the topics and kinds of the series."""
    if not any(question.takes_options for question in survey.questions):
        return survey
    questions = (_with_options(question, series) for question in survey.questions)
    return survey.replaced(questions=tuple(questions))


def listed_for(question: Question, series: Series) -> tuple[Topic | Kind, ...]:
    """Return the list of the series that a question is about."""
    return series.kinds if question.role is Role.KIND else series.topics


def _with_options(question: Question, series: Series) -> Question:
    if not question.takes_options:
        return question
    options = (
        Option(code=entry.id, text=entry.title, aliases=entry.aliases)
        for entry in listed_for(question, series)
    )
    return question.replaced(options=tuple(options))


def language_of(text: str, series: Series) -> str | None:
    """Return the language of the series that a code stands for, `zh` for `zh-CN` too."""
    code = text.replace("_", "-")
    known = {language.lower(): language for language in series.languages}
    found = next((known[kind.lower()] for kind in kin(code) if kind.lower() in known), None)
    general = code.partition("-")[0].lower()
    relatives = [language for language in series.languages if kin(language)[-1] == general]
    return found or (relatives[0] if len(relatives) == 1 else None)


def audience_of(text: str, series: Series) -> str | None:
    """Return the audience that a code of a survey stands for: `city_officials` or its id."""
    id_ = text.replace("_", "-")
    return id_ if any(audience.id == id_ for audience in series.audiences) else None
