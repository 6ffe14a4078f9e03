"""The schedule, deadlines and state of a series as plain data, for the terminal and programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sstc_cli.model import Duty, Series, Standing, Webinar, duties, duties_of, run_of_show
from sstc_cli.model.deadlines import last_day_to_register
from sstc_cli.model.languages import language_name
from sstc_cli.model.text import pick
from sstc_cli.views.dates import LocalSlot, local_slots


@dataclass(frozen=True, slots=True)
class ScheduledWebinar:
    """A line of the schedule; times carry the series' offset."""

    number: int
    id: str
    title: str
    status: str
    starts: datetime
    ends: datetime
    zone: str
    join_url: str | None
    join_passcode: str | None
    register_url: str | None
    local: tuple[LocalSlot, ...]


@dataclass(frozen=True, slots=True)
class TalkDetail:
    """A talk; title and speaker are None until they are known."""

    id: str
    title: str | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A timed item of the run of show."""

    starts: datetime
    ends: datetime
    name: str
    talk: str | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class DueLine:
    """A task that is due on a date, perhaps at an hour, and the date on which it was done."""

    day: date
    name: str
    done: date | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class MaterialDetail:
    """A document about a webinar, and the first day on which it may be read."""

    title: str
    url: str
    day: date | None


@dataclass(frozen=True, slots=True)
class WebinarDetail:
    """Everything about one webinar."""

    webinar: ScheduledWebinar
    cancelled_because: str | None
    summary: str | None
    register_by: date | None
    organisers: tuple[str, ...]
    audiences: tuple[str, ...]
    moderator: str | None
    interpretation: tuple[str, ...]
    interpreters: tuple[str, ...]
    talks: tuple[TalkDetail, ...]
    agenda: tuple[AgendaLine, ...]
    due: tuple[DueLine, ...]
    recording: str | None
    materials: tuple[MaterialDetail, ...]


def scheduled_webinar(
    series: Series, webinar: Webinar, zones: Sequence[str], language: str
) -> ScheduledWebinar:
    """Return a webinar's line of the schedule, with its link even if it is private."""
    join = webinar.join_link
    return ScheduledWebinar(
        webinar.number,
        webinar.id,
        webinar.title.pick(language),
        str(webinar.status),
        series.instant(webinar.starts),
        series.instant(webinar.ends),
        series.zone,
        join.url if join else None,
        join.passcode if join else None,
        series.register_url_of(webinar),
        local_slots(series, webinar, zones),
    )


def webinar_detail(
    series: Series, webinar: Webinar, zones: Sequence[str], language: str
) -> WebinarDetail:
    """Return a webinar with its talks, run of show and deadlines."""
    organisers = series.organisers_of(webinar)
    return WebinarDetail(
        scheduled_webinar(series, webinar, zones, language),
        pick(webinar.reason, language),
        pick(webinar.summary, language),
        last_day_to_register(series, webinar),
        tuple((organiser.short or organiser.name).pick(language) for organiser in organisers),
        tuple(audience.name.pick(language) for audience in series.audiences_of(webinar)),
        _name(series, webinar.moderator, language),
        tuple(language_name(code, language) for code in series.interpretation_of(webinar)),
        tuple(_name(series, id_, language) or id_ for id_ in webinar.interpreters),
        _talks(series, webinar, language),
        _agenda(series, webinar, language),
        _due(series, webinar, language),
        webinar.recording,
        tuple(
            MaterialDetail(material.title.pick(language), material.url, material.from_)
            for material in webinar.materials
        ),
    )


def _name(series: Series, id_: str | None, language: str) -> str | None:
    """Return the name of a person, or None if the person is not known."""
    person = series.person(id_)
    return person.name.pick(language) if person else None


def _talks(series: Series, webinar: Webinar, language: str) -> tuple[TalkDetail, ...]:
    return tuple(
        TalkDetail(talk.id, pick(talk.title, language), _name(series, talk.speaker, language))
        for talk in webinar.talks
    )


def _agenda(series: Series, webinar: Webinar, language: str) -> tuple[AgendaLine, ...]:
    return tuple(
        AgendaLine(
            entry.starts,
            entry.ends,
            entry.item.name.pick(language),
            entry.talk.id if entry.talk else None,
            _name(series, entry.item.speaker, language),
        )
        for entry in run_of_show(series, webinar)
    )


def _due(series: Series, webinar: Webinar, language: str) -> tuple[DueLine, ...]:
    return tuple(
        DueLine(duty.day, duty.deadline.name.pick(language), duty.done, duty.at)
        for duty in duties_of(series, webinar)
    )


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline on a date: `webinar` is its number, or None for the series as a whole.

    `at` is the instant of a deadline some hours before or after a webinar.
    """

    day: date
    id: str
    name: str
    webinar: int | None
    standing: Standing
    done: date | None
    at: datetime | None


def due_on(series: Series, today: date, language: str) -> tuple[Due, ...]:
    """Return every deadline in order of its date, with its state on the date `today`."""
    return tuple(_due_of(duty, today, language) for duty in duties(series))


def _due_of(duty: Duty, today: date, language: str) -> Due:
    return Due(
        duty.day,
        duty.deadline.id,
        duty.deadline.name.pick(language),
        duty.webinar.number if duty.webinar else None,
        duty.standing(today),
        duty.done,
        duty.at,
    )


@dataclass(frozen=True, slots=True)
class StatusView:
    """The next webinar, what is due soon, and how far the series is."""

    today: date
    next: Webinar | None
    days: int
    overdue: int
    due: tuple[Due, ...]
    past: int
    ahead: int
    cancelled: int


def status_view(series: Series, today: date, language: str) -> StatusView:
    """Return the state of a series on a day; `due` has the tasks of the next seven days."""
    held = series.in_time_order
    ahead = [webinar for webinar in held if webinar.ends.date() >= today]
    following = ahead[0] if ahead else None
    tasks = due_on(series, today, language)
    return StatusView(
        today,
        following,
        (following.starts.date() - today).days if following else 0,
        sum(task.standing is Standing.OVERDUE for task in tasks),
        tuple(task for task in tasks if task.standing in (Standing.TODAY, Standing.SOON)),
        len(held) - len(ahead),
        len(ahead),
        len(series.webinars) - len(held),
    )
