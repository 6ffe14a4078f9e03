"""The people to call during a webinar; their notes become docs/reference/template-fields.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Person, Series, Webinar
from sstc_cli.model.text import pick
from sstc_cli.views.people import name_of, phone_text


@dataclass(frozen=True, slots=True)
class TeamContact:
    """Somebody to call during a webinar; never part of a public document."""

    role: Annotated[str, "`moderator`, `speaker`, `interpreter` or `organiser`"]
    name: Annotated[str, "name, or short name of an organiser"]
    honorific: Annotated[str | None, "words before a person's name, for example `Dr.`"]
    phone: Annotated[str | None, "telephone number"]


def team_of(series: Series, webinar: Webinar, language: str) -> tuple[TeamContact, ...]:
    """Return the moderator, speakers, interpreters and organisers; each person once."""
    people: dict[str, TeamContact] = {}
    for role, person in _roles(series, webinar):
        contact = TeamContact(
            role,
            name_of(person, language),
            pick(person.honorific, language),
            phone_text(person.phone, language),
        )
        people.setdefault(person.id, contact)
    organisers = (
        TeamContact(
            "organiser",
            (who.short or who.name).pick(language),
            None,
            phone_text(who.phone, language),
        )
        for who in series.organisers_of(webinar)
    )
    return (*people.values(), *organisers)


def _roles(series: Series, webinar: Webinar) -> Iterator[tuple[str, Person]]:
    """Yield each person of a webinar with a role; somebody with two roles comes twice."""
    if moderator := series.person(webinar.moderator):
        yield "moderator", moderator
    for speaker in series.speakers_of(webinar):
        yield "speaker", speaker
    for item in series.agenda_of(webinar):
        if speaker_of_item := series.person(item.speaker):
            yield "speaker", speaker_of_item
    for code in webinar.interpreters:
        if interpreter := series.person(code):
            yield "interpreter", interpreter
