"""The schedule, deadlines and state of a series as plain data, for the terminal and programs."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sstc_cli.model import Duty, Series, Standing, Webinar, duties, duties_of, run_of_show
from sstc_cli.model.deadlines import last_day_to_register
from sstc_cli.model.languages import language_name
from sstc_cli.model.text import pick
from sstc_cli.model.view import Facts
from sstc_cli.views.dates import LocalSlot, local_slots
from sstc_cli.views.people import in_language


class ScheduledWebinar(Facts):
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


class TalkDetail(Facts):
    """A talk; title and speaker are None until they are known."""

    id: str
    title: str | None
    speaker: str | None


class AgendaLine(Facts):
    """A timed item of the run of show."""

    starts: datetime
    ends: datetime
    name: str
    talk: str | None
    speaker: str | None


class DueLine(Facts):
    """A task that is due on a date, perhaps at an hour, and the date on which it was done."""

    day: date
    name: str
    done: date | None
    at: datetime | None


class MaterialDetail(Facts):
    """A document about a webinar, and the first day when it may be read."""

    title: str
    url: str
    day: date | None


class WebinarDetail(Facts):
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
    join = webinar.join_link
    return in_language(
        ScheduledWebinar,
        webinar,
        language,
        status=str(webinar.status),
        starts=series.instant(webinar.starts),
        ends=series.instant(webinar.ends),
        zone=series.zone,
        join_url=join.url if join else None,
        join_passcode=join.passcode if join else None,
        register_url=series.register_url_of(webinar),
        local=local_slots(series, webinar, zones),
    )


def webinar_detail(
    series: Series, webinar: Webinar, zones: Sequence[str], language: str
) -> WebinarDetail:
    def name(id_: str | None) -> str | None:
        person = series.person(id_)
        return person.name.pick(language) if person else None

    offices = series.organisers_of(webinar)
    return in_language(
        WebinarDetail,
        webinar,
        language,
        webinar=scheduled_webinar(series, webinar, zones, language),
        cancelled_because=pick(webinar.reason, language),
        register_by=last_day_to_register(series, webinar),
        organisers=tuple((office.short or office.name).pick(language) for office in offices),
        audiences=tuple(audience.name.pick(language) for audience in series.audiences_of(webinar)),
        moderator=name(webinar.moderator),
        interpretation=tuple(
            language_name(code, language) for code in series.interpretation_of(webinar)
        ),
        interpreters=tuple(name(id_) or id_ for id_ in webinar.interpreters),
        talks=tuple(
            in_language(TalkDetail, talk, language, speaker=name(talk.speaker))
            for talk in webinar.talks
        ),
        agenda=tuple(
            AgendaLine(
                entry.starts,
                entry.ends,
                entry.item.name.pick(language),
                entry.talk.id if entry.talk else None,
                name(entry.item.speaker),
            )
            for entry in run_of_show(series, webinar)
        ),
        due=tuple(
            in_language(DueLine, duty, language, name=duty.deadline.name.pick(language))
            for duty in duties_of(series, webinar)
        ),
        materials=tuple(
            in_language(MaterialDetail, material, language, day=material.from_)
            for material in webinar.materials
        ),
    )


class Due(Facts):
    """A deadline on a date: `webinar` is its number, or None for the series as a whole.

    `at` is the instant of a deadline some hours before or after a webinar, and `sent` the day on
    which its message had gone to all.
    """

    day: date
    id: str
    name: str
    webinar: int | None
    standing: Standing
    done: date | None
    at: datetime | None
    sent: date | None


SentDuties = Mapping[tuple[str, int | None], date]  # by ids of deadlines and numbers of webinars


def due_on(series: Series, today: date, language: str, sent: SentDuties) -> tuple[Due, ...]:
    """Return every deadline in order of its date, with its state on the date `today`.

    `sent` are the days when the messages of some had gone to all.
    """
    return tuple(_due(duty, today, language, sent) for duty in duties(series))


def _due(duty: Duty, today: date, language: str, sent: SentDuties) -> Due:
    number = duty.webinar.number if duty.webinar else None
    duty = duty._replace(sent=sent.get((duty.deadline.id, number)))
    return in_language(
        Due,
        duty,
        language,
        id=duty.deadline.id,
        name=duty.deadline.name.pick(language),
        webinar=number,
        standing=duty.standing(today),
    )


class StatusView(Facts):
    """The next webinar, what is due soon, and how far the series is."""

    today: date
    next: Webinar | None
    days: int
    overdue: int
    due: tuple[Due, ...]
    past: int
    ahead: int
    cancelled: int


def status_view(series: Series, today: date, language: str, sent: SentDuties) -> StatusView:
    """Return the state of a series on a day; `due` has the tasks of the next seven days."""
    held = series.in_time_order
    ahead = [webinar for webinar in held if webinar.ends.date() >= today]
    following = ahead[0] if ahead else None
    tasks = due_on(series, today, language, sent)
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
