"""The fields of messages to one person, and the view of each kind of message."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated, Literal

from sstc_cli.errors import SstcError
from sstc_cli.model import Message, Person, Series, Status, Webinar
from sstc_cli.model.view import Facts, View
from sstc_cli.model.zones import zones_by_country
from sstc_cli.views.agenda import TalkLine, agenda_view, item_lines
from sstc_cli.views.dates import city_of, day_text, hour_text, local_slots
from sstc_cli.views.facts import (
    DocumentView,
    LocalTime,
    WebinarFacts,
    document_fields,
    local_times,
    webinar_facts,
    zone_text,
)
from sstc_cli.views.file_names import Made, participant_stems
from sstc_cli.views.invitation import invitation_view
from sstc_cli.views.people import ContactFacts, contacts, honorific_of, in_language
from sstc_cli.views.programme import concept_note_view, programme_view
from sstc_cli.views.run_of_show import run_of_show_view
from sstc_cli.views.speaker_brief import speaker_brief_view
from sstc_cli.views.speaker_letters import speaker_letter_view

Role = Literal["contact", "participant", "speaker", "moderator", "organiser"]


class Reader(Facts):
    """A person who gets a message.

    `name` is as the person writes it, and `honorific` the words before it. `audience` is the id of
    one of the series' audiences, and `id` that of one of its people or organisers. `attended` is
    None before a webinar, and for people who were not registered.
    """

    name: str | None
    language: str
    zone: str | None = None
    country: str | None = None
    audience: str | None = None
    attended: bool | None = None
    role: Role = "participant"
    id: str | None = None
    honorific: str | None = None


class ReaderFacts(Facts):
    """The person who gets the message."""

    name: Annotated[str | None, "name as the person writes it, if it is known"]
    honorific: Annotated[str | None, "words before the name, for example `Dr.`"]
    role: Annotated[str, "`contact`, `participant`, `speaker`, `moderator` or `organiser`"]
    attended: Annotated[
        bool | None, "whether the person was there; none if that is unknown, or before the webinar"
    ]


def zone_of(series: Series, webinar: Webinar, reader: Reader) -> str | None:
    """Return the reader's zone: their own, otherwise their country's if its clocks agree.

    None if it is unknown, or if a country has several times during the webinar.
    """
    if reader.zone:
        return reader.zone
    zones = zones_by_country().get(reader.country or "", ())
    times = {
        (slot.starts.replace(tzinfo=None), slot.ends.replace(tzinfo=None))
        for slot in local_slots(series, webinar, zones)
    }
    if len(times) != 1:
        return None
    known = (zone for zone in (series.zone, *series.audience_zones) if zone in zones)
    return next(known, zones[0])


def own_zones(series: Series, webinar: Webinar, reader: Reader) -> list[str] | None:
    """Return the zone of the reader's clock if it is not the series', or None if it is unknown."""
    zone = zone_of(series, webinar, reader)
    if zone is None:
        return None
    return [] if zone == series.zone else [zone]


class FollowingFacts(Facts):
    """The next webinar of the series, on the reader's clock if it is known."""

    number: Annotated[int, "number in the series"]
    title: Annotated[str, "the topic"]
    date: Annotated[str, "weekday and date there at the start"]
    starts: Annotated[str, "start there"]
    zone: Annotated[str, "everyday name of the series' zone, or the reader's city"]
    offset: Annotated[str, "offset there on that date, for example `UTC+8`"]
    register_url: Annotated[str | None, "the link to register"]


def following_webinar(series: Series, webinar: Webinar) -> Webinar | None:
    """Return the next webinar that is to be held after another one."""
    later = (other for other in series.in_time_order if other.starts > webinar.starts)
    return next((other for other in later if other.status is Status.PLANNED), None)


def following_facts(
    series: Series, webinar: Webinar, zone: str, language: str
) -> FollowingFacts | None:
    """Return the next webinar after another one, on the clocks of a zone."""
    following = following_webinar(series, webinar)
    if following is None:
        return None
    (slot,) = local_slots(series, following, [zone])
    is_own = zone == series.zone
    return in_language(
        FollowingFacts,
        following,
        language,
        date=day_text(slot.starts, language),
        starts=hour_text(slot.starts, language),
        zone=zone_text(series, language) if is_own else city_of(series, zone, language),
        offset=slot.offset,
        register_url=series.register_url_of(following),
    )


