"""The fields of messages to people who take part in a webinar, with the times on their clock."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from sstc_cli.model import Message, Series, Webinar
from sstc_cli.model.text import pick
from sstc_cli.views.agenda import TalkLine, item_lines
from sstc_cli.views.dates import direction_of
from sstc_cli.views.documents import participant_stems
from sstc_cli.views.facts import (
    LocalTime,
    SeriesFacts,
    WebinarFacts,
    local_times,
    revised_text,
    series_facts,
    webinar_facts,
)
from sstc_cli.views.mail.following import FollowingFacts, following_facts
from sstc_cli.views.mail.reader import Reader, ReaderFacts, own_zones, zone_of
from sstc_cli.views.people import ContactFacts, contacts

Made = Iterator[tuple[str, Callable[[], "ParticipantView"]]]


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """A message to one person about one webinar."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SeriesFacts, "the series of the webinar"]
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
    following: Annotated[FollowingFacts | None, "the next webinar of the series, if there is one"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


def participant_view(
    series: Series, webinar: Webinar, reader: Reader, message: Message
) -> ParticipantView:
    """Return what a message says to its reader."""
    language, named = reader.language, "join-link" in message.with_
    zone, join = zone_of(series, webinar, reader), webinar.join_link
    items = item_lines(series, webinar, language)
    slots = local_times(series, webinar, language, own_zones(series, webinar, reader))
    return ParticipantView(
        language=language,
        direction=direction_of(language),
        revised=revised_text(series, webinar),
        series=series_facts(series, language),
        webinar=webinar_facts(series, webinar, language, named=named),
        link_is_private=named and join is not None and not join.public,
        reader=_reader_facts(series, reader),
        own=next(iter(slots), None) if zone else None,
        local_times=() if zone else slots,
        talks=tuple(talk for item in items for talk in item.talks if talk.title or talk.speaker),
        survey_url=_survey_url(series, message),
        has_calendar="calendar" in message.with_,
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


def _reader_facts(series: Series, reader: Reader) -> ReaderFacts:
    person = series.person(reader.id)
    own = pick(person.honorific, reader.language) if person else None
    return ReaderFacts(reader.name, reader.honorific or own, reader.role, reader.attended)


def survey_without_link(series: Series, message: Message) -> str | None:
    """Return the id of a survey that a message asks for without a link to it, or None."""
    after = [use.id for use in series.surveys if use.when == "after"]
    is_asking = message.document == "follow-up" and _survey_url(series, message) is None
    return after[0] if is_asking and after else None


def _survey_url(series: Series, message: Message) -> str | None:
    """Return the link to the survey whose respondents get no message, otherwise the first after."""
    uses = {use.id: use for use in series.surveys}
    named = [uses[name] for name in message.answered if name in uses]
    after = [use for use in series.surveys if use.when == "after"]
    return next((use.url for use in (*named, *after) if use.url), None)
