"""A mail to one person, and its bytes: the same for the same facts, on any machine.

It has no `Date`: the sender puts one before it, which then stays the same for ever.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sstc_cli.mail.headers import (
    UnsafeTextError,
    joined,
    mailbox_value,
    prove,
    refuse_unsafe,
    text_value,
)
from sstc_cli.mail.parts import calendar_part, check_calendar, file_part, multipart, text_part

_MESSAGE_ID = re.compile(r"[a-z0-9.-]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\\\"@]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LINK = re.compile(r"(mailto|https):[!-;=?-~]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*(, [A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)*")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address, as servers take it, and the name in front of it, if there is one."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar file with a METHOD, which programs show as an entry to accept."""

    method: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be saved; with `content_id`, a picture that the page shows."""

    name: str
    kind: str
    data: bytes
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to one person. The addresses have domains in ASCII.

    `pictures` are those that `html` shows. `list_unsubscribe` is a link. A mail that is `automatic`
    (RFC 3834) is a notice to people who take part; an invitation is a letter that a person sends.
    """

    message_id: str
    sender: Mailbox
    recipient: Mailbox
    subject: str
    text: str
    language: str
    html: str = ""
    reply_to: Mailbox | None = None
    calendar: CalendarPart | None = None
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Attachment, ...] = ()
    list_unsubscribe: str = ""
    automatic: bool = False

    @property
    def needs_smtputf8(self) -> bool:
        """Return whether only servers with SMTPUTF8 can take it, because of its address."""
        return not self.recipient.address.isascii()


def write(mail: Mail) -> bytes:
    """Return the bytes of a mail, or refuse one in which a value could add or hide a line."""
    lines = [*_lines(mail)]
    data = joined(lines)[:-2] + _body(mail)
    expected = {"From": mail.sender, "To": mail.recipient}
    expected |= {"Reply-To": mail.reply_to} if mail.reply_to else {}
    people = {name: (mailbox.name, mailbox.address) for name, mailbox in expected.items()}
    prove(data, [name for name, _ in lines], people, mail.subject)
    return data


def as_draft(data: bytes) -> bytes:
    """Return the bytes of a mail as a file that Outlook opens as a draft, to be sent."""
    return b"X-Unsent: 1\r\n" + data


def _lines(mail: Mail) -> Iterator[tuple[str, str]]:
    yield "Message-ID", f"<{_matching('message id', _MESSAGE_ID, mail.message_id)}>"
    yield "From", _mailbox("From", mail.sender)
    if mail.reply_to:
        yield "Reply-To", _mailbox("Reply-To", mail.reply_to)
    yield "To", _mailbox("To", mail.recipient)
    yield "Subject", text_value("Subject", refuse_unsafe("subject", mail.subject))
    yield "Content-Language", _matching("language", _LANGUAGE, mail.language)
    if mail.list_unsubscribe:
        yield "List-Unsubscribe", f"<{_matching('link', _LINK, mail.list_unsubscribe)}>"
    if mail.automatic:
        yield "Auto-Submitted", "auto-generated"
    yield "X-Auto-Response-Suppress", "OOF, AutoReply"  # Exchange answers to nothing else
    yield "MIME-Version", "1.0"


def _mailbox(name: str, mailbox: Mailbox) -> str:
    address = _matching("address", _ADDRESS, mailbox.address)
    return mailbox_value(name, refuse_unsafe("name", mailbox.name), address)


def _matching(what: str, pattern: re.Pattern[str], value: str) -> str:
    """Return a value of a known shape, or refuse it without its words."""
    if not pattern.fullmatch(value) or not value.isprintable():
        raise UnsafeTextError(what, "characters that it cannot have")
    return value


def _body(mail: Mail) -> bytes:
    """Return the parts, the calendar entry as the last of the alternatives, and the files."""
    page = text_part("text/html", mail.html) if mail.html else b""
    if mail.pictures:
        pictures = [
            file_part(file.kind, file.name, file.data, file.content_id) for file in mail.pictures
        ]
        page = multipart("related", [page, *pictures], mail.message_id, "related")
    shown = [text_part("text/plain", mail.text), *([page] if page else [])]
    if mail.calendar:
        check_calendar(mail.calendar.method, mail.calendar.data, mail.sender.address)
        shown.append(calendar_part(mail.calendar.method, mail.calendar.data))
    body = (
        multipart("alternative", shown, mail.message_id, "alternative") if shown[1:] else shown[0]
    )
    files = [file_part(file.kind, file.name, file.data) for file in mail.attachments]
    return multipart("mixed", [body, *files], mail.message_id, "mixed") if files else body
