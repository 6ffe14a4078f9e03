"""The view with which the template of a message is filled, for one reader."""

from collections.abc import Callable, Mapping
from dataclasses import replace

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
    if webinar is None:
        return message.document, _of_series(message.document, series, reader.language)
    make = _MAKERS.get(message.document, _to_participant)
    return message.document, make(message, series, webinar, reader)


def _to_participant(message: Message, series: Series, webinar: Webinar, reader: Reader) -> View:
    return participant_view(series, webinar, reader, message)


def _invitation(_: Message, series: Series, webinar: Webinar, reader: Reader) -> View:
    audience, zones = _audience(series, webinar, reader), own_zones(series, webinar, reader)
    return invitation_view(series, webinar, audience, reader.language, zones)


def _agenda(message: Message, series: Series, webinar: Webinar, reader: Reader) -> View:
    zones, named = own_zones(series, webinar, reader), "join-link" in message.with_
    view = agenda_view(series, webinar, reader.language, named=named, zones=zones)
    return replace(view, is_expected=reader.role != "contact")


def _run_of_show(_: Message, series: Series, webinar: Webinar, reader: Reader) -> View:
    return run_of_show_view(series, webinar, reader.language)


def _brief(message: Message, series: Series, webinar: Webinar, reader: Reader) -> View:
    return speaker_brief_view(series, webinar, _person(series, message, reader), reader.language)


def _letter(message: Message, series: Series, webinar: Webinar, reader: Reader) -> View:
    return speaker_letter_view(series, webinar, _person(series, message, reader), reader.language)


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


_MAKERS: Mapping[str, Callable[[Message, Series, Webinar, Reader], View]] = {
    "invitation": _invitation,
    "agenda": _agenda,
    "run-of-show": _run_of_show,
    "speaker-brief": _brief,
    "speaker-invitation": _letter,
    "speaker-confirmation": _letter,
    "speaker-thanks": _letter,
}
