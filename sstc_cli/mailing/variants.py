"""What makes the mails of people alike: everything that a text may know of them but their names."""

from collections.abc import Hashable
from dataclasses import replace
from functools import lru_cache

from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.model import Message
from sstc_cli.model.view import View
from sstc_cli.views.mail.message import message_view
from sstc_cli.views.mail.participant import ParticipantView
from sstc_cli.views.mail.reader import Reader

_KEPT = 512


def variant_of(recipient: Recipient) -> Hashable:
    """Return what people share whose mails differ in their names alone."""
    reader = _unnamed(recipient.reader(recipient.language or ""))
    return reader, recipient.name is None, recipient.is_named


class Views:
    """The views of one mailing: made once for a variant, then given each person's name."""

    def __init__(self, mailing: Mailing) -> None:
        self.mailing = mailing
        self._made = lru_cache(_KEPT)(self._make)

    def view(self, recipient: Recipient, language: str) -> tuple[str, View]:
        """Return the document of a person, and its view in a language."""
        reader = recipient.reader(language)
        message = self.mailing.message_for(recipient)
        document, view = self._made(_unnamed(reader), message)
        if isinstance(view, ParticipantView):
            honorific = reader.honorific or view.reader.honorific
            named = replace(view.reader, name=reader.name, honorific=honorific)
            return document, replace(view, reader=named)
        return document, view

    def _make(self, reader: Reader, message: Message) -> tuple[str, View]:
        return message_view(message, self.mailing.series, self.mailing.webinar, reader)


def _unnamed(reader: Reader) -> Reader:
    """Return a reader without a name; the `id` of a speaker stays, because it decides the text."""
    return replace(reader, name=None, honorific=None)
