"""The view with which the template of a message is filled, for one reader."""

from sstc_cli.errors import SstcError
from sstc_cli.model import Audience, Message, Person, Series, Webinar
from sstc_cli.model.view import View
from sstc_cli.views.agenda import agenda_view
from sstc_cli.views.concept_note import concept_note_view
from sstc_cli.views.invitation import invitation_view
from sstc_cli.views.mail.participant import participant_view
from sstc_cli.views.mail.reader import Reader, own_zones
from sstc_cli.views.programme import programme_view
from sstc_cli.views.run_sheet import run_of_show_view
from sstc_cli.views.speakers.brief import speaker_brief_view
from sstc_cli.views.speakers.letters import speaker_letter_view


def message_view(
    message: Message, series: Series, webinar: Webinar | None, reader: Reader
) -> tuple[str, View]:
    """Return the document of a message, and its view for a reader.

    A notice needs a release, too, so `documents.notices` makes its views.
    """
    language, document = reader.language, message.document
    view: View
    if webinar is None:
        view = _of_series(document, series, language)
    elif document == "invitation":
        audience, zones = _audience(series, webinar, reader), own_zones(series, webinar, reader)
        view = invitation_view(series, webinar, audience, language, zones)
    elif document == "agenda":
        zones, named = own_zones(series, webinar, reader), "join-link" in message.with_
        view = agenda_view(series, webinar, language, named=named, zones=zones)
    elif document == "run-of-show":
        view = run_of_show_view(series, webinar, language)
    elif document == "speaker-brief":
        view = speaker_brief_view(series, webinar, _person(series, message, reader), language)
    elif document.startswith("speaker-"):
        view = speaker_letter_view(series, webinar, _person(series, message, reader), language)
    else:
        view = participant_view(series, webinar, reader, message)
    return document, view


def _of_series(document: str, series: Series, language: str) -> View:
    if document == "programme":
        return programme_view(series, language)
    return concept_note_view(series, language)


def _audience(series: Series, webinar: Webinar, reader: Reader) -> Audience | None:
    """Return the reader's group, if it is one of those that the webinar is for."""
    audiences = series.audiences_of(webinar)
    return next((group for group in audiences if group.id == reader.audience), None)


def _person(series: Series, message: Message, reader: Reader) -> Person:
    """Return the speaker who reads the message; refuse other people."""
    if person := series.person(reader.id):
        return person
    hint = "send it to `speakers` only"
    raise SstcError(f"the message `{message.id}` is written for speakers", hint)
