"""The calendar entry of a webinar in mails: made once for a language, then given to each person."""

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property, lru_cache

from sstc_cli.documents.translations import labels_by_language
from sstc_cli.ics import Guest, Style, for_guest, write_cancel, write_request, write_webinar
from sstc_cli.mail.message import Attachment, CalendarPart
from sstc_cli.mailing.mailing import Mailing
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.views.documents import stem_of

# makes an entry newer than those that people may have from files of `sstc calendar export`
Renew = Callable[[bytes], bytes]
_KEPT = 64
_SOMEBODY = "somebody@example.org"


class Method(StrEnum):
    """What a person's calendar does with an entry."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


class Entries:
    """The entries of one webinar, from the sender of its mails."""

    def __init__(self, mailing: Mailing, renew: Renew = lambda data: data) -> None:
        assert mailing.webinar is not None  # noqa: S101
        self.mailing, self.webinar = mailing, mailing.webinar
        self._renew = renew
        self._made = lru_cache(_KEPT)(self._make)

    @cached_property
    def style(self) -> Style:
        """How entries are written."""
        languages = self.mailing.series.languages
        words = labels_by_language(self.mailing.workspace, languages)
        return Style(named=True, labels=words, sender=self.mailing.sender.office)

    @property
    def last(self) -> bytes:
        """The entry as a file for nobody in particular, which shows its revision."""
        return self._made(Method.PUBLISH, self.mailing.series.languages[0])

    def part(self, recipient: Recipient, method: Method) -> CalendarPart:
        """Return the entry of one person, to be accepted or cancelled."""
        language = recipient.languages(self.mailing.series.languages)[0]
        name = recipient.name.pick(language) if recipient.name else ""
        guest = Guest(recipient.address.wire, name, language)
        made = self._made(method, language)
        return CalendarPart(method, for_guest(made, guest, asked=method is Method.REQUEST))

    def file(self, recipient: Recipient) -> Attachment:
        """Return the entry as a file for anybody, to be saved or opened."""
        language = recipient.languages(self.mailing.series.languages)[0]
        kind = "text/calendar; charset=utf-8; method=PUBLISH"
        name = f"{stem_of(self.webinar)}.ics"
        return Attachment(name, kind, self._made(Method.PUBLISH, language))

    def _make(self, method: Method, language: str) -> bytes:
        """Return the entry in a language, for nobody in particular."""
        calendars = self.mailing.calendars
        if method is Method.PUBLISH:
            style, write = (
                Style(labels=self.style.labels, sender=self.mailing.sender.office),
                write_webinar,
            )
            about = calendars.series, self.webinar, language
            return self._renew(write(*about, style=style, revision_of=calendars.revision_of))
        write_for = write_request if method is Method.REQUEST else write_cancel
        guest = Guest(_SOMEBODY, "", language)
        made = write_for(
            calendars.series,
            self.webinar,
            guest,
            style=self.style,
            revision_of=calendars.revision_of,
        )
        return self._renew(made)


def method_for(mailing: Mailing, recipient: Recipient) -> Method | None:
    """Return what a person's calendar gets with a message, or None if that is nothing.

    Only people whom somebody knows by name are asked to accept: on an open list, the organisers
    would get thousands of answers.
    """
    if "calendar" not in mailing.message.with_ or mailing.webinar is None:
        return None
    if recipient.address.wire == mailing.sender.email:  # calendars refuse one's own invitation
        return None
    if mailing.webinar.cancelled:
        return None  # `holders` decide about its entry
    return Method.REQUEST if recipient.is_named else Method.PUBLISH
