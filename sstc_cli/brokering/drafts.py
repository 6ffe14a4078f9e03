"""Drafts that a mail program opens and sends: letters, introductions, and hours for a talk."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sstc_cli.brokering.descriptions import read_description
from sstc_cli.brokering.people import Partner
from sstc_cli.brokering.requests import shown
from sstc_cli.ics.invitation import Draft, write_meeting
from sstc_cli.mail.addresses import Sender
from sstc_cli.mail.inline import mail_page
from sstc_cli.mail.message import Attachment, Mail, Mailbox, as_draft, write
from sstc_cli.model import Series, load_zone
from sstc_cli.model.days import working_day
from sstc_cli.model.view import View
from sstc_cli.partners.crowd import OFFICE
from sstc_cli.partners.pool import Profile
from sstc_cli.render import FORMATS, Document, Templates
from sstc_cli.store.requests import Request
from sstc_cli.views.partner_letters import (
    Introduced,
    Letter,
    partner_introduction_view,
    partner_request_view,
)

HOUR = timedelta(hours=1)
_DAY, _STEP = timedelta(days=1), timedelta(minutes=30)
_NOTICE = 3  # days between an introduction and the first hour
_AHEAD = 14  # days that are looked at
_DAYTIME = (7, 21)
_MOST = 3  # hours to choose from


@dataclass(frozen=True, slots=True)
class Clock:
    """The zone of a person, and the country whose working days count, if they are known."""

    zone: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Hours:
    """When two could talk: the start of an hour on each day, and whether both are at work then."""

    starts: tuple[datetime, ...]
    at_work: bool


def clock_of(profile: Profile) -> Clock | None:
    return Clock(profile.zone, profile.country) if profile.zone else None


def common_hours(clocks: tuple[Clock, Clock], day: date) -> Hours:
    """Return up to three hours on different days after a day, the best one of each day.

    Without hours in which both are in the office, they are between the early morning and the
    evening of both; there may be none.
    """
    days = [day + _DAY * ahead for ahead in range(_NOTICE, _NOTICE + _AHEAD)]
    for bounds, at_work in ((OFFICE, True), (_DAYTIME, False)):
        found = [start for one in days if (start := _best(clocks, one, bounds))]
        if found:
            return Hours(tuple(found[:_MOST]), at_work)
    return Hours((), at_work=False)


def _best(clocks: tuple[Clock, Clock], day: date, bounds: tuple[int, int]) -> datetime | None:
    """Return the hour of a day in UTC that is the furthest from the ends of both days."""
    begins = datetime.combine(day, time(), UTC)
    starts = (begins + _STEP * step for step in range(48))
    room = [(min(rooms), -start.timestamp(), start) for start in starts
            if len(rooms := [*_rooms(clocks, start, bounds)]) == len(clocks)]  # fmt: skip
    return max(room)[-1] if room else None


def _rooms(
    clocks: tuple[Clock, Clock], start: datetime, bounds: tuple[int, int]
) -> Iterator[timedelta]:
    """Yield how far an hour is from the ends of a working day, for each whose day it is in."""
    for clock in clocks:
        local = start.astimezone(load_zone(clock.zone))
        since = timedelta(hours=local.hour, minutes=local.minute)
        room = min(since - HOUR * bounds[0], HOUR * bounds[1] - since - HOUR)
        if room >= timedelta() and _is_working(local.date(), clock.country):
            yield room


def _is_working(day: date, country: str | None) -> bool:
    return working_day(day - _DAY, 1, (country,) if country else ()) == day


REQUEST, INTRODUCTION = "partner-request", "partner-introduction"


@dataclass(frozen=True)
class Desk:
    """What drafts are written with: the series, its templates by language, and its sender."""

    series: Series
    templates: Callable[[str], Templates]
    sender: Sender

    def mail(
        self,
        to: Partner,
        code: str,
        views: Mapping[str, View],
        document: str,
        attachments: Sequence[Attachment] = (),
    ) -> bytes:
        """Return a mail to a person as a draft, in the languages of its views."""
        filled = [self.templates(code).mail(document, view) for code, view in views.items()]
        subjects, documents = zip(*filled, strict=True)
        language = next(iter(views))
        whole: Document = replace(documents[0], also=tuple(documents[1:]))
        templates = self.templates(language)
        text, page = (FORMATS[kind](whole, templates).decode() for kind in ("txt", "html"))
        made = mail_page(page, self.series.domain)
        mail = Mail(
            message_id=f"{code}-{document}@{self.series.domain}",
            sender=self.sender.mailbox(language),
            recipient=Mailbox(to.address.wire, to.name if to.has_name else ""),
            subject=subjects[0],
            text=text,
            language=", ".join(views),
            html=made.html,
            reply_to=self.sender.reply_to,
            pictures=made.pictures,
            attachments=tuple(attachments),
        )
        return as_draft(write(mail))


def letter_names(request: Request) -> dict[int, str]:
    return {
        side: f"{request.id}-{side + 1}.request.eml"
        for side, _ in enumerate(request.sides)
        if side not in request.answers
    }


def introduction_names(request: Request) -> dict[int, str]:
    return {
        side: f"{request.id}-{side + 1}.introduction.eml" for side, _ in enumerate(request.sides)
    }


def write_letters(
    desk: Desk, request: Request, last: date, described: Sequence[str], people: Sequence[Partner]
) -> dict[str, bytes]:
    """Return the letters that ask those who have not answered, by the names of their files.

    `described` are the texts about the first and the second side, which the other one reads.
    """
    files = {}
    for side, name in letter_names(request).items():
        person = people[side]
        clock = clock_of(person.profile)
        letter = Letter(
            person.name if person.has_name else None,
            sorted(person.profile.seeks),
            sorted(person.profile.offers),
            read_description(described[1 - side]),
            shown(request.codes[side]),
            last,
            clock.zone if clock else None,
        )
        views = {person.language: partner_request_view(desk.series, letter, person.language)}
        files[name] = desk.mail(person, request.codes[side], views, REQUEST)
    return files


def write_introductions(
    desk: Desk, request: Request, people: tuple[Partner, Partner], day: date
) -> dict[str, bytes]:
    """Return the same introduction to both, in the languages of both, and a draft for calendars."""
    series = desk.series
    first_clock, second_clock = (clock_of(one.profile) for one in people)
    hours = Hours((), at_work=False)
    if first_clock and second_clock:
        hours = common_hours((first_clock, second_clock), day)
    languages = [*dict.fromkeys(person.language for person in people)]
    first, second = (introduced_of(person) for person in people)
    views: dict[str, View] = {
        code: partner_introduction_view(
            series, (first, second), hours.starts, code, at_work=hours.at_work
        )
        for code in languages
    }
    files, attachments = {}, []
    if hours.starts:
        subject = desk.templates(languages[0]).subject(INTRODUCTION, views[languages[0]])
        draft = Draft(
            f"partners-{request.id}", datetime.combine(day, time(), UTC), hours.starts[0], HOUR,
            subject, f"{first.name} <{first.email}>\n{second.name} <{second.email}>",
            desk.sender.office.name.pick(languages[0]), desk.sender.email,
        )  # fmt: skip
        data = write_meeting(series, draft)
        attachments.append(Attachment("meeting.ics", "text/calendar", data))
        files[f"{request.id}.meeting.ics"] = data
    for side, name in introduction_names(request).items():
        person, code = people[side], request.codes[side]
        ordered = dict(sorted(views.items(), key=lambda one: one[0] != person.language))
        files[name] = desk.mail(person, code, ordered, INTRODUCTION, attachments)
    return files


def introduced_of(person: Partner) -> Introduced:
    """Return what each side learns of the other after both said yes."""
    profile = person.profile
    clock = clock_of(profile)
    return Introduced(
        person.name, person.address.readable, person.organisation, profile.country,
        profile.audience, sorted(profile.offers), sorted(profile.seeks),
        clock.zone if clock else None,
    )  # fmt: skip
