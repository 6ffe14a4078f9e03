"""What all mails of one message about one webinar share, and what mails and batches are called."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sstc_cli.mail.addresses import Sender, sender_of
from sstc_cli.mailing.recipient import Recipient
from sstc_cli.model import Message, Series, Webinar
from sstc_cli.releases import CalendarSeries, for_calendars
from sstc_cli.store.response import PseudonymKey
from sstc_cli.workspace import Workspace

_BYTES = 20  # of a digest in a Message-ID, as many letters as Git shows of a commit
_CODE = 10  # bytes of a code to unsubscribe, which people may have to type
_DIGEST = 8


def message_id(key: PseudonymKey, series: Series, *about: str) -> str:
    """Return the Message-ID of a mail `about` a message, webinar, occasion and person's digest."""
    return f"{_letters(key.digest('mail', series.id, *about), _BYTES)}@{series.domain}"


def stop_code(key: PseudonymKey, person: str) -> str:
    """Return the code by which a person, whose digest is `person`, wants no more invitations."""
    return _letters(key.digest("stop", person), _CODE)


def batch_id(message: Message, webinar: Webinar | None, digests: Mapping[str, str]) -> str:
    """Return the id of a batch with the digests of its mails by their Message-IDs."""
    lines = "".join(f"{id_} {digests[id_]}\n" for id_ in sorted(digests))
    digest = hashlib.sha256(lines.encode()).hexdigest()[:_DIGEST]
    about = f"-{webinar.id}" if webinar else ""
    return f"{message.id}{about}-{digest}"


START = "start-"  # what the occasion of a reminder begins with


def start_occasion(series: Series, webinar: Webinar) -> str:
    """Return the occasion of a reminder, which all get anew for another start."""
    starts = series.instant(webinar.starts).astimezone(series.tz)
    return f"{START}{starts:%Y-%m-%d-%H%M}"


def _letters(digest: str, count: int) -> str:
    """Return the first bytes of a digest as letters and digits that are hard to confuse."""
    return base64.b32encode(bytes.fromhex(digest)[:count]).decode().rstrip("=").lower()


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
        return sender_of(self.series)

    @cached_property
    def calendars(self) -> CalendarSeries:
        """The series as calendars need it, with revisions above those that were published."""
        return for_calendars(self.series, self.workspace.release)

    def person(self, recipient: Recipient) -> str:
        return self.key.recipient(recipient.address.readable)

    def message_id(self, recipient: Recipient) -> str:
        webinar = self.webinar.id if self.webinar else ""
        about = self.message.id, webinar, self.occasion, self.person(recipient)
        return message_id(self.key, self.series, *about)

    def can_stop(self, recipient: Recipient) -> bool:
        """Return whether a person can unsubscribe. Contacts always can: some may want no more."""
        return self.message.kind == "invitation" or recipient.group == "contacts"

    def message_for(self, recipient: Recipient) -> Message:
        """Return the message without a link to join for people who are not known by name."""
        parts = self.message.with_
        if "join-link" not in parts or recipient.is_named or recipient.group == "organisers":
            return self.message
        return with_parts(self.message, *(part for part in parts if part != "join-link"))


def with_parts(message: Message, *parts: str) -> Message:
    return message.replaced(**{"with": parts})