class ParticipantView(DocumentView):
    """A message to one person about one webinar."""

    webinar: Annotated[
        WebinarFacts, "the webinar; with a link that is not public if the message has `join-link`"
    ]
    link_is_private: Annotated[bool, "whether only named people get the link to join"]
    reader: Annotated[ReaderFacts, "the person who gets the message"]
    own: Annotated[
        LocalTime | None, "the slot on the person's clock; none if it is unknown, or the series'"
    ]
    local_times: Annotated[
        tuple[LocalTime, ...], "the slot in the `audience_zones`, if the person's clock is unknown"
    ]
    talks: Annotated[tuple[TalkLine, ...], "the talks whose title or speaker is known"]
    survey_url: Annotated[str | None, "link to the survey after the webinar"]
    has_calendar: Annotated[bool, "whether the message has an entry for the person's calendar"]
    has_certificate: Annotated[bool, "whether the message has the person's certificate"]
    following: Annotated[FollowingFacts | None, "the next webinar of the series, if there is one"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


def participant_view(
    series: Series, webinar: Webinar, reader: Reader, message: Message
) -> ParticipantView:
    language, named = reader.language, "join-link" in message.with_
    zone, join = zone_of(series, webinar, reader), webinar.join_link
    person = series.person(reader.id)
    honorific = reader.honorific or (honorific_of(person, language) if person else None)
    items = item_lines(series, webinar, language)
    slots = local_times(series, webinar, language, own_zones(series, webinar, reader))
    return ParticipantView(
        **document_fields(series, language, webinar),
        webinar=webinar_facts(series, webinar, language, named=named),
        link_is_private=named and join is not None and not join.public,
        reader=ReaderFacts(reader.name, honorific, reader.role, reader.attended),
        own=next(iter(slots), None) if zone else None,
        local_times=() if zone else slots,
        talks=tuple(talk for item in items for talk in item.talks if talk.title or talk.speaker),
        survey_url=survey_url(series, message),
        has_calendar="calendar" in message.with_,
        has_certificate="certificate" in message.with_,
        following=following_facts(series, webinar, zone or series.zone, language),
        contacts=contacts(series.organisers_of(webinar), language, named=named),
    )


def participant_examples(
    document: str, series: Series, webinars: Sequence[Webinar], language: str
) -> Made:
    """Yield makers of examples without a name; a `follow-up` has one for each of its two readers.

    They have the link to join, as the message to a person who is registered.
    """
    registered = {"id": document, "to": ["registered"], "with": ["join-link"]}
    message = Message.read({**registered, "document": document})
    readers = [Reader(None, language)]
    if document == "follow-up":
        readers = [Reader(None, language, attended=attended) for attended in (True, False)]
    for webinar in webinars:
        for stem, reader in zip(participant_stems(document, webinar), readers, strict=True):
            yield stem, partial(participant_view, series, webinar, reader, message)


def missing_matter(
    series: Series, message: Message, webinar: Webinar | None
) -> tuple[str, str] | None:
    """Return what a message would lack that it is sent for, and the command that adds it."""
    after = [use.id for use in series.surveys if use.when == "after"]
    if message.document == "follow-up" and after and survey_url(series, message) is None:
        return f"the survey `{after[0]}` has no link yet", _adding(f"surveys[{after[0]}].url")
    if message.document == "recording" and webinar and not (webinar.recording or webinar.materials):
        lack = "neither a `recording` nor `materials` is there yet"
        return lack, _adding(f"webinars[{webinar.id}].recording")
    return None


def _adding(path: str) -> str:
    return f'sstc schedule set "{path}" URL'


def survey_url(series: Series, message: Message) -> str | None:
    """Return the link to the survey whose respondents get no message, otherwise the first after."""
    uses = {use.id: use for use in series.surveys}
    named = [uses[name] for name in message.answered if name in uses]
    after = [use for use in series.surveys if use.when == "after"]
    return next((use.url for use in (*named, *after) if use.url), None)


def message_view(
    message: Message, series: Series, webinar: Webinar | None, reader: Reader
) -> tuple[str, View]:
    """Return the document of a message, and its view for a reader.

    A notice needs a release, too, so `documents.notices` makes its views.
    """
    document, language = message.document, reader.language
    if webinar is None:
        make = programme_view if document == "programme" else concept_note_view
        return document, make(series, language)
    view: View
    match document:
        case "invitation":
            groups = series.audiences_of(webinar)  # the reader's may be none of them
            audience = next((group for group in groups if group.id == reader.audience), None)
            zones = own_zones(series, webinar, reader)
            view = invitation_view(series, webinar, audience, language, zones)
        case "agenda":
            zones, named = own_zones(series, webinar, reader), "join-link" in message.with_
            agenda = agenda_view(series, webinar, language, named=named, zones=zones)
            view = replace(agenda, is_expected=reader.role != "contact")
        case "run-of-show":
            view = run_of_show_view(series, webinar, language)
        case "speaker-brief":
            view = speaker_brief_view(series, webinar, _speaker(series, message, reader), language)
        case "speaker-invitation" | "speaker-confirmation" | "speaker-thanks":
            view = speaker_letter_view(series, webinar, _speaker(series, message, reader), language)
        case _:
            view = participant_view(series, webinar, reader, message)
    return document, view


def _speaker(series: Series, message: Message, reader: Reader) -> Person:
    if person := series.person(reader.id):
        return person
    hint = "send it to `speakers` only"
    raise SstcError(f"the message `{message.id}` is written for speakers", hint)
