"""Drafts that a mail program opens and sends: letters that ask both sides, and introductions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from sstc_cli.brokering.codes import shown
from sstc_cli.brokering.descriptions import read_description
from sstc_cli.brokering.hours import HOUR, Hours, clock_of, common_hours
from sstc_cli.brokering.people import Person
from sstc_cli.ics.meeting import Draft, write_meeting
from sstc_cli.mail.inline import mail_page
from sstc_cli.mail.message import Attachment, Mail, Mailbox, as_draft, write
from sstc_cli.mail.sender import Sender
from sstc_cli.model import Series
from sstc_cli.model.view import View
from sstc_cli.render import FORMATS, Document, Templates
from sstc_cli.store.partners.request import Request
from sstc_cli.views.partners.introduction import Introduced, partner_introduction_view
from sstc_cli.views.partners.request import Letter, partner_request_view

REQUEST, INTRODUCTION = "partner-request", "partner-introduction"


@dataclass(frozen=True)
class Desk:
    """What drafts are written with: the series, its templates by language, and its sender."""

    series: Series
    templates: Callable[[str], Templates]
    sender: Sender

    def mail(
        self,
        to: Person,
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
            message_id=f"{document}-{code}@{self.series.domain}",
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
    """Return the name of the letter that asks each side, for those who have not answered."""
    return {
        side: f"{request.id}-{side + 1}.request.eml"
        for side, _ in enumerate(request.sides)
        if side not in request.answers
    }


def introduction_names(request: Request) -> dict[int, str]:
    """Return the name of the introduction for each side."""
    return {
        side: f"{request.id}-{side + 1}.introduction.eml" for side, _ in enumerate(request.sides)
    }


def write_letters(
    desk: Desk, request: Request, last: date, described: Sequence[str], people: Sequence[Person]
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
    desk: Desk, request: Request, people: tuple[Person, Person], day: date
) -> dict[str, bytes]:
    """Return the same introduction to both, in the languages of both, and a draft for calendars."""
    series = desk.series
    hours = hours_of(people, day)
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


def introduced_of(person: Person) -> Introduced:
    """Return what each side learns of the other after both said yes."""
    profile = person.profile
    clock = clock_of(profile)
    return Introduced(
        person.name, person.address.readable, person.organisation, profile.country,
        profile.audience, sorted(profile.offers), sorted(profile.seeks),
        clock.zone if clock else None,
    )  # fmt: skip


def hours_of(people: tuple[Person, Person], day: date) -> Hours:
    """Return hours for a talk, or none if a clock is unknown."""
    clocks = [clock_of(one.profile) for one in people]
    first, second = clocks
    return common_hours((first, second), day) if first and second else Hours((), at_work=False)
