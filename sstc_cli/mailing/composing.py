"""The mail to one person, and all mails of a mailing in the order of their Message-IDs."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.message import Attachment, CalendarPart, Mail, Mailbox, write
from sstc_cli.mailing.calendar_entries import Entries, Method, method_for
from sstc_cli.mailing.mailing import Mailing, stop_code
from sstc_cli.mailing.outbox import known_of
from sstc_cli.mailing.recipient import Recipient
from sstc_cli.mailing.rendering import Renderer, stop_link
from sstc_cli.store.mail import MailRecord

MethodFor = Callable[[Mailing, Recipient], Method | None]


class Composer:
    """Writes the mails of one mailing."""

    def __init__(
        self,
        mailing: Mailing,
        renderer: Renderer,
        entries: Entries | None,
        method_of: MethodFor = method_for,
        attached: Mapping[str, tuple[Attachment, ...]] = MappingProxyType({}),
    ) -> None:
        self.mailing, self.renderer, self.entries = mailing, renderer, entries
        self._method_of, self._attached = method_of, attached

    def mail(self, recipient: Recipient) -> Mail:
        mailing = self.mailing
        languages = recipient.languages(mailing.series.languages)
        name = recipient.name.pick(languages[0]) if recipient.name else ""
        rendered = self.renderer.render(recipient)
        part, files = self._calendar(recipient)
        return Mail(
            message_id=mailing.message_id(recipient),
            sender=mailing.sender.mailbox(languages[0]),
            recipient=Mailbox(recipient.address.wire, " ".join(name.split())),
            subject=rendered.subject,
            text=rendered.text,
            language=", ".join(languages),
            html=rendered.page.html,
            reply_to=mailing.sender.reply_to,
            calendar=part,
            attachments=(*files, *self._attached.get(recipient.key, ())),
            pictures=rendered.page.pictures,
            list_unsubscribe=self._stop_link(recipient),
            automatic=not mailing.can_stop(recipient),
        )

    def write(self, recipient: Recipient) -> bytes:
        return write(self.mail(recipient))

    def _calendar(self, recipient: Recipient) -> tuple[CalendarPart | None, tuple[Attachment, ...]]:
        method = self._method_of(self.mailing, recipient)
        if method is None or self.entries is None:
            return None, ()
        if method is Method.PUBLISH:
            return None, (self.entries.file(recipient),)
        return self.entries.part(recipient, method), ()

    def _stop_link(self, recipient: Recipient) -> str:
        """Return the link by which a person gets no more invitations; nothing in other messages."""
        if not self.mailing.can_stop(recipient):
            return ""
        code = stop_code(self.mailing.key, self.mailing.person(recipient))
        sender = self.mailing.sender
        address = sender.reply_to or sender.mailbox(self.mailing.series.languages[0])
        return stop_link(address.address, code)


TOO_MUCH = 10_000_000  # bytes of one mail, as it is sent
_LIMIT = f"{TOO_MUCH // 1_000_000} MB"


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """A mail as it is kept, and what the ledger has of it."""

    entry: MailRecord
    data: bytes


def write_all(composer: Composer, people: Mapping[str, Recipient]) -> Iterator[WrittenMail]:
    """Yield the mail to each person. One whose mail fails is named by the place in the list."""
    mailing = composer.mailing
    by_id = {mailing.message_id(person): person for person in people.values()}
    for id_ in sorted(by_id):
        person = by_id[id_]
        try:
            mail = composer.mail(person)
            data = write(mail)
        except SstcError as error:
            message = f"the mail for {person.place} failed: {error.message}"
            raise SstcError(message, error.hint, error.status) from error
        if len(data) > TOO_MUCH:
            message = f"the mail for {person.place} has more than {_LIMIT}"
            hint = "leave out pictures and files, and link to them instead"
            raise SstcError(message, hint, ExitCode.DATA)
        language = "+".join(person.languages(mailing.series.languages))
        digest = hashlib.sha256(data).hexdigest()
        has_file = any(one.kind.startswith("text/calendar") for one in mail.attachments)
        method = mail.calendar.method if mail.calendar else Method.PUBLISH if has_file else ""
        who, known = mailing.person(person), known_of(person)
        entry = MailRecord(id_, who, digest, len(data), language, known, method)
        yield WrittenMail(entry, data)


def refused_by(
    people: Mapping[str, Recipient], mailing: Mailing, stopped: Mapping[str, str]
) -> dict[str, str]:
    """Return why some people get no mail, by their addresses.

    Those who asked for no more get service mails all the same, but contacts do not, and others get
    none at all.
    """
    found: dict[str, str] = {}
    for key, person in people.items():
        reason = stopped.get(mailing.person(person))
        if reason and (mailing.can_stop(person) or reason != "asked"):
            is_told = reason == "asked" and mailing.message.document == "notice"
            found[key] = _OLD if is_told else _REASONS.get(reason, reason)
    return found


_OLD = "unsubscribed, with a mail that is no longer true"
_REASONS = {
    "asked": "unsubscribed",
    "bounced": "address does not work",
    "forgotten": "asked to be forgotten",
}
