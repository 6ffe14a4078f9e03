"""What all mails of one message about one webinar have in common."""

from dataclasses import dataclass
from functools import cached_property

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.addresses import AddressError, plain_address
from sstc_cli.mail.message import Mailbox
from sstc_cli.mailing.identity import message_id
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.model import Message, Organiser, Series, Webinar
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
    def sender(self) -> Organiser:
        """The organiser who sends the mails. Refuse if there is none with an address."""
        if sender := self.series.mail_sender:
            return sender
        raise no_sender_error()

    @cached_property
    def calendars(self) -> CalendarSeries:
        """The series as calendars need it, with revisions above those that were published."""
        return for_calendars(self.series, self.workspace.release)

    def from_(self, language: str) -> Mailbox:
        """Return the address of the sender, with the name in a language."""
        name = (self.sender.short or self.sender.name).pick(language)
        return Mailbox(_wire(self.sender.email), " ".join(name.split()))

    @property
    def reply_to(self) -> Mailbox | None:
        """The address for answers, if it is another one."""
        address = self.series.mail.reply_to
        return Mailbox(_wire(address)) if address and address != self.sender.email else None

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


def _wire(address: str | None) -> str:
    """Return an address of the plan as servers take it."""
    try:
        return plain_address(address or "").wire
    except AddressError as error:
        message = "the address of the sender, or of `reply_to`, cannot be one"
        hint = f"correct it in data/webinars.yaml: {error.reason}"
        raise SstcError(message, hint, ExitCode.DATA) from None


def no_sender_error() -> SstcError:
    """Return the error for a series in which nobody can send mails."""
    message = "no organiser has an e-mail address to send from"
    hint = "add `email` to one of `organisers` in data/webinars.yaml"
    return SstcError(message, hint, ExitCode.DATA)
