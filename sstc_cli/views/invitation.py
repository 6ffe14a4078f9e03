"""The fields of `invitation.md.j2`: one webinar, for one audience."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from sstc_cli.model import Audience, Series, Webinar
from sstc_cli.model.view import Facts
from sstc_cli.views.agenda import TalkLine, item_lines
from sstc_cli.views.facts import (
    DocumentView,
    LocalTime,
    WebinarFacts,
    document_fields,
    local_times,
    webinar_facts,
)
from sstc_cli.views.letters import LetterHead, letter_head
from sstc_cli.views.people import ContactFacts, contacts, in_language


class AudienceFacts(Facts):
    """A group that the series is for."""

    name: Annotated[str, "short name of the group"]
    description: Annotated[str | None, "who belongs to the group"]
    benefit: Annotated[str | None, "why they should attend"]
    salutation: Annotated[str | None, "how letters to them begin, if not in the usual way"]
    more: Annotated[Mapping[str, str], "texts of the office's own, by key"]


class InvitationView(DocumentView):
    """The invitation of one audience to one webinar."""

    head: Annotated[LetterHead | None, "what is above the letter; none in an e-mail"]
    webinar: Annotated[WebinarFacts, "the webinar"]
    audience: Annotated[AudienceFacts | None, "the group invited; none if the series has no groups"]
    talks: Annotated[tuple[TalkLine, ...], "the talks whose title or speaker is known"]
    unknown: Annotated[int, "how many further talks are not known yet, if some are known"]
    own: Annotated[
        LocalTime | None,
        "the slot on the clock of the person invited; none if it is unknown, or the series'",
    ]
    local_times: Annotated[
        tuple[LocalTime, ...], "the slot in each of the `audience_zones`, if the clock is unknown"
    ]
    register_url: Annotated[str | None, "the link to register, as in `webinar`"]
    calendar_url: Annotated[
        str | None, "the page of the public site where people subscribe to the calendar"
    ]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


def audience_facts(audience: Audience, language: str) -> AudienceFacts:
    return in_language(AudienceFacts, audience, language)


def invitation_letter(
    series: Series, webinar: Webinar, audience: Audience | None, language: str
) -> InvitationView:
    """Return the invitation as a letter on paper."""
    head = letter_head(series, webinar, "invitation", audience, language)
    return replace(invitation_view(series, webinar, audience, language), head=head)


def invitation_view(
    series: Series,
    webinar: Webinar,
    audience: Audience | None,
    language: str,
    zones: Sequence[str] | None = None,
) -> InvitationView:
    """Return the invitation to a webinar, for one audience or for all people.

    The `zones` are that of the person's clock, or nothing if it is the series'; None if it is
    unknown.
    """
    items, site = item_lines(series, webinar, language), series.site_url
    slots = local_times(series, webinar, language, zones)
    every = [talk for item in items for talk in item.talks]
    talks = tuple(talk for talk in every if talk.title or talk.speaker)
    return InvitationView(
        **document_fields(series, language, webinar),
        head=None,
        webinar=webinar_facts(series, webinar, language),
        audience=audience_facts(audience, language) if audience else None,
        talks=talks,
        unknown=len(every) - len(talks) if talks else 0,
        own=None if zones is None else next(iter(slots), None),
        local_times=slots if zones is None else (),
        register_url=series.register_url_of(webinar),
        calendar_url=f"{site.rstrip('/')}/{language}/calendar.html" if site else None,
        contacts=contacts(series.organisers_of(webinar), language),
    )
