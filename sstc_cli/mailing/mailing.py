"""What all mails of one message about one webinar have in common."""

from dataclasses import dataclass
from functools import cached_property

from sstc_cli.mail.sender import Sender, sender_of
from sstc_cli.mailing.identity import message_id
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.model import Message, Series, Webinar
from sstc_cli.releases import CalendarSeries, for_calendars
from sstc_cli.store.response import PseudonymKey
from sstc_cli.workspace import Workspace


@dataclass(frozen=True)
class Mailing:
    """A message, its webinar or None if it is about the series, and an occasion to repeat it.

    `key` makes the ids of mails, and the digests of people.
    """

    workspace: Workspace
    series: Series
    message: Message
    webinar: Webinar | None
    key: PseudonymKey
    occasion: str = ""

    @cached_property
    def sender(self) -> Sender:
        """Who sends the mails."""
        return sender_of(self.series)

    @cached_property
    def calendars(self) -> CalendarSeries:
        """The series as calendars need it, with revisions above those that were published."""
        return for_calendars(self.series, self.workspace.release)

    def person(self, recipient: Recipient) -> str:
        """Return the digest of a person in the ledger."""
        return self.key.recipient(recipient.address.readable)

    def message_id(self, recipient: Recipient) -> str:
        """Return the Message-ID of the mail to a person."""
        webinar = self.webinar.id if self.webinar else ""
        about = self.message.id, webinar, self.occasion, self.person(recipient)
        return message_id(self.key, self.series, *about)

    def can_stop(self, recipient: Recipient) -> bool:
        """Return whether a person can unsubscribe from this message.

        Contacts always can: nobody knows that they want to hear more.
        """
        return self.message.kind == "invitation" or recipient.group == "contacts"

    def message_for(self, recipient: Recipient) -> Message:
        """Return the message without a link to join for people whom nobody knows by name."""
        parts = self.message.with_
        if "join-link" not in parts or recipient.is_named or recipient.group == "organisers":
            return self.message
        return with_parts(self.message, *(part for part in parts if part != "join-link"))


def with_parts(message: Message, *parts: str) -> Message:
    """Return a message with other parts besides its text."""
    return message.replaced(**{"with": parts})
